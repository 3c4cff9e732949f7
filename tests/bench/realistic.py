"""A catalogue as heavy as a real one: made-up pages, each with a text in words as frequent as they are in Danish.

Sample pages repeat some thousand words; real ones have tens of thousands, most of them on one page alone, and what a
search fetches grows with those. How frequent words are is told by wordfreq, which is installed for the benchmark alone,
below `.cache`; rarer words than it knows are put together as Danish does.
"""

import random
import subprocess
import sys
from bisect import bisect
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import accumulate
from pathlib import Path

from catalogue import checkout
from catalogue.language.dictionary import read_dictionary

CATALOGUE = Path(sys.executable).with_name("catalogue")
FOLDER = checkout.ROOT / ".cache" / "bench" / "wordfreq"
WORDFREQ = "wordfreq==3.1.1"
WORDS, LINES = 130, 10
"""Words of a page's text, and of a paragraph in it."""
RARE, SHARE = 60_000, 0.08
"""Compounds that may be met, and how many of the words are such ones."""
LEAST_TYPES = 40_000


def draw(units: int, docs: Path) -> Path:
    """Write a tree of some made-up units with texts, the same for the same number, and return it."""
    subprocess.run([CATALOGUE, "sample", "--units", str(units), docs], check=True, capture_output=True)
    for page in sorted((docs / "units").rglob("*.md")):
        if page.name != "index.md" and page.parent.name != "meetings":
            page.write_text(f"{page.read_text('utf-8').rstrip()}\n\n{_write(str(page.relative_to(docs)))}\n", "utf-8")
    return docs


def _write(seed: str) -> str:
    chance = random.Random(seed)
    chosen = [_choose(chance) for _ in range(WORDS)]
    lines = [chosen[start : start + LINES] for start in range(0, WORDS, LINES)]
    return "\n\n".join(f"{' '.join(line).capitalize()}." for line in lines)


def _choose(chance: random.Random) -> str:
    if chance.random() < SHARE:
        rare = _rare()
        return rare[int(len(rare) * chance.random() ** 2)]
    words, sums = _frequent()
    return words[bisect(sums, chance.random())]


@lru_cache(maxsize=1)
def _frequent() -> tuple[Sequence[str], Sequence[float]]:
    """Return the words that wordfreq knows, and how much of all text is in them and those before them."""
    if not FOLDER.is_dir():
        subprocess.run(
            [sys.executable, "-m", "pip", "install", "--quiet", "--target", str(FOLDER), WORDFREQ], check=True
        )
    sys.path.insert(0, str(FOLDER))
    import wordfreq

    words = [word for word in wordfreq.iter_wordlist("da") if word.isalpha()]
    sums = list(accumulate(wordfreq.word_frequency(word, "da") for word in words))
    return words, [each / sums[-1] for each in sums[:-1]]


@lru_cache(maxsize=1)
def _rare() -> Sequence[str]:
    """Return compounds of common words, as many as are asked for, the likelier first."""
    words, _ = _frequent()
    dictionary = read_dictionary()
    fronts = [word for word in words[200:6000] if len(word) > 3 and dictionary.may_bind(word)]
    lasts = [word for word in words[200:6000] if len(word) > 3 and dictionary.may_stand_last(word)]
    return list(_pair(fronts, lasts))[:RARE]


def _pair(fronts: Sequence[str], lasts: Sequence[str]) -> Iterator[str]:
    chance = random.Random(1)
    seen: set[str] = set()
    while len(seen) < RARE:
        word = chance.choice(fronts) + chance.choice(lasts)
        if word not in seen:
            seen.add(word)
            yield word
