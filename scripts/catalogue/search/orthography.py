"""Orthography: the dictionary as the browser asks it, so that a word that is right is never taken for a slip.

The words lie in files by their first two letters, each with its set of endings, and the rules of the endings in one
file beside them: the browser takes a form apart as `language.dictionary` does. Nothing is expanded.
"""

import io
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from catalogue import checkout
from catalogue.language.dictionary import (
    FORBIDDEN,
    NEEDS_ENDING,
    ONLY_IN_COMPOUND,
    Dictionary,
    Flags,
    Rule,
    read_dictionary,
)
from catalogue.rendering.store import Making, Store
from catalogue.search.coding import code_words, pack, pack_json
from catalogue.versions import version_of

PLACES = checkout.DATA / "places.txt"
"""The editors' list of places in the municipality and round it, one a line."""
QUICK = 6
_FIRST = 48
"""The character that stands for the first set of endings."""
_BEGINNINGS = "beginnings"
"""The letters that the words of each file begin with, kept beside the files."""
_ALONE = "."
"""Follows a letter that is a word by itself."""


@dataclass(frozen=True, slots=True)
class RightWords:
    """The files of right words by name, and the letters that the words of each begin with."""

    files: Mapping[str, bytes]
    beginnings: str


def make_right_words(store: Store) -> RightWords:
    """Return the right words: from the store, since only who changes the dictionary or the places changes them.

    Raises OSError when the dictionary or the list of places cannot be read.
    """
    names = read_places()
    stamp = f"{version_of(__name__)} {names}"
    ((_, packed),) = store.fetch([Making(__name__, stamp, lambda: _bundle(pack_right_words(read_dictionary(), names)))])
    files = _unbundle(packed)
    return RightWords(files, files.pop(_BEGINNINGS).decode())


def _bundle(files: Mapping[str, bytes]) -> bytes:
    """Return files as one."""
    bundle = io.BytesIO()
    with zipfile.ZipFile(bundle, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return bundle.getvalue()


def _unbundle(bundle: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(bundle)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def read_places() -> Sequence[str]:
    """Return the places of the editors' list. Raises OSError when it is gone."""
    lines = (line.strip() for line in PLACES.read_text("utf-8").splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def pack_right_words(dictionary: Dictionary, names: Sequence[str]) -> dict[str, bytes]:
    """Return the words of a dictionary and some names as files: `endings.bin`, and `right-0.bin` and on.

    Beside them it returns the letters that the words of each begin with, in the order of the files.
    """
    flags = {flag: number for number, flag in enumerate(sorted({rule.flag for rule in dictionary.rules}))}
    sets: dict[tuple[bool, Flags], int] = {}
    groups: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for word, one in sorted(_merge(dictionary, names, flags).items()):
        groups[word[:2]].append((word, sets.setdefault(one, len(sets))))
    described = {
        "rules": [_describe_rule(rule, flags) for rule in dictionary.rules],
        "sets": [[int(is_free), sorted(flags[flag] for flag in endings)] for is_free, endings in sets],
    }
    files = {"endings.bin": pack_json(described), _BEGINNINGS: _code_beginnings(groups).encode()}
    for number, group in enumerate(groups.values()):
        letters = "".join(chr(_FIRST + place) for _, place in group)
        files[f"right-{number}.bin"] = pack(f"{code_words(word for word, _ in group)}\n\n{letters}".encode(), QUICK)
    return files


def _code_beginnings(beginnings: Iterable[str]) -> str:
    """Return the one or two letters that words begin with, by the first one: `aabd` has aa, ab, ad."""
    by_first = groupby(beginnings, key=lambda letters: letters[0])
    return " ".join(first + "".join(letters[1:] or _ALONE for letters in same) for first, same in by_first)


def _describe_rule(rule: Rule, number: Mapping[str, int]) -> Sequence[Any]:
    more = sorted(number[flag] for flag in rule.more if flag in number)
    is_unfinished = int(NEEDS_ENDING in rule.more)
    return [number[rule.flag], rule.strip, rule.add, rule.condition.pattern, more, is_unfinished]


def _merge(dictionary: Dictionary, names: Sequence[str], known: Mapping[str, int]) -> dict[str, tuple[bool, Flags]]:
    """Return the words in small letters, each with whether it may stand by itself, and the flags of its endings."""
    merged: dict[str, tuple[bool, Flags]] = {
        part.lower(): (True, frozenset()) for name in names for part in name.split()
    }
    seen: dict[int, tuple[bool, Flags]] = {}  # A few thousand sets of flags serve all words.
    for word, entries in dictionary.words.items():
        if not word.isalpha():
            continue
        if id(entries) not in seen:
            seen[id(entries)] = _endings_of(entries, known)
        is_free, endings = seen[id(entries)]
        lower = word if word.islower() else word.lower()
        if lower in merged:
            was_free, others = merged[lower]
            is_free, endings = was_free or is_free, others | endings
        merged[lower] = (is_free, endings)
    return merged


def _endings_of(entries: Sequence[Flags], known: Mapping[str, int]) -> tuple[bool, Flags]:
    """Return whether a word may stand by itself, and the flags of the endings it takes."""
    is_free = any(not flags & {FORBIDDEN, NEEDS_ENDING, ONLY_IN_COMPOUND} for flags in entries)
    taken = (flag for flags in entries if FORBIDDEN not in flags for flag in flags if flag in known)
    return is_free, frozenset(taken)
