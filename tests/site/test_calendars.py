"""Calendars: read by two programs that did not make them, line by line as RFC 5545 asks, and the same for good.

(site.calendars, model.calendars)
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream

from catalogue.model.pages import AnyPage
from catalogue.rendering.edition import Edition
from catalogue.site.calendars import make_calendars
from making import edition, page, small, themes

STEP = {"action": "Vi prøver; måske, i »maj«", "deadline": "2026-09-01"}


def calendars(*pages: AnyPage, **settings: Any) -> Mapping[str, bytes]:
    """Return every calendar by its path."""
    return dict(make_calendars(edition_of(*pages, **settings)))


def edition_of(*pages: AnyPage, **settings: Any) -> Edition:
    area = page("units/nord/index.md", kind="område", title="Nord", committee={"name": "Områdeudvalg nord"})
    unit = page("units/huset/index.md", area="nord", title="Huset på Øen", redirect_from=["units/hytten"])
    given = {one.path for one in pages}
    return edition([*themes(), *(one for one in (area, unit) if one.path not in given), *pages], **settings)


def meeting(day: str = "2026-06-20", unit: str = "nord", **fields: Any) -> AnyPage:
    return page(f"units/{unit}/meetings/{day}.md", **fields)


def idea(**fields: Any) -> AnyPage:
    return page("units/huset/blik.md", **{"plan": [STEP], **fields})


def ids(content: bytes) -> list[str]:
    return re.findall(r"^UID:(.+)\r$", content.decode(), re.MULTILINE)


def test_meetings_stand_in_the_calendar_of_all_of_their_unit_and_of_those_who_tell() -> None:
    found = calendars(meeting(shares=["huset"], summary="Vi samler op."), idea())
    assert sorted(found) == [
        "calendar.ics",
        "units/huset/calendar.ics",
        "units/hytten/calendar.ics",
        "units/nord/calendar.ics",
    ]
    assert [content.count(b"BEGIN:VEVENT") for _, content in sorted(found.items())] == [1, 2, 2, 1]
    assert found["units/hytten/calendar.ics"] == found["units/huset/calendar.ics"]


def test_a_unit_without_a_day_has_no_calendar() -> None:
    assert calendars() == {}
    done = idea(plan=[{**STEP, "status": "gennemført"}, {"action": "Uden frist"}])
    assert calendars(done) == {}


def test_a_draft_of_a_plan_is_in_no_calendar() -> None:
    step = {"action": "Vi prøver", "theme": "blik", "deadline": "2026-09-01"}
    draft = page("units/huset/index.md", area="nord", plan=[step])
    told = page("units/huset/index.md", area="nord", plan=[step], discussed="2026-05-01")
    assert "units/huset/calendar.ics" not in calendars(draft)
    assert "units/huset/calendar.ics" in calendars(told)


def test_other_programs_read_the_days_and_the_words_that_were_meant() -> None:
    pages = [meeting(summary="Vi samler op; og mere, med æ, ø og å."), meeting("2026-09-15", status="aflyst"), idea()]
    found = calendars(*pages, site_address="https://katalog.eksempel.invalid/")
    for content in found.values():
        read = IcsCalendarStream.calendar_from_ics(content.decode())
        other = next(iter(vobject.readComponents(content.decode()))).vevent_list
        assert [event.summary for event in read.events] == [event.summary.value for event in other]
        assert [event.dtstart for event in read.events] == [event.dtstart.value for event in other]
        assert [event.uid for event in read.events] == [event.uid.value for event in other] == ids(content)
    first, second = IcsCalendarStream.calendar_from_ics(found["calendar.ics"].decode()).events
    assert (first.dtstart, first.dtend, first.summary) == (date(2026, 6, 20), date(2026, 6, 21), "Områdeudvalg nord")
    assert first.description == (
        "Vi samler op; og mere, med æ, ø og å.\nhttps://katalog.eksempel.invalid/units/nord/meetings/2026-06-20/"
    )
    assert second.status == "CANCELLED"
    (deadline,) = IcsCalendarStream.calendar_from_ics(found["units/huset/calendar.ics"].decode()).events
    assert deadline.summary == f"Frist: {STEP['action']}"


def test_every_line_is_as_the_standard_has_it() -> None:
    long = "Vi taler om æbler og øl på åen, " * 4
    content = calendars(meeting(summary=long.strip()[:150]), idea())["units/huset/calendar.ics"]
    assert content.endswith(b"END:VCALENDAR\r\n")
    lines = content.split(b"\r\n")[:-1]
    assert all(line and b"\n" not in line and b"\r" not in line and len(line) <= 75 for line in lines)
    for line in lines:
        line.decode()  # No letter is parted between two lines.
    unfolded = content.decode().replace("\r\n ", "").split("\r\n")[:-1]
    assert all(re.match(r"[A-Z-]+(;[A-Z-]+=[^:;]+)*:", line) for line in unfolded)


@pytest.mark.parametrize(
    ("before", "after", "stays"),
    [
        (idea(), idea(updated="2026-05-01", title="En anden", plan=[{**STEP, "deadline": "2026-12-01"}]), True),
        (idea(), idea(plan=[{**STEP, "action": "Noget andet"}]), False),
        (meeting(), meeting("2026-07-07", redirect_from=["units/nord/meetings/2026-06-20"]), True),
        (meeting(), meeting("2026-07-07"), False),
    ],
)
def test_an_event_keeps_its_id_when_its_page_changes_or_moves(before: AnyPage, after: AnyPage, stays: bool) -> None:
    of = f"units/{before.unit}/calendar.ics"
    old, new = (ids(calendars(one)[of]) for one in (before, after))
    assert len(old) == len(new) == 1
    assert (old == new) is stays


def test_an_event_keeps_its_id_when_its_unit_is_renamed() -> None:
    old = calendars(page("units/hytten/index.md", area="nord"), meeting(unit="hytten"))
    new = calendars(meeting(unit="huset"))
    assert ids(old["units/hytten/calendar.ics"]) == ids(new["units/hytten/calendar.ics"])


def test_steps_that_say_the_same_are_told_apart() -> None:
    found = ids(calendars(idea(plan=[STEP, STEP, STEP]))["units/huset/calendar.ics"])
    assert len(set(found)) == 3


def test_what_is_made_up_says_so_and_the_bytes_are_the_same_each_time() -> None:
    pages = [meeting(example="true"), *small()]
    first = calendars(*pages)
    assert b"SUMMARY:Opdigtet eksempel: " in first["calendar.ics"]
    assert first == calendars(*reversed(pages))
