"""The writing guide: what it calls better passes our own rules, and what it warns of is told of where a rule can."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import trees
from catalogue import checkout
from catalogue.checks.check import Check
from catalogue.checks.rules.texts import MAX_LIX
from catalogue.language import readability
from sites import Site

GUIDE = (checkout.DOCS / "contribute/writing.md").read_text("utf-8")
TOLD = {
    "Begynd med det, I gør": {"T10"},
    "Korte sætninger": {"T10"},
    "Ord, som alle kender": {"T11"},
    "Fortæl, hvad billedet viser": {"T05"},
    "Datoer, der holder": {"F05"},
}
"""The advice that a rule gives too, by its heading."""
PAGE = "units/gryden/borgeren.md"
Draw = Callable[..., Path]
Judge = Callable[[Path], Check]


def pairs() -> dict[str, tuple[str, str]]:
    """Return the texts before and after by the heading that they stand below."""
    sections = re.split(r"^## ", GUIDE, flags=re.MULTILINE)[1:]
    found = {}
    for section in sections:
        texts = re.findall(r"^> \*\*(?:Før|Efter):\*\* (.*)$", section, re.MULTILINE)
        if texts:
            before, after = (text.strip("`") for text in texts)
            found[section.split("\n", 1)[0]] = (before, after)
    return found


def codes_of(text: str, draw: Draw, judge: Judge) -> set[str]:
    """Return what the check tells of a page that holds a text: as a field when it is one, else in its body."""
    key, is_field, _ = text.partition(": ")
    page = trees.interpretation(body=f"{text}\n")
    if is_field and key == "updated":
        page = re.sub(r"^updated: .*$", text, trees.interpretation(), flags=re.MULTILINE)
    docs = draw({**trees.small(), PAGE: page}, onto=None)
    (docs / "units/gryden/navnesedler.png").write_bytes((trees.GOOD / "stories/doeren.png").read_bytes())
    return {problem.code for problem in judge(docs).problems if problem.path == PAGE}


@pytest.mark.parametrize("heading", pairs())
def test_what_the_guide_calls_better_passes_every_rule(heading: str, draw: Draw, judge: Judge) -> None:
    assert codes_of(pairs()[heading][1], draw, judge) == set()


def test_what_the_guide_calls_better_is_far_easier_to_read() -> None:
    before, after = (readability.measure(texts).lix for texts in zip(*pairs().values(), strict=True))
    assert after < 30
    assert before > MAX_LIX


@pytest.mark.parametrize("heading", TOLD)
def test_what_the_guide_warns_of_is_told_of_where_a_rule_can(heading: str, draw: Draw, judge: Judge) -> None:
    assert codes_of(pairs()[heading][0], draw, judge) == TOLD[heading]


def test_every_advice_shows_a_text_before_and_after() -> None:
    headings = re.findall(r"^## (.*)$", GUIDE, re.MULTILINE)
    assert [heading for heading in headings if heading not in pairs()] == ["Til sidst"]
    assert set(TOLD) <= set(pairs())


def test_the_guide_follows_its_own_advice(own_site: Site) -> None:
    text = own_site.pages["contribute/writing/"].text
    lines = [line for line in text.splitlines() if not line.startswith(("#", "Før:", "!["))]
    assert readability.measure(lines).lix < 30


@pytest.mark.parametrize("address", ["contribute/", "contribute/fields/", "contribute/rules/"])
def test_the_guide_is_found_from_where_people_write(address: str, own_site: Site) -> None:
    assert "contribute/writing/" in own_site.links(address)
