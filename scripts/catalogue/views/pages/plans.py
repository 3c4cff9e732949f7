"""Plan pages: all that a unit has set out to do, across the themes: what, who and when."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from catalogue.model.pages import InterpretationPage, ThemePage, UnitPage
from catalogue.model.places import address_of_plan
from catalogue.model.plans import PlannedStep, by_theme, nedslag_for, steps_of
from catalogue.rendering.outline import Heading
from catalogue.views.parts import plans, timelines
from catalogue.views.parts.editing import PLAN_FORM
from catalogue.views.parts.site import Site
from catalogue.views.parts.sitepages import TOP, SitePage

QUESTION = "Hvad vil vi, hvem gør det, og hvornår?"


@dataclass(frozen=True, slots=True)
class Part:
    """The steps of one theme, each with its number in the whole plan."""

    theme: ThemePage
    steps: Sequence[tuple[int, PlannedStep]]


def plan_pages(site: Site) -> Iterator[SitePage]:
    """Yield the page of every unit's plan that has a step in it."""
    for unit in site.catalogue.units:
        if steps := steps_of(site.catalogue, unit):
            yield SitePage(
                address=address_of_plan(unit.slug),
                title=f"Tids- og handleplan – {unit.fields.title}",
                description=f"{QUESTION} {unit.fields.title}: {plans.summarise([one.step for one in steps])}.",
                kind="plan",
                updated=unit.fields.updated,
                theme="",
                headings=(Heading(1, TOP, QUESTION),),
                body=partial(_make, site, unit, steps),
            )


def _make(site: Site, unit: UnitPage, steps: Sequence[PlannedStep]) -> str:
    numbered = list(enumerate((one for part in by_theme(steps) for one in part.steps), start=1))
    area = site.catalogue.area_of(unit)
    return site.render(
        "pages/plan.html",
        unit=unit,
        area=area if area is not unit else None,
        question=QUESTION,
        note=plans.describe_plan(site.catalogue, unit),
        timeline=timelines.draw(timelines.find_deadlines(numbered), site.today),
        parts=list(_parts(numbered)),
        left=_not_begun(site, unit, steps),
        form=PLAN_FORM,
    )


def _parts(numbered: Sequence[tuple[int, PlannedStep]]) -> Iterator[Part]:
    themes = dict.fromkeys(one.theme.slug for _, one in numbered)
    for slug in themes:
        steps = [(number, one) for number, one in numbered if one.theme.slug == slug]
        yield Part(steps[0][1].theme, steps)


def _not_begun(site: Site, unit: UnitPage, steps: Sequence[PlannedStep]) -> list[InterpretationPage]:
    """Return the nedslag that no step of the unit begins in; an area's are its own pages."""
    begun = {one.nedslag.key for one in steps if one.nedslag} | {one.page.key for one in steps}
    return [page for page in nedslag_for(site.catalogue, unit) if page.key not in begun]
