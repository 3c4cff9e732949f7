"""Things that there must be some of: a test that looks at each of them is no test where there are none."""

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def some(things: Iterable[T]) -> list[T]:
    """Return things as a list. None at all is an AssertionError: a loop over them would try nothing and pass."""
    found = list(things)
    assert found, "There is nothing to look at, so nothing would be tried."
    return found
