"""Front matter: the fields between two lines of `---`, read strictly, with the line of every key and where it stands.

YAML 1.1 is parsed into events by libyaml; the tree is built here, so that depth, repeated keys, anchors and tags are
ours to judge, nothing is ever constructed, and every scalar stays the text that the writer wrote. One walk over the
events gives all that is known of a field, so that a value, its line and its place are always of the same one.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import yaml

from catalogue.model.pages import KeyPath
from catalogue.problems import faults
from catalogue.problems.problem import Problem
from catalogue.reading import limits
from catalogue.reading.files import HARD_SPACES, find_invisible

FENCE = re.compile(r"---[ \t]*")
HARD = re.compile(rf"[ {HARD_SPACES}]*(?:-[ {HARD_SPACES}]+)*(?:[\w-]+:[ ]*(?=[{HARD_SPACES}])|(?=[{HARD_SPACES}]))")
"""How a line begins in which a hard space stands where YAML looks for a common one: it must hold one to its end."""
CURLY = "“”„‟‘’‚‛"
"""Quotation marks that a word processor makes of straight ones. To YAML they are letters."""
_HARD_VALUE = re.compile(rf"(?:-|[a-z_]+:)[{HARD_SPACES}]")
_EMPTY = ("", "~", "null", "Null", "NULL")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one line of the front matter: line and columns count from 0; `quote` is the quotation mark used."""

    line: int
    start: int
    end: int
    quote: str = ""


@dataclass(frozen=True)
class Spans:
    """Where the keys and the single values of a front matter stand, by the way to each; none that fills lines."""

    keys: Mapping[KeyPath, Span]
    values: Mapping[KeyPath, Span]


