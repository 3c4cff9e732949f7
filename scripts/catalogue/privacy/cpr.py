"""CPR numbers: found in any spelling, judged by date and check digit, and masked wherever a text is quoted.

Sources: CPR-kontoret, »Personnummeret i CPR« (century by the seventh digit, modulus 11) and »Personnumre uden
kontrolciffer (modulus 11 kontrol)« (since 2007, and only where a day has run out of numbers: 1 January of some years).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import Enum

from catalogue.privacy.disguises import reveal

WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
CENTURIES = (*[(99, 19, 19)] * 4, (36, 20, 19), *[(57, 20, None)] * 4, (36, 20, 19))
"""By the seventh digit: the last year of the one century, that century, and the other.

None is the one before 1900: nobody who was born then is alive.
"""


class Certainty(Enum):
    """How surely ten digits are somebody's number."""

    SURE = "sure"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text: where it was written, its digits (never to be shown), and how sure we are."""

    start: int
    end: int
    digits: str
    certainty: Certainty

    @property
    def masked(self) -> str:
        """The number as a message may show it: day and month alone."""
        return mask_digits(self.digits)


def mask_digits(digits: str) -> str:
    """Return ten digits with all but day and month covered: `0101xx-xxxx`."""
    return f"{digits[:4]}xx-xxxx"


# One digit, and what may dress it up. Superscripts and circled digits are digits to a reader too.
_DIGIT = "[\\d\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089\u2460-\u24ff\u2776-\u2793]"
DENSE = re.compile(rf"{_DIGIT}(?:[\W_]*{_DIGIT}){{9}}")
DISGUISE = re.compile(r"&#|&\w{2,31};|<[/!A-Za-z]|\\[xu]|%[2-7C-Fc-f]")
DIGIT = re.compile(_DIGIT)


def might_hold(text: str) -> bool:
    """Tell, at little cost, whether a text could hold ten digits that are read as one number."""
    if DENSE.search(text):
        return True
    return DISGUISE.search(text) is not None and len(DIGIT.findall(text)) >= 10


def find_numbers(text: str, today: date) -> list[Number]:
    """Return the numbers in a text that are, or could be, somebody's on that day, in the order they stand."""
    if not might_hold(text):
        return []
    shown = reveal(text)
    judged = ((spot, _judge(spot, shown.text, today)) for spot in _spots(shown.text))
    # One number can be read in two ways; the surer reading counts.
    found = sorted(
        ((spot, certainty) for spot, certainty in judged if certainty),
        key=lambda pair: (pair[1] is not Certainty.SURE, pair[0].start),
    )
    taken = bytearray(len(shown.text))
    numbers: list[Number] = []
    for spot, certainty in found:
        if not any(taken[spot.start : spot.end]):
            taken[spot.start : spot.end] = b"\1" * (spot.end - spot.start)
            numbers.append(Number(*shown.written(spot.start, spot.end), spot.digits, certainty))
    return sorted(numbers, key=lambda number: number.start)


def mask_numbers(text: str) -> str:
    """Return a text in which every ten digits that begin with a date are masked, whatever they are."""
    if not might_hold(text):
        return text
    shown = reveal(text)
    spots = sorted((spot for spot in _spots(shown.text) if _is_date_like(spot.digits)), key=lambda spot: spot.start)
    pieces, done = [], 0
    for spot in spots:
        start, end = shown.written(spot.start, spot.end)
        if end > done:
            pieces += [text[done : max(start, done)], mask_digits(spot.digits)]
            done = end
    return "".join([*pieces, text[done:]])


@dataclass(frozen=True, slots=True)
class _Spot:
    """Ten digits that are read as one number.

    `century` is the one written, if any; `is_dotted` tells of dots or dashes within the date, `joint` stands after it.
    """

    start: int
    end: int
    digits: str
    century: str
    is_dotted: bool
    joint: str


