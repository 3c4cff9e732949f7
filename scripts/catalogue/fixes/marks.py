"""Fixes of a text's marks: bullets of Word, hard spaces after a mark, spaces in the address of a link."""

import re
from collections.abc import Iterator

from catalogue.fixes.fix import Fix
from catalogue.reading.files import HARD_SPACES
from catalogue.reading.frontmatter import FENCE

_CODE = re.compile(r" {0,3}(`{3,}|~{3,})")
_BULLET = re.compile("^([ \\t]*)[\uf000-\uf0ff][ \\t\u00a0]*(?=\\S)")
_HARD = re.compile(f"^([ \\t]*(?:[-*+]|\\d{{1,9}}[.)]|#{{1,6}})) *[{HARD_SPACES}][ {HARD_SPACES}]*(?=\\S)")
_SHIFT = re.compile("^[ \\t]*\u00a0[ \u00a0]*(?=(?:[-*+]|\\d{1,9}[.)])[ \u00a0])")
# The address of a place elsewhere: then nothing else can be meant. A telephone number has no spaces there at all.
_ADDRESS = re.compile(r"(?<=\]\()((?:https?://|mailto:|tel:)[^()<>\s\"]+(?: [^()<>\s\"]+){1,20})(?=\))")


def fix_marks(path: str, text: str) -> tuple[str, list[Fix]]:
    """Return a page's text with the marks in its body put right where one alone can be meant, and what was changed."""
    lines = text.split("\n")
    fixes: list[Fix] = []
    for number in _body(lines):
        line = lines[number]
        for pattern, new, why in (
            (_SHIFT, _soften, "Hårde mellemrum før tegnet er blevet til almindelige."),
            (_BULLET, r"\1- ", "Et punkttegn fra Word er blevet til en bindestreg."),
            (_HARD, r"\1 ", "Et hårdt mellemrum efter tegnet er blevet til et almindeligt."),
        ):
            if (fixed := pattern.sub(new, line)) != line:
                fixes.append(Fix(path, number + 1, "", "", why))
                line = fixed
        if (fixed := _ADDRESS.sub(_close_up, line)) != line:
            fixes.append(Fix(path, number + 1, "", "", "Et mellemrum i adressen på et link er taget ud.", "T04"))
            line = fixed
        lines[number] = line
    return ("\n".join(lines), fixes) if fixes else (text, fixes)


def _soften(found: re.Match[str]) -> str:
    return found[0].replace("\u00a0", " ")


def _close_up(found: re.Match[str]) -> str:
    return found[0].replace(" ", "" if found[0].startswith("tel:") else "%20")


def _body(lines: list[str]) -> Iterator[int]:
    """Yield the lines of the body that are in no block of code."""
    fences = [number for number, line in enumerate(lines) if FENCE.fullmatch(line)]
    code = ""
    for number in range(fences[1] + 1 if len(fences) > 1 and fences[0] == 0 else len(lines), len(lines)):
        mark = _CODE.match(lines[number])
        if mark and not code:
            code = mark[1]
        elif mark and mark[1].startswith(code):
            code = ""
        elif not code:
            yield number
