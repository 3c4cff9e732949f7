"""Fields as the guide, the schema and the scaffold tell of them: one description of each, taken from the model."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic.fields import FieldInfo

from catalogue.model import fields as model
from catalogue.model.fields import Fields
from catalogue.reading import validation


@dataclass(frozen=True, slots=True)
class FieldDescription:
    """One field: its key, label and help, what it may hold, an example as a line of YAML, and the fields in it.

    `form` tells in words what a value is, `shape` in one word for programs; `limit` is the most characters, or 0.
    """

    key: str
    label: str
    help: str
    is_required: bool
    form: str
    choices: tuple[str, ...]
    example: str
    inner: tuple["FieldDescription", ...]
    is_list: bool = False
    shape: str = "text"
    limit: int = 0
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class ModelDescription:
    """One kind of page: its name, what it is, where its files lie, and its fields."""

    name: str
    help: str
    paths: tuple[str, ...]
    fields: tuple[FieldDescription, ...]


_PATHS: Mapping[type[Fields], tuple[str, ...]] = {
    model.Interpretation: ("units/<arbejdsplads>/<tema>.md", "units/<arbejdsplads>/<tema>/<idé>.md"),
    model.Unit: ("units/<arbejdsplads>/index.md",),
    model.Story: ("stories/<historie>.md",),
    model.Meeting: ("units/<arbejdsplads>/meetings/<dag>.md",),
    model.Theme: ("themes/<tema>.md",),
}


@cache
def describe_models() -> Sequence[ModelDescription]:
    """Return every kind of page with its fields, the one that people write most first."""
    return [
        ModelDescription(kind.kind_name, kind.__doc__ or "", _PATHS[kind], _describe_fields(kind))
        for kind in model.MODELS
    ]


def _describe_fields(kind: type[Fields]) -> tuple[FieldDescription, ...]:
    properties = kind.model_json_schema()["properties"]
    return tuple(_describe(key, field, properties[key]) for key, field in kind.by_key().items())


def _describe(key: str, field: FieldInfo, schema: Mapping[str, Any]) -> FieldDescription:
    inner = validation.model_within(field.annotation)
    single = _single(schema)
    return FieldDescription(
        key=key,
        label=field.title or key,
        help=field.description or "",
        is_required=field.is_required(),
        form=_describe_form(schema),
        choices=validation.choices_within(field.annotation),
        example=validation.example_of(key, field),
        inner=_describe_fields(inner) if inner else (),
        is_list=validation.is_list(field.annotation),
        shape=_shape_of(single),
        limit=single.get("maxLength", 0),
        pattern=single.get("pattern", ""),
    )


def _single(schema: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the schema of one value: of a list's items, and of what stands when something stands."""
    schema = next((option for option in schema.get("anyOf", []) if option.get("type") != "null"), schema)
    return _single(schema["items"]) if schema.get("type") == "array" else schema


def _shape_of(schema: Mapping[str, Any]) -> str:
    if "$ref" in schema:
        return "part"
    if "enum" in schema:
        return "choice"
    if schema.get("format") == "date":
        return "date"
    return {"boolean": "yes", "integer": "number", "object": "mapping"}.get(schema["type"], "text")


_TYPES = {"boolean": "true eller false", "integer": "et helt tal", "object": "korte navne, hver med sit lange navn"}


def _describe_form(schema: Mapping[str, Any]) -> str:
    """Return what a field may hold, in words, from its JSON Schema."""
    kinds = [option.get("type") for option in schema.get("anyOf", [])]
    schema = next((option for option in schema.get("anyOf", []) if option.get("type") != "null"), schema)
    if schema.get("type") == "array":
        single = _describe_form(schema["items"])
        return "en liste; hvert punkt har felter" if single == _FIELDS else f"en liste; hvert punkt er {single}"
    if "$ref" in schema:
        return _FIELDS
    if "enum" in schema:
        return "en af værdierne"
    if schema.get("format") == "date":
        return "en dato: år-måned-dag"
    if "pattern" in schema:
        several = ", eller en liste af dem" if "array" in kinds else ""
        return validation.describe_pattern(schema["pattern"]) + several
    if schema.get("type") == "string":
        return f"tekst, højst {schema['maxLength']} tegn"
    return _TYPES[schema["type"]]


_FIELDS = "felter under feltet"


def make_schemas() -> Mapping[str, str]:
    """Return a JSON Schema for the front matter of each kind of page, by name (`interpretation`, `unit`, …)."""
    return {kind.__name__.lower(): _to_schema(kind) for kind in model.MODELS}


def _to_schema(kind: type[Fields]) -> str:
    schema = {"$schema": "https://json-schema.org/draft/2020-12/schema", **kind.model_json_schema()}
    return json.dumps(schema, ensure_ascii=False, indent=1) + "\n"
