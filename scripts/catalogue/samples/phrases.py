"""Phrases: sentences from the bank with their places filled in."""

import re
from collections.abc import Mapping, Sequence
from itertools import chain

from catalogue.samples.bank import Area, Bank, UnitType
from catalogue.samples.chance import Chance

_PLACE = re.compile(r"\$(\w+)")
_START = re.compile(r"(?:^|(?<=[.!?] ))[a-zæøå]")


def fill(sentence: str, words: Mapping[str, str]) -> str:
    """Return a sentence with its places filled, and with a capital where a place begins it.

    Raises KeyError when a place has no word.
    """
    if "$" not in sentence:
        return sentence
    filled = _PLACE.sub(lambda place: words[place[1]], sentence)
    return _START.sub(lambda start: start[0].upper(), filled)


def words_of(bank: Bank, kind: UnitType, town: str, chance: Chance) -> dict[str, str]:
    """Return the words that stand for a unit's people, places and times on one of its pages."""
    some, all_ = kind.borgere
    return {
        "borgere": some,
        "borgerne": all_,
        "borgernes": f"{all_}s",
        "teamet": kind.team,
        "rummet": kind.room,
        "mødet": kind.meeting,
        "lederen": kind.leader,
        "by": town,
        "dag": chance.pick(bank.weekdays),
        "måned": chance.pick(bank.months),
        "tid": chance.pick(bank.periods),
    }


def area_words(bank: Bank, area: Area, chance: Chance) -> dict[str, str]:
    """Return the words for an area's own pages."""
    office = area.types[0].model_copy(
        update={"team": "udvalget", "room": "på kontoret", "meeting": "i udvalget", "leader": "fagchefen"}
    )
    return words_of(bank, office, bank.towns[0], chance)


class Sentences:
    """Draws sentences for one unit, so that none of its pages says the same twice while there are others to say."""

    def __init__(self) -> None:
        self._said: set[str] = set()

    def pick(self, chance: Chance, *banks: Sequence[str]) -> str:
        """Return a sentence from the banks, an unused one if there is any, with its places still open."""
        choices = list(chain(*banks))
        sentence = chance.pick([choice for choice in choices if choice not in self._said] or choices)
        self._said.add(sentence)
        return sentence
