"""The thesaurus: Danish words that are near each other, for what is on no page (`data/thesaurus/`).

The editors' own list comes first; this one knows the words that nobody has thought of. It is
LibreOffice's th_da_DK; source of the form: MyThes.
"""

import lzma
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from catalogue import checkout

FILE = checkout.DATA / "thesaurus" / "th_da_DK.dat.xz"
CLOSE, WIDE = 3, 6
"""A meaning of so few words is near enough by itself; a wider one only between words that name each other."""
MOST = 3
"""Words that may stand in for another."""
_WORD = re.compile(r"[a-zæøåéA-ZÆØÅ-]{3,}")

Thesaurus = Mapping[str, Mapping[str, int]]
"""For each word the words near it, with how many there are in the narrowest meaning that holds them."""


@lru_cache(maxsize=1)
def read_thesaurus() -> Thesaurus:
    """Return the thesaurus. Raises OSError when the file is gone."""
    return dict(parse_thesaurus(lzma.decompress(FILE.read_bytes()).decode("utf-8")))


def parse_thesaurus(text: str) -> Iterator[tuple[str, dict[str, int]]]:
    """Yield each word of a MyThes file with the words near it, without narrower ones, which are marked."""
    lines = iter(text.splitlines()[1:])
    for line in lines:
        word, _, amount = line.rpartition("|")
        if not amount.isdecimal():
            continue
        meanings = [next(lines, "").split("|")[1:] for _ in range(int(amount))]
        widest_first = sorted((meaning for meaning in meanings if len(meaning) <= WIDE), key=len, reverse=True)
        near = {other.lower(): len(meaning) for meaning in widest_first for other in meaning if _WORD.fullmatch(other)}
        if near and _WORD.fullmatch(word):
            yield word.lower(), near


def list_substitutes(thesaurus: Thesaurus, used: frozenset[str]) -> dict[str, list[str]]:
    """Return, for words that no page uses, those near them that pages use; mutual ones come first."""
    found = {}
    for word, others in sorted(thesaurus.items()):
        if word not in used and (near := [other for other in others if other in used]):
            mutual = {other for other in near if word in thesaurus.get(other, ())}
            close = [other for other in near if other in mutual or others[other] <= CLOSE]
            if close:
                found[word] = sorted(close, key=lambda other: (other not in mutual, others[other], other))[:MOST]
    return found
