"""JavaScript: patterns and characters as a browser is told of them, since its own are not quite Python's."""

import re
import sys
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby

from catalogue.privacy import disguises


def in_javascript(pattern: str) -> str:
    """Return a pattern as JavaScript reads it: other names of groups, and ASCII alone.

    One with an emoji in it must be read under the flag `u`.
    """
    return "".join(c if c.isascii() and c.isprintable() else _escape(c) for c in pattern.replace("(?P<", "(?<"))


def _escape(character: str) -> str:
    point = ord(character)
    return f"\\u{point:04x}" if point <= 0xFFFF else f"\\u{{{point:x}}}"


_WORD, _SPACE = r"\p{L}\p{N}_", r"\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# What Python means by an escape, within brackets and on its own. No other class of the patterns has \W or \S in it.
_CLASSES = {r"\w": _WORD, r"\d": r"\p{Nd}", r"\s": _SPACE}
_ALONE = {
    r"[\W_]": r"[^\p{L}\p{N}]",
    r"[^\W\d_]": r"\p{L}",
    r"[^\W_]": r"[\p{L}\p{N}]",
    r"\W": f"[^{_WORD}]",
    r"\S": f"[^{_SPACE}]",
    r"\b": f"(?:(?<=[{_WORD}])(?![{_WORD}])|(?<![{_WORD}])(?=[{_WORD}]))",
    **{escape: f"[{members}]" for escape, members in _CLASSES.items()},
}
_NEEDLESS = frozenset(f"\\{character}" for character in " -#&~\"'<>=!%,:;@`_")
"""Escapes that Python takes, and its `re.escape` makes, and that are errors to JavaScript."""
_PARTS = re.compile(r"\[\\W_\]|\[(?:\\.|[^\]\\])*\]|\\.", re.DOTALL)


def with_unicode(pattern: str) -> str:
    r"""Return a pattern as JavaScript reads it under the flag `u`: to it `\w`, `\d` and `\b` know ASCII alone."""

    def translate(part: re.Match[str]) -> str:
        if part[0] in _ALONE or not part[0].startswith("["):
            return _ALONE.get(part[0]) or (part[0][1] if part[0] in _NEEDLESS else part[0])
        return re.sub(r"\\.", lambda escape: _CLASSES.get(escape[0]) or _within(escape[0]), part[0])

    return in_javascript(_PARTS.sub(translate, pattern))


def _within(escape: str) -> str:
    """Return an escape as it stands within brackets, where a hyphen needs its backslash."""
    return escape[1] if escape in _NEEDLESS and escape != r"\-" else escape


END = 0x40000
"""All characters from here on are nothing to a reader: they are marks, private, or not assigned."""


@cache
def describe_characters() -> Mapping[str, str]:
    """Return by what they are read as the characters that are not read as their plain form in small letters.

    They go along, since a browser may know another Unicode than we do. A text tells of runs: how many characters there
    are between one and the next, and how many are in it, to the base 36. A run of digits counts from the key.
    """
    found: dict[str, list[tuple[int, int]]] = {}
    for reading, first, length in (*_runs(), ("", END, sys.maxunicode + 1 - END)):
        found.setdefault(reading, []).append((first, length))
    return {reading: _pack(runs) for reading, runs in found.items()}


def _runs() -> Iterator[tuple[str, int, int]]:
    """Yield what is read alike and stands side by side: the reading, the first character, and how many there are."""
    for zero, run in groupby(range(END), _reading_at_zero):
        if zero is not None:
            first, *rest = run
            yield disguises.look_up(chr(first)) or "", first, 1 + len(rest)


def _reading_at_zero(point: int) -> str | int | None:
    """Return what all characters of a run have in common: what they are read as, or where a run of digits has its 0."""
    reading = disguises.look_up(chr(point))
    return point - int(reading) if reading and reading.isdecimal() else reading


def _pack(runs: Sequence[tuple[int, int]]) -> str:
    starts = (0, *(first + length for first, length in runs))
    return " ".join(
        f"{_in_base_36(first - start)} {_in_base_36(length)}"
        for start, (first, length) in zip(starts, runs, strict=False)
    )


def _in_base_36(number: int) -> str:
    higher, digit = divmod(number, 36)
    return (_in_base_36(higher) if higher else "") + "0123456789abcdefghijklmnopqrstuvwxyz"[digit]
