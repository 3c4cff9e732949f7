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
    STORY = "story"


@dataclass(frozen=True, order=True)
class Place:
    """Where a page lies and what that makes it. `path` is relative to the docs folder.

    `slug` names a theme, a unit or a story; an interpretation has the slugs of its unit and its theme.
    """

    path: str
    kind: Kind
    slug: str
    unit: str = ""

    # Both are asked for again and again while everything is linked to everything.
    @cached_property
    def key(self) -> str:
        """The name that other pages refer to it by: a slug, or `<unit>/<theme>` for an interpretation."""
        return f"{self.unit}/{self.slug}" if self.kind is Kind.INTERPRETATION else self.slug

    @cached_property
    def address(self) -> str:
        """The page's address, relative to the site's root and with a `/` at the end."""
        return f"{_FOLDERS[self.kind]}/{self.key}/"


def to_address(written: str) -> str:
    """Return the address that a line of `redirect_from` means, with a `/` at its end."""
    return f"{written.rstrip('/')}/"


def addresses_of_unit_page(written: Iterable[str], slug: str) -> tuple[str, ...]:
    """Return the addresses that a unit's page about a theme has had with the unit, from the unit's `redirect_from`."""
    addresses = (to_address(one) for one in written)
    return tuple(f"{one}{slug}/" for one in addresses if one.startswith(f"{UNITS}/") and one.count("/") == 2)


OWN_FOLDERS = frozenset(
    "about accessibility assets catalogue contribute dialogue editors embed overview schemas search themes was".split()
)
"""The folders of the site in which all addresses are the catalogue's own, whoever asks for one."""
_CONTRIBUTED_ADDRESS = re.compile(r"units/(?!\d+/)[a-z0-9-]+/([a-z0-9-]+/)?|stories/(?!\d+/)[a-z0-9-]+/")


def is_own_address(address: str) -> bool:
    """Tell whether an address, with a `/` at the end, is kept for what the site makes itself: listings, sheets, files.

    In units/ and stories/ all is kept but what a page there can have: a listing goes on at a number, or lies deeper.
    """
    folder = address.partition("/")[0]
    return folder in OWN_FOLDERS or (folder in (UNITS, STORIES) and not _CONTRIBUTED_ADDRESS.fullmatch(address))


_FOLDERS = {Kind.THEME: THEMES, Kind.UNIT: UNITS, Kind.INTERPRETATION: UNITS, Kind.STORY: STORIES}


def place_of(path: str) -> Place | None:
    """Return the place of a Markdown file below docs/, or None when no page may lie there."""
    match PurePosixPath(path).with_suffix("").parts:
        case [_, "index"]:
            return None
        case ["themes", slug]:
            return Place(path, Kind.THEME, slug)
        case ["units", unit, "index"]:
            return Place(path, Kind.UNIT, unit)
        case ["units", unit, theme]:
            return Place(path, Kind.INTERPRETATION, theme, unit)
        case ["stories", slug]:
            return Place(path, Kind.STORY, slug)
    return None
