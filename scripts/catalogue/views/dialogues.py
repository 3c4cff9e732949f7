"""Dialogue pages: a sheet per theme to print and lay on the table."""

from collections.abc import Iterator
from functools import partial

from catalogue.outlines import Heading
from catalogue.pages import ThemePage
from catalogue.views.site import Site
from catalogue.views.sitepages import TOP, SitePage

EMPTY_STEPS = 4


def address_of(theme: ThemePage) -> str:
    """Return the address of a theme's sheet."""
    return f"dialogue/{theme.slug}/"


def dialogue_pages(site: Site) -> Iterator[SitePage]:
    """Yield the sheet of every theme."""
    for theme in site.catalogue.themes:
        title = f"Tal om {theme.fields.title}"
        yield SitePage(
            address=address_of(theme),
            title=f"{title} – dialogark",
            description=f"Spørgsmål om {theme.fields.title} og tre måder at holde samtalen på.",
            kind="dialogue",
            updated=None,
            theme=theme.slug,
            headings=(Heading(1, TOP, title),),
            body=partial(_make, site, theme, title),
        )


def _make(site: Site, theme: ThemePage, title: str) -> str:
    return site.render("pages/dialogue.html", theme=theme, title=title, rows=range(EMPTY_STEPS))


def dialogue_sheets(site: Site) -> str:
    """Return a way to every theme's sheet."""
    return site.render("components/dialogue-sheets.html")
