"""Lines: what mail programs do to a text, undone as far as it can be known.

They put `>` before what is answered, break long lines, set each line apart, write the address after a link, make
spaces hard and turn three dashes into a rule. Each function takes lines and returns lines.
"""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from catalogue.reading.frontmatter import FENCE

WRAPPED_AT = 60
"""Characters that a line has at least when it is a mail program that broke it. Most break at 72 to 78."""
_ANSWERED = 8
"""How often a letter may have been answered or forwarded, each time with a mark more."""
_LINKED = re.compile(r"(?<![^\s<>])(?P<shown>[^\s<>]+)\s?<(?:mailto:|https?://)(?P<address>[^\s<>]+)>")
_RULE = re.compile(r"\s*(?:[-‐‑‒–—―]{2,6}|[–—―]|(?:[_=*─━—–-][ ]?){3,})\s*")
"""Three dashes, or what they have been made into: a long dash or a rule across the page."""
_QUOTED = re.compile(r"\s{0,3}>[ ]?")
_ITEM = re.compile(r"(?:\s*[-*+] |\s*\d{1,3}[.)] |\s*#{1,6} |\s*>|\s*\||\s*(?:```|~~~))")
_KEY = re.compile(r"\s*(?:- )?(?P<key>[a-z_]+):(?:\s|$)")


def unquote(lines: Sequence[str]) -> list[str]:
    """Take off the marks of a text that is answered or forwarded, where every line with words has one."""
    found = list(lines)
    for _ in range(_ANSWERED):
        if not all(_QUOTED.match(line) for line in found if line.strip()):
            break
        found = [_QUOTED.sub("", line, count=1) for line in found]
    return found


def soften_spaces(lines: Sequence[str]) -> list[str]:
    """Make hard spaces into usual ones: mail programs write them wherever there are two in a row."""
    return [line.replace("\u00a0", " ").replace("\u202f", " ").rstrip() for line in lines]


def unlink(lines: Sequence[str]) -> list[str]:
    """Take away the address that a mail program has written after an address: `a@b.dk<mailto:a@b.dk>`."""

    def keep(found: re.Match[str]) -> str:
        shown, address = found["shown"], found["address"]
        bare = re.sub(r"^(?:mailto:|https?://)", "", shown).strip("/.,:()")
        return shown if bare and (bare in address or address.strip("/") in shown) else found[0]

    return [_LINKED.sub(keep, line) if "<" in line else line for line in lines]


def find_fields(lines: Sequence[str]) -> tuple[int, int] | None:
    """Return the numbers of the lines around the fields, counted from 0: two rules with a field after the first."""
    rules = [number for number, line in enumerate(lines) if _RULE.fullmatch(line)]
    for start, end in pairwise(rules):
        first = next((line for line in lines[start + 1 : end] if line.strip()), "")
        if _KEY.match(first):
            return start, end
    return None


def close_up(lines: Sequence[str]) -> list[str]:
    """Take one empty line out of each row of them, in a text where every line was set apart; fields show whether."""
    around = find_fields(lines)
    if around is None:
        return list(lines)
    fields = lines[around[0] : around[1] + 1]
    written = sum(bool(line.strip()) for line in fields)
    if (len(fields) - written) * 2 < written:
        return list(lines)
    return "\n".join(line if line.strip() else "" for line in lines).replace("\n\n", "\n").split("\n")


def restore_fences(lines: Sequence[str]) -> list[str]:
    """Write the two lines around the fields as three dashes, and no empty line before them."""
    around = find_fields(lines)
    if around is None:
        return list(lines)
    start, end = around
    return ["---", *lines[start + 1 : end], "---", *lines[end + 1 :]]


def rejoin(lines: Sequence[str], keys: Collection[str]) -> list[str]:
    """Join what a mail program has broken: in the fields, whose known keys are given, and headings and rows of tables.

    Running text stays as it is: there a break of the line is a space.
    """
    around = find_fields(lines)
    if around is None:
        return list(lines)
    start, end = around
    joined: list[str] = []
    for number, line in enumerate(lines):
        before = joined[-1] if joined else ""
        is_field = start < number < end
        if before and line.strip() and _is_long(before, line) and _goes_on(before, line, is_field, keys):
            joined[-1] = f"{before} {line.strip()}"
        else:
            joined.append(line)
    return joined


def _is_long(before: str, line: str) -> bool:
    return len(before) + 1 + len(line.split()[0]) > WRAPPED_AT and not FENCE.fullmatch(before)


def _goes_on(before: str, line: str, is_field: bool, keys: Collection[str]) -> bool:
    if is_field:
        key = _KEY.match(line)
        return not (FENCE.fullmatch(line) or line.lstrip().startswith("- ") or (key is not None and key["key"] in keys))
    is_broken = before.startswith("#") or (before.lstrip().startswith("|") and not before.endswith("|"))
    return is_broken and not _ITEM.match(line)
