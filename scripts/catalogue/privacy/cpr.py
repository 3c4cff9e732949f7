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


ANY_DAY = date.max
"""The day to find by what is a number on some day: then everybody is born, and nothing is the time of a meeting."""


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
DISGUISE = re.compile(r"&#|&\w{2,31};|<[/!A-Za-z]|\\[xuU]|%[2-7C-Fc-f]|\d[^\w\n]{0,6}(?:\[\^|\]\()")
DIGIT = re.compile(_DIGIT)
_CALLED = r"cpr|person(?:nummer|numre|nr)|pers\. ?nr"
_LAST_FOUR = r"(?:sidste[ *]{1,4}(?:4|fire)|(?:4|fire)[ *]{1,4}sidste)(?:[ *]{1,4}(?:cifre|tal)\w{0,3})?"
_SERIAL_WORD = (
    rf"(?:{_LAST_FOUR}|l(?:ø|oe)be[ *-]{{0,2}}(?:nr|num)\w{{0,6}}|(?:kontrol|ende|slut)[ *-]{{0,2}}cif\w{{0,6}}|"
    r"(?:slutter|ender)[ *]{1,4}p(?:å|aa))"
)
"""What is written between the two halves of a number, or above the second."""
_AND = (
    r"(?:og|så|saa|plus|med|derefter|dernæst|efterfulgt[ *]{1,4}af|nr\.?|nummer|(?:de[ *]{1,4})?(?:fire|4)|"
    r"cifre\w{0,3}|tallet)"
)
DENSE = re.compile(
    rf"{_DIGIT}(?:(?:[\W_]*{_DIGIT}){{9}}|(?:[*_]{{0,3}}{_DIGIT}){{5}}[\W_]{{1,8}}{_AND}[\W_])".replace(
        "[ *]", r"[\W_]"
    )
)
HINT = re.compile(rf"{_CALLED}|{_SERIAL_WORD}".replace("[ *", r"[\W_"))
_HINTS = ("cpr", "personn", "pers.", "sidste", "løbe", "loebe", "cif", "slutter p", "ender p")
"""One of them stands in every text with a hint, in small letters. They are looked for much faster."""
FEWEST = 7
"""Digits of the shortest number that may be one: 7. juli 61, sidste fire 4285."""


def might_hold(text: str) -> bool:
    """Tell, at little cost, whether a text could hold digits that are read as one number.

    They are ten in a row or in disguise, or fewer, or parted, and then there is a word for it or within it.
    """
    if DENSE.search(text):
        return True
    if DISGUISE.search(text) is not None and len(DIGIT.findall(text)) >= 10:
        return True
    lowered = text.lower()
    is_hinted = any(hint in lowered for hint in _HINTS) and HINT.search(lowered) is not None
    return is_hinted and len(DIGIT.findall(text)) >= FEWEST


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
    """Return a text in which every ten digits that begin with a date are masked, whatever they are.

    So are those that are read as a number only for the words beside them.
    """
    if not might_hold(text):
        return text
    shown = reveal(text)
    alike = (spot for spot in _spots(shown.text) if _is_date_like(spot.digits) and _weigh(spot, shown.text))
    spots = sorted(alike, key=lambda spot: spot.start)
    pieces, done = [], 0
    for spot in spots:
        start, end = shown.written(spot.start, spot.end)
        if end > done:
            pieces += [text[done : max(start, done)], mask_digits(spot.digits)]
            done = end
    return "".join([*pieces, text[done:]])


@dataclass(frozen=True, slots=True)
class Form:
    """A way to write a number: its pattern, and how sure each sign makes us that what looks like it is one.

    `weights` holds a certainty, or None where it is nothing: beside a word for it and with a check digit, beside a word
    for it, beside a word for one's birth, with a check digit, and with none of these. The pattern is for a text as
    `reveal` returns it. Its groups: `century`, if it is written; `dotted`, what stands within a dotted date, and
    `joint`, after it; and where they are not digits side by side `day`, `month`, `year` and `serial`.
    """

    pattern: re.Pattern[str]
    weights: tuple[Certainty | None, ...]


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
    form: Form


