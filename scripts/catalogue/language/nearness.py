"""Nearness: the known name that is nearest to what somebody wrote, as messages ask for it: »Mente du …?«.

A person answers, so that the likeness is a loose one. A guess that is acted on comes from `likeness`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import overload

from rapidfuzz import process
from rapidfuzz.distance import Indel

COMPARED = 200
"""Names that one word is compared with at most, so that a guess costs the same in a tree of any size."""
_END = "\U0010ffff"


class Names(Sequence[str]):
    """Known names in their order, sorted once so that many words can be compared with them.

    Where they are many, a word is compared with those that begin most like it and those that end most like it: what
    one slip has changed is like its name before the slip, or behind it.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = tuple(names)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[str, ...]: ...
    def __getitem__(self, index: int | slice) -> str | tuple[str, ...]:
        return self._names[index]

    def __len__(self) -> int:
        return len(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._known

    def nearest(self, word: str, cutoff: float = 0.6) -> str | None:
        """Return the name that a writer most likely meant, or None when none is near.

        Near is what has most letters in common, in the same order: of all letters of both at least the cutoff's share.
        """
        few = self.around(word)
        folded = self._folded if few is self._names else {name.casefold(): name for name in reversed(few)}
        near = process.extractOne(
            word.casefold(), list(folded), scorer=Indel.normalized_similarity, score_cutoff=cutoff
        )
        return folded[near[0]] if near else None

    def around(self, word: str, beginning: str = "") -> Sequence[str]:
        """Return the names that a word may have meant, in their order: all that begin so, where they are few."""
        if not beginning and len(self._names) <= COMPARED:
            return self._names
        word, beginning = word.casefold(), beginning.casefold()
        first, last = bisect_left(self._sorted, (beginning,)), bisect_right(self._sorted, (f"{beginning}{_END}",))
        if last - first <= COMPARED:
            found = self._sorted[first:last]
        else:
            several = COMPARED // 4
            at = bisect_left(self._sorted, (word,), first, last)
            found = self._sorted[max(at - several, first) : min(at + several, last)]
            behind = bisect_left(self._turned, (word[::-1],))
            by_end = self._turned[max(behind - several, 0) : behind + several]
            found += [(turned, place) for turned, place in by_end if turned.endswith(beginning[::-1])]
        return [self._names[place] for place in sorted({place for _, place in found})]

    @cached_property
    def _known(self) -> frozenset[str]:
        return frozenset(self._names)

    @cached_property
    def _folded(self) -> dict[str, str]:
        return {name.casefold(): name for name in reversed(self._names)}

    @cached_property
    def _sorted(self) -> list[tuple[str, int]]:
        """Each name in small letters with its place in the order, by its letters from the first on."""
        return sorted((name.casefold(), place) for place, name in enumerate(self._names))

    @cached_property
    def _turned(self) -> list[tuple[str, int]]:
        """The same, by the letters from the last on."""
        return sorted((name.casefold()[::-1], place) for place, name in enumerate(self._names))


def nearest(word: str, known: Sequence[str], cutoff: float = 0.6) -> str | None:
    """Return the known word that a writer most likely meant, or None when none is near; see `Names.nearest`."""
    return (known if isinstance(known, Names) else Names(known)).nearest(word, cutoff)
