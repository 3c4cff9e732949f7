"""Interpretation pages: what one unit makes of one theme. The pages that matter most."""

from collections.abc import Iterator, Sequence
from functools import partial

from catalogue.model.pages import InterpretationPage, ThemePage, UnitPage
from catalogue.views.parts import plans, timelines
from catalogue.views.parts.site import Site
from catalogue.views.parts.sitepages import SitePage

LENT_SHOWN = 12
LENT_LISTED = 200


def interpretation_pages(site: Site) -> Iterator[SitePage]:
    """Yield the page of every interpretation."""
    for page in site.catalogue.interpretations:
        yield SitePage(
            address=page.address,
            title=f"{page.fields.title} – {site.catalogue.unit_of(page).fields.title}",
            description=page.fields.summary,
            kind="interpretation",
            updated=page.fields.updated,
            theme=page.slug,
            headings=site.headings(page),
            body=partial(_make, site, page, site.neighbours[page.key]),
        )


def _make(site: Site, page: InterpretationPage, neighbours: Sequence[InterpretationPage]) -> str:
    catalogue = site.catalogue
    unit, theme = catalogue.unit_of(page), catalogue.theme_of(page)
    return site.render(
        "pages/interpretation.html",
        page=page,
        plan_summary=plans.summarise(page.fields.plan),
        plan_timeline=timelines.draw(timelines.find_deadlines(page), site.today),
        unit=unit,
        theme=theme,
        area=_area_above(site, unit),
        topics=_topics_of(page, theme),
        borrowed_from=catalogue.borrowed_from(page),
        lent_to=catalogue.lent_to(page.key),
        lent_shown=LENT_SHOWN,
        lent_listed=LENT_LISTED,
        stories=catalogue.stories_by_interpretation(page.key),
        neighbours=neighbours,
    )


def _topics_of(page: InterpretationPage, theme: ThemePage) -> list[tuple[str, str]]:
    """Return the topics of a page as slug and label, those that its theme knows."""
    labels = theme.fields.topics
    return [(slug, labels[slug]) for slug in page.fields.topics if slug in labels]


def _area_above(site: Site, unit: UnitPage) -> UnitPage | None:
    area = site.catalogue.area_of(unit)
    return area if area is not unit else None


def newest_interpretations(site: Site) -> str:
    """Return the three interpretations that were updated last, or an invitation."""
    return site.render("fragments/newest-interpretations.html", pages=site.catalogue.newest[:3])
