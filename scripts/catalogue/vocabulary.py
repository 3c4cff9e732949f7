"""Values as writers write them: dates, yes and no, whole numbers, plain text. Each raises a named problem.

The names (`date_form`, `yes_no`, `whole_number`, `markup`) are what `validation` turns into Danish messages.
"""

import re
from datetime import date

from pydantic_core import PydanticCustomError

_MONTHS = (
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
_MARKUP = re.compile(r"[<>{}]")


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
    named = re.fullmatch(rf"\s*(\d\d?)\.?\s*({'|'.join(_MONTHS)})\s+(\d{{4}})\s*", text.lower())
    if named:
        parts = (named[3], str(_MONTHS.index(named[2]) + 1), named[1])
    elif forward := re.fullmatch(r"\s*(\d{4})[-./ ](\d\d?)[-./ ](\d\d?)(?:[T ].*)?\s*", text):
        parts = (forward[1], forward[2], forward[3])
    elif backward := re.fullmatch(r"\s*(\d\d?)[-./ ]+(\d\d?)[-./ ]+(\d{4})\s*", text):
        parts = (backward[3], backward[2], backward[1])
    else:
        return ""
    try:
        return date(*map(int, parts)).isoformat()
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
    if found := _MARKUP.search(text):
        raise PydanticCustomError("markup", "markup in text", {"found": found[0]})
    return " ".join(text.split())
