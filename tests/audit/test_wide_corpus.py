"""The wide corpus: many thousands of made-up attacks, as Markdown and as raw HTML, judged by a second reader.

Give a file of one attack a line in ATTACKS to try a corpus from elsewhere as well.
"""

import os
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import hypothesis
from hypothesis import strategies as st

from catalogue.rendering import render
from catalogue.sanitising import TAGS, sanitise

_NAMES = st.sampled_from(
    "script svg math iframe object embed a img p style form input button details template noscript title textarea "
    "meta base link video audio source body html table td annotation-xml foreignObject mglyph mtext xmp plaintext "
    "select option keygen isindex marquee frameset applet bgsound".split()
)
_ATTRIBUTES = st.sampled_from(
    "href src srcdoc srcset style class id onerror onload onclick onfocus autofocus formaction action xlink:href data "
    "http-equiv content background poster ping target rel name type value data-md-component is slot".split()
)
_VALUES = st.sampled_from(
    [
        *("javascript:alert(1)", "JaVaScRiPt&colon;alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)"),
        *("data:text/html,<script>alert(1)</script>", "vbscript:x", "//eksempel.invalid", "\\\\eksempel.invalid\\x"),
        *("https://eksempel.invalid/", "__config", "__drawer", "md-overlay c-header", "position:fixed", "alert(1)"),
        *(
            '"><script>alert(1)</script>',
            "' onerror='alert(1)",
            "]]>",
            "--><script>alert(1)</script>",
            "&#0;",
            "\u2028",
        ),
        *("catalogue://eksempel.invalid/", "catalogue:javascript:alert(1)", "blob:x", "file:///etc/passwd", "#x", ""),
    ]
)
_GLUE = st.sampled_from(
    [*"<>/=\"'` \n\t&;!-[]()#*_\\{}|:~", "<!--", "-->", "<![CDATA[", "<?", "&lt;", "&#x3c;", "\x0c"]
)


@st.composite
def _tags(draw: st.DrawFn) -> str:
    quote = draw(st.sampled_from(['"', "'", "", "`"]))
    pairs = draw(st.lists(st.tuples(_ATTRIBUTES, _VALUES), max_size=4))
    attributes = "".join(f" {name}={quote}{value}{quote}" for name, value in pairs)
    return f"<{draw(st.sampled_from(['', '/']))}{draw(_NAMES)}{attributes}{draw(st.sampled_from(['>', '/>', '', ' ']))}"


@st.composite
def _links(draw: st.DrawFn) -> str:
    form = draw(
        st.sampled_from(["[x]({})", "![x]({})", "<{}>", "[x][r]\n\n[r]: {}", "[x](<{}> 'y')", "## x {{ id={} }}"])
    )
    return form.format(draw(_VALUES))


ATTACKS = st.lists(st.one_of(_tags(), _links(), _GLUE, _VALUES, st.text(max_size=6)), max_size=14).map("".join)


class _SecondReader(HTMLParser):
    """Reads what came out as a browser would, and notes what may not be there."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            self.faults.append(tag)
        for name, value in attrs:
            if name.startswith(("on", "data-")) or name in ("style", "srcdoc", "formaction", "action", "xlink:href"):
                self.faults.append(f"{tag} {name}")
            if name in ("href", "src") and not re.match(r"https?://\w|mailto:|tel:|catalogue:|#", value or ""):
                self.faults.append(f"{tag} {name}={value}")
            if name == "id" and (value or "").startswith("_"):
                self.faults.append(f"id {value}")


def _faults_of(html: str) -> list[str]:
    reader = _SecondReader()
    reader.feed(html)
    reader.close()
    return reader.faults


@hypothesis.settings(max_examples=20_000, suppress_health_check=list(hypothesis.HealthCheck))
@hypothesis.given(ATTACKS)
def test_nothing_hostile_comes_through_the_sanitiser(attack: str) -> None:
    try:
        clean = sanitise(attack)
    except ValueError:
        return  # What does not settle is refused, and its page with it.
    assert _faults_of(clean) == []
    assert sanitise(clean) == clean


@hypothesis.settings(max_examples=20_000, suppress_health_check=list(hypothesis.HealthCheck))
@hypothesis.given(ATTACKS)
def test_nothing_hostile_comes_through_the_renderer(attack: str) -> None:
    try:
        html = render("units/x/index.md", attack).html
    except (ValueError, RecursionError, AssertionError):
        return  # A worker turns this into a problem with the page's name.
    assert _faults_of(html) == []


def _lines_from_elsewhere() -> Iterator[str]:
    if named := os.environ.get("ATTACKS"):
        yield from Path(named).read_text("utf-8", "replace").splitlines()


def test_a_corpus_from_elsewhere_comes_through_harmless() -> None:
    for attack in _lines_from_elsewhere():
        assert _faults_of(sanitise(attack)) == [], attack
        assert _faults_of(render("units/x/index.md", attack).html) == [], attack
