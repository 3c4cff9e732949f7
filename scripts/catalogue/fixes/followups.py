"""Follow-ups: the list that a unit's page had before becomes pages of meetings, one for each day.

Nothing is guessed of what became of a meeting: each is planned until somebody says more. What stands in the list and
cannot be moved, such as a day that has its page already, stays for a person.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import yaml

from catalogue.fixes.fix import Fix
from catalogue.language.values import guess_date
from catalogue.language.wording import in_words
from catalogue.model.places import MEETINGS, UNITS, Kind, Place, is_day, place_of
from catalogue.model.statuses import MeetingStatus
from catalogue.problems.faults import too_long, unknown_field
from catalogue.reading import frontmatter
from catalogue.reading.reader import read_page

KEY = "follow_up"
_KEYS, _NEEDED = {"date", "committee", "note"}, {"date", "committee"}
_COMMENT = re.compile(r"(?:^|(?<=\s))#\s?(.*)$")
_SHORT = re.compile(r"(?P<name>.+) \((?P<short>[A-ZÆØÅ]{2,6})\)")
_BLOCK = ("|", ">")


@dataclass(frozen=True, slots=True)
class Moved:
    """A unit's page without the meetings that have moved, the new pages by path, and what to say of it."""

    content: bytes
    made: Mapping[str, bytes]
    fixes: tuple[Fix, ...]


@dataclass(frozen=True, slots=True)
class _Item:
    """One meeting of the list: its lines, and what it says as its writer wrote it."""

    lines: range
    within: frozenset[int]
    """Lines that are the middle or the end of a value: none of them is a comment."""
    day: str
    fields: Mapping[str, str]
    comments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _List:
    """The list: its lines from the key on, the meetings in it that can be moved, and how many it has in all."""

    lines: range
    items: tuple[_Item, ...]
    amount: int
    is_flow: bool


def move_follow_ups(path: str, content: bytes, is_taken: Callable[[str], bool]) -> Moved | None:
    """Return a unit's page with its follow-ups moved, or None where there is nothing to move.

    `is_taken` tells whether a path is somebody else's already: no page is put in another's place. Line ends, comments
    and the rest of the page stay as they are.
    """
    place = place_of(path)
    if place is None or place.kind is not Kind.UNIT or (text := _text_of(content)) is None:
        return None
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(end)
    parts = frontmatter.split(path, "\n".join(lines))
    values = _values_of(path, parts.yaml) if isinstance(parts, frontmatter.Split) else {}
    listed = _read_list(parts.yaml) if KEY in values and isinstance(parts, frontmatter.Split) else None
    chosen = _choose(place, listed, is_taken) if listed else {}
    made = {target: end.join(_page_of(item, values)).encode() for target, item in chosen.items()}
    if listed is None or not made or not all(_holds(*page) for page in made.items()):
        return None
    gone = _lines_gone(lines[1:], listed, list(chosen.values()))
    kept = [line for number, line in enumerate(lines) if number - 1 not in gone]
    fixes = tuple(_tell(path, target, item) for target, item in chosen.items())
    return Moved(end.join(kept).encode(), made, fixes)


def _text_of(content: bytes) -> str | None:
    if KEY.encode() not in content:
        return None
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None


def _values_of(path: str, text: str) -> Mapping[str, Any]:
    """Return the fields of a page that can be read to its end and says when it was looked through, else none."""
    front = frontmatter.parse(path, text)
    is_dated = isinstance(updated := front.values.get("updated"), str) and is_day(updated)
    return front.values if is_dated and not any(problem.is_error for problem in front.problems) else {}


def _read_list(text: str) -> _List | None:
    """Return the list, with lines from 0 in the front matter, or None for what is no list."""
    root: Any = yaml.compose(text, Loader=yaml.CSafeLoader)
    key, node = next((key, value) for key, value in root.value if key.value == KEY)
    if not isinstance(node, yaml.SequenceNode) or not node.value:
        return None
    lines = text.split("\n")
    items = tuple(item for one in node.value if (item := _read_item(one, lines)))
    return _List(range(key.start_mark.line, _last_line(node) + 1), items, len(node.value), bool(node.flow_style))


def _last_line(node: Any) -> int:
    """Return the last line of a node. What ends a block is marked on the line after it, so its parts are asked."""
    if isinstance(node, yaml.ScalarNode):
        return int(node.end_mark.line) - (node.style in _BLOCK and node.end_mark.column == 0)
    if node.flow_style:
        return int(node.end_mark.line)
    parts = [part for one in node.value for part in (one if isinstance(one, tuple) else (one,))]
    return max((_last_line(part) for part in parts), default=int(node.start_mark.line))


