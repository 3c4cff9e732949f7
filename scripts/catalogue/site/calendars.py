"""Calendars: meetings and deadlines for Outlook and the like, as iCalendar (RFC 5545).

One for the whole catalogue and one for each area hold the meetings of committees; a unit's own holds the meetings that
concern it, and its deadlines. Nothing in them is told by the clock: the same edition gives the same bytes.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID, uuid5

from icalendar import Calendar, Event
from icalendar.enums import STATUS, TRANSP

from catalogue.language import wording
from catalogue.model import plans
from catalogue.model.pages import AnyPage, MeetingPage, UnitPage
from catalogue.model.plans import PlannedStep
from catalogue.model.statuses import MeetingStatus, StepStatus
from catalogue.rendering.edition import Edition

FILE = "calendar.ics"
EXAMPLE = "Opdigtet eksempel"
_NAMESPACE = UUID("1c5a7f0e-8b1d-5f4a-9a53-52c4a4d7e6b2")
_REFRESH = timedelta(days=1)


def make_calendars(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the bytes of every calendar: the catalogue's, and that of each area and each other unit.

    A unit that has moved has its calendar at its old addresses too, so that those who subscribe go on to hear of it.
    """
    catalogue, settings = edition.catalogue, edition.settings
    yield FILE, _to_bytes(edition, FILE, settings.name, _meetings(edition, catalogue.meetings))
    for unit in catalogue.units:
        events = (*_meetings(edition, _meetings_for(edition, unit)), *_deadlines(edition, unit))
        former = catalogue.former_addresses(unit)
        first = next(iter(former), unit.address)
        made = _to_bytes(edition, f"{first}{FILE}", f"{settings.name}: {unit.fields.title}", events)
        for address in (unit.address, *former):
            yield f"{address}{FILE}", made


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


def _meetings(edition: Edition, meetings: Iterable[MeetingPage]) -> Iterator[Event]:
    catalogue = edition.catalogue
    for meeting in meetings:
        fields = meeting.fields
        is_cancelled = fields.status is MeetingStatus.CANCELLED
        facts = (
            EXAMPLE if fields.example else "",
            fields.summary,
            f"Temaer: {wording.listed(theme.fields.title for theme in catalogue.themes_of(meeting))}",
            _told_by(edition, meeting),
        )
        yield _make_event(
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


def _deadlines(edition: Edition, unit: UnitPage) -> Iterator[Event]:
    """Yield the deadlines of a unit. One whose step has ended stays, so that nothing disappears from a calendar."""
    times: Counter[tuple[str, str]] = Counter()
    for planned in plans.shown_steps(edition.catalogue, unit):
        if planned.step.deadline is None:
            continue
        told = (planned.page.key, planned.step.action)
        times[told] += 1
        yield _make_deadline(edition, planned, planned.step.deadline, times[told])


def _make_deadline(edition: Edition, planned: PlannedStep, deadline: date, number: int) -> Event:
    step, page = planned.step, planned.page
    facts = (
        EXAMPLE if page.fields.example else "",
        f"Tema: {planned.theme.fields.title}",
        "" if planned.is_own else f"Idé: {page.fields.title}",
        f"Mål: {step.goal}" if step.goal else "",
        f"Ansvarlig: {step.responsible}" if step.responsible else "",
    )
    word = {StepStatus.DONE: "Gennemført", StepStatus.STOPPED: "Stoppet"}.get(step.status or StepStatus.AGREED, "Frist")
    return _make_event(
        edition,
        page,
        deadline,
        title=f"{word}: {step.action}",
        facts=facts,
        uid=f"#{step.action}" + (f"#{number}" if number > 1 else ""),
        is_cancelled=step.status is StepStatus.STOPPED,
    )


def _make_event(
    edition: Edition,
    page: AnyPage,
    day: date,
    *,
    title: str,
    facts: Iterable[str | None],
    uid: str,
    is_cancelled: bool,
) -> Event:
    """Return an event of a whole day. It keeps its id when its page changes or moves: it is made of the oldest address.

    It takes no time out of anybody's day (`TRANSP`), and is stamped with the day its page was last looked through.
    """
    first = next(iter(edition.catalogue.former_addresses(page)), page.address)
    stamp = datetime.combine(getattr(page.fields, "updated", day), time(), UTC)
    root = edition.settings.site_address.rstrip("/")
    link = f"{root}/{page.address}" if root else None
    return Event.new(
        uid=uuid5(_NAMESPACE, f"{edition.settings.organisation}/{first}{uid}"),
        stamp=stamp,
        start=day,
        end=day + timedelta(days=1),
        summary=title,
        description="\n".join(fact for fact in (*facts, link) if fact),
        url=link,
        status=STATUS.CANCELLED if is_cancelled else STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT,
    )


def _to_bytes(edition: Edition, address: str, name: str, events: Iterable[Event]) -> bytes:
    """Return a calendar. `address` is the first that it had: its own id is made of it, as the events' are."""
    calendar = Calendar.new(
        uid=uuid5(_NAMESPACE, f"{edition.settings.organisation}/{address}"),
        name=name,
        prodid=f"-//{edition.settings.organisation}//{edition.settings.name}//DA",
        language="da",
        refresh_interval=_REFRESH,
        method="PUBLISH",
        subcomponents=events,
    )
    # Outlook and Google read the older names of the same two.
    calendar.add("X-WR-CALNAME", name)
    calendar.add("X-PUBLISHED-TTL", _REFRESH)
    return bytes(calendar.to_ical())
