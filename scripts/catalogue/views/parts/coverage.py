"""Coverage: of how many workplaces of each area the catalogue has an idea. An aid to a committee, not a ranking."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalogue.model.catalogue import Catalogue
from catalogue.model.pages import UnitPage
from catalogue.views.parts.grouping import units_by_area
from catalogue.views.parts.listings import Group, Sheet


@dataclass(frozen=True, slots=True)
class Coverage:
    """One area: its workplaces, those with at least one idea, and their ideas. The area itself is no workplace.

    `own` counts the ideas of the area itself; it is None for the workplaces that have no area in the catalogue.
    `address` is where its table stands in the overview.
    """

    title: str
    address: str
    is_example: bool
    workplaces: int
    covered: int
    ideas: int
    own: int | None

    @property
    def percent(self) -> float:
        """How many of the workplaces have an idea, from 0 to 100, with one decimal; 0 where there are none."""
        return round(100 * self.covered / self.workplaces, 1) if self.workplaces else 0.0


def measure_areas(catalogue: Catalogue, sheets: Sequence[Sheet[UnitPage]]) -> list[Coverage]:
    """Return the coverage of every area, in Danish order, with the way to its place on the sheets of the overview.

    The whole has no workplaces of its own and is not among them.
    """
    places = dict(reversed(list(_find_places(sheets))))
    return [
        _measure(catalogue, group, places[group.slug])
        for group in units_by_area(catalogue)
        if catalogue.whole not in group.entries
    ]


def _find_places(sheets: Sequence[Sheet[UnitPage]]) -> Iterator[tuple[str, str]]:
    for sheet in sheets:
        for group in sheet.groups:
            yield group.slug, f"{sheet.address}#gruppe_{group.slug}"


def _measure(catalogue: Catalogue, group: Group[UnitPage], address: str) -> Coverage:
    own = [_count(catalogue, unit) for unit in group.entries if unit.fields.kind == "område"]
    amounts = [_count(catalogue, unit) for unit in group.entries if unit.fields.kind != "område"]
    return Coverage(
        title=group.title,
        address=address,
        is_example=group.is_example,
        workplaces=len(amounts),
        covered=sum(amount > 0 for amount in amounts),
        ideas=sum(amounts),
        own=sum(own) if own else None,
    )


def _count(catalogue: Catalogue, unit: UnitPage) -> int:
    return len(catalogue.interpretations_by_unit(unit.slug))
