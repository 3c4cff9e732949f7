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
DATE_FORMS = (
    rf"\s*(?P<day>\d\d?)\.?\s*(?P<month>{'|'.join(MONTHS)})\s+(?P<year>\d{{4}})\s*",
    r"\s*(?P<year>\d{4})[-./ ](?P<month>\d\d?)[-./ ](?P<day>\d\d?)(?:[t ].*)?\s*",
    r"\s*(?P<day>\d\d?)[-./ ]+(?P<month>\d\d?)[-./ ]+(?P<year>\d{4})\s*",
)
"""How Danes write dates: »10. februar 2026«, 2026/2/10, 10/2-2026. The form in the browser reads by them as well."""


def parse_date(text: str) -> date:
    """Return the date of a text such as `2026-02-10`. Raises `date_form` with the nearest date in the right form."""
    if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        try:
            return date.fromisoformat(text)
        except ValueError:
            raise PydanticCustomError("date_unknown", "no such day") from None
    raise PydanticCustomError("date_form", "not a date", {"guess": guess_date(text)})


def guess_date(text: str) -> str:
    """Return a date in the right form, guessed from what Danes write (`10/2-2026`), or an empty text."""
    lowered = text.lower()
    found = next(filter(None, (re.fullmatch(form, lowered) for form in DATE_FORMS)), None)
    if found is None:
        return ""
    month = found["month"]
    number = MONTHS.index(month) + 1 if month in MONTHS else int(month)
    try:
        return date(int(found["year"]), number, int(found["day"])).isoformat()
    except ValueError:
        return ""


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
