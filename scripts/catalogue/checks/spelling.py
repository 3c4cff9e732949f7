"""Spellings: what is misspelt on a page, in its fields and in its text."""

from collections.abc import Iterator

from catalogue.checks import prose
from catalogue.checks.speller import Misspelling, danish_speller, find_misspellings
from catalogue.model.pages import AnyPage
from catalogue.rendering.outline import Rendered


def spell_page(page: AnyPage, rendered: Rendered | None) -> tuple[Misspelling, ...]:
    """Return the words of a page that no list knows; of one that could not be rendered, those of its fields."""
    return tuple(find_misspellings(_prose_of(page, rendered), danish_speller()))


def _prose_of(page: AnyPage, rendered: Rendered | None) -> Iterator[str]:
    yield from (text for _, text in prose.in_fields(page))
    if rendered is not None:
        yield from prose.in_body(rendered)
