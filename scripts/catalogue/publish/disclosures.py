"""Disclosures: where a finished site shows somebody's personal number, as its readers meet it.

The last look before anything goes out. It knows nothing of how a file was made: a number that only came together on the
way to the page is found like one that stood in a source.
"""

import hashlib
import html
import io
import json
import re
import sqlite3
import zipfile
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import suppress
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from catalogue.privacy.cpr import ANY_DAY, DIGIT, FEWEST, HINT, Certainty, Number, find_numbers, might_hold
from catalogue.privacy.disguises import strip_tags
from catalogue.rendering.shelf import Shelf
from catalogue.versions import version_of

BREAK = "\n\n"
"""Stands between two texts that are not read in one breath."""
_LEFT_ALONE = frozenset(
    ".avif .bin .br .css .eot .gif .gz .ico .jpeg .jpg .js .map .otf .pdf .png .ttf .wasm .webp .woff .woff2".split()
)
"""No text, the program's own, or a PDF file, which was read to its end before it was taken in."""
_NEAR = 160
"""Letters on either side of a word within which both halves of a number stand."""
_UNPACKED_BYTES = 50_000_000


def shelf_in(file: Path) -> Shelf[str]:
    """Return where the names of contents are kept that show no number, so that each is read once."""
    return Shelf(file, "clean")


def find_disclosures(site: Path, files: Collection[str], today: date, shelf: Shelf[str] | None = None) -> Iterator[str]:
    """Yield, in Danish, each file of a site that shows a number which is surely somebody's. `files` are its paths.

    Nothing of a file is kept but the digest of one that shows none, whatever the day. Raises OSError when a file cannot
    be read.
    """
    for path in sorted(files):
        if numbers := _sure(find_numbers(path, today)):
            yield f"{numbers[0].masked}: filens navn er et CPR-nummer"
    names = {path: _name_of(path, site) for path in sorted(files) if PurePosixPath(path).suffix not in _LEFT_ALONE}
    known = _load(shelf, names.values())
    clean: dict[str, str] = {}
    for path, name in names.items():
        if name in known:
            continue
        raw = (site / path).read_bytes()
        try:
            if not find_shown(path, raw, ANY_DAY):
                clean[name] = ""
            elif shown := sorted({number.masked for number in find_shown(path, raw, today)}):
                yield f"{path}: siden viser et CPR-nummer ({shown[0]})"
        except zipfile.BadZipFile:
            yield f"{path} kan ikke læses"
    if shelf and clean:
        shelf.save(clean)


def _name_of(path: str, site: Path) -> str:
    """Return what a file's content is known by: how it is read, and its bytes."""
    with (site / path).open("rb") as stream:
        content = hashlib.file_digest(stream, "sha256").hexdigest()
    return hashlib.sha256(f"{version_of(__name__)} {PurePosixPath(path).suffix} {content}".encode()).hexdigest()


def _load(shelf: Shelf[str] | None, names: Collection[str]) -> Collection[str]:
    with suppress(sqlite3.Error, OSError):
        return shelf.load(names) if shelf else ()
    return ()


def find_shown(path: str, raw: bytes, today: date) -> list[Number]:
    """Return the numbers that are surely somebody's in what a file shows its readers.

    A block is judged by itself: »CPR« in the card beside it says nothing of it. Only what words tie together, such as
    »sidste fire«, may stand in two.
    """
    words = BREAK.join(words_of(path, raw))
    if not might_hold(words):
        return []
    blocks = (block for block in words.split(BREAK) if len(DIGIT.findall(block)) >= FEWEST)
    numbers = [number for block in blocks for number in _sure(find_numbers(block, today))]
    return [*numbers, *_tied_together(words, today)]


def _tied_together(words: str, today: date) -> Iterator[Number]:
    """Yield the numbers that stand in several blocks, near a word that ties them together."""
    for hint in HINT.finditer(words.lower()):
        near = words[max(0, hint.start() - _NEAR) : hint.end() + _NEAR]
        if BREAK in near and len(DIGIT.findall(near)) >= FEWEST:
            yield from (one for one in _sure(find_numbers(near, today)) if BREAK in near[one.start : one.end])


def _sure(numbers: list[Number]) -> list[Number]:
    return [number for number in numbers if number.certainty is Certainty.SURE]


def words_of(path: str, raw: bytes) -> Iterator[str]:
    """Yield the texts that a file shows, by the ending of its name; nothing of one that is no text."""
    ending = PurePosixPath(path).suffix
    if ending == ".xlsx":
        yield from _words_of_workbook(raw)
        return
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError:
        text = raw.decode("cp1252", "replace")
    yield from _READERS.get(ending, _words_of_text)(text)


_UNSEEN = re.compile(r"<(script|style)\b([^<>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_TOLD = re.compile(
    r"""\s(?:alt|aria-[a-z]+|content|data-[a-z-]+|download|href|label|placeholder|src|srcset|summary|title|value)"""
    r"""=(?:"([^"]*)"|'([^']*)')""",
    re.IGNORECASE,
)
_DECLARATION = re.compile(r"<![A-Za-z][^<>]*>|<\?xml[^<>]*>")


def _words_of_page(text: str) -> Iterator[str]:
    """Yield the words of HTML with its spaces folded, what its attributes tell, and the texts of its data."""
    for _, attributes, content in _UNSEEN.findall(text) if "json" in text else ():
        if "json" in attributes:
            yield from _words_of_data(content)
    seen = _UNSEEN.sub(" ", text) if "<script" in text or "<style" in text else text
    yield from (html.unescape(one or other) for one, other in _TOLD.findall(seen) if any(map(str.isdigit, one + other)))
    yield strip_tags(" ".join(_DECLARATION.sub("", seen, count=1).split()))


def _words_of_xml(text: str) -> Iterator[str]:
    """Yield the words of XML, and of the HTML that stands escaped in it."""
    yield from _words_of_page(text)
    yield from _words_of_page(strip_tags(text))


def _words_of_data(text: str) -> Iterator[str]:
    """Yield the texts of JSON, also as HTML where they are; all of what is no JSON."""
    try:
        yield from _texts_in(json.loads(text))
    except ValueError:
        yield text


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
        if "<" in value:
            yield from _words_of_page(value)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield key
            yield from _texts_in(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts_in(inner)


def _words_of_calendar(text: str) -> Iterator[str]:
    """Yield a calendar with its folded lines put together, and what is escaped as it is shown."""
    plain = re.sub(r"\r?\n[ \t]", "", text)
    yield re.sub(r"\\([,;\\])", r"\1", re.sub(r"\\[nN]", "\n", plain))


def _words_of_text(text: str) -> Iterator[str]:
    yield text


def _words_of_workbook(raw: bytes) -> Iterator[str]:
    """Yield the words of every part of a workbook. Raises zipfile.BadZipFile for one that is broken."""
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        for entry in archive.infolist():
            if entry.filename.endswith((".xml", ".rels")) and entry.file_size <= _UNPACKED_BYTES:
                yield strip_tags(archive.read(entry).decode("utf-8", "replace"))


_READERS: Mapping[str, Callable[[str], Iterator[str]]] = {
    ".html": _words_of_page,
    ".svg": _words_of_page,
    ".xml": _words_of_xml,
    ".json": _words_of_data,
    ".webmanifest": _words_of_data,
    ".ics": _words_of_calendar,
}
