"""Coverage: how many workplaces of each area tell of each theme, and how far they are. An aid, and never a ranking."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalogue.model.catalogue import Catalogue
from catalogue.model.pages import ThemePage, UnitPage
from catalogue.views.parts.grouping import telling_by_area
from catalogue.views.parts.listings import Group
from catalogue.views.parts.states import OPEN, STATES, State, state_of


@dataclass(frozen=True, slots=True)
class Part:
    """The workplaces that are as far with a theme: how many, and where they lie along the bar, from 0 to 100."""

    state: State
    amount: int
    start: float
    length: float


@dataclass(frozen=True, slots=True)
class Share:
    """What an area's workplaces tell of one theme: the parts of a bar that is as long as all its workplaces."""

    theme: ThemePage
    workplaces: int
    parts: tuple[Part, ...]

    @property
    def told(self) -> int:
        """How many workplaces have an idea about the theme."""
        return sum(part.amount for part in self.parts)


@dataclass(frozen=True, slots=True)
class Coverage:
    """One area: its workplaces, those with at least one idea, their ideas, and what they tell theme by theme.

    `own` counts the ideas of the area itself, which is no workplace; it is None for the workplaces that have no area in
    the catalogue. `address` is the area's page of the overview.
    """

    title: str
    address: str
    is_example: bool
    workplaces: int
    covered: int
    ideas: int
    own: int | None
    shares: tuple[Share, ...]


def address_of(group: Group[UnitPage]) -> str:
    """Return the address of an area's page of the overview. Slugs hold no `_`, but addresses may not either."""
    return f"overview/{group.slug.replace('_', 'omraade-')}/"


def measure_areas(catalogue: Catalogue) -> list[Coverage]:
    """Return the coverage of every area, in Danish order. The whole, which has no workplaces, is not among them."""
    groups = telling_by_area(catalogue)
    return [measure(catalogue, group) for group in groups if catalogue.whole not in group.entries]


def measure(catalogue: Catalogue, group: Group[UnitPage]) -> Coverage:
    """Return the coverage of one area."""
    own = [_count(catalogue, unit) for unit in group.entries if unit.fields.kind != "enhed"]
    workplaces = [unit for unit in group.entries if unit.fields.kind == "enhed"]
    amounts = [_count(catalogue, unit) for unit in workplaces]
    return Coverage(
        title=group.title,
        address=address_of(group),
        is_example=group.is_example,
        workplaces=len(amounts),
        covered=sum(amount > 0 for amount in amounts),
        ideas=sum(amounts),
        own=sum(own) if own else None,
        shares=tuple(_share(catalogue, theme, workplaces) for theme in catalogue.themes),
    )


def _share(catalogue: Catalogue, theme: ThemePage, workplaces: Sequence[UnitPage]) -> Share:
    states = Counter(state_of(catalogue.pages_about(unit.slug, theme.slug)) for unit in workplaces)
    return Share(theme, len(workplaces), tuple(_lay_out(states, len(workplaces))))


def _lay_out(states: Counter[State], whole: int) -> Iterator[Part]:
    start = 0
    for state in STATES:
        if state is not OPEN and (amount := states[state]):
            yield Part(state, amount, _percent(start, whole), _percent(amount, whole))
            start += amount


def _percent(amount: int, whole: int) -> float:
    return round(100 * amount / whole, 2)


def _count(catalogue: Catalogue, unit: UnitPage) -> int:
    return len(catalogue.interpretations_by_unit(unit.slug))
