"""Leaks: where in a content tree CPR numbers and secrets stand, looked for wherever anybody may read them."""

import re
from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum

from catalogue.privacy.cpr import Certainty, find_numbers, might_hold
from catalogue.privacy.credentials import find_credentials
from catalogue.privacy.disguises import strip_tags
from catalogue.reading import limits
from catalogue.rendering.outline import Rendered


class Kind(Enum):
    """What was seen."""

    NUMBER = "number"
    POSSIBLE_NUMBER = "possible number"
    SECRET = "secret"  # noqa: S105 - the name of a kind
    PRIVATE = "private"
    UNREAD = "unread"


_KINDS = {Certainty.SURE: Kind.NUMBER, Certainty.POSSIBLE: Kind.POSSIBLE_NUMBER}


@dataclass(frozen=True, slots=True)
class Leak:
    """What was seen on a line of a file. `where` tells it in Danish, and `shown` is all that may be said of it.

    Of a file that cannot be read `where` tells why, and `shown` what to do.
    """

    line: int
    kind: Kind
    where: str
    shown: str


def find_leaks(path: str, today: date, source: str = "", rendered: Rendered | None = None) -> tuple[Leak, ...]:
    """Return what was seen in one file, each thing once a line: in its name, its text, and its HTML."""
    return tuple(dict.fromkeys([*_in_name(path, today), *_in_text(source, rendered, today)]))


def _in_name(name: str, today: date) -> Iterator[Leak]:
    if any(map(str.isdigit, name)):  # Without a digit it is neither.
        yield from look(1, name, "Navnet på filen eller mappen", today)


def look(line: int, text: str, where: str, today: date) -> Iterator[Leak]:
    """Yield the numbers and secrets in a text that stands somewhere on a line of a file."""
    for number in find_numbers(text, today):
        yield Leak(line, _KINDS[number.certainty], where, number.masked)
    for credential in find_credentials(text):
        yield Leak(line, Kind.SECRET, where, credential.kind)


def find_in_values(values: Iterable[tuple[int, str]], known: Collection[Leak], today: date) -> Iterator[Leak]:
    """Yield the numbers in the values of fields, each with its line, that are not among the known leaks of the file."""
    told = {leak.shown for leak in known}
    written = tuple(values)
    if not might_hold(_APART.join(text for _, text in written)):
        return
    for line, text in written:
        for leak in look(line, text, "Feltet", today):
            if leak.kind is not Kind.SECRET and leak.shown not in told:
                yield leak


_APART = "\nx\n"
"""Stands between two values that are looked through in one go. What ends in the one does not go on in the other."""


def _in_text(source: str, rendered: Rendered | None, today: date) -> Iterator[Leak]:
    """Yield what stands in a page's file, and then what only comes together in what its readers see."""
    where = "Linjen"
    seen, secrets = find_numbers(source, today), find_credentials(source)
    ends = [place for place, letter in enumerate(source) if letter == "\n"] if seen or secrets else []
    for number in seen:
        yield Leak(_line_of(ends, number.start), _KINDS[number.certainty], where, number.masked)
    for credential in secrets:
        yield Leak(_line_of(ends, credential.start), Kind.SECRET, where, credential.kind)
    for line in _private_lines(source):
        yield Leak(line, Kind.PRIVATE, where, "")
    if rendered is None or not _has_digits(source):
        return
    words = strip_tags(rendered.html)
    known = {number.digits for number in seen}
    hidden = (number for number in find_numbers(words, today) if number.digits not in known)
    for count, number in enumerate(hidden):
        line = _line_near(source, number.digits) if count < limits.FINDINGS else 1
        yield Leak(line, _KINDS[number.certainty], "Den færdige side", number.masked)


_CONTACT = r"(?:[\w.+-]{1,64}@[\w-]{1,60}\.\w|(?<!\d)(?:\+45 ?)?\d\d ?\d\d ?\d\d ?\d\d(?!\d))"
_LABEL = r"\bprivat\w{0,12}(?:[ -]?(?:nr|nummer|mobil|telefon|tlf|e-?mail|mail|adresse|på|til)\w{0,6}\.?){0,3}"
_LEADS_TO = r"(?: {1,3}(?:er|på|til [^\W\d_]{2,20} på))?"
PRIVATE = re.compile(
    rf"{_LABEL}{_LEADS_TO}[ :,(*_–-]{{0,6}}{_CONTACT}|{_CONTACT}\S{{0,60}}[ :,(*_–-]{{0,6}}privat", re.IGNORECASE
)


def _private_lines(source: str) -> list[int]:
    """Return the lines on which a mail address or a telephone number is called private."""
    if "privat" not in source.lower():
        return []
    return [
        number for number, line in enumerate(source.split("\n"), 1) if "privat" in line.lower() and PRIVATE.search(line)
    ]


def _has_digits(source: str) -> bool:
    """Tell whether a page's body has the digits of a number at all. All that its readers see comes from there."""
    return len(re.findall(r"\d", source[max(source.find("\n---", 3), 0) :])) >= 9


def _line_of(ends: Sequence[int], position: int) -> int:
    """Return the line of a place in a text, from the places where its lines end."""
    return bisect_left(ends, position) + 1


def _line_near(source: str, digits: str) -> int:
    """Return the line on which a number begins that was put together from pieces, or the first."""
    position = max(source.find(digits[:length]) for length in (6, 4, 2))
    return source.count("\n", 0, max(position, 0)) + 1
