"""Answers: what there is to say of a pull request, as data of a known form. JSON in both directions.

Whoever checks the pages makes an answer; whoever may post it takes it to be hostile: every part has its form and its
bound, and what has another is no answer. The words around it, every link and all Markdown are made by who reads it
(`review.comments`). Needs nothing but Python, as the job that posts has nothing else.
"""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from typing import Any, Generic, TypeVar

from catalogue.privacy.showing import INVISIBLE, one_line, show_name

T = TypeVar("T")
V = TypeVar("V")

FORM = 1
"""Of answers; one of another form is not read."""
MAX_PAGES, MAX_ITEMS = 20, 10
"""Pages, and items under each heading, that are told of one by one."""
MAX_SUGGESTIONS = 200
MAX_REASONS = 5
MAX_THANKED = 40
MAX_TEXT, MAX_TITLE, MAX_PATH, MAX_FIX = 600, 120, 400, 200
MAX_LINES = 4
"""Lines of a suggestion that are shown in the comment."""
MAX_REPLACEMENT = 10_000
"""Characters of a suggestion: with its reasons it must fit into a comment."""
MAX_NUMBER = 10_000_000
MAX_CHARACTERS = 4_000_000
"""Of an answer: what is longer is not read."""
MAX_SUGGESTED = 1_000_000
"""Characters of all its suggestions; those that do not fit are left out when it is made."""
STATUSES = ("added", "changed", "moved")


class Malformed(ValueError):
    """What was read is no answer; the message says where, in English, and quotes nothing."""


@dataclass(frozen=True, slots=True)
class Some(Generic[T]):
    """The first of some things, and how many there are in all."""

    shown: tuple[T, ...] = ()
    total: int = 0


@dataclass(frozen=True, slots=True)
class Finding:
    """A thing to fix, or advice. `fix` is the lines that a machine would put there instead."""

    path: str
    line: int
    code: str
    message: str
    fix: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """A file that the pull request touches. Paths are the repository's; `address` is below the site's root."""

    path: str
    status: str
    is_page: bool = True
    title: str = ""
    address: str = ""
    praise: tuple[str, ...] = ()
    errors: Some[Finding] = Some()
    advice: Some[Finding] = Some()
    moved_from: str = ""


@dataclass(frozen=True, slots=True)
class Edit:
    """Lines `first` to `last` of a page, and what a machine would put there. `key` stays while the suggestion does."""

    path: str
    first: int
    last: int
    key: str
    replacement: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """What there is to say of a pull request. `errors` counts all that must be fixed, `pages_count` the pages alone."""

    errors: int = 0
    pages_count: int = 0
    pages: Some[Page] = Some()
    damages: Some[Finding] = Some()
    deleted: Some[str] = Some()
    others: Some[str] = Some()
    suggestions: tuple[Edit, ...] = ()


@dataclass(frozen=True, slots=True)
class Thanks:
    """Pages that have been merged."""

    pages: Some[Page] = Some()


# Made


def first(things: Sequence[T], limit: int, make: Callable[[T], V]) -> Some[V]:
    """Return the first of some things, as they are told, with the number of all."""
    return Some(tuple(make(thing) for thing in things[:limit]), min(len(things), MAX_NUMBER))


def text(words: str, length: int = MAX_TEXT) -> str:
    """Return words as an answer may hold them."""
    return one_line(words, length)


def path(name: str) -> str:
    """Return a file's path as an answer may hold it."""
    return show_name(name, MAX_PATH)


def to_json(told: Answer | Thanks) -> str:
    """Return an answer as JSON, with as many of its suggestions as there is room for."""
    data = {"form": FORM, **asdict(told)}
    room = MAX_SUGGESTED
    if "suggestions" in data:
        kept = []
        for one in data["suggestions"]:
            room -= len(json.dumps(one, ensure_ascii=False))
            if room < 0:  # A shorter one behind it may still fit.
                room += len(json.dumps(one, ensure_ascii=False))
            else:
                kept.append(one)
        data["suggestions"] = kept
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


# Read


def read_answer(written: str) -> Answer:
    """Return the answer that a text holds. Raises Malformed."""
    return _read(written, ANSWER)


def read_thanks(written: str) -> Thanks:
    """Return the thanks that a text holds. Raises Malformed."""
    return _read(written, THANKS)


Form = Callable[[Any], T]
"""Takes what was read and returns what it is. Raises Malformed."""


def _read(written: str, form: Form[T]) -> T:
    if len(written) > MAX_CHARACTERS:
        raise Malformed("too long")
    try:
        data = json.loads(written, object_pairs_hook=_without_doubles, parse_constant=_refuse)
    except (ValueError, RecursionError) as reason:
        raise Malformed(f"no JSON: {type(reason).__name__}") from None
    if not isinstance(data, dict) or data.pop("form", None) != FORM:
        raise Malformed("of another form")
    return form(data)


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) < len(pairs):
        raise Malformed("a key twice")
    return dict(pairs)


