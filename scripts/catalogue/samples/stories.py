"""Stories: short pieces that a communications department could have written about the tree's units."""

from collections.abc import Mapping, Sequence
from typing import Any

from catalogue.language.slugs import slugify
from catalogue.model.places import STORIES, UNITS
from catalogue.samples.bank import AreaStory, Bank
from catalogue.samples.bodies import story_body
from catalogue.samples.chance import Chance
from catalogue.samples.leaves import Grown, Leaf, Plot, leaf
from catalogue.samples.names import Taken
from catalogue.samples.phrases import fill
from catalogue.samples.plans import updated_day

_ATTEMPTS = 100


def area_story(told: AreaStory, area: str, themes: Sequence[str], pages: Sequence[Grown]) -> Leaf:
    """Return a story as it stands in the bank, with what the tree has of its themes and its area's pages."""
    fields = {
        "title": told.title,
        "date": told.date,
        "summary": told.summary,
        "themes": themes,
        "units": [area],
        "interpretations": [page.key for page in pages if page.unit == area],
        "tells_hard": told.tells_hard,
    }
    return leaf(f"{STORIES}/{slugify(told.title)}.md", fields, "\n\n".join(told.body) + "\n")


def unit_story(chance: Chance, bank: Bank, taken: Taken, plot: Plot, pages: Sequence[Grown]) -> Leaf:
    """Return a story about a unit and one or two of its pages. Without pages it is about the unit's first theme."""
    words = {"unit": plot.title, "head": pages[0].title if pages else plot.title, "link": _link(plot, pages)}
    title = taken.first_free(fill(chance.pick(bank.stories.titles), words) for _ in range(_ATTEMPTS))
    tells_hard = chance.happens(0.4)
    fields = _fields(chance, bank, plot, pages, words)
    body = story_body(chance, bank, words, tells_hard)
    return leaf(f"{STORIES}/{slugify(title)}.md", {"title": title, **fields, "tells_hard": tells_hard}, body)


def _fields(chance: Chance, bank: Bank, plot: Plot, pages: Sequence[Grown], words: Mapping[str, str]) -> dict[str, Any]:
    address = f"https://intranet.{bank.mail_domain}/historier/{plot.slug}"
    return {
        "date": updated_day(chance, chance.happens(0.4)),
        "summary": fill(chance.pick(bank.stories.summaries), words),
        "themes": list(dict.fromkeys(page.theme for page in pages)) or list(bank.themes)[:1],
        "units": [plot.slug],
        "interpretations": [page.key for page in pages],
        "link": address if chance.happens(0.3) else "",
    }


def _link(plot: Plot, pages: Sequence[Grown]) -> str:
    if pages:
        return f"[{pages[0].title}](../{pages[0].path})"
    return f"[en ny idé](../{UNITS}/{plot.slug}/index.md)"
