"""Grammar: small facts of Danish that the dictionary lacks, from `data/danish.yml`."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import yaml

from catalogue import checkout

FILE = checkout.DATA / "danish.yml"


@dataclass(frozen=True)
class Grammar:
    """Words without content, plurals that change their vowel, and what is no part of a compound."""

    stop_words: frozenset[str]
    asking_words: frozenset[str]
    excluding_words: frozenset[str]
    vowel_changes: Mapping[str, str]
    prefixes: frozenset[str]
    suffixes: frozenset[str]
    short_parts: frozenset[str]
    short_fronts: frozenset[str]
    grown_together: frozenset[str]


@lru_cache(maxsize=1)
def read_grammar() -> Grammar:
    """Return the facts. Raises KeyError when one of them is missing from the file."""
    facts = yaml.safe_load(FILE.read_text("utf-8"))
    lists = (
        "stop_words",
        "asking_words",
        "excluding_words",
        "prefixes",
        "suffixes",
        "short_parts",
        "short_fronts",
        "grown_together",
    )
    return Grammar(vowel_changes=facts["vowel_changes"], **{name: frozenset(facts[name].split()) for name in lists})
