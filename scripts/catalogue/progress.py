"""Progress: how far long work has come, told to whoever wants to show it."""

from collections.abc import Callable

Progress = Callable[[str, int, int], None]
"""Called with the stage, in Danish, the number of pages done, and the number in all."""


def keep_quiet(stage: str, done: int, total: int) -> None:
    """Tell nobody."""
