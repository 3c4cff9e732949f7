"""Calendars, as two programs that are not ours read them (ical, vobject), and by the rules for lines of RFC 5545.

(site.calendars, views.pages.takeaways)
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest
import vobject
from ical.calendar_stream import IcsCalendarStream
from ical.event import Event, EventStatus

import making
from catalogue.model.pages import AnyPage
from catalogue.rendering.store import Store
from catalogue.site.calendars import make_calendars
from sites import Site
from some import some

SITE = "https://katalog.eksempel.invalid/sti/"
STEP = {"action": "Vi bytter vagter", "deadline": "2026-12-01"}
NASTY = "Æbler, pærer; og \\ »grød« – " + "lang " * 40 + "🥣"


def made(*pages: AnyPage, **settings: Any) -> Mapping[str, bytes]:
    """Return the calendars of the small catalogue with some pages more, by address."""
    known = {page.path for page in pages}
    rest = [page for page in making.small() if page.path not in known]
    return dict(make_calendars(making.edition([*rest, *pages], **settings), Store()))


def read(raw: bytes) -> list[Event]:
    """Return the events of a calendar as ical reads them; vobject reads as many, of the same words."""
    events = IcsCalendarStream.calendar_from_ics(raw.decode()).events
    other = vobject.readOne(raw.decode())
    assert [one.summary.value for one in other.contents.get("vevent", [])] == [one.summary for one in events]
    assert [one.dtstart.value for one in other.contents.get("vevent", [])] == [one.dtstart for one in events]
    return events


def titles(raw: bytes) -> list[tuple[date, str]]:
    return [(event.start, event.summary or "") for event in read(raw)]  # type: ignore[misc]


def test_all_have_one_and_each_area_and_each_workplace_its_own() -> None:
    units = ("nord", "syd", "nord-a", "nord-b", "syd-a", "syd-b")
    assert sorted(made()) == sorted(["calendar.ics", *(f"units/{unit}/calendar.ics" for unit in units)])


def test_a_meeting_is_in_the_calendars_of_all_of_its_area_and_of_those_who_tell() -> None:
    meeting = making.page(
        "units/nord/meetings/2026-09-01.md",
        shares=["syd-a"],
        committee={"name": "Områdeudvalget"},
        summary="Vi samler op.",
    )
    calendars = made(meeting, site_address=SITE)
    with_it = {path for path, raw in calendars.items() if (date(2026, 9, 1), "Områdeudvalget i Om nord") in titles(raw)}
    assert with_it == {f"{place}calendar.ics" for place in ("", "units/nord/", "units/syd-a/", "units/syd/")}
    event = next(one for one in read(calendars["calendar.ics"]) if one.start == date(2026, 9, 1))
    assert (event.end, event.url) == (date(2026, 9, 2), f"{SITE}units/nord/meetings/2026-09-01/")
    assert event.description
    assert event.description.splitlines()[0] == "Vi samler op."
    assert "Denne gang fortæller: Om syd-a" in event.description


def test_a_workplaces_meeting_is_in_its_areas_calendar() -> None:
    calendars = made(making.page("units/nord-a/meetings/2026-09-02.md", committee={"name": "LMU"}))
    assert (date(2026, 9, 2), "LMU i Om nord-a") in titles(calendars["units/nord/calendar.ics"])
    assert (date(2026, 9, 2), "LMU i Om nord-a") not in titles(calendars["units/syd/calendar.ics"])


def test_a_cancelled_meeting_says_so() -> None:
    calendars = made(making.page("units/nord/meetings/2026-09-01.md", status="aflyst"))
    event = next(one for one in read(calendars["units/nord/calendar.ics"]) if one.start == date(2026, 9, 1))
    assert event.status is EventStatus.CANCELLED
    assert (event.summary or "").startswith("Aflyst: ")


@pytest.mark.parametrize(
    ("status", "title"),
    [
        ("aftalt", "Frist: Vi bytter vagter"),
        ("i gang", "Frist: Vi bytter vagter"),
        ("gennemført", "Gennemført: Vi bytter vagter"),
        ("stoppet", "Stoppet: Vi bytter vagter"),
    ],
)
def test_a_deadline_stands_in_its_workplaces_calendar_alone(status: str, title: str) -> None:
    calendars = made(making.page("units/nord-a/blik.md", plan=[{**STEP, "status": status}]))
    assert (date(2026, 12, 1), title) in titles(calendars["units/nord-a/calendar.ics"])
    assert [path for path, raw in calendars.items() if title in raw.decode()] == ["units/nord-a/calendar.ics"]


def test_a_draft_of_a_plan_is_in_no_calendar() -> None:
    step = {**STEP, "theme": "blik"}
    draft = made(making.page("units/nord-c/index.md", area="nord", plan=[step]))
    told = made(making.page("units/nord-c/index.md", area="nord", plan=[step], discussed="2026-05-01"))
    assert titles(draft["units/nord-c/calendar.ics"]) == []
    assert titles(told["units/nord-c/calendar.ics"]) == [(date(2026, 12, 1), "Frist: Vi bytter vagter")]


def uids(raw: bytes) -> list[str]:
    found = [event.uid for event in read(raw)]
    assert len(set(found)) == len(found)
    return found


def test_an_event_keeps_its_id_when_its_page_changes_or_moves_and_repeated_steps_have_one_each() -> None:
    plan = [STEP, {**STEP, "deadline": "2027-01-01"}, {**STEP, "action": "Noget andet"}]
    before = uids(made(making.page("units/nord-a/blik.md", plan=plan))["units/nord-a/calendar.ics"])
    later = [{**step, "deadline": "2027-05-05", "status": "i gang"} for step in plan]
    changed = making.page("units/nord-a/blik.md", title="Ny", updated="2026-05-05", plan=later)
    moved = making.page("units/nord-a/blik/nyt.md", redirect_from=["units/nord-a/blik"], plan=plan)
    gone = [page for page in making.small() if page.key != "nord-a/blik"]
    for page in (changed, moved):
        after = dict(make_calendars(making.edition([*gone, page]), Store()))["units/nord-a/calendar.ics"]
        assert sorted(uids(after)) == sorted(before)


def test_a_workplace_that_has_moved_has_its_calendar_at_both_addresses_and_the_same_ids() -> None:
    before = made(making.page("units/gammel/index.md", area="nord"), making.page("units/gammel/blik.md", plan=[STEP]))
    after = made(
        making.page("units/ny/index.md", area="nord", redirect_from=["units/gammel"]),
        making.page("units/ny/blik.md", plan=[STEP]),
    )
    assert after["units/gammel/calendar.ics"] == after["units/ny/calendar.ics"]
    assert uids(after["units/ny/calendar.ics"]) == uids(before["units/gammel/calendar.ics"]) != []


def test_lines_are_folded_at_75_octets_end_as_they_must_and_are_whole_letters() -> None:
    page = making.page("units/nord-a/blik.md", plan=[{**STEP, "action": NASTY.strip(), "goal": NASTY.strip()}])
    raw = made(page)["units/nord-a/calendar.ics"]
    assert raw.endswith(b"\r\n")
    assert raw.count(b"\r") == raw.count(b"\n") == raw.count(b"\r\n")
    for line in some(raw.split(b"\r\n")[:-1]):
        assert 0 < len(line) <= 75
        line.decode()
    assert read(raw)[0].summary == f"Frist: {NASTY.strip()}"


def test_the_stamp_is_the_pages_own_day_and_nothing_is_told_by_the_clock() -> None:
    page = making.page("units/nord-a/blik.md", plan=[STEP], updated="2026-03-03")
    raw = made(page)["units/nord-a/calendar.ics"]
    assert b"DTSTAMP:20260303T000000Z" in raw
    assert raw == made(page)["units/nord-a/calendar.ics"]


def test_an_example_says_so() -> None:
    raw = made(making.page("units/nord-a/blik.md", plan=[STEP], example="true"))["units/nord-a/calendar.ics"]
    assert (read(raw)[0].description or "").startswith("Opdigtet eksempel")


@pytest.mark.parametrize("site", ["good_site", "own_site"])
def test_the_calendars_of_a_built_site_can_be_read(site: str, request: pytest.FixtureRequest) -> None:
    built: Site = request.getfixturevalue(site)
    for path in some(path for path in built.files if path.endswith(".ics")):
        read(built.files[path])
