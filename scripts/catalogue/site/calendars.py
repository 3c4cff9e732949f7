"""Calendars as files: iCalendar (RFC 5545), for Outlook and whatever else subscribes to one."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5

import icalendar

from catalogue.model.calendars import CALENDAR_FILE, Calendar, Entry, list_calendars
from catalogue.rendering.edition import Edition
from catalogue.settings import Settings

EXAMPLE = "Opdigtet eksempel"
_NAMESPACE = UUID("0b1c4f0a-63a5-5d0e-8c55-5f7f0f9a1d52")
_MAKER = "-//Inspirationskatalog//Kalender//DA"
_RENEWED = timedelta(days=1)
"""How often programs are asked to fetch a calendar anew."""


def make_calendars(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Yield the path of every calendar within the site, and its bytes: at a unit's former addresses the same once more.

    The same edition gives the same bytes. An address that is a page's of today has the calendar of that page.
    """
    taken = set()
    calendars = list(list_calendars(edition.catalogue))
    for calendar in calendars:
        taken.add(calendar.address)
        yield f"{calendar.address}{CALENDAR_FILE}", make_calendar(calendar, edition.settings)
    taken |= {unit.address for unit in edition.catalogue.units}
    for calendar in calendars:
        for address in calendar.former:
            if address not in taken:
                taken.add(address)
                yield f"{address}{CALENDAR_FILE}", make_calendar(calendar, edition.settings)


def make_calendar(calendar: Calendar, settings: Settings) -> bytes:
    """Return a calendar as a file."""
    name = f"{calendar.title} – {settings.name}" if calendar.title else f"Møder – {settings.name}"
    made = icalendar.Calendar()
    made.add("prodid", _MAKER)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    # What RFC 7986 calls these, and what programs read that are older than it.
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", _RENEWED, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "P1D")
    for entry in calendar.entries:
        made.add_component(_make_event(entry, settings))
    return bytes(made.to_ical())


def _make_event(entry: Entry, settings: Settings) -> icalendar.Event:
    link = f"{settings.site_address.rstrip('/')}/{entry.address}" if settings.site_address else ""
    event = icalendar.Event()
    event.add("uid", identify(entry, settings))
    event.add("dtstamp", _at_midnight(entry.stated))
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", f"{EXAMPLE}: {entry.title}" if entry.is_example else entry.title)
    if facts := [*entry.facts, *([link] if link else [])]:
        event.add("description", "\n".join(facts))
    if link:
        event.add("url", link)
    event.add("status", "CANCELLED" if entry.is_cancelled else "CONFIRMED")
    # A day to know of, and not a day on which nobody can be met.
    event.add("transp", "TRANSPARENT")
    return event


def identify(entry: Entry, settings: Settings) -> str:
    """Return an event's id, the same for good: also when its page moves, and when the day does."""
    return str(uuid5(_NAMESPACE, "\0".join((settings.organisation, *entry.name))))


def _at_midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
