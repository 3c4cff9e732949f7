"""The catalogue: all pages, frozen, sorted, linked both ways. The only data that checks, views and edges pass on."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from catalogue.language import wording
from catalogue.model.fields import Interpretation, Story, Theme, Unit
from catalogue.model.pages import AnyPage, InterpretationPage, StoryPage, ThemePage, UnitPage, select
from catalogue.model.places import Kind, addresses_of_unit_page, to_address

T = TypeVar("T")


@dataclass(frozen=True)
class Catalogue:
    """Every page, in the order in which readers meet them.

    Themes stand by their number, units in Danish order, interpretations by theme and then unit, stories newest first.
    A reference to a page that is not here is left out of the links, so the links always lead somewhere.
    """

    themes: tuple[ThemePage, ...]
    units: tuple[UnitPage, ...]
    interpretations: tuple[InterpretationPage, ...]
    stories: tuple[StoryPage, ...]

    @cached_property
    def pages(self) -> tuple[AnyPage, ...]:
        """All pages: themes, units, interpretations, stories."""
        return (*self.themes, *self.units, *self.interpretations, *self.stories)

    @cached_property
    def areas(self) -> tuple[UnitPage, ...]:
        """The units of kind `område`, in Danish order."""
        return tuple(unit for unit in self.units if unit.fields.kind == "område")

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
        """Interpretations by `<unit>/<theme>`."""
        return {page.key: page for page in self.interpretations}

    def theme_of(self, page: InterpretationPage) -> ThemePage:
        """Return the theme that an interpretation is about."""
        return self.theme[page.slug]

    def unit_of(self, page: InterpretationPage) -> UnitPage:
        """Return the unit that an interpretation belongs to."""
        return self.unit[page.unit]

    def former_addresses(self, page: AnyPage) -> tuple[str, ...]:
        """Return the addresses that a page has had, oldest first: its own, then those that its unit has left."""
        own = tuple(map(to_address, getattr(page.fields, "redirect_from", ())))
        if page.kind is not Kind.INTERPRETATION:
            return own
        along = addresses_of_unit_page(self.unit[page.unit].fields.redirect_from, page.slug)
        return (*own, *(address for address in along if address not in own))

    def area_of(self, unit: UnitPage) -> UnitPage | None:
        """Return the area of a unit; an area is its own. None when the unit's area is not in the catalogue."""
        return unit if unit.fields.kind == "område" else self.unit.get(unit.fields.area or "")

    def units_in(self, area: str) -> tuple[UnitPage, ...]:
        """Return the units of an area, without the area itself, in Danish order."""
        return self._units_by_area.get(area, ())

    def interpretations_by_unit(self, unit: str) -> tuple[InterpretationPage, ...]:
        """Return a unit's interpretations in the order of the themes."""
        return self._by_unit.get(unit, ())

    def interpretations_by_theme(self, theme: str) -> tuple[InterpretationPage, ...]:
        """Return a theme's interpretations in Danish order of their units."""
        return self._by_theme.get(theme, ())

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

    def themes_of(self, story: StoryPage) -> tuple[ThemePage, ...]:
        """Return the themes that a story tells of, in the order in which it names them."""
        return tuple(self.theme[slug] for slug in story.fields.themes if slug in self.theme)

    def borrowed_from(self, page: InterpretationPage) -> tuple[InterpretationPage, ...]:
        """Return the interpretations that a page says it has borrowed from."""
        keys = page.fields.borrowed_from
        return tuple(self.interpretation[key] for key in keys if key in self.interpretation)

    def lent_to(self, key: str) -> tuple[InterpretationPage, ...]:
        """Return the interpretations that have borrowed from this one."""
        return self._lent_to.get(key, ())

    @cached_property
    def newest(self) -> tuple[InterpretationPage, ...]:
        """Interpretations, the last updated first."""
        return tuple(sorted(self.interpretations, key=lambda page: (-page.fields.updated.toordinal(), page.key)))

    @cached_property
    def _units_by_area(self) -> Mapping[str, tuple[UnitPage, ...]]:
        return _group(
            (unit for unit in self.units if unit.fields.kind == "enhed"), lambda unit: [unit.fields.area or ""]
        )

    @cached_property
    def _by_unit(self) -> Mapping[str, tuple[InterpretationPage, ...]]:
        return _group(self.interpretations, lambda page: [page.unit])

    @cached_property
    def _by_theme(self) -> Mapping[str, tuple[InterpretationPage, ...]]:
        return _group(self.interpretations, lambda page: [page.slug])

    @cached_property
    def _lent_to(self) -> Mapping[str, tuple[InterpretationPage, ...]]:
        return _group(self.interpretations, lambda page: page.fields.borrowed_from)

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
    """Return the catalogue of the pages. An interpretation without its unit or its theme has no place in it."""
    pages = list(pages)
    themes = sorted(
        select(pages, Theme), key=lambda page: (page.fields.order, wording.sort_key(page.fields.title), page.slug)
    )
    units = sorted(select(pages, Unit), key=lambda page: (wording.sort_key(page.fields.title), page.slug))
    theme_rank = {page.slug: rank for rank, page in enumerate(themes)}
    unit_rank = {page.slug: rank for rank, page in enumerate(units)}
    placed = [page for page in select(pages, Interpretation) if page.slug in theme_rank and page.unit in unit_rank]
    return Catalogue(
        themes=tuple(themes),
        units=tuple(units),
        interpretations=tuple(sorted(placed, key=lambda page: (theme_rank[page.slug], unit_rank[page.unit]))),
        stories=tuple(sorted(select(pages, Story), key=lambda page: (-page.fields.date.toordinal(), page.slug))),
    )


def _group(pages: Iterable[T], keys: Callable[[T], Iterable[str]]) -> Mapping[str, tuple[T, ...]]:
    """Return pages by each of their keys, in the order they came and each once."""
    groups: dict[str, list[T]] = defaultdict(list)
    for page in pages:
        for key in dict.fromkeys(keys(page)):
            groups[key].append(page)
    return {key: tuple(group) for key, group in groups.items()}


def _units_named(story: StoryPage) -> list[str]:
    return list(dict.fromkeys([*story.fields.units, *(key.split("/")[0] for key in story.fields.interpretations)]))
