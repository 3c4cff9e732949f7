"""Slugs: the short names that make up addresses. `[a-z0-9-]`, with æ→ae, ø→oe and å→aa."""

import re
import unicodedata
from functools import lru_cache

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@lru_cache(maxsize=65536)
def slugify(text: str) -> str:
    """Return the slug of a Danish text: »Idé på kanten« gives `ide-paa-kanten`. May be empty."""
    lowered = unicodedata.normalize("NFC", text).lower().translate(_LETTERS)
    plain = unicodedata.normalize("NFKD", lowered)
    return re.sub(r"[^a-z0-9]+", "-", "".join(c for c in plain if not unicodedata.combining(c))).strip("-")


def is_slug(text: str) -> bool:
    """Tell whether a text is a slug as it stands."""
    return SLUG.fullmatch(text) is not None
