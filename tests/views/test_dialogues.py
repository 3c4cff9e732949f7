"""Dialogue sheets: three rounds, three roles, and agendas whose minutes add up.

(views.pages.dialogues, views.pages.planning, views.parts.agendas)
"""

import re

import pytest

from catalogue.model.fields import Questions
from catalogue.views.contents import FRAGMENTS, site_pages
from catalogue.views.parts.agendas import AGENDAS, CHOOSING, FIRST, PLANNING, ROLES, WHAT, WHERE, Agenda, rounds_of
from making import edition, page, small, themes
from some import some

ROUNDS = (WHERE, WHAT, FIRST)


def asked(name: str, *questions: str) -> Questions:
    return Questions(round=name, ask=questions)


@pytest.mark.parametrize("agenda", [*AGENDAS, PLANNING], ids=lambda agenda: f"{agenda.minutes} minutes")
def test_the_parts_of_an_agenda_take_exactly_its_minutes(agenda: Agenda) -> None:
    assert sum(part.minutes for part in agenda.parts) == agenda.minutes
    assert all(part.minutes > 0 for part in agenda.parts)


@pytest.mark.parametrize("agenda", AGENDAS, ids=lambda agenda: f"{agenda.minutes} minutes")
def test_every_agenda_begins_with_what_is_and_keeps_time_for_choosing(agenda: Agenda) -> None:
    names = [part.name for part in agenda.parts]
    assert names.index(WHERE) < names.index(WHAT) < names.index(CHOOSING)
    assert sum(part.minutes for part in agenda.parts if part.is_choice) >= 5


def test_there_is_an_agenda_for_20_45_and_90_minutes() -> None:
    assert [agenda.minutes for agenda in AGENDAS] == [20, 45, 90]


def test_the_roles_each_have_a_task_in_one_line() -> None:
    assert [role.name for role in ROLES] == ["Ordstyrer", "Skribent", "Tidtager"]
    assert all(role.task.count(".") == 1 and len(role.task) <= 90 for role in ROLES)


CASES = {
    "nothing": ((), ROUNDS),
    "one of the three": ((asked(WHAT, "Hvad?"),), ROUNDS),
    "out of order": ((asked(FIRST, "Hvad?"), asked(WHERE, "Hvor?")), ROUNDS),
    "one of its own": ((asked("Hvad glæder os?", "Hvad?"),), (*ROUNDS, "Hvad glæder os?")),
}


@pytest.mark.parametrize(("questions", "names"), CASES.values(), ids=CASES)
def test_a_talk_has_the_three_rounds_whatever_a_theme_asks(
    questions: tuple[Questions, ...], names: tuple[str, ...]
) -> None:
    rounds = rounds_of(questions)
    assert [(one.number, one.name) for one in rounds] == list(enumerate(names, 1))
    assert all(one.questions for one in rounds)
    for own in questions:
        assert (own.round, own.ask) in [(one.name, one.questions) for one in rounds]


def sheet(site_address: str = "") -> str:
    """Return the sheet of a theme that asks nothing."""
    made = edition(small(), site_address=site_address)
    return next(one.body() for one in site_pages(made) if one.address == "dialogue/blik/")


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_a_theme_that_asks_nothing_still_gets_a_whole_sheet() -> None:
    text = words(sheet())
    for heading in (*ROUNDS, "Ordstyrer", "20 minutter", "45 minutter", "90 minutter", "Jeres plan", "Ansvarlig"):
        assert heading in text
    assert text.count("?") > 12


def test_a_sheet_says_whose_proposal_it_is() -> None:
    assert "Redaktionens forslag med afsæt i temaerne" in words(sheet())


@pytest.mark.parametrize(
    ("site_address", "told", "coded"),
    [
        ("", "themes/blik/", "../../themes/blik/"),
        ("https://eksempel.invalid/katalog/", *["https://eksempel.invalid/katalog/themes/blik/"] * 2),
    ],
)
def test_the_address_of_the_theme_stands_beside_its_code(site_address: str, told: str, coded: str) -> None:
    html = sheet(site_address)
    assert f'<c-qr hidden data-address="{coded}"></c-qr>' in html
    assert f"Læs hele temaet: {told}" in words(html)


def test_the_page_about_talks_and_the_sheets_show_the_same_agendas() -> None:
    made = edition(small())
    fragment = words(FRAGMENTS["dialogue_agendas"](made, "dialogue/"))
    text = words(sheet())
    for part in some(part for agenda in AGENDAS for part in agenda.parts):
        line = f"{part.minutes} min. {part.name}"
        assert line in text
        assert line in fragment


# The plan in half an hour


def test_half_an_hour_is_enough_to_read_to_choose_to_write_and_to_agree() -> None:
    assert [part.minutes for part in PLANNING.parts] == [5, 10, 10, 5]
    assert [part.is_choice for part in PLANNING.parts] == [False, True, False, False]


def test_each_area_has_a_sheet_with_its_nedslag_and_without_its_further_ideas() -> None:
    pages = [
        *themes(),
        page("units/nord/index.md", kind="område", title="Nord"),
        page("units/nord/blik.md", title="Vi ser den anden"),
        page("units/nord/blik/mere.md", title="En idé mere"),
        page("units/syd/index.md", kind="område", title="Syd"),
        page("units/a/index.md", area="nord", title="A"),
        page("units/a/blik.md", title="En andens"),
    ]
    made = {
        one.address: words(one.body()) for one in site_pages(edition(pages)) if one.address.startswith("dialogue/plan/")
    }
    assert [*made] == ["dialogue/plan/", "dialogue/plan/nord/"], "an area without nedslag takes the sheet for all"
    assert "Vi ser den anden" in made["dialogue/plan/nord/"]
    assert "En idé mere" not in made["dialogue/plan/nord/"]
    assert "En andens" not in made["dialogue/plan/nord/"]
    for sheet in made.values():
        assert all(told in sheet for told in ("5 min.", "10 min.", "Noget andet", "Skriv planen", "Drøftet i LMU den"))
    assert "begynd med dem: Nord" in made["dialogue/plan/"]
