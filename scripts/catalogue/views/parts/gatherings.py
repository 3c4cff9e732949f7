"""Gatherings: what a committee's workplaces have to tell, theme by theme, in one pass over their pages and steps.

A committee is that of a workplace, of an area, or of the whole organisation; its scope says whose pages it looks at.
What has been reached comes first and what has passed comes last, as a question. Nothing is counted against anybody.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Generic, TypeVar

from catalogue.model.catalogue import Catalogue
from catalogue.model.pages import InterpretationPage, ThemePage, UnitPage
from catalogue.model.plans import PlannedStep, all_shown_steps
from catalogue.model.statuses import StepStatus
from catalogue.views.parts.plans import has_passed

T = TypeVar("T")
AHEAD = timedelta(days=182)
"""How far ahead deadlines are looked at where no meeting after this one is known."""
ROOM = 48
"""How many lines about the themes stand on a sheet: with the other parts at most four sides of paper."""


@dataclass(frozen=True)
class Scope:
    """Whose pages a committee looks at: its own unit's, and those of the workplaces below it.

    `areas` are those that the whole is summed over; else there are none.
    """

    unit: UnitPage
    workplaces: tuple[UnitPage, ...]
    areas: tuple[UnitPage, ...] = ()

    @property
    def is_workplace(self) -> bool:
        """Whether the committee is a workplace's own."""
        return self.unit.fields.kind == "enhed"

    @property
    def is_whole(self) -> bool:
        """Whether the committee is that of the whole organisation."""
        return self.unit.fields.kind == "kommune"

    @property
    def members(self) -> tuple[UnitPage, ...]:
        """Those who take turns to tell: an area's workplaces, the areas of the whole, and nobody at a workplace."""
        return () if self.is_workplace else self.areas or self.workplaces


def scope_of(catalogue: Catalogue, unit: UnitPage) -> Scope:
    """Return the scope of a unit's committee."""
    if unit.fields.kind == "kommune":
        return Scope(unit, catalogue.workplaces, catalogue.areas)
    return Scope(unit, (unit,) if unit.fields.kind == "enhed" else catalogue.units_in(unit.slug))


@dataclass(frozen=True, slots=True)
class Window:
    """The time that a sheet is about: from the meeting before until the one after, as seen on a day.

    `since` is None where no earlier meeting is known: then all that is there is new. `is_agreed` tells whether the day
    of the meeting after is known, or only looked ahead to.
    """

    since: date | None
    today: date
    until: date
    is_agreed: bool = True

    def has_changed(self, updated: date) -> bool:
        """Tell whether a page that was updated on a day counts as new or changed."""
        return self.since is None or updated >= self.since


class Stage(StrEnum):
    """Where a step stands at a meeting, in the order in which one talks of them.

    What has been reached comes first, and what has passed comes last, as a question. What is none of these is told in
    full beside the sheet.
    """

    REACHED = "reached"
    ONGOING = "ongoing"
    BEFORE_NEXT = "before-next"
    PASSED = "passed"


def stage_of(planned: PlannedStep, window: Window) -> Stage | None:
    """Return where a step stands, or None for one that has nothing to tell this time."""
    step = planned.step
    if has_passed(step, window.today):
        return Stage.PASSED
    is_changed = window.has_changed(planned.page.fields.updated)
    if step.has_ended:
        return Stage.REACHED if is_changed and step.status is StepStatus.DONE else None
    if step.deadline is not None and step.deadline <= window.until:
        return Stage.BEFORE_NEXT
    return Stage.ONGOING if is_changed and step.status is StepStatus.ONGOING else None


@dataclass(frozen=True, slots=True)
class Few(Generic[T]):
    """The first of many, and how many there are."""

    shown: tuple[T, ...]
    amount: int

    def __bool__(self) -> bool:
        return bool(self.amount)

    @property
    def rest(self) -> int:
        """How many are not shown."""
        return self.amount - len(self.shown)


