"""Spelling: which words of a text no list knows, and what the writer most likely meant.

A false alarm costs a writer's trust and a miss costs next to nothing, so where there is doubt nothing is told. The
words are those of the dictionary, in all their forms and put together as Danish does, those of the glossary, and those
of the project's own list, `data/spelling.txt`.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain, islice

from catalogue import checkout
from catalogue.language.damage import find_damage
from catalogue.language.dictionary import PRESENT_TENSE, Dictionary, read_dictionary
from catalogue.language.grammar import Grammar, read_grammar
from catalogue.reading import glossary

FILE = checkout.DATA / "spelling.txt"
ENGLISH = checkout.DATA / "english.txt"
MOST_TOLD = 8
"""Unknown words of one page that are told of: a list that is longer is not read."""
MOST_READ = 2_000
"""Words of a text that are read."""
MOST_LOOKED_UP = 60
"""Unknown words after which the rest of a page is left: it is hardly in Danish, and looking costs time."""
SHORTEST, LONGEST = 3, 45
"""Letters in the words that are judged: shorter ones are seldom spelt wrong, longer ones are seldom words."""
LONGEST_GUESSED = 25
"""Letters in a word that is guessed at: a guess at a longer one costs more than it helps."""
SHORTEST_PUT_RIGHT = 6
"""Letters in the part of a compound that is guessed at: a shorter one is near too many."""
_SHORT, LONGEST_SHORT = 5, 8
"""Letters in what is mostly an abbreviation at the end of a sentence, and in what can be one."""
FEW_WORDS = 3
"""Words in a quotation that is taken for a name or a term, and left alone."""
_OWN_ENDINGS = ("", *"s e n r t ns ts en et er ne es ens ets ers erne ernes nes ede et ende".split())
"""What a word of our own list may end in. It stands there in its shortest form."""

_LETTERS = "abcdefghijklmnopqrstuvwxyzæøåé"
_VOWEL = re.compile("[aeiouyæøåé]")
_FOREIGN = re.compile(r"[^\W\d_a-zæøåéA-ZÆØÅÉ]")
"""Letters that no Danish word is written with: what has one is of another language, or damaged."""
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*-?")
# What is no running text: addresses, mail, tags and handles, paths and names of files, words with digits in them.
# Each begins where a run of its letters does, so that a run is gone through once, however long it is.
_NO_WORDS = re.compile(
    r"\b(?:\w+://|www\.|mailto:|tel:)\S+|(?<!\S)\S*@\S+|(?<!\w)[#/\\.]\w\S*|(?<![\w.-])[\w.-]+(?:/[\w.-]*){2,}"
    r"|(?<!\w)\w+/(?!\w)|(?<!\w)\w+\.(?=\w+\b)[\w.]+(?:-[\w-]*)?|(?<![\w-])[\w-]*[\d_][\w-]*|(?<!\w)-\w+"
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_QUOTATION = re.compile(r"»[^«»]*«|“[^“”]*”|„[^„“”]*[“”]|\"[^\"]*\"|‘[^‘’]*’")
_ELIDED = 4
"""Letters of a word that may be cut off as it is spoken."""
_GOES_ON = re.compile(r"\.(?:[,;:]|\s+[a-zæøå0-9(])")
"""Behind a word that has been shortened: a full stop, and a sentence that goes on."""
_BEFORE_SENTENCE = re.compile(r"(?:^|[.!?:…|])[\s»\"”“(\[]*$")


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A word that no list knows, as it is written, and the nearest word that is known (empty when none is near)."""

    word: str
    guess: str = ""


