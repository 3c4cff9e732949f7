"""Disguises: a text as its reader takes it in, with the place of every character in what was written.

»0101&#8209;», `01**01**`, full-width digits and thin spaces all look like plain digits to somebody who reads the page.
Here they become just that: small letters, the digits 0–9, one space for any spacing, `-` for any dash, `*` for marks of
emphasis, for inline tags and for marks of footnotes, `|` between the cells of a table, a form feed where one paragraph
or list item ends and the next begins.
"""

import html
import re
import sys
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import unquote

MARK = "*"
"""Stands for what dresses a text up without a width of its own: `**`, `_`, `~~`, a backslash, an inline tag."""
BREAK = "\f"
"""Stands between two pieces of text that are not read in one breath."""
CELL = "|"
"""Stands between two cells of a table, as it does in Markdown."""
CELLS = frozenset({"td", "th"})
_DASHES = "\u02d7\u2043\u2212\u2500\u2501\u2796"  # Beside those that Unicode calls dashes (Pd).
_DOTS = "\u00b7\u2022\u2024\u2027\u2219\u22c5\u30fb"
_SLASHES = "\u2044\u2215\u29f8"
_TABLE = {
    **dict.fromkeys("*_~`\\", MARK),
    **dict.fromkeys(_DASHES, "-"),
    **dict.fromkeys(_DOTS, "."),
    **dict.fromkeys(_SLASHES, "/"),
}
INLINE = frozenset(
    "a abbr b bdi bdo cite code del em font i img ins kbd mark q s samp small span strong sub sup u var wbr".split()
)
"""Tags that part no words: they dress a text up, or do nothing to it."""
TOKENS = {
    "plain": r"[A-Za-z0-9]+",
    "space": r"[ \t]+",
    "gap": r"\n[ \t]*\n\s*|\n[ \t]*(?=[-*+#|][ \t])",
    "line": r"\n[ \t>]*",
    "entity": r"&(?:amp;){0,3}(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{1,30};)",
    "tag": r"</?[A-Za-z][A-Za-z0-9]{0,12}(?:[\s/][^<>]{0,300})?>|<!--[^<>]{0,300}-->",
    "note": r"\[\^[^\]\s]{1,60}\]",
    "link": r"\]\([^()\s<>0-9%&]{0,300}\)",
    "escape": r"\\x[0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\U[0-9a-fA-F]{8}",
    "percent": r"%[2-7][0-9A-Fa-f]|%[C-Fc-f][0-9A-Fa-f](?:%[89ABab][0-9A-Fa-f])+",
    "other": r".",
}
"""The kinds of pieces that a text is taken apart into. The first that fits counts."""
_TOKEN = re.compile("|".join(f"(?P<{name}>{pattern})" for name, pattern in TOKENS.items()), re.DOTALL)


@dataclass(slots=True)
class Shown:
    """A text as it is read. The character at `text[i]` was written at `starts[i]` to `ends[i]`."""

    text: str = ""
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)

    def written(self, start: int, end: int) -> tuple[int, int]:
        """Return where that which reads as `text[start:end]` was written."""
        return self.starts[start], self.ends[end - 1]


def reveal(written: str) -> Shown:
    """Return a text as it is read: Markdown, HTML, YAML's escapes and addresses alike."""
    shown = Shown()
    pieces: list[str] = []
    last = ""
    for start, end, piece in _pieces(written):
        if len(piece) == 1 and piece == last and piece in " *":
            shown.ends[-1] = end
            continue
        pieces.append(piece)
        width = end - start
        # Letters and digits stand where they are read; all else stands for the whole of what was written.
        plain = len(piece) == width
        shown.starts.extend(range(start, end) if plain else [start] * len(piece))
        shown.ends.extend(range(start + 1, end + 1) if plain else [end] * len(piece))
        last = piece[-1:] or last
    shown.text = "".join(pieces)
    return shown


def _pieces(written: str) -> Iterator[tuple[int, int, str]]:
    for token in _TOKEN.finditer(written):
        yield token.start(), token.end(), _READERS[token.lastgroup or "other"](token[0])


def strip_tags(markup: str) -> str:
    """Return the text of well-formed HTML: an empty line where a block begins or ends, a bar between cells.

    The number of a footnote is not part of the words that it stands at.
    """
    return html.unescape(_TAG.sub(_strip_tag, _NOTE.sub("", markup)))


def _strip_tag(tag: re.Match[str]) -> str:
    name = tag[1].lower()
    if name in INLINE:
        return ""
    return CELL if name in CELLS else " " if name == "br" else "\n\n"


_NOTE = re.compile(r'<sup id="fnref[^<>]*>\s*<a [^<>]*>[^<>]*</a>\s*</sup>')
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)[^<>]*>")


def _read_tag(written: str) -> str:
    # Words in angle brackets are shown as they stand, so a number within them is read as well.
    read = _read_each(written)
    if sum(map(str.isdecimal, read)) >= 10:
        return read
    found = re.match(r"</?([A-Za-z0-9]+)", written)
    name = found[1].lower() if found else ""
    if name == "br":
        return " "
    if name in CELLS:
        return CELL
    return MARK if not name or name in INLINE else BREAK


def _read_entity(written: str) -> str:
    return _read_each(html.unescape(re.sub(r"^&(?:amp;)*", "&", written)))


def _read_escape(written: str) -> str:
    point = int("0" + written.lstrip("\\xuU"), base=16)
    return _read(chr(point)) if point <= sys.maxunicode else ""


def _read_each(written: str) -> str:
    return "".join(map(_read, written))


@lru_cache(maxsize=4096)
def _read(character: str) -> str:
    """Return what one character is read as: often itself, nothing for what cannot be seen."""
    if (told := look_up(character)) is not None:
        return told
    plain = unicodedata.normalize("NFKC", character)
    return character.lower() if plain == character else _read_each(plain)


def look_up(character: str) -> str | None:
    """Return what one character is read as, or None for one that is read as its plain form (NFKC), in small letters."""
    if character in _TABLE:
        return _TABLE[character]
    category = unicodedata.category(character)
    if character.isspace():
        return BREAK if character in "\f\v\x1c\x1d\x1e\u2029" else " "
    if category in ("Cc", "Cf", "Mn", "Me", "Co", "Cn", "Cs"):
        return ""
    if category == "Pd":
        return "-"
    digit = unicodedata.digit(character, None)
    is_plain = unicodedata.normalize("NFKC", character) == character
    return str(digit) if digit is not None and is_plain else None


def _read_percent(written: str) -> str:
    # What is no text leaves U+FFFD, which is nothing to a reader.
    return _read_each(unquote(written, errors="replace").replace("\ufffd", ""))


_READERS: Mapping[str, Callable[[str], str]] = {
    "plain": str.lower,
    "space": lambda written: " ",
    "gap": lambda written: BREAK,
    "line": lambda written: " ",
    "entity": _read_entity,
    "tag": _read_tag,
    "note": _read_tag,
    "link": _read_tag,
    "escape": _read_escape,
    "percent": _read_percent,
    "other": _read,
}
