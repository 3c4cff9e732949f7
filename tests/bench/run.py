"""The benchmark: how long a build and a check take, beside plain MkDocs on the same pages. Prints one table.

    python tests/bench/run.py [--units 1000] [--large 4000] [--rounds 3] [--builds-only]

Every time is the wall time of a whole process, the median of some rounds; both sides of a ratio are measured in turn
in the same run, since machines are noisy. Both make a search: plain MkDocs the one that it comes with, in Danish. How
good and how heavy ours is, is measured by itself (`search.py`). Leaves with 1 when a bound is broken.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import preview
import receive
import search
import tables
from tables import Row

CATALOGUE = Path(sys.executable).with_name("catalogue")
ONE_PAGE = Path(__file__).with_name("one_page.py")
MKDOCS = Path(sys.executable).with_name("mkdocs")
ROOT = Path(__file__).resolve().parents[2]
CACHE = ROOT / ".cache" / "catalogue"
TODAY = "2026-01-15"
PLAIN = """site_name: Plain
theme:
  name: material
  font: false
plugins:
  - search:
      lang: da
validation:
  nav:
    omitted_files: ignore
nav:
"""


def main() -> int:
    """Measure, print the table, and return 0 when every bound holds."""
    options = _parse()
    with tempfile.TemporaryDirectory(prefix="catalogue-bench-") as folder:
        rows = measure(Path(folder), options.units, options.large, options.rounds)
        if not options.builds_only:
            rows += receive.measure(Path(folder) / f"docs-{options.units}", Path(folder) / "receive")
    if not options.builds_only:
        rows += search.measure(2000, is_bound=True) + search.measure(10_000, is_bound=False)
    return tables.show(rows)


def measure(room: Path, units: int, large: int, rounds: int) -> list[Row]:
    """Return the rows for a tree of some units, and one of many."""
    docs, many = _draw(room, units), _draw(room, large)
    plain = _draw_plain(room, docs)
    times = _in_turn(
        rounds,
        plain=lambda: _time([MKDOCS, "build", "-q", "-f", plain / "mkdocs.yml", "-d", room / "plain-site"]),
        cold=lambda: _build(docs, room, is_cold=True),
        warm=lambda: _build(docs, room, is_cold=False),
        changed=lambda: _build_changed(docs, room),  # What a cold build does not note of its pages, this one does.
        changed_again=lambda: _build_changed(docs, room),
        check_cold=lambda: _check(docs, is_cold=True),
        check_warm=lambda: _check(docs, is_cold=False),
    )
    large_times = _in_turn(
        max(1, rounds - 1),
        one=lambda: _build(docs, room, is_cold=True),
        many=lambda: _build(many, room, is_cold=True),
    )
    pages = sum(1 for _ in docs.rglob("*.md"))
    files = [file for file in (room / "site").rglob("*") if file.is_file()]
    one = _judge_one_page(docs)
    saves = preview.measure(docs, room, rounds)
    return [
        Row(f"pages in a tree of {units} units", pages, ""),
        Row("plain MkDocs and Material, the same Markdown", times["plain"], "s"),
        Row("build, cold cache", times["cold"], "s"),
        Row("build, nothing changed", times["warm"], "s"),
        Row("build, the text of one page changed, the first time", times["changed"], "s"),
        Row("build, the text of one page changed again", times["changed_again"], "s"),
        Row("build, cold ÷ plain", times["cold"] / times["plain"], "×", 1.25),
        Row("build, nothing changed ÷ plain", times["warm"] / times["plain"], "×", 0.25),
        Row("build, one page changed, the first time ÷ plain", times["changed"] / times["plain"], "×"),
        Row("build, one page changed again ÷ plain", times["changed_again"] / times["plain"], "×"),
        Row("preview, from save to the page", saves.page, "s", 1),
        Row("preview, from save to the whole site", saves.site, "s"),
        Row("check, cold cache", times["check_cold"], "s", 10),
        Row("check, warm cache", times["check_warm"], "s", 3),
        Row("one page judged, its text changed", one["text"], "ms", 100),
        Row("one page judged, its title changed", one["title"], "ms"),
        Row("one page judged, a new one", one["new"], "ms"),
        Row("one page judged, with a dead link", one["dead_link"], "ms"),
        Row("the first page judged after a check", one["first"], "ms"),
        Row(
            f"build of {large} units ÷ {units} units",
            large_times["many"] / large_times["one"],
            "×",
            4.4 * large / units / 4,
        ),
        Row(f"files in the site of {large} units", len(files), ""),
        Row("all of them", sum(file.stat().st_size for file in files) / 1e6, "MB"),
        Row("the largest page", max(file.stat().st_size for file in files if file.suffix == ".html") / 1e3, "kB"),
        Row(f"memory of a build of {units} units, its main process", _peak(docs, room), "MB"),
        Row(f"memory of a build of {large} units, its main process", _peak(many, room), "MB"),
    ]


def _draw(room: Path, units: int) -> Path:
    docs = room / f"docs-{units}"
    subprocess.run([CATALOGUE, "sample", "--units", str(units), docs], check=True, capture_output=True)
    return docs


def _draw_plain(room: Path, docs: Path) -> Path:
    """Return a plain MkDocs project with the same pages, the themes alone in its navigation."""
    project = room / "plain"
    shutil.copytree(docs, project / "docs")
    (project / "docs" / "index.md").write_text("# Plain\n", "utf-8")
    themes = sorted((docs / "themes").glob("*.md"))
    nav = "".join(f"  - themes/{theme.name}\n" for theme in themes)
    (project / "mkdocs.yml").write_text(f"{PLAIN}  - index.md\n{nav}", "utf-8")
    return project


def _in_turn(rounds: int, **commands: Callable[[], float]) -> dict[str, float]:
    """Return the median time of each command; they take turns, so that a slow spell meets all of them."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            times[name].append(command())
    return {name: statistics.median(measured) for name, measured in times.items()}