class Speller:
    """Tells known words from unknown ones, and looks at each word once."""

    def __init__(self, read: Callable[[], Dictionary], grammar: Grammar, own: "WordList") -> None:
        """Take the way to the dictionary, which is read when a word is asked for that nobody has asked for before."""
        self._read = read
        self._grammar = grammar
        self._own = own.words
        self._exact = own.exact
        self._mistakes = own.mistakes
        self._known: set[str] = set()
        self._unknown: set[str] = set()

    def knows(self, word: str) -> bool:
        """Tell whether a word is right: as it stands, with an ending, or put together of others."""
        if word not in self._known and word not in self._unknown:
            (self._known if self._judge(word) else self._unknown).add(word)
        return word in self._known

    def is_cut_short(self, word: str) -> bool:
        """Tell whether an unknown word is the beginning of others, cut before a vowel, or has no vowel: »tidl«."""
        if _VOWEL.search(word) is None:
            return True
        # »tidliger.« lacks a letter, where »mill.« may lack several.
        lacks_one = len(word) > _SHORT and self.is_listed(f"{word}e")
        if len(word) > LONGEST_SHORT or _VOWEL.match(word[-1]) or lacks_one:
            return False
        return any(map(_VOWEL.match, self._read().letters_after(word)))

    def knows_all(self, texts: Iterable[str]) -> bool:
        """Tell whether every word of some texts is known; quick where most words have been seen before."""
        words = {word for text in texts for word in _WORD.findall(text)} - self._known
        return all(self.knows(word) for word in words)

    def guess(self, word: str) -> str:
        """Return the known word that is one letter from an unknown one, where only one is likely; else nothing."""
        lowered = word.lower()
        if lowered in self._mistakes:
            return self._mistakes[lowered]
        if len(word) > LONGEST_GUESSED:
            return ""
        found = {near for near in _one_letter_from(lowered) if self.is_listed(near)}
        found = found or {*self._parts_put_right(lowered)}
        best = sorted(found - {lowered}, key=lambda near: _unlikeliness(lowered, near))
        if not best or (len(best) > 1 and _unlikeliness(lowered, best[0])[0] == _unlikeliness(lowered, best[1])[0]):
            return ""
        return best[0].capitalize() if word[0].isupper() else best[0]

    def _parts_put_right(self, word: str) -> Iterator[str]:
        """Yield compounds of which one part is no word, and one slip from one; or that only lack what binds them.

        Any other letter would make words that nobody has written: »gribbetang« of »gribetang«.
        """
        for cut in range(SHORTEST, len(word) - SHORTEST):
            front, last = word[:cut], word[cut:]
            if self._stands_last(last):
                yield from (front + joint + last for joint in "se" if self._needs(front, joint))
                yield from (near + last for near in self._slips_of(front) if self._binds(near))
            if self._binds(front):
                yield from (front + near for near in self._slips_of(last) if self._stands_last(near))

    def _needs(self, front: str, joint: str) -> bool:
        """Tell whether a word binds with a letter, and not without."""
        is_long = len(front) > SHORTEST and not self._binds(front) and self.is_listed(front)
        return is_long and any(True for _ in self._read().binders(front + joint))

    def _slips_of(self, part: str) -> Iterator[str]:
        """Yield what a part may have been before a slip, when it is long enough to say so and no word as it stands."""
        if len(part) >= SHORTEST_PUT_RIGHT and not self.is_listed(part):
            yield from (near for near in _slips(part) if _unlikeliness(part, near)[0] < _LEFT_OUT)

    def _judge(self, word: str) -> bool:
        if not SHORTEST <= len(word) <= LONGEST or _is_abbreviation(word) or _FOREIGN.search(word):
            return True
        if word.lower() in self._mistakes:
            return False
        if parts := [part for part in re.split(r"[-'’]", word) if part != word]:
            return len(parts) > _PARTS_OF_TWO or self.is_listed(word) or all(map(self._knows_part, parts))
        # »evt« lacks its full stop, or it stands behind it: either way it is no word that is spelt wrong.
        lowered = word.lower()
        return (
            self.is_listed(word)
            or self.is_listed(f"{word}.")
            or (lowered.endswith("nr") and self._binds(lowered.removesuffix("nr")))  # »journalnr.«
            or self._is_of_who_does(lowered)
            or self._is_compound(lowered)
        )

    def _is_of_who_does(self, word: str) -> bool:
        """Tell whether a word is of those who do what a verb says: any verb gives one, »oplærere« of »oplærer«."""
        stems = (word.removesuffix(ending) for ending in _WHO_DO if word.endswith(f"er{ending}"))
        return any(origin.flag == PRESENT_TENSE for stem in stems for origin in self._read().origins(stem))

    def _knows_part(self, part: str) -> bool:
        """Tell whether a part beside a hyphen or an apostrophe is right: »check-uds« has two, and »uds« is »ud«."""
        return self.knows(part) or self.knows(part.removesuffix("s")) or self._binds(part.lower())

    def is_listed(self, word: str) -> bool:
        """Tell whether a word is in one of the lists, as it stands or with an ending."""
        forms = {word, word.lower()}
        return any(self._is_own(form) for form in forms) or any(self._read().has_form(form) for form in forms)

    def is_our_own(self, word: str) -> bool:
        """Tell whether a word is on our own list, or in the glossary, just as it is written."""
        return word in self._exact

    def _is_own(self, word: str) -> bool:
        if word in self._exact or (len(word) > SHORTEST + 1 and word.removesuffix("s") in self._exact):
            return True
        stems = [word[: len(word) - len(end)] for end in _OWN_ENDINGS if word.endswith(end)]
        # »chatbot« doubles its last letter: »chatbotten«.
        return any(stem in self._own or (stem[-1:] == stem[-2:-1] and stem[:-1] in self._own) for stem in stems)

    def _is_compound(self, word: str) -> bool:
        """Tell whether a word is put together of known ones, and not rather a listed word with one letter wrong."""
        return (self._can_be_cut(word) or self._has_short_front(word)) and not any(map(self.is_listed, _slips(word)))

    def _has_short_front(self, word: str) -> bool:
        """Tell whether a word is two, of which the first is a short one: »sårpleje«.

        So much can be cut in two that way that a listed word one letter away is taken for what was meant, but where it
        is cut in the same place: »hårpleje« says nothing against it.
        """
        lasts = [word[cut:] for cut in range(2, len(word) - SHORTEST) if self._binds_loosely(word[:cut])]
        lasts = [last for last in lasts if self._stands_last(last) or self._can_be_cut(last)]
        return bool(lasts) and all(
            any(near.endswith(last) and self._binds_loosely(near.removesuffix(last)) for last in lasts)
            for near in set(_one_letter_from(word))
            if self.is_listed(near)
        )

    def _binds_loosely(self, piece: str) -> bool:
        return piece in self._grammar.short_fronts or (len(piece) >= SHORTEST and self._read().may_bind(piece))

    def _can_be_cut(self, word: str) -> bool:
        """Tell whether a word is pieces that bind, and a last one that may stand last."""
        reached = {0}
        for start in range(len(word)):
            if start in reached:
                if start and (self._stands_last(word[start:]) or _is_cupboard(word, start)):
                    return True
                ends = range(start + 2, len(word) - 1)
                reached.update(end for end in ends if self._binds(word[start:end], is_rest=start > 0))
        return False

    def _binds(self, piece: str, is_rest: bool = False) -> bool:
        """Tell whether a word may stand in front of another so; a compound (`vagtplan`) may then take an s."""
        if self._is_too_short(piece) or piece in self._grammar.prefixes - _FREE_PREFIXES:
            return False
        bare = piece.removesuffix("s")
        return (
            piece in _FREE_PREFIXES
            or piece in self._own
            or piece.rstrip("se") in self._own
            or (piece.endswith("ende") and self.is_listed(piece))
            or any(True for _ in self._read().binders(piece))
            or (is_rest and bare != piece and any(True for _ in self._read().binders(bare)))
        )

    def _stands_last(self, piece: str) -> bool:
        is_short = self._is_too_short(piece) and not (len(piece) == SHORTEST and self._read().may_stand_last(piece))
        return not is_short and piece not in self._grammar.suffixes and self.is_listed(piece)

    def _is_too_short(self, piece: str) -> bool:
        return len(piece) < 4 and piece not in self._grammar.short_parts and piece not in _FREE_PREFIXES


