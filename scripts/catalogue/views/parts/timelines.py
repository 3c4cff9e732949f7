"""Timelines: meetings and deadlines gathered by month, a row for each year, however many there are."""

import calendar
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from catalogue.model.catalogue import Catalogue
from catalogue.model.fields import Step
from catalogue.model.pages import InterpretationPage, MeetingPage, UnitPage
from catalogue.model.plans import PlannedStep, all_shown_steps
from catalogue.model.statuses import MeetingStatus

YEARS_SHOWN = 6
"""How many years are drawn: those nearest to today."""
_LARGEST = 999


class Lane(StrEnum):
    """What happens on a day; each kind has its own lane and its own shape."""

    MEETING = "moede"
    DEADLINE = "frist"


_SIZES = {Lane.MEETING: 0.45, Lane.DEADLINE: 0.4}


@dataclass(frozen=True, slots=True)
class Event:
    """A day on the timeline: a committee's meeting, or a deadline in a plan.

    `number` is that of the step in its plan, from one. `address` is where the event is read, `unit` whose it is.
    """

    day: date
    lane: Lane
    words: str
    page: MeetingPage | UnitPage | InterpretationPage
    unit: UnitPage
    address: str
    step: Step | None = None
    number: int = 0


@dataclass(frozen=True, slots=True)
class Mark:
    """All events of one lane in one month, as one shape. They are past when not one of them is still to come."""

    lane: Lane
    events: tuple[Event, ...]
    is_past: bool

    @property
    def number(self) -> str:
        """What stands in the shape: nothing for one event, »999+« when there is no room for more."""
        amount = len(self.events)
        return "" if amount == 1 else str(amount) if amount <= _LARGEST else f"{_LARGEST}+"

    @property
    def steps(self) -> str:
        """Which steps of their plan the events are: »2«, »2,3«, or »2…« where there is no room for all."""
        first, *others = sorted(event.number for event in self.events)
        return f"{first}" if not others else f"{first},{others[0]}" if len(others) == 1 else f"{first}…"

    @property
    def size(self) -> float:
        """How far the shape reaches from its middle, in em. It grows with the events, but never to the next month."""
        base = _SIZES[self.lane]
        return round(base + min(0.04 * math.log2(len(self.events)) + 0.1, 0.28), 2) if self.number else base


@dataclass(frozen=True, slots=True)
class Month:
    """A month with events."""

    first: date
    marks: tuple[Mark, ...]

    @property
    def place(self) -> float:
        """Where the month's middle lies along the year, from 0 to 100."""
        return place_of_month(self.first.month)

    def events(self, lane: Lane) -> tuple[Event, ...]:
        """Return the month's events of one lane."""
        return next((mark.events for mark in self.marks if mark.lane == lane), ())

    @property
    def amount(self) -> int:
        """How many events the month has."""
        return sum(len(mark.events) for mark in self.marks)


@dataclass(frozen=True, slots=True)
class Year:
    """A year with its months; `today` is where today lies along it, when it does."""

    number: int
    months: tuple[Month, ...]
    today: float | None

    def month(self, number: int) -> Month | None:
        """Return a month of the year, or None when nothing falls in it."""
        return next((month for month in self.months if month.first.month == number), None)


@dataclass(frozen=True, slots=True)
class Timeline:
    """The years that are drawn, the lanes in them, and how many events lie in years that are left out."""

    years: tuple[Year, ...]
    lanes: tuple[Lane, ...]
    left_out: int

    @property
    def months(self) -> Iterator[Month]:
        """Every month with events, the earliest first."""
        return (month for year in self.years for month in year.months)

    @property
    def most(self) -> int:
        """The most events of one lane in one month; 1 where there are none."""
        return max((len(mark.events) for month in self.months for mark in month.marks), default=1)

    @property
    def has_numbers(self) -> bool:
        """Whether a number stands in any of the shapes."""
        return any(mark.number for month in self.months for mark in month.marks)

    @property
    def shapes(self) -> Sequence[tuple[Lane, bool]]:
        """The kinds of shape that are drawn, as lane and whether it is past: those to come first."""
        found = {(mark.lane, mark.is_past) for month in self.months for mark in month.marks}
        return sorted(found, key=lambda shape: (list(Lane).index(shape[0]), shape[1]))

    def count(self, lane: Lane) -> int:
        """Return how many events of one lane are drawn."""
        return sum(len(month.events(lane)) for month in self.months)


def find_events(catalogue: Catalogue) -> Iterator[Event]:
    """Yield every meeting that is not cancelled, and every deadline of a step that is no draft."""
    for meeting in catalogue.meetings:
        if meeting.fields.status is not MeetingStatus.CANCELLED:
            committee, unit = catalogue.committee_of(meeting), catalogue.unit_of(meeting)
            name = committee.name if committee else "Møde"
            yield Event(meeting.day, Lane.MEETING, name, meeting, unit, meeting.address)
    for one in all_shown_steps(catalogue):
        yield from find_deadlines([(one.number, one)])


def find_deadlines(steps: Iterable[tuple[int, PlannedStep]]) -> Iterator[Event]:
    """Yield the deadline of every step that has one. With each step comes its number in what is drawn."""
    for number, one in steps:
        if day := one.step.deadline:
            yield Event(day, Lane.DEADLINE, one.step.action, one.page, one.unit, one.address, one.step, number)


def draw(events: Iterable[Event], today: date) -> Timeline:
    """Return the timeline of some events, those of a month and a lane together. What is today is still to come."""
    by_year: dict[int, list[Event]] = defaultdict(list)
    for event in sorted(events, key=lambda event: (event.day, event.page.address)):
        by_year[event.day.year].append(event)
    if any(year > today.year for year in by_year):
        by_year.setdefault(today.year, [])
    drawn = sorted(sorted(by_year, key=lambda year: (abs(year - today.year), -year))[:YEARS_SHOWN])
    shown = [event for year in drawn for event in by_year[year]]
    return Timeline(
        years=tuple(_draw_year(year, by_year[year], today) for year in drawn),
        lanes=tuple(lane for lane in Lane if any(event.lane == lane for event in shown)),
        left_out=sum(map(len, by_year.values())) - len(shown),
    )


def place_of_month(month: int) -> float:
    """Return where the middle of a month lies along the year, from 0 to 100."""
    return round((month - 0.5) / 12 * 100, 2)


def _place_of_day(day: date) -> float:
    days = calendar.monthrange(day.year, day.month)[1]
    return round((day.month - 1 + (day.day - 0.5) / days) / 12 * 100, 2)


def _draw_year(year: int, events: Sequence[Event], today: date) -> Year:
    by_month: dict[int, list[Event]] = defaultdict(list)
    for event in events:
        by_month[event.day.month].append(event)
    months = tuple(
        Month(date(year, month, 1), tuple(_make_marks(found, today))) for month, found in sorted(by_month.items())
    )
    return Year(year, months, _place_of_day(today) if year == today.year else None)


def _make_marks(events: Sequence[Event], today: date) -> Iterator[Mark]:
    for lane in Lane:
        found = tuple(event for event in events if event.lane == lane)
        if found:
            yield Mark(lane, found, is_past=found[-1].day < today)
