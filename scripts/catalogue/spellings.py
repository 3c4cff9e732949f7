"""Spellings: what is misspelt on every page, from the cache where the page is unchanged, else from the speller."""

from collections.abc import Iterable, Mapping

from catalogue import prose
from catalogue.caching import RenderingCache, SpellingCache, spelling_key
from catalogue.outlines import Rendered
from catalogue.pages import AnyPage
from catalogue.spelling import Misspelling, danish_speller, find_misspellings


def spell_pages(
    pages: Iterable[AnyPage], rendered: Mapping[str, Rendered], cache: RenderingCache | None = None
) -> Mapping[str, tuple[Misspelling, ...]]:
    """Return the words that no list knows, by the paths of the pages that have any.

    They lie in the same file as the renderings. The dictionary is read only when a page is new.
    """
    keys = {}
    texts = {}
    for page in pages:
        words = tuple(_prose_of(page, rendered))
        keys[page.path] = key = spelling_key(words)
        texts[key] = words
    shelf = SpellingCache(cache.file) if cache else None
    known = shelf.load(texts) if shelf else {}
    fresh = {key: tuple(find_misspellings(words, danish_speller())) for key, words in texts.items() if key not in known}
    if shelf and fresh:
        shelf.save(fresh)
    found = {**known, **fresh}
    return {path: found[key] for path, key in keys.items() if found[key]}


def _prose_of(page: AnyPage, rendered: Mapping[str, Rendered]) -> Iterable[str]:
    yield from (text for _, text in prose.in_fields(page))
    if page.path in rendered:
        yield from prose.in_body(rendered[page.path])
