"""The dictionary: Stavekontrolden (`data/stavekontrolden/`, hunspell's da_DK), read so that words can be asked about.

Hunspell's affix file says which endings a word takes and, as few others do, how it binds as the first part of a
compound. Nothing is expanded: a form is taken apart when somebody asks for it, so reading costs a fraction of a second.
Source of the form: hunspell(5).
"""

import lzma
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import chain
from pathlib import Path

from catalogue import checkout

FOLDER = checkout.DATA / "stavekontrolden"
FORBIDDEN, NEEDS_ENDING, ONLY_IN_COMPOUND, MAY_STAND_LAST = "6", "8", "36", "39"
PRESENT_TENSE = "21"
VERB_ENDINGS = frozenset({"", "1", "20", PRESENT_TENSE, "22", "79"})
_BINDS = frozenset({"32", "33"})
Flags = frozenset[str]
_NOWHERE: tuple[Flags, ...] = ()
_NO_FLAGS: Flags = frozenset()
_BEGINS, _ENDS = "(?:", ")$"
"""What stands round a condition that is to hold of the end of a word."""
_LETTER = re.compile(r"\[[^]]*\]|.")
"""One letter of a condition: `e`, `[^bcd]` or `.`, which is any."""
_OTHER = "\0"
"""Stands for every letter that no condition names."""


@dataclass(frozen=True, slots=True)
class Rule:
    """How an ending is added: a word that bears `flag` and ends as `condition` says loses `strip` and gets `add`."""

    flag: str
    strip: str
    add: str
    condition: re.Pattern[str]
    more: Flags

    @property
    def letters(self) -> Sequence[str]:
        """What the condition says of each of the last letters of a word, in order, each as an expression."""
        return _LETTER.findall(self.condition.pattern[len(_BEGINS) : -len(_ENDS)])

    def applies_to(self, word: str) -> bool:
        """Tell whether a word ends as the rule asks."""
        return word.endswith(self.strip) and self.condition.search(word) is not None

    def inflect(self, word: str) -> str:
        """Return a word with the ending."""
        return word[: len(word) - len(self.strip)] + self.add


@dataclass(frozen=True, slots=True)
class Ending:
    """Rules that give the same ending in place of the same letters, so that one word is looked up for all of them."""

    strip: str
    rules: tuple[Rule, ...]
    goes_on: bool
    """Whether another ending may follow."""


