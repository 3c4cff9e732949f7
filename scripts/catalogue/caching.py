"""Caching: renderings by content, so that an unchanged page costs nothing the next time.

The cache is a courtesy: when it cannot be read or written, pages are simply rendered again.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import asdict
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from catalogue import links, outlines, rendering, sanitising, slugs
from catalogue.outlines import Heading, Link, Rendered
from catalogue.rendering import Text

_SCHEMA = "CREATE TABLE IF NOT EXISTS rendered (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID"
_LIBRARIES = ("Markdown", "pymdown-extensions", "nh3")
_MODULES = (links, outlines, rendering, sanitising, slugs)
_BATCH = 500


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
    """Renderings kept in one SQLite file."""

    def __init__(self, file: Path) -> None:
        self.file = file

    def load(self, texts: Iterable[Text]) -> dict[Text, Rendered]:
        """Return the renderings that are kept, by text."""
        keys = {text: key_of(text) for text in texts}
        try:
            with closing(self._connect()) as connection:
                rows = [row for batch in _batches(sorted({*keys.values()})) for row in _select(connection, batch)]
                kept = {key: _from_json(value) for key, value in rows}
                return {text: kept[key] for text, key in keys.items() if key in kept}
        except (sqlite3.Error, OSError, ValueError, TypeError, KeyError):
            return {}

    def save(self, renderings: Mapping[Text, Rendered]) -> None:
        """Keep renderings. Does nothing when the file cannot be written."""
        rows = [(key_of(text), json.dumps(asdict(rendered))) for text, rendered in renderings.items()]
        try:
            with closing(self._connect()) as connection, connection:
                connection.executemany("INSERT OR REPLACE INTO rendered VALUES (?, ?)", rows)
        except (sqlite3.Error, OSError):
            with suppress(OSError):
                if not _is_sound(self.file):
                    self.file.unlink()

    def _connect(self) -> sqlite3.Connection:
        self.file.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(self.file, timeout=10)
        connection.execute(_SCHEMA)
        return connection


def _batches(keys: list[str]) -> Iterable[list[str]]:
    return (keys[start : start + _BATCH] for start in range(0, len(keys), _BATCH))


def _select(connection: sqlite3.Connection, keys: list[str]) -> list[tuple[str, str]]:
    marks = ",".join("?" * len(keys))
    return connection.execute(f"SELECT key, value FROM rendered WHERE key IN ({marks})", keys).fetchall()  # noqa: S608


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
