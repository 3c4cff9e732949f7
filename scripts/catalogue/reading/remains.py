"""Remains: what holds of a page's fields when some do not, so that all that is wrong can be told at once."""

from collections.abc import Mapping
from copy import copy, deepcopy
from dataclasses import dataclass
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin

from pydantic import ValidationError, create_model
from pydantic.fields import FieldInfo

from catalogue.model.fields import Fields
from catalogue.model.pages import KeyPath
from catalogue.reading.frontmatter import FrontMatter

FieldsT = TypeVar("FieldsT", bound=Fields)
_ROUNDS = 8
"""Times that values are taken out: what is left without one may not hold either. Then nothing does."""


@dataclass(frozen=True, slots=True)
class Remains:
    """Fields of which one that must be there is None where it does not hold; and the line of every key with a value.

    A key that has a line and no value was written, and does not hold.
    """

    fields: Any
    lines: Mapping[KeyPath, int]


def find_remains(model: type[Fields], front: FrontMatter) -> Remains:
    """Return what holds of a front matter. An item of a list that does not hold is left out, and the next moves up."""
    values = deepcopy(front.values)
    lines = {way: line for way, line in front.lines.items() if way not in front.empty}
    draft = _draft_of(model)
    for _ in range(_ROUNDS):
        try:
            return Remains(_finish(draft.model_validate(values)), lines)
        except ValidationError as error:
            # From the end, so that the places of what is yet to be taken out stay as they were told.
            ways = {_without_mark(details["loc"]) for details in error.errors(include_url=False)}
            for way in sorted(ways, key=_order, reverse=True):
                _take_out(values, lines, way)
    return Remains(_finish(draft()), {})


@cache
def _draft_of(model: type[FieldsT]) -> type[FieldsT]:
    """Return the model, and those within it, without fields that must be there. `__base__` is the model itself."""
    free: dict[str, Any] = {key: (_as_draft(field), _without_duty(field)) for key, field in model.model_fields.items()}
    made: type[FieldsT] = create_model(model.__name__, __base__=model, **free)
    return made


def _as_draft(field: FieldInfo) -> Any:
    """Return the type of a field, with drafts for the models in it, and None where it must be there."""
    inner = _substitute(field.annotation)
    full: Any = Annotated[(inner, *field.metadata)] if field.metadata else inner
    return full | None if field.is_required() else full


def _substitute(annotation: Any) -> Any:
    if isinstance(annotation, type) and issubclass(annotation, Fields):
        return _draft_of(annotation)
    if get_origin(annotation) is tuple:
        return tuple.__class_getitem__((_substitute(get_args(annotation)[0]), ...))
    if get_origin(annotation) in (Union, UnionType):
        return Union[tuple(map(_substitute, get_args(annotation)))]  # noqa: UP007 - of types that are only known here
    return annotation


def _without_duty(field: FieldInfo) -> FieldInfo:
    free = copy(field)
    free.metadata = []
    if field.is_required():
        free.default = None
    return free


def _finish(value: Any) -> Any:
    """Return values with fields of the models themselves, by which rules and messages know them."""
    if isinstance(value, Fields):
        model = type(value).__bases__[0]
        return model.model_construct(**{key: _finish(inner) for key, inner in value})  # type: ignore[attr-defined]
    return tuple(map(_finish, value)) if isinstance(value, tuple) else value


def _without_mark(way: tuple[str | int, ...]) -> KeyPath:
    """Return the way to a value without the step that says that the key of a mapping is meant."""
    return way[:-1] if way and way[-1] == "[key]" else way


def _order(way: KeyPath) -> tuple[tuple[bool, str | int], ...]:
    return tuple((isinstance(step, int), step) for step in way)


def _take_out(values: Any, lines: dict[KeyPath, int], way: KeyPath) -> None:
    """Take a value out of nested values; nothing when it has gone with another."""
    for depth, step in enumerate(way[:-1]):
        try:
            inner = values[step]
        except (KeyError, IndexError, TypeError):
            return
        if isinstance(inner, str):  # A value alone that stands for a list of one: the way leads on into it.
            way = way[: depth + 1]
            break
        values = inner
    last = way[-1]
    if isinstance(values, dict):
        values.pop(last, None)
    elif isinstance(values, list) and isinstance(last, int) and last < len(values):
        del values[last]
        _move_lines_up(lines, way)


def _move_lines_up(lines: dict[KeyPath, int], way: KeyPath) -> None:
    """Give the items after one of a list, and all within them, the number before their own."""
    *before, gone = way
    depth = len(before)
    below = [other for other in lines if len(other) > depth and list(other[:depth]) == before]
    old = {other: lines.pop(other) for other in below}
    for other, line in old.items():
        number = other[depth]
        if number != gone:
            moved = number - (number > gone)  # type: ignore[operator]
            lines[(*other[:depth], moved, *other[depth + 1 :])] = line
