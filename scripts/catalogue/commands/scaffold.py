"""The scaffold: the text of a new page, which passes the check before its writer has touched it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from catalogue.language.slugs import slugify
from catalogue.model.catalogue import Catalogue
from catalogue.model.fields import HEADINGS, PLAIN_SUMMARY, SUMMARY_LENGTH
from catalogue.model.places import MEETINGS, STORIES, UNITS, Kind
from catalogue.model.statuses import MeetingStatus, Status

DEFAULT_AREA = "Fælles område"


@dataclass(frozen=True, slots=True)
class NewPage:
    """A page to write: its path relative to the docs folder, and its text."""

    path: str
    text: str


def new_unit(title: str, area: str, summary: str, today: date) -> NewPage:
    """Return the page of a new unit in an area, given by its slug."""
    fields = {"title": title, "kind": "enhed", "area": area, "summary": summary or _plain_summary(title)}
    return NewPage(f"{UNITS}/{slugify(title)}/index.md", compose({**fields, "updated": today}))


def new_area(title: str, summary: str, today: date) -> NewPage:
    """Return the page of a new area."""
    fields = {"title": title, "kind": "område", "summary": summary or _plain_summary(title), "updated": today}
    return NewPage(f"{UNITS}/{slugify(title)}/index.md", compose(fields))


def new_whole(title: str, summary: str, today: date) -> NewPage:
    """Return the page of the whole organisation."""
    fields = {"title": title, "kind": "kommune", "summary": summary or _plain_summary(title), "updated": today}
    return NewPage(f"{UNITS}/{slugify(title)}/index.md", compose(fields))


def new_interpretation(title: str, unit: str, theme: str, summary: str, today: date) -> NewPage:
    """Return the page of a unit's interpretation of a theme, with the headings on offer."""
    fields = {
        "title": title,
        "summary": summary or _plain_summary(title),
        "updated": today,
        "status": Status.IDEA.value,
    }
    return NewPage(f"{UNITS}/{unit}/{theme}.md", compose(fields, HEADINGS))


def new_idea(title: str, unit: str, theme: str, summary: str, today: date) -> NewPage:
    """Return the page of a unit's further idea about a theme."""
    page = new_interpretation(title, unit, theme, summary, today)
    return NewPage(f"{UNITS}/{unit}/{theme}/{slugify(title)}.md", page.text)


def new_story(title: str, themes: Sequence[str], units: Sequence[str], summary: str, today: date) -> NewPage:
    """Return the page of a new story."""
    fields: dict[str, Any] = {"title": title, "date": today, "summary": summary or _plain_summary(title)}
    fields["themes"] = list(themes)
    if units:
        fields["units"] = list(units)
    return NewPage(f"{STORIES}/{slugify(title)}.md", compose(fields))


def new_meeting(day: str, unit: str, summary: str, today: date) -> NewPage:
    """Return the page of a meeting of a unit's committee, on a day such as `2026-06-20`."""
    fields = {"status": MeetingStatus.PLANNED.value, "updated": today, **({"summary": summary} if summary else {})}
    return NewPage(f"{UNITS}/{unit}/{MEETINGS}/{day}.md", compose(fields))


def free_theme(catalogue: Catalogue, unit: str) -> str:
    """Return the first theme that a unit has no page about, or the first theme; empty when there is none."""
    taken = {page.slug for page in catalogue.interpretations_by_unit(unit) if page.kind is Kind.INTERPRETATION}
    free = [theme.slug for theme in catalogue.themes if theme.slug not in taken]
    return next(iter(free or [theme.slug for theme in catalogue.themes]), "")


def compose(fields: Mapping[str, Any], headings: Sequence[str] = ()) -> str:
    """Return the text of a page: its front matter, and headings with room below them."""
    front = "".join(_line(key, value) for key, value in fields.items())
    body = "".join(f"\n## {heading}\n" for heading in headings)
    return f"---\n{front}---\n{body}"


def _line(key: str, value: Any) -> str:
    """Return a field as a line: a list stands in brackets, a text by itself."""
    is_list = isinstance(value, list)
    return yaml.safe_dump({key: value}, allow_unicode=True, width=10_000, default_flow_style=None if is_list else False)


def _plain_summary(title: str) -> str:
    return f"{PLAIN_SUMMARY} {title[:1].lower()}{title[1:]}."[:SUMMARY_LENGTH]
