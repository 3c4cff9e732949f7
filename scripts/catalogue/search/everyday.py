"""Everyday words: what may stand in for a word that few pages or none have, as terms that pages do have.

The editors' lexicon comes first, the thesaurus after it. Everything is worked out at the build, so that the browser
fetches a few lines and knows at once what to look for.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from catalogue.language.folding import fold
from catalogue.language.thesaurus import Thesaurus, list_substitutes
from catalogue.language.tokens import tokens
from catalogue.reading.lexicon import Entry
from catalogue.search.index import Indexer

NEAR = 6
LEADS_TO = (6, 5, 4, 3)
"""How much it counts, in tenths, what a word leads to: others of its family, and what its line names, in order."""
THESAURUS = (4, 3, 3)
PART, LONG_PART = 2, 4
"""How much the first part of a compound counts when no page has the whole, and the letters it must have."""
MOST = 6
"""What one word may lead to."""


@dataclass(frozen=True, slots=True)
class Way:
    """Terms that must all be on a page, how much they count in tenths, and how a page tells of them."""

    worth: int
    terms: tuple[str, ...]
    name: str


GUESSED = "*"
"""What is added to a word of the thesaurus: the editors' words are asked first, in every form."""

Ways = Mapping[str, Sequence[Way]]
"""For each everyday word, folded – the words of a phrase with a space between – what it leads to, the best first.
A word of the lexicon that leads nowhere is there as well: it is no slip."""


def find_ways(indexer: Indexer, entries: Iterable[Entry], thesaurus: Thesaurus) -> Ways:
    """Return what the everyday words lead to on these pages."""
    found: dict[str, list[Way]] = {}
    for entry in entries:
        key = " ".join(fold(token.replace("-", "")) for token in tokens(entry.word))
        found.setdefault(key, []).extend(list(_ways_of(indexer, entry)) or _ways_by_parts(indexer, entry))
    used = frozenset(term for term in indexer.postings if not term.startswith("~"))
    for word, near in list_substitutes(thesaurus, used).items():
        own = [Way(worth, (other,), other) for worth, other in zip(THESAURUS, near, strict=False)]
        if (key := fold(word)) not in found:
            found[key + GUESSED] = own
    return {key: _best(ways) for key, ways in sorted(found.items())}


def _ways_of(indexer: Indexer, entry: Entry) -> Iterator[Way]:
    worths = [*((NEAR, word) for word in entry.near)]
    worths += [(LEADS_TO[min(place, len(LEADS_TO) - 1)], word) for place, word in enumerate(entry.leads_to)]
    for worth, word in worths:
        yield from _ways_to(indexer, word, worth)


def _ways_by_parts(indexer: Indexer, entry: Entry) -> Iterator[Way]:
    """Yield what is left when no page has what an entry leads to: the thing that its compounds begin with."""
    for word in (*entry.near, *entry.leads_to):
        pieces = indexer.analyser.analyse(word).pieces if " " not in word and indexer.may_have(word) else ()
        if pieces and len(pieces[0].word) >= LONG_PART and indexer.is_used(pieces[0].word):
            yield Way(PART, (pieces[0].word,), pieces[0].word)


def _ways_to(indexer: Indexer, word: str, worth: int) -> Iterator[Way]:
    """Yield the ways to the pages that have a word: its own terms, and the groups of synonyms it stands in."""
    written = list(tokens(word))
    if not all(indexer.may_have(token) for token in written):
        return
    stop = indexer.analyser.grammar.stop_words
    content = [token for token in written if token.lower() not in stop] or written
    terms = tuple(dict.fromkeys(indexer.analyser.analyse(token).bases[0] for token in content))
    if all(map(indexer.is_used, terms)):
        yield Way(worth, terms, word)
    if len(written) == 1:
        groups = (f"~{group}" for group in indexer.groups_by_word.get(terms[0], ()))
        yield from (Way(max(1, worth - 2), (group,), word) for group in groups if indexer.is_used(group))


def _best(ways: Iterable[Way]) -> list[Way]:
    """Return the ways that count most, the same terms once."""
    kept: dict[tuple[str, ...], Way] = {}
    for way in sorted(ways, key=lambda way: -way.worth):
        kept.setdefault(way.terms, way)
    return list(kept.values())[:MOST]
