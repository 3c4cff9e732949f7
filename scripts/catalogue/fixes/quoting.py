"""Fixes of values that YAML reads as something else: quotation marks around them, and spaces for tabs."""

import re
from collections.abc import Iterator

from catalogue.fixes.fix import Fix
from catalogue.problems.problem import Problem
from catalogue.reading import frontmatter, limits
from catalogue.reading.files import HARD_SPACES
from catalogue.reading.frontmatter import CURLY, FENCE
from catalogue.reading.validation import all_keys

_SPACE = re.compile(f"[{HARD_SPACES}]")
_QUOTED = "Anførselstegn viser, at det hele er tekst."
_INDENTED = "Et tabulatortegn er blevet til mellemrum."
_CODES = ("L06", "L07", "L10")


_KEYS = all_keys()
_SOFTENED = "Et hårdt mellemrum er blevet til et almindeligt."
_PAIRS = {"“": "”“", "”": "”", "„": "“”", "‘": "’", "’": "’", "‚": "‘’", '"': "”“", "'": "’‘"}
"""What closes a quotation that a mark opens, where a word processor has made one of the marks or both."""
_HARD = re.compile(
    rf"(?P<lead>[ {HARD_SPACES}]*(?:-[ {HARD_SPACES}]+)*(?:(?P<key>[\w-]+):[ {HARD_SPACES}]*)?)(?=[^ {HARD_SPACES}])"
)
_ITEM = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)*)(?P<value>\S.*)")
_FIELD = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)*(?P<key>[\w-]+):[ ]+)(?P<value>\S.*)")


def soften_spaces(path: str, lines: list[str]) -> list[Fix]:
    """Make hard spaces between a key or a mark and its value into common ones, and return what was changed."""
    fixes: list[Fix] = []
    end = next((number for number, line in enumerate(lines[1:], 1) if FENCE.fullmatch(line)), 0)
    for number in range(1, end):
        found = _HARD.match(lines[number])
        if found is None or not _SPACE.search(found["lead"]) or (found["key"] or "title") not in _KEYS:
            continue
        if found["key"] or "-" in found["lead"]:
            lead = _SPACE.sub(" ", found["lead"])
            lines[number] = f"{lead}{lines[number][found.end() :]}"
            fixes.append(Fix(path, number + 1, "", "", _SOFTENED, "L06"))
    return fixes


def fix_quotes(path: str, lines: list[str]) -> list[Fix]:
    """Put quotation marks where YAML needs them, one problem after another, and return what was changed."""
    end = next((number for number, line in enumerate(lines[1:], 1) if FENCE.fullmatch(line)), len(lines) - 1)
    head = lines[: end + 1]
    fixes = _fix_fields(path, head)
    lines[: end + 1] = head
    return fixes


def _fix_fields(path: str, lines: list[str]) -> list[Fix]:
    """Do the same to the lines of a page's fields, the two around them included."""
    fixes = _fix_remarks(path, lines)
    refused: set[tuple[int, str]] = set()
    for _ in range(min(2 * len(lines), limits.FIXES)):
        problems = _read(path, lines)
        problem = next((one for one in problems if one.code in _CODES and (one.line, one.code) not in refused), None)
        if problem is None:
            break
        fix = _try(path, lines, problem, problems)
        if fix is None:
            refused.add((problem.line, problem.code))
        else:
            fixes.append(fix)
    return fixes


def _read(path: str, lines: list[str]) -> list[Problem]:
    split = frontmatter.split(path, "\n".join(lines))
    return frontmatter.parse(path, split.yaml).problems if isinstance(split, frontmatter.Split) else []


def _fix_remarks(path: str, lines: list[str]) -> list[Fix]:
    """Put quotation marks around all values that are read as remarks at once, if that is all there is to do."""
    before = _read(path, lines)
    tried, fixes = list(lines), list[Fix]()
    for problem in before:
        if problem.code == "L10" and (first := next(_candidates(lines[problem.line - 1], problem), None)):
            tried[problem.line - 1], old, new, why = first
            fixes.append(Fix(path, problem.line, old, new, why, problem.code))
    if len(fixes) < 2 or {*_read(path, tried)} != {problem for problem in before if problem.code != "L10"}:
        return []
    lines[:] = tried
    return fixes


