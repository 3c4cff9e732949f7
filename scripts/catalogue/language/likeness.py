"""Likeness: the one known word that a writer must have meant. Where two could be meant, there is none.

Messages ask »Mente du …?« with a looser likeness (`nearness`), since a person answers. A guess from here is
acted on.
"""

import re
from collections.abc import Iterable, Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA

from catalogue.language.slugs import slugify


def normal(name: str) -> str:
    """Return a name without case, accents, spaces and punctuation: the same for »I Drift« and `i-drift`."""
    return slugify(name).replace("-", "")


def known_names(names: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """Return meanings by their normal names, without those that mean two things. `names` are names with meanings."""
    meanings: dict[str, set[str]] = {}
    for name, meaning in names:
        meanings.setdefault(normal(name), set()).add(meaning)
    return {name: next(iter(found)) for name, found in meanings.items() if name and len(found) == 1}


def sure(word: str, known: Mapping[str, str]) -> str | None:
    """Return the meaning that a word must have, or None when there is doubt. `known` is made by `known_names`.

    A word is sure when it is a known name but for case and punctuation, or when one meaning alone is a slip of the
    finger away. A digit is never a slip: »skole-2« and »skole-3« are two places.
    """
    written = normal(word)
    if written in known:
        return known[written]
    limit = 0 if len(written) < 4 else 1 if len(written) < 8 else 2
    near: dict[str, int] = {}
    # Letters left out, put in, changed, or swapped with the next. Another name that is nearly as near is a doubt,
    # though it is one slip further away.
    found = process.extract(written, known.keys(), scorer=OSA.distance, score_cutoff=limit + 1, limit=None)
    for name, slips, _ in found:
        if abs(len(name) - len(written)) <= limit and _digits(name) == _digits(written):
            meaning = known[name]
            near[meaning] = min(slips, near.get(meaning, slips))
    close = list(near)
    return close[0] if len(close) == 1 and near[close[0]] <= limit else None


def _digits(name: str) -> str:
    return re.sub(r"\D", "", name)
