"""Redirects: a small page at every old address and every short one, which leads on to the right page."""

import html
from collections.abc import Iterator

from catalogue.model.catalogue import Catalogue
from catalogue.model.pages import InterpretationPage, MeetingPage, StoryPage, UnitPage
from catalogue.model.places import MEETINGS, address_about, address_of_meetings, addresses_of_unit_page, to_address

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
    taken |= {address_of_meetings(page.unit) for page in catalogue.meetings}
    taken |= {address_about(unit.slug, theme.slug) for unit, theme in catalogue.without_interpretation}
    for address, (target, title) in SHORT.items():
        taken.add(address)
        yield address, _make_page(address, target, title, head=title, heading=title)
    for address, target, title in _list_moves(catalogue):
        if address not in taken:
            taken.add(address)
            yield address, _make_page(address, target, title, head=f"{title} er flyttet", heading="Siden er flyttet")


def _list_moves(catalogue: Catalogue) -> Iterator[tuple[str, str, str]]:
    """Yield former addresses, what each leads on to, and the title there.

    What a page asks for itself goes before what its unit takes along.
    """
    movable: list[UnitPage | InterpretationPage | StoryPage | MeetingPage] = [
        *catalogue.units,
        *catalogue.interpretations,
        *catalogue.stories,
        *catalogue.meetings,
    ]
    for page in movable:
        for written in page.fields.redirect_from:
            yield to_address(written), page.address, catalogue.title_of(page)
    along: list[InterpretationPage | MeetingPage] = [*catalogue.interpretations, *catalogue.meetings]
    for page in along:
        for address in catalogue.former_addresses(page):
            yield address, page.address, catalogue.title_of(page)
    for unit in catalogue.units:
        if catalogue.meetings_by_unit(unit.slug):
            for address in addresses_of_unit_page(unit.fields.redirect_from, MEETINGS):
                yield address, address_of_meetings(unit.slug), f"Møder i {unit.fields.title}"


def _make_page(address: str, target: str, title: str, head: str, heading: str) -> str:
    link = "../" * address.count("/") + target
    words = {"link": link, "title": title, "head": head, "heading": heading}
    return _PAGE.format_map({name: html.escape(text) for name, text in words.items()})
