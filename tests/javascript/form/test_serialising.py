"""Whatever is typed comes back from the file as it was typed, whichever way the file's own marks could be met with.

(checks.browser)
"""

import html
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalogue.checks import browser as criteria
from catalogue.privacy.showing import INVISIBLE
from catalogue.reading.frontmatter import Split, parse, split
from catalogue.rendering.markdown import render
from nodes import Ask, asking

MARKS = st.sampled_from(
    list("\"'\\\\:#-[]{}>|*&!%@`~?,\t \n\r\x85\u2028\u00a0\u200b\ufeff\u00ad=_<+.()0123456789æøåéÆ’»«😀👨‍👩‍👧")
)
WORDS = st.sampled_from(
    [
        "null",
        "true",
        "---",
        "...",
        "~",
        "2026-02-10",
        "- a",
        "# b",
        "a: b",
        "a #b",
        "!!x",
        "&a",
        "*a",
        "'",
        '"',
        "%",
        "æ",
    ]
)
TEXTS = st.lists(MARKS | WORDS | st.characters(exclude_categories=["Cs"]), max_size=24).map("".join)


def normalised(text: str) -> str:
    """Return a text on one line, as the form and the reader agree on it."""
    for line_break in ("\r\n", "\r", "\v", "\f", "\x85", "\u2028", "\u2029"):
        text = text.replace(line_break, " ")
    return " ".join(unicodedata.normalize("NFC", INVISIBLE.sub("", text)).split())


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    with asking(Path(__file__).with_name("serialising.js")) as ask:
        yield ask


@settings(max_examples=12)
@given(batch=st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=40, max_size=60))
def test_any_text_gives_front_matter_that_is_read_back_as_it_was_typed(
    ask: Ask, batch: list[tuple[str, str, str]]
) -> None:
    made = ask({"rules": criteria.describe_rules(), "texts": batch})
    for (one, other, _), (text, _) in zip(batch, made, strict=True):
        parts = split("x.md", text)
        assert isinstance(parts, Split), (one, other, text)
        front = parse("x.md", parts.yaml)
        assert front.problems == [], (one, other, text)
        first, second = normalised(one), normalised(other)
        expected: dict[str, Any] = {
            "title": first,
            "aliases": [second, first],
            "plan": [{"action": second, "goal": first}],
        }
        assert front.values == trimmed(expected), (one, other, text)


def trimmed(value: Any) -> Any:
    """Return values without what is empty, which the form leaves out of the file."""
    if isinstance(value, dict):
        pairs = {key: trimmed(one) for key, one in value.items()}
        return {key: one for key, one in pairs.items() if one}
    if isinstance(value, list):
        return [one for one in map(trimmed, value) if one]
    return value


TRAPS = st.sampled_from(
    (
        "# ## #x --- === *** ___ > >x | |---| 1. 2. 31. 1) + : !!! ??? ``` ~~~ [x]: [^1]: [x] [^1] \\ \\# \\\\ & &amp; "
        "&#35; <b> <i/> `x` ~~x~~ a_b_c _x y_ 2*3*4 pris* *se ord æøå https://a.invalid/b_c_d?e=f_g C:\\_x {x} ( ) - "
        "-x = . ! !x word:x"
    ).split()
)
LINES = st.lists(TRAPS | st.sampled_from(["    ", "\t"]), min_size=1, max_size=6).map(" ".join)
BODIES = st.lists(LINES, min_size=1, max_size=5).map("\n".join)


def is_plain(body: str) -> bool:
    """Tell whether a text holds nothing that is a list or emphasis on purpose."""
    return not any(re.match(r"\s*([-*]|\d+\.)\s", line) for line in body.split("\n")) and not re.search(
        r"(?<![\w*_\\])[*_][^\s*_][^*_]*[*_](?![\w*_])", body
    )


@settings(max_examples=10)
@given(bodies=st.lists(BODIES.filter(is_plain), min_size=30, max_size=50))
def test_any_line_shows_on_the_page_as_it_was_typed(ask: Ask, bodies: list[str]) -> None:
    made = ask({"rules": criteria.describe_rules(), "texts": [["", "", body] for body in bodies]})
    for body, (_, markdown) in zip(bodies, made, strict=True):
        rendered = render("units/x/y.md", f"## Det gør vi\n\n{markdown}\n")
        shown = html.unescape(re.sub(r"<[^>]*>", "", rendered.html))
        assert "".join(shown.split()) == "Detgørvi" + "".join(body.split()), (body, markdown, rendered.html)
        assert [heading.text for heading in rendered.headings] == ["Det gør vi"], (body, markdown)
