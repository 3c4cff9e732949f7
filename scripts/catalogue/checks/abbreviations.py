"""Abbreviations: which words in capitals stand for something that the text does not say.

Words that are only written in capitals (»IKKE«), names that everybody knows (»IKEA«) and Roman numerals are none. What
is explained in any of the ways people do it is left alone, and so is what is spelt out close by.
"""

import re
from collections.abc import Iterator
from itertools import islice

from catalogue.checks.speller import Speller

MOST_JUDGED = 40
"""Abbreviations of one page that are judged: a text with more is hardly for everybody."""
_ABBREVIATION = re.compile(r"(?<![\w-])[A-ZÆØÅ]{2,5}(?![\w]|-[A-Z])")
_RUN = re.compile(r"(?<![\w-])[A-ZÆØÅ]{1,30}(?:[ ,:]{1,2}[A-ZÆØÅ]{1,30}){3,}(?!\w)")
"""Words that are all in capitals: somebody speaks loudly."""
_ROMAN = re.compile(r"X{0,4}(?:IX|IV|V?I{0,4})")
_SAYS = (
    r"(?:også |ofte |bare |kort )?(?:kaldet|kaldes|kaldt|kalder|hedder|forkortet|forkortes|kendt som|=)(?: \w{2,12})?"
)
_SAID = r"[«»”\"“]?,? ?(?:\(|–|=|(?:der |som )?(?:står for|betyder|er en forkortelse)|er kort for|dvs\.|altså )"
# Each looks ahead alone, so that one may begin within the other: »LMU-AMR (…)«.
_EXPLAINED = re.compile(
    r"\((?=([A-ZÆØÅ]{2,5})\))"
    rf"|\b{_SAYS} [»”\"“]?(?=([A-ZÆØÅ]{{2,5}})(?!\w))"
    rf"|\b(?=([A-ZÆØÅ]{{2,5}})(?:'?s|-\w{{1,80}})?{_SAID})"
)
_WORD = re.compile(r"[^\W\d_]+")
_NEAR = 120
"""Characters on either side within which an abbreviation may be spelt out."""
_SMALL = frozenset("af de den det en et for i med og på som til ved".split())
"""Words that an abbreviation may pass over."""


def find_abbreviations(text: str, speller: Speller) -> Iterator[str]:
    """Yield the abbreviations of a text that it does not explain, each once, in the order they are read."""
    plain = _RUN.sub(" ", text)
    explained = {next(filter(None, found.groups())) for found in _EXPLAINED.finditer(plain)}
    places: dict[str, int] = {}
    for found in _ABBREVIATION.finditer(plain):
        places.setdefault(found[0], found.start())
    shorts = (short for short in places if short not in explained and not _ROMAN.fullmatch(short))
    for short in islice(shorts, MOST_JUDGED):
        if not _is_word(short, speller) and not _is_spelt_out(short, plain, places[short]):
            yield short


def _is_word(short: str, speller: Speller) -> bool:
    return speller.is_listed(short.lower()) or speller.is_our_own(short)


def _is_spelt_out(short: str, text: str, place: int) -> bool:
    """Tell whether the letters of an abbreviation begin words that stand close by: »utilsigtede hændelser« for UTH."""
    near = text[max(0, place - _NEAR) : place + len(short) + _NEAR]
    words = [word.lower() for word in _WORD.findall(near) if not (word.isupper() and len(word) > 1)]
    return any(_follows(short.lower(), words[number:]) for number in range(len(words)))


def _follows(letters: str, words: list[str]) -> bool:
    """Tell whether words begin with letters, in order, where a word may give more of them than its first."""
    if not letters:
        return True
    if not words or not words[0].startswith(letters[0]):
        return False
    at, word = 0, words[0]
    for taken in range(1, len(letters) + 1):
        rest = words[1:]
        if _follows(letters[taken:], rest) or (rest and rest[0] in _SMALL and _follows(letters[taken:], rest[1:])):
            return len(word) > len(letters) or taken < len(letters)
        if taken == len(letters) or (at := word.find(letters[taken], at + 1)) < 0:
            return False
    return False