def _refuse(_: str) -> float:
    raise Malformed("no number")


# Not `isprintable`: which letters there are depends on the Python, and the one that reads may be another.
_UNSEEN = re.compile(f"[\t\n\ud800-\udfff]|{INVISIBLE.pattern}")


def _text(length: int, pattern: str = r".*") -> Form[str]:
    wanted = re.compile(pattern)

    def read(value: Any) -> str:
        if not (isinstance(value, str) and len(value) <= length) or _UNSEEN.search(value):
            raise Malformed("no such text")
        if not wanted.fullmatch(value):
            raise Malformed("no such word")
        return value

    return read


def _replacement(value: Any) -> str:
    """Read lines of a page: with line feeds and tabs, but nothing else that cannot be seen."""
    if not (isinstance(value, str) and len(value) <= MAX_REPLACEMENT) or _UNSEEN.search(re.sub(r"[\t\n]", "", value)):
        raise Malformed("no such lines")
    return value


def _whole(lowest: int) -> Form[int]:
    def read(value: Any) -> int:
        if type(value) is not int or not lowest <= value <= MAX_NUMBER:
            raise Malformed("no such number")
        return value

    return read


def _yes_or_no(value: Any) -> bool:
    if not isinstance(value, bool):
        raise Malformed("neither yes nor no")
    return value


def _many(form: Form[T], limit: int) -> Form[tuple[T, ...]]:
    def read(value: Any) -> tuple[T, ...]:
        if not isinstance(value, list) or len(value) > limit:
            raise Malformed("no such list")
        return tuple(map(form, value))

    return read


def _record(kind: type[V], **forms: Form[Any]) -> Form[V]:
    assert set(forms) == {field.name for field in fields(kind)}  # type: ignore[arg-type]

    def read(value: Any) -> V:
        if not isinstance(value, dict) or value.keys() != forms.keys():
            raise Malformed(f"no {kind.__name__}")
        return kind(**{name: form(value[name]) for name, form in forms.items()})

    return read


def _some(form: Form[T], limit: int) -> Form[Some[T]]:
    whole: Form[Some[T]] = _record(Some, shown=_many(form, limit), total=_whole(0))

    def read(value: Any) -> Some[T]:
        some = whole(value)
        if some.total < len(some.shown):
            raise Malformed("more than all")
        return some

    return read


_PATH = _text(MAX_PATH, r".+")
_ADDRESS = _text(MAX_PATH, r"(?:[a-z0-9-]+/)*")
_FINDING = _record(
    Finding,
    path=_PATH,
    line=_whole(0),
    code=_text(3, r"[A-Z][0-9]{2}"),
    message=_text(MAX_TEXT),
    fix=_many(_text(MAX_FIX), MAX_LINES),
)
_PAGE = _record(
    Page,
    path=_PATH,
    status=_text(10, "|".join(STATUSES)),
    is_page=_yes_or_no,
    title=_text(MAX_TITLE),
    address=_ADDRESS,
    praise=_many(_text(MAX_TEXT), MAX_ITEMS),
    errors=_some(_FINDING, MAX_ITEMS),
    advice=_some(_FINDING, MAX_ITEMS),
    moved_from=_text(MAX_PATH),
)
_EDIT = _record(
    Edit,
    # A suggestion can only be made for a page.
    path=_text(MAX_PATH, r"docs/(?!(?:.*/)?\.\.?(?:/|$)).+"),
    first=_whole(1),
    last=_whole(1),
    key=_text(16, r"[0-9a-f]{16}"),
    replacement=_replacement,
    reasons=_many(_text(MAX_TEXT), MAX_REASONS),
)


def _edit(value: Any) -> Edit:
    edit = _EDIT(value)
    if edit.last < edit.first:
        raise Malformed("lines from the last to the first")
    return edit


def _suggestions(value: Any) -> tuple[Edit, ...]:
    """Read suggestions, without those that no comment has room for: the rest is to be told of all the same."""
    is_list = isinstance(value, list) and len(value) <= MAX_SUGGESTIONS
    return _many(_edit, MAX_SUGGESTIONS)([one for one in value if not _is_too_long(one)] if is_list else value)


def _is_too_long(value: Any) -> bool:
    replacement = value.get("replacement") if isinstance(value, dict) else None
    return isinstance(replacement, str) and len(replacement) > MAX_REPLACEMENT


ANSWER = _record(
    Answer,
    errors=_whole(0),
    pages_count=_whole(0),
    pages=_some(_PAGE, MAX_PAGES),
    damages=_some(_FINDING, MAX_ITEMS),
    deleted=_some(_PATH, MAX_ITEMS),
    others=_some(_PATH, MAX_ITEMS),
    suggestions=_suggestions,
)
THANKS = _record(Thanks, pages=_some(_PAGE, MAX_THANKED))
