"""Packages: the words within files that the site takes none of – Word documents, sheets, zip files and the like.

They are never published, whatever is in them. But what must not be shared has been shared as soon as such a file is
pushed, so it is looked through all the same, as far as the limits go: of what lies behind them nothing is told.

Works on hostile files, so it is called in a worker, under a limit of time and of memory.
"""

import gzip
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Protocol

from catalogue.checks.words import Words, texts_in
from catalogue.privacy.disguises import CELL
from catalogue.reading import kinds, limits

_FILE = "Filen"
_DEPTH = 3
"""Packages within packages that are opened: a sheet lies in a document, and that in a folder that was packed."""
_FAULTS = (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, OSError, EOFError, ValueError)
"""What the libraries raise on a part that is broken, locked with a password, or packed in a way of its own."""
_XML = re.compile(r"\s*<(?:\?xml|!DOCTYPE|[A-Za-z])")
_TAG = re.compile(r"</?+(?:[A-Za-z][\w.-]{0,40}+:)?+([A-Za-z][\w.-]{0,80}+)[^<>]*+>")
_CELLS = frozenset({"tc", "c", "table-cell", "td", "th"})
_SPACES = frozenset({"br", "cr", "tab", "s", "line-break"})
_BLOCKS = frozenset({"p", "h", "si", "row", "tr", "table-row", "comment", "footnote", "sp", "li", "div", "title"})
_LINE, _PART = "\n", "\n\n"


def words_of_any(raw: bytes) -> Iterator[Words]:
    """Yield the words within a file of any kind, and within the files packed in it. Of what is broken, its bytes'."""
    return _words_of(raw, _Budget(), _DEPTH)


class _Stream(Protocol):
    def read(self, size: int, /) -> bytes: ...


@dataclass
class _Budget:
    """What may still be unpacked of one file: bytes, and files."""

    size: int = field(default_factory=lambda: limits.UNPACKED_BYTES)
    files: int = field(default_factory=lambda: limits.UNPACKED_FILES)

    def read(self, stream: _Stream) -> bytes:
        """Return what a stream gives, as far as the budget and the stream go."""
        pieces: list[bytes] = []
        with suppress(*_FAULTS):
            while self.size > 0 and (piece := stream.read(min(self.size, 100_000))):
                self.size -= len(piece)
                pieces.append(piece)
        return b"".join(pieces)


def _words_of(raw: bytes, budget: _Budget, depth: int) -> Iterator[Words]:
    if depth and kinds.is_zip(raw):
        yield from _words_of_zip(raw, budget, depth)
    elif depth and kinds.is_gzip(raw):
        with suppress(*_FAULTS), gzip.open(io.BytesIO(raw)) as stream:
            yield from _words_of(budget.read(stream), budget, depth - 1)
    elif kinds.is_picture(raw) or kinds.is_pdf(raw):
        yield from _words_of_known(raw)
    else:
        for text in texts_in(raw):
            yield _FILE, text
            if _XML.match(text):
                yield _FILE, _as_seen(text)


def _words_of_zip(raw: bytes, budget: _Budget, depth: int) -> Iterator[Words]:
    """Yield the names in a zip file, and the words of what lies under each."""
    try:
        package = zipfile.ZipFile(io.BytesIO(raw))
    except _FAULTS:
        yield from ((_FILE, text) for text in texts_in(raw))
        return
    entries = package.infolist()
    yield _FILE, _LINE.join(entry.filename for entry in entries[: limits.UNPACKED_FILES])
    for entry in entries:
        if budget.files <= 0 or budget.size <= 0:
            return
        budget.files -= 1
        with suppress(*_FAULTS), package.open(entry) as stream:
            yield from _words_of(budget.read(stream), budget, depth - 1)


def _words_of_known(raw: bytes) -> Iterator[Words]:
    """Yield the words of an image or a PDF file within a package, as far as they can be read."""
    from catalogue.checks.documents import words_of_pdf
    from catalogue.checks.metadata import words_of_image

    words = words_of_pdf(raw) if kinds.is_pdf(raw) else words_of_image(raw)
    with suppress(Exception):  # Whatever is wrong with it, it goes nowhere.
        for _, text in words:
            yield _FILE, text


def _as_seen(markup: str) -> str:
    """Return the text of XML as a reader sees it: programs part a number into pieces wherever the writer paused."""
    return html.unescape(_TAG.sub(_strip, markup))


def _strip(tag: re.Match[str]) -> str:
    name = tag[1].lower()
    if name in _CELLS:
        return CELL
    return _PART if name in _BLOCKS else " " if name in _SPACES else ""