# In the forms below, after `reveal`: N is a digit, S spacing, D what stands between day, month and year.
_N = r"[0-9]\*?"
_NN, _NNNN = rf"(?:{_N}){{2}}", rf"(?:{_N}){{4}}"
_S = r"[ *]{0,4}"
_D = rf"{_S}[-./]{_S}"
_CENTURY = r"(?P<century>1\*?9\*?|2\*?0\*?)"
_ALONE, _ENDS = r"(?<![0-9])(?<![0-9][-./])", r"(?![0-9])(?![-./][0-9])"
MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
"""How the names of the months begin."""
_MONTH = rf"(?P<month>{'|'.join(MONTHS)})[a-z]{{0,7}}\.?"
_DATES = (
    rf"(?<![0-9])(?P<day>{_NN})(?P<month>{_NN})(?P<year>{_NN})",
    rf"{_ALONE}(?P<day>(?:{_N}){{1,2}}){_D}(?P<month>(?:{_N}){{1,2}}){_D}{_CENTURY}?(?P<year>{_NN})",
    rf"(?<![0-9])(?P<day>(?:{_N}){{1,2}})\.?{_S}{_MONTH}{_S}{_CENTURY}?(?P<year>{_NN})",
)
"""A date in three ways, each part in a group."""
_SERIAL = rf"(?P<serial>{_NNNN}|{_NN}{_D}{_NN}){_ENDS}"

_CELL = rf"{_S}\|[ *|]{{0,6}}"
_NEIGHBOUR = rf"(?<![0-9])(?:{_N}){{6}}{_S}\|[ *|]{{0,6}}"


def _forms(weights: str, *patterns: str) -> tuple[Form, ...]:
    """Return patterns as forms of the same weights, written as a letter each: sure, possible, or nothing."""
    known = {"s": Certainty.SURE, "p": Certainty.POSSIBLE, "-": None}
    return tuple(Form(re.compile(pattern), tuple(known[letter] for letter in weights)) for pattern in patterns)


FORMS = (
    *_forms(
        "ssssp",
        # 010190-1234, and with nearly anything between the two halves.
        rf"(?<![0-9])(?:{_N}){{6}}(?P<joint>{_S}[^\w\s|]{{0,3}}{_S})(?:{_N}){{4}}(?![0-9])",
        # 01.01.90-1234
        rf"{_ALONE}{_NN}(?P<dotted>{_D}){_NN}{_D}{_NN}(?P<joint>{_S}[-./]?{_S}){_NNNN}{_ENDS}",
        # 01-01-1990-1234 and 01011990-1234
        rf"{_ALONE}{_NN}(?:{_D}|{_S}){_NN}(?:{_D}|{_S}){_CENTURY}{_NN}(?P<joint>{_D}|[ *]{{1,4}}){_NNNN}{_ENDS}",
        # 01 01 90 1234
        rf"(?<![0-9])(?:{_NN}{_S}){{3}}(?P<joint>[-./]?{_S}){_NNNN}(?![0-9])",
        # 01 01 90 12 34
        rf"(?<![0-9])(?<![0-9] )(?:{_NN}{_S}){{3}}(?P<joint>[-./]?{_S}){_NN}{_S}{_NN}(?! ?[0-9])",
        # 0 1 0 1 9 0 1 2 3 4
        rf"(?<![0-9])(?<![0-9][-. ])(?:{_N}{_S}[-. ]{_S}){{9}}[0-9](?!{_S}[-. ]?{_S}[0-9])",
        # 010190-12-34
        rf"{_ALONE}{_NN}{_NN}{_NN}{_D}{_NN}{_D}{_NN}{_ENDS}",
        # 0101-90-1234 and 01-0190-1234
        rf"{_ALONE}(?:{_NNNN}{_D}{_NN}|{_NN}{_D}{_NNNN}){_D}(?:{_NNNN}|{_NN}{_D}{_NN}){_ENDS}",
        # 01.01.90 12.34, with one mark within the date: 10.02-12.03.22 are two days.
        *(
            rf"{_ALONE}{_NN}(?P<dotted>{_S}{mark}{_S}){_NN}{_S}{mark}{_S}{_NN}(?P<joint>{_S}[-./]?{_S})"
            rf"{_NN}{_D}{_NN}{_ENDS}"
            for mark in (r"\.", "-", "/")
        ),
        # 010190, sidste fire 1234
        *(rf"{date}(?![0-9])[^0-9]{{0,60}}?{_SERIAL_WORD}[^0-9]{{0,24}}{_SERIAL}" for date in _DATES),
    ),
    # Two neighbours in a table; the second may be a year.
    *_forms("ssspp", rf"{_NEIGHBOUR}(?!1\*?9|2\*?0){_NNNN}(?![0-9])"),
    *_forms("sssp-", rf"{_NEIGHBOUR}{_NNNN}(?![0-9])"),
    *_forms("ssp--", *(rf"{date}{_S}\|[ *|]{{0,6}}{_SERIAL}" for date in _DATES[1:])),
    # 01 | 01 | 90 | 1234, or 01 | 0190 | 1234: a date in cells of its own.
    *_forms("ssp--", *(rf"(?<![0-9])(?P<day>{_NN}){a}(?P<month>{_NN}){b}{_CENTURY}?(?P<year>{_NN}){_CELL}{_SERIAL}"
                       for a, b in ((_CELL, _CELL), (_CELL, _S), (_S, _CELL)))),
    # 010190 og så 1234
    *_forms("sspp-", rf"(?<![0-9])(?:{_N}){{6}}[ *,.;-]{{1,4}}(?:{_AND}[ *,:]{{1,4}}){{1,3}}{_NNNN}(?![0-9])"),
    # sidste fire 1234, født 010190
    *_forms(
        "sss--",
        *(
            rf"{_SERIAL_WORD}[^0-9]{{0,24}}(?P<serial>{_NNNN})(?![0-9])[^0-9]{{1,60}}?{date}(?![0-9])"
            for date in _DATES
        ),
    ),
    # Without the zero that it begins with: 10190-1234, 1.1.90-1234, 1. januar 1990-1234.
    *_forms(
        "ss---",
        rf"{_ALONE}(?P<day>{_N}){_S}[-./]?{_S}(?P<month>{_NN}){_S}[-./]?{_S}{_CENTURY}?(?P<year>{_NN})"
        rf"(?P<joint>{_S}[^\w\s|]?{_S}){_SERIAL}",
        rf"{_DATES[1]}(?P<dotted>)(?P<joint>{_S}[-./]?{_S}){_SERIAL}",
        rf"{_DATES[2]}(?P<joint>{_S}[^\w\s|]?{_S}){_SERIAL}",
    ),
    # 010 190 12 34: in groups that nobody would think of.
    *_forms("sp---", rf"(?<![0-9])(?<![0-9][-./ ])(?:{_N}{_S}[-./]?{_S}){{9}}[0-9](?![0-9])(?![-./ ][0-9])"),
)  # fmt: skip


