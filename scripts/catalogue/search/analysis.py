"""Analysis: from a word as it is written to what it is found by – its base form, and the parts of a compound.

The dictionary knows the words; a compound that it lacks (`fraværssamtale`) is put together from words that it knows.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from catalogue.language.dictionary import PRESENT_TENSE, VERB_ENDINGS, Dictionary, Origin
from catalogue.language.folding import fold
from catalogue.language.grammar import Grammar

SHORTEST_PART = 4
"""Letters in a part of a compound, save for the short ones that the grammar lists."""
_PART, _UNFLAGGED, _SHORT, _SHORTER = 1.0, 1.5, 0.4, 0.8
"""What a part costs, and more when the dictionary does not say that it binds, and when it is short."""
NAME_ENDINGS = ("ernes", "erne", "ens", "ets", "ers", "en", "et", "er", "s")
"""The endings of a word that the dictionary lacks, such as »chatbot«."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a compound: its letters in it (`trivsels`), and the word that it is (`trivsel`)."""

    letters: str
    word: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """A word taken apart. The first of `bases` is the likeliest; `pieces` are those of that base, in order."""

    bases: tuple[str, ...]
    pieces: tuple[Piece, ...] = ()
    inner: tuple[str, ...] = ()
    """The compounds that may be in the compound: `arbejdsmiljø` in `arbejdsmiljøgruppe`, but also `miljøgruppe`."""


