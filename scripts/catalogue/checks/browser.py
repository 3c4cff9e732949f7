"""Criteria: the check's patterns, limits and words as data, for the form, which judges a text in the browser."""

from collections.abc import Mapping, Sequence
from typing import Any

from catalogue.checks import leaks
from catalogue.checks.rules import people, privacy, references, texts
from catalogue.language import values
from catalogue.model import fields
from catalogue.model.fields import Fields
from catalogue.model.statuses import MARKS, RENAMED
from catalogue.privacy import cpr
from catalogue.problems import faults
from catalogue.reading import files, limits
from catalogue.reading.validation import label_of


def name_field(kind: type[Fields], *way: str | int) -> str:
    """Return a field as the form names it: like the check, without the key that only a file's writer knows."""
    key = next(step for step in reversed(way) if isinstance(step, str))
    return label_of(kind, *way).replace(f" ({key})", "")


def describe_rules() -> Mapping[str, Any]:
    """Return the patterns and the limits of the check. The patterns are such as JavaScript reads too."""
    return {
        "months": values.MONTHS,
        "dates": list(map(_in_javascript, values.DATE_FORMS)),
        "invisible": _in_javascript(files.INVISIBLE.pattern),
        "markup": values.MARKUP.pattern,
        "numbers": [_in_javascript(form.pattern) for form in cpr.FORMS],
        "weights": cpr.WEIGHTS,
        "person": _in_javascript(cpr.PERSON.pattern),
        "private": _in_javascript(leaks.PRIVATE.pattern),
        "mail": _in_javascript(people.PERSONAL_MAIL.pattern),
        "template": _in_javascript(texts.TEMPLATE.pattern),
        "names": files.RESERVED.pattern,
        "marks": MARKS,
        "renamed": RENAMED,
        "page": limits.PAGE_BYTES,
        "front": limits.FRONT_MATTER_BYTES,
    }


def _in_javascript(pattern: str) -> str:
    """Return a pattern as JavaScript reads it: other names of groups, no flags for a part, and ASCII alone."""
    plain = pattern.replace("(?P<", "(?<").replace("(?-i:", "(?:")
    return "".join(c if c.isascii() and c.isprintable() else f"\\u{ord(c):04x}" for c in plain)


def describe_words(areas: Sequence[str]) -> Mapping[str, str]:
    """Return what the check says of a whole text, with room for what was found. `areas` are the areas' names."""
    area, borrowed = name_field(fields.Unit, "area"), name_field(fields.Interpretation, "borrowed_from")
    return {
        "number": privacy.CPR_NUMBER.format(where="Teksten", shown="{shown}"),
        "possible": privacy.POSSIBLE_NUMBER.format(where="Teksten", shown="{shown}"),
        "private": privacy.PRIVATE_CONTACT,
        "mail": people.MAIL_OF_A_PERSON,
        "template": texts.TEMPLATE_TEXT,
        "name": faults.bad_name.message("{value}", ""),
        "guess": faults.suggestion("{guess}", ["{guess}"]),
        "unknown": references.UNKNOWN.format(label="»{label}«", key="{value}", what="{what}"),
        "area": faults.area_missing.message(area, areas),
        "itself": references.FROM_ITSELF.format(label=borrowed),
        "page": _sized("Filen", limits.PAGE_BYTES),
        "front": _sized("Felterne øverst", limits.FRONT_MATTER_BYTES),
    }


def _sized(what: str, limit: int) -> str:
    return faults.too_large.message(what, 0, limit).replace("0 kB", "{size} kB", 1)
