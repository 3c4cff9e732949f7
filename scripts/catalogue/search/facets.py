"""Facets: what a search can be narrowed by, and the values of every page: one table, from which all counts come."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from catalogue.language.slugs import slugify
from catalogue.model.fields import PROFESSIONS
from catalogue.model.statuses import Status
from catalogue.model.workplaces import Workplace
from catalogue.rendering.edition import Edition
from catalogue.search.documents import Document

LEGENDS = {
    "type": "Slags arbejdsplads",
    "theme": "Tema",
    "area": "Område",
    "topic": "Emne",
    "kind": "Type",
    "status": "Status",
    "profession": "Faggruppe",
    "hard": "Det svære",
}
KINDS = {
    "interpretation": "Idé",
    "idea": "Idé",
    "unit": "Arbejdsplads eller område",
    "story": "Historie",
    "meeting": "Møde",
    "theme": "Tema",
}
"""Values that share a label are one box to a reader."""
_FIRST = 48
"""The code of the character that stands for the first combination of values: a digit zero."""


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet: its values in the order in which they are shown, and the values of each page, by number."""

    name: str
    values: tuple[tuple[str, str], ...]
    combinations: tuple[tuple[int, ...], ...]
    column: str
    """One character for each page: the number of its combination, counted from »0«."""


def make_facets(edition: Edition, documents: Sequence[Document]) -> list[Facet]:
    """Return every facet; one without values is there all the same."""
    return [_make(name, values, documents) for name, values in _all_values(edition).items()]


def _make(name: str, values: Sequence[tuple[str, str]], documents: Sequence[Document]) -> Facet:
    number = {slug: place for place, (slug, _) in enumerate(values)}
    # A page that gives a value twice has it once.
    given = (dict.fromkeys(document.facets.get(name, ())) for document in documents)
    rows = [tuple(number[slug] for slug in slugs if slug in number) for slugs in given]
    combinations = sorted(set(rows))
    character = {combination: chr(_FIRST + place) for place, combination in enumerate(combinations)}
    return Facet(name, tuple(values), tuple(combinations), "".join(character[row] for row in rows))


def _all_values(edition: Edition) -> Mapping[str, Sequence[tuple[str, str]]]:
    catalogue = edition.catalogue
    topics = {slug: label for theme in catalogue.themes for slug, label in theme.fields.topics.items()}
    return {
        "type": [(workplace.slug, workplace.label) for workplace in Workplace],
        "theme": [(theme.slug, theme.fields.title) for theme in catalogue.themes],
        "area": [(area.slug, area.fields.title) for area in catalogue.heads],
        "topic": list(topics.items()),
        "kind": list(KINDS.items()),
        "status": [(status.slug, status.value) for status in Status],
        "profession": [(slugify(profession), profession) for profession in PROFESSIONS],
        "hard": [("1", "Fortæller også om det svære")],
    }