@dataclass(frozen=True, slots=True)
class Endings:
    """Endings by the letter that is left before them and those that they add, so that few words are looked up in vain.

    A letter that no condition names is `_OTHER`.
    """

    by_letters: Mapping[str, Sequence[Ending]]
    named: frozenset[str]
    longest: int


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a form comes from: a word of the list, and the flag of the ending it has lost (empty when it had none)."""

    word: str
    flag: str


class Dictionary:
    """The words and their endings. All questions are answered from what was read; none changes it."""

    def __init__(
        self, words: Mapping[str, tuple[Flags, ...]], rules: Iterable[Rule], irregular: Mapping[str, str]
    ) -> None:
        self.words = words
        self._irregular = irregular
        self._irregular_forms: dict[str, list[str]] = defaultdict(list)
        for form, word in irregular.items():
            self._irregular_forms[word].append(form)
        everything = list(rules)
        joints = [rule for rule in everything if rule.more & _BINDS]
        endings = [rule for rule in everything if not rule.more & _BINDS]
        self._followers = {flag for rule in endings for flag in rule.more}
        named = self._named = _letters_named(everything)
        self._joints = _group(joints, named)
        self._joint_flags = frozenset(rule.flag for rule in joints)
        self._endings = _group(endings, named, self._followers)
        leading = {flag: [rule for rule in endings if flag in rule.more] for flag in self._followers}
        self._before = {flag: _group(rules_before, named) for flag, rules_before in leading.items()}
        self.rules = tuple(endings)
        self._by_flag = _group_by_flag(endings, named)
        # The preview builds again and again with the same words.
        self._known_origins: dict[str, tuple[Origin, ...]] = {}
        self._joined_flags: dict[int, Flags] = {}
        self._freedoms: dict[int, int] = {}

    def knows(self, word: str) -> bool:
        """Tell whether a word stands in the list as it is written, and is a word of its own and no other's form."""
        entries = self.words.get(word)
        if entries is None:
            return False
        if (freedom := self._freedoms.get(id(entries))) is None:  # A few thousand entries serve all words.
            freedom = self._freedoms[id(entries)] = _freedom_of(entries)
        return freedom == _FREE or (freedom == _PLAIN and word not in self._irregular)

    def has_form(self, form: str) -> bool:
        """Tell whether a form is a word of the list, as it stands or with an ending."""
        return self.knows(form) or (
            bool(self._known_origins[form]) if form in self._known_origins else any(self._find_origins(form))
        )

    def origins(self, form: str) -> tuple[Origin, ...]:
        """Return the words that a form with an ending may come from. Danish has at most two in a row."""
        found = self._known_origins.get(form)
        if found is None:
            found = self._known_origins[form] = tuple(self._find_origins(form))
        return found

    def _find_origins(self, form: str) -> Iterator[Origin]:
        if form in self._irregular:
            yield Origin(self._irregular[form], "")
        for rule, stem, is_word in self._taken_off(form, self._endings):
            # The cheap questions first: most of what is taken off leaves no word, and no ending that another follows.
            may_go_on = rule.flag in self._followers
            if not (is_word or may_go_on) or not rule.condition.search(stem):
                continue
            # »politikk« is »politikken« on its way: no word until more is added.
            if is_word and NEEDS_ENDING not in rule.more:
                yield Origin(stem, rule.flag)
            if may_go_on:
                yield from self._origins_before(stem, rule.flag)

    def _origins_before(self, form: str, flag: str) -> Iterator[Origin]:
        for rule, stem, is_word in self._taken_off(form, self._before[flag]):
            if is_word and rule.condition.search(stem):
                yield Origin(stem, rule.flag)

    def binders(self, piece: str) -> Iterator[str]:
        """Yield the words that may stand in front of a compound as this piece: `trivsels` gives `trivsel`."""
        for rule, stem, is_word in self._taken_off(piece, self._joints):
            if is_word and rule.condition.search(stem):
                yield stem.rstrip("-")
        if any(flags & _BINDS for flags in self.words.get(piece, _NOWHERE)):
            yield piece

    def may_bind(self, piece: str) -> bool:
        """Tell whether a piece may stand in front of a compound: it binds so, or nothing is said of how it binds."""
        is_free = self.may_stand_last(piece) and not self._flags_of(piece) & self._joint_flags
        return is_free or any(True for _ in self.binders(piece))

    def may_stand_last(self, word: str) -> bool:
        """Tell whether a word may be the last part of a compound."""
        return any(MAY_STAND_LAST in flags and FORBIDDEN not in flags for flags in self.words.get(word, _NOWHERE))

    def forms(self, word: str) -> set[str]:
        """Return a word's forms, without the word itself."""
        regular = (form for flags in self.words.get(word, _NOWHERE) for form in self._inflected(word, flags))
        return {*regular, *self._irregular_forms.get(word, ())} - {word}

    def letters_after(self, beginning: str) -> Iterator[str]:
        """Yield the letters with which words of the list go on after a beginning."""
        for place in range(bisect_left(self._sorted, beginning), len(self._sorted)):
            word = self._sorted[place]
            if not word.startswith(beginning):
                return
            yield word[len(beginning) : len(beginning) + 1]

    @cached_property
    def _sorted(self) -> Sequence[str]:
        return sorted(self.words)

    def _inflected(self, word: str, flags: Flags) -> Iterator[str]:
        for flag in flags:
            for rule in self._rules_for(flag, word):
                form = rule.inflect(word)
                if NEEDS_ENDING not in rule.more:
                    yield form
                for next_ in rule.more:
                    yield from (inner.inflect(form) for inner in self._rules_for(next_, form))

    def _rules_for(self, flag: str, word: str) -> Iterator[Rule]:
        """Yield the rules of a flag that apply to a word."""
        rules = self._by_flag.get(flag)
        if rules:
            for rule in rules.get(word[-1:] if word[-1:] in self._named else _OTHER, ()):
                if rule.applies_to(word):
                    yield rule

    def _taken_off(self, form: str, endings: Endings) -> Iterator[tuple[Rule, str, bool]]:
        """Yield each rule whose ending a form has, what the form was before, and whether that is a word that takes it.

        The rule's condition is not asked. Rules that leave no word, and that no ending follows, are left out.
        """
        by_letters, named = endings.by_letters, endings.named
        for cut in range(len(form), max(0, len(form) - endings.longest - 1), -1):
            for ending in by_letters.get(form[cut - 1 :] if form[cut - 1] in named else _OTHER + form[cut:], ()):
                stem = form[:cut] + ending.strip
                if stem in self.words:
                    flags = self._flags_of(stem)
                elif ending.goes_on:
                    flags = _NO_FLAGS
                else:
                    continue
                for rule in ending.rules:
                    yield rule, stem, rule.flag in flags

    def _flags_of(self, word: str) -> Flags:
        """Return the flags of all entries of a word that are not forbidden."""
        entries = self.words.get(word)
        if entries is None:
            return _NO_FLAGS
        if (known := self._joined_flags.get(id(entries))) is None:  # A few thousand entries serve all words.
            joined = frozenset(flag for flags in entries if FORBIDDEN not in flags for flag in flags)
            known = self._joined_flags[id(entries)] = joined
        return known


