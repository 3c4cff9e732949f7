"""Dialogue pages: for every theme a sheet to print on both sides, which also leads through the talk on a phone."""

from collections.abc import Iterator
from functools import partial

from catalogue.model.fields import OwnStep
from catalogue.model.pages import ThemePage
from catalogue.rendering.outline import Heading
from catalogue.views.parts.agendas import AGENDAS, ROLES, rounds_of
from catalogue.views.parts.site import Site
from catalogue.views.parts.sitepages import TOP, SitePage

EMPTY_STEPS = 4
_ASKED = {
    "action": "Hvad vil vi gøre?",
    "from": "Et nedslag, APV, arbejdsmiljørapport eller egen idé?",
    "goal": "Hvordan ved vi, at det lykkes?",
    "first_step": "Hvad begynder vi med?",
    "responsible": "Hvilken rolle holder gang i det?",
    "deadline": "Hvornår er det gjort?",
}
"""The fields of a step that are written down at the meeting, each with the question that it answers."""
PLAN = {OwnStep.by_key()[key].title or key: question for key, question in _ASKED.items()}
"""The columns of the empty plan, called as the fields of a step are, each with its question."""


def sheet_address(theme: ThemePage) -> str:
    """Return the address of a theme's sheet."""
    return f"dialogue/{theme.slug}/"


def dialogue_pages(site: Site) -> Iterator[SitePage]:
    """Yield the sheet of every theme."""
    for theme in site.catalogue.themes:
        title = f"Tal om {theme.fields.title}"
        yield SitePage(
            address=sheet_address(theme),
            title=f"{title} – dialogark",
            description=f"Spørgsmål om {theme.fields.title} og tre måder at holde samtalen på.",
            kind="dialogue",
            updated=None,
            theme=theme.slug,
            headings=(Heading(1, TOP, title),),
            body=partial(_make, site, theme, title),
        )


def _make(site: Site, theme: ThemePage, title: str) -> str:
    known = site.settings.site_address.rstrip("/")
    return site.render(
        "pages/dialogue.html",
        theme=theme,
        title=title,
        whole=f"{known}/{theme.address}" if known else "",
        up="../" * sheet_address(theme).count("/"),
        rounds=rounds_of(theme.fields.questions),
        roles=ROLES,
        agendas=AGENDAS,
        plan=PLAN,
        rows=range(EMPTY_STEPS),
    )


def dialogue_sheets(site: Site) -> str:
    """Return a way to every theme's sheet."""
    return site.render("fragments/dialogue-sheets.html")


def dialogue_agendas(site: Site) -> str:
    """Return the roles and the plans of a talk, as they stand on every sheet."""
    return site.render("fragments/dialogue-agendas.html", roles=ROLES, agendas=AGENDAS)
