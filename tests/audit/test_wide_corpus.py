"""The wide corpus: many thousands of made-up attacks, as Markdown and as raw HTML, judged by a second reader.

The made-up attacks are the same each time. To try others, name files of one attack a line in ATTACKS, with `:` between
them: each gets a line of its own in the audit's table.
"""

import os
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import hypothesis
import pytest
from hypothesis import strategies as st

from catalogue.rendering.markdown import render
from catalogue.rendering.sanitiser import TAGS, sanitise
from rows import Note

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


EXAMPLES = 20_000
CORPORA = [name for name in os.environ.get("ATTACKS", "").split(":") if name]
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


def _try_all(judge: Callable[[str], bool], note: Note) -> None:
    tried = judged = 0

    @hypothesis.settings(max_examples=EXAMPLES, suppress_health_check=list(hypothesis.HealthCheck))
    @hypothesis.given(ATTACKS)
    def try_one(attack: str) -> None:
        nonlocal tried, judged
        tried += 1
        judged += judge(attack)

    try_one()
    note(f"{tried} attacks, 0 came through", f"0 of {EXAMPLES}")
    assert tried >= EXAMPLES
    assert judged > tried / 2, "most are refused before anybody looks at what came of them"


def _judge_sanitised(attack: str) -> bool:
    """Hold an attack against what must be; returns whether anything came of it to look at."""
    try:
        clean = sanitise(attack)
    except ValueError:
        return False  # What does not settle is refused, and its page with it.
    assert _faults_of(clean) == []
    assert sanitise(clean) == clean
    return True


def _judge_rendered(attack: str) -> bool:
    """Hold an attack against what must be; returns whether anything came of it to look at."""
    try:
        html = render("units/x/index.md", attack).html
    except (ValueError, RecursionError, AssertionError):
        return False  # A worker turns this into a problem with the page's name.
    assert _faults_of(html) == []
    return True


def test_nothing_hostile_comes_through_the_sanitiser(note: Note) -> None:
    _try_all(_judge_sanitised, note)


def test_nothing_hostile_comes_through_the_renderer(note: Note) -> None:
    _try_all(_judge_rendered, note)


if CORPORA:

    @pytest.mark.parametrize("file", CORPORA)
    def test_a_corpus_from_elsewhere_comes_through_harmless(file: str, note: Note) -> None:
        attacks = Path(file).read_text("utf-8", "replace").splitlines()
        note(f"{len(attacks)} attacks", "0 come through")
        for attack in attacks:
            _judge_sanitised(attack)
            _judge_rendered(attack)
