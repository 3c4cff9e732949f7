"""Leaves: the pages of a sample on their way to the disk, and what the next ones need to know of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalogue.model.places import UNITS
from catalogue.samples.bank import Area, Idea, UnitType
from catalogue.samples.phrases import Sentences


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page to write: its path below the tree, its fields without empty ones, and its body."""

    path: str
    fields: dict[str, Any]
    body: str = ""


@dataclass(frozen=True, slots=True)
class Plot:
    """A unit while its pages grow."""

    title: str
    slug: str
    area: Area
    kind: UnitType
    town: str
    said: Sentences


@dataclass(frozen=True, slots=True)
class Grown:
    """A page about a theme that is there already: others may borrow from it and link to it. An area's has no idea.

    `slug` is that of a further idea; an interpretation has none.
    """

    unit: str
    unit_title: str
    theme: str
    title: str
    area: str
    idea: Idea | None = None
    slug: str = ""

    @property
    def key(self) -> str:
        """What other pages refer to it by."""
        return "/".join(filter(None, (self.unit, self.theme, self.slug)))

    @property
    def path(self) -> str:
        """The path of its file below the tree."""
        return f"{UNITS}/{self.key}.md"


def leaf(path: str, fields: Mapping[str, Any], body: str) -> Leaf:
    """Return a page of a sample: without empty fields, and labelled as made up."""
    return Leaf(path, {**{key: value for key, value in fields.items() if value}, "example": True}, body)


def unit_leaf(slug: str, paragraphs: Sequence[str], fields: Mapping[str, Any]) -> Leaf:
    """Return the page that says who a unit or an area is."""
    return leaf(f"{UNITS}/{slug}/index.md", fields, "\n\n".join(paragraphs) + "\n" if paragraphs else "")
