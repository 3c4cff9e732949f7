"""Caching: renderings and spellings by content, so that an unchanged page costs nothing the next time.

The cache is a courtesy: when it cannot be read or written, pages are simply rendered and read again.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import closing, suppress
from dataclasses import asdict
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from catalogue.checks import prose, speller
from catalogue.checks.speller import Misspelling
from catalogue.language import slugs
from catalogue.model import fields, links
from catalogue.rendering import markdown, outline, sanitiser
from catalogue.rendering.markdown import Text
from catalogue.rendering.outline import Heading, Link, Rendered

_LIBRARIES = ("Markdown", "pymdown-extensions", "nh3")
_MODULES = (links, outline, markdown, sanitiser, slugs)
_BATCH = 500


class Shelf:
    """Texts by key, kept in one table of an SQLite file. One that cannot be read is empty."""

    def __init__(self, file: Path, table: str) -> None:
        self.file = file
        self.table = table

    def load(self, keys: Iterable[str]) -> dict[str, str]:
        """Return what is kept of some keys. Raises sqlite3.Error or OSError when the file cannot be read."""
        with closing(self._connect()) as connection:
            return {key: value for batch in _batches(sorted({*keys})) for key, value in self._select(connection, batch)}

    def save(self, values: Mapping[str, str]) -> None:
        """Keep texts. Does nothing when the file cannot be written."""
        command = f"INSERT OR REPLACE INTO {self.table} VALUES (?, ?)"  # noqa: S608 - the table's name is our own
        try:
            with closing(self._connect()) as connection, connection:
                connection.executemany(command, values.items())
        except (sqlite3.Error, OSError):
            with suppress(OSError):
                if not _is_sound(self.file):
                    self.file.unlink()

    def _select(self, connection: sqlite3.Connection, keys: list[str]) -> list[tuple[str, str]]:
        marks = ",".join("?" * len(keys))
        command = f"SELECT key, value FROM {self.table} WHERE key IN ({marks})"  # noqa: S608 - as above
        return connection.execute(command, keys).fetchall()

    def _connect(self) -> sqlite3.Connection:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.file, timeout=10)
        connection.execute(
            f"CREATE TABLE IF NOT EXISTS {self.table} (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"
        )
        return connection


@lru_cache(maxsize=1)
def _version() -> str:
    """Return a name for the code that renders: another version of it never reads this one's renderings."""
    sources = [Path(module.__file__ or "").read_text("utf-8") for module in _MODULES]
    versions = [metadata.version(library) for library in _LIBRARIES]
    return hashlib.sha256("\0".join(sources + versions).encode()).hexdigest()


def key_of(text: Text) -> str:
    """Return the key of a text: its words, its folder (links depend on it), and the code that renders it."""
    folder = text.path.rpartition("/")[0]
    return hashlib.sha256("\0".join((_version(), folder, text.body)).encode()).hexdigest()


class RenderingCache:
    """Renderings kept in a file; spellings are kept in the same one."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._shelf = Shelf(file, "rendered")

    def load(self, texts: Iterable[Text]) -> dict[Text, Rendered]:
        """Return the renderings that are kept, by text."""
        keys = {text: key_of(text) for text in texts}
        try:
            kept = {key: _from_json(value) for key, value in self._shelf.load(keys.values()).items()}
        except (sqlite3.Error, OSError, ValueError, TypeError, KeyError):
            return {}
        return {text: kept[key] for text, key in keys.items() if key in kept}

    def save(self, renderings: Mapping[Text, Rendered]) -> None:
        """Keep renderings. Does nothing when the file cannot be written."""
        self._shelf.save({key_of(text): json.dumps(asdict(rendered)) for text, rendered in renderings.items()})


class SpellingCache:
    """What was found to be misspelt in texts, kept in a file. Other words in a list are another key."""

    def __init__(self, file: Path) -> None:
        self._shelf = Shelf(file, "spelt")

    def load(self, keys: Iterable[str]) -> dict[str, tuple[Misspelling, ...]]:
        """Return what is kept, by key."""
        try:
            kept = self._shelf.load(keys)
            return {key: tuple(Misspelling(*pair) for pair in json.loads(value)) for key, value in kept.items()}
        except (sqlite3.Error, OSError, ValueError, TypeError):
            return {}

    def save(self, found: Mapping[str, Sequence[Misspelling]]) -> None:
        """Keep what was found, by key. Does nothing when the file cannot be written."""
        self._shelf.save(
            {key: json.dumps([[one.word, one.guess] for one in several]) for key, several in found.items()}
        )


def spelling_key(source: str) -> str:
    """Return the key of a page's file: its text, the lists of words, and the code that renders and judges."""
    return hashlib.sha256("\0".join((_version(), _spelling_version(), source)).encode()).hexdigest()


@lru_cache(maxsize=1)
def _spelling_version() -> str:
    digest = hashlib.sha256()
    for file in (*speller.SOURCES, *(Path(module.__file__ or "") for module in (prose, fields))):
        digest.update(file.read_bytes() + b"\0")
    return digest.hexdigest()


def _batches(keys: list[str]) -> Iterable[list[str]]:
    return (keys[start : start + _BATCH] for start in range(0, len(keys), _BATCH))


def _is_sound(file: Path) -> bool:
    return file.read_bytes()[:15] == b"SQLite format 3"


def _from_json(text: str) -> Rendered:
    values = json.loads(text)
    return Rendered(
        html=values["html"],
        headings=tuple(Heading(**heading) for heading in values["headings"]),
        paragraphs=tuple(values["paragraphs"]),
        links=tuple(Link(**link) for link in values["links"]),
        tells_hard=values["tells_hard"],
    )
