"""Lexicon: the editors' everyday words and the catalogue's words for them, `data/lexicon.yml`, checked like a page.

A word in it leads one step: to the others of its family, and to the words that its line names. Where those lead counts
no more, so no chain can drift from what somebody asked for.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any

import yaml

from catalogue import checkout
from catalogue.language import wording
from catalogue.language.dictionary import Dictionary, read_dictionary
from catalogue.language.tokens import is_capitals, tokens
from catalogue.problems.codes import fault, faults_in
from catalogue.problems.problem import Problem

FILE = checkout.DATA / "lexicon.yml"
_FIELDS = ("area", "families", "words")
SHORTEST_PART = 3
"""Letters in a part of a compound that the dictionary is asked about."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A word that somebody may type, as the list has it: `near` are its family, `leads_to` what its line names."""

    word: str
    near: tuple[str, ...] = ()
    leads_to: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The entries that can be used, in the order of the list, and what is wrong with the rest."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of the file, the line it stands on, and the word as it is compared."""

    text: str
    line: int
    folded: str


@dataclass(frozen=True, slots=True)
class _Line:
    """A word of the file with the words that its line names."""

    word: _Word
    leads_to: tuple[_Word, ...]


@lru_cache(maxsize=1)
def read_lexicon() -> Lexicon:
    """Return the editors' list. Raises OSError when it is gone."""
    return parse_lexicon(FILE.name, FILE.read_text("utf-8"), read_dictionary())


def parse_lexicon(path: str, text: str, dictionary: Dictionary) -> Lexicon:
    """Return the entries in a text, and every problem with the line it stands on. Never raises."""
    try:
        root = yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        return Lexicon((), (unreadable_lexicon.at(path, mark.line + 1 if mark else 1),))
    if not isinstance(root, yaml.MappingNode) or [key.value for key, _ in root.value] != ["areas"]:
        return Lexicon((), (unreadable_lexicon.at(path, 1),))
    problems: list[Problem] = []
    families: list[tuple[_Word, ...]] = []
    lines: list[_Line] = []
    for node in root.value[0][1].value:
        found = list(_judge_area(path, node))
        problems += found
        if not found:
            families += _families_of(node)
            lines += _lines_of(node)
    problems += _judge_repeated(path, chain.from_iterable(families))
    problems += _judge_repeated(path, (line.word for line in lines))
    problems += _judge_circles(path, families, lines)
    problems += _judge_unknown(path, families, lines, dictionary)
    return Lexicon(tuple(_make_entries(families, lines)), tuple(sorted(problems)))


def _judge_area(path: str, node: Any) -> Iterator[Problem]:
    """Yield what is wrong with the shape of one area."""
    line = node.start_mark.line + 1
    if not isinstance(node, yaml.MappingNode):
        yield bad_area.at(path, line, "et område skal have felter som »area« og »words«")
        return
    keys = [key.value for key, _ in node.value]
    for key, value in node.value:
        place = key.start_mark.line + 1
        if key.value not in _FIELDS:
            yield bad_area.at(path, place, f"feltet »{key.value}« findes ikke. Vælg mellem {wording.listed(_FIELDS)}")
        elif keys.count(key.value) > 1:
            yield bad_area.at(path, place, f"feltet »{key.value}« står to gange i samme område")
        else:
            yield from _judge_field(path, place, key.value, value)
    if "area" not in keys:
        yield bad_area.at(path, line, "feltet »area« mangler")


def _judge_field(path: str, line: int, name: str, value: Any) -> Iterator[Problem]:
    if name == "area" and not isinstance(value, yaml.ScalarNode):
        yield bad_area.at(path, line, "»area« skal være en tekst")
    elif name == "families" and not isinstance(value, yaml.SequenceNode):
        yield bad_area.at(path, line, "»families« skal være en liste")
    elif name == "words" and not isinstance(value, yaml.MappingNode):
        yield bad_area.at(path, line, "»words« skal være linjer som »pedel: [teknisk service]«")
    rows = value.value if name == "families" and isinstance(value, yaml.SequenceNode) else ()
    rows = [row for _, row in value.value] if name == "words" and isinstance(value, yaml.MappingNode) else rows
    for row in rows:
        if not isinstance(row, yaml.SequenceNode) or not all(isinstance(word, yaml.ScalarNode) for word in row.value):
            yield bad_area.at(path, row.start_mark.line + 1, "ordene skal være en liste i [ ]")
        elif len(row.value) < (2 if name == "families" else 1):
            yield bad_area.at(path, row.start_mark.line + 1, "listen i [ ] har for få ord")


def _families_of(node: yaml.MappingNode) -> Iterator[tuple[_Word, ...]]:
    for key, value in node.value:
        if key.value == "families":
            yield from (tuple(map(_word_of, row.value)) for row in value.value)


def _lines_of(node: yaml.MappingNode) -> Iterator[_Line]:
    for key, value in node.value:
        if key.value == "words":
            yield from (_Line(_word_of(word), tuple(map(_word_of, row.value))) for word, row in value.value)


def _word_of(node: yaml.ScalarNode) -> _Word:
    return _Word(node.value, node.start_mark.line + 1, " ".join(node.value.casefold().split()))


