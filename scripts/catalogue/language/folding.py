"""Folding: a word as it is compared with others. The same rule stands in `overrides/search/letters.js`.

æ, ø and å may be written ae, oe and aa, each by itself, and é, ö and the like as plain letters or as our neighbours do.
"""

import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe"})


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """Return a word in small letters and in a to z, as far as its letters have a counterpart there."""
    text = unicodedata.normalize("NFC", word).lower().translate(_LETTERS)
    if text.isascii():
        return text
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
