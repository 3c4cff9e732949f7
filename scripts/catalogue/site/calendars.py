"""Calendars: meetings and deadlines for Outlook and the like, as iCalendar (RFC 5545).

One for the whole catalogue and one for each area hold the meetings of committees; a unit's own holds the meetings that
concern it, and its deadlines. Nothing in them is told by the clock: the same edition gives the same bytes.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache, partial
from uuid import UUID, uuid5

from icalendar import Calendar, Event
from icalendar.enums import STATUS, TRANSP

from catalogue.language import wording
from catalogue.model import plans
from catalogue.model.pages import AnyPage, MeetingPage, UnitPage
from catalogue.model.plans import PlannedStep
from catalogue.model.statuses import MeetingStatus, StepStatus
from catalogue.rendering.edition import Edition
from catalogue.rendering.store import Making, Store
from catalogue.versions import version_of

FILE = "calendar.ics"
EXAMPLE = "Opdigtet eksempel"
_NAMESPACE = UUID("1c5a7f0e-8b1d-5f4a-9a53-52c4a4d7e6b2")
_REFRESH = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Occasion:
    """An event of a whole day, as the catalogue tells of it; `stamp` is the day its page was last looked through."""

    uid: UUID
    stamp: date
    day: date
    title: str
    description: str
    link: str | None
    is_cancelled: bool


def make_calendars(edition: Edition, store: Store) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the bytes of every calendar: the catalogue's, and that of each area and each other unit.

    A unit that has moved has its calendar at its old addresses too, so that those who subscribe go on to hear of it.
    One that tells the same as when it was last made comes from the store.
    """
    former = {unit.address: edition.catalogue.former_addresses(unit) for unit in edition.catalogue.units}
    for address, content in store.fetch(list(_makings(edition))):
        folder = address.removesuffix(FILE)
        for one in (folder, *former.get(folder, ())):
            yield f"{one}{FILE}", content


def _makings(edition: Edition) -> Iterator[Making]:
    catalogue, settings = edition.catalogue, edition.settings
    meetings = {meeting.key: _make_meeting(edition, meeting) for meeting in catalogue.meetings}
    yield _make(edition, FILE, FILE, settings.name, meetings.values())
    for unit in catalogue.units:
        own = (meetings[meeting.key] for meeting in _meetings_for(edition, unit))
        first = next(iter(catalogue.former_addresses(unit)), unit.address)
        name = f"{settings.name}: {unit.fields.title}"
        yield _make(edition, f"{unit.address}{FILE}", f"{first}{FILE}", name, (*own, *_deadlines(edition, unit)))


def _make(edition: Edition, address: str, first: str, name: str, occasions: Iterable[Occasion]) -> Making:
    """Return the making of a calendar. Its own id is made of the first address that it had, as its events' are."""
    facts = (edition.settings.organisation, edition.settings.name, first, name, tuple(occasions))
    stamp = hashlib.sha256(repr((version_of(__name__), facts)).encode()).hexdigest()
    return Making(address, stamp, partial(_to_bytes, *facts))


def _meetings_for(edition: Edition, unit: UnitPage) -> list[MeetingPage]:
    """Return the meetings that concern a unit: of its committee, those it tells at, and an area's units' own."""
    catalogue = edition.catalogue
    units = (unit, *catalogue.units_in(unit.slug))
    found = {
        meeting.key: meeting
        for one in units
        for meeting in (*catalogue.meetings_by_unit(one.slug), *catalogue.meetings_shared_by(one.slug))
    }
    return sorted(found.values(), key=lambda meeting: (meeting.day, meeting.key))


def _make_meeting(edition: Edition, meeting: MeetingPage) -> Occasion:
    fields = meeting.fields
    is_cancelled = fields.status is MeetingStatus.CANCELLED
    facts = (
        EXAMPLE if fields.example else "",
        fields.summary,
        f"Temaer: {wording.listed(theme.fields.title for theme in edition.catalogue.themes_of(meeting))}",
        _told_by(edition, meeting),
    )
    return _make_occasion(
        edition,
        meeting,
        meeting.day,
        title=f"{'Aflyst: ' if is_cancelled else ''}{_name_of(edition, meeting)}",
        facts=facts,
        uid="",
        is_cancelled=is_cancelled,
    )


