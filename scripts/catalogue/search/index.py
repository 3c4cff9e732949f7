"""The index: which pages hold a term, and how much they are about it.

A term is a base form, or `~3`: group 3 of the synonyms.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

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

Posting = Sequence[tuple[int, int, int]]
"""The numbers of the pages of a term, rising, each with its weight from 1 to 63, and its first place in what heads the
page – title, summary, headings – from 1, or 0 when it stands only further down."""
Postings = Mapping[str, Posting]
"""The pages of each term."""


Texts = Sequence[Sequence[str]]
"""The words of each text of a document, as they are written."""


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


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a word as it is written counts as: terms and their shares, groups, and the phrases that it may begin."""

    terms: tuple[tuple[str, float], ...]
    groups: tuple[str, ...]
    opens: tuple["Phrase", ...]
    seconds: frozenset[str]
    """The base forms of the words that a phrase may go on with."""


@dataclass(frozen=True)
class Phrase:
    """A member of a synonym group of more than one word: the base forms of each of its words."""

    group: int
    words: tuple[frozenset[str], ...]

    def goes_on_as(self, bases: Sequence[Sequence[str]]) -> bool:
        """Tell whether words whose base forms are given are those of the phrase after its first."""
        return len(bases) == len(self.words) - 1 and not any(map(frozenset.isdisjoint, self.words[1:], bases))


class Indexer:
    """Makes the index of documents. Everything that is said of a word is worked out once."""

    def __init__(self, analyser: Analyser, groups: Sequence[Group], documents: Sequence[Document]) -> None:
        self.analyser = analyser
        self.groups = groups
        self.documents = documents
        self._stop = analyser.grammar.stop_words
        self._meanings: dict[str, Meaning] = {}
        self._openers: set[str] = set()
        self._written, self._types, surplus = _look_through(documents)
        analyser.learn({*self._types, *(token for member in self._members for token in tokens(member))})
        analyser.leave(surplus)

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
        """The members of groups that are of more words, by each base form of their first."""
        found: dict[str, list[Phrase]] = defaultdict(list)
        for number, group in enumerate(self.groups):
            for member in group.members:
                words = tuple(frozenset(self.analyser.analyse(token).bases) for token in tokens(member))
                if len(words) > 1:
                    for base in words[0]:
                        found[base].append(Phrase(number, words))
        return found

    @cached_property
    def _members_by_base(self) -> Mapping[str, Sequence[str]]:
        """The terms of the groups that have a word as a member by itself, by each of its base forms."""
        found: dict[str, list[str]] = defaultdict(list)
        for number, group in enumerate(self.groups):
            for member in group.members:
                written = list(tokens(member))
                for base in self.analyser.analyse(written[0]).bases if len(written) == 1 else ():
                    found[base].append(f"~{number}")
        return found

    @cached_property
    def postings(self) -> Postings:
        """The index."""
        weighed = [self._weigh(*pair) for pair in zip(self.documents, self._written, strict=True)]
        average = sum(one.length for one in weighed) / max(1, len(weighed)) or 1.0  # There may be no words.
        postings: dict[str, list[tuple[int, int, int]]] = defaultdict(list)
        for number, one in enumerate(weighed):
            half = SATURATION * (1 - LENGTH + LENGTH * one.length / average)
            most = LEVELS * self.documents[number].share
            place_of = one.places.get
            for term, weight in one.weights.items():
                postings[term].append((number, round(most * weight / (weight + half)) or 1, place_of(term, 0)))
        return postings

    def _weigh(self, document: Document, texts: Sequence[Sequence[str]]) -> Weighed:
        """Return how much a document is about each term, where it heads the page, and its length in words.

        `texts` are the words of each of its texts.
        """
        worths = [worth for worth, _ in document.texts]
        alike: dict[float, list[str]] = defaultdict(list)
        for worth, written in zip(worths, texts, strict=True):
            alike[worth] += written
        weights: dict[str, float] = defaultdict(float)
        meanings = self._meanings
        for worth, all_written in alike.items():
            for token, times in Counter(all_written).items():
                meaning = meanings.get(token) or self._meaning_of(token)
                for term, share in meaning.terms:
                    weights[term] += worth * share * times
                for group in meaning.groups:
                    weights[group] += worth * times
        for worth, written in zip(worths, texts, strict=True):
            if not self._openers.isdisjoint(written):
                for group in self._find_phrases(written):
                    weights[group] += worth
        # A list of sources makes no page longer.
        length = sum(len(written) for worth, written in alike.items() if worth >= TEXT)
        return Weighed(weights, self._find_places(worths, texts), length)

    def _find_places(self, worths: Sequence[float], texts: Sequence[Sequence[str]]) -> Mapping[str, int]:
        """Return the first place of each term in what heads the page."""
        places: dict[str, int] = {}
        here = 1
        for worth, written in zip(worths, texts, strict=True):
            if worth in HEADING_WORTHS and here <= LAST_PLACE:
                for place, token in enumerate(written[: LAST_PLACE + 1 - here], here):
                    for term, _ in self._meaning_of(token).terms:
                        places.setdefault(term, place)
                here += len(written) + GAP
        return places

    def _meaning_of(self, token: str) -> Meaning:
        if (known := self._meanings.get(token)) is None:
            known = self._meanings[token] = self._work_out(token)
        return known

    def _work_out(self, token: str) -> Meaning:
        """Return what a word counts as. Capitals make MED a word, where »med« is none but as the first of several."""
        bases = self.analyser.analyse(token).bases
        opens = tuple(phrase for base in bases for phrase in self._phrases.get(base, ()))
        seconds = frozenset(chain.from_iterable(phrase.words[1] for phrase in opens))
        if opens:
            self._openers.add(token)
        if token.lower() in self._stop and not is_capitals(token):
            return Meaning((), (), opens, seconds)
        groups = dict.fromkeys(group for base in bases for group in self._members_by_base.get(base, ()))
        return Meaning(tuple(self._work_out_terms(token)), tuple(groups), opens, seconds)

    def _work_out_terms(self, token: str) -> Iterator[tuple[str, float]]:
        analysis = self.analyser.analyse(token)
        yield from ((base, OTHER_BASE if place else 1.0) for place, base in enumerate(analysis.bases) if base)
        pieces = analysis.pieces
        for place, piece in enumerate(pieces, 1):
            if piece.word not in self._stop or "-" in token:
                yield piece.word, LAST_PIECE if place == len(pieces) else PIECE
        yield from ((inner, INNER) for inner in analysis.inner if inner in self._wholes)

    def _find_phrases(self, written: Sequence[str]) -> Iterator[str]:
        """Yield the groups whose members of more words stand in a row of words, but where its first is one itself."""
        for place, (token, following) in enumerate(pairwise(written)):
            if token in self._openers:
                meaning = self._meaning_of(token)
                if meaning.seconds.isdisjoint(self.analyser.analyse(following).bases):
                    continue
                found = {f"~{phrase.group}" for phrase in meaning.opens if self._goes_on(phrase, written[place + 1 :])}
                yield from sorted(found.difference(meaning.groups))

    def _goes_on(self, phrase: Phrase, after: Sequence[str]) -> bool:
        return phrase.goes_on_as([self.analyser.analyse(token).bases for token in after[: len(phrase.words) - 1]])

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


