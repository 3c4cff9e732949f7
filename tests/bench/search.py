"""The search's part of the benchmark: how heavy, how quick, how dear. Prints one table; may be called by itself.

    python tests/bench/search.py [--units 2000] [--large 10000]

Sizes are what goes over the wire from a server that packs text, the page itself included; times are medians in
Chromium, from the last key to the final results. Leaves with 1 when a bound is broken.
"""

import argparse
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from playwright.sync_api import Browser, Page

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))

import tables
from catalogue.checks import check
from catalogue.rendering.edition import Edition
from catalogue.search import writing
from catalogue.site import build
from catalogue.site.build import Request
from servers import browsing, serving_files
from serving import Packing
from tables import Row

CATALOGUE = Path(sys.executable).with_name("catalogue")
TODAY = date(2026, 1, 15)
FIRST = ("trivsel", "borgerinddragelse")
TYPED = "trivsel borgerinddragelse velkomst samarbejde kørsel paaroerende måltider vagtplan tillid hverdagen".split()
TYPE = """text => new Promise(done => {
  const field = document.querySelector("#_soeg"), list = document.querySelector("[data-results]")
  field.focus()
  field.value = text
  const start = performance.now()
  new MutationObserver((_, watch) => {
    if (list.dataset.state !== "ready") return
    watch.disconnect()
    done(performance.now() - start)
  }).observe(list, { attributeFilter: ["data-state"] })
  field.dispatchEvent(new Event("input", { bubbles: true }))
})"""
READY = '[data-results][data-state="ready"]'


def main() -> int:
    """Measure, print the table, and return 0 when every bound holds."""
    parser = argparse.ArgumentParser(description="Measure the search.")
    parser.add_argument("--units", type=int, default=2000)
    parser.add_argument("--large", type=int, default=10_000)
    options = parser.parse_args()
    rows = measure(options.units, is_bound=True)
    rows += measure(options.large, is_bound=False) if options.large else []
    return tables.show(rows)


def measure(units: int, *, is_bound: bool) -> list[Row]:
    """Return the rows for a catalogue of some made-up units."""
    with tempfile.TemporaryDirectory(prefix="catalogue-bench-search-") as folder:
        docs, site = Path(folder) / "docs", Path(folder) / "site"
        subprocess.run([CATALOGUE, "sample", "--units", str(units), docs], check=True, capture_output=True)
        found = check.check(docs, TODAY)
        edition = Edition(found.sound_catalogue(), found.rendered, TODAY)
        pages = len(edition.catalogue.pages)
        start = time.perf_counter()
        writing.write_index(edition, Path(folder) / "index")
        per_page = (time.perf_counter() - start) * 1000 / pages
        _build(docs, site)
        kept = sum(file.stat().st_size for file in (site / "search").rglob("*") if file.is_file())
        bytes_, wait = _browse(site)
    return [
        Row(f"pages in a catalogue of {units} units", pages, ""),
        Row("index, for each page of the build", per_page, "ms", 3 if is_bound else None),
        Row("index on the disk", kept / 1e6, "MB"),
        Row("first search over the wire, page included", bytes_ / 1000, "kB", 300 if is_bound else None),
        Row("from the last key to the results, median", wait, "ms", 150 if is_bound else None),
    ]


def _build(docs: Path, site: Path) -> None:
    from catalogue.engine.configuration import load_settings
    from catalogue.engine.plugin import make_site

    outcome = build.build(Request(docs, site, TODAY, load_settings()), make_site)
    assert outcome.is_published


def _browse(site: Path) -> tuple[float, float]:
    """Return the bytes of a first search, the heavier of two, and the median wait for results while typing."""
    with serving_files(site, Packing) as base, browsing() as browser:
        heaviest = max(_weigh(browser, f"{base}catalogue/?q={text}") for text in FIRST)
        page = browser.new_page()
        page.goto(f"{base}catalogue/")
        page.wait_for_selector(READY, state="attached")
        return heaviest, statistics.median(_wait(page, text) for text in TYPED)


def _weigh(browser: Browser, address: str) -> float:
    context = browser.new_context()
    page = context.new_page()
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    sizes: list[float] = []
    client.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address)
    page.wait_for_selector(READY, state="attached")
    context.close()
    return sum(sizes)


def _wait(page: Page, text: str) -> float:
    took: float = page.evaluate(TYPE, text)
    return took


if __name__ == "__main__":
    sys.exit(main())
