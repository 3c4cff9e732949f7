"""The index: which pages hold a term, and how much they are about it.

A term is a base form, or `~3`: group 3 of the synonyms.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property

from catalogue.language.folding import fold
from catalogue.language.tokens import is_capitals, tokens
from catalogue.reading import limits
from catalogue.reading.synonyms import Group
from catalogue.search.analysis import Analyser, Piece
from catalogue.search.documents import HEADING_WORTHS, TEXT, Document

OTHER_BASE, LAST_PIECE, PIECE, INNER = 0.5, 0.7, 0.5, 0.8
"""How much a word counts as its less likely base form, and a compound as its parts."""
SATURATION, LENGTH = 3.0, 0.35
"""As k and b in Okapi BM25 (Robertson and Zaragoza 2009), with fields weighed before saturation (BM25F)."""
LEVELS = 63

BEGINNING = 3
GAP, LAST_PLACE = 8, 255
"""Places between two texts, so that words of both do not stand side by side; and the last place that counts."""

Postings = Mapping[str, Sequence[tuple[int, int, int]]]
"""For each term the numbers of its pages, rising, each with its weight from 1 to 63, and its first place in what heads
the page – title, summary, headings – from 1, or 0 when it stands only further down."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word that a query may hold: its parts, and the endings that it takes."""

    text: str
    pieces: tuple[Piece, ...]
    endings: frozenset[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Weighed:
    """What a document is about: the weight of each term, the first place of those that head it, its length in words."""

    weights: Mapping[str, float]
    places: Mapping[str, int]
    length: int


@dataclass(frozen=True)
class Phrase:
    """A member of a synonym group of more than one word: the base forms of each of its words."""

    group: int
    words: tuple[frozenset[str], ...]

    def stands_at(self, place: int, bases: Sequence[Sequence[str]]) -> bool:
        """Tell whether the phrase stands at a place in a row of words."""
        there = bases[place : place + len(self.words)]
        return len(there) == len(self.words) and all(
            own & set(theirs) for own, theirs in zip(self.words, there, strict=True)
        )


class Indexer:
    """Makes the index of documents. Everything that is said of a word is worked out once."""

    def __init__(self, analyser: Analyser, groups: Sequence[Group], documents: Sequence[Document]) -> None:
        self.analyser = analyser
        self.groups = groups
        self.documents = documents
        self._stop = analyser.grammar.stop_words
        self._terms: dict[str, tuple[tuple[str, float], ...]] = {}
        analyser.learn({*self._types, *(token for member in self._members for token in tokens(member))})
        analyser.leave(_find_surplus(documents))

    @cached_property
    def _types(self) -> frozenset[str]:
        """Every word of the documents, as it is written."""
        return frozenset(
            token for document in self.documents for _, text in document.texts for token in _words_in(text)
        )

    @property
    def _members(self) -> Iterator[str]:
        return (member for group in self.groups for member in group.members)

    @cached_property
    def _wholes(self) -> frozenset[str]:
        """The base forms of all words, so that of the compounds within a compound only real ones are kept."""
        written = (*self._types, *(token for member in self._members for token in tokens(member)))
        return frozenset(self.analyser.analyse(token).bases[0] for token in written)

    @cached_property
    def _phrases(self) -> Mapping[str, Sequence[Phrase]]:
        """The members of groups, by each base form of their first word."""
        found: dict[str, list[Phrase]] = defaultdict(list)
        for number, group in enumerate(self.groups):
            for member in group.members:
                words = tuple(frozenset(self.analyser.analyse(token).bases) for token in tokens(member))
                for base in words[0]:
                    found[base].append(Phrase(number, words))
        return found

    @cached_property
    def postings(self) -> Postings:
        """The index."""
        weighed = [self._weigh(document) for document in self.documents]
        average = sum(one.length for one in weighed) / max(1, len(weighed)) or 1.0  # There may be no words.
        postings: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for number, one in enumerate(weighed):
            half = SATURATION * (1 - LENGTH + LENGTH * one.length / average)
            for term, weight in one.weights.items():
                level = LEVELS * self.documents[number].share * weight / (weight + half)
                postings[term].append((number, max(1, round(level)), one.places.get(term, 0)))
        return postings

    def _weigh(self, document: Document) -> Weighed:
        """Return how much a document is about each term, where it heads the page, and its length in words."""
        weights: dict[str, float] = defaultdict(float)
        places: dict[str, int] = {}
        length, here = 0, 1
        for worth, text in document.texts:
            written = list(_words_in(text))
            length += len(written) if worth >= TEXT else 0  # A list of sources makes no page longer.
            heads = worth in HEADING_WORTHS and here <= LAST_PLACE
            for place, token in enumerate(written, here):
                for term, share in self._terms_of(token):
                    weights[term] += worth * share
                    if heads and place <= LAST_PLACE:
                        places.setdefault(term, place)
            for group in self._groups_in(written):
                weights[f"~{group}"] += worth
            here += len(written) + GAP if heads else 0
        return Weighed(weights, places, length)

    def _terms_of(self, token: str) -> tuple[tuple[str, float], ...]:
        if token not in self._terms:
            self._terms[token] = tuple(self._work_out_terms(token))
        return self._terms[token]

    def _work_out_terms(self, token: str) -> Iterator[tuple[str, float]]:
        """Yield what a word counts as. Capitals make MED a word, where »med« is none."""
        if token.lower() in self._stop and not is_capitals(token):
            return
        analysis = self.analyser.analyse(token)
        yield from ((base, OTHER_BASE if place else 1.0) for place, base in enumerate(analysis.bases) if base)
        pieces = analysis.pieces
        for place, piece in enumerate(pieces, 1):
            if piece.word not in self._stop or "-" in token:
                yield piece.word, LAST_PIECE if place == len(pieces) else PIECE
        yield from ((inner, INNER) for inner in analysis.inner if inner in self._wholes)

    def _groups_in(self, written: Sequence[str]) -> Iterator[int]:
        """Yield the groups whose members stand in a row of words."""
        bases = [self.analyser.analyse(token).bases for token in written]
        for place, here in enumerate(bases):
            seen = {
                phrase.group: phrase
                for base in here
                for phrase in self._phrases.get(base, ())
                if phrase.stands_at(place, bases)
            }
            for group, phrase in seen.items():
                is_stop = (
                    len(phrase.words) == 1 and written[place].lower() in self._stop and not is_capitals(written[place])
                )
                if not is_stop:
                    yield group

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Every word that a query may hold, as folded letters sort: those of the pages and of the synonyms."""
        texts = {term for term in self.postings if not term.startswith("~")}
        texts |= {
            base
            for member in self._members
            for token in tokens(member)
            for base in self.analyser.analyse(token).bases[:1]
        }
        analyser = self.analyser
        return tuple(
            Word(text, analyser.deep_pieces(text), analyser.endings(text))
            for text in sorted(texts, key=lambda text: (fold(text), text))
        )

    @cached_property
    def groups_by_word(self) -> Mapping[str, Sequence[int]]:
        """The groups of each word that is a member by itself, by its base form."""
        found: dict[str, list[int]] = defaultdict(list)
        for number, group in enumerate(self.groups):
            for member in group.members:
                written = list(tokens(member))
                base = self.analyser.analyse(written[0]).bases[0] if len(written) == 1 else ""
                if base and number not in found[base]:
                    found[base].append(number)
        return found

    def bases_of(self, text: str) -> Sequence[str]:
        """Return the likeliest base form of each word of a text."""
        return [self.analyser.analyse(token).bases[0] for token in tokens(text)]

    def may_have(self, token: str) -> bool:
        """Tell whether a page may have a word, by its first letters: to take words apart for nothing takes long."""
        return fold(token)[:BEGINNING] in self._beginnings

    @cached_property
    def _beginnings(self) -> Set[str]:
        stop = {fold(word)[:BEGINNING] for word in self._stop}
        return stop | {fold(word.text)[:BEGINNING] for word in self.words}

    def is_used(self, term: str) -> bool:
        """Tell whether a page has a term."""
        return bool(self.postings.get(term))

    @cached_property
    def vowel_changes(self) -> Mapping[str, str]:
        """The plurals with another vowel whose singular is a word of the pages: `børn` leads to `barn`."""
        known = {word.text for word in self.words}
        changes = sorted(self.analyser.grammar.vowel_changes.items())
        return {fold(many): one for many, one in changes if one in known}


def _words_in(text: str) -> Iterator[str]:
    """Yield the words of a text that somebody may look for."""
    return (token for token in tokens(text) if len(token) <= limits.WORD_LETTERS)


def _find_surplus(documents: Sequence[Document]) -> set[str]:
    """Return the long words that are too many for their pages to be taken apart. They are found as they are written."""
    kept: set[str] = set()
    surplus: set[str] = set()
    for document in documents:
        long = (token for _, text in document.texts for token in _words_in(text) if len(token) >= limits.LONG_WORD)
        words = list(dict.fromkeys(long))
        kept.update(words[: limits.LONG_WORDS])
        surplus.update(words[limits.LONG_WORDS :])
    return surplus - kept


def cut_into_shards(sizes: Iterable[int], largest: int) -> list[int]:
    """Return where each shard begins, so that none is larger than asked for unless one term alone is."""
    starts, filled = [0], 0
    for number, size in enumerate(sizes):
        if filled and filled + size > largest:
            starts.append(number)
            filled = 0
        filled += size
    return starts
