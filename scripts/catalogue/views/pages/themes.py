"""Theme pages: the reflection, the topics, what workplaces make of it, stories, questions and sources."""

from collections.abc import Iterator
from functools import partial

from catalogue.model.looks import card_address, drawing_of
from catalogue.model.pages import InterpretationPage, ThemePage
from catalogue.rendering.outline import Heading
from catalogue.views.parts.grouping import interpretations_by_area
from catalogue.views.parts.listings import Sheet, lay_out, numbered
from catalogue.views.parts.site import Site
from catalogue.views.parts.sitepages import TOP, SitePage

STORIES_SHOWN = 6
QUESTIONS_SHOWN = 3


def theme_pages(site: Site) -> Iterator[SitePage]:
    """Yield the page of every theme, and the pages on which a long list of interpretations goes on."""
    for theme in site.catalogue.themes:
        pages = site.catalogue.interpretations_by_theme(theme.slug)
        for sheet in lay_out(theme.address, interpretations_by_area(site.catalogue, pages)):
            yield _first_page(site, theme, sheet) if sheet.number == 1 else _next_page(site, theme, sheet)


def _first_page(site: Site, theme: ThemePage, sheet: Sheet[InterpretationPage]) -> SitePage:
    return SitePage(
        address=theme.address,
        title=f"{theme.fields.title} – tema",
        description=theme.fields.summary,
        kind="theme",
        updated=None,
        theme=theme.slug,
        headings=site.headings(theme),
        body=partial(_make_first, site, theme, sheet),
        has_feed=True,
    )


def _next_page(site: Site, theme: ThemePage, sheet: Sheet[InterpretationPage]) -> SitePage:
    title = numbered(f"Sådan gør de: {theme.fields.title}", sheet.number)
    return SitePage(
        address=sheet.address,
        title=title,
        description=theme.fields.summary,
        kind="listing",
        updated=None,
        theme=theme.slug,
        headings=(Heading(1, TOP, title),),
        body=partial(_make_next, site, theme, sheet, title),
    )


def _make_first(site: Site, theme: ThemePage, sheet: Sheet[InterpretationPage]) -> str:
    return site.render(
        "pages/theme.html",
        theme=theme,
        sheet=sheet,
        amount=len(site.catalogue.interpretations_by_theme(theme.slug)),
        stories=site.catalogue.stories_by_theme(theme.slug),
        stories_shown=STORIES_SHOWN,
        questions=[round_.ask[0] for round_ in theme.fields.questions[:QUESTIONS_SHOWN]],
    )


def _make_next(site: Site, theme: ThemePage, sheet: Sheet[InterpretationPage], title: str) -> str:
    crumbs = [("Temaer", "themes/"), (theme.fields.title, theme.address)]
    hue = site.hue(theme)
    return site.render("pages/listing.html", title=title, lead="", crumbs=crumbs, sheet=sheet, hue=hue)


def theme_tiles(site: Site) -> str:
    """Return a tile for every theme."""
    return site.render("fragments/theme-tiles.html")


def describe_themes(site: Site) -> list[dict[str, str]]:
    """Return the themes as the frame shows them: title, address, colour, icon and the picture of their link card."""
    return [
        {
            "slug": theme.slug,
            "title": theme.fields.title,
            "address": theme.address,
            "colour": site.hue(theme),
            "icon": site.icon(theme),
            "card": card_address(site.hue(theme), drawing_of(theme)),
        }
        for theme in site.catalogue.themes
    ]
