"""How long it takes from the saving of a page until a preview shows it, and until all of its site is built anew."""

import re
import shutil
import signal
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

CATALOGUE = Path(sys.executable).with_name("catalogue")
PATIENCE = 600


@dataclass(frozen=True, slots=True)
class Saves:
    """The median seconds from a save until the page is there, and until the whole site is."""

    page: float
    site: float


def measure(docs: Path, room: Path, rounds: int) -> Saves:
    """Return how long it takes after some saves of one page, in a copy of a tree."""
    shown = room / "shown"
    shutil.copytree(docs, shown)
    page = next(page for page in sorted(shown.glob("units/*/*.md")) if page.name != "index.md")
    address = f"/{page.relative_to(shown).with_suffix('').as_posix()}/"
    words = [CATALOGUE, "serve", "--docs", shown, "--port", "0"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        try:
            assert process.stdout
            port = next(int(found[1]) for line in process.stdout if (found := re.search(r"127\.0\.0\.1:(\d+)/", line)))
            saves = [_save(page, address, port, f"Vi har fundet ud af {number} ting mere.") for number in range(rounds)]
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate()
    return Saves(statistics.median(page for page, _ in saves), statistics.median(site for _, site in saves))


def _save(page: Path, address: str, port: int, sentence: str) -> tuple[float, float]:
    before = _news(port, 0)
    start = time.perf_counter()
    page.write_text(f"{page.read_text('utf-8').rstrip()}\n\n{sentence}\n", "utf-8")
    first = _news(port, before)
    assert sentence in _get(port, address)
    shown = time.perf_counter() - start
    _news(port, first)
    return shown, time.perf_counter() - start


def _news(port: int, after: int) -> int:
    """Return the number of what is shown later than something; a preview answers every now and then without any."""
    number = after
    while number == after:
        number = int(_get(port, f"/_preview/news?{after}").partition("\n")[0])
    return number


def _get(port: int, path: str) -> str:
    connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.request("GET", path)
        return connection.getresponse().read().decode()
    finally:
        connection.close()
