"""Editorial pages that a docs folder brings: shown like a contributed page, and never evaluated."""

import re
from collections.abc import Iterator, Sequence
from functools import partial

from catalogue.reading.editorial import EditorialPage
from catalogue.rendering.outline import Heading
from catalogue.views.parts.site import Site
from catalogue.views.parts.sitepages import TOP, SitePage

_FIRST_HEADING = re.compile(r"\s*<h2[^>]*>(.*?)</h2>")


def editorial_pages(site: Site, pages: Sequence[EditorialPage]) -> Iterator[SitePage]:
    """Yield the site's pages of brought editorial pages that could be rendered."""
    for page in pages:
        if page.path in site.edition.rendered:
            yield SitePage(
                address=page.address,
                title=page.fields.title,
                description=page.fields.description or "",
                kind="editorial",
                updated=None,
                theme="",
                headings=(Heading(1, TOP, page.fields.title),),
                body=partial(_render, site, page),
            )


def _render(site: Site, page: EditorialPage) -> str:
    rendered = site.edition.rendered[page.path]
    html = str(site.safe(rendered))
    # Such a page often begins with its title as a heading; the title already stands above.
    if rendered.headings and rendered.headings[0].text == page.fields.title:
        html = _FIRST_HEADING.sub("", html, count=1)
    return site.render("pages/editorial.html", title=page.fields.title, html=html)
