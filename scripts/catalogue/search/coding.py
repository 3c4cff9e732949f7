"""Coding: words and numbers as the index's files hold them, small before they are packed."""

import gzip
import json
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_ONE_BYTE = tuple(bytes([value]) for value in range(128))
PLACED = 64
"""Added to a weight, which is below it, when the page's place of the term follows."""


def code_words(words: Iterable[str]) -> str:
    """Return words in order, each as a digit for the letters it shares with the one before, and the rest."""
    return "\n".join(_code_word(before, word) for before, word in pairwise(["", *words]))


def _code_word(before: str, word: str) -> str:
    shared, most = 0, min(len(before), len(word), 35)
    while shared < most and before[shared] == word[shared]:
        shared += 1
    return DIGITS[shared] + word[shared:]


def code_postings(postings: Sequence[tuple[int, int, int]]) -> bytes:
    """Return how many pages there are, the steps from each to the next, the weights, and the places there are."""
    numbers = [number for number, _, _ in postings]
    steps = (after - before for before, after in pairwise([0, *numbers]))
    return (
        b"".join(code_number(value) for value in (len(numbers), *steps))
        + bytes(weight + (PLACED if place else 0) for _, weight, place in postings)
        + bytes(place for _, _, place in postings if place)
    )


def code_number(value: int) -> bytes:
    """Return a number in seven bits a byte, the low ones first; the eighth bit says that more follow."""
    if value < 128:
        return _ONE_BYTE[value]
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def pack_json(value: Any) -> bytes:
    """Return a value as packed JSON."""
    return pack(write_json(value))


def write_json(value: Any) -> bytes:
    """Return a value as JSON, as short as it can be."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def pack(data: bytes, level: int = 9) -> bytes:
    """Return packed bytes, the same for the same."""
    return gzip.compress(data, compresslevel=level, mtime=0)
