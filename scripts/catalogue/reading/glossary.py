"""The glossary: the words and abbreviations that the catalogue explains, in `data/words.yml`, kept by the editors."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import yaml

from catalogue import checkout
from catalogue.language import wording

FILE = checkout.DATA / "words.yml"


@dataclass(frozen=True, slots=True)
class Word:
    """A word on the page »Ord og forkortelser«: what it stands for (may be empty) and what it means."""

    term: str
    long: str
    explanation: str
    aliases: tuple[str, ...]


@lru_cache(maxsize=1)
def words() -> Sequence[Word]:
    """Return the words in Danish order. Raises KeyError when an entry lacks its term or its explanation."""
    entries = yaml.load(FILE.read_text("utf-8"), Loader=yaml.CSafeLoader)
    found = [
        Word(entry["term"], entry.get("long") or "", entry["explanation"], tuple(entry.get("aliases") or ()))
        for entry in entries
    ]
    return tuple(sorted(found, key=lambda word: wording.sort_key(word.term)))


def known_terms() -> frozenset[str]:
    """Return every term and alias, as they are written."""
    return frozenset(name for word in words() for name in (word.term, *word.aliases))
