"""Fixes of the file itself: how it is saved, its line ends, and spaces that nobody can see."""

import codecs
import re

from catalogue.fixes.fix import Fix
from catalogue.language.damage import find_damage, mend
from catalogue.language.wording import count
from catalogue.reading.frontmatter import FENCE

# Letters and marks that Danish is written with. A file in which the old encoding gives others is something else.
_WINDOWS = frozenset("æøåÆØÅéÉèàáüÜöÖäÄóêëñçÇ»«–—‘’“”…§°½´·•€£±×²³¹ " + "\u00a0")
_INVISIBLE = re.compile("[\u200b\u2060\ufeff]")
"""Characters without width that mean nothing."""
_LEFT_TO_RIGHT = re.compile("[\u200e\u202a\u202c\u202d\u2066\u2068\u2069]")
"""Marks around text that is read from left to right, as telephones put them around a number. There they do nothing."""
_TURNED = re.compile("[\u061c\u200f\u202b\u202e\u2067\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
"""Marks that turn a text's direction, which may hide something, or letters that are read so: such a line stays."""
_BREAKS = re.compile("[\v\f\x85\u2028\u2029]")
"""Line breaks of other programs."""


def open_text(path: str, content: bytes) -> tuple[str, list[Fix]] | None:
    """Return a page's text as it should be saved, with what was changed, or None when it cannot be known for sure."""
    decoded = _decode(path, content)
    if decoded is None:
        return None
    text, fixes = decoded
    if "\0" in text:
        return None
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
        fixes.append(Fix(path, 0, "", "", "Linjeskift er gemt som i resten af kataloget."))
    lines = text.split("\n")
    fixes += [
        *_break_lines(path, lines),
        *_mend_letters(path, lines),
        *_drop_invisible(path, lines),
        *_drop_blank_top(path, lines),
        *_strip(path, lines),
    ]
    if lines[-1]:
        lines.append("")
        fixes.append(Fix(path, 0, "", "", "Sidste linje slutter med et linjeskift."))
    return "\n".join(lines), fixes


def _decode(path: str, content: bytes) -> tuple[str, list[Fix]] | None:
    """Return the text of a file. Only an encoding that leaves no doubt is guessed."""
    resaved = Fix(path, 0, "", "", "Filen er gemt som UTF-8, så æ, ø og å bliver læst rigtigt.", "L01")
    try:
        if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return content.decode("utf-16"), [resaved]
        if content.startswith(codecs.BOM_UTF8):
            mark = Fix(path, 0, "", "", "Et usynligt mærke først i filen er fjernet.")
            return content.removeprefix(codecs.BOM_UTF8).decode("utf-8"), [mark]
        return content.decode("utf-8"), []
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError:
        return None
    return (text, [resaved]) if all(c < "\x80" or c in _WINDOWS for c in text) else None


def _break_lines(path: str, lines: list[str]) -> list[Fix]:
    """Make line breaks of other programs into our own; within the fields, where a line is a field, into spaces."""
    if not any(map(_BREAKS.search, lines)):
        return []
    fixes = []
    body = _find_body(lines)
    made: list[str] = []
    for number, line in enumerate(lines):
        if not _BREAKS.search(line):
            made.append(line)
            continue
        fixes.append(
            Fix(path, len(made) + 1, "", "", "Et linjeskift fra et andet program er blevet almindeligt.", "L02")
        )
        pieces = _BREAKS.split(line)
        if number <= body:
            made.append(" ".join(piece.strip() for piece in pieces if piece.strip()))
        else:
            made += _set_apart(pieces) if line[:1].isalpha() else pieces
    lines[:] = made
    return fixes


def _set_apart(pieces: list[str]) -> list[str]:
    """Return running lines with an empty one between each two: else the page shows them as one."""
    return [line for piece in pieces for line in ("", piece)][1:]


def _mend_letters(path: str, lines: list[str]) -> list[Fix]:
    """Put right letters that were damaged on the way from another program, and can have been but one."""
    fixes = []
    body = _find_body(lines)
    for number, line in enumerate(lines, 1):
        damaged = [damage for damage in find_damage(line, reads_names=number > body + 1) if damage.mended]
        if damaged:
            lines[number - 1] = mend(line)
            first = damaged[0]
            fixes.append(Fix(path, number, first.word, first.mended, "Bogstaverne var gået i stykker.", "M16"))
    return fixes


def _find_body(lines: list[str]) -> int:
    """Return the line that ends the fields, or 0."""
    fences = [number for number, line in enumerate(lines) if FENCE.fullmatch(line)]
    return fences[1] if len(fences) > 1 and fences[0] == 0 else 0


def _drop_invisible(path: str, lines: list[str]) -> list[Fix]:
    fixes = []
    for number, line in enumerate(lines, 1):
        marks = line if _TURNED.search(line) else _LEFT_TO_RIGHT.sub("", line)
        if (visible := _INVISIBLE.sub("", marks)) != line:
            lines[number - 1] = visible
            fixes.append(Fix(path, number, "", "", "Et usynligt tegn er fjernet.", "L02"))
    return fixes


def _drop_blank_top(path: str, lines: list[str]) -> list[Fix]:
    blank = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if not blank or not FENCE.fullmatch(lines[blank]):
        return []
    del lines[:blank]
    return [Fix(path, 0, "", "", "Tomme linjer før felterne er fjernet.", "L04")]


def _strip(path: str, lines: list[str]) -> list[Fix]:
    """Take spaces off the ends of lines, but for the two that break a line of text."""
    body = _find_body(lines)
    touched = []
    for number, line in enumerate(lines):
        bare = line.rstrip(" \t")
        breaks = number > body and bare and line.endswith("  ") and "".join(lines[number + 1 : number + 2]).strip()
        if bare != line and not breaks:
            lines[number] = bare
            touched.append(number + 1)
    if not touched:
        return []
    where = "linjen" if len(touched) == 1 else count(len(touched), "linje", "linjer")
    return [Fix(path, touched[0], "", "", f"Mellemrum sidst på {where} er fjernet.")]