def _is_cupboard(word: str, start: int) -> bool:
    """Tell whether a word ends with a cupboard, »legetøjsskab«: the ending of »venskab« is never bound by an s."""
    return word[start - 1] == "s" and word[start:] in ("skab", "skabe", "skabene", "skabet")


_WHO_DO = ("e", "en", "es", "ens", "ne", "nes")
"""Endings behind the »er« of a verb that make it a word for people."""
_LEFT_OUT = 2
"""How unlikely it is that a letter was left out, in `_unlikeliness`: slips are likelier."""
_PARTS_OF_TWO = 2
"""Parts between hyphens of which each is judged: what has more is a set phrase, such as »walk-and-talk«."""
_FREE_PREFIXES = frozenset("efter gen med mid mini selv sær under over".split())
"""Words before a word that Danish joins to nearly any."""


def find_misspellings(texts: Iterable[str], speller: Speller) -> Iterator[Misspelling]:
    """Yield the words of some running texts that no list knows, each once, in the order they are read.

    A text of which most words are unknown is taken for another language and left alone, and so are quotations like
    that; abbreviations, names, addresses and words with digits are no words here.
    """
    texts = tuple(texts)
    if speller.knows_all(texts):
        return
    names = {word for text in texts for word in _names_in(text)}
    told: set[str] = set()
    looked_up = 0
    for text in texts:
        unknown, is_danish = _unknown_words(text, names, speller)
        looked_up += len(unknown)
        for word in unknown if is_danish else ():
            if word.lower() in told:
                continue
            told.add(word.lower())
            guess = speller.guess(word)
            # The first word of a sentence may be a name; a name is seldom one letter from a word.
            if guess or not word[0].isupper():
                yield Misspelling(word, guess)
        if looked_up > MOST_LOOKED_UP or len(told) > MOST_TOLD:
            return