def _try(path: str, lines: list[str], problem: Problem, problems: list[Problem]) -> Fix | None:
    """Change the line of a problem in the first way that takes the problem away and makes no other on its line."""
    number = problem.line - 1
    original = lines[number]
    if problem.code == "L07" and _is_repeated(original, lines):
        return None
    before = [one for one in problems if one.line <= problem.line]
    for candidate, old, new, why in _candidates(original, problem):
        lines[number] = candidate
        after = [one for one in _read(path, lines) if one.line <= problem.line]
        if len(after) < len(before) and {*after} <= {*before}:
            return Fix(path, problem.line, old, new, why, problem.code)
    lines[number] = original
    return None


def _is_repeated(line: str, lines: list[str]) -> bool:
    """Tell whether a line names a value that is meant to stand in two places: then quotation marks are no fix."""
    found = re.search(r"[&*](\w[\w-]*)", line)
    text = "\n".join(lines)
    return found is not None and f"&{found[1]}" in text and f"*{found[1]}" in text


def _candidates(line: str, problem: Problem) -> Iterator[tuple[str, str, str, str]]:
    """Yield the line in other ways, each with the words that are changed, what they become, and why."""
    lead = line[: len(line) - len(line.lstrip(" \t"))]
    if "\t" in lead:
        for spaces in (lead.replace("\t", "  "), "", lead.replace("\t", "    ")):
            yield spaces + line.lstrip(" \t"), "", "", _INDENTED
        return
    for found in (_FIELD.fullmatch(line), _ITEM.fullmatch(line)):
        if found is None or (found.re is _FIELD and found["key"] not in _KEYS and "- " in found["lead"]):
            continue
        value, remark = _split_remark(found["value"].rstrip(), problem)
        if (quoted := _quote(value)) is not None:
            yield f"{found['lead']}{quoted}{remark}", value, quoted, _QUOTED


def _split_remark(value: str, problem: Problem) -> tuple[str, str]:
    """Return a value and the remark behind it. A # with a space after it begins a remark that was meant as one."""
    if problem.code != "L10" and (found := re.search(r"\s+#\s", value)):
        return value[: found.start()], value[found.start() :]
    return value, ""


_TEXT = re.compile(r"[|>] \w")
"""What begins as a block and is none: »> 30 borgere«."""


def _quote(value: str) -> str | None:
    """Return a value in quotation marks, or None when it is not sure where it ends."""
    if value[0] in "[{|>" and not _TEXT.match(value):
        return None
    if value[0] in "\"'" and value.count(value[0]) == 2 and value.endswith(value[0]):
        return None
    if (inner := _unquote(value)) is not None:
        value = inner
    elif value[0] == '"' and value.count('"') == 1:
        return f'{value}"' if "\\" not in value else None
    elif value[0] == "'" and value.count("'") == 1:
        return None
    if '"' in value or "\\" in value:
        return "'" + value.replace("'", "''") + "'"
    return f'"{value}"'


def _unquote(value: str) -> str | None:
    """Return a value without the marks around it that were meant as YAML's own, or None when there are none such.

    They are curly, or there are others within them. »"Ja," sagde hun, "kom"« has none around it: its first mark is
    closed before the last.
    """
    opening, closing, inner = value[0], value[-1], value[1:-1]
    if len(value) < 3 or closing not in _PAIRS.get(opening, "") + opening * (opening in "\"'"):
        return None
    marks = f"{CURLY}\"'"
    # An apostrophe stands within a word, and says nothing.
    first = re.search(rf"(?<!\w)[{marks}]|[{marks}](?!\w)", inner)
    return inner if first is None or not re.search(r"[\w.,!?…]$", inner[: first.start()]) else None
