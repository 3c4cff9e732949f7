"""Redirects: a small page at every old address and every short one, which leads on to the right page."""

import html
from collections.abc import Iterator

from catalogue.model.catalogue import Catalogue
from catalogue.model.pages import InterpretationPage, StoryPage, UnitPage
from catalogue.model.places import address_about, to_address

_PAGE = """<!doctype html>
<html lang="da">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta http-equiv="refresh" content="0; url={link}">
<link rel="canonical" href="{link}">
<title>{head}</title>
</head>
<body>
<h1>{heading}</h1>
<p><a href="{link}">Gå til »{title}«</a></p>
</body>
</html>
"""

SHORT = {"was/": ("accessibility/", "Tilgængelighed")}
"""Addresses that people know by heart, where each leads, and the title there. `/was` is what Danish sites agree on."""


def make_redirects(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield every old address, ending in `/`, and the HTML that stands there. The first page to claim it has it."""
    taken = {page.address for page in catalogue.pages}
    taken |= {address_about(unit.slug, theme.slug) for unit, theme in catalogue.without_interpretation}
    for address, (target, title) in SHORT.items():
        taken.add(address)
        yield address, _make_page(address, target, title, head=title, heading=title)
    movable: list[UnitPage | InterpretationPage | StoryPage] = [
        *catalogue.units,
        *catalogue.interpretations,
        *catalogue.stories,
    ]
    claims = ((page, to_address(written)) for page in movable for written in page.fields.redirect_from)
    along = ((page, address) for page in catalogue.interpretations for address in catalogue.former_addresses(page))
    for page, address in (*claims, *along):  # What a page asks for itself goes before what its unit takes along.
        if address not in taken:
            taken.add(address)
            title = page.fields.title
            yield (
                address,
                _make_page(address, page.address, title, head=f"{title} er flyttet", heading="Siden er flyttet"),
            )


def _make_page(address: str, target: str, title: str, head: str, heading: str) -> str:
    link = "../" * address.count("/") + target
    words = {"link": link, "title": title, "head": head, "heading": heading}
    return _PAGE.format_map({name: html.escape(text) for name, text in words.items()})