def _name_of(edition: Edition, meeting: MeetingPage) -> str:
    """Return what a meeting is called, without its day: a calendar shows that anyhow."""
    return edition.catalogue.title_of(meeting).removesuffix(f" den {wording.in_words(meeting.day)}")


def _told_by(edition: Edition, meeting: MeetingPage) -> str:
    units = [unit.fields.title for group in edition.catalogue.shares_of(meeting) for unit in group]
    return f"Denne gang fortæller: {wording.listed(units)}" if units else ""


def _deadlines(edition: Edition, unit: UnitPage) -> Iterator[Occasion]:
    """Yield the deadlines of a unit. One whose step has ended stays, so that nothing disappears from a calendar."""
    times: Counter[tuple[str, str]] = Counter()
    for planned in plans.shown_steps(edition.catalogue, unit):
        if planned.step.deadline is None:
            continue
        told = (planned.page.key, planned.step.action)
        times[told] += 1
        yield _make_deadline(edition, planned, planned.step.deadline, times[told])


def _make_deadline(edition: Edition, planned: PlannedStep, deadline: date, number: int) -> Occasion:
    step, page = planned.step, planned.page
    facts = (
        EXAMPLE if page.fields.example else "",
        f"Tema: {planned.theme.fields.title}",
        "" if planned.is_own else f"Idé: {page.fields.title}",
        f"Mål: {step.goal}" if step.goal else "",
        f"Ansvarlig: {step.responsible}" if step.responsible else "",
    )
    word = {StepStatus.DONE: "Gennemført", StepStatus.STOPPED: "Stoppet"}.get(step.status or StepStatus.AGREED, "Frist")
    return _make_occasion(
        edition,
        page,
        deadline,
        title=f"{word}: {step.action}",
        facts=facts,
        uid=f"#{step.action}" + (f"#{number}" if number > 1 else ""),
        is_cancelled=step.status is StepStatus.STOPPED,
    )


def _make_occasion(
    edition: Edition,
    page: AnyPage,
    day: date,
    *,
    title: str,
    facts: Iterable[str | None],
    uid: str,
    is_cancelled: bool,
) -> Occasion:
    """Return an event. It keeps its id when its page changes or moves: it is made of the oldest address."""
    first = next(iter(edition.catalogue.former_addresses(page)), page.address)
    root = edition.settings.site_address.rstrip("/")
    link = f"{root}/{page.address}" if root else None
    return Occasion(
        uid=uuid5(_NAMESPACE, f"{edition.settings.organisation}/{first}{uid}"),
        stamp=getattr(page.fields, "updated", day),
        day=day,
        title=title,
        description="\n".join(fact for fact in (*facts, link) if fact),
        link=link,
        is_cancelled=is_cancelled,
    )


def _to_bytes(organisation: str, catalogue: str, address: str, name: str, occasions: Iterable[Occasion]) -> bytes:
    """Return a calendar; `address` is the first that it had."""
    calendar = Calendar.new(
        uid=uuid5(_NAMESPACE, f"{organisation}/{address}"),
        name=name,
        prodid=f"-//{organisation}//{catalogue}//DA",
        language="da",
        refresh_interval=_REFRESH,
        method="PUBLISH",
    )
    # Outlook and Google read the older names of the same two.
    calendar.add("X-WR-CALNAME", name)
    calendar.add("X-PUBLISHED-TTL", _REFRESH)
    head, end, _ = calendar.to_ical().rpartition(b"END:VCALENDAR")
    return b"".join([head, *map(_event_of, occasions), end, b"\r\n"])


@lru_cache(maxsize=10_000)
def _event_of(occasion: Occasion) -> bytes:
    """Return an event as it stands in the calendars of all whom it concerns. It takes no time out of anybody's day."""
    event = Event.new(
        uid=occasion.uid,
        stamp=datetime.combine(occasion.stamp, time(), UTC),
        start=occasion.day,
        end=occasion.day + timedelta(days=1),
        summary=occasion.title,
        description=occasion.description,
        url=occasion.link,
        status=STATUS.CANCELLED if occasion.is_cancelled else STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT,
    )
    return bytes(event.to_ical())