# In the forms below, after `reveal`: N is a digit, S spacing, D what stands between day, month and year.
_N = r"[0-9]\*?"
_S = r"[ *]{0,4}"
_D = rf"{_S}[-./]{_S}"
_CENTURY = r"(?P<century>1\*?9\*?|2\*?0\*?)"
FORMS = (
    # 010190-1234, and with nearly anything between the two halves.
    re.compile(rf"(?<![0-9])(?:{_N}){{6}}(?P<joint>{_S}[^\w\s|]{{0,3}}{_S})(?:{_N}){{4}}(?![0-9])"),
    # 01.01.90-1234
    re.compile(
        rf"(?<![0-9])(?<![0-9][-./])(?:{_N}){{2}}(?P<dotted>{_D})(?:{_N}){{2}}{_D}(?:{_N}){{2}}"
        rf"(?P<joint>{_S}[-./]?{_S})(?:{_N}){{4}}(?![0-9])(?![-./][0-9])"
    ),
    # 01-01-1990-1234 and 01011990-1234
    re.compile(
        rf"(?<![0-9])(?<![0-9][-./])(?:{_N}){{2}}(?:{_D}|{_S})(?:{_N}){{2}}(?:{_D}|{_S}){_CENTURY}(?:{_N}){{2}}"
        rf"(?P<joint>{_D}|[ *]{{1,4}})(?:{_N}){{4}}(?![0-9])(?![-./][0-9])"
    ),
    # 01 01 90 1234
    re.compile(rf"(?<![0-9])(?:(?:{_N}){{2}}{_S}){{3}}(?P<joint>[-./]?{_S})(?:{_N}){{4}}(?![0-9])"),
    # 01 01 90 12 34
    re.compile(
        rf"(?<![0-9])(?<![0-9] )(?:(?:{_N}){{2}}{_S}){{3}}(?P<joint>[-./]?{_S})"
        rf"(?:{_N}){{2}}{_S}(?:{_N}){{2}}(?! ?[0-9])"
    ),
    # 0 1 0 1 9 0 1 2 3 4
    re.compile(rf"(?<![0-9])(?<![0-9][-. ])(?:{_N}{_S}[-. ]{_S}){{9}}[0-9](?!{_S}[-. ]?{_S}[0-9])"),
)  # fmt: skip


def _spots(shown: str) -> Iterator[_Spot]:
    for form in FORMS:
        for found in form.finditer(shown):
            parts = found.groupdict()
            century = re.sub(r"\D", "", parts.get("century") or "")
            digits = re.sub(r"\D", "", found[0])
            if century:
                digits = digits[:4] + digits[6:]
            end = found.end() - (len(found[0]) - len(found[0].rstrip("*")))
            yield _Spot(found.start(), end, digits, century, bool(parts.get("dotted")), parts.get("joint") or "")


def _judge(spot: _Spot, shown: str, today: date) -> Certainty | None:
    born = birthday(spot.digits)
    if born is None or born > today or (spot.century and not str(born.year).startswith(spot.century)):
        return None
    if _is_production_unit(spot, shown):
        return None
    if _is_named(spot, shown):
        return Certainty.SURE
    if _is_time_stamp(spot, born, today):
        return Certainty.POSSIBLE
    sure = has_check_digit(spot.digits) or spot.digits.startswith("0101")
    return Certainty.SURE if sure else Certainty.POSSIBLE


def has_check_digit(digits: str) -> bool:
    """Tell whether ten digits add up by modulus 11, as numbers from before 2007 do."""
    return sum(weight * int(digit) for weight, digit in zip(WEIGHTS, digits, strict=True)) % 11 == 0


def birthday(digits: str) -> date | None:
    """Return the day of birth in ten digits, the century by the seventh, or None without such a day since 1900."""
    day, month, year = int(digits[:2]), int(digits[2:4]), int(digits[4:6])
    last, century, other = CENTURIES[int(digits[6])]
    born_in = century if year <= last else other
    try:
        return None if born_in is None else date(100 * born_in + year, month, day)
    except ValueError:
        return None


def _is_date_like(digits: str) -> bool:
    # 2000 was a leap year, so each day that a year may have is in it.
    try:
        date(2000, int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return False
    return True


PERSON = re.compile(r"cpr|person(?:nummer|numre|nr)|pers\. ?nr|født|foedt|fødsels|foedsels")
UNIT = re.compile(r"(?<![a-zæøå])p[ *-]{0,2}(?:nr|numre|nummer)|produktions(?:enhed|nummer|nr)")
BEFORE, AFTER = 80, 40


def _is_named(spot: _Spot, shown: str) -> bool:
    """Tell whether words close by say that this is somebody's number."""
    return PERSON.search(shown[max(0, spot.start - BEFORE) : spot.end + AFTER]) is not None


def _is_production_unit(spot: _Spot, shown: str) -> bool:
    """Tell whether the number is called a P number, and looks like one: it begins with 10, and is not split 6 and 4."""
    before = shown[max(0, spot.start - BEFORE) : spot.start]
    groups = shown[spot.start : spot.end].split()
    looks_like_one = spot.digits.startswith("10") and "".join(groups).isdecimal() and len(groups[0]) != 6
    return looks_like_one and _last(UNIT, before) > _last(PERSON, before)


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((found.start() for found in pattern.finditer(text)), default=-1)


def _is_time_stamp(spot: _Spot, born: date, today: date) -> bool:
    """Tell whether a dotted date with four digits after it is rather a day of these years and a time: 15.03.24-1030.

    Read as a person's it would be somebody of about a hundred years.
    """
    if not spot.is_dotted or born.year >= 1950 or 2000 + born.year % 100 > today.year + 1:
        return False
    hour, minute = int(spot.digits[6:8]), int(spot.digits[8:])
    return (hour < 24 and minute < 60) or "-" not in spot.joint
