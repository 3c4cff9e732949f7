"""Spellings: what is misspelt on every page, from the cache where the page is unchanged, else from the speller."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from catalogue.checks import prose
from catalogue.checks.speller import Misspelling, danish_speller, find_misspellings
from catalogue.model.pages import AnyPage
from catalogue.model.places import Kind
from catalogue.rendering.cache import RenderingCache
from catalogue.rendering.outline import Rendered
from catalogue.rendering.shelf import Shelf
from catalogue.versions import version_of


def spell_pages(
    pages: Sequence[AnyPage],
    sources: Mapping[str, str],
    rendered: Mapping[str, Rendered],
    cache: RenderingCache | None = None,
) -> Mapping[str, tuple[Misspelling, ...]]:
    """Return the words that no list knows, by the paths of the pages that have any. Sources are the files' texts.

    They lie in the same file as the renderings. The dictionary is read only when a page is new.
    """
    keys = {page.path: spelling_key(page.kind, sources[page.path]) for page in pages}
    shelf = SpellingCache(cache.file) if cache else None
    known = shelf.load(keys.values()) if shelf else {}
    new = {keys[page.path]: page for page in pages if keys[page.path] not in known}
    fresh = {key: tuple(find_misspellings(_prose_of(page, rendered), danish_speller())) for key, page in new.items()}
    if shelf and fresh:
        # A page that took too long to render has been read in part; another day it may be read whole.
        shelf.save({key: found for key, found in fresh.items() if new[key].path in rendered})
    found = {**known, **fresh}
    return {path: found[key] for path, key in keys.items() if found[key]}


def _prose_of(page: AnyPage, rendered: Mapping[str, Rendered]) -> Iterable[str]:
    yield from (text for _, text in prose.in_fields(page))
    if page.path in rendered:
        yield from prose.in_body(rendered[page.path])


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


def spelling_key(kind: Kind, source: str) -> str:
    """Return the key of a page's file: its text, its kind, and the version of what renders, reads and judges it.

    As another kind of page the same text has other fields that hold, and so other words.
    """
    return hashlib.sha256(f"{version_of(__name__)}\0{kind}\0{source}".encode()).hexdigest()