@dataclass(frozen=True, slots=True)
class ThemeNews:
    """What there is to talk about within one theme: the nedslag, the ideas, and the steps by where they stand."""

    theme: ThemePage
    nedslag: tuple[InterpretationPage, ...]
    ideas: Few[InterpretationPage]
    steps: Mapping[Stage, Few[PlannedStep]]

    def __bool__(self) -> bool:
        return bool(self.ideas) or any(self.steps.values())

    @property
    def has_coming(self) -> bool:
        """Whether a deadline lies before the next meeting."""
        return bool(self.steps[Stage.BEFORE_NEXT])


@dataclass(frozen=True)
class Gathering:
    """All that a committee's pages and steps tell, theme by theme and in full."""

    scope: Scope
    themes: tuple[ThemeNews, ...]
    pages: tuple[InterpretationPage, ...]
    steps: tuple[PlannedStep, ...]
    heard_from: int
    """From how many workplaces there is a new or changed idea or step."""

    @cached_property
    def steps_by_page(self) -> Mapping[str, Sequence[PlannedStep]]:
        """The steps that stand on a page, by its address; those of a unit's own plan by the unit's."""
        found: dict[str, list[PlannedStep]] = defaultdict(list)
        for planned in self.steps:
            found[planned.page.address].append(planned)
        return found

    @cached_property
    def pages_by_unit(self) -> Mapping[str, Sequence[InterpretationPage]]:
        """The pages of each unit, by its slug."""
        found: dict[str, list[InterpretationPage]] = defaultdict(list)
        for page in self.pages:
            found[page.unit].append(page)
        return found

    @property
    def telling(self) -> tuple[UnitPage, ...]:
        """The units that have an idea or a step of their own, the committee's own first."""
        units = dict.fromkeys((self.scope.unit.slug, *(unit.slug for unit in self.scope.workplaces)))
        known = {self.scope.unit.slug: self.scope.unit} | {unit.slug: unit for unit in self.scope.workplaces}
        return tuple(
            known[slug] for slug in units if slug in self.pages_by_unit or known[slug].address in self.steps_by_page
        )

    @property
    def silent(self) -> tuple[UnitPage, ...]:
        """The workplaces without a page about a theme: there is room for one when it suits them."""
        return tuple(unit for unit in self.scope.workplaces if unit.slug not in self.pages_by_unit)


