"""News: what is new in the catalogue, newest first – in all of it, about one theme, and from one area.

The feeds and the small listings for other sites are made of it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from heapq import nsmallest

from catalogue.model.catalogue import Catalogue
from catalogue.model.pages import InterpretationPage, StoryPage, UnitPage

FEED_FILES = "feed.xml", "feed.json"
"""What the feeds of a channel are called, beside the page that they are about: Atom, and JSON Feed."""


@dataclass(frozen=True, slots=True)
class Notice:
    """One page as news: its day, and the titles of its themes and its units. A story has no status.

    `first_address` is the one that the page had to begin with, however often it has moved since.
    """

    page: InterpretationPage | StoryPage
    first_address: str
    day: date
    themes: tuple[str, ...]
    units: tuple[str, ...]
    status: str = ""
    is_story: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """News from one place. `address` is that of the page they are about: the front page, a theme's or an area's."""

    address: str
    title: str
    notices: tuple[Notice, ...]


def list_channels(catalogue: Catalogue, amount: int) -> Iterator[Channel]:
    """Yield the channel of the whole catalogue, those of the themes and those of the areas, with some notices each."""
    yield newest(catalogue, amount)
    for theme in catalogue.themes:
        yield about_theme(catalogue, theme.slug, amount)
    for area in catalogue.areas:
        yield _from_area(catalogue, area, amount)


def newest(catalogue: Catalogue, amount: int) -> Channel:
    """Return the newest of the whole catalogue."""
    return Channel("", "", _choose(catalogue, catalogue.newest[:amount], catalogue.stories, amount))


def about_theme(catalogue: Catalogue, slug: str, amount: int) -> Channel:
    """Return the newest about a theme."""
    theme = catalogue.theme[slug]
    pages, stories = catalogue.interpretations_by_theme(slug), catalogue.stories_by_theme(slug)
    return Channel(theme.address, theme.fields.title, _choose(catalogue, pages, stories, amount))


def _from_area(catalogue: Catalogue, area: UnitPage, amount: int) -> Channel:
    units = (area, *catalogue.units_in(area.slug))
    pages = (page for unit in units for page in catalogue.interpretations_by_unit(unit.slug))
    stories = {story.slug: story for unit in units for story in catalogue.stories_by_unit(unit.slug)}
    return Channel(area.address, area.fields.title, _choose(catalogue, pages, stories.values(), amount))


def _choose(
    catalogue: Catalogue, pages: Iterable[InterpretationPage], stories: Iterable[StoryPage], amount: int
) -> tuple[Notice, ...]:
    candidates: list[tuple[int, str, Callable[[], Notice]]] = [
        *((-page.fields.updated.toordinal(), page.address, partial(_of_page, catalogue, page)) for page in pages),
        *(
            (-story.fields.news_day.toordinal(), story.address, partial(_of_story, catalogue, story))
            for story in stories
        ),
    ]
    return tuple(make() for _, _, make in nsmallest(amount, candidates, key=lambda candidate: candidate[:2]))


def _of_page(catalogue: Catalogue, page: InterpretationPage) -> Notice:
    theme, unit = catalogue.theme_of(page), catalogue.unit_of(page)
    first, titles = _first_address(catalogue, page), ((theme.fields.title,), (unit.fields.title,))
    return Notice(page, first, page.fields.updated, *titles, page.fields.status or "")


def _of_story(catalogue: Catalogue, story: StoryPage) -> Notice:
    themes = tuple(theme.fields.title for theme in catalogue.themes_of(story))
    units = tuple(unit.fields.title for unit in catalogue.units_of(story))
    return Notice(story, _first_address(catalogue, story), story.fields.news_day, themes, units, is_story=True)


def _first_address(catalogue: Catalogue, page: InterpretationPage | StoryPage) -> str:
    return next(iter(catalogue.former_addresses(page)), page.address)
