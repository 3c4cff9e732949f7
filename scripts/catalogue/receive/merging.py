"""Merging: three versions of a workplace's own page become one, where Git alone would leave them to a person.

Several people write on that page at once: a step of the plan, an idea that was tried, something to ask for. These are
lists, and their entries are put together. Everything else is taken from the side that has changed it; what both sides
have changed, each in its own way, is left to a person after all. Every entry and every field stays as it was typed.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import yaml

from catalogue.reading import frontmatter
from catalogue.reading.frontmatter import FrontMatter, Split

LISTS = ("plan", "tried", "asks")
"""The fields of a workplace's page whose entries are put together."""
DAYS = ("updated",)
"""The fields of which the later day stands."""


class Apart(Exception):
    """The versions cannot be put together; somebody must look at them."""


@dataclass(frozen=True)
class _Entry:
    """An entry of a list: what it says, to compare by, and its lines as they were typed."""

    said: str
    lines: tuple[str, ...]


@dataclass(frozen=True)
class _Version:
    """A page: its fields by key with the lines that each was typed in, and its text."""

    values: Mapping[str, Any]
    lines: Mapping[str, tuple[str, ...]]
    starts: Mapping[str, Sequence[int]]
    body: str

    def said(self, key: str) -> str:
        """Return what a field says, to compare by; empty for one that is not there."""
        return _said(self.values[key]) if key in self.values else ""

    def entries(self, key: str) -> list[_Entry]:
        """Return the entries of a list, in their order. Raises Apart for what is no list."""
        values = self.values.get(key) or []
        if not isinstance(values, list):
            raise Apart
        if not values:
            return []
        lines, starts = self.lines.get(key, ()), self.starts.get(key, ())
        # A list in brackets has no lines of its own for its entries.
        is_typed = len(set(starts)) == len(values) and all(lines[at].lstrip().startswith("- ") for at in starts)
        ends = [*starts[1:], len(lines)]
        typed = [lines[at:end] for at, end in zip(starts, ends, strict=True)] if is_typed else map(_write, values)
        return [_Entry(_said(value), tuple(its)) for value, its in zip(values, typed, strict=True)]


def merge_pages(base: str, ours: str, theirs: str) -> str:
    """Return a page with what two sides have made of it since `base`. Raises Apart where only a person can tell."""
    versions = [_read(text) for text in (base, ours, theirs)]
    before, mine, other = versions
    keys = _ordered(list(mine.values), list(other.values))
    fields: dict[str, tuple[str, ...]] = {}
    wanted: dict[str, str] = {}
    for key in keys:
        lines, said = _merge_field(key, before, mine, other)
        if lines:
            fields[key], wanted[key] = lines, said
    body = _choose(before.body, mine.body, other.body)
    text = "\n".join(["---", *(line for lines in fields.values() for line in lines), "---", body])
    # What came of it is read once more: nothing that was typed may have got another meaning beside its new neighbours.
    made = _read(text)
    if {key: made.said(key) for key in made.values} != wanted:
        raise Apart
    return text


def _merge_field(key: str, before: _Version, mine: _Version, other: _Version) -> tuple[tuple[str, ...], str]:
    """Return the lines of a field, none where it is gone, and what it says."""
    was, here, there = (version.said(key) for version in (before, mine, other))
    if there in (was, here):
        return mine.lines.get(key, ()), here
    if here == was:
        return other.lines.get(key, ()), there
    if key in DAYS and here and there:
        later = mine if here > there else other
        return later.lines[key], later.said(key)
    if key not in LISTS:
        raise Apart
    entries = _merge_entries(before.entries(key), mine.entries(key), other.entries(key))
    if not entries:
        return (), ""
    indent = next((_indent(entry.lines) for entry in mine.entries(key)), _indent(entries[0].lines))
    lines = [line for entry in entries for line in _shifted(entry.lines, indent)]
    return (f"{key}:", *lines), f"[{', '.join(entry.said for entry in entries)}]"


def _merge_entries(before: list[_Entry], mine: list[_Entry], other: list[_Entry]) -> list[_Entry]:
    """Return my entries with what the other side has changed, taken out and added. Raises Apart for what both changed.

    What both have added is there once; what is new comes last, where the newest stand.
    """
    found = list(mine)
    steps = SequenceMatcher(None, [one.said for one in before], [one.said for one in other], autojunk=False)
    for what, start, end, first, last in steps.get_opcodes():
        if what == "equal":
            continue
        gone, come = before[start:end], other[first:last]
        for number, entry in enumerate(gone):
            at = _find(found, entry)
            found[at : at + 1] = come[number : number + 1]
        found += [entry for entry in come[len(gone) :] if entry.said not in {one.said for one in found}]
    return found


def _find(entries: list[_Entry], entry: _Entry) -> int:
    at = next((number for number, one in enumerate(entries) if one.said == entry.said), None)
    if at is None:
        raise Apart
    return at


def _choose(was: str, here: str, there: str) -> str:
    if there in (was, here):
        return here
    if here == was:
        return there
    raise Apart


def _ordered(mine: list[str], other: list[str]) -> list[str]:
    """Return my keys, and those that only the other has, each after the key that it follows there."""
    keys = list(mine)
    for at, key in enumerate(other):
        if key not in keys:
            before = next((one for one in reversed(other[:at]) if one in keys), None)
            keys.insert(keys.index(before) + 1 if before else 0, key)
    return keys


def _read(text: str) -> _Version:
    halves = frontmatter.split("", text)
    if not isinstance(halves, Split) or "\r" in text:
        raise Apart
    front = frontmatter.parse("", halves.yaml)
    if any(problem.is_error for problem in front.problems) or not front.values:
        raise Apart
    return _Version(front.values, *_lines_of(front, halves.yaml.split("\n")[:-1]), halves.body)


def _lines_of(
    front: FrontMatter, lines: Sequence[str]
) -> tuple[Mapping[str, tuple[str, ...]], Mapping[str, Sequence[int]]]:
    """Return the lines of each field, and at which of them the entries of a list begin."""
    begins = {key: front.lines[key,] - 2 for key in front.values}
    order = sorted(begins, key=lambda key: begins[key])
    if order and (begins[order[0]] != 0 or len(set(begins.values())) < len(order)):
        raise Apart  # A remark above all fields, or fields in brackets.
    ends = [*(begins[key] for key in order[1:]), len(lines)]
    blocks = {key: tuple(lines[begins[key] : end]) for key, end in zip(order, ends, strict=True)}
    starts = {
        key: [front.lines[key, number] - 2 - begins[key] for number in range(len(value))]
        for key, value in front.values.items()
        if isinstance(value, list)
    }
    return blocks, starts


def _said(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _write(value: Any) -> tuple[str, ...]:
    """Return an entry that stood in brackets as lines of its own."""
    text = yaml.safe_dump([value], allow_unicode=True, sort_keys=False, width=10_000, default_flow_style=False)
    return tuple(f"  {line}" for line in text.rstrip("\n").split("\n"))


def _indent(lines: Sequence[str]) -> int:
    return len(lines[0]) - len(lines[0].lstrip(" "))


def _shifted(lines: Sequence[str], indent: int) -> list[str]:
    """Return the lines of an entry, moved as a whole to where its neighbours begin."""
    by = indent - _indent(lines)
    return [line if not line.strip() else " " * by + line if by >= 0 else line[-by:] for line in lines]
