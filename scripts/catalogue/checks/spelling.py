"""Spellings: what is misspelt on every page, from the cache where the page is unchanged, else from the speller."""

from collections.abc import Iterable, Mapping, Sequence

from catalogue.checks import prose
from catalogue.checks.speller import Misspelling, danish_speller, find_misspellings
from catalogue.model.pages import AnyPage
from catalogue.rendering.cache import RenderingCache, SpellingCache, spelling_key
from catalogue.rendering.outline import Rendered


def spell_pages(
    pages: Sequence[AnyPage],
    sources: Mapping[str, str],
    rendered: Mapping[str, Rendered],
    cache: RenderingCache | None = None,
) -> Mapping[str, tuple[Misspelling, ...]]:
    """Return the words that no list knows, by the paths of the pages that have any. Sources are the files' texts.

    They lie in the same file as the renderings. The dictionary is read only when a page is new.
    """
    keys = {page.path: spelling_key(sources[page.path]) for page in pages}
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
