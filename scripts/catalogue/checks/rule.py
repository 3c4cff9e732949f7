"""What rules are given and what they give back."""

import html
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any, Protocol

from catalogue.checks.leaks import Leak
from catalogue.checks.speller import Misspelling
from catalogue.model.catalogue import Catalogue
from catalogue.model.pages import AnyPage, KeyPath
from catalogue.model.places import Kind, Place
from catalogue.problems.codes import Help, read_help
from catalogue.problems.problem import Problem, Severity
from catalogue.reading.editorial import EditorialPage
from catalogue.rendering.outline import Rendered


class Located(Protocol):
    """What a finding is about: mostly a page, else a file that is none."""

    @property
    def path(self) -> str:
        """The file's path relative to the docs folder."""
        ...


class Bodied(Located, Protocol):
    """A page with a text: a contributed one, or an editorial one that a docs folder brings."""

    @property
    def body(self) -> str:
        """The text."""
        ...

    @property
    def body_line(self) -> int:
        """The line of the file on which the text begins."""
        ...


Finding = tuple[Located, int, str]
"""A page, a line in it, and the Danish message."""


@dataclass(frozen=True)
class Inspection:
    """Everything that the rules judge.

    `pages` are all pages that could be read, `places` also those that could not: a reference to a broken page is no
    fault of the one who refers. `files` are the attachments' paths, `addresses` those of the editorial pages, and
    `brought` the editorial pages that the docs folder brings.
    `leaks` are what was seen of CPR numbers and secrets, in any file, and `misspellings` the words of each page
    that no list knows.
    """

    pages: tuple[AnyPage, ...]
    places: tuple[Place, ...]
    catalogue: Catalogue
    rendered: Mapping[str, Rendered]
    today: date
    files: frozenset[str] = frozenset()
    addresses: frozenset[str] = frozenset()
    brought: tuple[EditorialPage, ...] = ()
    terms: frozenset[str] = frozenset()
    leaks: tuple[Leak, ...] = ()
    misspellings: Mapping[str, Sequence[Misspelling]] = field(default_factory=dict)

    def of_kind(self, *kinds: Kind) -> Iterator[Any]:
        """Yield the pages of some kinds."""
        return (page for page in self.pages if page.kind in kinds)

    @cached_property
    def keys(self) -> Mapping[Kind, tuple[str, ...]]:
        """What pages of each kind can be referred to by, broken pages too, sorted."""
        return {kind: tuple(sorted(place.key for place in self.places if place.kind is kind)) for kind in Kind}

    @cached_property
    def key_sets(self) -> Mapping[Kind, frozenset[str]]:
        """The same, to look in."""
        return {kind: frozenset(keys) for kind, keys in self.keys.items()}

    @cached_property
    def texts(self) -> Mapping[str, Sequence[tuple[int, str]]]:
        """Every text of each page by path, with its line: the values of its fields, then the lines of its body."""
        return {page.path: tuple(texts_in(page)) for page in self.pages}


Judge = Callable[[Inspection], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its help, and the function that yields what breaks it."""

    help: Help
    judge: Judge

    def problems(self, inspection: Inspection) -> Iterator[Problem]:
        """Yield the rule's problems with the pages of a inspection."""
        for page, line, message in self.judge(inspection):
            yield Problem(page.path, max(line, 1), self.help.code, message, self.help.severity)


def rule(code: str, severity: Severity = Severity.ERROR) -> Callable[[Judge], Rule]:
    """Make a judging function, whose docstring is the help, into the rule of that code."""
    return lambda judge: Rule(read_help(code, severity, judge.__doc__), judge)


def texts_in(page: AnyPage) -> Iterator[tuple[int, str]]:
    """Yield every text of a page with its line: the values of its fields, then the lines of its body."""
    yield from ((page.line_of(*way), text) for way, text in _texts_within(page.fields.model_dump(), ()))
    yield from enumerate(page.body.split("\n"), page.body_line)


def _texts_within(value: Any, way: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, str):
        yield way, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts_within(inner, (*way, key))
    elif isinstance(value, (list, tuple)):
        for number, inner in enumerate(value):
            yield from _texts_within(inner, (*way, number))


def line_in_body(page: Bodied, needle: str) -> int:
    """Return the line of the body that holds a text, or the body's first line.

    A text on its own, such as a whole address between brackets, is preferred to one within another; entities count as
    what they stand for.
    """
    alone = re.compile(rf"(?<![\w:/.\"]){re.escape(needle)}(?![\w/.])")
    lines = [html.unescape(line) for line in page.body.split("\n")]
    for holds in (lambda line: alone.search(line), lambda line: needle in line):
        if found := next((number for number, line in enumerate(lines) if holds(line)), None):
            return page.body_line + found
    return page.body_line