def _read_item(node: Any, lines: list[str]) -> _Item | None:
    """Return a meeting of the list, or None for one that says other things than can be moved."""
    if not isinstance(node, yaml.MappingNode):
        return None
    said = {key.value: value for key, value in node.value if isinstance(value, yaml.ScalarNode) and value.value.strip()}
    if len(said) != len(node.value) or not said.keys() >= _NEEDED or not said.keys() <= _KEYS:
        return None
    written = said["date"].value
    day = written if is_day(written) else guess_date(written)
    if not day:
        return None
    within = {number for one in said.values() for number in range(one.start_mark.line + 1, _last_line(one) + 1)}
    comments = (_comment_behind(one, lines) for one in said.values())
    return _Item(
        lines=range(node.start_mark.line, _last_line(node) + 1),
        within=frozenset(within),
        day=day,
        fields={key: _as_written(value, lines) for key, value in said.items()},
        comments=tuple(comment for comment in comments if comment),
    )


def _comment_behind(node: Any, lines: list[str]) -> str:
    """Return the comment on the line on which a value ends."""
    mark = node.end_mark
    found = None if node.style in _BLOCK else _COMMENT.search(lines[mark.line][mark.column :])
    return found[1].strip() if found else ""


def _as_written(node: Any, lines: list[str]) -> str:
    """Return a value as its writer wrote it, or within quotation marks where it fills lines."""
    start, end = node.start_mark, node.end_mark
    if start.line == end.line and node.style not in _BLOCK:
        return str(lines[start.line][start.column : end.column])
    text = " ".join(node.value.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def _choose(place: Place, listed: _List, is_taken: Callable[[str], bool]) -> dict[str, _Item]:
    """Return the meetings that move, by the path of their page. A list on one line moves as a whole or not at all."""
    chosen: dict[str, _Item] = {}
    for item in listed.items:
        target = f"{UNITS}/{place.slug}/{MEETINGS}/{item.day}.md"
        if target not in chosen and not is_taken(target):
            chosen[target] = item
    return {} if listed.is_flow and len(chosen) < listed.amount else chosen


def _lines_gone(front: list[str], listed: _List, items: list[_Item]) -> set[int]:
    """Return the lines of the front matter that go: those of the meetings that move, but no line that is a comment."""
    if listed.is_flow:
        return set(listed.lines)
    gone = {number for item in items for number in item.lines}
    # A dash may stand alone, on the line before what it begins.
    gone |= {number - 1 for number in gone if front[number - 1].strip() == "-"}
    if len(items) == listed.amount:
        gone.add(listed.lines.start)
    within = {number for item in items for number in item.within}
    return {number for number in gone if number in within or not front[number].lstrip().startswith("#")}


def _page_of(item: _Item, unit: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of a meeting's page. Whether it was held, its day does not say."""
    yield "---"
    yield from (f"# {comment}" for comment in item.comments)
    yield f"status: {MeetingStatus.PLANNED}"
    yield f"updated: {unit['updated']}"
    yield from _committee_of(item.fields["committee"], unit)
    if note := item.fields.get("note"):
        yield f"summary: {note}"
    if str(unit.get("example", "")).lower() in ("true", "ja", "yes"):
        yield "example: true"
    yield from ("---", "")


def _committee_of(written: str, unit: Mapping[str, Any]) -> Iterator[str]:
    """Yield the lines of the meeting's own committee: none where it is the one on the unit's page."""
    own = unit.get("committee")
    name, short = (own.get("name"), own.get("short")) if isinstance(own, dict) else ("", "")
    if written.strip("\"'") in {name, short, f"{name} ({short})"}:
        return
    parted = _SHORT.fullmatch(written)
    yield "committee:"
    yield f"  name: {parted['name'] if parted else written}"
    if parted:
        yield f"  short: {parted['short']}"


def _holds(path: str, content: bytes) -> bool:
    """Tell whether a new page can be read. Of a text that is too long its writer is told afterwards."""
    place = place_of(path)
    assert place is not None
    _, problems = read_page(place, content.decode().replace("\r\n", "\n"))
    return all(problem.code == too_long.help.code for problem in problems if problem.is_error)


def _tell(path: str, target: str, item: _Item) -> Fix:
    day = in_words(date.fromisoformat(item.day))
    why = f"Mødet den {day} får sin egen side, {target}."
    return Fix(path, item.lines.start + 2, "", "", why, unknown_field.help.code)
