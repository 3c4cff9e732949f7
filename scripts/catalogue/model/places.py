"""Places: what a file is by where it lies. The one rule from paths below docs/ to kinds of page and addresses."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from pathlib import PurePosixPath

THEMES, UNITS, STORIES = "themes", "units", "stories"
MEETINGS = "meetings"
"""The folder within a unit's own that holds the meetings of its committee, each named by its day."""
CONTRIBUTED = (THEMES, UNITS, STORIES)
"""The folders that the reader owns; everything else below docs/ is editorial."""


class Kind(StrEnum):
    """The kinds of page, as they stand in `catalogue/?kind=…`."""

    THEME = "theme"
    UNIT = "unit"
    INTERPRETATION = "interpretation"
    IDEA = "idea"
    STORY = "story"
    MEETING = "meeting"


IDEAS = (Kind.INTERPRETATION, Kind.IDEA)
"""What a unit tells about a theme: its interpretation, and its further ideas. To a reader both are an »idé«."""
RESERVED = (MEETINGS, "plan")
"""Names in a unit's folder that are kept for its meetings and its plan: no theme, idea or story is called so."""


@dataclass(frozen=True, order=True)
class Place:
    """Where a page lies and what that makes it. `path` is relative to the docs folder.

    `slug` names a theme, a unit, an idea or a story; that of a meeting is its day, as `2026-06-20`. An interpretation
    has the slug of its theme; it and an idea know their `unit` and their `theme` too, and a meeting its `unit`.
    """

    path: str
    kind: Kind
    slug: str
    unit: str = ""
    theme: str = ""

    # Both are asked for again and again while everything is linked to everything.
    @cached_property
    def key(self) -> str:
        """The name that other pages refer to it by.

        A slug, `<unit>/<theme>`, `<unit>/<theme>/<idea>` or `<unit>/meetings/<day>`.
        """
        if self.kind is Kind.IDEA:
            return f"{self.unit}/{self.theme}/{self.slug}"
        if self.kind is Kind.MEETING:
            return f"{self.unit}/{MEETINGS}/{self.slug}"
        return f"{self.unit}/{self.slug}" if self.kind is Kind.INTERPRETATION else self.slug

    @property
    def key_in_unit(self) -> str:
        """What is left of the key without the unit: `<theme>`, `<theme>/<idea>` or `meetings/<day>`."""
        return self.key.removeprefix(f"{self.unit}/")

    @property
    def day(self) -> date:
        """The day of a meeting. Raises ValueError for any other page."""
        if self.kind is not Kind.MEETING:
            raise ValueError(self.path)
        return date.fromisoformat(self.slug)

    @cached_property
    def address(self) -> str:
        """The page's address, relative to the site's root and with a `/` at the end."""
        return f"{_FOLDERS[self.kind]}/{self.key}/"


def to_address(written: str) -> str:
    """Return the address that a line of `redirect_from` means, with a `/` at its end."""
    return f"{written.rstrip('/')}/"


def addresses_of_unit_page(written: Iterable[str], key_in_unit: str) -> tuple[str, ...]:
    """Return the addresses that a page in a unit's folder has had with the unit, from the unit's `redirect_from`."""
    addresses = (to_address(one) for one in written)
    return tuple(f"{one}{key_in_unit}/" for one in addresses if one.startswith(f"{UNITS}/") and one.count("/") == 2)


OWN_FOLDERS = frozenset(
    "about accessibility assets catalogue contribute dialogue editors embed overview schemas search themes was".split()
)
"""The folders of the site in which all addresses are the catalogue's own, whoever asks for one."""
_NAME = rf"(?!(?:\d+|{'|'.join(RESERVED)})/)[a-z0-9-]+/"
_DAY = r"\d{4}-\d\d-\d\d"
_CONTRIBUTED_ADDRESS = re.compile(
    rf"units/(?!\d+/)[a-z0-9-]+/(?:{_NAME}(?:{_NAME})?|{MEETINGS}/{_DAY}/)?|stories/{_NAME}"
)


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
    Kind.MEETING: UNITS,
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
        case ["units", unit, folder, day] if folder == MEETINGS:
            return Place(path, Kind.MEETING, day, unit) if is_day(day) else None
        case ["units", unit, theme, idea]:
            return Place(path, Kind.IDEA, idea, unit, theme)
        case ["stories", slug]:
            return Place(path, Kind.STORY, slug)
    return None


def address_about(unit: str, theme: str) -> str:
    """Return the address at which all that a unit tells about a theme is found, by the slugs of both."""
    return f"{UNITS}/{unit}/{theme}/"


def address_of_plan(unit: str) -> str:
    """Return the address of the page with all that a unit has set out to do, by its slug."""
    return f"{UNITS}/{unit}/plan/"


def address_of_meetings(unit: str) -> str:
    """Return the address at which the meetings of a unit's committee are found, by the unit's slug."""
    return f"{UNITS}/{unit}/{MEETINGS}/"


def is_day(name: str) -> bool:
    """Tell whether a name is that of a day that there is: `2026-06-20`."""
    try:
        return re.fullmatch(_DAY, name, re.ASCII) is not None and bool(date.fromisoformat(name))
    except ValueError:
        return False


def is_in_meetings(path: str) -> bool:
    """Tell whether a file lies in a unit's folder of meetings."""
    parts = PurePosixPath(path).parts
    return len(parts) == 4 and parts[0] == UNITS and parts[2] == MEETINGS


def is_reserved(path: str) -> bool:
    """Tell whether a page or a folder has a name that is kept for meetings and plans. A unit itself may have it."""
    match PurePosixPath(path).parts:
        case ["themes" | "stories", name]:
            return _stem(name) in RESERVED
        case ["units", _, folder, *_] if folder == MEETINGS:
            return False
        case ["units", _, *names]:
            return not set(RESERVED).isdisjoint(map(_stem, names))
    return False


def _stem(name: str) -> str:
    return name.removesuffix(".md")
