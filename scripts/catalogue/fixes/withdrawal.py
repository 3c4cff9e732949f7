"""Withdrawal: a page becomes what it would be if some pictures had never been on it.

Of the fields the entries go, and of the text what shows a picture or leads to it; the words of a link stay. All else
stays byte for byte.
"""

import posixpath
import re
from collections.abc import Collection, Iterator
from typing import Any
from urllib.parse import unquote

import yaml

from catalogue.reading import frontmatter

_TARGET = r"\(\s*(?:<(?P<bracketed>[^<>\n]*)>|(?P<plain>[^\s()<>]+))(?:\s+(?:\"[^\"\n]*\"|'[^'\n]*'))?\s*\)"
_WORDS = r"\[(?P<words>(?:[^\[\]\n]|\[[^\[\]\n]*\])*)\]"
_SHOWN = re.compile(rf"(?P<mark>!?){_WORDS}{_TARGET}")
_NAMED = re.compile(rf"(?P<mark>!?){_WORDS}\[(?P<label>[^\[\]\n]*)\]")
_DEFINED = re.compile(r"^ {0,3}\[(?P<label>[^\[\]\n]+)\]:\s*<?(?P<plain>[^\s<>]+)>?.*\n?", re.MULTILINE)
_PLACES = 4
"""Times that a text is gone through: a picture may stand within a link to itself."""


def without_pictures(path: str, text: str, pictures: Collection[str]) -> str:
    """Return the text of the page at a path without pictures, given by their paths; as it is where it has none.

    Paths are relative to the docs folder. A page whose fields cannot be read keeps them.
    """
    if not any(posixpath.basename(one) in unquote(text) for one in pictures):
        return text
    end = "\r\n" if "\r\n" in text else "\n"
    plain = text.replace("\r\n", "\n")
    parts = frontmatter.split(path, plain)
    if isinstance(parts, frontmatter.Split):
        head = plain[: len(plain) - len(parts.body)]
        fields = head.replace(parts.yaml, _fields_without(path, parts.yaml, pictures), 1) if parts.yaml else head
        plain = fields + _body_without(path, parts.body, pictures)
    else:
        plain = _body_without(path, plain, pictures)
    return plain.replace("\n", end)


def _fields_without(path: str, text: str, pictures: Collection[str]) -> str:
    try:
        root: Any = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError):
        return text
    if not isinstance(root, yaml.MappingNode):
        return text
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)
    for start, stop in sorted(_stretches(path, root, pictures), reverse=True):
        first, last = starts[start[0]] + start[1], starts[stop[0]] + stop[1]
        text = text[:first] + text[last:]
    return text


Place = tuple[int, int]
"""A line and a column, from 0."""


def _stretches(path: str, root: Any, pictures: Collection[str]) -> Iterator[tuple[Place, Place]]:
    """Yield what is to go of the fields, from where to where."""
    for key, value in root.value:
        if key.value == "image" and _is_of(path, value, pictures):
            yield (key.start_mark.line, 0), (_after(value), 0)
        elif key.value == "images" and isinstance(value, yaml.SequenceNode):
            gone = [one for one in value.value if _is_of(path, one, pictures)]
            if gone and len(gone) == len(value.value):
                yield (key.start_mark.line, 0), (_after(value), 0)
            elif value.flow_style:
                yield from (_within_flow(value.value, one) for one in gone)
            else:
                yield from ((_dash_of(one), (_after(one), 0)) for one in gone)


def _is_of(path: str, node: Any, pictures: Collection[str]) -> bool:
    if not isinstance(node, yaml.MappingNode):
        return False
    named = [value.value for key, value in node.value if key.value == "file" and isinstance(value, yaml.ScalarNode)]
    return any(posixpath.join(posixpath.dirname(path), name) in pictures for name in named)


def _within_flow(items: list[Any], item: Any) -> tuple[Place, Place]:
    """Return the stretch of an item of a list in brackets, with one comma."""
    at = items.index(item)
    if at + 1 < len(items):
        return _start(item), _start(items[at + 1])
    return _end(items[at - 1]), _end(item)


def _dash_of(item: Any) -> Place:
    """Return where the line of an item of a list begins. A dash stands before it, on the same line."""
    return item.start_mark.line, 0


def _start(node: Any) -> Place:
    return node.start_mark.line, node.start_mark.column


def _end(node: Any) -> Place:
    return node.end_mark.line, node.end_mark.column


def _after(node: Any) -> int:
    """Return the line after a node. What ends a block is marked on the line after it, so its parts are asked."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style:
        at_start = node.end_mark.column == 0 and node.end_mark.line > node.start_mark.line
        return int(node.end_mark.line) + (not at_start)
    parts = [part for one in node.value for part in (one if isinstance(one, tuple) else (one,))]
    return max(map(_after, parts), default=int(node.start_mark.line) + 1)


def _body_without(path: str, body: str, pictures: Collection[str]) -> str:
    """Return a text without what shows a picture, and with the words alone of what leads to one."""
    labels = {
        found["label"].casefold() for found in _DEFINED.finditer(body) if _leads_to(path, found["plain"], pictures)
    }

    def drop(found: re.Match[str]) -> str:
        target = found["bracketed"] if found["bracketed"] is not None else found["plain"]
        return _remains(found) if _leads_to(path, target, pictures) else found[0]

    def drop_named(found: re.Match[str]) -> str:
        return _remains(found) if (found["label"] or found["words"]).casefold() in labels else found[0]

    for _ in range(_PLACES):
        before = body
        body = _SHOWN.sub(drop, body)
        if labels:
            body = _NAMED.sub(drop_named, body)
            body = re.sub(
                r"(?P<mark>!?)\[(?P<words>[^\[\]\n]*)\](?![\[(:])",
                lambda found: _remains(found) if found["words"].casefold() in labels else found[0],
                body,
            )
        if body == before:
            break
    body = _DEFINED.sub(lambda found: "" if found["label"].casefold() in labels else found[0], body)
    return re.sub(r"^[ \t]*\x00[ \t]*\n(?:[ \t]*\n)?|\x00", "", body, flags=re.MULTILINE)


def _remains(found: re.Match[str]) -> str:
    """Return what is left of a picture, a mark that is taken out with its empty line, or of a link, its words."""
    return "\x00" if found["mark"] else found["words"]


def _leads_to(path: str, target: str, pictures: Collection[str]) -> bool:
    place = unquote(target).partition("#")[0].partition("?")[0]
    folder = "" if place.startswith("/") else posixpath.dirname(path)
    return posixpath.normpath(posixpath.join(folder, place.lstrip("/"))) in pictures
