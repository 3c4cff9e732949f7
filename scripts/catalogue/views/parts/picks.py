"""Picks: a few of many pages, as unlike one another as can be. The newest come first, for nobody ranks them."""

from collections import Counter
from collections.abc import Iterable

from catalogue.model.catalogue import Catalogue
from catalogue.model.pages import InterpretationPage


def pick_varied(catalogue: Catalogue, pages: Iterable[InterpretationPage], amount: int) -> list[InterpretationPage]:
    """Return at most so many of the pages: from different units, areas, kinds of workplace and statuses.

    One is taken after the other, each time one of which least is shown already; among those the latest updated. The
    same pages always give the same picks.
    """
    left = sorted(pages, key=lambda page: (-page.fields.updated.toordinal(), page.key))
    shown = [Counter[object]() for _ in range(4)]
    picked: list[InterpretationPage] = []
    while left and len(picked) < amount:
        best = min(
            left, key=lambda page: [seen[trait] for seen, trait in zip(shown, _traits(catalogue, page), strict=True)]
        )
        for seen, trait in zip(shown, _traits(catalogue, best), strict=True):
            seen[trait] += 1
        left.remove(best)
        picked.append(best)
    return picked


def _traits(catalogue: Catalogue, page: InterpretationPage) -> tuple[object, ...]:
    """Return what picks are told apart by, the most important first."""
    unit = catalogue.unit_of(page)
    area = catalogue.area_of(unit)
    return page.unit, area.slug if area else "", unit.fields.type or unit.fields.kind, page.fields.status
