"""Lighthouse on the shipped nginx configuration: how quick, accessible and well made a page is for a reader.

A page that misses a bound is measured twice more, and the middle figure counts, since a busy machine slows one run
down. That the address is http is no fault in Lighthouse's eyes: on loopback it counts as secure.
"""

import os
import shutil
import statistics
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from nodes import read_json, run_node
from rows import Note
from servers import QUIET, Server, find_chromium, serving
from sites import Site

CATEGORIES = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
"""What each category must at least give, of 100. That search engines are kept out is meant, and not asked about."""
NOT_ASKED = "is-crawlable"
LARGEST_PAINT = 1500
"""Milliseconds, on Lighthouse's slow phone and slow network, until the largest part of the page stands there."""
RETRIES = 2
OWN_PAGES = {
    "front page": "",
    "theme": "themes/en-attraktiv-arbejdsplads/",
    "interpretation": "units/sundhed-og-omsorg/en-attraktiv-arbejdsplads/",
    "unit": "units/norddjurs-mad/",
    "catalogue": "catalogue/",
}
ON_THE_DESK = ("front page", "catalogue")


@dataclass(frozen=True)
class Figures:
    """What Lighthouse found: points, the largest paint in milliseconds, how far things moved, and who else was asked.

    `faults` are the audits that gave less than full points.
    """

    points: dict[str, float]
    paint: float
    shift: float
    faults: tuple[str, ...]
    strangers: tuple[str, ...]

    @property
    def hold(self) -> bool:
        """Tell whether every bound is kept."""
        are_high = all(self.points[name] >= bound for name, bound in CATEGORIES.items())
        return are_high and self.paint < LARGEST_PAINT and self.shift == 0 and not self.strangers

    def __str__(self) -> str:
        points = ", ".join(f"{name} {self.points[name]:.0f}" for name in CATEGORIES)
        return f"{points}, largest paint {self.paint / 1000:.2f} s, shift {self.shift:g}" + "".join(
            f", asked {stranger}" for stranger in self.strangers
        )


BOUND = (
    ", ".join(f"{name} ≥ {bound}" for name, bound in CATEGORIES.items())
    + f", largest paint < {LARGEST_PAINT / 1000:g} s, shift 0, nobody else asked"
)


@contextmanager
def _serving_site(site: Site) -> Iterator[Server]:
    """Serve a copy of a site that a server without privileges may read."""
    with tempfile.TemporaryDirectory(prefix="catalogue-audit-") as folder:
        Path(folder).chmod(0o755)
        shutil.copytree(site.root, Path(folder) / "current")
        with serving(Path(folder)) as server:
            yield server


@pytest.fixture(scope="module")
def own(own_site: Site) -> Iterator[Server]:
    with _serving_site(own_site) as server:
        yield server


@pytest.fixture(scope="module")
def sample(sample_site: Site) -> Iterator[Server]:
    with _serving_site(sample_site) as server:
        yield server


@pytest.mark.parametrize("page", OWN_PAGES)
def test_lighthouse_on_a_phone(page: str, own: Server, note: Note) -> None:
    _judge(f"{own.address}/{OWN_PAGES[page]}", note)


@pytest.mark.parametrize("page", ON_THE_DESK)
def test_lighthouse_on_a_desk(page: str, own: Server, note: Note) -> None:
    _judge(f"{own.address}/{OWN_PAGES[page]}", note, "--preset=desktop")


@pytest.mark.parametrize("page", ["front page", "theme", "unit", "interpretation", "catalogue"])
def test_lighthouse_in_a_full_catalogue(page: str, sample: Server, sample_site: Site, note: Note) -> None:
    path = {"unit": _heaviest(sample_site, 1), "interpretation": _heaviest(sample_site, 2)}.get(page, OWN_PAGES[page])
    _judge(f"{sample.address}/{path}", note)


def _heaviest(site: Site, depth: int) -> str:
    """Return the address of the largest page that many folders below units/."""
    pages = site.root.glob("units/" + "*/" * depth + "index.html")
    return max((file.stat().st_size, str(file.parent.relative_to(site.root))) for file in pages)[1] + "/"


def _judge(address: str, note: Note, *options: str) -> None:
    figures = _measure(address, *options)
    if not figures.hold:
        figures = _middle([figures, *(_measure(address, *options) for _ in range(RETRIES))])
    note(str(figures), BOUND)
    assert figures.hold, f"{address}: {figures} {figures.faults}"


def _measure(address: str, *options: str) -> Figures:
    words = ["--quiet", "--no-enable-error-reporting", f"--only-categories={','.join(CATEGORIES)}", "--output=json"]
    words.append(f"--skip-audits={NOT_ASKED}")
    # Whatever a page or the browser may ask for elsewhere, it does not get; who asked is told below.
    flags = ["--headless=new", *QUIET, "--host-resolver-rules='MAP * ~NOTFOUND, EXCLUDE 127.0.0.1'"]
    environment = {**os.environ, "CHROME_PATH": find_chromium() or ""}
    said = run_node(
        "lighthouse/cli/index.js", address, *words, *options, f"--chrome-flags={' '.join(flags)}", env=environment
    )
    return _read(read_json(said), address)


def _read(report: Any, address: str) -> Figures:
    assert "runtimeError" not in report, report["runtimeError"]
    audits = report["audits"]
    points = {name: round(100 * report["categories"][name]["score"], 1) for name in CATEGORIES}
    weights = [part for name in CATEGORIES for part in report["categories"][name]["auditRefs"] if part["weight"]]
    faults = [part["id"] for part in weights if audits[part["id"]]["score"] not in (None, 1)]
    host = address.split("/")[2]
    asked = [request["url"] for request in audits["network-requests"]["details"]["items"]]
    strangers = [url for url in asked if url.startswith(("http:", "https:", "ws")) and url.split("/")[2] != host]
    return Figures(
        points,
        audits["largest-contentful-paint"]["numericValue"],
        round(audits["cumulative-layout-shift"]["numericValue"], 4),
        tuple(faults),
        tuple(strangers),
    )


def _middle(runs: Sequence[Figures]) -> Figures:
    """Return the middle of each figure, and all faults."""
    return Figures(
        {name: statistics.median(run.points[name] for run in runs) for name in CATEGORIES},
        statistics.median(run.paint for run in runs),
        statistics.median(run.shift for run in runs),
        tuple(sorted({fault for run in runs for fault in run.faults})),
        tuple(sorted({stranger for run in runs for stranger in run.strangers})),
    )
