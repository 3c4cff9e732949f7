"""The catalogue: all pages, frozen, sorted, linked both ways. The only data that checks, views and edges pass on."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from catalogue.language import wording
from catalogue.model.fields import HEADS, Committee, Interpretation, Meeting, Story, Theme, Trial, Unit
from catalogue.model.meetings import committee_of, title_within
from catalogue.model.pages import (
    AnyPage,
    InterpretationPage,
    MeetingPage,
    StoryPage,
    ThemePage,
    TitledPage,
    UnitPage,
    select,
)
from catalogue.model.places import Kind, addresses_of_unit_page, to_address
from catalogue.model.statuses import MeetingStatus

T = TypeVar("T")


@dataclass(frozen=True)
class Catalogue:
    """Every page, in the order in which readers meet them.

    Themes stand by their number, units in Danish order, interpretations and ideas by theme and then unit, stories
    newest first, meetings by unit and then day. `interpretations` are both kinds, for to a reader both are ideas: what
    is said of an interpretation here holds for an idea, which stands after the interpretation of its unit and theme. A
    reference to a page that is not here is left out of the links, so the links always lead somewhere.
    """

    themes: tuple[ThemePage, ...]
    units: tuple[UnitPage, ...]
    interpretations: tuple[InterpretationPage, ...]
    stories: tuple[StoryPage, ...]
    meetings: tuple[MeetingPage, ...] = ()

    @cached_property
    def pages(self) -> tuple[AnyPage, ...]:
        """All pages: themes, units, interpretations and ideas, stories, meetings."""
        return (*self.titled, *self.meetings)

    @cached_property
    def titled(self) -> tuple[TitledPage, ...]:
        """All pages that their writers have given a title: meetings have none of their own."""
        return (*self.themes, *self.units, *self.interpretations, *self.stories)

    @cached_property
    def areas(self) -> tuple[UnitPage, ...]:
        """The units of kind `område`, in Danish order."""
        return tuple(unit for unit in self.units if unit.fields.kind == "område")

    @cached_property
    def whole(self) -> UnitPage | None:
        """The unit that is the whole organisation, of kind `kommune`, if the catalogue has it."""
        return next((unit for unit in self.units if unit.fields.kind == "kommune"), None)

    @cached_property
    def heads(self) -> tuple[UnitPage, ...]:
        """What others are gathered under, and nothing gathers: the whole, if it is here, and then the areas."""
        return (*((self.whole,) if self.whole else ()), *self.areas)

    @cached_property
    def told_heads(self) -> tuple[UnitPage, ...]:
        """The heads that stand where only what is told stands: the whole only if it tells of a theme itself."""
        return tuple(head for head in self.heads if head is not self.whole or self.interpretations_by_unit(head.slug))

    @cached_property
    def workplaces(self) -> tuple[UnitPage, ...]:
        """The units that are a workplace, in Danish order."""
        return tuple(unit for unit in self.units if unit.fields.kind == "enhed")

    @cached_property
    def theme(self) -> Mapping[str, ThemePage]:
        """Themes by slug."""
        return {theme.slug: theme for theme in self.themes}

    @cached_property
    def unit(self) -> Mapping[str, UnitPage]:
        """Units, areas among them, by slug."""
        return {unit.slug: unit for unit in self.units}

    @cached_property
    def interpretation(self) -> Mapping[str, InterpretationPage]:
        """Interpretations by `<unit>/<theme>`, ideas by `<unit>/<theme>/<idea>`."""
        return {page.key: page for page in self.interpretations}

    def theme_of(self, page: InterpretationPage) -> ThemePage:
        """Return the theme that an interpretation is about."""
        return self.theme[page.theme]

    @cached_property
    def meeting(self) -> Mapping[str, MeetingPage]:
        """Meetings by `<unit>/meetings/<day>`."""
        return {page.key: page for page in self.meetings}

    def title_of(self, page: AnyPage) -> str:
        """Return the title of a page; that of a meeting is made of its committee and its day."""
        return title_within(page, self.unit[page.unit].fields if page.unit else None)

    def summary_of(self, page: AnyPage) -> str:
        """Return what a page says of itself in short: empty for a meeting that does not say."""
        return page.fields.summary or ""

    def committee_of(self, meeting: MeetingPage) -> Committee | None:
        """Return the committee that meets: the meeting's own, else the unit's, if any is known."""
        return committee_of(meeting.fields, self.unit_of(meeting).fields)

    def unit_of(self, page: InterpretationPage | MeetingPage) -> UnitPage:
        """Return the unit that an interpretation belongs to, or whose committee meets."""
        return self.unit[page.unit]

    def former_addresses(self, page: AnyPage) -> tuple[str, ...]:
        """Return the addresses that a page has had, oldest first: its own, then those that its unit has left."""
        own = tuple(map(to_address, getattr(page.fields, "redirect_from", ())))
        if not page.unit:
            return own
        along = addresses_of_unit_page(self.unit[page.unit].fields.redirect_from, page.place.key_in_unit)
        return (*own, *(address for address in along if address not in own))

    def area_of(self, unit: UnitPage) -> UnitPage | None:
        """Return the area of a unit; an area, and the whole, is its own. None when its area is not in the catalogue."""
        return unit if unit.fields.kind in HEADS else self.unit.get(unit.fields.area or "")

    def units_in(self, area: str) -> tuple[UnitPage, ...]:
        """Return the units of an area, without the area itself, in Danish order."""
        return self._units_by_area.get(area, ())

    def interpretations_by_unit(self, unit: str) -> tuple[InterpretationPage, ...]:
        """Return a unit's interpretations in the order of the themes."""
        return self._by_unit.get(unit, ())

    def interpretations_by_theme(self, theme: str) -> tuple[InterpretationPage, ...]:
        """Return a theme's interpretations in Danish order of their units."""
        return self._by_theme.get(theme, ())

    def pages_about(self, unit: str, theme: str) -> tuple[InterpretationPage, ...]:
        """Return what a unit tells about a theme: its interpretation, if there is one, and then its further ideas."""
        return self._by_unit_and_theme.get(f"{unit}/{theme}", ())

    @cached_property
    def without_interpretation(self) -> tuple[tuple[UnitPage, ThemePage], ...]:
        """The units and themes with ideas and without an interpretation: a page is made that lists the ideas."""
        return tuple(
            (self.unit_of(pages[0]), self.theme_of(pages[0]))
            for pages in self._by_unit_and_theme.values()
            if pages[0].kind is Kind.IDEA
        )

    def stories_by_theme(self, theme: str) -> tuple[StoryPage, ...]:
        """Return the stories that tell of a theme, newest first."""
        return self._stories_by_theme.get(theme, ())

    def stories_by_unit(self, unit: str) -> tuple[StoryPage, ...]:
        """Return the stories that name a unit or one of its interpretations, newest first."""
        return self._stories_by_unit.get(unit, ())

    def stories_by_interpretation(self, key: str) -> tuple[StoryPage, ...]:
        """Return the stories that name an interpretation, newest first."""
        return self._stories_by_interpretation.get(key, ())

    def units_of(self, story: StoryPage) -> tuple[UnitPage, ...]:
        """Return the units of a story: those that it names, and those whose interpretations it names, each once."""
        return tuple(self.unit[slug] for slug in _units_named(story) if slug in self.unit)

    def themes_of(self, page: StoryPage | MeetingPage) -> tuple[ThemePage, ...]:
        """Return the themes of a story or a meeting in the order in which it names them; a meeting without has all."""
        if isinstance(page.fields, Meeting) and not page.fields.themes:
            return self.themes
        return tuple(self.theme[slug] for slug in page.fields.themes if slug in self.theme)

    def meetings_by_unit(self, unit: str) -> tuple[MeetingPage, ...]:
        """Return the meetings of a unit's committee, the earliest first."""
        return self._meetings_by_unit.get(unit, ())

    def meeting_before(self, meeting: MeetingPage) -> MeetingPage | None:
        """Return the meeting before one in the same unit's row, whatever became of it."""
        return self._beside(meeting, -1)

    def meeting_after(self, meeting: MeetingPage) -> MeetingPage | None:
        """Return the meeting after one in the same unit's row, whatever becomes of it."""
        return self._beside(meeting, 1)

    def held_before(self, meeting: MeetingPage) -> MeetingPage | None:
        """Return the last meeting before one in the same unit's row that is known to have been held."""
        before = (one for one in self.meetings_by_unit(meeting.unit) if one.day < meeting.day)
        held = [one for one in before if one.fields.status is MeetingStatus.HELD]
        return held[-1] if held else None

    def shares_of(self, meeting: MeetingPage) -> tuple[tuple[UnitPage, ...], ...]:
        """Return the units that tell at a meeting, those that tell together as one, in the order of its list."""
        groups = (tuple(self.unit[slug] for slug in group if slug in self.unit) for group in meeting.fields.shares)
        return tuple(group for group in groups if group)

    def meetings_shared_by(self, unit: str) -> tuple[MeetingPage, ...]:
        """Return the meetings at which a unit tells, the earliest first."""
        return self._meetings_shared.get(unit, ())

    def _beside(self, meeting: MeetingPage, step: int) -> MeetingPage | None:
        row = self.meetings_by_unit(meeting.unit)
        place = row.index(meeting) + step
        return row[place] if 0 <= place < len(row) else None

    def borrowed_from(self, page: InterpretationPage) -> tuple[InterpretationPage, ...]:
        """Return the interpretations that a page says it has borrowed from."""
        keys = page.fields.borrowed_from
        return tuple(self.interpretation[key] for key in keys if key in self.interpretation)

    def lent_to(self, key: str) -> tuple[InterpretationPage, ...]:
        """Return the interpretations that have borrowed from this one."""
        return self._lent_to.get(key, ())

    @cached_property
    def trials(self) -> tuple[tuple[UnitPage, Trial], ...]:
        """Every idea that a unit has tried and that is here, with the unit: the latest first."""
        told = (
            (unit, trial) for unit in self.units for trial in unit.fields.tried if trial.idea in self.interpretation
        )
        return tuple(sorted(told, key=lambda one: (-one[1].date.toordinal(), one[0].slug, one[1].idea)))

    def tried_by(self, key: str) -> tuple[tuple[UnitPage, Trial], ...]:
        """Return who has tried an interpretation, and how it went, the latest first."""
        return self._tried_by.get(key, ())

    def uses_of(self, key: str) -> int:
        """Return how many have borrowed or tried an interpretation; one that has done both counts once."""
        users = {page.unit for page in self.lent_to(key)} | {unit.slug for unit, _ in self.tried_by(key)}
        return len(users)

    @cached_property
    def newest(self) -> tuple[InterpretationPage, ...]:
        """Interpretations, the last updated first."""
        return tuple(sorted(self.interpretations, key=lambda page: (-page.fields.updated.toordinal(), page.key)))

    @cached_property
    def _units_by_area(self) -> Mapping[str, tuple[UnitPage, ...]]:
        return _group(self.workplaces, lambda unit: [unit.fields.area or ""])

    @cached_property
    def _by_unit(self) -> Mapping[str, tuple[InterpretationPage, ...]]:
        return _group(self.interpretations, lambda page: [page.unit])

    @cached_property
    def _by_theme(self) -> Mapping[str, tuple[InterpretationPage, ...]]:
        return _group(self.interpretations, lambda page: [page.theme])

    @cached_property
    def _by_unit_and_theme(self) -> Mapping[str, tuple[InterpretationPage, ...]]:
        return _group(self.interpretations, lambda page: [f"{page.unit}/{page.theme}"])

    @cached_property
    def _meetings_by_unit(self) -> Mapping[str, tuple[MeetingPage, ...]]:
        return _group(self.meetings, lambda page: [page.unit])

    @cached_property
    def _meetings_shared(self) -> Mapping[str, tuple[MeetingPage, ...]]:
        by_day = sorted(self.meetings, key=lambda page: (page.day, page.key))
        return _group(by_day, lambda page: [slug for group in page.fields.shares for slug in group])

    @cached_property
    def _lent_to(self) -> Mapping[str, tuple[InterpretationPage, ...]]:
        return _group(self.interpretations, lambda page: page.fields.borrowed_from)

    @cached_property
    def _tried_by(self) -> Mapping[str, tuple[tuple[UnitPage, Trial], ...]]:
        return _group(self.trials, lambda one: [one[1].idea])

    @cached_property
    def _stories_by_theme(self) -> Mapping[str, tuple[StoryPage, ...]]:
        return _group(self.stories, lambda story: story.fields.themes)

    @cached_property
    def _stories_by_unit(self) -> Mapping[str, tuple[StoryPage, ...]]:
        return _group(self.stories, _units_named)

    @cached_property
    def _stories_by_interpretation(self) -> Mapping[str, tuple[StoryPage, ...]]:
        return _group(self.stories, lambda story: story.fields.interpretations)


