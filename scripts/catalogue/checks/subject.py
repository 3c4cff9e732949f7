"""Subjects: what rules judge, one file at a time, with all that is known of it by itself."""

import html
import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Any, Protocol

from catalogue.checks.leaks import Leak, find_in_values
from catalogue.checks.speller import Misspelling
from catalogue.model.pages import AnyPage, KeyPath
from catalogue.model.places import Kind
from catalogue.reading.editorial import EditorialPage
from catalogue.rendering.outline import Rendered


class Bodied(Protocol):
    """A page with a text: a contributed one, or an editorial one that a docs folder brings."""

    @property
    def path(self) -> str:
        """The file's path relative to the docs folder."""
        ...

    @property
    def body(self) -> str:
        """The text."""
        ...

    @property
    def body_line(self) -> int:
        """The line of the file on which the text begins."""
        ...


@dataclass(frozen=True)
class Subject:
    """A file of a content tree and what was found out about it alone.

    `page` is the contributed page that it is, as far as it can be read: of one that does not hold (`is_sound`), a field
    that must be there is None where it does not. `brought` is the editorial page that it is. With neither it is an
    attachment (`is_attachment`), or a file that is refused. `source` is its text, and `unread` what can be made out of
    one that cannot be read as a text. `rendered` is its text as HTML, if it has one. `leaks` are what was seen of CPR
    numbers and secrets, `misspellings` the words that no list knows, `abbreviations` those that its text does not
    explain: of a file with a text they are found where it is judged (`checks.alone`). `terms` are the abbreviations
    that are explained to everybody, and `today` is the day on which it is judged.
    """

    path: str
    today: date
    page: Any = None
    """Any, for a rule is shown pages of its own kinds alone."""
    brought: EditorialPage | None = None
    is_sound: bool = True
    is_attachment: bool = False
    source: str = ""
    rendered: Rendered | None = None
    leaks: tuple[Leak, ...] = ()
    misspellings: Sequence[Misspelling] = ()
    abbreviations: Sequence[str] = ()
    terms: frozenset[str] = frozenset()
    unread: str = ""

    @property
    def seen(self) -> str:
        """All of the file's text that can be made out."""
        return self.source or self.unread

    @property
    def kind(self) -> Kind | None:
        """The kind of contributed page, or None for what is none."""
        return self.page.kind if self.page is not None else None

    @property
    def bodied(self) -> Bodied | None:
        """The page, contributed or editorial, or None for what is none."""
        return self.page if self.page is not None else self.brought

    @cached_property
    def all_leaks(self) -> tuple[Leak, ...]:
        """`leaks`, and those that only come together in the values of the fields, as YAML folds and unescapes them."""
        page = self.page if self.is_sound and self.page is not None else None
        if page is None:
            return self.leaks
        values = ((line, text) for line, text in self.texts if line < page.body_line)
        return (*self.leaks, *find_in_values(values, self.leaks, self.today))

    @cached_property
    def texts(self) -> Sequence[tuple[int, str]]:
        """Every text of the page with its line: the values of its fields, then the lines of its body.

        Of a page that does not hold it is what the file says, line by line.
        """
        return tuple(texts_in(self.page) if self.is_sound else enumerate(self.source.split("\n"), 1))


def texts_in(page: AnyPage) -> Iterator[tuple[int, str]]:
    """Yield every text of a page with its line: the values of its fields, then the lines of its body."""
    yield from ((page.line_of(*way), text) for way, text in _texts_within(page.fields.model_dump(by_alias=True), ()))
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
    text, starts = _read_lines(page.body)
    place = _find_alone(text, needle)
    place = text.find(needle) if place < 0 else place
    return page.body_line + max(bisect_right(starts, place) - 1, 0)


@lru_cache(maxsize=1)
def _read_lines(body: str) -> tuple[str, Sequence[int]]:
    """Return a body with its entities read, and where each of its lines begins: the same one is asked of many times."""
    lines = [html.unescape(line).replace("\n", " ") for line in body.split("\n")] if "&" in body else body.split("\n")
    return "\n".join(lines), list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))


_INSIDE = re.compile(r"[\w/]")


def _find_alone(text: str, needle: str) -> int:
    """Return where a text stands on its own, or -1."""
    place = text.find(needle)
    while place >= 0:
        before, after = text[place - 1 : place] if place else "", text[place + len(needle) : place + len(needle) + 1]
        if not (_INSIDE.match(before) or before in (*':."',)) and not (_INSIDE.match(after) or after == "."):
            return place
        place = text.find(needle, place + 1)
    return -1
