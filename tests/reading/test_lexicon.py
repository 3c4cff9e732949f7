"""The editors' list of everyday words, checked like a page."""

import pytest

from catalogue.language.dictionary import read_dictionary
from catalogue.reading.lexicon import Lexicon, parse_lexicon, read_lexicon

GOOD = """areas:
- area: Drift
  families:
  - [vaske, vask, vaskeri]
  words:
    pedel: [teknisk service, ejendom]
    vask: [rengøring]
"""


def parse(text: str) -> Lexicon:
    return parse_lexicon("lexicon.yml", text, read_dictionary())


def test_our_own_list_has_no_problems_and_thousands_of_words() -> None:
    found = read_lexicon()
    assert [str(problem) for problem in found.problems] == []
    assert 2_000 <= len(found.entries) <= 4_000
    assert all(entry.near or entry.leads_to for entry in found.entries)


def test_a_word_has_its_family_and_what_its_line_names() -> None:
    found = {entry.word: entry for entry in parse(GOOD).entries}
    assert found["pedel"].leads_to == ("teknisk service", "ejendom")
    assert (found["vask"].near, found["vask"].leads_to) == (("vaske", "vaskeri"), ("rengøring",))
    assert found["vaskeri"].near == ("vaske", "vask")


@pytest.mark.parametrize(
    ("more", "line", "code", "words"),
    [
        ("    Pedel: [hus]\n", 8, "O06", "»Pedel« står allerede på linje 6"),
        ("- area: Y\n  families:\n  - [vaskeri, lager]\n", 10, "O06", "»vaskeri« står allerede på linje 4"),
        ("    hus: [hus]\n", 8, "O07", "»hus« og »hus« viser rundt i ring"),
        ("    mail: [brev]\n    brev: [mail]\n", 8, "O07", "»mail« og »brev« viser rundt i ring"),
        ("    vaske: [vaskeri]\n", 8, "O07", "»vaske« og »vaskeri« viser rundt i ring"),
        ("    mand: [teknisk servise]\n", 8, "O08", "kender ikke »servise«"),
        ("    mand: tekst\n", 8, "O05", "skal være en liste i [ ]"),
        ("    mand: []\n", 8, "O05", "har for få ord"),
        ("- area: Y\n  ord: {}\n", 9, "O05", "feltet »ord« findes ikke"),
        ("- area: Y\n  area: Z\n", 8, "O05", "feltet »area« står to gange"),
        ("- words: {mand: [hus]}\n", 8, "O05", "feltet »area« mangler"),
        ("- area: Y\n  families: x\n", 9, "O05", "»families« skal være en liste"),
        ("- area: Y\n  words: x\n", 9, "O05", "»words« skal være linjer"),
        ("- ord\n", 8, "O05", "et område skal have felter"),
        ("    mand: [hus\n", 9, "O04", "kan ikke læses"),
    ],
)
def test_a_wrong_list_is_told_of_with_its_line(more: str, line: int, code: str, words: str) -> None:
    problem = parse(GOOD + more).problems[0]
    assert (problem.path, problem.line, problem.code) == ("lexicon.yml", line, code)
    assert words in problem.message


@pytest.mark.parametrize("text", ["", "lande: []\n", "[1"])
def test_what_is_no_list_is_told_of(text: str) -> None:
    assert [problem.code for problem in parse(text).problems] == ["O04"]


@pytest.mark.parametrize("word", ["rengøringsassistent", "MED-aftale", "5G", "Grenaa", "ældrecentre", "APV"])
def test_a_word_in_any_form_and_any_compound_is_known(word: str) -> None:
    assert parse(f"{GOOD}    mand: [{word}]\n").problems == ()


def test_a_wrong_area_does_not_take_the_good_ones_with_it() -> None:
    assert len(parse(GOOD + "- ord\n").entries) == 4
