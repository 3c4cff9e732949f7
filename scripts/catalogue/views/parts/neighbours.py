"""Neighbours: »Andre om samme tema«. Three pages beside each interpretation and idea, found in linear time.

Pages stand in rings: one per topic, per area and per theme. A page looks at the few that follow it in each of
its rings, so the cost is bounded per page, and all pages are met by somebody. Where the words of two pages agree across
themes, as of two about night shifts, the last place beside each may go to the other.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from catalogue.language.tokens import tokens
from catalogue.model.catalogue import Catalogue
from catalogue.model.pages import InterpretationPage

SHOWN = 3
_LOOK = 6
"""How many followers a page looks at in each ring."""
_MAX_RINGS = 8
AGREEING = 2
"""How many words two pages about different themes must have in common to stand beside each other."""
LONG = 5
"""Letters that a word must have to tell what a page is about."""

Neighbours = Mapping[str, tuple[InterpretationPage, ...]]


class _Ring:
    """Pages in a circle."""

    def __init__(self) -> None:
        self.pages: list[InterpretationPage] = []
        self.position: dict[str, int] = {}

    def add(self, page: InterpretationPage) -> None:
        self.position[page.key] = len(self.pages)
        self.pages.append(page)

    def after(self, page: InterpretationPage, amount: int) -> Iterator[InterpretationPage]:
        """Yield the pages that follow a page, at most `amount`, and never the page itself."""
        start = self.position[page.key] + 1
        for step in range(min(amount, len(self.pages) - 1)):
            yield self.pages[(start + step) % len(self.pages)]


def find_neighbours(catalogue: Catalogue) -> Neighbours:
    """Return by key those to show beside each interpretation: same topics first, then the same area."""
    found: dict[str, tuple[InterpretationPage, ...]] = {}
    shown: Counter[str] = Counter()
    for theme in catalogue.themes:
        found |= _find_within(catalogue, catalogue.interpretations_by_theme(theme.slug), shown)
    return _look_across(catalogue, found, shown)


def _find_within(catalogue: Catalogue, pages: Sequence[InterpretationPage], shown: Counter[str]) -> Neighbours:
    rings = _make_rings(catalogue, pages)
    found = {}
    for page in pages:
        own = [rings[name] for name in _names_of(catalogue, page)]
        chosen = _choose(catalogue, page, own, shown)
        shown.update(other.key for other in chosen)
        found[page.key] = chosen
    return _show_the_unseen(pages, found, shown)


def _make_rings(catalogue: Catalogue, pages: Iterable[InterpretationPage]) -> Mapping[str, _Ring]:
    rings: dict[str, _Ring] = defaultdict(_Ring)
    for page in pages:
        for name in _names_of(catalogue, page):
            rings[name].add(page)
    return rings


def _names_of(catalogue: Catalogue, page: InterpretationPage) -> list[str]:
    """Return the names of a page's rings. They cannot meet: slugs hold neither `#` nor `@`."""
    topics = [f"#{topic}" for topic in dict.fromkeys(page.fields.topics)][:_MAX_RINGS]
    area = catalogue.area_of(catalogue.unit_of(page))
    return [*topics, *([f"@{area.slug}"] if area else []), ""]


def _choose(
    catalogue: Catalogue, page: InterpretationPage, rings: Iterable[_Ring], shown: Mapping[str, int]
) -> tuple[InterpretationPage, ...]:
    """Return the nearest pages, and among the equally near those that have been shown least."""
    topics = set(page.fields.topics)
    area = catalogue.area_of(catalogue.unit_of(page))
    # A unit's own ideas stand under a heading of their own.
    met = {other.key: other for ring in rings for other in ring.after(page, _LOOK) if other.unit != page.unit}

    def rank(other: InterpretationPage) -> tuple[int, bool, int]:
        same_area = catalogue.area_of(catalogue.unit_of(other)) == area
        return -len(topics.intersection(other.fields.topics)), not same_area, shown.get(other.key, 0)

    return tuple(sorted(met.values(), key=rank)[:SHOWN])


def _show_the_unseen(
    pages: Sequence[InterpretationPage], found: dict[str, tuple[InterpretationPage, ...]], shown: Counter[str]
) -> Neighbours:
    """Give a page that nobody shows the last place beside the page of another unit before it, if it can be spared."""
    host = pages[-1] if pages else None
    for position, page in enumerate(pages):
        if position and pages[position - 1].unit != page.unit:
            host = pages[position - 1]
        if host is None or shown[page.key] or host.unit == page.unit or not found[host.key]:
            continue
        *kept, last = found[host.key]
        if shown[last.key] > 1:
            found[host.key] = (*kept, page)
            shown.update({last.key: -1, page.key: 1})
    return found


def _look_across(
    catalogue: Catalogue, found: dict[str, tuple[InterpretationPage, ...]], shown: Counter[str]
) -> Neighbours:
    """Give the last place beside a page to one about another theme whose words agree, if the place can be spared."""
    words = {page.key: _words_of(page) for page in catalogue.interpretations}
    rings: dict[str, _Ring] = defaultdict(_Ring)
    for page in catalogue.interpretations:
        for word in words[page.key]:
            rings[word].add(page)
    for page in catalogue.interpretations:
        own = words[page.key]
        met = Counter({other.key: len(own & words[other.key]) for other in _met_by_words(page, own, rings)})
        best = min(met.items(), key=lambda one: (-one[1], shown[one[0]]), default=("", 0))
        if best[1] >= AGREEING:
            _give_last_place(found, page.key, catalogue.interpretation[best[0]], shown)
    return found


def _met_by_words(
    page: InterpretationPage, words: Iterable[str], rings: Mapping[str, _Ring]
) -> Iterator[InterpretationPage]:
    """Yield pages about other themes that have a word in common with a page; whose they are makes no difference."""
    for word in sorted(words)[:_MAX_RINGS]:
        yield from (other for other in rings[word].after(page, _LOOK) if other.theme != page.theme)


def _give_last_place(
    found: dict[str, tuple[InterpretationPage, ...]], key: str, other: InterpretationPage, shown: Counter[str]
) -> None:
    kept = found[key]
    if len(kept) == SHOWN:
        if shown[kept[-1].key] <= 1:
            return
        shown[kept[-1].key] -= 1
        kept = kept[:-1]
    found[key] = (*kept, other)
    shown[other.key] += 1


def _words_of(page: InterpretationPage) -> frozenset[str]:
    """Return the words that tell what a page is about: those of its title and its search words, without the short."""
    texts = (page.fields.title, *page.fields.aliases)
    return frozenset(word for text in texts for word in tokens(text.casefold()) if len(word) >= LONG)
