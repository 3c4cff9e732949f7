"""Readability: LIX, the Scandinavian measure of how hard a text is to read (C. H. Björnsson, 1968)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SENTENCE_END = re.compile(r"(?<=[.!?:])[»\"”)]*\s+(?=[»\"“(]?[A-ZÆØÅ0-9])")
LONG_WORD = 7
"""Letters from which a word counts as long (more than six)."""


@dataclass(frozen=True, slots=True)
class Readability:
    """A text's LIX (about 25 very easy, 35 easy, 45 medium, 55 hard), its words, and its longest sentences first."""

    lix: float
    words: int
    longest: tuple[str, ...]


def words_in(text: str) -> list[str]:
    """Return the words of a text; numbers are none."""
    return _WORD.findall(text)


def measure(paragraphs: Sequence[str]) -> Readability:
    """Return the readability of running text: LIX is words per sentence plus the percentage of long words."""
    sentences = [
        sentence for paragraph in paragraphs for sentence in _SENTENCE_END.split(paragraph) if words_in(sentence)
    ]
    words = [word for sentence in sentences for word in words_in(sentence)]
    if not words:
        return Readability(0, 0, ())
    long_words = sum(len(word) >= LONG_WORD for word in words)
    lix = len(words) / len(sentences) + 100 * long_words / len(words)
    longest = sorted(sentences, key=lambda sentence: -len(words_in(sentence)))[:3]
    return Readability(lix, len(words), tuple(longest))
