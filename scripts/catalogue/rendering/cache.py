"""The cache: renderings by content, so that an unchanged page costs nothing the next time.

It is a courtesy: when it cannot be read or written, pages are simply rendered again.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from catalogue.rendering import markdown
from catalogue.rendering.markdown import Text
from catalogue.rendering.outline import Heading, Link, Rendered
from catalogue.rendering.remarks import Remark, Sort
from catalogue.rendering.shelf import Shelf
from catalogue.versions import version_of


def key_of(text: Text) -> str:
    """Return the key of a text: its words, its folder (links depend on it), and the version of what renders it."""
    folder = text.path.rpartition("/")[0]
    return hashlib.sha256("\0".join((version_of(markdown.__name__), folder, text.body)).encode()).hexdigest()


class RenderingCache:
    """Renderings kept in a file; spellings are kept in the same one."""

    def __init__(self, file: Path) -> None:
        self.file = file
        self._shelf: Shelf[str] = Shelf(file, "rendered")

    @property
    def is_empty(self) -> bool:
        """Whether no rendering is kept, or none can be read."""
        try:
            return not self.file.exists() or self._shelf.is_empty
        except (sqlite3.Error, OSError):
            return True

    def load(self, texts: Iterable[Text]) -> dict[Text, Rendered]:
        """Return the renderings that are kept, by text."""
        keys = {text: key_of(text) for text in texts}
        try:
            kept = {key: _from_json(value) for key, value in self._shelf.load(keys.values()).items()}
        except (sqlite3.Error, OSError, ValueError, TypeError, KeyError):
            return {}
        return {text: kept[key] for text, key in keys.items() if key in kept}

    def save(self, renderings: Mapping[Text, Rendered]) -> None:
        """Keep renderings. Does nothing when the file cannot be written."""
        self._shelf.save(
            {key_of(text): json.dumps(rendered, default=_values_of) for text, rendered in renderings.items()}
        )


def _values_of(part: Any) -> Mapping[str, Any]:
    """Return the fields of a rendering, or of a part of one, by name."""
    return {field.name: getattr(part, field.name) for field in fields(part)}


def _from_json(text: str) -> Rendered:
    values = json.loads(text)
    return Rendered(
        html=values["html"],
        headings=tuple(Heading(**heading) for heading in values["headings"]),
        paragraphs=tuple(values["paragraphs"]),
        links=tuple(Link(**link) for link in values["links"]),
        tells_hard=values["tells_hard"],
        lessons=tuple(values["lessons"]),
        remarks=tuple(Remark(Sort(sort), line, words) for sort, line, words in map(dict.values, values["remarks"])),
    )
