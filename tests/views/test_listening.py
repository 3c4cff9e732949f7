"""What those who listen to a page hear: nothing that is only drawn, nothing twice, and nothing left out.

A person read what Orca said of ten kinds of page in Firefox. What it said wrongly is here by its kind.
"""

import re
from collections.abc import Iterator

import pytest

from catalogue.checkout import OVERRIDES

STYLES = sorted(OVERRIDES.rglob("*.css"))
TEMPLATES = sorted(OVERRIDES.rglob("*.html"))
_CONTENT = re.compile(r'content: "([^"]*)"( / "[^"]*")?')
_ONLY_DRAWN = re.compile(r"[→›×–✓]|\\AD")


def find_said_drawings(css: str) -> Iterator[str]:
    """Yield each rule that puts a sign on the page which is heard too: no alternative text takes its place."""
    for rule in re.findall(r"[^{}]+\{[^{}]*\}", css):
        told = _CONTENT.findall(rule)
        if any(_ONLY_DRAWN.search(words) for words, _ in told) and not told[-1][1]:
            yield rule.strip()


def test_what_is_only_drawn_is_not_heard() -> None:
    drawn = [rule for file in STYLES for rule in find_said_drawings(file.read_text("utf-8"))]
    assert drawn == []
    assert list(find_said_drawings('.a::after { content: "\\a0→"; }'))
    assert not list(find_said_drawings('.a::after { content: "→"; content: "→" / ""; }'))


HEARD_WRONGLY = {
    # Orca calls it a status bar while it is empty, and reads nothing of it when it is not: aria-live says the same.
    "a status bar": (r'role="status"', '<p role="status"></p>'),
    # In a list of facts Orca reads no value that is a time and nothing else.
    "a fact without its value": (r"<dd><time\b[^>]*>[^<]*</time></dd>", "<dd><time datetime=x>{{ x }}</time></dd>"),
    # Read as text before the field, and again as the field's name: aria-label is heard once.
    "the name of a field twice": (r'<label class="c-hidden"', '<label class="c-hidden" for="x">'),
    # Three pieces, and each of them a link: aria-label makes it one.
    "a link in pieces": (r'c-chip__amount">[^<]*<span class="c-hidden"', 'c-chip__amount">3<span class="c-hidden">'),
    # Some voices make two words of it, or say its name. A joint is silent, but not straight in a box of its own.
    "a soft hyphen": (r"&shy;|\u00ad", "Arbejds&shy;pladser"),
}


@pytest.mark.parametrize("what", HEARD_WRONGLY)
def test_no_page_makes_those_who_listen_hear(what: str) -> None:
    pattern, example = HEARD_WRONGLY[what]
    assert re.search(pattern, example)
    found = [file.name for file in TEMPLATES if re.search(pattern, file.read_text("utf-8"))]
    assert found == []
