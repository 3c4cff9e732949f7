"""The thesaurus: Danish words that are near each other, for what is on no page (`data/thesaurus/`, LibreOffice's th_da_DK).

The editors' own list comes first; this one knows the words that nobody has thought of. Source of the form: MyThes.
"""

import lzma
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).resolve().parents[1] / "data" / "thesaurus" / "th_da_DK.dat.xz"
CLOSE = 3
"""A meaning with more words than these is too wide to search by."""
_WORD = re.compile(r"[a-zæøåéA-ZÆØÅ-]{3,}")


@lru_cache(maxsize=1)
def read_thesaurus() -> Mapping[str, tuple[str, ...]]:
    """Return each word with the words close to it. Raises OSError when the file is gone."""
    return dict(parse_thesaurus(lzma.decompress(FILE.read_bytes()).decode("utf-8")))


def parse_thesaurus(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each word of a MyThes file with the words close to it; narrower words, marked by a parenthesis, are left out."""
    lines = iter(text.splitlines()[1:])
    for line in lines:
        word, _, amount = line.rpartition("|")
        if not amount.isdecimal():
            continue
        meanings = [next(lines, "").split("|")[1:] for _ in range(int(amount))]
        close = [other for meaning in meanings if len(meaning) <= CLOSE for other in meaning if _WORD.fullmatch(other)]
        if close and _WORD.fullmatch(word):
            yield word.lower(), tuple(dict.fromkeys(close))


def list_substitutes(thesaurus: Mapping[str, tuple[str, ...]], used: frozenset[str]) -> dict[str, list[str]]:
    """Return, for words that no page uses, the words near them that pages do use; those that name each other come first."""
    found = {}
    for word, others in sorted(thesaurus.items()):
        if word in used:
            continue
        mutual = sorted(others, key=lambda other: word not in thesaurus.get(other.lower(), ()))
        near = dict.fromkeys(other.lower() for other in mutual if other.lower() in used)
        if near:
            found[word] = list(near)[:CLOSE]
    return found
