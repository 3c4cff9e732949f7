"""Unit pages: who they are, their themes, what their area begins with, stories and meetings."""

from collections.abc import Iterable, Iterator
from functools import partial

from catalogue.model import plans
from catalogue.model.pages import UnitPage
from catalogue.rendering.outline import Heading
from catalogue.views.pages.planning import planning_address
from catalogue.views.parts.boards import board_of
from catalogue.views.parts.calendars import part_meetings
from catalogue.views.parts.grouping import units_by_area
from catalogue.views.parts.listings import Group, Sheet, lay_out, numbered
from catalogue.views.parts.plans import describe_plan
from catalogue.views.parts.site import Site
from catalogue.views.parts.sitepages import TOP, SitePage

STORIES_SHOWN = 4
IDEAS_SHOWN = 4
"""How many of a unit's ideas about a theme stand on its own page."""


def unit_pages(site: Site) -> Iterator[SitePage]:
    """Yield the page of every unit and area, and the pages on which long lists of units go on."""
    for unit in site.catalogue.units:
        for sheet in lay_out(unit.address, [Group("", "", site.catalogue.units_in(unit.slug))]):
            yield _first_page(site, unit, sheet) if sheet.number == 1 else _next_page(site, unit, sheet)
    for sheet in _all_units(site)[1:]:
        yield _continued_list(site, sheet)


def _first_page(site: Site, unit: UnitPage, sheet: Sheet[UnitPage]) -> SitePage:
    area = site.area_name(unit)
    return SitePage(
        address=unit.address,
        title=f"{unit.fields.title} – {unit.fields.kind_in_words}" + (f" i {area}" if area else ""),
        description=unit.fields.summary,
        kind="unit",
        updated=unit.fields.updated,
        theme="",
        headings=site.headings(unit),
        body=partial(_make_first, site, unit, sheet),
        has_feed=unit.fields.kind == "område",
    )


def _make_first(site: Site, unit: UnitPage, sheet: Sheet[UnitPage]) -> str:
    area = site.catalogue.area_of(unit)
    return site.render(
        "pages/unit.html",
        unit=unit,
        area=area if area is not unit else None,
        own={telling.theme.slug: telling for telling in site.tellings(unit)},
        beginnings=site.catalogue.interpretations_by_unit(area.slug) if area and area is not unit else (),
        trials=[
            (site.catalogue.interpretation[trial.idea], trial)
            for trial in sorted(unit.fields.tried, key=lambda trial: trial.date, reverse=True)
            if trial.idea in site.catalogue.interpretation
        ],
        stories=site.catalogue.stories_by_unit(unit.slug),
        ideas_shown=IDEAS_SHOWN,
        stories_shown=STORIES_SHOWN,
        has_archive=any(site.catalogue.stories_by_unit(one.slug) for one in site.catalogue.units_in(unit.slug)),
        board=board_of(site.catalogue, unit, site.today),
        planning=planning_address(site, unit),
        meetings=part_meetings(site.catalogue.meetings_by_unit(unit.slug), site.today),
        tells_at=[one for one in site.catalogue.meetings_shared_by(unit.slug) if one.unit != unit.slug],
        plan=describe_plan(site.catalogue, unit),
        heads=site.catalogue.areas if unit is site.catalogue.whole else (),
        is_whole=unit is site.catalogue.whole,
        sheet=sheet,
        sheets=_others_than(sheet),
        amount=len(site.catalogue.units_in(unit.slug)),
        pages=_count_pages(
            site,
            site.catalogue.units if unit is site.catalogue.whole else [unit, *site.catalogue.units_in(unit.slug)],
        ),
        has_dates=_has_dates(site, unit),
    )


def _has_dates(site: Site, unit: UnitPage) -> bool:
    """Tell whether there is anything in a unit's calendar: a meeting of it or of its workplaces, or a deadline."""
    catalogue = site.catalogue
    return any(
        catalogue.meetings_by_unit(one.slug) or catalogue.meetings_shared_by(one.slug)
        for one in (unit, *catalogue.units_in(unit.slug))
    ) or any(planned.step.deadline for planned in plans.shown_steps(catalogue, unit))


def _count_pages(site: Site, units: Iterable[UnitPage]) -> int:
    return sum(len(site.catalogue.interpretations_by_unit(unit.slug)) for unit in units)


def _next_page(site: Site, area: UnitPage, sheet: Sheet[UnitPage]) -> SitePage:
    crumbs = [("Arbejdspladser", "units/"), (area.fields.title, area.address)]
    title = numbered(f"Arbejdspladser i {area.fields.title}", sheet.number)
    return _list_page(site, sheet, "pages/area-listing.html", title, crumbs)


def _continued_list(site: Site, sheet: Sheet[UnitPage]) -> SitePage:
    title, crumbs = numbered("Arbejdspladser", sheet.number), [("Arbejdspladser", "units/")]
    more = {"sheets": _others_than(sheet), "elsewhere": _areas_elsewhere(site, sheet)}
    return _list_page(site, sheet, "pages/unit-listing.html", title, crumbs, **more)


def _list_page(
    site: Site, sheet: Sheet[UnitPage], template: str, title: str, crumbs: list[tuple[str, str]], **more: object
) -> SitePage:
    return SitePage(
        address=sheet.address,
        title=title,
        description="Områder og arbejdspladser i kataloget, og hvad hver af dem fortæller om temaerne.",
        kind="listing",
        updated=None,
        theme="",
        headings=(Heading(1, TOP, title),),
        body=partial(site.render, template, title=title, crumbs=crumbs, sheet=sheet, **more),
    )


def _all_units(site: Site) -> list[Sheet[UnitPage]]:
    return lay_out("units/", units_by_area(site.catalogue))


def _others_than(sheet: Sheet[UnitPage]) -> list[str]:
    """Return the addresses of a listing's other sheets, as links from this one see them."""
    up = "" if sheet.number == 1 else "../"
    return [f"{up}{number}/" if number > 1 else up for number in range(1, sheet.last + 1) if number != sheet.number]


def _areas_elsewhere(site: Site, sheet: Sheet[UnitPage]) -> list[tuple[UnitPage, int]]:
    """Return the areas that do not stand whole on a sheet, with how many workplaces each has: its page is the way."""
    shown = {group.slug: len(group.entries) for group in sheet.groups}
    areas = [(area, len(site.catalogue.units_in(area.slug))) for area in site.catalogue.areas]
    return [(area, amount) for area, amount in areas if shown.get(area.slug) != amount + 1]


def list_units(site: Site) -> str:
    """Return the units by area, the first 200, folded where there are many, and the way to the other areas."""
    sheet = _all_units(site)[0]
    return site.render(
        "fragments/unit-listing.html",
        sheet=sheet,
        sheets=_others_than(sheet),
        elsewhere=_areas_elsewhere(site, sheet),
    )
