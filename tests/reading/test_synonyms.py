"""The editors' list of synonyms, checked like a page."""

import pytest

from catalogue.reading.synonyms import parse_synonyms, read_synonyms

GOOD = """groups:
- id: trio
  term: TRIO
  synonyms: [triosamarbejde, TRIO-gruppe]
  related: [TR]
  themes: [3]
"""


def test_our_own_list_has_no_problems() -> None:
    found = read_synonyms()
    assert [str(problem) for problem in found.problems] == []
    assert len(found.groups) > 190


def test_a_group_keeps_its_words_and_its_themes() -> None:
    (group,) = parse_synonyms("synonyms.yml", GOOD).groups
    assert group.members == ("TRIO", "triosamarbejde", "TRIO-gruppe")
    assert group.related == ("TR",)
    assert group.themes == (3,)


@pytest.mark.parametrize(
    ("text", "line", "code", "words"),
    [
        (
            GOOD + "- id: x\n  term: y\n  synonyms: [Triosamarbejde]\n",
            9,
            "O03",
            "»Triosamarbejde« står allerede på linje 4",
        ),
        (GOOD + "- id: x\n  term: y\n  synonymer: [z]\n", 9, "O02", "feltet »synonymer« findes ikke"),
        (GOOD + "- id: x\n", 7, "O02", "feltet »term« mangler"),
        (GOOD + "- id: x\n  term: y\n  synonyms: z\n", 9, "O02", "»synonyms« skal være en liste"),
        (GOOD + "- id: x\n  term: y\n  term: z\n", 8, "O02", "feltet »term« står to gange"),
        (GOOD + "- ord\n", 7, "O02", "en gruppe skal have felter"),
        ("groups:\n- id: x\n  term: [y\n", 4, "O01", "kan ikke læses"),
        ("grupper: []\n", 1, "O01", "kan ikke læses"),
        ("", 1, "O01", "kan ikke læses"),
    ],
)
def test_a_wrong_list_is_told_of_with_its_line(text: str, line: int, code: str, words: str) -> None:
    problem = parse_synonyms("synonyms.yml", text).problems[0]
    assert (problem.path, problem.line, problem.code) == ("synonyms.yml", line, code)
    assert words in problem.message


def test_a_wrong_group_does_not_take_the_good_ones_with_it() -> None:
    assert len(parse_synonyms("synonyms.yml", GOOD + "- id: x\n").groups) == 1