def link(pages: Iterable[AnyPage]) -> Catalogue:
    """Return the catalogue of the pages. What has not its unit or its theme there has no place in it."""
    pages = list(pages)
    themes = sorted(
        select(pages, Theme), key=lambda page: (page.fields.order, wording.sort_key(page.fields.title), page.slug)
    )
    units = sorted(select(pages, Unit), key=lambda page: (wording.sort_key(page.fields.title), page.slug))
    theme_rank = {page.slug: rank for rank, page in enumerate(themes)}
    unit_rank = {page.slug: rank for rank, page in enumerate(units)}
    placed = [page for page in select(pages, Interpretation) if page.theme in theme_rank and page.unit in unit_rank]
    return Catalogue(
        themes=tuple(themes),
        units=tuple(units),
        interpretations=tuple(
            sorted(placed, key=lambda page: (theme_rank[page.theme], unit_rank[page.unit], *_rank_of(page)))
        ),
        stories=tuple(sorted(select(pages, Story), key=lambda page: (-page.fields.date.toordinal(), page.slug))),
        meetings=tuple(
            sorted(
                (page for page in select(pages, Meeting) if page.unit in unit_rank),
                key=lambda page: (unit_rank[page.unit], page.slug),
            )
        ),
    )


def _rank_of(page: InterpretationPage) -> tuple[object, ...]:
    """Return what sorts a unit's pages about a theme: the interpretation first, ideas in Danish order."""
    is_idea = page.kind is Kind.IDEA
    return (is_idea, wording.sort_key(page.fields.title) if is_idea else (), page.slug)


def _group(pages: Iterable[T], keys: Callable[[T], Iterable[str]]) -> Mapping[str, tuple[T, ...]]:
    """Return pages by each of their keys, in the order they came and each once."""
    groups: dict[str, list[T]] = defaultdict(list)
    for page in pages:
        for key in dict.fromkeys(keys(page)):
            groups[key].append(page)
    return {key: tuple(group) for key, group in groups.items()}


def _units_named(story: StoryPage) -> list[str]:
    return list(dict.fromkeys([*story.fields.units, *(key.split("/")[0] for key in story.fields.interpretations)]))
