"""Plans: all that a unit has set out to do – its own steps, and those of what it tells about the themes.

A step of a unit's own plan is a draft until its committee has talked of it (`discussed`); a step that stands on a page
about a theme is told there already, and is never a draft. Nothing is asked of the clock here: what today makes of a
deadline, the views say.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalogue.model.catalogue import Catalogue
from catalogue.model.fields import BEGINNINGS, OwnStep, Step
from catalogue.model.pages import InterpretationPage, ThemePage, UnitPage
from catalogue.model.places import Kind, address_of_plan


@dataclass(frozen=True, slots=True)
class PlannedStep:
    """A step with all that is known of where it stands.

    `number` is its place in the list on its `page`, from one; the page is the unit's own, or one about a theme.
    `origin` is one of the words for where a step can begin (`apv`, …), or empty; `nedslag` is the page of its area that
    it begins in instead, where that is in the catalogue. `is_draft` tells of an own step that the committee has not
    talked of.
    """

    unit: UnitPage
    theme: ThemePage
    step: Step
    page: UnitPage | InterpretationPage
    number: int
    origin: str = ""
    nedslag: InterpretationPage | None = None
    is_draft: bool = False

    @property
    def is_own(self) -> bool:
        """Whether the step is one of the unit's own plan, and stands on no page about a theme."""
        return self.page is self.unit

    @property
    def address(self) -> str:
        """Where it is read: on the page of the unit's plan, or on the page about a theme that it stands on."""
        return address_of_plan(self.unit.slug) if self.is_own else self.page.address


@dataclass(frozen=True, slots=True)
class ThemePart:
    """The steps of one theme in a plan."""

    theme: ThemePage
    steps: tuple[PlannedStep, ...]


def steps_of(catalogue: Catalogue, unit: UnitPage) -> tuple[PlannedStep, ...]:
    """Return all steps of a unit, its drafts too, in the order of the themes.

    Within a theme its own steps come first, then those of its pages about it, each in the order they are written. An
    own step of a theme that the catalogue has not is left out.
    """
    own = list(_own_steps(catalogue, unit))
    return tuple(
        step
        for theme in catalogue.themes
        for step in (
            *(one for one in own if one.theme is theme),
            *steps_on(catalogue, *catalogue.pages_about(unit.slug, theme.slug)),
        )
    )


def shown_steps(catalogue: Catalogue, unit: UnitPage) -> tuple[PlannedStep, ...]:
    """Return the steps of a unit that others are shown: not those that are still a draft."""
    return tuple(step for step in steps_of(catalogue, unit) if not step.is_draft)


def all_shown_steps(catalogue: Catalogue, units: Iterable[UnitPage] | None = None) -> Iterator[PlannedStep]:
    """Yield the steps that are shown of some units, or of all, unit by unit. It takes time by the steps there are."""
    for unit in catalogue.units if units is None else units:
        yield from shown_steps(catalogue, unit)


def by_theme(steps: Iterable[PlannedStep]) -> tuple[ThemePart, ...]:
    """Return steps by their theme, in the order in which the themes are met."""
    found: dict[str, list[PlannedStep]] = {}
    for step in steps:
        found.setdefault(step.theme.slug, []).append(step)
    return tuple(ThemePart(group[0].theme, tuple(group)) for group in found.values())


def has_plan(catalogue: Catalogue, unit: UnitPage) -> bool:
    """Tell whether a unit has a step of any kind, a draft too: then it has a page for its plan."""
    return bool(steps_of(catalogue, unit))


def nedslag_for(catalogue: Catalogue, unit: UnitPage) -> tuple[InterpretationPage, ...]:
    """Return the nedslag that a unit's plan can begin in: its area's, an area's own, and for the whole all areas'.

    They are the areas' pages about a theme, not their further ideas.
    """
    area = catalogue.area_of(unit)
    areas = catalogue.areas if unit is catalogue.whole else (area,) if area else ()
    return tuple(
        page
        for one in areas
        for page in catalogue.interpretations_by_unit(one.slug)
        if page.kind is Kind.INTERPRETATION
    )


def _own_steps(catalogue: Catalogue, unit: UnitPage) -> Iterator[PlannedStep]:
    for number, step in enumerate(unit.fields.plan, start=1):
        if theme := catalogue.theme.get(step.theme):
            nedslag = catalogue.interpretation.get(step.origin or "")
            yield PlannedStep(
                unit, theme, step, unit, number, _beginning(step), nedslag, is_draft=unit.fields.discussed is None
            )


def _beginning(step: OwnStep) -> str:
    return step.origin if step.origin in BEGINNINGS else ""


def steps_on(catalogue: Catalogue, *pages: InterpretationPage) -> Iterator[PlannedStep]:
    """Yield the steps that stand on some pages about themes."""
    for page in pages:
        for number, step in enumerate(page.fields.plan, start=1):
            yield PlannedStep(catalogue.unit_of(page), catalogue.theme_of(page), step, page, number)
