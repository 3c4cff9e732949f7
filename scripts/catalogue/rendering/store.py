"""The store: finished bytes kept by name from one build to the next, each with a stamp of what it was made of.

Of each name the last is kept, so that the file grows with the site and not with time. It is a courtesy: what is
damaged or gone is made anew.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from catalogue.rendering.shelf import Shelf

_DIGEST = hashlib.sha256().digest_size


@dataclass(frozen=True, slots=True)
class Making:
    """Something to be made, unless it is kept: its name, the stamp of all that it is made of, and how it is made."""

    name: str
    stamp: str
    make: Callable[[], bytes]


class Store:
    """Bytes by name, in a file of the cache; without a file nothing is kept."""

    def __init__(self, file: Path | None = None) -> None:
        self._shelf: Shelf[bytes] | None = Shelf(file, "made") if file else None

    def fetch(self, makings: Sequence[Making]) -> Iterator[tuple[str, bytes]]:
        """Yield the name and the bytes of each making, in order: kept where the stamp is the same, else made and kept.

        Raises what a making raises.
        """
        kept = self._load([making.name for making in makings])
        fresh: dict[str, bytes] = {}
        for making in makings:
            content = _open(kept.get(making.name), making.stamp)
            if content is None:
                content = making.make()
                fresh[making.name] = _seal(content, making.stamp)
            yield making.name, content
        if self._shelf and fresh:
            self._shelf.save(fresh)

    def _load(self, names: Sequence[str]) -> Mapping[str, object]:
        with suppress(sqlite3.Error, OSError):
            return self._shelf.load(names) if self._shelf else {}
        return {}


def _seal(content: bytes, stamp: str) -> bytes:
    """Return bytes behind a digest of them and of their stamp."""
    return _digest(content, stamp) + content


def _open(sealed: object, stamp: str) -> bytes | None:
    """Return the bytes that were sealed with a stamp; None when it was another, or one of the bytes has changed."""
    if not isinstance(sealed, bytes) or len(sealed) < _DIGEST:
        return None
    digest, content = sealed[:_DIGEST], sealed[_DIGEST:]
    return content if digest == _digest(content, stamp) else None


def _digest(content: bytes, stamp: str) -> bytes:
    return hashlib.sha256(hashlib.sha256(stamp.encode()).digest() + content).digest()
