"""Questions of the form, made from the model: one for each field, with the words that the check would say of it.

Where a field is empty the form has words of its own: the check's repeat what the field is for, which stands above. And
of what is no day it says only so: how a day is written stands above too, otherwise than in a file.
"""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from catalogue.checks.browser import name_field
from catalogue.model.fields import SUMMARY_LENGTH, Fields
from catalogue.problems import faults
from catalogue.reading import schema, validation
from catalogue.reading.schema import FieldDescription

LONG = SUMMARY_LENGTH
"""Characters from which an answer gets more than one line to be written in."""
SHORT = frozenset({"role", "responsible", "where", "name", "short"})
"""Keys of fields that a few words answer, though there is room for more."""
_MISSING: Mapping[str, str] = {
    "Overskrift": "Skriv en overskrift.",
    "Navn": "Skriv et navn.",
    "Kort fortalt": "Skriv én eller to sætninger under »Kort fortalt«.",
    "Opdateret": "Skriv en dato.",
    "Dato": "Skriv en dato.",
    "Temaer": "Vælg mindst ét tema.",
}
"""What the form says where a field is empty, by the field's label. The hint stands above it already."""
_STEP = 987_653
"""Stands for a step's number while the words are made; messages count from one more."""


@dataclass(frozen=True, slots=True)
class Question:
    """One field as the form asks for it.

    `key` is the field's own name. `said` holds the check's messages by what is wrong, with `{value}`, `{guess}`,
    `{found}`, `{length}` and `{step}` where the answer's own words go.
    """

    key: str
    label: str
    help: str
    example: str
    is_required: bool
    shape: str
    is_list: bool
    limit: int
    pattern: str
    choices: tuple[str, ...]
    said: Mapping[str, str]
    inner: tuple["Question", ...]

    @property
    def is_long(self) -> bool:
        """Tell whether the answer needs more than one line."""
        return self.limit >= LONG and not self.pattern and self.key not in SHORT


def ask(model: type[Fields], left_out: Iterable[str] = ()) -> tuple[Question, ...]:
    """Return the questions of a kind of page, in the model's order, without some fields."""
    described = next(one for one in schema.describe_models() if one.name == model.kind_name)
    skipped = frozenset(left_out)
    return tuple(_ask(model, field, ()) for field in described.fields if field.key not in skipped)


def pick(questions: Iterable[Question], *keys: str) -> tuple[Question, ...]:
    """Return some of the questions, in the order of the keys."""
    known = {question.key: question for question in questions}
    return tuple(known[key] for key in keys)


def to_data(question: Question) -> Mapping[str, Any]:
    """Return a question as the browser gets it: without what is empty, and without what only the page shows."""
    data = {key: value for key, value in asdict(question).items() if value and key not in ("help", "example", "inner")}
    return {**data, **({"inner": list(map(to_data, question.inner))} if question.inner else {})}


def _ask(model: type[Fields], field: FieldDescription, above: tuple[str | int, ...]) -> Question:
    way = (*above, field.key)
    inner_way = (*way, _STEP) if field.is_list else way
    return Question(
        key=field.key,
        label=field.label,
        help=field.help,
        example=_example(field),
        is_required=field.is_required,
        shape=field.shape,
        is_list=field.is_list,
        limit=field.limit,
        pattern=field.pattern,
        choices=field.choices,
        said=_say(model, field, way),
        inner=tuple(_ask(model, one, inner_way) for one in field.inner),
    )


def _example(field: FieldDescription) -> str:
    """Return an example as people would write it in the form; none for what is chosen or has parts."""
    if field.inner or field.choices or field.is_list or field.shape == "yes":
        return ""
    return field.example.partition(": ")[2]


def _name(model: type[Fields], way: tuple[str | int, ...]) -> str:
    return name_field(model, *way).replace(str(_STEP + 1), "{step}")


def _say(model: type[Fields], field: FieldDescription, way: tuple[str | int, ...]) -> Mapping[str, str]:
    label = _name(model, way)
    said: dict[str, str] = {}
    if field.is_required:
        said["missing"] = _MISSING.get(field.label, f"Udfyld {label}.")
    if field.limit:
        said["long"] = faults.too_long.message(label, 0, field.limit).replace("på 0 tegn", "på {length} tegn")
    if field.choices:
        said["choice"] = faults.wrong_choice.message(label, "{value}", field.choices)
    elif field.pattern:
        said["form"] = faults.wrong_form.message(label, "{value}", *validation.words_of_pattern(field.pattern))
        if validation.is_of_links(field.pattern):
            said["space"] = faults.wrong_form.message(label, "{value}", validation.WITHOUT_SPACES, "{guess}")
    elif field.shape == "date":
        said["date"] = f"{faults.wrong_date.message(label, '{value}', '').partition(':')[0]}."
        said["day"] = faults.no_such_day.message(label, "{value}")
    elif field.shape == "text":
        said["markup"] = faults.markup_in_text.message(label, "{found}")
    return said
