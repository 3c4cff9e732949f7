"""Asking: an edition that notes what is asked of it, so that a page need only be made anew when an answer is another.

A view is a pure function of what it was given and of what it asks of the edition. Both have a name here: a question is
written down with what it was asked of, and its answer, like what a view was given, is told from any other by a digest.
What cannot be named is never taken for the same.
"""

import hashlib
from collections.abc import Callable, Collection, Container, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cached_property, partial
from inspect import ismethod
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any, TypeVar, cast

from pydantic import BaseModel

from catalogue.model.catalogue import Catalogue
from catalogue.model.pages import Page
from catalogue.rendering.edition import Edition

T = TypeVar("T")
V = TypeVar("V")

UNNAMED = ""
"""The question that was asked in a way that cannot be written down. It has no answer."""
_CATALOGUE, _EDITION, _BETWEEN = "catalogue.", "edition.", "\x1f"
_WHOLE, _HAS = "*", "?"


class Unnamed(Exception):
    """Something has no name by which it could be told from another."""


class Notes:
    """What has been asked since one began to listen."""

    def __init__(self) -> None:
        self._asked: dict[object, object] | None = None
        self._written: dict[object, str] = {}

    def note(self, question: str, *arguments: object) -> None:
        """Note a question, if somebody listens. It is written down later, since most are asked many times."""
        if self._asked is not None:
            self._asked[question, *[one if type(one) is str else id(one) for one in arguments]] = arguments

    def listen(self, make: Callable[[], T]) -> tuple[T, tuple[str, ...]]:
        """Return what is made, and what was asked meanwhile. Whoever listens around it hears all of it as well."""
        around, self._asked = self._asked, {}
        try:
            made = make()
            asked = tuple(dict.fromkeys(self._write_down(key, value) for key, value in self._asked.items()))
        finally:
            self._asked = around
        self.repeat(asked)
        return made, asked

    def repeat(self, asked: Collection[str]) -> None:
        """Note what was asked before, as it was written down, when something is shown again that was made then."""
        if self._asked is not None:
            self._asked.update(dict.fromkeys(asked))

    def _write_down(self, key: object, arguments: object) -> str:
        if isinstance(key, str):
            return key
        known = self._written.get(key)
        if known is None:
            try:
                known = _BETWEEN.join((cast(tuple[str], key)[0], *map(_write, cast(tuple[object, ...], arguments))))
            except Unnamed:
                return UNNAMED
            self._written[key] = known
        return known


def _write(argument: object) -> str:
    if type(argument) is str:
        return f"s{argument}"
    if isinstance(argument, Page):
        return f"p{argument.place.path}"
    raise Unnamed(argument)


class _Asked:
    """Stands for an object: each attribute that is read, and each method that is called, is noted."""

    def __init__(self, prefix: str, plain: object, notes: Notes) -> None:
        self._prefix, self._plain, self._notes = prefix, plain, notes

    def __getattr__(self, name: str) -> Any:
        question, value, asked = self._prefix + name, getattr(self._plain, name), cast(Any, None)
        if isinstance(value, Mapping):
            asked = AskedMapping(question, value, self._notes)
        elif ismethod(value):
            asked = _make_listened(question, value, self._notes)
        else:
            self._notes.note(question)
            return value
        self.__dict__[name] = asked  # Looked up without us from now on.
        return asked


def _make_listened(question: str, method: Callable[..., Any], notes: Notes) -> Callable[..., Any]:
    def ask(*arguments: object) -> Any:
        notes.note(question, *arguments)
        return method(*arguments)

    return ask


class AskedEdition(_Asked):
    """An edition that notes what is asked of it and of its catalogue. It has all that an edition has."""

    def __init__(self, edition: Edition) -> None:
        super().__init__(_EDITION, edition, Notes())
        self.plain, self.notes = edition, self._notes
        self.catalogue = cast(Catalogue, _Asked(_CATALOGUE, edition.catalogue, self._notes))


