"""Planning: how an LMU makes its plan in half an hour, from the nedslag of its area. On paper one sheet, both sides.

There is one sheet for each area with nedslag, at `dialogue/plan/<area>/`, and one for all others at `dialogue/plan/`.
No theme is called `plan`, so neither can stand where a theme's sheet does.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from catalogue.model.pages import InterpretationPage, UnitPage
from catalogue.model.plans import nedslag_for
from catalogue.rendering.outline import Heading
from catalogue.views.pages.dialogues import PLAN
from catalogue.views.parts.agendas import PLANNING
from catalogue.views.parts.site import Site
from catalogue.views.parts.sitepages import TOP, SitePage

BASE = "dialogue/plan/"
TITLE = "Lav jeres plan på 30 minutter"
EMPTY_STEPS = 4


def planning_address(site: Site, unit: UnitPage) -> str:
    """Return where the sheet is that a unit makes its plan with: its area's, or the one for all."""
    area = site.catalogue.area_of(unit)
    is_there = area in site.catalogue.areas and nedslag_for(site.catalogue, area) if area else False
    return f"{BASE}{area.slug}/" if area and is_there else BASE


def planning_pages(site: Site) -> Iterator[SitePage]:
    """Yield the sheet for all, and that of every area with nedslag."""
    areas = _areas(site)
    yield _page(site, BASE, TITLE, None, (), [area for area, _ in areas])
    for area, nedslag in areas:
        yield _page(site, f"{BASE}{area.slug}/", TITLE, area, nedslag, ())


def planning_sheets(site: Site) -> str:
    """Return the ways to the sheets."""
    return site.render("fragments/planning-sheets.html", areas=[area for area, _ in _areas(site)])


def _areas(site: Site) -> Sequence[tuple[UnitPage, Sequence[InterpretationPage]]]:
    """Return the areas that have nedslag, each with them."""
    return [(area, nedslag) for area in site.catalogue.areas if (nedslag := nedslag_for(site.catalogue, area))]


def _page(
    site: Site,
    address: str,
    title: str,
    area: UnitPage | None,
    nedslag: Sequence[InterpretationPage],
    areas: Sequence[UnitPage],
) -> SitePage:
    return SitePage(
        address=address,
        title=f"{title} – {area.fields.title}" if area else title,
        description="Et ark til LMU: læs områdets nedslag, vælg højst to, skriv dem ned, og aftal hvem og hvornår.",
        kind="planning",
        updated=None,
        theme="",
        headings=(Heading(1, TOP, title),),
        body=partial(
            site.render,
            "pages/planning.html",
            title=title,
            up="../" * address.count("/"),
            area=area,
            nedslag=nedslag,
            areas=areas,
            agenda=PLANNING,
            plan=PLAN,
            rows=range(EMPTY_STEPS),
        ),
    )
