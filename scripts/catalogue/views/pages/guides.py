"""The guides for writers, made from the model and from the help of every code."""

from collections.abc import Mapping, Sequence

from catalogue.checks import rulebook
from catalogue.problems import codes, readiness
from catalogue.reading import lexicon, schema, synonyms
from catalogue.views.parts.site import Site

_GROUPS: Mapping[str, str] = {
    "L": "Filen kan ikke læses",
    "F": "Felterne",
    "S": "Mapper og filnavne",
    "H": "Henvisninger",
    "T": "Teksten",
    "M": "Mærker i teksten",
    "B": "Billeder",
    "K": "Kontakt",
    "P": "Personoplysninger",
    "D": "Datoer",
    "U": "Møder i udvalg",
    "R": "Visning",
    "O": "Redaktionens ordliste",
    "I": "Før kataloget går i luften",
}
"""What the first letter of a code stands for."""


def list_fields(site: Site) -> str:
    """Return the field guide: every field of every kind of page."""
    return site.render("fragments/field-guide.html", models=schema.describe_models())


def list_rules(site: Site) -> str:
    """Return the rule guide: every code, grouped by its first letter."""
    faults = (*synonyms.FAULTS, *lexicon.FAULTS, *readiness.FAULTS)
    return site.render(
        "fragments/rule-guide.html", groups=_group([*rulebook.helps(), *(fault.help for fault in faults)])
    )


def _group(helps: Sequence[codes.Help]) -> Sequence[tuple[str, list[codes.Help]]]:
    grouped = ((title, [h for h in helps if h.code.startswith(letter)]) for letter, title in _GROUPS.items())
    return [(title, group) for title, group in grouped if group]
