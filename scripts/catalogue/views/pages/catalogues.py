"""The catalogue without JavaScript: counts, all entries newest first, and listings by theme and by area."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import groupby

from catalogue.language import wording
from catalogue.model.news import day_told
from catalogue.model.pages import InterpretationPage, StoryPage, ThemePage, UnitPage
from catalogue.model.workplaces import Workplace
from catalogue.rendering.outline import Heading
from catalogue.views.parts.grouping import interpretations_by_area, interpretations_by_theme
from catalogue.views.parts.listings import FEW, Group, Sheet, lay_out, numbered
from catalogue.views.parts.site import Listed, Site
from catalogue.views.parts.sitepages import TOP, SitePage

STORIES = "historier"
DAYS_TOLD = 120
"""How many days with something new are told of. Who was not here since has other things to look at."""
WAYS_SHOWN = 8
"""How many kinds of workplace are shown before the rest is folded away."""


@dataclass(frozen=True, slots=True)
class Cell:
    """An amount of pages, and the address at which they are listed; empty when there are none."""

    amount: int
    address: str


@dataclass(frozen=True, slots=True)
class Row:
    """An area's line in the table of counts: a cell for each theme, and one for them all."""

    title: str
    is_example: bool
    cells: tuple[Cell, ...]
    total: Cell


@dataclass(frozen=True, slots=True)
class Listing:
    """All pages about a theme or from an area: what the sheets are headed by, and the sheets."""

    title: str
    lead: str
    theme: str
    head: tuple[str, str]
    sheets: Sequence[Sheet[Listed]]


def listing_pages(site: Site) -> Iterator[SitePage]:
    """Yield `catalogue/theme/…`, `…/area/…`, `…/type/…`, and the pages on which they and the catalogue go on."""
    by_theme = [_list_theme(site, theme) for theme in site.catalogue.themes]
    by_area = [_list_area(site, area) for area in site.catalogue.told_heads]
    by_type = [_list_type(site, way.workplace) for way in workplace_ways(site)]
    for listing in by_theme + by_area + by_type:
        for sheet in listing.sheets:
            yield _listing_page(site, listing, sheet)
    everything = Listing("Katalog", "", "", ("Katalog", "catalogue/"), _all_entries(site))
    for sheet in everything.sheets[1:]:
        yield _listing_page(site, everything, sheet)


def _listing_page(site: Site, listing: Listing, sheet: Sheet[Listed]) -> SitePage:
    title = numbered(listing.title, sheet.number)
    return SitePage(
        address=sheet.address,
        title=title,
        description=listing.lead or "Alle idéer i kataloget, de nyeste først.",
        kind="listing",
        updated=None,
        theme=listing.theme,
        headings=(Heading(1, TOP, title),),
        body=partial(_make, site, listing, sheet, title),
    )


def _make(site: Site, listing: Listing, sheet: Sheet[Listed], title: str) -> str:
    crumbs = [("Katalog", "catalogue/"), *([listing.head] if listing.head[1] != "catalogue/" else [])]
    hue = site.hue(listing.theme) if listing.theme else ""
    lead = listing.lead if sheet.number == 1 else ""
    return site.render("pages/listing.html", title=title, lead=lead, crumbs=crumbs, sheet=sheet, hue=hue)


def _list_theme(site: Site, theme: ThemePage) -> Listing:
    pages = site.catalogue.interpretations_by_theme(theme.slug)
    stories = site.catalogue.stories_by_theme(theme.slug)
    groups = _with_stories(interpretations_by_area(site.catalogue, pages), stories)
    title = theme.fields.title
    return Listing(
        title=f"Katalog: {title}",
        lead=f"Alle idéer og historier om {title}, område for område.",
        theme=theme.slug,
        head=(title, theme.address),
        sheets=lay_out(f"catalogue/theme/{theme.slug}/", groups),
    )


@dataclass(frozen=True, slots=True)
class Way:
    """A kind of workplace as a way in: `amount` is how many ideas there are from such workplaces."""

    workplace: Workplace
    amount: int

    @property
    def address(self) -> str:
        """The address of the listing."""
        return f"catalogue/type/{self.workplace.slug}/"


def workplace_ways(site: Site) -> list[Way]:
    """Return the kinds of workplace that there are units of, those with most ideas first."""
    amounts: dict[Workplace, int] = {}
    for unit in site.catalogue.units:
        if kind := unit.fields.type:
            amounts[kind] = amounts.get(kind, 0) + len(site.catalogue.interpretations_by_unit(unit.slug))
    ways = (Way(kind, amount) for kind, amount in amounts.items())
    return sorted(ways, key=lambda way: (-way.amount, wording.sort_key(way.workplace.value)))


