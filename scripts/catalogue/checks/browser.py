"""Criteria: the check's patterns, limits and words as data, for the form, which judges a text in the browser."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from catalogue.checks import leaks
from catalogue.checks.javascript import describe_characters, in_javascript, with_unicode
from catalogue.checks.rules import people, privacy, references, texts
from catalogue.language import ordinals, values
from catalogue.model import fields
from catalogue.model.fields import Fields
from catalogue.model.places import RESERVED
from catalogue.model.statuses import MARKS, RENAMED
from catalogue.privacy import cpr, credentials, disguises
from catalogue.privacy.showing import INVISIBLE
from catalogue.problems import faults
from catalogue.reading import files, limits
from catalogue.reading.validation import label_of
from catalogue.rendering import blocks, finishing, preparing, rows


def name_field(kind: type[Fields], *way: str | int) -> str:
    """Return a field as the form names it: like the check, without the key that only a file's writer knows."""
    key = next(step for step in reversed(way) if isinstance(step, str))
    return label_of(kind, *way).replace(f" ({key})", "")


def describe_rules() -> Mapping[str, Any]:
    """Return the patterns and the limits of the check. The patterns are such as JavaScript reads too."""
    return {
        "months": values.MONTHS,
        "weekdays": values.WEEKDAYS,
        "days": values.DAYS_IN_WORDS,
        "years": values.YEARS,
        "dates": list(map(in_javascript, values.DATE_FORMS)),
        "turned": in_javascript(values.TURNED),
        "invisible": in_javascript(INVISIBLE.pattern),
        "markup": values.MARKUP.pattern,
        "numbers": _describe_numbers(),
        "disguises": _describe_disguises(),
        "credentials": _describe_credentials(),
        "private": with_unicode(leaks.PRIVATE.pattern),
        "known": [with_unicode(one.pattern) for one in (privacy.TITLED, privacy.ROOM, privacy.EIGHT)],
        "mail": with_unicode(people.PERSONAL_MAIL.pattern),
        "template": [with_unicode(texts.TEMPLATE_WORDS), with_unicode(texts.TEMPLATE_MARK)],
        "names": files.RESERVED.pattern,
        "kept": RESERVED,
        "text": _describe_text(),
        "marks": MARKS,
        "renamed": RENAMED,
        "page": limits.PAGE_BYTES,
        "front": limits.FRONT_MATTER_BYTES,
    }


def _describe_text() -> Mapping[str, Any]:
    """Return what a text is read by where we read it otherwise than CommonMark: `catalogue.rendering` as data."""
    return {
        "ordinal": with_unicode(ordinals.LINE),
        "bullet": with_unicode(preparing.BULLET.pattern),
        "hard": with_unicode(preparing.HARD_SPACE.pattern),
        "moreThan": with_unicode(blocks.MORE_THAN.pattern),
        "noted": with_unicode(blocks.NOTED.pattern),
        "box": with_unicode(blocks.BOX.pattern),
        "rows": {kind: with_unicode(pattern) for kind, pattern in rows.KINDS.items()},
        "titles": finishing.TITLES,
    }


def _describe_numbers() -> Mapping[str, Any]:
    """Return what CPR numbers are found and judged by: `catalogue.privacy.cpr` as data."""
    return {
        "dense": with_unicode(cpr.DENSE.pattern),
        "disguise": with_unicode(cpr.DISGUISE.pattern),
        "digit": with_unicode(cpr.DIGIT.pattern),
        "hint": with_unicode(cpr.HINT.pattern),
        "fewest": cpr.FEWEST,
        "forms": [(with_unicode(form.pattern.pattern), _name_weights(form)) for form in cpr.FORMS],
        "months": cpr.MONTHS,
        "weights": cpr.WEIGHTS,
        "centuries": cpr.CENTURIES,
        "called": with_unicode(cpr.CALLED.pattern),
        "person": with_unicode(cpr.PERSON.pattern),
        "unit": with_unicode(cpr.UNIT.pattern),
        "before": cpr.BEFORE,
        "after": cpr.AFTER,
    }


def _name_weights(form: cpr.Form) -> Sequence[str | None]:
    return [certainty.value if certainty else None for certainty in form.weights]


def _describe_disguises() -> Mapping[str, Any]:
    """Return what disguises are seen through by: `catalogue.privacy.disguises` as data."""
    return {
        "tokens": [(kind, with_unicode(pattern)) for kind, pattern in disguises.TOKENS.items()],
        "inline": " ".join(sorted(disguises.INLINE)),
        "cells": " ".join(sorted(disguises.CELLS)),
        "cell": disguises.CELL,
        "mark": disguises.MARK,
        "break": disguises.BREAK,
        "characters": describe_characters(),
    }


def _describe_credentials() -> Mapping[str, Any]:
    """Return what passwords and keys are found by: `catalogue.privacy.credentials` as data."""
    return {
        "shapes": [
            [one.kind, one.hints, with_unicode(one.pattern.pattern), _flags(one.pattern), _name_doubt(one)]
            for one in credentials.SHAPES
        ],
        "placeholders": sorted(credentials.PLACEHOLDERS),
        "placeholder": with_unicode(credentials.PLACEHOLDER.pattern),
        "dated": with_unicode(credentials.DATED.pattern),
    }


def _name_doubt(shape: credentials.Shape) -> str:
    """Return what the browser calls the last doubt of a form: `code` for `_is_code`."""
    return shape.is_secret.__name__.removeprefix("_is_")


def _flags(pattern: re.Pattern[str]) -> str:
    return "imu" if pattern.flags & re.IGNORECASE else "u"


def describe_words(areas: Sequence[str]) -> Mapping[str, str]:
    """Return what the check says of a whole text, with room for what was found. `areas` are the areas' names."""
    area, borrowed = name_field(fields.Unit, "area"), name_field(fields.Interpretation, "borrowed_from")
    return {
        "number": privacy.CPR_NUMBER.format(where="Teksten", shown="{shown}"),
        "secret": privacy.CREDENTIAL.format(where="Teksten", shown="{shown}"),
        "possible": privacy.POSSIBLE_NUMBER.format(where="Teksten", shown="{shown}"),
        "private": privacy.PRIVATE_CONTACT,
        "known": privacy.KNOWN_CITIZEN,
        "mail": people.MAIL_OF_A_PERSON,
        "template": texts.TEMPLATE_TEXT,
        "name": faults.bad_name.message("{value}", "", "{way}"),
        "nameEmpty": files.NAME_WORDS["empty"],
        "nameReserved": files.NAME_WORDS["reserved"],
        "nameNumber": files.NAME_WORDS["number"],
        "nameKept": files.NAME_WORDS["kept"],
        "guess": faults.suggestion("{guess}", ["{guess}"]),
        "unknown": references.UNKNOWN.format(label="»{label}«", key="{value}", what="{what}"),
        "area": references.say_area_missing(area, areas),
        "itself": references.FROM_ITSELF.format(label=borrowed),
        "page": _sized("Filen", limits.PAGE_BYTES),
        "front": _sized("Felterne øverst", limits.FRONT_MATTER_BYTES),
    }


def _sized(what: str, limit: int) -> str:
    return faults.too_large.message(what, 0, limit).replace("0 kB", "{size} kB", 1)