def _group(rules: Iterable[Rule], named: frozenset[str], followers: Set[str] = frozenset()) -> Endings:
    """Return rules by what they leave and add; `followers` are the flags of endings that another may follow."""
    by_add: dict[str, dict[str, list[Rule]]] = defaultdict(lambda: defaultdict(list))
    for rule in rules:
        by_add[rule.add][rule.strip].append(rule)
    by_letters: dict[str, list[Ending]] = defaultdict(list)
    for add, by_strip in by_add.items():
        for strip, same in by_strip.items():
            for letter, fitting in _sort_by_letter(same, named, behind=len(strip)).items():
                goes_on = any(rule.flag in followers for rule in fitting)
                by_letters[letter + add].append(Ending(strip, tuple(fitting), goes_on))
    return Endings(by_letters, named, max(map(len, by_add), default=0))


def _group_by_flag(rules: Iterable[Rule], named: frozenset[str]) -> Mapping[str, Mapping[str, Sequence[Rule]]]:
    """Return the rules of each flag by the last letter of the words that may take them."""
    by_flag: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        by_flag[rule.flag].append(rule)
    return {flag: _sort_by_letter(same, named, behind=0) for flag, same in by_flag.items()}


def _sort_by_letter(rules: Iterable[Rule], named: frozenset[str], behind: int) -> Mapping[str, Sequence[Rule]]:
    """Return rules by the letters that their conditions let stand behind so many others at the end of a word."""
    found: dict[str, list[Rule]] = defaultdict(list)
    for rule in rules:
        letters = rule.letters
        for letter in _letters_within(letters[-1 - behind] if len(letters) > behind else ".", named):
            found[letter].append(rule)
    return found


def _letters_named(rules: Iterable[Rule]) -> frozenset[str]:
    return frozenset("".join(chain.from_iterable(rule.letters for rule in rules))) - set("[^].")


@lru_cache(maxsize=1024)
def _letters_within(expression: str, named: frozenset[str]) -> Sequence[str]:
    pattern = re.compile(expression)
    return [letter for letter in (*sorted(named), _OTHER) if pattern.fullmatch(letter)]


_NONE, _PLAIN, _FREE = range(3)
"""Entries of a word: none that may stand alone, one without flags that may, and one with flags that may."""


def _freedom_of(entries: Iterable[Flags]) -> int:
    free = [flags for flags in entries if _is_free(flags)]
    return (_FREE if any(free) else _PLAIN) if free else _NONE


def _is_free(flags: Flags) -> bool:
    return not flags & {FORBIDDEN, NEEDS_ENDING, ONLY_IN_COMPOUND}


@lru_cache(maxsize=1)
def read_dictionary(folder: Path = FOLDER) -> Dictionary:
    """Return the dictionary of a folder. Raises OSError when its files cannot be read."""
    rules = read_rules((folder / "da_DK.aff").read_text("utf-8"))
    text = lzma.decompress((folder / "da_DK.dic.xz").read_bytes()).decode("utf-8")
    words, irregular = read_words(text)
    return Dictionary(words, rules, irregular)


def read_words(text: str) -> tuple[dict[str, tuple[Flags, ...]], dict[str, str]]:
    """Return the words of a `.dic` file with the flags of their entries, and the forms that it lists one by one.

    Such a form, `holdt` say, is given with the word that it is a form of (`st:holde`).
    """
    # Most words are the only ones of their spelling, and a few thousand sets of flags serve all of them.
    seen: dict[str, tuple[Flags]] = {"": (frozenset(),)}
    words: dict[str, tuple[Flags, ...]] = {}
    irregular: dict[str, str] = {}
    for line in text.splitlines()[1:]:
        entry, _, rest = line.partition(" ")
        word, _, marks = entry.partition("/")
        flags = seen.get(marks)
        if flags is None:
            flags = seen[marks] = (frozenset(marks.split(",")),)
        if rest.startswith("st:"):
            irregular[word] = rest[3:]
        words[word] = words[word] + flags if word in words else flags
    return words, irregular


def read_rules(text: str) -> Iterator[Rule]:
    """Yield the rules for endings of an `.aff` file. What comes in front of a word is not needed here."""
    for line in text.splitlines():
        parts = line.split()
        if len(parts) < 5 or parts[0] != "SFX":
            continue
        add, _, more = parts[3].partition("/")
        flags = frozenset(more.split(",")) if more else frozenset()
        yield Rule(parts[1], _nothing(parts[2]), _nothing(add), _condition(parts[4]), flags)


def _nothing(text: str) -> str:
    return "" if text == "0" else text


@lru_cache(maxsize=1024)
def _condition(text: str) -> re.Pattern[str]:
    return re.compile(f"{_BEGINS}{text}{_ENDS}")
