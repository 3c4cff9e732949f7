"""Showing: the one door for what others wrote on its way to a terminal, an annotation or a comment.

A name or a text comes in as it was found; out goes one that stays on its line, hides nothing, gives no orders to what
reads the line, and holds no CPR number and no secret.
"""

import re

from catalogue.privacy.masking import mask

_PICTURES = "\u2190-\u2bff\U0001f000-\U0001faff"
_JOINING = "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb50-\ufdff\ufe70-\ufefc"
"""Letters that need a joiner, or its opposite, to be written rightly: those of Arabic, Persian, Hindi and more."""
_TAGS = "\U000e0000-\U000e007f"
# Invisible characters that can hide or reorder text: controls but tab and newline, zero width, direction marks. What
# joins two pictures to one (👩‍🍳), or parts letters of a script in which that is spelling, is none.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
    # Fillers, the joiner that joins nothing, and what says which picture of a letter is meant, where there is but one.
    "|[\u034f\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0\U000e0100-\U000e01ef]"
    "|(?<=[A-Za-z\u00c0-\u024f\ufe00-\ufe0f\\s])[\ufe00-\ufe0f]"
    # Tags, of which only a flag has any, and no more than name a region.
    f"|(?<![\U0001f3f4{_TAGS}])[{_TAGS}]|(?=[{_TAGS}]{{7}})[{_TAGS}]"
    f"|\u200c(?![{_JOINING}])|(?<![{_JOINING}])\u200c"
    f"|\u200d(?![{_JOINING}{_PICTURES}])|(?<![{_JOINING}{_PICTURES}\ufe0f])\u200d"
)

_ROOM, _EDGE = 4, 200
"""So much of a text is looked at, in times the length that is asked for, and so many characters at its end are never
shown: half a number would not be known as one."""


def printable(name: str) -> str:
    """Return a name that can be printed on one line, whatever bytes the file system or Git holds."""
    if name.isprintable():
        return name
    return "".join(c if c.isprintable() else "?" for c in name.encode("utf-8", "replace").decode("utf-8", "replace"))


def show_name(name: str, length: int = 1000) -> str:
    """Return a file's name or path as it may be shown: masked, on one line, and no longer than `length`."""
    return _quiet(printable(_mask(name, length)), length)


def one_line(text: str, length: int = 600) -> str:
    """Return a text as it may be shown: masked, on one line, no longer than `length`, with all its characters seen."""
    return _quiet(printable(_mask(" ".join(text.split()), length)), length)


def show_line(line: str) -> str:
    """Return a line of a page as a terminal may show it: masked, with the spaces and tabs that stand in it."""
    return _quiet("\t".join(map(printable, mask(line).split("\t"))), len(line) + 100)


def _mask(text: str, length: int) -> str:
    room = _ROOM * length + _EDGE
    return mask(text) if len(text) <= room else mask(text[:room])[:-_EDGE] + "…"


def _quiet(line: str, length: int) -> str:
    # GitHub's runner takes orders from `::` where a line begins, which is ours, and from `##[` anywhere within it.
    return _cut(line.replace("##[", "# #["), length)


def _cut(line: str, length: int) -> str:
    return line if len(line) <= length else f"{line[: length - 1].rstrip()}…"