class AskedMapping(Mapping[str, V]):
    """A mapping that notes which keys are looked up."""

    def __init__(self, question: str, plain: Mapping[str, V], notes: Notes) -> None:
        self._question, self._plain, self._notes = question, plain, notes

    def __getitem__(self, key: str) -> V:
        """Return what stands at a key."""
        self._notes.note(self._question, key)
        return self._plain[key]

    def __contains__(self, key: object) -> bool:
        """Tell whether there is a key."""
        self._notes.note(self._question + _HAS, key)
        return key in self._plain

    def __iter__(self) -> Iterator[str]:
        """Go through all keys: who does may look at all."""
        self._notes.note(self._question + _WHOLE)
        return iter(self._plain)

    def __len__(self) -> int:
        """Count the keys."""
        self._notes.note(self._question + _WHOLE)
        return len(self._plain)


class AskedSet(Container[str]):
    """A set that notes what is looked for in it."""

    def __init__(self, question: str, plain: Container[str], notes: Notes) -> None:
        self._question, self._plain, self._notes = question, plain, notes

    def __contains__(self, one: object) -> bool:
        """Tell whether something is in it."""
        self._notes.note(self._question, one)
        return one in self._plain


def plain(asked: Mapping[str, V]) -> Mapping[str, V]:
    """Return a mapping that notes nothing, with the same in it."""
    return asked._plain if isinstance(asked, AskedMapping) else asked


def derive(edition: Edition, question: str, find: Callable[[Edition], Mapping[str, V]]) -> Mapping[str, V]:
    """Return what is found in an edition once and asked by its keys by many."""
    if isinstance(edition, AskedEdition):
        return AskedMapping(question, find(edition.plain), edition.notes)
    return find(edition)


def listen(edition: Edition, make: Callable[[], T]) -> tuple[T, tuple[str, ...]]:
    """Return what is made, and what was asked of an edition meanwhile: nothing of one that notes nothing."""
    return edition.notes.listen(make) if isinstance(edition, AskedEdition) else (make(), ())


def repeat(edition: Edition, asked: Collection[str]) -> None:
    """Note once more what was asked of an edition, when something is shown again that was made then."""
    if isinstance(edition, AskedEdition):
        edition.notes.repeat(asked)


class Asking:
    """Remembers nothing of what it finds in its edition, but by `derive` and by `listen`: who asks it is heard."""

    edition: Edition


