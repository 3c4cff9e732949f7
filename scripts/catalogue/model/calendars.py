"""Calendars: the days to subscribe to – meetings, and the deadlines of plans – of all units and of each."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from catalogue.model.catalogue import Catalogue
from catalogue.model.meetings import committee_of
from catalogue.model.pages import AnyPage, MeetingPage, UnitPage
from catalogue.model.plans import shown_steps
from catalogue.model.statuses import MeetingStatus

CALENDAR_FILE = "calendar.ics"
"""What a calendar is called, beside the page that it is about."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One day in a calendar: what it is called, what there is to say of it, and the page that tells more.

    `name` tells it from any other, for good: it is made of the oldest address of its page, and of what a step sets out
    to do. `stated` is when its page was last looked through.
    """

    name: tuple[str, ...]
    day: date
    title: str
    facts: tuple[str, ...]
    address: str
    stated: date
    is_cancelled: bool = False
    is_example: bool = False


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of one unit, or of all committees (`address` is empty); `former` are addresses it has had before."""

    address: str
    title: str
    entries: tuple[Entry, ...]
    former: tuple[str, ...] = ()


def list_calendars(catalogue: Catalogue) -> Iterator[Calendar]:
    """Yield the calendar of all meetings, and that of each unit. One without any day is left out."""
    everything = tuple(_of_meeting(catalogue, meeting) for meeting in catalogue.meetings)
    calendars = (Calendar("", "", _in_order(everything)), *(calendar_of(catalogue, unit) for unit in catalogue.units))
    yield from (calendar for calendar in calendars if calendar.entries)


def calendar_of(catalogue: Catalogue, unit: UnitPage) -> Calendar:
    """Return a unit's calendar: its committee's meetings, those at which it tells, and the deadlines of its plan."""
    own, others = catalogue.meetings_by_unit(unit.slug), catalogue.meetings_shared_by(unit.slug)
    meetings = (*own, *(meeting for meeting in others if meeting.unit != unit.slug))
    entries = (*(_of_meeting(catalogue, meeting) for meeting in meetings), *_deadlines(catalogue, unit))
    return Calendar(unit.address, unit.fields.title, _in_order(entries), catalogue.former_addresses(unit))


def _in_order(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.day, entry.name)))


def _of_meeting(catalogue: Catalogue, meeting: MeetingPage) -> Entry:
    unit = catalogue.unit_of(meeting).fields
    committee = committee_of(meeting.fields, unit)
    name = committee.name if committee else "Møde"
    tellers = [" og ".join(one.fields.title for one in group) for group in catalogue.shares_of(meeting)]
    return Entry(
        name=(_first_address(catalogue, meeting),),
        day=meeting.day,
        title=name if unit.title.casefold() in name.casefold() else f"{name}, {unit.title}",
        facts=tuple(
            filter(None, (meeting.fields.summary, f"Denne gang fortæller: {'; '.join(tellers)}" if tellers else ""))
        ),
        address=meeting.address,
        stated=meeting.fields.updated,
        is_cancelled=meeting.fields.status is MeetingStatus.CANCELLED,
        is_example=meeting.fields.example,
    )


def _deadlines(catalogue: Catalogue, unit: UnitPage) -> Iterator[Entry]:
    """Yield the deadlines of a unit's plan: of steps that are not a draft, and have not ended."""
    times = Counter[tuple[str, str]]()
    for planned in shown_steps(catalogue, unit):
        step, page = planned.step, planned.page
        first = _first_address(catalogue, page)
        times[first, step.action] += 1
        if step.deadline is None or step.has_ended:
            continue
        again = times[first, step.action]
        yield Entry(
            name=(first, step.action, *([str(again)] if again > 1 else [])),
            day=step.deadline,
            title=f"Frist: {step.action}",
            facts=tuple(
                f"{label}: {words}"
                for label, words in (
                    ("Arbejdsplads", unit.fields.title),
                    ("Tema", planned.theme.fields.title),
                    ("Ansvarlig", step.responsible),
                    ("Status", step.status),
                )
                if words
            ),
            address=page.address,
            stated=page.fields.updated,
            is_example=page.fields.example,
        )


def _first_address(catalogue: Catalogue, page: AnyPage) -> str:
    return next(iter(catalogue.former_addresses(page)), page.address)
