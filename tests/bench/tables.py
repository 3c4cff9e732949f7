"""The table that a benchmark prints: figures, and the bounds that they keep or break."""

from collections.abc import Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.table import Table


@dataclass(frozen=True)
class Row:
    """One line: what was measured, the figure, and the bound that it must keep, if there is one."""

    what: str
    value: float
    unit: str
    bound: float | None = None

    @property
    def holds(self) -> bool:
        """Tell whether the figure keeps its bound."""
        return self.bound is None or self.value <= self.bound


def show(rows: Sequence[Row]) -> int:
    """Print the rows, and return the exit status: 1 when a bound is broken."""
    table = Table("measured", "figure", "at most", "")
    for row in rows:
        figure = f"{row.value:.2f} {row.unit}" if row.unit else f"{row.value:.0f}"
        bound = "" if row.bound is None else f"{row.bound:g} {row.unit}"
        table.add_row(row.what, figure, bound, "" if row.bound is None else "ok" if row.holds else "BROKEN")
    Console(width=110).print(table)
    return 0 if all(row.holds for row in rows) else 1
