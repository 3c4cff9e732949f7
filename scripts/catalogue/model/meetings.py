"""Meetings: whose a meeting is and what it is called, which its page does not say by itself."""

from datetime import date

from catalogue.language import wording
from catalogue.model.fields import Committee, Meeting, Unit
from catalogue.model.pages import AnyPage


def committee_of(meeting: Meeting, unit: Unit | None) -> Committee | None:
    """Return the committee that meets: the meeting's own, else that of its unit, if any is known."""
    return meeting.committee or (unit.committee if unit else None)


def name_meeting(meeting: Meeting, day: date, unit: Unit | None) -> str:
    """Return what a meeting is called: its committee, its unit where the committee's name does not say it, its day."""
    committee, where = committee_of(meeting, unit), unit.title if unit else ""
    name = committee.name if committee and committee.name else "Møde"
    if where and where.casefold() not in name.casefold():
        name += f" i {where}"
    return f"{name} den {wording.in_words(day)}"


def title_within(page: AnyPage, unit: Unit | None) -> str:
    """Return the title of a page; that of a meeting is made, for which its unit is needed."""
    fields = page.fields
    return name_meeting(fields, page.day, unit) if isinstance(fields, Meeting) else fields.title