def _judge_repeated(path: str, words: Iterable[_Word]) -> Iterator[Problem]:
    """Yield the words that stand more than once among some, of which each may stand once."""
    taken: dict[str, int] = {}
    for word in words:
        if word.folded in taken:
            yield repeated_entry.at(path, word.line, word.text, taken[word.folded])
        taken.setdefault(word.folded, word.line)


def _judge_circles(path: str, families: Iterable[Sequence[_Word]], lines: Sequence[_Line]) -> Iterator[Problem]:
    """Yield the lines that lead to themselves, to their own family, or to a line that leads back."""
    family_of = {word.folded: number for number, family in enumerate(families) for word in family}
    named = {line.word.folded: {word.folded for word in line.leads_to} for line in lines}
    for line in lines:
        own = line.word.folded
        for word in line.leads_to:
            is_kin = own in family_of and family_of.get(word.folded) == family_of[own]
            if word.folded == own or is_kin or own in named.get(word.folded, ()):
                yield circular_entry.at(path, word.line, line.word.text, word.text)


def _judge_unknown(
    path: str, families: Iterable[Sequence[_Word]], lines: Sequence[_Line], dictionary: Dictionary
) -> Iterator[Problem]:
    """Yield what lines lead to though it is no Danish word in any form: no page will have it."""
    own = {word.folded for word in chain(chain.from_iterable(families), (line.word for line in lines))}
    told: set[str] = set()
    for line in lines:
        for word in line.leads_to:
            if word.folded in own or word.folded in told:
                continue
            told.add(word.folded)
            unknown = next((token for token in tokens(word.text) if not _is_known(token, dictionary)), None)
            if unknown is not None:
                yield unknown_entry.at(path, word.line, unknown)


def _is_known(token: str, dictionary: Dictionary) -> bool:
    """Tell whether a word is Danish: in the list in some form, or put together of two that are."""
    if is_capitals(token) or not token.isalpha() or dictionary.has_form(token):
        return True
    word = token.lower()
    if word != token and dictionary.has_form(word):
        return True
    # From the back: the last part is mostly a word of some length, and what stands before it binds.
    cuts = range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1)
    return any(dictionary.has_form(word[cut:]) and dictionary.may_bind(word[:cut]) for cut in cuts)


def _make_entries(families: Iterable[Sequence[_Word]], lines: Iterable[_Line]) -> Iterator[Entry]:
    written: dict[str, str] = {}
    near: Mapping[str, list[str]] = defaultdict(list)
    leads_to: Mapping[str, list[str]] = defaultdict(list)
    for family in families:
        for word in family:
            written.setdefault(word.folded, word.text)
            near[word.folded] += [other.text for other in family if other.folded != word.folded]
    for line in lines:
        written.setdefault(line.word.folded, line.word.text)
        leads_to[line.word.folded] += [word.text for word in line.leads_to]
    for folded, text in written.items():
        yield Entry(text, tuple(near[folded]), tuple(leads_to[folded]))


@fault("O04")
def unreadable_lexicon() -> str:
    """Hverdagsordene kan ikke læses.

    Forkert: `pedel: [teknisk service`
    Rigtigt: `pedel: [teknisk service]`
    Hvorfor: Når listen ikke kan læses, finder søgningen kun de ord, der står på siderne.
    """
    return "Hverdagsordene kan ikke læses fra denne linje. Se efter en parentes, et kolon eller et indryk, der mangler."


@fault("O05")
def bad_area(what: str) -> str:
    """Et område i listen med hverdagsord har et forkert felt.

    Forkert: `familie: [vask, vaske]`
    Rigtigt: `families:` og på næste linje `- [vask, vaske]`
    Hvorfor: Et felt, som søgningen ikke kender, virker ikke.
    """
    return f"Området kan ikke bruges: {what}."


@fault("O06")
def repeated_entry(word: str, line: int) -> str:
    """Et hverdagsord står to gange.

    Forkert: `pedel: [teknisk service]` i to områder
    Rigtigt: ordet står ét sted med det hele
    Hvorfor: Ellers ved ingen, hvilken linje der gælder, når den ene bliver rettet.
    """
    return f"»{word}« står allerede på linje {line}. Skriv det hele ét sted."


@fault("O07")
def circular_entry(word: str, other: str) -> str:
    """To hverdagsord viser til hinanden.

    Forkert: `mail: [e-mail]` og `e-mail: [mail]`
    Rigtigt: `- [mail, e-mail]` under `families`
    Hvorfor: Ord, der finder hinanden, er en familie. Så skal de kun rettes ét sted.
    """
    return f"»{word}« og »{other}« viser rundt i ring. Skriv dem som én familie, eller lad kun det ene vise videre."


@fault("O08")
def unknown_entry(word: str) -> str:
    """Et hverdagsord viser til et ord, som ordbogen ikke kender.

    Forkert: `pedel: [teknisk servise]`
    Rigtigt: `pedel: [teknisk service]`
    Hvorfor: Ingen side har et ord, der er stavet forkert, så linjen fører ingen steder hen.
    """
    return f"Ordbogen kender ikke »{word}« i nogen form. Ret stavemåden, eller giv ordet sin egen linje i listen."


FAULTS = faults_in(globals())
"""What can be wrong with the list, in the order of the rule page."""