class Answers:
    """The answers of an edition by digests. `others` are what is asked besides it and its catalogue, by name."""

    def __init__(self, edition: Edition, others: Mapping[str, object]) -> None:
        self._edition, self._others = edition, others
        self._known: dict[str, bytes] = {}
        self._pages_named: dict[str, bytes] = {}

    def answer(self, asked: Sequence[str]) -> str:
        """Return what tells the answers to some questions, in their order, from any others.

        Raises Unnamed where one of them has no answer.
        """
        known = self._known
        for question in asked:
            if question not in known:
                known[question] = self._name(self._ask(question))
        return _digest(b"".join([known[question] for question in asked])).hex()

    def name(self, value: object) -> str:
        """Return what tells a value from any other that views are given. Raises Unnamed."""
        return self._name(value).hex()

    def _name(self, value: object) -> bytes:
        if isinstance(value, Page):
            return self._name_page(value)
        parts: list[bytes] = []
        self._take(value, parts)
        return _digest(b"".join(parts))

    def _name_page(self, page: Page[Any]) -> bytes:
        name = self._pages_named.get(page.place.path)
        if name is None:
            name = self._pages_named[page.place.path] = _digest(repr(page).encode("utf-8", "surrogatepass"))
        return name

    def _take(self, value: object, parts: list[bytes]) -> None:
        """Add to parts what tells a value from any other; none of them can be taken for the beginning of another."""
        kind = type(value)
        take = _TAKEN.get(kind)
        if take is None:
            take = _TAKEN[kind] = _choose(kind)
        take(self, value, parts)

    def _take_plain(self, value: object, parts: list[bytes]) -> None:
        written = repr(value).encode("utf-8", "surrogatepass")
        parts += b"%d " % len(written), written

    def _take_page(self, value: Any, parts: list[bytes]) -> None:
        parts += b"p", self._name_page(value)

    def _take_all(self, values: Any, parts: list[bytes]) -> None:
        parts.append(b"(%d " % len(values))
        for value in values:
            self._take(value, parts)

    def _take_set(self, values: Any, parts: list[bytes]) -> None:
        parts += b"{%d " % len(values), *sorted(map(self._name, values))

    def _take_mapping(self, values: Any, parts: list[bytes]) -> None:
        self._take_all([part for pair in values.items() for part in pair], parts)

    def _take_partial(self, value: Any, parts: list[bytes]) -> None:
        self._take_all((value.func, value.args, value.keywords), parts)

    def _take_method(self, value: Any, parts: list[bytes]) -> None:
        self._take_all((value.__func__, value.__self__), parts)

    def _take_name(self, value: Any, parts: list[bytes]) -> None:
        self._take_plain(_name_of(value), parts)

    def _take_asking(self, value: Any, parts: list[bytes]) -> None:
        if not isinstance(value.edition, AskedEdition):
            raise Unnamed(type(value))
        self._take_asked(value, parts)

    def _take_asked(self, value: object, parts: list[bytes]) -> None:
        parts.append(b"?")  # What it answers is asked of it, and noted.

    def _refuse(self, value: object, parts: list[bytes]) -> None:
        raise Unnamed(type(value))

    def _ask(self, question: str) -> object:
        name, *written = question.split(_BETWEEN)
        arguments = [self._read(one) for one in written]
        asked = self._find(name.rstrip(_HAS + _WHOLE))
        if name.endswith(_HAS) or isinstance(asked, frozenset):
            return arguments[0] in cast(Container[object], asked)
        if isinstance(asked, Mapping):
            return asked.get(*arguments) if arguments else asked
        try:
            return asked(*arguments) if ismethod(asked) else asked
        except LookupError as error:  # What it was asked of has lost its place.
            raise Unnamed(question) from error

    def _find(self, name: str) -> object:
        if name in self._others:
            return self._others[name]
        for prefix, asked in ((_CATALOGUE, self._edition.catalogue), (_EDITION, self._edition)):
            if name.startswith(prefix) and hasattr(asked, attribute := name.removeprefix(prefix)):
                return getattr(asked, attribute)
        raise Unnamed(name)

    def _read(self, written: str) -> Any:
        if written[0] == "s":
            return written[1:]
        if page := self._pages.get(written[1:]):
            return page
        raise Unnamed(written)

    @cached_property
    def _pages(self) -> Mapping[str, object]:
        return {page.path: page for page in self._edition.catalogue.pages}


_Take = Callable[[Answers, Any, list[bytes]], None]
_WAYS: tuple[tuple[type | tuple[type, ...], _Take], ...] = (
    (Page, Answers._take_page),
    ((type(None), str, int, float, bytes, date, Enum, Path, BaseModel, range), Answers._take_plain),
    ((tuple, list), Answers._take_all),
    ((frozenset, set), Answers._take_set),
    ((AskedEdition, _Asked, AskedMapping, AskedSet), Answers._take_asked),
    (Mapping, Answers._take_mapping),
    (Asking, Answers._take_asking),
    (partial, Answers._take_partial),
    (MethodType, Answers._take_method),
    ((FunctionType, type), Answers._take_name),
)
_TAKEN: dict[type, _Take] = {}


def _choose(kind: type) -> _Take:
    for known, take in _WAYS:
        if issubclass(kind, known):
            return take
    return _make_fields_taken(kind) if is_dataclass(kind) and not _remembers(kind) else Answers._refuse


def _make_fields_taken(kind: type) -> _Take:
    name, keys = _name_of(kind), tuple(field.name for field in fields(kind) if field.compare)

    def take(answers: Answers, value: Any, parts: list[bytes]) -> None:
        parts.append(b"%d %s" % (len(name), name.encode()))
        for key in keys:
            answers._take(getattr(value, key), parts)

    return take


def _name_of(value: Any) -> str:
    """Return where a function or a class is found. Raises Unnamed for one that was made on the way."""
    if getattr(value, "__closure__", None) or "<" in value.__qualname__:
        raise Unnamed(value)
    return f"{value.__module__}.{value.__qualname__}"


def _remembers(kind: type) -> bool:
    """Tell whether objects of a class keep what they have once asked: who asks them again would not be heard."""
    return any(isinstance(one, cached_property) for base in kind.__mro__ for one in vars(base).values())


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=16).digest()