def _words_in(text: str) -> list[str]:
    """Return the words of a text that somebody may look for."""
    return [token for token in tokens(text) if len(token) <= limits.WORD_LETTERS]


def _look_through(documents: Sequence[Document]) -> tuple[Sequence[Texts], Set[str], Set[str]]:
    """Return the words of each document by text, all words, and the long ones that are not to be taken apart.

    Those are too many for their pages, and are found as they are written.
    """
    types: dict[str, str] = {}
    all_texts: list[Texts] = []
    kept: set[str] = set()
    surplus: set[str] = set()
    for document in documents:
        # A word is kept once, however often it stands: there are millions.
        texts = [[types.setdefault(token, token) for token in _words_in(text)] for _, text in document.texts]
        all_texts.append(texts)
        long = list(dict.fromkeys(token for token in chain.from_iterable(texts) if len(token) >= limits.LONG_WORD))
        kept.update(long[: limits.LONG_WORDS])
        surplus.update(long[limits.LONG_WORDS :])
    return all_texts, types.keys(), surplus - kept


def cut_into_shards(sizes: Iterable[int], largest: int) -> list[int]:
    """Return where each shard begins, so that none is larger than asked for unless one term alone is."""
    starts, filled = [0], 0
    for number, size in enumerate(sizes):
        if filled and filled + size > largest:
            starts.append(number)
            filled = 0
        filled += size
    return starts
