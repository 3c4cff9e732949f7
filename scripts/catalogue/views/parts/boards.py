"""Boards: a unit's committee with its meetings, as they lie on either side of a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from catalogue.model.catalogue import Catalogue
from catalogue.model.pages import MeetingPage, UnitPage
from catalogue.model.statuses import MeetingStatus


@dataclass(frozen=True)
class Board:
    """A unit's committee and its meetings, earliest first, as they are on a day."""

    unit: UnitPage
    meetings: tuple[MeetingPage, ...]
    next: MeetingPage | None
    unknown: tuple[MeetingPage, ...]

    @property
    def with_sheet(self) -> MeetingPage | None:
        """The meeting that the sheet is made for, if there is one."""
        if self.next is not None:
            return self.next
        last_held = max((one.day for one in self.meetings if one.fields.status is MeetingStatus.HELD), default=None)
        since = [one for one in self.unknown if last_held is None or one.day > last_held]
        return since[-1] if since else None

    @property
    def later(self) -> tuple[MeetingPage, ...]:
        """The planned meetings after the next one."""
        if self.next is None:
            return ()
        return tuple(
            one for one in self.meetings if one.day > self.next.day and one.fields.status is MeetingStatus.PLANNED
        )

    @property
    def others(self) -> tuple[MeetingPage, ...]:
        """The meetings that are neither the next one nor planned after it: the latest first."""
        ahead = {one.key for one in (*self.later, *((self.next,) if self.next else ()))}
        return tuple(one for one in reversed(self.meetings) if one.key not in ahead)


def board_of(catalogue: Catalogue, unit: UnitPage, today: date) -> Board:
    """Return the committee of a unit, with its meetings."""
    meetings = catalogue.meetings_by_unit(unit.slug)
    return Board(unit, meetings, next_meeting(meetings, today), unknown_meetings(meetings, today))


def next_meeting(meetings: Sequence[MeetingPage], today: date) -> MeetingPage | None:
    """Return the first of some meetings, earliest first, that is planned for today or later; None when none is."""
    planned = (one for one in meetings if one.fields.status is MeetingStatus.PLANNED and one.day >= today)
    return next(planned, None)


def unknown_meetings(meetings: Sequence[MeetingPage], today: date) -> tuple[MeetingPage, ...]:
    """Return the meetings that were planned for a day that has passed: nobody has said what they came to."""
    return tuple(one for one in meetings if one.fields.status is MeetingStatus.PLANNED and one.day < today)