class Analyser:
    """Takes words apart, each one once."""

    def __init__(self, dictionary: Dictionary, grammar: Grammar) -> None:
        self.dictionary = dictionary
        self.grammar = grammar
        self._names: set[str] = set()
        self._analyses: dict[str, Analysis] = {}
        self._splits: dict[str, tuple[Piece, ...]] = {}
        # Words begin and end alike: what is found of a part serves every other word that has it.
        self._known_bases: dict[str, tuple[str, ...]] = {}
        self._known_fronts: dict[str, tuple[float, Piece] | None] = {}
        self._known_heads: dict[str, Piece | None] = {}
        self._known_endings: dict[str, frozenset[tuple[str, str]]] = {}

    def learn(self, written: Iterable[str]) -> None:
        """Take in the words of the texts at hand, so that names and new words are known in all their forms."""
        self._names = {word.lower() for word in written if word[0].isalpha() and not self._bases(word)}
        self._known_fronts.clear()

    def leave(self, written: Iterable[str]) -> None:
        """Take words as they stand from now on: to take many long ones apart takes long."""
        for word in written:
            base = word.lower().replace("-", "")
            self._analyses[word] = Analysis((base,))
            self._splits[base] = ()

    def analyse(self, written: str) -> Analysis:
        """Return the analysis of a word as it is written; capitals help to tell a name from a word."""
        found = self._analyses.get(written)
        if found is None:
            # »Trivsel« is »trivsel« at the beginning of a sentence.
            word = written.lower()
            is_other = word != written and word.capitalize() == written and "-" not in written
            found = self._analyses[written] = self.analyse(word) if is_other else self._analyse(written)
        return found

    def _analyse(self, written: str) -> Analysis:
        if "-" in written:
            return self._analyse_hyphened(written)
        word = written.lower()
        bases = self._bases(written) or self._compound_bases(word) or self._name_bases(word)
        pieces = self._split_deeply(bases[0])
        return Analysis(bases, pieces, tuple(_join_neighbours(pieces)))

    def _analyse_hyphened(self, written: str) -> Analysis:
        """Return the analysis of `MED-udvalget`: the hyphen tells the parts, and the last one is inflected."""
        *front, last = [part for part in written.split("-") if part]
        end = self.analyse(last)
        base = "".join(front).lower() + end.bases[0]
        pieces = tuple(Piece(part.lower(), self.analyse(part).bases[0]) for part in front)
        return Analysis((base,), (*pieces, *(end.pieces or (Piece(end.bases[0], end.bases[0]),))))

    def _bases(self, written: str) -> tuple[str, ...]:
        """Return the dictionary's base forms of a word, the likeliest first; none when it does not know the word."""
        found = self._known_bases.get(written)
        if found is None:
            found = self._known_bases[written] = self._find_bases(written)
        return found

    def _find_bases(self, written: str) -> tuple[str, ...]:
        for form in dict.fromkeys((written.lower(), written, written.capitalize(), written.upper())):
            own = [form] if self.dictionary.knows(form) else []
            origins = sorted(self.dictionary.origins(form), key=_unlikeliness)
            others = [
                origin.word for origin in origins if origin.word != form and _counts(origin, is_word_itself=bool(own))
            ]
            if own or others:
                found = (*others, *own) if others and self._is_verbal_noun(form) else (*own, *others)
                return tuple(dict.fromkeys(self._plain(word) for word in found))
        return ()

    def _is_verbal_noun(self, word: str) -> bool:
        """Tell whether a word is one like »banken«, the act of knocking: rarer than »bank« with an ending."""
        return word.endswith(("en", "et")) and all(
            flags <= {"10", "39"} for flags in self.dictionary.words.get(word, ())
        )

    def _plain(self, word: str) -> str:
        return self.grammar.vowel_changes.get(word.lower(), word.lower())

    def _compound_bases(self, word: str) -> tuple[str, ...]:
        """Return the base form of a compound that the dictionary lacks: only its last part is inflected."""
        for pieces in self._segmentations(word):
            front = "".join(piece.letters for piece in pieces[:-1])
            return tuple(front + base for base in self._bases(pieces[-1].letters)[:2])
        return ()

    def _name_bases(self, word: str) -> tuple[str, ...]:
        """Return a word that the dictionary lacks as it stands without its ending, when it also stands so."""
        stems = (word.removesuffix(ending) for ending in NAME_ENDINGS if word.endswith(ending))
        doubled = (stem[:-1] for stem in [word.removesuffix(end) for end in NAME_ENDINGS] if stem[-2:-1] == stem[-1:])
        known = (stem for stem in (*stems, *doubled) if len(stem) > 2 and stem in self._names and stem != word)
        return (next(known, word),)

    def split(self, word: str) -> tuple[Piece, ...]:
        """Return the parts of a compound in its base form; none when it is no compound."""
        if word not in self._splits:
            self._splits[word] = next(self._segmentations(word), ())
        return self._splits[word]

    def _split_deeply(self, word: str) -> tuple[Piece, ...]:
        return tuple(leaf for piece in self.split(word) for leaf in self._leaves(piece))

    def endings(self, word: str) -> frozenset[tuple[str, str]]:
        """Return the endings that lead back to a base form, folded: what it loses, and what it gets instead."""
        found = self._known_endings.get(word)
        if found is None:
            found = self._known_endings[word] = self._find_endings(word)
        return found

    def _find_endings(self, word: str) -> frozenset[tuple[str, str]]:
        known = {
            form.lower() for name in (word, word.capitalize(), word.upper()) for form in self.dictionary.forms(name)
        }
        if known:
            return frozenset(
                _difference(word, form) for form in known if form.isalpha() and self._leads_back(form, word)
            )
        if pieces := self.split(word):
            return self.endings(pieces[-1].word)
        return frozenset(("", ending) for ending in NAME_ENDINGS)

    def _leads_back(self, form: str, word: str) -> bool:
        return not self.dictionary.knows(form) or word in self._bases(form)

    def deep_pieces(self, word: str) -> tuple[Piece, ...]:
        """Return the smallest parts of a compound in its base form; none when it is no compound."""
        return self._split_deeply(word)

    def _leaves(self, piece: Piece) -> tuple[Piece, ...]:
        leaves = self._split_deeply(piece.word)
        if not leaves:
            return (piece,)
        # The letters that bind belong to the last leaf: `arbejds|miljø|` + `s`.
        head = sum(len(leaf.letters) for leaf in leaves[:-1])
        return (*leaves[:-1], Piece(piece.letters[head:], leaves[-1].word))

    def _segmentations(self, word: str) -> Iterator[tuple[Piece, ...]]:
        """Yield the best way to cut a word into parts, if there is one."""
        if word in self.grammar.grown_together or len(word) < 2 * min(SHORTEST_PART, 3):
            return
        cost, pieces = self._cheapest(word, {})
        if len(pieces) > 1 and cost < 100:
            yield pieces

    def _cheapest(
        self, word: str, known: dict[str, tuple[float, tuple[Piece, ...]]], depth: int = 0
    ) -> tuple[float, tuple[Piece, ...]]:
        if word in known:
            return known[word]
        best: tuple[float, tuple[Piece, ...]] = (100.0, ())
        if depth and (head := self._head(word)):
            best = (_PART + self._shortness(word), (head,))
        if depth < 4 and best[0] > 2 * _PART:
            may_be_short = not depth and not self.dictionary.knows(word)
            for cut in range(2, len(word) - 1):
                front = self._front(word[:cut], may_be_short)
                if front is None or front[0] + _PART >= best[0]:
                    continue
                cost, rest = self._cheapest(word[cut:], known, depth + 1)
                total = front[0] + cost
                if rest and total < best[0]:
                    best = (total, (front[1], *rest))
        known[word] = best
        return best

    def _front(self, letters: str, may_be_short: bool) -> tuple[float, Piece] | None:
        """Return the cost of a piece as a front part of a compound, with the piece; None when it cannot be one.

        Any short word may be the front of a compound that the dictionary lacks (`sårpleje`): one that it has, such as
        `support`, can have come about in another way.
        """
        least = SHORTEST_PART - 1 if may_be_short else SHORTEST_PART
        if len(letters) < least and self._is_too_short(letters):
            return None
        if letters not in self._known_fronts:
            self._known_fronts[letters] = self._find_front(letters)
        return self._known_fronts[letters]

    def _find_front(self, letters: str) -> tuple[float, Piece] | None:
        if letters in self.grammar.prefixes:
            return None
        binders = set(self.dictionary.binders(letters))
        if binders:
            return _PART + self._shortness(letters), Piece(letters, self._plain(self._word_of(letters, binders)))
        if len(letters) > SHORTEST_PART and (self.dictionary.knows(letters) or letters in self._names):
            return _PART + _UNFLAGGED, Piece(letters, letters)
        return None

    def _word_of(self, letters: str, binders: set[str]) -> str:
        """Return the word that a front part is: one of those that bind so, else the part without its binding letter."""
        known = sorted(
            (word for word in binders if self.dictionary.knows(word)), key=lambda word: (word != letters, word)
        )
        bare = (
            letters.removesuffix(ending) for ending in ("s", "e") if self.dictionary.knows(letters.removesuffix(ending))
        )
        return known[0] if known else next(bare, letters)

    def _head(self, letters: str) -> Piece | None:
        if letters not in self._known_heads:
            self._known_heads[letters] = self._find_head(letters)
        return self._known_heads[letters]

    def _find_head(self, letters: str) -> Piece | None:
        """Return a piece as the last part of a compound, or None when it cannot be one."""
        if letters in self.grammar.suffixes or self._is_too_short(letters):
            return None
        for word in self._bases(letters):
            if (
                word not in self.grammar.suffixes
                and not self._is_too_short(word)
                and self._may_stand_last(word, letters)
            ):
                return Piece(letters, word)
        return None

    def _may_stand_last(self, word: str, letters: str) -> bool:
        return self.dictionary.may_stand_last(word) or self.dictionary.may_stand_last(letters)

    def _is_too_short(self, letters: str) -> bool:
        return len(letters) < SHORTEST_PART and letters not in self.grammar.short_parts

    def _shortness(self, letters: str) -> float:
        return _SHORTER if self._is_too_short(letters) else _SHORT if len(letters) <= SHORTEST_PART else 0.0


def _join_neighbours(pieces: tuple[Piece, ...]) -> Iterator[str]:
    """Yield every run of at least two pieces that is not all of them, as one word."""
    for length in range(2, len(pieces)):
        for start in range(len(pieces) - length + 1):
            *front, last = pieces[start : start + length]
            yield "".join(piece.letters for piece in front) + last.word


def _difference(word: str, form: str) -> tuple[str, str]:
    word, form = fold(word), fold(form)
    pairs = enumerate(zip(word, form, strict=False))
    same = next((place for place, (one, other) in pairs if one != other), min(len(word), len(form)))
    return word[same:], form[same:]


def _unlikeliness(origin: Origin) -> tuple[bool, int, str]:
    """Return a key that puts nouns first, and of them those that have lost the fewest letters."""
    return origin.flag in VERB_ENDINGS, -len(origin.word), origin.word


def _counts(origin: Origin, is_word_itself: bool) -> bool:
    """Tell whether an origin is worth keeping: »leder« is a leader, and not the present tense of »lede«."""
    return not (is_word_itself and origin.flag in (PRESENT_TENSE, ""))
