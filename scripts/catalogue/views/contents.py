"""Views: every page of the site as a pure function of the edition. They know nothing of MkDocs.

`site_pages` gives the pages that are made whole, `brought_pages` the editorial pages of a docs folder,
`FRAGMENTS` the pieces that stand at marks on the checkout's own editorial pages, and `frame` what the frame
around them all shows.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import cast

from catalogue.model.looks import CARD_SIZE, SITE_CARD, card_address
from catalogue.reading.editorial import EditorialPage
from catalogue.rendering.edition import Edition
from catalogue.views.pages import (
    catalogues,
    dialogues,
    editorials,
    editors,
    embeds,
    forms,
    guides,
    interpretations,
    meetings,
    overviews,
    planning,
    plans,
    stories,
    takeaways,
    themes,
    units,
    words,
)
from catalogue.views.parts import addresses
from catalogue.views.parts.asking import Answers, AskedEdition, AskedSet, listen
from catalogue.views.parts.site import Site, list_derived
from catalogue.views.parts.sitepages import SitePage

__all__ = ["FRAGMENTS", "SitePage", "brought_pages", "frame", "site_pages"]

_MAKERS: tuple[Callable[[Site], Iterator[SitePage]], ...] = (
    themes.theme_pages,
    units.unit_pages,
    plans.plan_pages,
    interpretations.interpretation_pages,
    stories.story_pages,
    meetings.meeting_pages,
    dialogues.dialogue_pages,
    planning.planning_pages,
    catalogues.listing_pages,
    overviews.overview_pages,
    embeds.embed_pages,
    forms.form_pages,
)
_KNOWN = "known"
"""What is asked of the addresses that the site has."""
_FRAGMENTS: Mapping[str, Callable[[Site], str]] = {
    "accessibility_statement": editors.accessibility_statement,
    "catalogue_listing": catalogues.list_catalogue,
    "committees": meetings.committees,
    "coverage": overviews.coverage,
    "dialogue_agendas": dialogues.dialogue_agendas,
    "dialogue_sheets": dialogues.dialogue_sheets,
    "editors_contact": editors.editors_contact,
    "embed_codes": embeds.embed_codes,
    "field_guide": guides.list_fields,
    "finder": editors.finder,
    "form_ways": forms.form_ways,
    "lately_used": interpretations.lately_used,
    "meetings": overviews.meetings,
    "newest_interpretations": interpretations.newest_interpretations,
    "newest_stories": stories.newest_stories,
    "overview_matrix": overviews.overview_matrix,
    "passed_deadlines": overviews.passed_deadlines,
    "planning_sheets": planning.planning_sheets,
    "rule_guide": guides.list_rules,
    "story_listing": stories.list_stories,
    "takeaway": takeaways.takeaway,
    "theme_tiles": themes.theme_tiles,
    "timeline": overviews.timeline,
    "units_by_area": units.list_units,
    "upkeep": editors.upkeep,
    "words": words.list_words,
    "workplace_ways": catalogues.list_workplace_ways,
}


def site_pages(edition: Edition) -> Iterator[SitePage]:
    """Yield every generated page of the site. Titles are unique; links are relative and lead somewhere."""
    pages = _generated(edition)
    return _finished(_tell_apart(pages), _heed(edition, frozenset(page.address for page in pages)), edition)


def brought_pages(edition: Edition, pages: Sequence[EditorialPage]) -> Iterator[SitePage]:
    """Yield the editorial pages that a docs folder brings."""
    if not pages:  # Mostly; and to know every address costs.
        return iter(())
    known = frozenset(page.address for page in _generated(edition)) | {page.address for page in pages}
    return _finished(editorials.editorial_pages(_site_of(edition), pages), known, edition)


def frame(edition: Edition) -> Mapping[str, object]:
    """Return what the frame around every page shows of the catalogue: its themes, and the site's own link card."""
    return {
        "themes": themes.describe_themes(_site_of(edition)),
        "card": card_address(*SITE_CARD),
        "card_size": CARD_SIZE,
    }


def _generated(edition: Edition) -> list[SitePage]:
    site = _site_of(edition)
    return [page for make in _MAKERS for page in make(site)]


def _heed(edition: Edition, known: frozenset[str]) -> Container[str]:
    """Return addresses such that what is looked for among them is noted."""
    return AskedSet(_KNOWN, known, cast(AskedEdition, _site_of(edition).edition).notes)


def make(page: SitePage) -> tuple[str, tuple[str, ...]]:
    """Return the content of a page of `site_pages`, and all that was asked of its edition for it.

    No other page of the edition may be made at the same time.
    """
    assert isinstance(page.body, _Finished)
    return listen(page.body.edition, page.body)


def answers_of(edition: Edition, pages: Iterable[SitePage]) -> Answers:
    """Return what answers the questions that `make` tells of, where the site has some pages."""
    known = frozenset(page.address for page in pages)
    return Answers(edition, {**list_derived(_site_of(edition)), _KNOWN: known})


@dataclass(frozen=True, slots=True)
class _Finished:
    """Makes the content of a page, with the links in it led to where they lead from there."""

    page: SitePage
    known: Container[str]
    edition: Edition

    def __call__(self) -> str:
        return addresses.resolve(self.page.body(), self.page.address, self._is_known)

    def _is_known(self, path: str) -> bool:
        return path in self.known or addresses.is_editorial(path)


def _finished(pages: Iterable[SitePage], known: Container[str], edition: Edition) -> Iterator[SitePage]:
    for page in pages:
        yield replace(page, body=_Finished(page, known, _site_of(edition).edition))


def _tell_apart(pages: Sequence[SitePage]) -> Iterator[SitePage]:
    """Yield the pages with the address added to a title that several of them bear."""
    times = Counter(page.title for page in pages)
    for page in pages:
        shared = times[page.title] > 1
        yield replace(page, title=f"{page.title} ({page.address.rstrip('/')})") if shared else page


def _make_fragment(make: Callable[[Site], str], edition: Edition, address: str) -> str:
    # What a fragment links to, the views have made themselves.
    return addresses.resolve(make(_site_of(edition)), address, lambda path: True)


FRAGMENTS: Mapping[str, Callable[[Edition, str], str]] = {
    name: partial(_make_fragment, make) for name, make in _FRAGMENTS.items()
}
"""What may stand at a mark on an editorial page: the edition and the page's address become HTML."""

_latest: list[tuple[Edition, Site]] = []


def _site_of(edition: Edition) -> Site:
    """Return the site of an edition, the same one each time, so that its cards are made once."""
    if not (_latest and _latest[0][0] is edition):
        _latest[:] = [(edition, Site(cast(Edition, AskedEdition(edition))))]
    return _latest[0][1]
