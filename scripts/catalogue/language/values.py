"""Values as writers write them: dates, yes and no, whole numbers, plain text. Each raises a named problem.

The names (`date_form`, `yes_no`, `whole_number`, `markup`) are what `validation` turns into Danish messages.
"""

import re
from datetime import date

from pydantic_core import PydanticCustomError

MONTHS = (
    "januar",
    "februar",
    "marts",
    "april",
    "maj",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "december",
)
_YES = ("true", "ja", "yes")
_NO = ("false", "nej", "no")
MARKUP = re.compile(r"[<>{}]")
"""What a line of plain text may not hold."""
WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
DAYS_IN_WORDS = (
    *("første", "anden", "tredje", "fjerde", "femte", "sjette", "syvende", "ottende", "niende", "tiende"),
    "ellevte",
    *("tolvte", "trettende", "fjortende", "femtende", "sekstende", "syttende", "attende", "nittende", "tyvende"),
    *("enogtyvende", "toogtyvende", "treogtyvende", "fireogtyvende", "femogtyvende", "seksogtyvende"),
    *("syvogtyvende", "otteogtyvende", "niogtyvende", "tredivte", "enogtredivte"),
)
YEARS = (2015, 2049)
"""The years that two digits can mean: »1/3-26« is in 2026, and »1/3-98« is no day that a page is about."""
_DASH = "[-\u2010-\u2015]"
_LEAD = (
    rf"\s*(?:(?P<weekday>{'|'.join(f'{day[:3]}(?:{day[3:-3]})?(?:dag)?' for day in WEEKDAYS)})\.?,?\s+)?"
    r"(?:(?:dato:?|den|d\.?)\s*)?(?:(?:den|d\.?)\s+)?"
)
_MONTH = "|".join(f"{month[:3]}(?:{month[3:]}|{month[3:4]})?" for month in MONTHS) + "|january|february|march|june|july"
_DAY = rf"(?P<day>\d\d?|{'|'.join(DAYS_IN_WORDS)})(?:\.|[sdt]?t?e|st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4}|['’]?\d\d)"
_TIME = r"(?:,?\s+kl\.?\s*\d\d?(?:[.:]\d\d)?)?"
DATE_FORMS = (
    rf"{_LEAD}{_DAY}(?:\s*|{_DASH})(?P<month>{_MONTH})(?:\.?,?\s+|\.?{_DASH}){_YEAR}\.?{_TIME}\s*",
    rf"\s*(?P<month>{_MONTH})\.?\s+{_DAY},?\s+{_YEAR}\.?\s*",
    rf"\s*(?P<year>\d{{4}})(?:{_DASH}|[./ ])(?P<month>\d\d?)(?:{_DASH}|[./ ])(?P<day>\d\d?)(?:[t ].*)?\s*",
    r"\s*(?P<year>20\d\d)(?P<month>\d\d)(?P<day>\d\d)\s*",
    rf"{_LEAD}(?P<day>\d\d?)\.?(?:{_DASH}|[./ ])+(?P<month>\d\d?)\.?(?:{_DASH}|[./ ])+{_YEAR}\.?{_TIME}\s*",
)
"""How Danes write dates: »søndag d. 1. mar. 2026«, 2026/2/10, 10/2-26. The form in the browser reads by them too."""
TURNED = rf"\s*(\d\d){_DASH}(\d\d?){_DASH}(\d\d)\s*"
"""Three numbers of which the first can be the year as well as the last: »26-03-27« has two meanings."""
_LACKS = (
    ("day", rf"\s*(?:{_MONTH})\.?,?\s+{_YEAR}\s*|\s*\d\d?[-/.]20\d\d\s*|\s*20\d\d[-/.]\d\d?\s*"),
    ("week", r".*\buge\s*\d\d?\b.*|\s*20\d\d-?w\d\d\s*"),
    ("year", rf"{_LEAD}\d\d?\.?\s*(?:[-/.]\s*\d\d?|{_MONTH})\.?\s*"),
)


def parse_date(text: str) -> date:
    """Return the date of a text such as `2026-02-10`. Raises `date_form` with the nearest date in the right form."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise PydanticCustomError("date_unknown", "no such day") from None
    raise PydanticCustomError("date_form", "not a date", {"guess": guess_date(text)})


def guess_date(text: str) -> str:
    """Return a date in the right form, guessed from what Danes write (`10/2-2026`), or an empty text.

    Nothing is guessed where two days can be meant, or where a weekday says another day.
    """
    lowered = text.lower()
    found = next(filter(None, (re.fullmatch(form, lowered) for form in DATE_FORMS)), None)
    if found is None:
        return ""
    said = found.groupdict()
    meant = {_day_of(_year_of(said["year"]), said["month"], said["day"])}
    if turned := re.fullmatch(TURNED, lowered):
        meant.add(_day_of(_year_of(turned[1]), turned[2], turned[3]))
    days = meant - {None}
    day = days.pop() if len(days) == 1 else None
    weekday = said.get("weekday")
    return day.isoformat() if day and (not weekday or WEEKDAYS[day.weekday()][:3] == weekday[:3]) else ""


def _year_of(text: str) -> int:
    digits = text.strip("'’")
    year = int(digits) + (2000 if len(digits) == 2 else 0)
    return year if len(digits) == 4 or YEARS[0] <= year <= YEARS[1] else 0


def _day_of(year: int, month: str, day: str) -> date | None:
    months = [name[:3] for name in MONTHS]
    try:
        return date(
            year,
            months.index(month[:3]) + 1 if month[:3] in months else int(month),
            DAYS_IN_WORDS.index(day) + 1 if day in DAYS_IN_WORDS else int(day),
        )
    except ValueError:
        return None


def what_a_date_lacks(text: str) -> str:
    """Return what a text has too little of to be a date: `day`, `week` (no day), `year`, `order`, or nothing."""
    lowered = text.lower()
    if re.fullmatch(TURNED, lowered):
        return "order"
    return next((lack for lack, form in _LACKS if re.fullmatch(form, lowered)), "")


def parse_yes_no(text: str) -> bool:
    """Return what a yes or a no means. Raises `yes_no`."""
    if text.lower() in _YES + _NO:
        return text.lower() in _YES
    raise PydanticCustomError("yes_no", "neither yes nor no")


def parse_number(text: str) -> int:
    """Return a whole number. Raises `whole_number`."""
    if re.fullmatch(r"[0-9]{1,6}", text):
        return int(text)
    raise PydanticCustomError("whole_number", "not a whole number")


def refuse_markup(text: str) -> str:
    """Return the text as it is. Raises `markup` when it holds characters that belong in code, or line breaks."""
    if found := MARKUP.search(text):
        raise PydanticCustomError("markup", "markup in text", {"found": found[0]})
    return " ".join(text.split())