def _unknown_words(text: str, names: Collection[str], speller: Speller) -> tuple[list[str], bool]:
    """Return the unknown words of a text, and whether the text can be Danish at all."""
    if damaged := {one.written for one in find_damage(text, reads_names=True)}:  # Of these it is told that they are.
        text = re.sub(r"\S+", lambda found: " " if found[0] in damaged else found[0], text)
    running = _NO_WORDS.sub(" ", _TAG.sub(" ", text))
    plain = _QUOTATION.sub(lambda quotation: _keep_danish(quotation[0], names, speller), running)
    found = [one for one in islice(_WORD.finditer(plain), MOST_READ) if one[0] not in names]
    words = [one[0] for one in found]
    english = _in_english(words)
    unknown, borrowed = list[str](), 0
    for place, one in enumerate(found):
        if not speller.knows(one[0]) and not _is_cut_short(one, speller) and not _is_elided(one):
            if place in english:
                borrowed += 1
                continue
            unknown.append(one[0])
            if len(unknown) > MOST_LOOKED_UP:
                return unknown, False
    return unknown, _looks_danish(len(unknown) + borrowed, len(words))


def _is_cut_short(found: re.Match[str], speller: Speller) -> bool:
    """Tell whether a full stop behind a word is that of an abbreviation, and not the end of a sentence alone."""
    rest = found.string[found.end() :]
    return rest.startswith(".") and (_GOES_ON.match(rest) is not None or speller.is_cut_short(found[0].lower()))


def _is_elided(found: re.Match[str]) -> bool:
    """Tell whether a short word is cut off as it is spoken: »hva'«, »sku'«; one that an apostrophe opens is quoted."""
    before, after = found.string[: found.start()][-1:], found.string[found.end() :][:1]
    return len(found[0]) <= _ELIDED and after in ("'", "’") and before not in ("'", "‘")


def _in_english(words: Sequence[str]) -> frozenset[int]:
    """Return the places of words that are of an English phrase: it has two or more such words in a row."""
    are_english = [all(map(_is_english, word.split("-"))) for word in words]
    beside = zip([False, *are_english], [*are_english[1:], False], strict=False)
    return frozenset(
        place
        for place, (word, near) in enumerate(zip(words, beside, strict=False))
        if are_english[place] and ("-" in word or any(near))
    )


def _is_english(word: str) -> bool:
    return word.lower() in english_words()


