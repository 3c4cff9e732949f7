"""Readability: LIX, the Scandinavian measure of how hard a text is to read (C. H. Björnsson, 1968)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# After these a sentence goes on: »kl. 8.30«, »f.eks. Gryden«, »d. 1. maj«, »nr. 3«. One that may as well end it is not
# among them, such as »kr.« or »m.m.«.
_SHORTENED = "bl.a. ca. d. dvs. eks. evt. f.eks. hhv. inkl. jf. kap. kl. nr. pga. pkt. s. st. tlf. vedr. vha.".split()
_GOES_ON = "".join(rf"(?<!\b{re.escape(word)})" for word in _SHORTENED)
_SENTENCE_END = re.compile(rf"(?i:(?<=[.!?:]){_GOES_ON})[«»\"”)]*\s+(?=[»\"“(]?[A-ZÆØÅ0-9])")
LONG_WORD = 7
"""Letters from which a word counts as long (more than six)."""
LONG_SENTENCE = 15
"""Words from which a sentence is worth dividing."""


@dataclass(frozen=True, slots=True)
class Readability:
    """A text's LIX (about 25 very easy, 35 easy, 45 medium, 55 hard), its words, and its long sentences in order."""

    lix: float
    words: int
    longest: tuple[str, ...]


def words_in(text: str) -> list[str]:
    """Return the words of a text; numbers are none."""
    return _WORD.findall(text)


def measure(paragraphs: Sequence[str]) -> Readability:
    """Return the readability of running text: LIX is words per sentence plus the percentage of long words."""
    split = ((one, words_in(one)) for paragraph in paragraphs for one in _SENTENCE_END.split(paragraph))
    sentences = [(sentence, words) for sentence, words in split if words]
    words = [word for _, found in sentences for word in found]
    if not words:
        return Readability(0, 0, ())
    long_words = sum(len(word) >= LONG_WORD for word in words)
    lix = len(words) / len(sentences) + 100 * long_words / len(words)
    lengths = {sentence: len(found) for sentence, found in sentences}
    longest = sorted((one for one in lengths if lengths[one] >= LONG_SENTENCE), key=lambda one: -lengths[one])
    return Readability(lix, len(words), tuple(longest[:3]))
