"""Rows: lines of running text that are one thing each – dates, dialogue, rows of a sheet – stay lines of their own."""

import re
from itertools import groupby

from catalogue.language.ordinals import LINE
from catalogue.rendering.remarks import Sort

SYMBOLS = "\u2190-\u21ff\u2212\u2600-\u27bf§"
"""Arrows, ticks and stars: what points begin with when nobody thinks of a list."""
_SPACE = "[ \\t\\u00a0]"
KINDS = {
    "ordinal": LINE,
    "dash": r"[–—][ \t\u00a0]?\S",
    "sum": r"\+ \d",
    "rows": r"[^\t\n]*[^\s\n]\t",
    "piped": r"\|[^\n]*\|[ \t]*$",
    "glued": r"-[^\W\d_]|\d{1,3}[.)][^\W\d_]",
    "point": r"\d{1,3}[.)][ \t]",
    "clock": r"(?:[Kk]l\. ?)?\d{1,2}[.:]\d{1,2}(?!\d)|\d{1,3}(?: [-–]|:) ",
    "lettered": rf"(?:\(?(?:[^\W\d_]|[ivx]{{2,5}})\)|\(\d{{1,3}}\)|(?:[A-Za-z]|[ivx]{{2,5}}|[IVX]{{2,5}})\.){_SPACE}",
    "symbol": rf"[{SYMBOLS}]\ufe0f?{_SPACE}",
}
_KIND = re.compile("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in KINDS.items()))
_HAS_ROWS = re.compile(rf"^[ \t]*(?![ \t])(?:{'|'.join(KINDS.values())})", re.MULTILINE)
_TOLD = {
    "rows": Sort.ROWS,
    "piped": Sort.ROWS,
    "glued": Sort.LIST,
    "point": Sort.LIST,
    "lettered": Sort.LIST,
    "symbol": Sort.LIST,
}
_DIVIDER = re.compile(r"\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?)?[ \t]*")


def keep_rows(text: str) -> tuple[str, list[tuple[Sort, int]]]:
    """Return a paragraph with a line break before each of two or more lines of a kind, and what is told of."""
    if "\n" not in text:
        return text, [(Sort.ROWS, 0)] if _DIVIDER.fullmatch(text) else []
    if not _HAS_ROWS.search(text):
        return text, []
    lines = text.split("\n")
    told = []
    number = 0
    for kind, run in groupby(lines, _kind_of):
        count = len(list(run))
        if kind and count > 1:
            for row in range(max(number, 1), number + count):
                if not lines[row - 1].endswith(("\\", "  ")):
                    lines[row - 1] += "  "
            if kind in _TOLD:
                told.append((_TOLD[kind], number))
        number += count
    return "\n".join(lines), told


def _kind_of(line: str) -> str:
    found = _KIND.match(line.lstrip(" \t"))
    return (found.lastgroup or "") if found else ""
