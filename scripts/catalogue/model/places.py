"""Places: what a file is by where it lies. The one rule from paths below docs/ to kinds of page and addresses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from pathlib import PurePosixPath

THEMES, UNITS, STORIES = "themes", "units", "stories"
CONTRIBUTED = (THEMES, UNITS, STORIES)
"""The folders that the reader owns; everything else below docs/ is editorial."""


class Kind(StrEnum):
    """The kinds of page, as they stand in `catalogue/?kind=…`."""

    THEME = "theme"
    UNIT = "unit"
    INTERPRETATION = "interpretation"
    IDEA = "idea"
    STORY = "story"


IDEAS = (Kind.INTERPRETATION, Kind.IDEA)
"""What a unit tells about a theme: its interpretation, and its further ideas. To a reader both are an »idé«."""
RESERVED = ("meetings", "plan")
"""Names in a unit's folder that are kept for its meetings and its plan: no theme, idea or story is called so."""


@dataclass(frozen=True, order=True)
class Place:
    """Where a page lies and what that makes it. `path` is relative to the docs folder.

    `slug` names a theme, a unit, an idea or a story. An interpretation has the slug of its theme; it and an idea know
    their `unit` and their `theme` too.
    """

    path: str
    kind: Kind
    slug: str
    unit: str = ""
    theme: str = ""

    # Both are asked for again and again while everything is linked to everything.
    @cached_property
    def key(self) -> str:
        """The name that other pages refer to it by: a slug, `<unit>/<theme>` or `<unit>/<theme>/<idea>`."""
        if self.kind is Kind.IDEA:
            return f"{self.unit}/{self.theme}/{self.slug}"
        return f"{self.unit}/{self.slug}" if self.kind is Kind.INTERPRETATION else self.slug

    @property
    def key_in_unit(self) -> str:
        """What is left of the key without the unit: `<theme>` of an interpretation, `<theme>/<idea>` of an idea."""
        return self.key.removeprefix(f"{self.unit}/")

    @cached_property
    def address(self) -> str:
        """The page's address, relative to the site's root and with a `/` at the end."""
        return f"{_FOLDERS[self.kind]}/{self.key}/"


def to_address(written: str) -> str:
    """Return the address that a line of `redirect_from` means, with a `/` at its end."""
    return f"{written.rstrip('/')}/"


def addresses_of_unit_page(written: Iterable[str], key_in_unit: str) -> tuple[str, ...]:
    """Return the addresses that a unit's page about a theme has had with the unit, from the unit's `redirect_from`."""
    addresses = (to_address(one) for one in written)
    return tuple(f"{one}{key_in_unit}/" for one in addresses if one.startswith(f"{UNITS}/") and one.count("/") == 2)


OWN_FOLDERS = frozenset(
    "about accessibility assets catalogue contribute dialogue editors embed overview schemas search themes was".split()
)
"""The folders of the site in which all addresses are the catalogue's own, whoever asks for one."""
_NAME = rf"(?!(?:\d+|{'|'.join(RESERVED)})/)[a-z0-9-]+/"
_CONTRIBUTED_ADDRESS = re.compile(rf"units/(?!\d+/)[a-z0-9-]+/(?:{_NAME}(?:{_NAME})?)?|stories/{_NAME}")


def is_own_address(address: str) -> bool:
    """Tell whether an address, with a `/` at the end, is kept for what the site makes itself: listings, sheets, files.

    In units/ and stories/ all is kept but what a page there can have: a listing goes on at a number, or lies deeper.
    """
    folder = address.partition("/")[0]
    return folder in OWN_FOLDERS or (folder in (UNITS, STORIES) and not _CONTRIBUTED_ADDRESS.fullmatch(address))


_FOLDERS = {
    Kind.THEME: THEMES,
    Kind.UNIT: UNITS,
    Kind.INTERPRETATION: UNITS,
    Kind.IDEA: UNITS,
    Kind.STORY: STORIES,
}


def place_of(path: str) -> Place | None:
    """Return the place of a Markdown file below docs/, or None when no page may lie there."""
    if is_reserved(path):
        return None
    match PurePosixPath(path).with_suffix("").parts:
        case [_, "index"] | ["units", _, _, "index"]:
            return None
        case ["themes", slug]:
            return Place(path, Kind.THEME, slug)
        case ["units", unit, "index"]:
            return Place(path, Kind.UNIT, unit)
        case ["units", unit, theme]:
            return Place(path, Kind.INTERPRETATION, theme, unit, theme)
        case ["units", unit, theme, idea]:
            return Place(path, Kind.IDEA, idea, unit, theme)
        case ["stories", slug]:
            return Place(path, Kind.STORY, slug)
    return None


def address_about(unit: str, theme: str) -> str:
    """Return the address at which all that a unit tells about a theme is found, by the slugs of both."""
    return f"{UNITS}/{unit}/{theme}/"


def is_reserved(path: str) -> bool:
    """Tell whether a page or a folder has a name that is kept for meetings and plans. A unit itself may have it."""
    match PurePosixPath(path.removesuffix(".md")).parts:
        case ["themes" | "stories", name]:
            return name in RESERVED
        case ["units", _, *names]:
            return not set(RESERVED).isdisjoint(names)
    return False