def _build(docs: Path, room: Path, *, is_cold: bool) -> float:
    if is_cold:
        shutil.rmtree(CACHE, ignore_errors=True)
    return _time(_to_build(docs, room))


def _to_build(docs: Path, room: Path) -> Sequence[str | Path]:
    return [CATALOGUE, "build", "--docs", docs, "--site", room / "site", "--today", TODAY]


def _build_changed(docs: Path, room: Path) -> float:
    """Return the seconds of a build after a page has been given one sentence more, or has lost it again."""
    page = next(page for page in sorted(docs.glob("units/*/*.md")) if page.name != "index.md")
    text, added = page.read_text("utf-8"), "\n\nVi har fundet ud af lidt mere.\n"
    page.write_text(text.removesuffix(added) if text.endswith(added) else text + added, "utf-8")
    return _time(_to_build(docs, room))


def _peak(docs: Path, room: Path) -> float:
    """Return the most memory in MB that the main process of a cold build holds."""
    shutil.rmtree(CACHE, ignore_errors=True)
    process = subprocess.Popen(_to_build(docs, room), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, used = os.wait4(process.pid, 0)
    return used.ru_maxrss / 1000


def _check(docs: Path, *, is_cold: bool) -> float:
    if is_cold:
        shutil.rmtree(CACHE, ignore_errors=True)
    return _time([CATALOGUE, "check", "--docs", docs, "--today", TODAY])


def _judge_one_page(docs: Path) -> Mapping[str, float]:
    """Return the milliseconds of judging one page of a catalogue in memory, by what was changed."""
    done = subprocess.run([sys.executable, ONE_PAGE, docs, TODAY], check=True, capture_output=True, text=True)
    figures: Mapping[str, float] = json.loads(done.stdout)
    return figures


def _time(command: Sequence[str | Path]) -> float:
    """Return the seconds that a command takes. Raises CalledProcessError when it fails."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "NO_COLOR": "1"})
    return time.perf_counter() - start


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure builds beside plain MkDocs.")
    parser.add_argument("--units", type=int, default=1000)
    parser.add_argument("--large", type=int, default=4000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--builds-only", action="store_true", help="leave out the search")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
