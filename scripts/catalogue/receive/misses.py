"""Misses: words that somebody looked for and no page has, counted by the days they came on. Nothing of who looked.

A word is written down when it has come on several days. Until then a keyed digest of it stands in its place: enough to
know it again, and nothing to read. Of a day it is kept that a word came, never how often or when, so nobody's evening
can be read from the list. Words are counted one by one, which takes names apart, and what is a name alone is not taken.
"""

import hashlib
import hmac
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from catalogue.language.dictionary import Dictionary, read_dictionary
from catalogue.language.tokens import tokens
from catalogue.search.orthography import read_places

FILE = "misses.sqlite3"
"""Where they lie in the folder of a bare repository, which is what is backed up."""
SHOWN_AFTER = 3
"""Days that a word must have come on to be written down and shown."""
KEPT_DAYS = 180
"""Days after which a word that does not come any more is forgotten."""
AT_ONCE = 5
"""Words that are taken of one search."""
NEW_IN_A_DAY, MOST = 300, 20_000
"""Words that are taken for the first time on one day, and that are kept in all: a flood leaves the rest as it was."""
_WORD = re.compile(r"[a-zà-öø-ÿ]{2,30}(?:-[a-zà-öø-ÿ]{2,20}){0,2}")
"""Letters alone: no number of any kind is ever kept."""
_KEY_BYTES = 32
_TABLES = """
CREATE TABLE IF NOT EXISTS secret (bytes BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS misses (
    digest BLOB PRIMARY KEY, word TEXT, days INTEGER NOT NULL, first TEXT NOT NULL, latest TEXT NOT NULL
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class Miss:
    """A word that no page has, on how many days it was looked for, and the latest of them."""

    word: str
    days: int
    latest: date


def words_to_count(text: str) -> Sequence[str]:
    """Return the words of a search that may be counted: in small letters, each once, the first few."""
    dictionary = read_dictionary()
    words = (token.lower() for token in tokens(text))
    kept = (word for word in words if _WORD.fullmatch(word) and not _is_name(word, dictionary))
    return list(dict.fromkeys(kept))[:AT_ONCE]


def _is_name(word: str, dictionary: Dictionary) -> bool:
    """Tell whether a word is known as the name of something and as nothing else. Our own places may be counted."""
    name = word.capitalize()
    return dictionary.knows(name) and not dictionary.has_form(word) and name not in _places()


@lru_cache(maxsize=1)
def _places() -> frozenset[str]:
    return frozenset(read_places())


@dataclass(frozen=True)
class Misses:
    """The misses in a file. What writes or reads raises OSError when that cannot be done."""

    file: Path

    def note(self, words: Iterable[str], day: date) -> None:
        """Count words for a day; each counts once that day. What is too much is let go."""
        with self._open() as connection:
            key = _key_of(connection)
            _forget(connection, day)
            for word in words:
                _note(connection, hmac.digest(key, word.encode(), hashlib.sha256), word, day)

    def all(self) -> list[Miss]:
        """Return the words that have come on several days, those of most days first."""
        if not self.file.exists():
            return []
        with self._open() as connection:
            rows = connection.execute("SELECT word, days, latest FROM misses WHERE word IS NOT NULL").fetchall()
        found = [Miss(word, days, date.fromisoformat(latest)) for word, days, latest in rows]
        return sorted(found, key=lambda miss: (-miss.days, miss.word))

    def forget(self, word: str) -> bool:
        """Take a word out of the list, and tell whether it was there. It is counted anew should it come again."""
        if not self.file.exists():
            return False
        with self._open() as connection:
            return connection.execute("DELETE FROM misses WHERE word = ?", (word,)).rowcount > 0

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self.file, timeout=10)) as connection:
                connection.executescript(_TABLES)
                # What is taken away is written over, and leaves no trace in the file.
                connection.execute("PRAGMA secure_delete = ON")
                with connection:
                    connection.execute("BEGIN IMMEDIATE")
                    yield connection
        except sqlite3.Error as error:
            raise OSError(str(error)) from None


def _key_of(connection: sqlite3.Connection) -> bytes:
    row = connection.execute("SELECT bytes FROM secret").fetchone()
    if row is None:
        row = (os.urandom(_KEY_BYTES),)
        connection.execute("INSERT INTO secret VALUES (?)", row)
    key: bytes = row[0]
    return key


def _forget(connection: sqlite3.Connection, day: date) -> None:
    connection.execute("DELETE FROM misses WHERE latest < ?", ((day - timedelta(KEPT_DAYS)).isoformat(),))


def _note(connection: sqlite3.Connection, digest: bytes, word: str, day: date) -> None:
    known = connection.execute("SELECT days, latest FROM misses WHERE digest = ?", (digest,)).fetchone()
    today = day.isoformat()
    if known is None:
        if _has_room(connection, today):
            connection.execute("INSERT INTO misses VALUES (?, NULL, 1, ?, ?)", (digest, today, today))
        return
    days, latest = known
    if latest < today:
        shown = word if days + 1 >= SHOWN_AFTER else None
        connection.execute(
            "UPDATE misses SET days = ?, latest = ?, word = coalesce(word, ?) WHERE digest = ?",
            (days + 1, today, shown, digest),
        )


def _has_room(connection: sqlite3.Connection, today: str) -> bool:
    (new,) = connection.execute("SELECT count(*) FROM misses WHERE first = ?", (today,)).fetchone()
    (kept,) = connection.execute("SELECT count(*) FROM misses").fetchone()
    return bool(new < NEW_IN_A_DAY and kept < MOST)
