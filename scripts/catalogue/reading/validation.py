"""Validation: fields against their model, with every fault named in Danish on the line where it stands."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from pydantic import ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from catalogue.language.likeness import known_names, sure
from catalogue.language.slugs import slugify
from catalogue.model import icons
from catalogue.model.fields import (
    BEGINNINGS,
    GONE,
    ICONS,
    MEANT,
    MODELS,
    NOBODY,
    SELDOM,
    Address,
    Consent,
    Fields,
    ImageFile,
    Link,
    Mail,
    Reference,
    Slug,
)
from catalogue.model.pages import KeyPath
from catalogue.model.statuses import RENAMED
from catalogue.problems import faults
from catalogue.problems.problem import Problem
from catalogue.reading.frontmatter import FrontMatter


def validate(path: str, model: type[Fields], front: FrontMatter) -> tuple[Fields | None, list[Problem]]:
    """Return the fields of a page and no problems, or None and the problems that keep it from being read."""
    try:
        return model.model_validate(front.values), []
    except ValidationError as error:
        errors = error.errors(include_url=False)
    # A list whose only item is wrong is not empty as well.
    within = {tuple(details["loc"][:-1]) for details in errors}
    told = (details for details in errors if details["type"] != "too_short" or tuple(details["loc"]) not in within)
    return None, [_explain(_Error(path, model, front, details)) for details in told]


def label_of(model: type[Fields], *way: str | int) -> str:
    """Return a field as messages name it: »Slags« (kind); in a list with its number: »Frist« (deadline) i indsats 2."""
    field, owner = find_field(model, way)
    if field is None:
        return f"»{way[-1]}«" if way else "Siden"
    keys = [step for step in way if isinstance(step, str) and not step.startswith("[")]
    name = next((key for key in reversed(keys) if owner.by_key().get(key) is field), keys[-1])
    numbers = [step for step in way if isinstance(step, int)]
    return f"»{field.title}« ({name})" + (
        f" i {owner.kind_name} {numbers[0] + 1}" if numbers and owner is not model else ""
    )


@lru_cache(maxsize=512)
def find_field(model: type[Fields], way: KeyPath) -> tuple[FieldInfo | None, type[Fields]]:
    """Return the field that a way leads to, or None when no model has it, and the model in which it was looked for."""
    holder = model
    inner: type[Fields] | None = model
    field: FieldInfo | None = None
    for step in way:
        if isinstance(step, int):
            continue
        if inner is None:  # The keys of a mapping, such as topics, are no fields.
            break
        holder = inner
        field = holder.by_key().get(step)
        inner = model_within(field.annotation) if field else None
    return field, holder


def model_within(annotation: Any) -> type[Fields] | None:
    """Return the model that a type such as `tuple[Step, ...] | None` holds, or None."""
    if isinstance(annotation, type) and issubclass(annotation, Fields):
        return annotation
    return next(filter(None, (model_within(inner) for inner in get_args(annotation))), None)


def all_keys() -> frozenset[str]:
    """Return every key that a page of any kind may have, those of its parts among them."""
    inner = {
        inner for model in MODELS for field in model.by_key().values() if (inner := model_within(field.annotation))
    }
    return frozenset(key for model in (*MODELS, *inner) for key in model.by_key())


def choices_within(annotation: Any) -> tuple[str, ...]:
    """Return the values that a type such as `tuple[Profession, ...]` allows, or none when it is free."""
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    if isinstance(annotation, type) and issubclass(annotation, StrEnum):
        return tuple(choice.value for choice in annotation)
    return next(filter(None, (choices_within(inner) for inner in get_args(annotation))), ())


def renamed(value: str, choices: Collection[str]) -> str | None:
    """Return what a choice is called now that was called otherwise before, however it is spelt; else None."""
    return sure(value, known_names((former, now) for former, now in RENAMED.items() if now in choices))


def is_list(annotation: Any) -> bool:
    """Tell whether a type is a list of something."""
    if get_origin(annotation) in (Union, UnionType):
        return any(is_list(inner) for inner in get_args(annotation))
    return get_origin(annotation) is tuple


def example_of(key: str, field: FieldInfo) -> str:
    """Return a field with an example value, as one line of YAML."""
    return f"{key}: {_written(_example_value(field))}"


def _example_value(field: FieldInfo) -> Any:
    if field.examples:
        return field.examples[0]
    inner = model_within(field.annotation)
    if inner is None:
        return "…"
    values = {key: _example_value(info) for key, info in inner.by_key().items() if info.is_required()}
    return [values] if is_list(field.annotation) else values


def _written(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key}: {_written(inner)}" for key, inner in value.items()) + " }"
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_written, value)) + "]"
    return str(value)


@dataclass(frozen=True, slots=True)
class _Error:
    """One of pydantic's errors, with what is needed to explain it."""

    path: str
    model: type[Fields]
    front: FrontMatter
    details: ErrorDetails

    @property
    def way(self) -> KeyPath:
        return tuple(self.details["loc"])

    @property
    def line(self) -> int:
        way, lines = self.way, self.front.lines
        return next((lines[way[:length]] for length in range(len(way), 0, -1) if way[:length] in lines), 1)

    @property
    def label(self) -> str:
        return label_of(self.model, *self.way)

    @property
    def field(self) -> FieldInfo:
        field, _ = find_field(self.model, self.way)
        return field or FieldInfo()

    @property
    def key(self) -> str:
        _, owner = find_field(self.model, self.way)
        return next((key for key, field in owner.by_key().items() if field is self.field), str(self.way[-1]))

    @property
    def value(self) -> str:
        return str(self.details["input"])

    @property
    def context(self) -> Mapping[str, Any]:
        return self.details.get("ctx", {})


