"""What is known of a tree when one of its pages is fixed: the names that a page can refer to."""

import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from catalogue.language.likeness import known_names
from catalogue.model.fields import Theme, Unit
from catalogue.model.meetings import title_within
from catalogue.model.pages import AnyPage, select
from catalogue.model.places import IDEAS, Kind, Place, place_of
from catalogue.reading import files
from catalogue.reading.reader import read_page

Names = Mapping[str, str]
"""Meanings by normal name, as `guesses.known_names` makes them."""


@dataclass(frozen=True)
class Knowledge:
    """The names of themes, units and areas; the topics by theme; the pictures by folder.

    `interpretations` are the keys of interpretations and ideas, `ideas` the ideas' names by `<unit>/<theme>`.
    """

    themes: Names = field(default_factory=dict)
    units: Names = field(default_factory=dict)
    areas: Names = field(default_factory=dict)
    topics: Mapping[str, Names] = field(default_factory=dict)
    interpretations: frozenset[str] = frozenset()
    ideas: Mapping[str, Names] = field(default_factory=dict)
    pictures: Mapping[str, Names] = field(default_factory=dict)


def gather(contents: Mapping[str, bytes], attachments: Iterable[str]) -> Knowledge:
    """Return what is known of a tree from its pages and the paths of its attachments."""
    places = [place for path in contents if (place := place_of(path))]
    pages = [page for place in places if (page := _read(place, contents[place.path]))]
    units = select(pages, Unit)
    folders: dict[str, list[str]] = {}
    for path in attachments:
        folders.setdefault(posixpath.dirname(path), []).append(posixpath.basename(path))
    return Knowledge(
        themes=_names(places, pages, Kind.THEME),
        units=_names(places, pages, Kind.UNIT),
        areas=known_names(
            (name, page.slug)
            for page in units
            if page.fields.kind == "område"
            for name in (page.slug, page.fields.title)
        ),
        topics={
            page.slug: known_names((name, slug) for slug, label in page.fields.topics.items() for name in (slug, label))
            for page in select(pages, Theme)
        },
        interpretations=frozenset(place.key for place in places if place.kind in IDEAS),
        ideas=_name_ideas(places, pages),
        pictures={folder: known_names((name, name) for name in names) for folder, names in folders.items()},
    )


def _read(place: Place, content: bytes) -> AnyPage | None:
    page, _ = read_page(place, files.decode(place.path, content))
    return page


def _names(places: Iterable[Place], pages: Iterable[AnyPage], kind: Kind) -> Names:
    """Return the slugs of one kind of page by slug and by title."""
    slugs = [(place.slug, place.slug) for place in places if place.kind is kind]
    titles = [(title_within(page, None), page.slug) for page in pages if page.kind is kind]
    return known_names([*slugs, *titles])


def _name_ideas(places: Iterable[Place], pages: Iterable[AnyPage]) -> Mapping[str, Names]:
    """Return the slugs of each unit's ideas about a theme, by slug and by title."""
    named: dict[str, list[tuple[str, str]]] = {}
    slugs = [(place, place.slug) for place in places]
    for place, name in [*slugs, *((page.place, title_within(page, None)) for page in pages)]:
        if place.kind is Kind.IDEA:
            named.setdefault(f"{place.unit}/{place.theme}", []).append((name, place.slug))
    return {about: known_names(names) for about, names in named.items()}
