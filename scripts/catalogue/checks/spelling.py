"""Spellings: what the words of a page give rise to, in its fields and in its text."""

from collections.abc import Iterator
from dataclasses import dataclass

from catalogue.checks import prose
from catalogue.checks.abbreviations import find_abbreviations
from catalogue.checks.speller import Misspelling, danish_speller, find_misspellings
from catalogue.model.pages import AnyPage
from catalogue.rendering.outline import Rendered


@dataclass(frozen=True, slots=True)
class Spelling:
    """What the words of a page give rise to: those that no list knows, and abbreviations that are not explained."""

    misspellings: tuple[Misspelling, ...] = ()
    abbreviations: tuple[str, ...] = ()


def spell_page(page: AnyPage, rendered: Rendered | None) -> Spelling:
    """Return what the words of a page give rise to; of one that could not be rendered, those of its fields."""
    speller = danish_speller()
    text = " ".join(rendered.paragraphs) if rendered else ""
    return Spelling(
        tuple(find_misspellings(_prose_of(page, rendered), speller)), tuple(find_abbreviations(text, speller))
    )


def _prose_of(page: AnyPage, rendered: Rendered | None) -> Iterator[str]:
    yield from (text for _, text in prose.in_fields(page))
    if rendered is not None:
        yield from prose.in_body(rendered)
