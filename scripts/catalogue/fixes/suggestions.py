"""Suggestions: the lines of a page as a machine can fix them, for a forge that lets people accept with one click."""

import hashlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from catalogue.fixes.pages import Fixed
from catalogue.privacy.masking import mask
from catalogue.reading.files import find_invisible

Lines = Iterable[tuple[int, int]]
"""Stretches of lines, first and last, counting from 1."""


@dataclass(frozen=True, slots=True, order=True)
class Suggestion:
    """Lines `first` to `last` of a file, and the lines to put in their place. `reasons` say why, in Danish."""

    path: str
    first: int
    last: int
    replacement: str
    reasons: tuple[str, ...]
    old: str = ""

    @property
    def key(self) -> str:
        """A name that is the same as long as the suggestion is: it is made once, however often the check runs."""
        parts = (self.path, self.old, self.replacement)
        return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def suggest(path: str, content: bytes, fixed: Fixed, shown: Lines) -> tuple[Suggestion, ...]:
    """Return what was fixed on a page as suggestions, within the lines that a pull request shows.

    What is fixed of the file as a whole, such as its encoding, is no line that can be suggested.
    """
    try:
        before = content.decode("utf-8").split("\n")
    except UnicodeDecodeError:
        return ()
    after = fixed.content.decode("utf-8").split("\n")
    if len(before) != len(after):
        after = after[:-1] if after[-1] == "" else after
    if len(before) != len(after) or any("\r" in line for line in before):
        return ()
    stretches = _merge(shown)
    starts = [start for start, _ in stretches]
    reasons: dict[int, list[str]] = defaultdict(list)
    for fix in fixed.fixes:
        reasons[fix.line].append(fix.message)
    made = (_make(path, before, after, reasons, first, last) for first, last in _changed(before, after, fixed))
    return tuple(
        one
        for one in made
        # What is suggested is shown on the forge: never a line with a number or a secret, which is to be deleted, nor
        # one that holds what nobody can see.
        if mask(one.replacement) == one.replacement
        and not find_invisible(one.replacement)
        and (place := bisect_right(starts, one.first))
        and one.last <= stretches[place - 1][1]
    )


def _merge(shown: Lines) -> Sequence[tuple[int, int]]:
    """Return stretches of lines in order, those that overlap as one."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(shown):
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _changed(before: list[str], after: list[str], fixed: Fixed) -> Iterator[tuple[int, int]]:
    """Yield the stretches of lines that differ: each line by itself, but spaces at the ends of lines together."""
    told = {fix.line for fix in fixed.fixes if fix.old or fix.code}
    numbers = [number for number, (old, new) in enumerate(zip(before, after, strict=True), 1) if old != new]
    for _, group in groupby(enumerate(numbers), key=lambda pair: (pair[1] in told and pair[1], pair[1] - pair[0])):
        stretch = [number for _, number in group]
        yield stretch[0], stretch[-1]


def _make(
    path: str, before: list[str], after: list[str], told: Mapping[int, Sequence[str]], first: int, last: int
) -> Suggestion:
    reasons = dict.fromkeys(reason for line in range(first, last + 1) for reason in told.get(line, ()))
    new, old = "\n".join(after[first - 1 : last]), "\n".join(before[first - 1 : last])
    return Suggestion(path, first, last, new, tuple(reasons) or ("Mellemrum sidst på linjen er fjernet.",), old)
