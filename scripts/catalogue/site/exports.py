"""Exports: the catalogue for machines. `catalogue.json`, and `catalogue.schema.json`, which documents it."""

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.sax.saxutils import escape

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from catalogue.model import fields as model
from catalogue.model.pages import AnyPage, InterpretationPage
from catalogue.model.places import Kind
from catalogue.rendering.edition import Edition
from catalogue.settings import Settings

VERSION = 1


class PageEntry(BaseModel):
    """What every page of the export has."""

    model_config = ConfigDict(extra="forbid")
    kind: str = Field(description="theme, unit, interpretation, idea, story or meeting.")
    id: str = Field(
        description=(
            "The slug; for an interpretation <unit>/<theme>, for an idea <unit>/<theme>/<idea>, "
            "for a meeting <unit>/meetings/<day>."
        )
    )
    address: str = Field(description="The page's address relative to the site's root.")


class ThemeEntry(PageEntry):
    """A theme."""

    fields: model.Theme
    interpretations: list[str] = Field(description="Ids of the interpretations about the theme.")
    ideas: list[str] = Field(description="Ids of the further ideas about the theme.")
    stories: list[str] = Field(description="Ids of the stories about the theme, newest first.")


class UnitEntry(PageEntry):
    """A unit or an area."""

    fields: model.Unit
    area: str | None = Field(description="Id of the unit's area; an area's is its own.")
    interpretations: list[str] = Field(description="Ids of the unit's interpretations, in the order of the themes.")
    ideas: list[str] = Field(description="Ids of the unit's further ideas, in the order of the themes.")
    stories: list[str] = Field(description="Ids of the stories about the unit, newest first.")
    meetings: list[str] = Field(description="Ids of the meetings of the unit's committee, the earliest first.")
    tells_at: list[str] = Field(description="Ids of the meetings at which the unit tells, the earliest first.")


class InterpretationEntry(PageEntry):
    """What one unit makes of one theme, or a further idea of it about the theme."""

    fields: model.Interpretation
    unit: str = Field(description="Id of the unit.")
    theme: str = Field(description="Id of the theme.")
    area: str | None = Field(description="Id of the unit's area.")
    professions: list[str] = Field(description="The unit's professions.")
    tells_hard: bool = Field(description="Whether the page also tells of what is hard.")
    tried_by: list[str] = Field(description="Ids of the units that have tried it, the latest first.")
    lent_to: list[str] = Field(description="Ids of the interpretations and ideas that have borrowed from this one.")
    stories: list[str] = Field(description="Ids of the stories about it, newest first.")


class StoryEntry(PageEntry):
    """A story."""

    fields: model.Story
    tells_hard: bool = Field(description="Whether the story also tells of what is hard.")


class MeetingEntry(PageEntry):
    """A meeting of a unit's committee. What is not open has neither decisions nor a text."""

    fields: model.Meeting
    title: str = Field(description="What the meeting is called: its committee and its day.")
    day: datetime.date = Field(description="The day of the meeting.")
    unit: str = Field(description="Id of the unit or area whose committee meets.")
    area: str | None = Field(description="Id of the unit's area.")
    committee: model.Committee | None = Field(description="The committee: the meeting's own, else the unit's.")
    themes: list[str] = Field(description="Ids of the themes, all of them when the meeting names none.")


class Export(BaseModel):
    """The whole catalogue: every published page with its fields and its links. Dates are ISO 8601."""

    model_config = ConfigDict(extra="forbid")
    version: int = Field(description="The version of this format; a change that breaks readers raises it.")
    name: str = Field(description="The catalogue's name.")
    date: datetime.date = Field(description="The day that the edition was made for.")
    themes: list[ThemeEntry]
    units: list[UnitEntry]
    interpretations: list[InterpretationEntry]
    ideas: list[InterpretationEntry] = Field(description="Further ideas, with the fields of an interpretation.")
    stories: list[StoryEntry]
    meetings: list[MeetingEntry]


def make_export(edition: Edition) -> str:
    """Return the text of `catalogue.json`, one line a page. The same edition gives the same text."""
    catalogue = edition.catalogue
    content = {
        "version": VERSION,
        "name": edition.settings.name,
        "date": edition.today.isoformat(),
        "themes": [_describe(edition, page) for page in catalogue.themes],
        "units": [_describe(edition, page) for page in catalogue.units],
        "interpretations": _describe_kind(edition, Kind.INTERPRETATION),
        "ideas": _describe_kind(edition, Kind.IDEA),
        "stories": [_describe(edition, page) for page in catalogue.stories],
        "meetings": [_describe(edition, page) for page in catalogue.meetings],
    }
    return "{\n" + ",\n".join(f"{_to_json(key)}: {_to_lines(value)}" for key, value in content.items()) + "\n}\n"


def _to_lines(value: Any) -> str:
    if not isinstance(value, list):
        return _to_json(value)
    return "[\n" + ",\n".join(map(_to_json, value)) + "\n]" if value else "[]"


def _to_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def make_schema() -> str:
    """Return the text of `catalogue.schema.json`, the JSON Schema of the export."""
    schema = TypeAdapter(Export).json_schema(mode="serialization", ref_template="#/$defs/{model}")
    return (
        json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}, ensure_ascii=False, indent=1)
        + "\n"
    )


