"""What Danish asks for: order of words, dates and numbers in words, lists with »og«."""

import functools
import re
import unicodedata
from collections.abc import Iterable
from datetime import date

from babel.dates import format_date
from babel.numbers import format_decimal

# Danish order: æ, ø, å come last, in that order, and aa sorts as å (Retskrivningsordbogen § 4).
_ORDER = str.maketrans({"æ": "{", "ä": "{", "ø": "|", "ö": "|", "å": "}", "ü": "y"})


@functools.lru_cache(maxsize=65536)
def sort_key(text: str) -> tuple[str, str]:
    """Return a key that sorts texts in Danish order, ignoring case, accents and punctuation; ties by the text."""
    lowered = unicodedata.normalize("NFC", text).casefold().replace("aa", "å").translate(_ORDER)
    plain = "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
    return re.sub(r"[^0-9a-z{|} ]+", " ", plain).strip(), text


@functools.lru_cache(maxsize=4096)
def in_words(day: date) -> str:
    """Return a date as »31. januar 2023«."""
    return format_date(day, "d. MMMM y", locale="da")


@functools.lru_cache(maxsize=4096)
def day_and_month(day: date) -> str:
    """Return a date without its year: »31. januar«."""
    return format_date(day, "d. MMMM", locale="da")


@functools.lru_cache(maxsize=4096)
def month_and_year(day: date) -> str:
    """Return the month of a date: »januar 2023«."""
    return format_date(day, "MMMM y", locale="da")


@functools.lru_cache(maxsize=4096)
def number(value: float, decimals: int = 0) -> str:
    """Return a number with a decimal comma and a full stop between thousands: »1.234,5«."""
    pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(value, pattern, locale="da")


def count(amount: int, one: str, many: str) -> str:
    """Return an amount with its noun: »1 side«, »12 sider«."""
    return f"{number(amount)} {one if amount == 1 else many}"


def listed(words: Iterable[str], last: str = "og") -> str:
    """Return words as a Danish list: »a, b og c«."""
    *head, tail = list(words) or [""]
    return f"{', '.join(head)} {last} {tail}" if head else tail


def quoted(words: Iterable[str], last: str = "eller") -> str:
    """Return words as a list of quotations: »a«, »b« eller »c«."""
    return listed((f"»{word}«" for word in words), last)