@dataclass
class FrontMatter:
    """The fields of a page: `values` of texts, lists and mappings, `lines` by the way to each, and what was wrong.

    `spans` says where in the text the keys and values stand. One that cannot be read to its end has neither values
    nor spans.
    """

    values: dict[str, Any] = field(default_factory=dict)
    lines: dict[KeyPath, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    empty: set[KeyPath] = field(default_factory=set)
    key_events: Sequence[tuple[KeyPath, Any]] = field(default=(), repr=False, compare=False)
    value_events: Sequence[tuple[KeyPath, Any]] = field(default=(), repr=False, compare=False)

    @cached_property
    def spans(self) -> Spans:
        """Where each key and each single value stands, so that one can be changed and no other."""
        # Every page is read, few are mended: the events are kept as they are until somebody asks.
        return Spans(_spans_of(self.key_events), _spans_of(self.value_events))


@dataclass(frozen=True, slots=True)
class Split:
    """A page's text in two: the front matter's YAML and the body, with the line on which the body begins."""

    yaml: str
    body: str
    body_line: int


def split(path: str, text: str) -> Split | Problem:
    """Return a page's two halves, or the problem that keeps them from being told apart."""
    lines = text.split("\n")
    if not FENCE.fullmatch(lines[0]):
        return faults.no_front_matter.at(path, 1)
    end = next((number for number, line in enumerate(lines[1:], 1) if FENCE.fullmatch(line)), None)
    if end is None:
        return faults.unclosed_front_matter.at(path, 1)
    head = "\n".join(lines[1:end]) + "\n"
    if len(head.encode()) > limits.FRONT_MATTER_BYTES:
        return faults.too_large.at(path, 1, "Felterne øverst", len(head.encode()), limits.FRONT_MATTER_BYTES)
    return Split(head, "\n".join(lines[end + 1 :]), end + 2)


def parse(path: str, text: str) -> FrontMatter:
    """Return the fields of a front matter's YAML, which begins on line 2 of the file. Never raises."""
    found = FrontMatter()
    builder = _Builder(path, found, text.split("\n"))
    try:
        builder.build(yaml.parse(text, Loader=yaml.CSafeLoader))
    except _Stop as stop:
        found.problems.append(stop.problem)
    except yaml.MarkedYAMLError as error:
        found.problems.append(_explain(path, text, error))
    except (yaml.YAMLError, ValueError):
        found.problems.append(faults.unreadable.at(path, 2, "der er et tegn, som ikke kan læses."))
    hard = next((number for number, line in enumerate(text.split("\n"), 2) if HARD.match(line)), 0)
    if hard and found.problems and not found.values:
        found.problems[-1] = faults.unreadable.at(path, hard, _HARD_SPACE)
    return found


def _spans_of(events: Sequence[tuple[KeyPath, Any]]) -> dict[KeyPath, Span]:
    return {
        way: Span(event.start_mark.line, event.start_mark.column, event.end_mark.column, event.style or "")
        for way, event in events
        if event.start_mark.line == event.end_mark.line and event.style not in ("|", ">")
    }


class _Stop(Exception):
    """The front matter cannot be read any further."""

    def __init__(self, problem: Problem) -> None:
        self.problem = problem


class _Builder:
    """Builds the tree from events, and notes lines, problems and the events of what is kept on the way."""

    def __init__(self, path: str, found: FrontMatter, lines: list[str]) -> None:
        self.path, self.found, self.lines = path, found, lines
        self.events: Iterator[Any] = iter(())
        self.key_events: list[tuple[KeyPath, Any]] = []
        self.value_events: list[tuple[KeyPath, Any]] = []

    def build(self, events: Iterator[Any]) -> None:
        self.events = events
        next(events)  # StreamStart
        if isinstance(next(events), yaml.StreamEndEvent):
            return
        first = next(events)
        if not isinstance(first, yaml.MappingStartEvent):
            if isinstance(first, yaml.ScalarEvent) and not first.value:
                return
            raise _Stop(faults.not_a_mapping.at(self.path, self.line(first)))
        self.refuse_codes(first)
        self.found.values = self.mapping(())
        self.found.key_events, self.found.value_events = self.key_events, self.value_events
        next(events)  # DocumentEnd
        if isinstance(extra := next(events), yaml.DocumentStartEvent):
            raise _Stop(faults.not_a_mapping.at(self.path, self.line(extra)))

    def line(self, event: Any) -> int:
        return int(event.start_mark.line) + 2

    def node(self, event: Any, way: KeyPath) -> Any:
        self.refuse_codes(event)
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, way)
        if len(way) >= limits.FRONT_MATTER_DEPTH:
            raise _Stop(faults.too_deep.at(self.path, self.line(event)))
        return self.mapping(way) if isinstance(event, yaml.MappingStartEvent) else self.sequence(way)

    def mapping(self, way: KeyPath) -> dict[str, Any]:
        values: dict[str, Any] = {}
        while not isinstance(key := next(self.events), yaml.MappingEndEvent):
            self.refuse_codes(key)
            if not isinstance(key, yaml.ScalarEvent) or key.value == "<<":
                raise _Stop(faults.not_a_mapping.at(self.path, self.line(key)))
            at = (*way, key.value)
            if at in self.found.lines:
                self.repeated(key, at)
                continue
            value = self.node(next(self.events), at)
            self.key_events.append((at, key))
            self.found.lines[at] = self.line(key)
            if value is None:
                self.found.empty.add(at)
            else:
                values[key.value] = value
        return values

    def repeated(self, key: Any, way: KeyPath) -> None:
        """Tell of a key that is there already, and read past its value, of which only the problems are kept."""
        first, problems = self.found.lines[way], self.found.problems
        problems.append(faults.duplicate_key.at(self.path, self.line(key), key.value, first))
        aside = _Builder(self.path, FrontMatter(problems=problems), self.lines)
        aside.events = self.events
        aside.node(next(self.events), way)

    def sequence(self, way: KeyPath) -> list[Any]:
        values: list[Any] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            at = (*way, len(values))
            line = self.line(event)
            value = self.node(event, at)
            if value is not None:
                self.found.lines[at] = line
                values.append(value)
        return values

    def scalar(self, event: Any, way: KeyPath) -> str | None:
        plain = not event.style
        if plain and event.value in _EMPTY:
            return None
        if plain:
            self.warn_of_swallowed_text(event)
            if _HARD_VALUE.match(event.value):
                self.found.problems.append(faults.unreadable.at(self.path, self.line(event), _HARD_SPACE))
        self.value_events.append((way, event))
        return str(event.value)

    def refuse_codes(self, event: Any) -> None:
        code = "*" if isinstance(event, yaml.AliasEvent) else "&" if event.anchor else "!" if event.tag else ""
        if code:
            line = self.lines[min(event.start_mark.line, len(self.lines) - 1)]
            written = faults.shortened(line[event.start_mark.column :].strip())
            raise _Stop(faults.forbidden_yaml.at(self.path, self.line(event), code, written))
        # An escape in double quotation marks can write what the file itself may not hold.
        if isinstance(event, yaml.ScalarEvent) and event.style == '"' and (name := find_invisible(event.value)):
            raise _Stop(faults.control_character.at(self.path, self.line(event), name))

    def warn_of_swallowed_text(self, event: Any) -> None:
        # A comment proper has a space after its #; »#1« is more likely a word that the writer meant to keep.
        end = event.end_mark
        line = self.lines[min(end.line, len(self.lines) - 1)]
        if "#" not in line or not event.value:
            return
        if swallowed := re.match(r"\s+(#\S.*)", line[end.column :]):
            text = faults.shortened(swallowed[1])
            self.found.problems.append(faults.swallowed_text.at(self.path, end.line + 2, text))


