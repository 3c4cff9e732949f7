"""A first search in a large catalogue keeps its weight. The bench measures; here the bound is held."""

import runpy
from pathlib import Path

import pytest

from rows import Note

BENCH = Path(__file__).resolve().parents[1] / "bench" / "search.py"


def test_a_first_search_among_two_thousand_units_weighs_what_it_may(
    note: Note, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.syspath_prepend(BENCH.parent)  # As when the bench is run by itself.
    rows = runpy.run_path(str(BENCH), run_name="bench_search")["measure"](2000, is_bound=True)
    weights = [row for row in rows if row.unit == "kB"]
    note(", ".join(f"{row.value:.1f} kB" for row in weights), ", ".join(f"≤ {row.bound:g} kB" for row in weights))
    assert len(weights) == 2
    assert [row for row in weights if not row.holds] == []