def _explain(error: _Error) -> Problem:
    explain = _EXPLANATIONS.get(error.details["type"], _explain_shape)
    return explain(error)


def _explain_missing(error: _Error) -> Problem:
    fault = faults.empty_field if error.way in error.front.empty else faults.missing_field
    return fault.at(error.path, error.line, error.label, error.field.description or "")


def _explain_empty(error: _Error) -> Problem:
    return faults.empty_field.at(error.path, error.line, error.label, error.field.description or "")


def _explain_unknown(error: _Error) -> Problem:
    _, owner = find_field(error.model, error.way)
    where = f"{'på' if owner is error.model else 'i'} {owner.article} {owner.kind_name}"
    known = {name: field.title or name for name, field in owner.by_key().items()}
    key = str(error.way[-1])
    return faults.unknown_field.at(error.path, error.line, key, where, known, GONE.get((owner, key), ""))


def _explain_choice(error: _Error) -> Problem:
    if not isinstance(error.details["input"], str):
        return _explain_shape(error)
    choices = choices_within(error.field.annotation)
    offered = tuple(choice for choice in choices if choice not in SELDOM)
    seldom = tuple(choice for choice in choices if choice in SELDOM)
    now = renamed(error.value, choices) or _meant(error.value, choices)
    return faults.wrong_choice.at(error.path, error.line, error.label, error.value, offered, now, "", seldom)


def _meant(value: str, choices: Collection[str]) -> str:
    """Return the choice that another word stands for, or nothing."""
    meant = MEANT.get(value.strip().casefold(), "")
    return meant if meant in choices else ""


def _explain_icon(error: _Error) -> Problem:
    value = error.details["input"]
    if not isinstance(value, str):
        return _explain_shape(error)
    # Thousands of names, which nobody looks through unless one of them is meant; and none of them is long.
    others = icons.list_icons() if "/" in value and len(value) <= icons.LENGTH else ()
    also = "et af Materials tegn, for eksempel »material/hand-heart«"
    return faults.wrong_choice.at(error.path, error.line, error.label, value, ICONS, "", also, others)


def _explain_origin(error: _Error) -> Problem:
    value = error.details["input"]
    if not isinstance(value, str):
        return _explain_shape(error)
    also = f"et af jeres områdes nedslag, for eksempel »{error.field.examples[0]}«" if error.field.examples else ""
    return faults.wrong_choice.at(error.path, error.line, error.label, value, BEGINNINGS, "", also)


def _explain_length(error: _Error) -> Problem:
    length, limit = len(error.details["input"]), error.context["max_length"]
    return faults.too_long.at(error.path, error.line, error.label, length, limit)


def _explain_shape(error: _Error) -> Problem:
    annotation = error.field.annotation
    in_list = bool(error.way) and isinstance(error.way[-1], int)
    if model_within(annotation) and (in_list or not is_list(annotation)):
        expected = "felter med hver sit navn og hver sin værdi"
    elif is_list(annotation) and not in_list:
        expected = "en liste"
    elif get_origin(annotation) is dict and error.way[-1] == error.key:
        expected = "en liste af korte navne, hver med sit lange navn"
    else:
        expected = "en enkelt værdi" if not in_list else "en liste af enkelte værdier"
    return faults.wrong_shape.at(error.path, error.line, error.label, expected, example_of(error.key, error.field))


