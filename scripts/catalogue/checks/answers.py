"""Answers: what a whole check told, kept by all that it was told of, so that a tree without changes is told of at once.

Nothing is guessed from times or sizes: the name of an answer is made of every byte that a check reads. Only an answer
without errors is kept, since an error may be one of the moment: a page that took too long, a file that could not be
opened.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from catalogue import checkout, disk
from catalogue.problems.problem import Problem, Severity
from catalogue.progress import Progress, keep_quiet
from catalogue.reading import limits
from catalogue.reading.files import SourceFile, list_files
from catalogue.reading.listing import list_editorial_files
from catalogue.rendering.shelf import Shelf
from catalogue.versions import version_of

_JUDGE = "catalogue.checks.check"
"""The module that answers. It is loaded when there is something to answer anew: that takes longer than all the rest."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a check told of a tree: every problem, sorted, and how many pages it read."""

    problems: tuple[Problem, ...]
    pages: int


def answer(docs: Path, today: date, cache: Path, on_progress: Progress = keep_quiet) -> Answer:
    """Return what a check of a docs folder tells on a day, from the file of the cache when nothing has changed."""
    shelf: Shelf[str] = Shelf(cache, "answers")
    name = name_of(docs, today)
    if name and (kept := _load(shelf, docs, name)):
        return kept
    from catalogue.checks.check import check
    from catalogue.rendering.cache import RenderingCache

    found = check(docs, today, RenderingCache(cache), on_progress)
    fresh = Answer(found.problems, len(found.reading.places))
    # What was read must be what was named: somebody may be writing.
    if name and not found.errors and name == name_of(docs, today):
        shelf.save({_key_of(docs): json.dumps([name, fresh.pages, *map(_to_json, fresh.problems)])})
    return fresh


def name_of(docs: Path, today: date) -> str:
    """Return a name for all that the answer depends on; empty when a file cannot be read.

    That is the program, the day, and the path and content of every file that a check reads, with what is wrong with the
    files themselves.
    """
    is_own = docs.resolve() == checkout.DOCS.resolve()
    digest = hashlib.sha256()
    try:
        for words in _parts_of(docs, is_own):
            digest.update(hashlib.sha256(words).digest())
    except (OSError, disk.TooLarge):
        return ""
    return f"{version_of(_JUDGE)} {today.isoformat()} {is_own} {digest.hexdigest()}"


def _parts_of(docs: Path, is_own: bool) -> Iterator[bytes]:
    listing = list_files(docs)
    yield repr(listing.problems).encode("utf-8", "surrogatepass")
    yield from _contents_of(listing.files)
    yield b"refused"
    yield from _contents_of(listing.refused)
    for folder in (checkout.DOCS,) if is_own else (checkout.DOCS, docs):
        found = list(list_editorial_files(folder))
        yield repr([(one.path, one.problem, one.is_refused) for one in found]).encode("utf-8", "surrogatepass")
        yield from _contents_of(one.file for one in found if one.file)


def _contents_of(files: Iterable[SourceFile]) -> Iterator[bytes]:
    for file in files:
        yield file.path.encode("utf-8", "surrogatepass")
        yield disk.read_regular(file.location, limits.ATTACHMENT_BYTES)


def _load(shelf: Shelf[str], docs: Path, name: str) -> Answer | None:
    key = _key_of(docs)
    with suppress(sqlite3.Error, OSError, ValueError, TypeError):
        named, pages, *problems = json.loads(shelf.load([key]).get(key, "[null, 0]"))
        if named == name:
            return Answer(tuple(_from_json(*one) for one in problems), pages)
    return None


def _key_of(docs: Path) -> str:
    """Return the key of a folder, of which one answer is kept: the last."""
    return hashlib.sha256(str(docs.resolve()).encode("utf-8", "surrogatepass")).hexdigest()


def _to_json(problem: Problem) -> tuple[str, int, str, str, str]:
    return problem.path, problem.line, problem.code, problem.message, problem.severity


def _from_json(path: str, line: int, code: str, message: str, severity: str) -> Problem:
    return Problem(path, line, code, message, Severity(severity))
