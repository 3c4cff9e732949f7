"""Reports: the same problems for people, for a forge and for programs."""

import json

import pytest

from catalogue.problems import reports
from catalogue.problems.problem import Problem, Severity

ERROR = Problem("docs/units/x/index.md", 4, "F07", "»Slags« (kind) er »enhd«.")
ADVICE = Problem("docs/stories/a,b:c.md", 1, "T11", "100 % »FMK«\nbliver ikke forklaret: nej", Severity.ADVICE)


def test_text_is_one_line_a_problem_and_says_what_is_advice() -> None:
    assert reports.to_text([ERROR]) == "docs/units/x/index.md:4: »Slags« (kind) er »enhd«. [F07]\n"
    assert reports.to_text([ADVICE]).startswith("docs/stories/a,b:c.md:1: Råd: 100 % »FMK«")
    assert reports.to_text([]) == ""


def test_github_gets_its_commands_with_its_escapes() -> None:
    assert reports.to_github([ERROR, ADVICE]) == (
        "::error file=docs/units/x/index.md,line=4,title=F07::»Slags« (kind) er »enhd«.\n"
        "::notice file=docs/stories/a%2Cb%3Ac.md,line=1,title=T11::100 %25 »FMK« bliver ikke forklaret: nej\n"
    )
    assert reports.to_github([]) == ""


def test_json_is_the_list_of_problems_and_nothing_else() -> None:
    assert json.loads(reports.to_json([ERROR, ADVICE])) == [
        {
            "path": "docs/units/x/index.md",
            "line": 4,
            "code": "F07",
            "severity": "error",
            "message": "»Slags« (kind) er »enhd«.",
        },
        {
            "path": "docs/stories/a,b:c.md",
            "line": 1,
            "code": "T11",
            "severity": "advice",
            "message": "100 % »FMK« bliver ikke forklaret: nej",
        },
    ]
    assert json.loads(reports.to_json([])) == []


def test_json_keeps_danish_letters_and_ends_its_line() -> None:
    text = reports.to_json([ERROR])
    assert "»Slags«" in text
    assert text.endswith("]\n")


@pytest.mark.parametrize(
    ("problems", "pages", "expected"),
    [
        ([], 0, "0 sider er læst. Alt er i orden."),
        ([], 1, "1 side er læst. Alt er i orden."),
        ([ERROR], 12, "12 sider er læst. 1 fejl og 0 råd."),
        ([ERROR, ERROR, ADVICE], 1200, "1.200 sider er læst. 2 fejl og 1 råd."),
    ],
)
def test_the_summary_bends_its_words(problems: list[Problem], pages: int, expected: str) -> None:
    assert reports.summarise(problems, pages) == expected


def test_every_format_is_a_choice() -> None:
    assert set(reports.FORMATS) == {"text", "github", "json"}