def _describe_kind(edition: Edition, kind: Kind) -> list[Mapping[str, Any]]:
    return [_describe(edition, page) for page in _of_kind(kind, edition.catalogue.interpretations)]


def _describe(edition: Edition, page: AnyPage) -> Mapping[str, Any]:
    base = {"kind": str(page.kind), "id": page.key, "address": page.address}
    fields = page.fields.model_dump(mode="json", exclude_defaults=True, by_alias=True, exclude=_withheld(page))
    return {**base, "fields": fields, **_LINKS[page.kind](edition, page)}


def _withheld(page: AnyPage) -> set[str]:
    """Return the fields of a page that go no further than the site: a plan that nobody has talked of is a draft."""
    is_draft = isinstance(page.fields, model.Unit) and not page.fields.discussed
    return {"plan"} if is_draft else set()


def _link_theme(edition: Edition, page: Any) -> Mapping[str, Any]:
    catalogue = edition.catalogue
    return {
        **_ids_by_kind(catalogue.interpretations_by_theme(page.slug)),
        "stories": _ids(catalogue.stories_by_theme(page.slug)),
    }


def _link_unit(edition: Edition, page: Any) -> Mapping[str, Any]:
    catalogue = edition.catalogue
    area = catalogue.area_of(page)
    return {
        "area": area.key if area else None,
        **_ids_by_kind(catalogue.interpretations_by_unit(page.slug)),
        "stories": _ids(catalogue.stories_by_unit(page.slug)),
        "meetings": _ids(catalogue.meetings_by_unit(page.slug)),
        "tells_at": _ids(catalogue.meetings_shared_by(page.slug)),
    }


def _link_interpretation(edition: Edition, page: Any) -> Mapping[str, Any]:
    catalogue = edition.catalogue
    unit = catalogue.unit_of(page)
    area = catalogue.area_of(unit)
    return {
        "unit": page.unit,
        "theme": page.theme,
        "area": area.key if area else None,
        "professions": list(unit.fields.professions),
        "tells_hard": edition.tells_hard(page),
        "tried_by": list(dict.fromkeys(unit.key for unit, _ in catalogue.tried_by(page.key))),
        "lent_to": _ids(catalogue.lent_to(page.key)),
        "stories": _ids(catalogue.stories_by_interpretation(page.key)),
    }


def _link_story(edition: Edition, page: Any) -> Mapping[str, Any]:
    return {"tells_hard": edition.tells_hard(page)}


def _link_meeting(edition: Edition, page: Any) -> Mapping[str, Any]:
    catalogue = edition.catalogue
    unit, committee = catalogue.unit_of(page), catalogue.committee_of(page)
    area = catalogue.area_of(unit)
    return {
        "title": catalogue.title_of(page),
        "day": page.day.isoformat(),
        "unit": page.unit,
        "area": area.key if area else None,
        "committee": committee.model_dump(mode="json", exclude_defaults=True) if committee else None,
        "themes": _ids(catalogue.themes_of(page)),
    }


def _ids(pages: Iterable[AnyPage]) -> list[str]:
    return [page.key for page in pages]


def _of_kind(kind: Kind, pages: Iterable[InterpretationPage]) -> list[InterpretationPage]:
    return [page for page in pages if page.kind is kind]


def _ids_by_kind(pages: Sequence[InterpretationPage]) -> Mapping[str, list[str]]:
    return {
        "interpretations": _ids(_of_kind(Kind.INTERPRETATION, pages)),
        "ideas": _ids(_of_kind(Kind.IDEA, pages)),
    }


_LINKS = {
    Kind.THEME: _link_theme,
    Kind.UNIT: _link_unit,
    Kind.INTERPRETATION: _link_interpretation,
    Kind.IDEA: _link_interpretation,
    Kind.STORY: _link_story,
    Kind.MEETING: _link_meeting,
}


def make_robots(settings: Settings) -> str:
    """Return the text of `robots.txt`: whether search engines may index the site, and where its map is."""
    lines = ["User-agent: *", "Allow: /" if settings.search_engines else "Disallow: /"]
    if settings.search_engines and settings.site_address:
        lines.append(f"Sitemap: {_absolute(settings, 'sitemap.xml')}")
    return "\n".join(lines) + "\n"


def make_sitemap(edition: Edition) -> str:
    """Return the text of `sitemap.xml`, or an empty text when the site does not know its own address.

    Only days that stand on the pages are given, never the time of the build (sitemaps.org, protocol 0.9).
    """
    if not edition.settings.site_address:
        return ""
    rows = "".join(_to_row(edition, page) for page in edition.catalogue.pages)
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{rows}</urlset>\n"


def _to_row(edition: Edition, page: AnyPage) -> str:
    day = getattr(page.fields, "updated", None) or getattr(page.fields, "news_day", None)
    last = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
    return f"<url><loc>{escape(_absolute(edition.settings, page.address))}</loc>{last}</url>\n"


def _absolute(settings: Settings, address: str) -> str:
    return f"{settings.site_address.rstrip('/')}/{address}"
