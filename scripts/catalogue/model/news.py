"""News: what is new in the catalogue, newest first – in all of it, about one theme, and from one area.

The feeds and the small listings for other sites are made of it.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from heapq import nsmallest

from catalogue.model.catalogue import Catalogue
from catalogue.model.fields import Meeting
from catalogue.model.pages import AnyPage, InterpretationPage, MeetingPage, StoryPage, UnitPage
from catalogue.model.places import IDEAS, Kind

Told = InterpretationPage | StoryPage | MeetingPage
FEED_FILES = "feed.xml", "feed.json"
"""What the feeds of a channel are called, beside the page that they are about: Atom, and JSON Feed."""


def day_told(page: AnyPage) -> date | None:
    """Return the day on which a page was told or last looked through, by which it is new; None for a theme."""
    updated: date | None = getattr(page.fields, "updated", None)
    told: date | None = getattr(page.fields, "told", None)
    return updated or told or getattr(page.fields, "date", None)


def order_of_news(page: AnyPage) -> tuple[bool, int, bool, str]:
    """Return what puts pages in order as news: what is told before what is only announced, the newest first.

    Of one day, ideas and stories come before others. A meeting that is merely planned is announced: it stands in the
    calendar, and tells of nothing yet. A large catalogue has hundreds of them.
    """
    is_announced = isinstance(page.fields, Meeting) and page.fields.status.is_planned
    day = day_told(page)
    return is_announced, -day.toordinal() if day else 0, page.kind not in (*IDEAS, Kind.STORY), page.address


@dataclass(frozen=True, slots=True)
class Notice:
    """One page as news: its title, its day, and the titles of its themes and its units. A story has no status.

    `first_address` is the one that the page had to begin with, however often it has moved since. `kind` is what
    readers call such a page.
    """

    page: Told
    first_address: str
    title: str
    kind: str
    day: date
    themes: tuple[str, ...]
    units: tuple[str, ...]
    status: str = ""
    is_story: bool = False

    @property
    def summary(self) -> str:
        """What the page says of itself in short; of a meeting that says nothing, what became of it."""
        return self.page.fields.summary or f"{self.kind}: {self.status}."


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
    return Channel("", "", _choose(catalogue, catalogue.newest[:amount], catalogue.stories, catalogue.meetings, amount))


def about_theme(catalogue: Catalogue, slug: str, amount: int) -> Channel:
    """Return the newest about a theme."""
    theme = catalogue.theme[slug]
    pages, stories = catalogue.interpretations_by_theme(slug), catalogue.stories_by_theme(slug)
    # A meeting that names no theme is about them all, and news of none of them.
    meetings = (meeting for meeting in catalogue.meetings if slug in meeting.fields.themes)
    return Channel(theme.address, theme.fields.title, _choose(catalogue, pages, stories, meetings, amount))


def _from_area(catalogue: Catalogue, area: UnitPage, amount: int) -> Channel:
    units = (area, *catalogue.units_in(area.slug))
    pages = (page for unit in units for page in catalogue.interpretations_by_unit(unit.slug))
    stories = {story.slug: story for unit in units for story in catalogue.stories_by_unit(unit.slug)}
    meetings = (meeting for unit in units for meeting in catalogue.meetings_by_unit(unit.slug))
    return Channel(area.address, area.fields.title, _choose(catalogue, pages, stories.values(), meetings, amount))


def _choose(
    catalogue: Catalogue,
    pages: Iterable[InterpretationPage],
    stories: Iterable[StoryPage],
    meetings: Iterable[MeetingPage],
    amount: int,
) -> tuple[Notice, ...]:
    candidates: list[tuple[Told, Callable[[], Notice]]] = [
        *((page, partial(_of_page, catalogue, page)) for page in pages),
        *((story, partial(_of_story, catalogue, story)) for story in stories),
        *((meeting, partial(_of_meeting, catalogue, meeting)) for meeting in meetings),
    ]
    first = nsmallest(amount, candidates, key=lambda candidate: order_of_news(candidate[0]))
    return tuple(make() for _, make in first)


def _of_page(catalogue: Catalogue, page: InterpretationPage) -> Notice:
    theme, unit = catalogue.theme_of(page), catalogue.unit_of(page)
    first, titles = _first_address(catalogue, page), ((theme.fields.title,), (unit.fields.title,))
    return Notice(page, first, page.fields.title, "Idé", page.fields.updated, *titles, page.fields.status or "")


def _of_story(catalogue: Catalogue, story: StoryPage) -> Notice:
    themes = tuple(theme.fields.title for theme in catalogue.themes_of(story))
    units = tuple(unit.fields.title for unit in catalogue.units_of(story))
    first, title, kind = _first_address(catalogue, story), story.fields.title, story.fields.kind.capitalize()
    return Notice(story, first, title, kind, story.fields.news_day, themes, units, is_story=True)


def _of_meeting(catalogue: Catalogue, meeting: MeetingPage) -> Notice:
    themes = tuple(catalogue.theme[slug].fields.title for slug in meeting.fields.themes if slug in catalogue.theme)
    first, title = _first_address(catalogue, meeting), catalogue.title_of(meeting)
    units = (catalogue.unit_of(meeting).fields.title,)
    return Notice(meeting, first, title, "Møde", meeting.fields.updated, themes, units, meeting.fields.status)


def _first_address(catalogue: Catalogue, page: Told) -> str:
    return next(iter(catalogue.former_addresses(page)), page.address)
