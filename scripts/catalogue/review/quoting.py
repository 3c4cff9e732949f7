"""Quoting: contributed text inside Markdown that a forge shows, where it must stay text.

A forge makes more of a text than Markdown does: »@name« calls somebody, »#12« points to a case, a bare address becomes
a link. Whatever a page holds, none of that may happen in a comment that we sign.
"""

import re

from catalogue.privacy.showing import one_line

_MARKUP = re.compile(r"[\\`*_{}\[\]#!|~$^]")
_OPENING = re.compile(r"^(?:[-+=]|\d+(?=[.)]))")
"""What makes a list or a heading of a line that begins with it."""
_GAP = "&#8203;"
"""A space without width. It stands where a forge would else see a name, a case, an address or a commit."""
# What is linked as an address ends at no entity: `www.` must never stand together, whatever follows.
_CALLS = re.compile(r"[@#:/.](?=\S)|(?i:ww(?=w))|(?<=\w)-(?=\d)|(?i:\bGHSA)(?=-)|(?i:[0-9a-f]{6}(?=[0-9a-f]))")
_QUOTED = re.compile(r"»([^«»]+)«")
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def plain(text: str, length: int = 600) -> str:
    """Return a text as Markdown that shows it, and does nothing else."""
    return _inert(one_line(text, length))


def _inert(line: str) -> str:
    pieces = []
    last = 0
    for call in _CALLS.finditer(line):
        pieces += [_escaped(line[last : call.end()]), _GAP]
        last = call.end()
    pieces.append(_escaped(line[last:]))
    return _OPENING.sub(lambda found: f"{_GAP}{found[0]}", "".join(pieces))


def _escaped(text: str) -> str:
    return _MARKUP.sub(lambda found: f"\\{found[0]}", text).translate(_ENTITIES)


def code(text: str, length: int = 600) -> str:
    """Return a text as a code span, in which a forge sees neither markup nor names."""
    line = one_line(text, length)
    if not line:
        return ""
    fence = "`" * (1 + max((len(run) for run in re.findall(r"`+", line)), default=0))
    # A backslash at the end would look like an escape to whoever reads less well than a forge.
    room = " " if line[0] in "` " or line[-1] in "` \\" else ""
    return f"{fence}{room}{line}{room}{fence}"


def message(text: str, length: int = 600) -> str:
    """Return a problem's message, with what it quotes as code: »enhd« is what stands on the page."""
    line = one_line(text, length)
    pieces = []
    last = 0
    for quoted in _QUOTED.finditer(line):
        pieces += [_inert(line[last : quoted.start()]), f"»{code(quoted[1])}«"]
        last = quoted.end()
    return "".join([*pieces, _inert(line[last:])])


def block(text: str, kind: str = "") -> str:
    """Return a text as a fenced block, from which it cannot get out."""
    fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", text)), default=0))
    return f"{fence}{kind}\n{text}\n{fence}"
