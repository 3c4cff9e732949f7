"""What the audit's table is made of."""

from collections.abc import Callable
from dataclasses import dataclass

Note = Callable[[str, str], None]
"""Says what a check has measured, and the bound that it must keep: `note("3 faults", "0 faults")`."""


@dataclass(frozen=True)
class Row:
    """One line of the table."""

    check: str
    measured: str = ""
    bound: str = ""
    verdict: str = "not run"
