"""Idea pages: what one unit makes of one theme, and its further ideas. The pages that matter most."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import islice

from catalogue.model.pages import InterpretationPage, ThemePage, UnitPage
from catalogue.model.places import address_about
from catalogue.model.plans import steps_on
from catalogue.rendering.outline import Heading
from catalogue.views.pages.catalogues import count_days
from catalogue.views.parts import plans, timelines
from catalogue.views.parts.listings import Sheet, lay_out_plain, numbered
from catalogue.views.parts.site import Site
from catalogue.views.parts.sitepages import TOP, SitePage

LENT_SHOWN = 12
LENT_LISTED = 200
USES_SHOWN = 4
BORROWED = "lånt"


def interpretation_pages(site: Site) -> Iterator[SitePage]:
    """Yield the page of every interpretation and idea, and one where a unit has ideas alone about a theme."""
    for unit, theme in site.catalogue.without_interpretation:
        yield from _made_pages(site, unit, theme)
    for page in site.catalogue.interpretations:
        yield SitePage(
            address=page.address,
            title=f"{page.fields.title} – {site.catalogue.unit_of(page).fields.title}",
            description=page.fields.summary,
            kind="interpretation",
            updated=page.fields.updated,
            theme=page.theme,
            headings=site.headings(page),
            body=partial(_make, site, page, site.neighbours[page.key]),
        )


def _make(site: Site, page: InterpretationPage, neighbours: Sequence[InterpretationPage]) -> str:
    catalogue = site.catalogue
    unit, theme = catalogue.unit_of(page), catalogue.theme_of(page)
    plan_steps = list(enumerate(steps_on(catalogue, page), start=1))
    return site.render(
        "pages/interpretation.html",
        page=page,
        plan_summary=plans.summarise(page.fields.plan),
        plan=plan_steps,
        plan_timeline=timelines.draw(timelines.find_deadlines(plan_steps), site.today),
        unit=unit,
        theme=theme,
        area=_area_above(site, unit),
        topics=_topics_of(page, theme),
        borrowed_from=catalogue.borrowed_from(page),
        lent_to=catalogue.lent_to(page.key),
        trials=catalogue.tried_by(page.key),
        lent_shown=LENT_SHOWN,
        lent_listed=LENT_LISTED,
        siblings=[other for other in catalogue.pages_about(page.unit, page.theme) if other is not page],
        stories=catalogue.stories_by_interpretation(page.key),
        neighbours=neighbours,
        one_theme=all(other.theme == page.theme for other in neighbours),
    )


def _made_pages(site: Site, unit: UnitPage, theme: ThemePage) -> Iterator[SitePage]:
    """Yield the pages that stand in an interpretation's place: a list of the unit's ideas, and an invitation."""
    title = f"{theme.fields.title} – {unit.fields.title}"
    for sheet in lay_out_plain(address_about(unit.slug, theme.slug), site.catalogue.pages_about(unit.slug, theme.slug)):
        yield SitePage(
            address=sheet.address,
            title=numbered(title, sheet.number),
            description=f"Idéer fra {unit.fields.title} om {theme.fields.title}.",
            kind="listing",
            updated=None,
            theme=theme.slug,
            headings=(Heading(1, TOP, numbered(title, sheet.number)),),
            body=partial(_make_made, site, unit, theme, sheet),
        )


def _make_made(site: Site, unit: UnitPage, theme: ThemePage, sheet: Sheet[InterpretationPage]) -> str:
    area = _area_above(site, unit)
    title = numbered(theme.fields.title, sheet.number)
    return site.render("pages/ideas.html", title=title, unit=unit, theme=theme, area=area, sheet=sheet)


def _topics_of(page: InterpretationPage, theme: ThemePage) -> list[tuple[str, str]]:
    """Return the topics of a page as slug and label, those that its theme knows."""
    labels = theme.fields.topics
    return [(slug, labels[slug]) for slug in page.fields.topics if slug in labels]


def _area_above(site: Site, unit: UnitPage) -> UnitPage | None:
    area = site.catalogue.area_of(unit)
    return area if area is not unit else None


@dataclass(frozen=True, slots=True)
class Use:
    """Somebody's use of an idea: who, which idea, what came of it, and when. `address` is where it is told."""

    unit: UnitPage
    idea: InterpretationPage
    day: date
    told: str
    address: str


def lately_used(site: Site) -> str:
    """Return the ideas that were borrowed or tried last, never the ones that were most; an invitation when none was."""
    catalogue = site.catalogue
    tried = [
        Use(unit, catalogue.interpretation[trial.idea], trial.date, trial.how, unit.address)
        for unit, trial in catalogue.trials[:USES_SHOWN]
    ]
    borrowers = (page for page in catalogue.newest if catalogue.borrowed_from(page))
    lent = [
        Use(catalogue.unit_of(page), catalogue.borrowed_from(page)[0], page.fields.updated, BORROWED, page.address)
        for page in islice(borrowers, USES_SHOWN)
    ]
    latest = sorted([*tried, *lent], key=lambda use: (-use.day.toordinal(), use.address))
    return site.render("fragments/lately-used.html", uses=latest[:USES_SHOWN])


def newest_interpretations(site: Site) -> str:
    """Return the three ideas that were updated last, or an invitation."""
    return site.render("fragments/newest-interpretations.html", pages=site.catalogue.newest[:3], days=count_days(site))
