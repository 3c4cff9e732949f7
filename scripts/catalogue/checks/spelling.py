"""Spellings: what is misspelt on every page, from the cache where the page is unchanged, else from the speller."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from pathlib import Path

from catalogue.checks import prose
from catalogue.checks.abbreviations import find_abbreviations
from catalogue.checks.speller import Misspelling, danish_speller, find_misspellings
from catalogue.model.pages import AnyPage
from catalogue.model.places import Kind
from catalogue.rendering.cache import RenderingCache
from catalogue.rendering.outline import Rendered
from catalogue.rendering.shelf import Shelf
from catalogue.versions import version_of


@dataclass(frozen=True, slots=True)
class Spelling:
    """What the words of a page give rise to: those that no list knows, and abbreviations that are not explained."""

    misspellings: tuple[Misspelling, ...] = ()
    abbreviations: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.misspellings or self.abbreviations)


def spell_pages(
    pages: Sequence[AnyPage],
    sources: Mapping[str, str],
    rendered: Mapping[str, Rendered],
    cache: RenderingCache | None = None,
) -> Mapping[str, Spelling]:
    """Return what the words give rise to, by the paths of the pages where it is anything. Sources are the files' texts.

    They lie in the same file as the renderings. The dictionary is read only when a page is new.
    """
    keys = {page.path: spelling_key(page.kind, sources[page.path]) for page in pages}
    shelf = SpellingCache(cache.file) if cache else None
    known = shelf.load(keys.values()) if shelf else {}
    new = {keys[page.path]: page for page in pages if keys[page.path] not in known}
    fresh = {key: _spell(page, rendered) for key, page in new.items()}
    if shelf and fresh:
        # A page that took too long to render has been read in part; another day it may be read whole.
        shelf.save({key: found for key, found in fresh.items() if new[key].path in rendered})
    found = {**known, **fresh}
    return {path: found[key] for path, key in keys.items() if found[key]}


def _spell(page: AnyPage, rendered: Mapping[str, Rendered]) -> Spelling:
    speller = danish_speller()
    text = " ".join(rendered[page.path].paragraphs) if page.path in rendered else ""
    return Spelling(
        tuple(find_misspellings(_prose_of(page, rendered), speller)), tuple(find_abbreviations(text, speller))
    )


def _prose_of(page: AnyPage, rendered: Mapping[str, Rendered]) -> Iterable[str]:
    yield from (text for _, text in prose.in_fields(page))
    if page.path in rendered:
        yield from prose.in_body(rendered[page.path])


class SpellingCache:
    """What was found to be misspelt in texts, kept in a file. Other words in a list are another key."""

    def __init__(self, file: Path) -> None:
        self._shelf = Shelf(file, "spelt")

    def load(self, keys: Iterable[str]) -> dict[str, Spelling]:
        """Return what is kept, by key."""
        try:
            kept = self._shelf.load(keys)
            return {key: _read(value) for key, value in kept.items()}
        except (sqlite3.Error, OSError, ValueError, TypeError):
            return {}

    def save(self, found: Mapping[str, Spelling]) -> None:
        """Keep what was found, by key. Does nothing when the file cannot be written."""
        self._shelf.save({key: json.dumps(astuple(one)) for key, one in found.items()})


def _read(value: str | bytes) -> Spelling:
    misspellings, abbreviations = json.loads(value)
    return Spelling(tuple(Misspelling(*pair) for pair in misspellings), tuple(abbreviations))


def spelling_key(kind: Kind, source: str) -> str:
    """Return the key of a page's file: its text, its kind, and the version of what renders, reads and judges it.

    As another kind of page the same text has other fields that hold, and so other words.
    """
    return hashlib.sha256(f"{version_of(__name__)}\0{kind}\0{source}".encode()).hexdigest()
