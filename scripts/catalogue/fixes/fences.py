"""Fixes of the lines around the fields. A phone likes to make `---` into a dash."""

import re

from catalogue.fixes.fix import Fix
from catalogue.reading import frontmatter
from catalogue.reading.frontmatter import FENCE

_DASHES = re.compile(r"(?:-{2,6}|[-‐‑‒–—―]{1,6})")
_WHY = "Felterne står mellem to linjer med tre bindestreger."


def fix_fences(path: str, lines: list[str]) -> list[Fix]:
    """Write the two lines around the fields as they should be, where there is no doubt that they are meant."""
    changes: dict[int, str] = {}
    if isinstance(frontmatter.split(path, "\n".join(lines)), frontmatter.Split) or not _is_like_a_fence(lines[0]):
        return []
    if not FENCE.fullmatch(lines[0]):
        changes[0] = "L04"
    end = next((number for number, line in enumerate(lines) if number and _is_like_a_fence(line)), None)
    if end is None:
        return []
    if not FENCE.fullmatch(lines[end]):
        changes[end] = "L05"
    fixes = [Fix(path, number + 1, lines[number], "---", _WHY, code) for number, code in changes.items()]
    tried = ["---" if number in changes else line for number, line in enumerate(lines)]
    if not fixes or not _holds_fields(path, tried):
        return []
    lines[:] = tried
    return fixes


def _is_like_a_fence(line: str) -> bool:
    return _DASHES.fullmatch(line.strip()) is not None and line.strip() != "-"


def _holds_fields(path: str, lines: list[str]) -> bool:
    split = frontmatter.split(path, "\n".join(lines))
    return isinstance(split, frontmatter.Split) and re.match(r"[\w-]+:(\s|$)", split.yaml) is not None
