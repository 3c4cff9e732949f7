"""Embeds: small listings that another site can show in a frame of its own, and the page that tells how."""

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from catalogue.model import news
from catalogue.model.news import FEED_FILES, Channel
from catalogue.rendering.outline import Heading
from catalogue.views.parts.site import Site
from catalogue.views.parts.sitepages import TOP, SitePage

KIND = "embed"
"""The kind of these pages: they stand in a frame without menu and foot."""
SHOWN = 8
PLACEHOLDER = "https://katalogets-adresse.example/"
"""Stands in the code to copy where the site does not know its address; a script puts the one it is read under."""


@dataclass(frozen=True, slots=True)
class Listing:
    """One small listing: its address, what it is called, what it shows, and the feeds that tell the same."""

    address: str
    title: str
    channel: Channel

    @property
    def feeds(self) -> Sequence[str]:
        """The addresses of the feeds."""
        return tuple(f"{self.channel.address}{name}" for name in FEED_FILES)


def _list_all(site: Site) -> Iterator[Listing]:
    catalogue = site.catalogue
    yield Listing("embed/newest/", f"Nyt i {site.settings.name}", news.newest(catalogue, SHOWN))
    for theme in catalogue.themes:
        title = f"Nyt om {theme.fields.title}"
        yield Listing(f"embed/theme/{theme.slug}/", title, news.about_theme(catalogue, theme.slug, SHOWN))


def embed_pages(site: Site) -> Iterator[SitePage]:
    """Yield `embed/newest/` and `embed/theme/…/`."""
    for listing in _list_all(site):
        yield SitePage(
            address=listing.address,
            title=listing.title,
            description="De nyeste sider og historier, til at vise på et andet sted.",
            kind=KIND,
            updated=None,
            theme="",
            headings=(Heading(1, TOP, listing.title),),
            body=partial(site.render, "pages/embed.html", listing=listing),
        )


def embed_codes(site: Site) -> str:
    """Return the code to copy for each listing, what it looks like, and who may show it."""
    base = site.settings.site_address.rstrip("/") + "/" if site.settings.site_address else PLACEHOLDER
    return site.render(
        "fragments/embed-codes.html",
        listings=[(listing, make_code(base, listing)) for listing in _list_all(site)],
        base=base,
        placeholder=PLACEHOLDER,
    )


def make_code(base: str, listing: Listing) -> str:
    """Return the HTML that shows a listing on another site."""
    address, title = html.escape(f"{base}{listing.address}"), html.escape(listing.title)
    return f'<iframe src="{address}" title="{title}" width="360" height="560" loading="lazy"></iframe>'
