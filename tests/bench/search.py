"""The search's part of the benchmark: how heavy, how quick, how dear. Prints one table; may be called by itself.

    python tests/bench/search.py [--units 2000] [--large 10000]

The pages have as many words as real ones (`realistic.py`). Sizes are what goes over the wire from nginx as it is
shipped, over HTTP/2, the page itself included; times are those in Chromium from the last key to the final results,
painted, over a network with 20 ms and 50 Mbit, each search in a tab of its own; all of it comes at once, which is the
hardest, and in two rows letter by letter, as people write. What a search costs is the work of the
browser from the key to the results, for everyday searches and for such as only somebody who means harm writes.
Leaves with 1 when a bound is broken.
"""

import argparse
import gc
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Browser

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tools"))

import realistic
import tables
from catalogue.checks import check
from catalogue.engine.configuration import load_settings
from catalogue.engine.plugin import make_site
from catalogue.language.tokens import tokens
from catalogue.reading import reader
from catalogue.refilling import refilling
from catalogue.rendering.store import Store
from catalogue.search import writing
from catalogue.search.documents import make_documents
from catalogue.site import build
from catalogue.site.build import Request
from catalogue.site.manuscript import Manuscript
from servers import browsing, serving
from tables import Row

TODAY = date(2026, 1, 15)
FIRST = ("trivsel", "borgerinddragelse", "hvordan får vi flere vikarer")
SLIPPED = ("borgerindragelse", "sygefrvær")
TYPED = (
    "trivsel borgerinddragelse velkomst samarbejde kørsel paaroerende måltider vagtplan tillid hverdagen burnout pedel "
    "borgerindragelse onboarding videomøde medarbejdersamtaler"
).split()
HOSTILE = (
    *("ae" * 20, "aeoeaa" * 13, "aaoeae " * 25, "x" * 200, "xyzzy" * 16, "trivsel" * 11, "trivsle " * 25),
    "sundhedspersonaleuddannelsesplanlægningsgruppemødeindkaldelsesskabelonudvalget",
    "medarbejderinddragelsesprocesplanlægningsværktøjskasseudviklingsprojektxyzzyx",
    *("a b c d e f g h i j k l m n o p q r s t u v w x y z æ ø å " * 3, "s" * 80, "e n s t r " * 20),
    *('"' * 200, '"borgeren møder" ' * 12, "-trivsel -borger " * 12, "ikke trivsel " * 15, "skole-hjem-" * 18),
    *("borgerinddragelse sygefravær medarbejdersamtale " * 4, "kommunalbestyrelsesmedlemmerne " * 6),
    "trivslsenplanlegningsgrupemøde sygefrværsamtael medarbejdertrivslsmåling borgeridragelsesproces abcdefghijklmnop",
    f"{'borgerborger' * 6} {'plejepleje' * 8}",
)
NETWORK = {"offline": False, "latency": 20, "downloadThroughput": 50e6 / 8, "uploadThroughput": 50e6 / 8}
SLOW = 4
"""How many times slower than here a browser is to be for the slowest search."""
LETTER = 110
"""Milliseconds from one letter to the next of somebody who writes fast."""
TYPE = """([text, pause]) => new Promise(async done => {
  const field = document.querySelector("#_soeg"), list = document.querySelector("[data-results]")
  field.focus()
  for (let end = 1; pause && end < text.length; end++) {
    field.value = text.slice(0, end)
    field.dispatchEvent(new Event("input", { bubbles: true }))
    await new Promise(rest => setTimeout(rest, pause))
  }
  field.value = text
  const start = performance.now(), painted = {}
  const paint = (name) => requestAnimationFrame(() => (painted[name] ??= performance.now() - start))
  new MutationObserver((changes, watch) => {
    if (changes.some((change) => change.addedNodes.length)) paint("first")
    if (list.dataset.state !== "ready") return
    watch.disconnect()
    paint("all")
    requestAnimationFrame(() => done(painted))
  }).observe(list, { attributeFilter: ["data-state"], childList: true })
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
        docs, site = realistic.draw(units, Path(folder) / "docs"), Path(folder) / "site"
        draft = _prepare(docs, site)
        edition = draft.edition
        pages = len(edition.catalogue.pages)
        types = len({token for one in make_documents(edition) for _, text in one.texts for token in tokens(text)})
        gc.set_threshold(1_000_000, 20, 100)  # As `commands.main` does.
        start = time.process_time()  # One process writes it, and other work on the machine is none of its cost.
        site.mkdir()
        with refilling(site) as filled:
            writing.write_index(edition, filled, Store())
            per_page = (time.process_time() - start) * 1000 / pages
            make_site(draft, filled)
        kept = sum(file.stat().st_size for file in (site / writing.FOLDER).rglob("*") if file.is_file())
        seen = browse(site)
    assert units < 2000 or types >= realistic.LEAST_TYPES, types
    return [
        Row(f"pages in a catalogue of {units} units", pages, ""),
        Row("words that differ", types, ""),
        Row("index, for each page of the build, on the processor", per_page, "ms", 1.5 if is_bound else None),
        Row("index on the disk", kept / 1e6, "MB"),
        *rows_of(seen, is_bound=is_bound),
    ]


def rows_of(seen: "Seen", *, is_bound: bool) -> list[Row]:
    """Return the rows of what a browser saw."""
    return [
        Row("first search over the wire, page included", max(seen.first) / 1000, "kB", 170 if is_bound else 260),
        Row("the same with a slip", max(seen.slipped) / 1000, "kB", 220 if is_bound else None),
        Row("last key to results, 20 ms and 50 Mbit, median", _share_of(seen.far, 0.5), "ms"),
        Row("the same, 19 of 20", _share_of(seen.far, 0.95), "ms", 150 if is_bound else None),
        Row("last key to the first results, 20 ms and 50 Mbit, 19 of 20", _share_of(seen.far_first, 0.95), "ms"),
        Row("last key to the first results, here, 19 of 20", _share_of(seen.near_first, 0.95), "ms"),
        Row("the same, a browser four times slower", _share_of(seen.slow_first, 0.95), "ms"),
        Row("last key to results, here, median", _share_of(seen.near, 0.5), "ms"),
        Row("the same, 19 of 20", _share_of(seen.near, 0.95), "ms", 100 if is_bound else None),
        Row("last key to results, a browser four times slower, median", _share_of(seen.slow, 0.5), "ms"),
        Row("the same, 19 of 20", _share_of(seen.slow, 0.95), "ms", 300 if is_bound else None),
        Row("letter by letter, 20 ms and 50 Mbit, 19 of 20", _share_of(seen.far_written, 0.95), "ms"),
        Row("letter by letter, a browser four times slower, 19 of 20", _share_of(seen.slow_written, 0.95), "ms"),
        Row("work of the dearest of the same searches", max(seen.work), "ms", 200),
        Row("work of the dearest search that means harm", max(seen.hostile), "ms", 200),
    ]


@dataclass(frozen=True)
class Seen:
    """What a browser saw: bytes of first searches, milliseconds of searches, and of the work that they took."""

    first: list[float]
    slipped: list[float]
    far_first: list[float]
    near_first: list[float]
    slow_first: list[float]
    far: list[float]
    near: list[float]
    slow: list[float]
    far_written: list[float]
    slow_written: list[float]
    work: list[float]
    hostile: list[float]


def _share_of(times: Sequence[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def _prepare(docs: Path, site: Path) -> Manuscript:
    """Return what is to be built. Nothing is judged: a speller would look an hour at so many made-up words."""
    check._read_and_look = lambda docs, today, on_progress: (reader.read(docs), {})
    check.judge_files = lambda subjects, cache=None, looks=None: {}
    draft = build.prepare(Request(docs, site, TODAY, load_settings()))
    assert draft.manuscript
    return draft.manuscript


def browse(site: Path) -> Seen:
    """Return what a browser sees of a site. The folder of the site gets a link beside it, as a release has."""
    site.parent.chmod(0o755)  # nginx reads it as nobody.
    (site.parent / "current").unlink(missing_ok=True)
    (site.parent / "current").symlink_to(site.name)
    with serving(site.parent, is_secure=True) as server, browsing() as browser:
        base = f"{server.address}/"
        far = [_wait(browser, base, text, network=NETWORK) for text in TYPED]
        near = [_wait(browser, base, text) for text in TYPED]
        slow = [_wait(browser, base, text, slower=SLOW) for text in TYPED]
        far_written = [_wait(browser, base, text, network=NETWORK, pause=LETTER)["all"] for text in TYPED]
        slow_written = [_wait(browser, base, text, slower=SLOW, pause=LETTER)["all"] for text in TYPED]
        return Seen(
            [_weigh(browser, f"{base}catalogue/?q={quote(text)}") for text in FIRST],
            [_weigh(browser, f"{base}catalogue/?q={quote(text)}") for text in SLIPPED],
            *([waits["first"] for waits in several] for several in (far, near, slow)),
            *([waits["all"] for waits in several] for several in (far, near, slow)),
            far_written,
            slow_written,
            _weigh_work(browser, base, TYPED),
            _weigh_work(browser, base, HOSTILE),
        )


def _weigh_work(browser: Browser, base: str, texts: Sequence[str]) -> list[float]:
    """Return the milliseconds of work that each search took, laying out aside, one after another in a tab.

    It is the time of the page's thread on the processor, whatever else the machine does. `ScriptDuration` would not do:
    what follows a promise is no script to it.
    """
    context = browser.new_context(ignore_https_errors=True)
    page = context.new_page()
    page.goto(f"{base}catalogue/")
    page.wait_for_selector(READY, state="attached")
    client = context.new_cdp_session(page)
    client.send("Performance.enable", {"timeDomain": "threadTicks"})

    def spent() -> float:
        metrics = {one["name"]: one["value"] for one in client.send("Performance.getMetrics")["metrics"]}
        return float(metrics["TaskDuration"] - metrics["LayoutDuration"] - metrics["RecalcStyleDuration"]) * 1000

    found = []
    for text in texts:
        before = spent()
        page.evaluate(TYPE, [text, 0])
        found.append(spent() - before)
    context.close()
    return found


def _weigh(browser: Browser, address: str) -> float:
    context = browser.new_context(ignore_https_errors=True)
    page = context.new_page()
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    sizes: list[float] = []
    client.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address)
    page.wait_for_selector(READY, state="attached")
    context.close()
    return sum(sizes)


def _wait(
    browser: Browser,
    base: str,
    text: str,
    network: Mapping[str, object] | None = None,
    slower: int = 1,
    pause: int = 0,
) -> Mapping[str, float]:
    """Return the waits for a search in a new tab, whose field has been entered: the first search of a visit.

    They are for the first results to be painted, and for all that are shown before somebody asks for more. Without a
    `pause` between letters, in milliseconds, all of the text comes at once, as when it is put in from elsewhere.
    """
    context = browser.new_context(ignore_https_errors=True)
    page = context.new_page()
    page.goto(f"{base}catalogue/")
    page.wait_for_selector(READY, state="attached")
    page.focus("#_soeg")
    page.wait_for_load_state("networkidle")
    client = context.new_cdp_session(page)
    if network:
        client.send("Network.enable")
        client.send("Network.emulateNetworkConditions", dict(network))
    if slower > 1:
        client.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    painted: Mapping[str, float] = page.evaluate(TYPE, [text, pause])
    context.close()
    return {"first": painted["all"], **painted}


if __name__ == "__main__":
    sys.exit(main())
