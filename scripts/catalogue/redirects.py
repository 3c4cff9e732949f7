"""Redirects: a small page at every old address, which leads on to the page's present one."""

import html
from collections.abc import Iterator

from catalogue.catalogue import Catalogue
from catalogue.pages import InterpretationPage, StoryPage, UnitPage

_PAGE = """<!doctype html>
<html lang="da">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="robots" content="noindex">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'">
<meta http-equiv="refresh" content="0; url={link}">
<link rel="canonical" href="{link}">
<title>{title} er flyttet</title>
</head>
<body>
<h1>Siden er flyttet</h1>
<p><a href="{link}">Gå til »{title}«</a></p>
</body>
</html>
"""


def make_redirects(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Yield every old address, ending in `/`, and the HTML that stands there. The first page to claim it has it."""
    taken = {page.address for page in catalogue.pages}
    movable: list[UnitPage | InterpretationPage | StoryPage] = [
        *catalogue.units,
        *catalogue.interpretations,
        *catalogue.stories,
    ]
    for page in movable:
        for written in page.fields.redirect_from:
            address = f"{written.rstrip('/')}/"
            if address not in taken:
                taken.add(address)
                link = "../" * address.count("/") + page.address
                yield address, _PAGE.format(link=html.escape(link), title=html.escape(page.fields.title))
