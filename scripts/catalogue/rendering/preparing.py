"""Preparing: a text with the marks of Word and the like becomes one that the parser reads as its writer meant it.

A line stays a line, so that what is told of it is told where it stands. Blocks of code are left alone.
"""

import re
from collections.abc import Iterator

from catalogue.language.ordinals import begins_with_ordinal
from catalogue.reading.files import HARD_SPACES

BULLETS = "•◦‣▪▫●○■□⁃∙·\\uf000-\\uf0ff"
"""Characters that begin a point of a list in other programs; the last are those of Word's Symbol and Wingdings."""
_TIGHT = "•‣▪●■\\uf000-\\uf0ff"  # With no space after them they are bullets too.
# A bullet of another kind, and a mark with a hard space, become marks of two kinds: else neighbours merge.
BULLET = re.compile(f"^([ \\t]*)(?:[{BULLETS}][ \\t\\u00a0]+|[{_TIGHT}](?=[^\\W_])|[o§ü]\\t+|o[ \\u00a0]{{2,}})(?=\\S)")
HARD_SPACE = re.compile(rf"^([ \t]*)(?:[-*+]|(\d{{1,9}}[.)]|#{{1,6}}))[ \t]*[{HARD_SPACES}][ \t{HARD_SPACES}]*(?=\S)")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_ITEM = re.compile(r"( *)(\d{1,9}[.)] {1,4})(?=\S)")
_MARK = re.compile(r"(?:[-*+]|\d{1,9}[.)])[ \t]")
_IS_ODD = re.compile(
    f"^[ \\t]*(?:[{BULLETS}]|[o§ü]\\t|o[ \\u00a0]{{2}}|(?:[-*+]|\\d{{1,9}}[.)]|#{{1,6}})[ \\t]*[{HARD_SPACES}])"
    "|^ {2,6}(?:[-*+]|\\d{1,9}[.)]) ",
    re.MULTILINE,
)


def prepare(text: str) -> str:
    """Return the text as the parser is to read it, line by line."""
    if not _IS_ODD.search(text):
        return text
    lines = text.split("\n")
    for number in _outside_code(lines):
        line = BULLET.sub(r"\1* ", lines[number])
        lines[number] = HARD_SPACE.sub(_mark_anew, line)
    _nest(lines)
    return "\n".join(lines)


def begins_with_bullet(line: str) -> bool:
    """Tell whether a line of a text begins a point of a list with another program's mark."""
    return BULLET.match(line) is not None


def _mark_anew(found: re.Match[str]) -> str:
    bullet = "-" if found.string[found.end()].isdigit() else "+"  # »+ 5« is no point of a list: see blocks.
    return f"{found[1]}{found[2] or bullet} "


def _outside_code(lines: list[str]) -> Iterator[int]:
    """Yield the numbers of the lines that are in no block of code."""
    fence = ""
    for number, line in enumerate(lines):
        mark = _FENCE.match(line)
        if not fence and not mark:
            yield number
        elif not fence and mark:
            fence = mark[1]
        elif mark and mark[1].startswith(fence) and not line[mark.end() :].strip():
            fence = ""


def _nest(lines: list[str]) -> None:
    """Indent what stands two spaces in below a numbered point as far as it must be to belong to the point."""
    outer = inner = 0  # Where the point begins, and where its text does.
    shift = 0
    for number in _outside_code(lines):
        line = lines[number]
        bare = line.lstrip(" ")
        if not bare:
            continue
        indent = len(line) - len(bare)
        if indent <= outer:
            shift = 0
            item = _ITEM.match(line)
            outer, inner = (indent, item.end()) if item and not begins_with_ordinal(bare) else (indent, 0)
        elif not shift and outer + 2 <= indent < inner and _MARK.match(bare):
            shift = inner - indent
        if shift:
            lines[number] = " " * shift + line
