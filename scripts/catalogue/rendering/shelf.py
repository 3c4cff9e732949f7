"""The shelf: answers kept by key from one run to the next, in a file that is a courtesy and may be lost."""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from typing import Generic, TypeVar

_BATCH = 500
Value = TypeVar("Value", str, bytes)


class Shelf(Generic[Value]):
    """Texts or bytes by key, kept in one table of an SQLite file. One that cannot be read is empty."""

    def __init__(self, file: Path, table: str) -> None:
        self.file = file
        self.table = table

    @property
    def is_empty(self) -> bool:
        """Whether nothing is kept. Raises sqlite3.Error or OSError when the file cannot be read."""
        with closing(self._connect()) as connection:
            return connection.execute(f"SELECT 1 FROM {self.table} LIMIT 1").fetchone() is None  # noqa: S608 - as below

    def load(self, keys: Iterable[str]) -> dict[str, Value]:
        """Return what is kept of some keys. Raises sqlite3.Error or OSError when the file cannot be read."""
        with closing(self._connect()) as connection:
            return {key: value for batch in _batches(sorted({*keys})) for key, value in self._select(connection, batch)}

    def save(self, values: Mapping[str, Value]) -> None:
        """Keep values. Does nothing when the file cannot be written."""
        command = f"INSERT OR REPLACE INTO {self.table} VALUES (?, ?)"  # noqa: S608 - the table's name is our own
        try:
            with closing(self._connect()) as connection, connection:
                connection.executemany(command, values.items())
        except (sqlite3.Error, OSError):
            with suppress(OSError):
                if not _is_sound(self.file):
                    self.file.unlink()

    def _select(self, connection: sqlite3.Connection, keys: list[str]) -> list[tuple[str, Value]]:
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


def _batches(keys: list[str]) -> Iterable[list[str]]:
    return (keys[start : start + _BATCH] for start in range(0, len(keys), _BATCH))


def _is_sound(file: Path) -> bool:
    return file.read_bytes()[:15] == b"SQLite format 3"