def list_workplace_ways(site: Site) -> str:
    """Return »Jeg arbejder …« with a way for each kind of workplace that has ideas; nothing when there is none."""
    ways = [way for way in workplace_ways(site) if way.amount]  # A way to nothing leads nobody on.
    return site.render("fragments/workplace-ways.html", ways=ways, shown=WAYS_SHOWN)


def _list_type(site: Site, workplace: Workplace) -> Listing:
    units = [unit for unit in site.catalogue.units if unit.fields.type is workplace]
    plural = workplace.plural
    listing = _list_units(site, units, f"catalogue/type/{workplace.slug}/", plural, ("Katalog", "catalogue/"))
    return replace(listing, title=f"Katalog: {plural[:1].upper()}{plural[1:]}")


def _list_area(site: Site, area: UnitPage) -> Listing:
    units = (area, *site.catalogue.units_in(area.slug))
    title = area.fields.title
    return _list_units(site, units, f"catalogue/area/{area.slug}/", title, (title, area.address))


def _list_units(site: Site, units: Sequence[UnitPage], address: str, title: str, head: tuple[str, str]) -> Listing:
    """Return the listing of what some units have written, theme by theme."""
    pages = [page for unit in units for page in site.catalogue.interpretations_by_unit(unit.slug)]
    stories = {story.address: story for unit in units for story in site.catalogue.stories_by_unit(unit.slug)}
    newest = sorted(stories.values(), key=lambda story: (-story.fields.date.toordinal(), story.slug))
    groups = _with_stories(interpretations_by_theme(site.catalogue, pages), newest)
    return Listing(
        title=f"Katalog: {title}",
        lead=f"Alle idéer og historier fra {title}, tema for tema.",
        theme="",
        head=head,
        sheets=lay_out(address, groups),
    )


def _with_stories(groups: Sequence[Group[InterpretationPage]], stories: Sequence[StoryPage]) -> list[Group[Listed]]:
    entries: list[Group[Listed]] = [*groups]
    return entries + ([Group(f"_{STORIES}", "Historier", tuple(stories))] if stories else [])


def _all_entries(site: Site) -> list[Sheet[Listed]]:
    months = groupby(site.catalogue.newest, key=lambda page: page.fields.updated.replace(day=1))
    # Everybody who searches fetches the first sheet, and only those without scripts see it.
    return lay_out("catalogue/", [_month_group(first, tuple(pages)) for first, pages in months], FEW)


def _month_group(first: date, pages: tuple[Listed, ...]) -> Group[Listed]:
    return Group(f"{first:%Y-%m}", wording.month_and_year(first).capitalize(), pages)


def list_catalogue(site: Site) -> str:
    """Return the counts by theme and area, and the first interpretations, newest first."""
    return site.render(
        "fragments/catalogue-listing.html",
        rows=list(_count_rows(site)),
        ways=workplace_ways(site),
        totals=[_theme_total(site, theme) for theme in site.catalogue.themes],
        amount=len(site.catalogue.interpretations),
        sheet=_all_entries(site)[0],
        days=count_days(site),
    )


def count_days(site: Site) -> str:
    """Return how many pages are from each of the latest days, `2026-11-09:2 2026-11-06:1`: what is new is counted."""
    pages = (page for page in site.catalogue.pages if page is not site.catalogue.whole)
    days = Counter(day for page in pages if (day := day_told(page)))
    return " ".join(f"{day}:{days[day]}" for day in sorted(days, reverse=True)[:DAYS_TOLD])


def _theme_total(site: Site, theme: ThemePage) -> Cell:
    amount = len(site.catalogue.interpretations_by_theme(theme.slug))
    return Cell(amount, f"catalogue/theme/{theme.slug}/")


def _count_rows(site: Site) -> Iterator[Row]:
    """Yield a row for each area. A cell leads to where the area begins in the theme's listing."""
    begins = {theme.slug: _find_beginnings(_list_theme(site, theme)) for theme in site.catalogue.themes}
    for area in site.catalogue.told_heads:
        cells = tuple(begins[theme.slug].get(area.slug, Cell(0, "")) for theme in site.catalogue.themes)
        total = Cell(sum(cell.amount for cell in cells), f"catalogue/area/{area.slug}/")
        yield Row(area.fields.title, area.fields.example, cells, total)


def _find_beginnings(listing: Listing) -> dict[str, Cell]:
    cells: dict[str, Cell] = {}
    for sheet in listing.sheets:
        for group in sheet.groups:
            begun = cells.get(group.slug, Cell(0, f"{sheet.address}#gruppe_{group.slug}"))
            cells[group.slug] = Cell(begun.amount + len(group.entries), begun.address)
    return cells