def _keep_danish(quotation: str, names: Collection[str], speller: Speller) -> str:
    words = [word for word in _WORD.findall(quotation)[:MOST_LOOKED_UP] if word not in names]
    unknown = sum(not speller.knows(word) for word in words)
    return quotation if len(words) > FEW_WORDS and _looks_danish(unknown, len(words)) else " »« "


def _looks_danish(unknown: int, words: int) -> bool:
    return unknown <= 1 or 3 * unknown <= words


def _names_in(text: str) -> Iterator[str]:
    """Yield the words that are written with a capital within a sentence."""
    for found in _WORD.finditer(text):
        if found[0][0].isupper() and not _BEFORE_SENTENCE.search(text[max(0, found.start() - 6) : found.start()]):
            yield found[0]


def _is_abbreviation(word: str) -> bool:
    """Tell whether a word has a capital after its first letter: an abbreviation, or a name like »McDonald«."""
    return word[1:] != word[1:].lower() and "-" not in word


def _slips(word: str) -> Iterator[str]:
    """Yield what a word may have been before two letters changed places, one came in, or one of two was left out."""
    for place in range(len(word)):
        yield word[:place] + word[place + 1 :]
        yield word[:place] + word[place] + word[place:]
        if word[place : place + 1] != word[place + 1 : place + 2]:
            yield word[:place] + word[place + 1 : place + 2] + word[place : place + 1] + word[place + 2 :]


def _one_letter_from(word: str) -> Iterator[str]:
    """Yield every word that is one letter from a word: left out, changed, put in, or two that change places."""
    changed = (
        word[:place] + letter + rest
        for place in range(len(word) + 1)
        for letter in _LETTERS
        for rest in (word[place + 1 :], word[place:])
    )
    return chain(_slips(word), changed)


def _unlikeliness(word: str, guess: str) -> tuple[int, str]:
    """Return a key that puts letters doubled or not first, then those that changed places, then one left out."""
    if _undoubled(word) == _undoubled(guess):
        return 0, guess
    if sorted(word) == sorted(guess):
        return 1, guess
    return (_LEFT_OUT if len(guess) > len(word) else 3 if len(guess) < len(word) else 4), guess


def _undoubled(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word)


@dataclass(frozen=True)
class WordList:
    """Words of our own.

    `words` take endings and stand in small letters; `exact` are known as they are written, as names are; `mistakes` are
    often seen, and lead to what to write instead.
    """

    words: frozenset[str]
    exact: frozenset[str]
    mistakes: Mapping[str, str]


def read_list(text: str) -> WordList:
    """Return the words of a list: one a line, or `mistake = right`; a heading stands in brackets, a note after `#`."""
    entries = [line.partition("#")[0].strip() for line in text.splitlines()]
    pairs = [entry.split("=") for entry in entries if "=" in entry]
    words = frozenset(entry for entry in entries if entry and not entry.startswith("[") and "=" not in entry)
    names = frozenset(word for word in words if word != word.lower())
    return WordList(words - names, names, {mistake.strip(): right.strip() for mistake, right in pairs})


@lru_cache(maxsize=1)
def own_words() -> WordList:
    """Return the project's own list, and the words of the glossary. Raises OSError when a list is gone."""
    listed = read_list(FILE.read_text("utf-8"))
    terms = frozenset(part for word in glossary.words() for part in _WORD.findall(word.term) if len(part) > SHORTEST)
    others = (text for word in glossary.words() for text in (word.long, word.explanation, *word.aliases))
    exact = listed.exact | terms | frozenset(part for text in others for part in _WORD.findall(text))
    return replace(listed, words=listed.words | terms, exact=exact)


@lru_cache(maxsize=1)
def english_words() -> frozenset[str]:
    """Return the English words that phrases are made of. Raises OSError when the list is gone."""
    lines = ENGLISH.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=1)
def danish_speller() -> Speller:
    """Return the speller of the catalogue. Raises OSError when one of its lists cannot be read."""
    return Speller(read_dictionary, read_grammar(), own_words())