def gather(catalogue: Catalogue, scope: Scope, themes: Sequence[ThemePage], window: Window) -> Gathering:
    """Return what a committee's workplaces have to tell of some themes. It takes time by their pages and steps."""
    wanted = {theme.slug for theme in themes}
    everybody = tuple(everybody_in(scope))
    pages = [
        page for unit in everybody for page in catalogue.interpretations_by_unit(unit.slug) if page.theme in wanted
    ]
    steps = [planned for planned in all_shown_steps(catalogue, everybody) if planned.theme.slug in wanted]
    ideas, staged, heard = _sort_out(scope, pages, steps, window)
    room = max(1, ROOM // max(1, len(themes)))
    return Gathering(
        scope=scope,
        themes=tuple(_choose(catalogue, scope, theme, ideas[theme.slug], staged[theme.slug], room) for theme in themes),
        pages=tuple(pages),
        steps=tuple(steps),
        heard_from=len(heard),
    )


def everybody_in(scope: Scope) -> Iterator[UnitPage]:
    """Yield the units whose pages are looked at, each once: the committee's own, the areas', the workplaces'."""
    yield scope.unit
    yield from scope.areas
    yield from (unit for unit in scope.workplaces if unit is not scope.unit)


_Staged = dict[Stage, list[PlannedStep]]


def _sort_out(
    scope: Scope, pages: Iterable[InterpretationPage], steps: Iterable[PlannedStep], window: Window
) -> tuple[Mapping[str, list[InterpretationPage]], Mapping[str, _Staged], set[str]]:
    """Return by theme the ideas that are new and the steps by stage, and the workplaces that they are from."""
    workplaces = {unit.slug for unit in scope.workplaces}
    ideas: dict[str, list[InterpretationPage]] = defaultdict(list)
    staged: dict[str, _Staged] = defaultdict(lambda: defaultdict(list))
    heard: set[str] = set()
    for page in pages:
        if page.unit in workplaces and window.has_changed(page.fields.updated):
            ideas[page.theme].append(page)
            heard.add(page.unit)
    for planned in steps:
        if stage := stage_of(planned, window):
            staged[planned.theme.slug][stage].append(planned)
        if planned.unit.slug in workplaces and window.has_changed(planned.page.fields.updated):
            heard.add(planned.unit.slug)
    return ideas, staged, heard


def _choose(
    catalogue: Catalogue,
    scope: Scope,
    theme: ThemePage,
    ideas: Sequence[InterpretationPage],
    staged: Mapping[Stage, Sequence[PlannedStep]],
    room: int,
) -> ThemeNews:
    """Return what of a theme is shown within some lines of room."""
    amounts = [len(ideas), *(len(staged.get(stage, ())) for stage in Stage)]
    shares = share_out(amounts, room)
    newest = in_turn(sorted(ideas, key=lambda page: (-page.fields.updated.toordinal(), page.key)), _unit_of_page)
    return ThemeNews(
        theme=theme,
        nedslag=_nedslag_about(catalogue, scope, theme),
        ideas=Few(newest[: shares[0]], len(ideas)),
        steps={
            stage: Few(
                in_turn(_in_order(stage, staged.get(stage, ())), _unit_of_step)[:share], len(staged.get(stage, ()))
            )
            for stage, share in zip(Stage, shares[1:], strict=True)
        },
    )


def _nedslag_about(catalogue: Catalogue, scope: Scope, theme: ThemePage) -> tuple[InterpretationPage, ...]:
    """Return the nedslag about a theme: what the area above, or each area within the scope, makes of it."""
    area = catalogue.area_of(scope.unit)
    areas = scope.areas if scope.is_whole else (area,) if area else ()
    keys = (f"{one.slug}/{theme.slug}" for one in areas)
    return tuple(catalogue.interpretation[key] for key in keys if key in catalogue.interpretation)


def _in_order(stage: Stage, steps: Iterable[PlannedStep]) -> list[PlannedStep]:
    """Return steps as they are told: what comes soonest first, and of what has been the latest."""
    if stage is Stage.BEFORE_NEXT:
        return sorted(steps, key=lambda one: (one.step.deadline or date.max, one.page.key, one.number))
    if stage is Stage.PASSED:
        return sorted(steps, key=lambda one: (-(one.step.deadline or date.min).toordinal(), one.page.key, one.number))
    return sorted(steps, key=lambda one: (-one.page.fields.updated.toordinal(), one.page.key, one.number))


def _unit_of_page(page: InterpretationPage) -> str:
    return page.unit


def _unit_of_step(planned: PlannedStep) -> str:
    return planned.unit.slug


def in_turn(entries: Iterable[T], unit_of: Callable[[T], str]) -> tuple[T, ...]:
    """Return entries so that each unit is heard once before anybody is heard again; else their order stays."""
    times: Counter[str] = Counter()
    ranked = []
    for entry in entries:
        ranked.append((times[unit_of(entry)], entry))
        times[unit_of(entry)] += 1
    return tuple(entry for _, entry in sorted(ranked, key=lambda one: one[0]))


def share_out(amounts: Sequence[int], room: int) -> list[int]:
    """Return how many of each list there is room for: one of each in turn, until the room or the lists end."""
    shares = [0] * len(amounts)
    left = min(room, sum(amounts))
    while left:
        for place, amount in enumerate(amounts):
            if left and shares[place] < amount:
                shares[place] += 1
                left -= 1
    return shares
