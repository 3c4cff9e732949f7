"""Grouping: pages sorted under areas and themes, each page once and in the order it came."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from catalogue.model.catalogue import Catalogue
from catalogue.model.pages import AnyPage, InterpretationPage, UnitPage
from catalogue.views.parts.listings import Group

T = TypeVar("T")
OTHER_UNITS = "Andre arbejdspladser"
"""The heading over units whose area is not in the catalogue."""


def units_by_area(catalogue: Catalogue) -> list[Group[UnitPage]]:
    """Return all units by area, each area at the head of its own group; first of all the whole, alone in its own."""
    areas = [(area, (area, *catalogue.units_in(area.slug))) for area in catalogue.heads]
    without = tuple(unit for unit in catalogue.units if catalogue.area_of(unit) is None)
    return [_area_group(area, units) for area, units in areas] + _rest(without)


def telling_by_area(catalogue: Catalogue) -> list[Group[UnitPage]]:
    """Return all units by area, as in the tables of who tells what: the whole only if it tells of a theme itself."""
    silent = catalogue.whole if catalogue.whole not in catalogue.told_heads else None
    return [group for group in units_by_area(catalogue) if silent not in group.entries]


def interpretations_by_area(
    catalogue: Catalogue, pages: Iterable[InterpretationPage]
) -> list[Group[InterpretationPage]]:
    """Return interpretations by the area of their unit, the area's own first; those of the whole before all others."""
    by_area = _bucket(pages, lambda page: catalogue.area_of(catalogue.unit_of(page)))
    met = [area for area in catalogue.heads if area.slug in by_area]
    groups = [_area_group(area, _area_first(area, by_area[area.slug])) for area in met]
    return groups + _rest(tuple(by_area.get("", ())))


def interpretations_by_theme(
    catalogue: Catalogue, pages: Iterable[InterpretationPage]
) -> list[Group[InterpretationPage]]:
    """Return interpretations by theme."""
    by_theme = _bucket(pages, catalogue.theme_of)
    return [
        Group(theme.slug, theme.fields.title, tuple(by_theme[theme.slug]), theme.address)
        for theme in catalogue.themes
        if theme.slug in by_theme
    ]


def _area_group(area: UnitPage, entries: tuple[T, ...]) -> Group[T]:
    return Group(area.slug, area.fields.title, entries, area.address, is_example=area.fields.example)


def _rest(entries: tuple[T, ...]) -> list[Group[T]]:
    return [Group("_andre", OTHER_UNITS, entries)] if entries else []


def _area_first(area: UnitPage, pages: Iterable[InterpretationPage]) -> tuple[InterpretationPage, ...]:
    return tuple(sorted(pages, key=lambda page: page.unit != area.slug))


def _bucket(
    pages: Iterable[InterpretationPage], head_of: Callable[[InterpretationPage], AnyPage | None]
) -> Mapping[str, list[InterpretationPage]]:
    buckets: dict[str, list[InterpretationPage]] = defaultdict(list)
    for page in pages:
        head = head_of(page)
        buckets[head.slug if head else ""].append(page)
    return buckets
