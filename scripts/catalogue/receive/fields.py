"""Fields: from the line of a file to the name of the field in the form that it was typed in.

`plan.0.action` for the first step's action, `section-2` for what stands under the second heading on offer, `body` for a
text without them, `unit.title` in the file of a workplace that comes with its first page.
"""

import re
from collections.abc import Mapping
from typing import Any, get_args

from catalogue.model.fields import HEADINGS, Fields
from catalogue.model.pages import AnyPage, KeyPath
from catalogue.model.places import IDEAS

_NAMED = re.compile(r"« \((\w+)\)( i [\w-]+ \d+)?")
"""A field as messages name it: »Kort fortalt« (summary), or »Frist« (deadline) i indsats 2."""
_CONTACT = "contact"
"""What the form asks of a new workplace by its own name, and not below `unit.`."""


def field_at(page: AnyPage, line: int, message: str, above: str = "") -> str:
    """Return the name of the field that a message on a line of a page's file is about; empty for the page as a whole.

    A field that is missing has no line: the message says which it is. `above` is put before the name, as in `unit.`.
    """
    if line >= page.body_line and page.body:
        return _section_at(page, line)
    keys = [(written, way) for way, written in page.lines.items() if written <= line]
    way: KeyPath = max(keys, key=lambda pair: (pair[0], len(pair[1])))[1] if keys else ()
    named = _NAMED.search(message)
    if named and named[1] not in way:
        if named[2] and len(way) > 1:  # A field of one of a list's parts.
            way = (*way[:2], named[1])
        elif named[1] in type(page.fields).by_key():
            way = (named[1],)
    name = ".".join(map(str, way))
    return name if not name or way[0] == _CONTACT else f"{above}{name}"


def _section_at(page: AnyPage, line: int) -> str:
    if page.kind not in IDEAS:  # Only a workplace's pages about themes are asked for by the headings on offer.
        return "body"
    number = 0
    for at, text in enumerate(page.body.split("\n"), page.body_line):
        if at > line:
            break
        heading = text.removeprefix("## ").strip() if text.startswith("## ") else ""
        number = HEADINGS.index(heading) + 1 if heading in HEADINGS else number
    return f"section-{max(number, 1)}"


def label_of(model: type[Fields], name: str) -> str:
    """Return in Danish what a field is called in the form."""
    if name.startswith("section-"):
        return HEADINGS[int(name.removeprefix("section-")) - 1]
    if name == "body":
        return "Tekst"
    labels = list(_labels(model, name.removeprefix("unit.").split(".")))
    return labels[-1] if labels else "siden"


def _labels(model: type[Fields], way: list[str]) -> list[str]:
    fields: Mapping[str, Any] = model.by_key()
    if not way or way[0] not in fields:
        return []
    field = fields[way[0]]
    rest = [part for part in way[1:] if not part.isdecimal()]
    inner = next((one for one in _models_in(field.annotation)), None)
    return [str(field.title or way[0]), *(_labels(inner, rest) if inner and rest else [])]


def _models_in(annotation: Any) -> list[type[Fields]]:
    if isinstance(annotation, type) and issubclass(annotation, Fields):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models_in(inner)]
