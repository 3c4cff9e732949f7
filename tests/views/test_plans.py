"""Deadlines and meetings, as the day makes them (views.parts.calendars, views.parts.plans)."""

import re
from datetime import date

import pytest

from catalogue.model.catalogue import link
from catalogue.model.fields import Step
from catalogue.model.statuses import MeetingStatus
from catalogue.views.contents import FRAGMENTS, site_pages
from catalogue.views.parts.calendars import part_meetings
from catalogue.views.parts.plans import describe_deadline, has_passed, summarise
from making import TODAY, edition, page, small, themes


def step(deadline: str | None, status: str | None = "i gang") -> Step:
    return Step.model_validate({"action": "Vi prøver", "deadline": deadline, "status": status})


@pytest.mark.parametrize(
    ("deadline", "status", "passed"),
    [
        ("2026-05-31", "i gang", True),
        ("2026-05-31", "aftalt", True),
        ("2026-05-31", None, True),
        ("2026-05-31", "gennemført", False),
        ("2026-05-31", "stoppet", False),
        ("2026-06-01", "i gang", False),
        ("2026-06-02", "i gang", False),
        (None, "i gang", False),
    ],
)
def test_a_deadline_has_passed_the_day_after_unless_the_step_has_ended(
    deadline: str | None, status: str | None, passed: bool
) -> None:
    assert has_passed(step(deadline, status), TODAY) is passed


@pytest.mark.parametrize(
    ("deadline", "words"),
    [
        ("2026-05-01", "Fristen var 1. maj – hvad blev det til?"),
        ("2025-05-01", "Fristen var 1. maj 2025 – hvad blev det til?"),
        ("2026-06-01", "1. juni 2026"),
        (None, ""),
    ],
)
def test_a_passed_deadline_asks(deadline: str | None, words: str) -> None:
    assert describe_deadline(step(deadline), TODAY) == words


@pytest.mark.parametrize(
    ("statuses", "words"),
    [
        (["i gang"], "1 indsats: 1 i gang"),
        (["aftalt", "i gang", "gennemført", "i gang"], "4 indsatser: 1 gennemført, 2 i gang og 1 aftalt"),
        (["stoppet", None], "2 indsatser: 1 stoppet"),
        ([None, None, None], "3 indsatser"),
    ],
)
def test_a_plan_is_summed_up_by_what_its_steps_tell(statuses: list[str | None], words: str) -> None:
    assert summarise([step(None, status) for status in statuses]) == words


def test_a_plan_with_several_deadlines_is_drawn_with_the_numbers_of_its_steps() -> None:
    days = ["2026-03-01", "2026-09-01", "2026-09-15", None]
    plan = [{"action": "Vi prøver", "deadline": day} for day in days]
    pages = [*themes(), page("units/x/index.md", kind="område"), page("units/x/blik.md", plan=plan)]
    body = next(one.body() for one in site_pages(edition(pages)) if one.address == "units/x/blik/")
    drawing = body[body.index('class="c-calendar__drawing"') : body.index("<figcaption>")]
    assert re.findall(r'<text(?: class="c-calendar__long")? dy="0.35em">([^<]*)</text>', drawing) == ["1", "2,3"]
    assert re.findall(r'c-plan__number">(\d)<', body) == ["1", "2", "3", "4"]


def test_a_plan_with_one_deadline_is_a_table_alone() -> None:
    plan = [{"action": "Vi prøver", "deadline": "2026-09-01"}, {"action": "Vi ser"}]
    pages = [*themes(), page("units/x/index.md", kind="område"), page("units/x/blik.md", plan=plan)]
    body = next(one.body() for one in site_pages(edition(pages)) if one.address == "units/x/blik/")
    assert "c-calendar" not in body
    assert "<table" in body


def test_the_plan_and_the_overview_ask_alike() -> None:
    made = edition(small())
    bodies = {one.address: one.body() for one in site_pages(made)}
    for html in (bodies["units/nord-a/blik/"], FRAGMENTS["passed_deadlines"](made, "overview/")):
        assert "Fristen var 1. maj – hvad blev det til?" in html


def test_meetings_fall_on_either_side_of_today() -> None:
    days = ["2026-05-31", "2026-06-01", "2026-12-01", "2025-01-01"]
    pages = [page("units/x/index.md", kind="område"), *(page(f"units/x/meetings/{day}.md") for day in days)]
    meetings = part_meetings(link(pages).meetings, TODAY)
    assert [meeting.day for meeting in meetings.coming] == [date(2026, 6, 1), date(2026, 12, 1)]
    assert [meeting.day for meeting in meetings.past] == [date(2026, 5, 31), date(2025, 1, 1)]


def test_a_past_meeting_is_a_date_and_claims_no_result() -> None:
    pages = [page("units/x/index.md", kind="område"), page("units/x/meetings/2023-01-31.md")]
    body = next(one.body() for one in site_pages(edition([*themes(), *pages])) if one.address == "units/x/")
    assert "Møder med en dato, der er gået" in body
    assert "31. januar 2023" in body
    assert "var planlagt" in body
    assert "Kommende møder" not in body


def test_a_workplace_shows_its_committee_and_where_it_tells() -> None:
    told = page("units/nord/meetings/2026-03-01.md", status=MeetingStatus.HELD, shares=["nord-a"], example="true")
    own = page("units/nord-b/index.md", area="nord", committee={"name": "Lokalt udvalg", "short": "LMU"})
    pages = [*(one for one in small() if one.path != own.path), own, told]
    bodies = {one.address: _words_of(one.body()) for one in site_pages(edition(pages))}
    assert (
        "Møder, hvor vi fortæller om erfaringer OMU i Om nord den 1. marts 2026 Opdigtet eksempel"
        in bodies["units/nord-a/"]
    )
    assert "MED-udvalg Lokalt udvalg (LMU)" in bodies["units/nord-b/"]
    assert "Møder, hvor vi fortæller" not in bodies["units/nord/"]


def _words_of(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())
