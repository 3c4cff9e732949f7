"""Chance: draws that come out the same on every machine and in every Python."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """Draws from a named seed: the same name always gives the same draws.

    Python promises only that `random()` stays the same from one version to the next, so every draw is made from it.
    """

    def __init__(self, name: str) -> None:
        self._random = Random(name)  # noqa: S311 - made-up pages need no secrets

    def happens(self, share: float) -> bool:
        """Tell whether something that happens this share of the time (0–1) happens now."""
        return self._random.random() < share

    def number(self, low: int, high: int) -> int:
        """Return a whole number from low to high, both included."""
        return low + int(self._random.random() * (high - low + 1))

    def pick(self, choices: Sequence[T]) -> T:
        """Return one of the choices. Raises IndexError when there are none."""
        return choices[int(self._random.random() * len(choices))]

    def several(self, choices: Sequence[T], count: int) -> list[T]:
        """Return up to that many different choices, in the order in which they stand."""
        places = list(range(len(choices)))
        while len(places) > count:
            places.pop(int(self._random.random() * len(places)))
        return [choices[place] for place in places]

    def weighted(self, choices: Sequence[T], weights: Sequence[int]) -> T:
        """Return one of the choices, each as likely as its weight. Raises ValueError when nothing weighs anything."""
        rest = self._random.random() * sum(weights)
        for choice, weight in zip(choices, weights, strict=True):
            rest -= weight
            if rest < 0:
                return choice
        raise ValueError("nothing to choose from")
