"""Coverage: in how many workplaces of each area the catalogue has a page. An aid to a committee, not a ranking."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalogue.model.catalogue import Catalogue
from catalogue.model.pages import UnitPage
from catalogue.views.parts.grouping import units_by_area
from catalogue.views.parts.listings import Group, Sheet


@dataclass(frozen=True, slots=True)
class Coverage:
    """One area: its workplaces (the area itself among them), those with at least one page, and their pages.

    `address` is where its table stands in the overview.
    """

    title: str
    address: str
    is_example: bool
    workplaces: int
    covered: int
    pages: int

    @property
    def percent(self) -> float:
        """How much of the area has a page, from 0 to 100, with one decimal."""
        return round(100 * self.covered / self.workplaces, 1)


def measure_areas(catalogue: Catalogue, sheets: Sequence[Sheet[UnitPage]]) -> list[Coverage]:
    """Return the coverage of every area, in Danish order, with the way to its place on the sheets of the overview."""
    places = dict(reversed(list(_find_places(sheets))))
    return [_measure(catalogue, group, places[group.slug]) for group in units_by_area(catalogue)]


def _find_places(sheets: Sequence[Sheet[UnitPage]]) -> Iterator[tuple[str, str]]:
    for sheet in sheets:
        for group in sheet.groups:
            yield group.slug, f"{sheet.address}#gruppe_{group.slug}"


def _measure(catalogue: Catalogue, group: Group[UnitPage], address: str) -> Coverage:
    amounts = [len(catalogue.interpretations_by_unit(unit.slug)) for unit in group.entries]
    return Coverage(
        title=group.title,
        address=address,
        is_example=group.is_example,
        workplaces=len(amounts),
        covered=sum(amount > 0 for amount in amounts),
        pages=sum(amounts),
    )
