"""Calendars: the days on which committees take the themes up, on either side of today."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from catalogue.model.pages import MeetingPage


@dataclass(frozen=True, slots=True)
class Meetings:
    """Meetings on either side of today: those to come, and those whose day has passed; the nearest first."""

    coming: tuple[MeetingPage, ...]
    past: tuple[MeetingPage, ...]

    def __bool__(self) -> bool:
        return bool(self.coming or self.past)


def part_meetings(meetings: Iterable[MeetingPage], today: date) -> Meetings:
    """Return meetings on their side of today. One that is held today is still to come."""
    in_order = sorted(meetings, key=lambda meeting: (meeting.day, meeting.key))
    coming = tuple(meeting for meeting in in_order if meeting.day >= today)
    past = tuple(meeting for meeting in reversed(in_order) if meeting.day < today)
    return Meetings(coming, past)
