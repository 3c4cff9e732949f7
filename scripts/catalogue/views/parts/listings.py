"""Listings: long lists in groups, cut into pages of 200."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Generic, TypeVar

PAGE_SIZE = 200
FEW = 24
"""How many entries a list may have and still be shown whole: a longer one is folded, group by group."""
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Group(Generic[T_co]):
    """Entries under one heading. `address` is where the heading leads, `continued` that it began overleaf."""

    slug: str
    title: str
    entries: tuple[T_co, ...]
    address: str = ""
    is_example: bool = False
    continued: bool = False


@dataclass(frozen=True, slots=True)
class Sheet(Generic[T]):
    """One page of a listing: its number, how many there are, and what stands on it."""

    base: str
    number: int
    last: int
    groups: tuple[Group[T], ...]

    @property
    def address(self) -> str:
        """The sheet's address."""
        return numbered_address(self.base, self.number)

    @property
    def previous(self) -> str | None:
        """The address of the sheet before, or None."""
        return numbered_address(self.base, self.number - 1) if self.number > 1 else None

    @property
    def next(self) -> str | None:
        """The address of the sheet after, or None."""
        return numbered_address(self.base, self.number + 1) if self.number < self.last else None

    @property
    def is_long(self) -> bool:
        """Whether there is more than is good to look through, so that its groups are folded away."""
        return self.last > 1 or len(self.entries) > FEW

    @property
    def entries(self) -> tuple[T, ...]:
        """The entries of all groups."""
        return tuple(entry for group in self.groups for entry in group.entries)


def numbered_address(base: str, number: int) -> str:
    """Return the address of a listing's page: the first is the listing's own, the second `…/2/`."""
    return base if number == 1 else f"{base}{number}/"


def cut(entries: Sequence[T], first: int = PAGE_SIZE) -> list[Sequence[T]]:
    """Return the entries in slices of 200; at least one slice, which may be empty.

    Of more entries than that the first slice has `first`.
    """
    begun = first if len(entries) > PAGE_SIZE else len(entries)
    return [entries[:begun], *(entries[start : start + PAGE_SIZE] for start in range(begun, len(entries), PAGE_SIZE))]


def lay_out(base: str, groups: Iterable[Group[T]], first: int = PAGE_SIZE) -> list[Sheet[T]]:
    """Return the sheets of a listing in groups. A group that runs over the edge goes on overleaf.

    A listing that goes on has `first` entries on its first sheet.
    """
    slices = cut([(group, entry) for group in groups for entry in group.entries], first)
    begun: set[str] = set()
    sheets = []
    for number, rows in enumerate(slices, start=1):
        sheets.append(Sheet(base, number, len(slices), tuple(_regroup(rows, begun))))
        begun.update(group.slug for group, _ in rows)
    return sheets


def _regroup(rows: Iterable[tuple[Group[T], T]], begun: set[str]) -> Iterator[Group[T]]:
    for _, run in groupby(rows, key=lambda row: row[0].slug):
        members = list(run)
        group = members[0][0]
        yield replace(group, entries=tuple(entry for _, entry in members), continued=group.slug in begun)


def lay_out_plain(base: str, entries: Sequence[T]) -> list[Sheet[T]]:
    """Return the sheets of a listing without groups."""
    return lay_out(base, [Group("", "", tuple(entries))])


def numbered(title: str, number: int) -> str:
    """Return the title of a listing's page: the first has the listing's own, the second »…, side 2«."""
    return title if number == 1 else f"{title}, side {number}"
