"""Neighbours: »Andre om samme tema«. Three pages beside each interpretation, found in linear time.

Pages stand in rings: one per topic, per area and per theme. A page looks at the few that follow it in each of
its rings, so the cost is bounded per page, and all pages are met by somebody.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from catalogue.model.catalogue import Catalogue
from catalogue.model.pages import InterpretationPage

SHOWN = 3
_LOOK = 6
"""How many followers a page looks at in each ring."""
_MAX_RINGS = 8

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
    for theme in catalogue.themes:
        found |= _find_within(catalogue, catalogue.interpretations_by_theme(theme.slug))
    return found


def _find_within(catalogue: Catalogue, pages: Sequence[InterpretationPage]) -> Neighbours:
    rings = _make_rings(catalogue, pages)
    shown: Counter[str] = Counter()
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
    met = {other.key: other for ring in rings for other in ring.after(page, _LOOK)}

    def rank(other: InterpretationPage) -> tuple[int, bool, int]:
        same_area = catalogue.area_of(catalogue.unit_of(other)) == area
        return -len(topics.intersection(other.fields.topics)), not same_area, shown.get(other.key, 0)

    return tuple(sorted(met.values(), key=rank)[:SHOWN])


def _show_the_unseen(
    pages: Sequence[InterpretationPage], found: dict[str, tuple[InterpretationPage, ...]], shown: Counter[str]
) -> Neighbours:
    """Give a page that nobody shows the last place beside the page before it, if it can be spared."""
    for position, page in enumerate(pages):
        host = pages[position - 1]
        if shown[page.key] or host is page:
            continue
        *kept, last = found[host.key]
        if shown[last.key] > 1:
            found[host.key] = (*kept, page)
            shown.update({last.key: -1, page.key: 1})
    return found
