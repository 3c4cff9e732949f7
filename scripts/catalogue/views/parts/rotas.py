"""Rotas: »Erfaringer på skift« – who has told a committee of its experiences, who tells next, and who has not yet.

Nobody is late: a rota says whose turn it may be, and it is in Danish order where nothing else decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from catalogue.model.catalogue import Catalogue
from catalogue.model.pages import MeetingPage, UnitPage
from catalogue.model.statuses import MeetingStatus
from catalogue.views.parts.boards import next_meeting

SUGGESTED = 6
"""How many are named where the next ones are to be chosen."""


@dataclass(frozen=True, slots=True)
class Told:
    """A unit that has told, and the meeting at which it did so last."""

    unit: UnitPage
    meeting: MeetingPage


@dataclass(frozen=True, slots=True)
class Rota:
    """Whose turn it was, is and may be.

    `told` begins with those for whom it is longest ago; a group of `coming` tells together; `waiting` have not told
    yet.
    """

    told: tuple[Told, ...] = ()
    coming: tuple[tuple[UnitPage, ...], ...] = ()
    waiting: tuple[UnitPage, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.told or self.coming or self.waiting)

    @property
    def suggested(self) -> tuple[UnitPage, ...]:
        """The few whose turn is near: those who have not told yet, then those for whom it is longest ago."""
        next_ones = {unit.slug for group in self.coming for unit in group}
        again = (told.unit for told in self.told if told.unit.slug not in next_ones)
        return (*self.waiting, *again)[:SUGGESTED]


def make_rota(catalogue: Catalogue, members: Sequence[UnitPage], meetings: Sequence[MeetingPage], today: date) -> Rota:
    """Return the rota of a committee from its meetings, earliest first; its members are those who take turns.

    A meeting counts as told at only where its page says that it was held: a day that has passed does not say so.
    """
    last: dict[str, Told] = {}
    for meeting in meetings:
        if meeting.fields.status is MeetingStatus.HELD:
            for unit in (unit for group in catalogue.shares_of(meeting) for unit in group):
                last[unit.slug] = Told(unit, meeting)
    coming = next_meeting(meetings, today)
    groups = catalogue.shares_of(coming) if coming else ()
    spoken_for = {*last, *(unit.slug for group in groups for unit in group)}
    return Rota(
        told=tuple(sorted(last.values(), key=lambda told: told.meeting.day)),
        coming=groups,
        waiting=tuple(unit for unit in members if unit.slug not in spoken_for),
    )