_HARD_SPACE = "der er et hårdt mellemrum (Alt og mellemrum på en Mac). Slet det, og skriv et almindeligt."
_CURLY = 'anførselstegnene er buede. Brug lige: "…".'
_INNER = "der er anførselstegn inde i værdien. Sæt enkelte (') om det hele."
_AFTER_LIST = "efter klammen ( ] ) står der mere. Er det ikke en liste, så sæt anførselstegn om det hele."
_EXPLANATIONS = (
    ("mapping values are not allowed", "et kolon med mellemrum kan kun stå én gang. Sæt anførselstegn om værdien."),
    ("found character that cannot start any token", "værdien begynder med et særligt tegn. Sæt anførselstegn om den."),
    ("found unexpected end of stream", "et anførselstegn mangler sin makker."),
    ("did not find expected ',' or ']'", "en liste i klammer mangler et komma eller en slutklamme ( ] )."),
    ("did not find expected ',' or '}'", "der mangler et komma eller en slutklamme ( } )."),
    ("did not find expected key", "indrykning eller anførselstegn passer ikke. Et felt begynder helt til venstre."),
    ("could not find expected ':'", "et felt mangler kolon og mellemrum efter sit navn."),
    ("block sequence entries are not allowed", "et listepunkt (-) skal stå på sin egen linje under feltet."),
    ("found undefined tag handle", "værdien begynder med !, som er en kode. Sæt anførselstegn om den."),
    ("did not find expected '-' indicator", "listens punkter skal begynde lige under hinanden."),
    ("found unknown escape character", "omvendt skråstreg i dobbelte anførselstegn er en kode. Brug enkelte."),
    ("did not find expected alphabetic or numeric character", "sæt anførselstegn om værdien."),
    ("did not find URI escape", "værdien begynder med en kode. Sæt anførselstegn om den."),
)  # fmt: skip


def _explain_quotes(value: str) -> str:
    """Return what is wrong with the marks around a value that cannot be read, or nothing."""
    if value[0] in CURLY or (value[0] in "\"'" and value[-1] in CURLY):
        return _CURLY
    if value[0] == "[" and "]" in value[:-1] and value[-1] != "]":
        return _AFTER_LIST
    return _INNER if value[0] in "\"'" and value[-1] == value[0] and value.count(value[0]) > 2 else ""


def _starts_with_tab(text: str, mark: Any) -> bool:
    lines = text.split("\n")
    return bool(mark.line < len(lines) and lines[mark.line][mark.column :].startswith("\t"))


def _explain(path: str, text: str, error: yaml.MarkedYAMLError) -> Problem:
    mark = error.problem_mark or error.context_mark
    problem = error.problem or ""
    # An unclosed quotation or a missing colon is reported further down; the writer looks for where it began.
    if error.context_mark and problem in ("found unexpected end of stream", "could not find expected ':'"):
        mark = error.context_mark
    explanation = next((danish for english, danish in _EXPLANATIONS if english in problem), None)
    if mark and _starts_with_tab(text, mark):
        explanation = "der er et tabulatortegn. Brug mellemrum til at rykke ind."
    elif mark and (found := re.match(r"[ ]*(?:-[ ]+)*[\w-]+:[ ]+(\S.*)", "".join(text.split("\n")[mark.line :][:1]))):
        explanation = _explain_quotes(found[1].rstrip()) or explanation
    fallback = "skrivemåden er ikke gyldig. Sæt anførselstegn om værdien, og se efter kolon og indrykning."
    return faults.unreadable.at(path, (mark.line if mark else 0) + 2, explanation or fallback)
