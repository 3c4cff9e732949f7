"""Meetings: days on which a committee met or is going to meet, who tells, and what came of it."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any

from catalogue.model.places import MEETINGS, UNITS
from catalogue.model.statuses import MeetingStatus
from catalogue.samples.bank import Bank, CommitteeWords
from catalogue.samples.chance import Chance
from catalogue.samples.leaves import Leaf, leaf
from catalogue.samples.plans import AROUND, weekday

TURNS = {2: (date(2026, 12, 1), 1), 5: (date(2026, 9, 8), 2), 8: (date(2026, 5, 5), 1), 12: (date(2026, 2, 3), 3)}
"""The units of an area with which a meeting grows at which they tell: its day or a few after, and how many tell as one.

Those tell who have grown since the meeting before: a smaller tree has the same meetings as a larger one.
"""
_FIRST, _LATER = date(2025, 9, 9), date(2027, 5, 4)
Rota = Sequence[str | Sequence[str]]


def area_meetings(bank: Bank, area: str, chance: Chance) -> Iterator[Leaf]:
    """Yield the two meetings that every area has: one long since held, and one that is planned."""
    yield _held(bank, area, _near(_FIRST, chance), (), chance)
    yield _planned(bank, area, _near(_LATER, chance), (), chance)


def whole_meetings(bank: Bank, whole: str, areas: Sequence[str], chance: Chance) -> Iterator[Leaf]:
    """Yield two meetings of the committee of the whole, at which areas tell: one long since held, and the next."""
    yield _held(bank, whole, _near(date(2026, 6, 2), chance), [areas[0], areas[1:3]], chance)
    yield _planned(bank, whole, _near(date(2026, 12, 1), chance), areas[3:5], chance)


def turn_of(bank: Bank, area: str, units: Sequence[str], chance: Chance) -> Iterator[Leaf]:
    """Yield the meeting that grows with the last of an area's units, if one does: the newest of them tell at it."""
    if len(units) not in TURNS:
        return
    around, together = TURNS[len(units)]
    before = max((amount for amount in TURNS if amount < len(units)), default=0)
    alone, as_one = units[before : len(units) - together], units[len(units) - together :]
    rota: Rota = [*alone, as_one if together > 1 else as_one[0]]
    day = _near(around, chance)
    yield (_planned if day > AROUND else _held)(bank, area, day, rota, chance)


def unit_meetings(bank: Bank, unit: str, chance: Chance, count: int) -> Iterator[Leaf]:
    """Yield meetings half a year or so apart around the day the tree is written around, most of those held noted."""
    day = date(2025, 9, 1) + timedelta(days=chance.number(0, 500))
    for _ in range(count):
        day = _meeting_day(day)
        is_told = day < AROUND and chance.happens(0.85)
        note = chance.pick(bank.meeting_notes) if is_told else ""
        status = MeetingStatus.HELD if is_told else MeetingStatus.PLANNED
        yield _leaf(unit, day, {"status": status, "updated": _updated(day, is_told), "summary": note})
        day += timedelta(days=chance.number(90, 200))


def committee(words: CommitteeWords) -> dict[str, str]:
    """Return a committee as a page names it."""
    return {key: value for key, value in words if value}


def _held(bank: Bank, unit: str, day: date, rota: Rota, chance: Chance) -> Leaf:
    decided = chance.several(bank.meeting_decisions, chance.number(2, 3))
    fields = {
        "status": MeetingStatus.HELD,
        "updated": _updated(day, True),
        "shares": rota,
        "sent": day - timedelta(days=14),
        "decisions": [{key: value for key, value in one if value} for one in decided],
        "open": True,
        "summary": chance.pick(bank.meeting_notes),
    }
    return _leaf(unit, day, fields, "\n".join(chance.several(bank.meeting_heard, 4)) + "\n")


def _planned(bank: Bank, unit: str, day: date, rota: Rota, chance: Chance) -> Leaf:
    fields = {
        "status": MeetingStatus.PLANNED,
        "updated": _updated(day, False),
        "shares": rota,
        "summary": chance.pick(bank.meeting_plans),
    }
    return _leaf(unit, day, fields)


def _leaf(unit: str, day: date, fields: dict[str, Any], body: str = "") -> Leaf:
    return leaf(f"{UNITS}/{unit}/{MEETINGS}/{day.isoformat()}.md", fields, body)


def _updated(day: date, is_told: bool) -> date:
    """Return when a meeting's page was last looked through: soon after it, or some weeks before."""
    return weekday(min(day + timedelta(days=6 if is_told else -40), AROUND + timedelta(days=10)))


def _near(day: date, chance: Chance) -> date:
    return _meeting_day(day + timedelta(days=chance.number(0, 12)))


def _meeting_day(day: date) -> date:
    """Return a day on which committees meet: from Tuesday to Thursday, and neither in July nor over Christmas."""
    if day.month == 7 or (day.month, day.day) >= (12, 17):
        day += timedelta(days=40)
    return day + timedelta(days=(1, 0, 0, 0, -1, -2, 2)[day.weekday()])
