"""The editors: how to reach them, what the settings say of accessibility, and what they might look at next."""

from collections.abc import Iterator
from pathlib import Path

from catalogue.model.pages import InterpretationPage
from catalogue.model.statuses import Status
from catalogue.views.parts.listings import FEW
from catalogue.views.parts.site import Site
from catalogue.views.parts.upkeep import list_upkeep

SEARCHES = Path(__file__).parents[2] / "data" / "searches.txt"
"""What people look for, a line each: the editors' list."""
WORDS_SHOWN = 3
TRIED = (Status.TRIED, Status.IN_USE)


def accessibility_statement(site: Site) -> str:
    """Return the way to the legal statement, or word that it is not made yet."""
    return site.render("fragments/accessibility-statement.html")


def editors_contact(site: Site) -> str:
    """Return how to write to the editors."""
    return site.render("fragments/editors-contact.html")


def finder(site: Site) -> str:
    """Return the front page's ways in: the search, words that people look for, an idea, and the menu."""
    return site.render("fragments/finder.html", words=pick_words(site), idea=pick_idea(site))


def pick_words(site: Site) -> list[str]:
    """Return what the editors know that people look for, and that some page says: the first few, in their order."""
    words = [line.strip() for line in SEARCHES.read_text("utf-8").splitlines() if line.strip() and line[0] != "#"]
    texts = "\n".join(_texts_of(site)).casefold()
    return [word for word in words if word.casefold() in texts][:WORDS_SHOWN]


def _texts_of(site: Site) -> Iterator[str]:
    for page in site.catalogue.pages:
        yield site.catalogue.title_of(page)
        yield site.catalogue.summary_of(page)
        yield from site.edition.rendered[page.path].paragraphs


def pick_idea(site: Site) -> InterpretationPage | None:
    """Return the idea of the week: each has its turn, those that somebody tries or uses before all others."""
    ideas = [page for page in site.catalogue.interpretations if page.fields.status in TRIED]
    ideas = ideas or list(site.catalogue.interpretations)
    return ideas[site.today.toordinal() // 7 % len(ideas)] if ideas else None


def upkeep(site: Site) -> str:
    """Return the lists of what the editors might look at next."""
    return site.render("fragments/upkeep.html", lists=list_upkeep(site.edition), few=FEW)
