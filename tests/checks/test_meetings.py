"""Rules on meetings: lists of who took part are told from honest Danish, and people who could be known are asked about.

(checks.rules.meetings)
"""

from collections.abc import Callable
from pathlib import Path

import pytest

import trees
from catalogue.checks.check import Check
from catalogue.checks.rules.meetings import find_attendance

Draw = Callable[..., Path]
Judge = Callable[[Path], Check]
PATH = "units/omraadet/meetings/2026-04-07.md"


@pytest.mark.parametrize(
    "text",
    [
        "Deltagere",
        "## Deltagere",
        "**Deltagere**",
        "DELTAGERE",
        "Delta\u00adgere: lederen",
        "Deltagerliste",
        "Deltagere og afbud",
        "Udvalgets medlemmer",
        "Deltagere: lederen og AMR",
        "Deltagere i mødet: lederen",
        "Deltagere på mødet var: lederen",
        "Følgende deltog: lederen og formanden",
        "I mødet deltog: lederen",
        "- Afbud: ingen",
        "Afbud fra: lederen",
        "Med afbud: lederen",
        "**Til stede:** lederen",
        "Til stede (8): lederen",
        "Tilstede: lederen",
        "Ikke til stede: lederen",
        "Fraværende: lederen",
        "Mødeleder: formanden",
        "Ordstyrer : formanden",
        "1. Referent: en medarbejder",
        "> Medlemmer: lederen",
        "Mødet blev holdt. Deltagere: lederen, formanden.",
        "Deltagere – lederen, AMR og TR",
        "Til stede var lederen, formanden og AMR",
    ],
)
def test_a_list_of_who_took_part_is_known(text: str) -> None:
    assert find_attendance(text)


@pytest.mark.parametrize(
    "text",
    [
        "Deltagerne drøftede temaerne.",
        "Deltagerne drøftede tre ting: ro, plads og tid.",
        "Deltagere – mange af dem nye – drøftede temaet.",
        "Mange deltog i dagen.",
        "Der var mange til stede.",
        "Vi vil have, at alle er til stede i nuet.",
        "Medlemmerne af udvalget drøftede det.",
        "Mødelederen går på skift.",
        "Referatet: find det i sagen",
        "Fravær: vi talte om, hvordan vi kan hjælpe.",
        "## Fravær",
        "## Til stede i samtalen",
        "## Det har vi hørt fra arbejdspladserne",
        "Gæster: dem vil vi tage godt imod",
        "Borgere melder afbud til aftaler: det koster tid.",
        "Afbud fra borgere fylder meget i planlægningen.",
        "At deltage: det er svært for nogen",
        "",
    ],
)
def test_honest_danish_is_no_list(text: str) -> None:
    assert not find_attendance(text)


@pytest.mark.parametrize(
    ("fields", "body", "codes"),
    [
        ("open: true", "<table><tr><th>Til stede</th></tr></table>\n", {"U02"}),
        ("open: true", "Afbud\n-----\n\nIngen.\n", {"U02"}),
        ("open: true", "Delta&shy;gere: lederen\n", {"U02"}),
        ("open: true\ndecisions: [{text: Vi begynder, role: Referent}]", "Vi hørte fra to.\n", set()),
        ("summary: Til stede var alle", "", set()),
        ("summary: 'Afbud: ingen'", "", {"U02"}),
        ("open: false", "Vi hørte fra to.\n", {"U01"}),
        ("open: måske", "Vi hørte fra to.\n", {"F12"}),
        ("decisions: [{text: Vi begynder}]", "\n", {"U01"}),
        ("open: true", "Anne Prøvesen fortalte.\n", {"U03"}),
        ("open: true", "Tre arbejdsskader blev nævnt.\n", {"U03"}),
        ("open: true", "Vi talte om en arbejdsskade og om 12 andre.\n", set()),
    ],
)
def test_what_a_meeting_says_is_judged(draw: Draw, judge: Judge, fields: str, body: str, codes: set[str]) -> None:
    text = trees.page(f"status: holdt\nupdated: 2026-05-01\n{fields}", body)
    told = judge(draw({**trees.small(), PATH: text})).problems
    assert {problem.code for problem in told if problem.path == PATH} - {"M10"} == codes


@pytest.mark.parametrize(
    ("day", "status", "updated", "codes"),
    [
        ("2026-05-31", "planlagt", "2026-05-30", ["D02"]),
        ("2026-05-31", "planlagt", "2026-05-31", []),
        ("2026-06-01", "planlagt", "2026-05-30", []),
        ("2026-05-31", "aflyst", "2026-05-30", []),
        ("2026-06-01", "holdt", "2026-06-01", []),
        ("2026-06-02", "holdt", "2026-06-01", ["D03"]),
    ],
)
def test_a_day_and_a_status_that_do_not_agree_are_asked_about(
    draw: Draw, judge: Judge, day: str, status: str, updated: str, codes: list[str]
) -> None:
    path = f"units/omraadet/meetings/{day}.md"
    found = judge(draw({**trees.small(), path: trees.page(f"status: {status}\nupdated: {updated}")}))
    assert [problem.code for problem in found.problems if problem.path == path] == codes
    assert found.errors == ()
