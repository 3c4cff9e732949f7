"""Attachments: what stands in images and PDF files that must not be published, and which of them cannot be read.

Files that are refused are looked through too, whatever they are. That one of these cannot be read is told of nobody.
Each is read and judged in a worker, under a limit of time and of memory: what comes back is what may be said of it, and
no words of the file.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from catalogue import disk
from catalogue.checks.leaks import Kind, Leak, look
from catalogue.checks.packages import words_of_any
from catalogue.checks.words import Unread, Words
from catalogue.privacy import cpr, credentials
from catalogue.reading import kinds, limits
from catalogue.reading.files import ATTACHMENT_ENDINGS, IMAGE_ENDINGS, SourceFile
from catalogue.rendering.workers import map_within_limits
from catalogue.versions import version_of

_IMAGE, _PDF, _ANY = "image", "pdf", "any"
_PIECE, _LAP = 20_000, 1_000
"""Letters of a text that are looked through at a time, and those that two pieces share: what is found fits in them."""
_UNREADABLE_IMAGE = Unread(
    "oplysningerne i den kan ikke læses igennem", "Åbn billedet i et billedprogram, og gem det på ny"
)
_TOO_MUCH = Unread(
    f"den har mere end {limits.ATTACHMENT_CHARACTERS // 1_000_000} millioner tegn med tal i",
    "Gem kun det, der er brug for",
)
TOO_LARGE = Unread(f"den fylder mere end {limits.ATTACHMENT_BYTES // 1_000_000} MB")
_TOO_HEAVY = Unread("den er for tung at læse")


@dataclass(frozen=True, slots=True)
class Job:
    """An attachment to look through, and the day to judge numbers by."""

    file: SourceFile
    today: date


@dataclass(frozen=True, slots=True)
class Search:
    """What was seen in an attachment. `is_clean` tells that it was read to its end and holds nothing on any day."""

    leaks: tuple[Leak, ...] = ()
    is_clean: bool = False


def find_in_attachments(files: Iterable[SourceFile], folder: Path, today: date) -> Mapping[str, tuple[Leak, ...]]:
    """Return what was seen in the files by path, and what of them could not be read to its end, as leaks on line 1.

    The folder keeps the names of contents in which there was nothing, so that they are read once. Nothing else is kept:
    a cache is no place for personal data.
    """
    marks = {file: mark for file in files if (mark := _mark_of(file, folder)) is None or not mark.is_file()}
    found: dict[str, tuple[Leak, ...]] = {}
    for job, search in map_within_limits(search_attachment, [Job(file, today) for file in marks]):
        leaks = search.leaks if search else (_unread(_TOO_HEAVY),)
        if job.file.ending not in ATTACHMENT_ENDINGS:
            leaks = without_unread(leaks)
        if leaks:
            found[job.file.path] = leaks
        if search and search.is_clean and (mark := marks[job.file]):
            with suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True)
                mark.touch()
    return found


def without_unread(leaks: Iterable[Leak]) -> tuple[Leak, ...]:
    """Return what was seen without what could not be read: of a file that is refused anyway, nobody need be told."""
    return tuple(leak for leak in leaks if leak.kind is not Kind.UNREAD)


def _mark_of(file: SourceFile, folder: Path) -> Path | None:
    """Return the file that says that nothing is in a file of these bytes, read as it is; None if it cannot be read."""
    kind, _ = _reader_of(file)
    try:
        content = hashlib.sha256(_read_bytes(file)).hexdigest()
    except OSError:
        return None
    return folder / hashlib.sha256(f"{version_of(__name__)} {kind} {content}".encode()).hexdigest()


def _reader_of(file: SourceFile) -> tuple[str, Callable[[bytes], Iterator[Words]]]:
    """Return by which name a file is read, and what reads it."""
    if file.ending in IMAGE_ENDINGS:
        return _IMAGE, _words_of_image
    return (_PDF, _words_of_pdf) if file.ending in ATTACHMENT_ENDINGS else (_ANY, words_of_any)


# Pillow and pypdf take as long to load as the rest of the program, and most trees need neither: a worker loads them.
def _words_of_image(raw: bytes) -> Iterator[Words]:
    from catalogue.checks.metadata import words_of_image

    yield from _words_in_disguise(raw, kinds.is_picture(raw))
    yield from words_of_image(raw)


def _words_of_pdf(raw: bytes) -> Iterator[Words]:
    from catalogue.checks.documents import words_of_pdf

    yield from _words_in_disguise(raw, kinds.is_pdf(raw))
    yield from words_of_pdf(raw)


def _words_in_disguise(raw: bytes, is_called_right: bool) -> Iterator[Words]:
    """Yield the words of a file that is something else than it is called, and must be taken apart to be read."""
    return words_of_any(raw) if kinds.has_words_within(raw) and not is_called_right else iter(())


def search_attachment(job: Job) -> Search:
    """Return what was seen in one file, whatever is in it. Runs in a worker."""
    kind, read = _reader_of(job.file)
    found: dict[Leak, None] = {}
    try:
        is_clean = True
        for leak in _look_through(job, _read_within_limits(job.file, read)):
            is_clean = False
            if leak:
                found[leak] = None
    except Unread as unread:
        return Search((*found, _unread(unread)))
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - whatever a broken file makes the libraries raise, the file is at fault
        return Search((*found, _unread(_UNREADABLE_IMAGE if kind == _IMAGE else Unread("den er i stykker"))))
    return Search(tuple(found), is_clean)


def _look_through(job: Job, words: Iterable[Words]) -> Iterator[Leak | None]:
    """Yield what is seen in some words, or None for a piece that may hold something on another day."""
    left = limits.ATTACHMENT_CHARACTERS
    for where, text in words:
        for start in range(0, len(text), _PIECE):
            piece = text[start : start + _PIECE + _LAP]
            if not _is_worth_a_look(piece):
                continue
            left -= len(piece)
            if left < 0:
                raise _TOO_MUCH
            if any(True for _ in look(1, piece, where, cpr.ANY_DAY)):
                yield None
                yield from look(1, piece, where, job.today)


def _is_worth_a_look(text: str) -> bool:
    return cpr.might_hold(text) or bool(credentials.find_credentials(text))


def _unread(unread: Unread) -> Leak:
    return Leak(1, Kind.UNREAD, str(unread), unread.way_out)


def _read_within_limits(file: SourceFile, read: Callable[[bytes], Iterator[Words]]) -> Iterator[Words]:
    """Yield the words of a file. Raises Unread, after all that could be read, for one that is too large to go out."""
    raw = _read_bytes(file)
    if file.ending in ATTACHMENT_ENDINGS and len(raw) > limits.ATTACHMENT_BYTES:
        yield from words_of_any(raw)
        raise TOO_LARGE
    yield from read(raw)


def _read_bytes(file: SourceFile) -> bytes:
    return disk.read_start(file.location, limits.PACKAGE_BYTES)
