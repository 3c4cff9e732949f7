"""Follow-ups: the days on which committees return to the themes, past and coming."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from catalogue.model.fields import FollowUp
from catalogue.model.pages import UnitPage


@dataclass(frozen=True, slots=True)
class Meeting:
    """One follow-up of one unit."""

    unit: UnitPage
    follow_up: FollowUp

    @property
    def date(self) -> date:
        """The day of the meeting."""
        return self.follow_up.date


@dataclass(frozen=True, slots=True)
class Meetings:
    """Meetings on either side of today: those to come, and those that have been; the nearest first."""

    coming: tuple[Meeting, ...]
    past: tuple[Meeting, ...]

    def __bool__(self) -> bool:
        return bool(self.coming or self.past)


def find_meetings(units: Iterable[UnitPage], today: date) -> Meetings:
    """Return the meetings of some units. One that is held today is still to come."""
    meetings = [Meeting(unit, follow_up) for unit in units for follow_up in unit.fields.follow_up]
    in_order = sorted(meetings, key=lambda meeting: (meeting.date, meeting.unit.slug))
    coming = tuple(meeting for meeting in in_order if meeting.date >= today)
    past = tuple(meeting for meeting in reversed(in_order) if meeting.date < today)
    return Meetings(coming, past)