def _spots(shown: str) -> Iterator[_Spot]:
    for form in FORMS:
        for found in form.pattern.finditer(shown):
            parts = found.groupdict()
            century = _digits_of(parts.get("century") or "")
            if parts.get("serial"):
                digits = f"{_pad(parts['day'])}{_pad(parts['month'])}{_pad(parts['year'])}{_digits_of(parts['serial'])}"
            else:
                digits = _digits_of(found[0])
                digits = digits[:4] + digits[6:] if century else digits
            end = found.end() - (len(found[0]) - len(found[0].rstrip("*")))
            is_dotted = parts.get("dotted") is not None
            yield _Spot(found.start(), end, digits, century, is_dotted, parts.get("joint") or "", form)


def _digits_of(text: str) -> str:
    return re.sub(r"[^0-9]", "", text)


def _pad(part: str) -> str:
    """Return a part of a date as two digits; a month may be a name."""
    return f"{MONTHS.index(part) + 1:02}" if part in MONTHS else _digits_of(part).zfill(2)


def _judge(spot: _Spot, shown: str, today: date) -> Certainty | None:
    born = birthday(spot.digits)
    if born is None or born > today or (spot.century and not str(born.year).startswith(spot.century)):
        return None
    if _is_production_unit(spot, shown):
        return None
    certainty = _weigh(spot, shown)
    if today == ANY_DAY or not _is_time_stamp(spot, born, today) or _is_beside(PERSON, spot, shown):
        return certainty
    is_surely_time = "." in shown[spot.start : spot.end][-4:] and _is_time(spot)
    return None if certainty is None or is_surely_time else Certainty.POSSIBLE


def _weigh(spot: _Spot, shown: str) -> Certainty | None:
    """Return how sure the signs make us that digits are a number, whoever it would be."""
    both, called, named, adding_up, neither = spot.form.weights
    is_sound = has_check_digit(spot.digits) or spot.digits.startswith("0101")
    if _is_beside(CALLED, spot, shown):
        return both if is_sound else called
    if _is_beside(PERSON, spot, shown):
        return named
    return adding_up if is_sound else neither


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


CALLED = re.compile(_CALLED)
PERSON = re.compile(rf"{_CALLED}|født|foedt|fødsels|foedsels")
UNIT = re.compile(r"(?<![a-zæøå])p[ *-]{0,2}(?:nr|numre|nummer)|produktions(?:enhed|nummer|nr)")
BEFORE, AFTER = 80, 40


def _is_beside(word: re.Pattern[str], spot: _Spot, shown: str) -> bool:
    """Tell whether words close by say that this is somebody's number."""
    return word.search(shown[max(0, spot.start - BEFORE) : spot.end + AFTER]) is not None


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
    return _is_time(spot) or "-" not in spot.joint


def _is_time(spot: _Spot) -> bool:
    return int(spot.digits[6:8]) < 24 and int(spot.digits[8:]) < 60
