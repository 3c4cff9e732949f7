"""Theme pages: the reflection, the topics, a few of what workplaces make of it, stories, questions and sources."""

from collections.abc import Iterator, Sequence
from functools import partial

from catalogue.model.looks import card_address, drawing_of
from catalogue.model.pages import InterpretationPage, ThemePage
from catalogue.views.parts.grouping import interpretations_by_area
from catalogue.views.parts.picks import pick_varied
from catalogue.views.parts.site import Site
from catalogue.views.parts.sitepages import SitePage

PICKS_SHOWN = 9
"""How many of a theme's ideas stand on its page. A phone shows the first six."""
STORIES_SHOWN = 4
QUESTIONS_SHOWN = 3


def theme_pages(site: Site) -> Iterator[SitePage]:
    """Yield the page of every theme."""
    for theme in site.catalogue.themes:
        yield SitePage(
            address=theme.address,
            title=f"{theme.fields.title} – tema",
            description=theme.fields.summary,
            kind="theme",
            updated=None,
            theme=theme.slug,
            headings=site.headings(theme),
            body=partial(_make, site, theme),
            has_feed=True,
        )


def _make(site: Site, theme: ThemePage) -> str:
    return site.render(
        "pages/theme.html",
        theme=theme,
        picks=_pick(site, theme),
        amount=len(site.catalogue.interpretations_by_theme(theme.slug)),
        stories=site.catalogue.stories_by_theme(theme.slug),
        stories_shown=STORIES_SHOWN,
        questions=[round_.ask[0] for round_ in theme.fields.questions[:QUESTIONS_SHOWN]],
    )


def _pick(site: Site, theme: ThemePage) -> Sequence[InterpretationPage]:
    """Return the ideas that stand on a theme's page: all, area by area, when they are few, else some that vary."""
    pages = site.catalogue.interpretations_by_theme(theme.slug)
    if len(pages) > PICKS_SHOWN:
        return pick_varied(site.catalogue, pages, PICKS_SHOWN)
    return [page for group in interpretations_by_area(site.catalogue, pages) for page in group.entries]


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