@dataclass(frozen=True, slots=True)
class _Pattern:
    """How values of a pattern are told of: what they must be, what they are, and an example made from a wrong one."""

    annotated: Any
    expected: str
    description: str
    guess: Callable[[str], str]

    @property
    def pattern(self) -> str:
        return str(next(meta.pattern for meta in self.annotated.__metadata__ if getattr(meta, "pattern", None)))


_PATTERNS = (
    _Pattern(
        Slug,
        "skrives med små bogstaver, tal og bindestreg",
        "et kort navn med små bogstaver, tal og bindestreg",
        lambda value: slugify(value) or "et-kort-navn",
    ),
    _Pattern(
        Reference,
        "skrives som arbejdspladsens mappe, skråstreg og temaets navn, eller med endnu en skråstreg og idéens navn",
        "arbejdspladsens mappe, skråstreg og temaets navn, eller med endnu en skråstreg og idéens navn",
        lambda value: "sundhed-og-omsorg/blik-for-borgeren",
    ),
    _Pattern(Mail, "være en mailadresse", "en mailadresse", lambda value: "arbejdspladsen@eksempel.invalid"),
    _Pattern(Link, "være en hel webadresse", "en hel webadresse", lambda value: "https://…"),
    _Pattern(
        ImageFile,
        "være et filnavn med små bogstaver, tal og bindestreg",
        "et filnavn med små bogstaver, tal og bindestreg",
        lambda value: "morgenmoede.jpg",
    ),
    _Pattern(
        Address,
        "være en adresse på siden uden skråstreg først",
        "en adresse på siden uden skråstreg først",
        lambda value: "units/eksempelgryden",
    ),
)


def describe_pattern(pattern: str) -> str:
    """Return what values of a pattern of the model are, in words. Raises StopIteration for a pattern without words."""
    return next(form.description for form in _PATTERNS if form.pattern == pattern)


def words_of_pattern(pattern: str) -> tuple[str, str]:
    """Return what values of a pattern must be, and an example, for who has no wrong value to make one from."""
    form = next(form for form in _PATTERNS if form.pattern == pattern)
    return form.expected, form.guess("")


WITHOUT_SPACES = "være en hel webadresse uden mellemrum"
"""What an address must be that is sound but for its spaces; the form in the browser says it as well."""
_SPACED = re.compile(r"https?://\S+\s")


def is_of_links(pattern: str) -> bool:
    """Tell whether values of a pattern are addresses, in which a space is told of as that."""
    return next(form for form in _PATTERNS if form.pattern == pattern).annotated is Link


def _explain_form(error: _Error) -> Problem:
    form = next(form for form in _PATTERNS if form.pattern == error.context["pattern"])
    if is_of_links(form.pattern) and _SPACED.match(error.value):
        example = faults.shortened(re.sub(r"\s", "%20", error.value))
        return faults.wrong_form.at(error.path, error.line, error.label, error.value, WITHOUT_SPACES, example)
    example = form.guess(error.value)
    return faults.wrong_form.at(error.path, error.line, error.label, error.value, form.expected, example)


_EXPLANATIONS: Mapping[str, Callable[[_Error], Problem]] = {
    "missing": _explain_missing,
    "extra_forbidden": _explain_unknown,
    "literal_error": _explain_choice,
    "enum": _explain_choice,
    "icon": _explain_icon,
    "origin": _explain_origin,
    "citizens": lambda error: faults.citizen_shown.at(error.path, error.line),
    "sentence": lambda error: faults.consent_in_words.at(
        error.path,
        error.line,
        error.label,
        bool(NOBODY.fullmatch(error.value.strip())),
        [label_of(Consent, key) for key in Consent.by_key()],
    ),
    "too_long": _explain_length,
    "string_too_long": _explain_length,
    "too_short": _explain_empty,
    "string_too_short": _explain_empty,
    "string_pattern_mismatch": _explain_form,
    "date_form": lambda error: faults.wrong_date.at(
        error.path, error.line, error.label, error.value, error.context["guess"]
    ),
    "date_unknown": lambda error: faults.no_such_day.at(error.path, error.line, error.label, error.value),
    "markup": lambda error: faults.markup_in_text.at(error.path, error.line, error.label, error.context["found"]),
    "whole_number": lambda error: faults.wrong_number.at(error.path, error.line, error.label, error.value),
    "greater_than_equal": lambda error: faults.wrong_number.at(error.path, error.line, error.label, error.value),
    "less_than_equal": lambda error: faults.wrong_number.at(error.path, error.line, error.label, error.value),
    "yes_no": lambda error: faults.wrong_yes_no.at(error.path, error.line, error.label, error.value),
}
