"""Prose: the words of a page that people read – not its addresses, names of files and choices from a list."""

import html
import re
from collections.abc import Iterator
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import BeforeValidator

from catalogue.model.fields import Committee, Fields, Unit, refuse_markup
from catalogue.model.pages import AnyPage, KeyPath
from catalogue.rendering.outline import Rendered

_ALT = re.compile(r'\balt="([^"]*)"')
_NAMES = frozenset(
    {
        (Unit, "title"),
        (Committee, "name"),
        (Committee, "short"),
        *((model, "aliases") for model in Fields.__subclasses__()),
    }
)
"""Fields that are free text and no prose: names, and search words, which may be spelt as people spell them."""


def in_fields(page: AnyPage) -> Iterator[tuple[KeyPath, str]]:
    """Yield the prose in a page's fields, each text with the way to it."""
    yield from _within(page.fields, ())


def in_body(rendered: Rendered) -> Iterator[str]:
    """Yield the prose of a rendered body: headings, running text, and the words of pictures."""
    yield from (heading.text for heading in rendered.headings)
    yield from rendered.paragraphs
    yield from (html.unescape(words) for words in _ALT.findall(rendered.html))


def _within(fields: Fields, way: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    model = type(fields)
    for name, value in fields:
        key = model.model_fields[name].alias or name
        if not _is_empty(value) and (model, key) not in _NAMES:
            yield from _values(value, (*way, key), is_prose=key in _prose_keys(model))


def _values(value: Any, way: KeyPath, is_prose: bool) -> Iterator[tuple[KeyPath, str]]:
    if isinstance(value, Fields):
        yield from _within(value, way)
    elif isinstance(value, str):
        if is_prose:
            yield way, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _values(inner, (*way, key), is_prose)
    elif isinstance(value, tuple):
        for number, inner in enumerate(value):
            yield from _values(inner, (*way, number), is_prose)


def _is_empty(value: Any) -> bool:
    return value is None or value == () or value == {}


@cache
def _prose_keys(model: type[Fields]) -> frozenset[str]:
    """Return the fields of a model that hold free text: those that the model guards against markup."""
    return frozenset(
        key
        for key, field in model.by_key().items()
        if _guards_text(Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation)
    )


def _guards_text(annotation: Any) -> bool:
    metadata = getattr(annotation, "__metadata__", ())
    if any(isinstance(part, BeforeValidator) and part.func is refuse_markup for part in metadata):
        return True
    inner = get_args(annotation)[:1] if get_origin(annotation) is Annotated else get_args(annotation)
    return any(_guards_text(part) for part in inner)
