"""Tokens: from running words to tokens. The same rules stand in `overrides/search/words.js`."""

import re
import unicodedata

_TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")


def tokens(text: str) -> list[str]:
    """Return the words and numbers of a text as they are written; a hyphen between letters belongs to the word."""
    found: list[str] = _TOKEN.findall(unicodedata.normalize("NFC", text))
    return found


def is_capitals(token: str) -> bool:
    """Tell whether a token is an abbreviation in capitals, such as MED: then it is no stop word."""
    return len(token) > 1 and token.isupper()
