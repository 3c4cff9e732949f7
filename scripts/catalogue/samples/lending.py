"""Lending: what a unit has borrowed from whom, and its links to others: only to pages that are there already."""

from collections.abc import Sequence
from posixpath import relpath

from catalogue.model.places import THEMES
from catalogue.samples.bank import Bank
from catalogue.samples.chance import Chance
from catalogue.samples.leaves import Grown, Plot
from catalogue.samples.phrases import fill

_TRIES = 12
_THEME_NAMES = {"en-staerk-fortaelling": "En stærk fortælling"}
"""Names of themes that their slugs do not spell."""


def lender(chance: Chance, bank: Bank, plot: Plot, pages: Sequence[Grown], own_idea: bool) -> Grown | None:
    """Return the page a unit has borrowed from, about one time in ten: its area's, or one whose idea suits the unit.

    A unit that had its idea first can only have its area to thank.
    """
    if chance.happens(0.03):
        return next((page for page in pages if page.unit == plot.area.slug), None)
    if own_idea or not pages or not chance.happens(0.09):
        return None
    tried = (chance.pick(pages) for _ in range(_TRIES))
    return next((page for page in tried if _can_lend(bank, page, plot)), None)


def _can_lend(bank: Bank, page: Grown, plot: Plot) -> bool:
    if page.idea is None or page.title.endswith("?"):
        return False
    common = page.idea in bank.themes[page.theme].ideas
    return common or (page.area == plot.area.slug and page.idea.suits(plot.kind.id))


def thanks(chance: Chance, bank: Bank, page: Grown | None, folder: str) -> str:
    """Return a sentence that says, on a page in a folder, where an idea comes from, mostly, or an empty text."""
    if page is None or not chance.happens(0.8):
        return ""
    sentences = bank.borrowing if page.idea else bank.borrowing_from_area
    return _linked(chance.pick(sentences), page, folder)


def link(
    chance: Chance,
    bank: Bank,
    theme: str,
    own: Sequence[Grown],
    pages: Sequence[Grown],
    lent: Grown | None,
    folder: str,
) -> str:
    """Return a sentence with a link from a page in a folder to another of the tree, now and then, or an empty text."""
    target = chance.weighted(("own", "other", "theme", ""), (15, 10, 4, 71))
    if target == "own" and own:
        page = chance.pick(own)
        return _linked(chance.pick(bank.relating_own), page, folder)
    if target == "other" and pages:
        page = chance.pick(pages)
        if page != lent and not page.title.endswith("?"):
            return _linked(chance.pick(bank.relating), page, folder)
    if target == "theme":
        name = _THEME_NAMES.get(theme) or theme.replace("-", " ").capitalize()
        return fill(chance.pick(bank.relating_theme), {"title": f"[{name}]({relpath(f'{THEMES}/{theme}.md', folder)})"})
    return ""


def _linked(sentence: str, page: Grown, folder: str) -> str:
    return fill(sentence, {"unit": page.unit_title, "title": f"[{page.title}]({relpath(page.path, folder)})"})
