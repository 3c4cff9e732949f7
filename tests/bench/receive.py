"""The receiver under load: 20 senders who check at once, and 200 pages that become 200 branches. Rows for the table.

The real process stands on a made-up catalogue, on a port of loopback; each sender begins again when it is answered.
"""

import asyncio
import re
import statistics
import subprocess
import sys
import time
from pathlib import Path

import httpx

from tables import Row

SENDERS, SECONDS, PAGES = 20, 20.0, 200
_PAGE = """---
title: Vi prøver nummer {number}
summary: Vi mødes kort, før dagen begynder, og fordeler opgaverne.
updated: 2026-01-10
---
## Det gør vi

Vi står ved tavlen i ti minutter. Alle siger én ting, som de glæder sig til.
"""
_STORY = """---
title: Historien om nummer {number}
date: 2026-01-10
summary: En kort historie om en arbejdsplads, der prøver noget nyt.
themes: [{theme}]
---
Det begyndte ved tavlen.
"""


def measure(docs: Path, room: Path) -> list[Row]:
    """Return the rows for a tree of pages."""
    words = ["--docs", docs, "--repository", room / "katalog.git", "--data", room / "data", "--port", "0"]
    process = subprocess.Popen(
        [sys.executable, "-m", "catalogue.commands.main", "receive", *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        assert process.stdout
        address = process.stdout.readline().split(" på ")[1].split(" – ")[0]
        unit, theme = _find_gap(docs)
        times = asyncio.run(_check(address, f"{unit}/{theme}"))
        start = time.monotonic()
        sent = asyncio.run(_send(address, theme))
        seconds = time.monotonic() - start
        memory = _memory_of(process.pid)
        told = ["git", "-C", str(room / "katalog.git"), "for-each-ref", "refs/heads/bidrag/"]
        kept = len(subprocess.run(told, capture_output=True, check=True).stdout.splitlines())
    finally:
        process.terminate()
        process.wait()
    return [
        Row(f"check by {SENDERS} at once, median", 1000 * statistics.median(times), "ms", 300),
        Row(f"check by {SENDERS} at once, 95th of 100", 1000 * statistics.quantiles(times, n=20)[-1], "ms", 1000),
        Row(f"{PAGES} pages sent: seconds", seconds, "s", 600),
        Row(f"{PAGES} pages sent: not taken, or in no branch", (PAGES - sent) + abs(PAGES - kept), "", 0.5),
        Row("receiver: memory at most", memory, "MB", 400),
    ]


async def _check(address: str, key: str) -> list[float]:
    """Return how many seconds each check took."""
    times: list[float] = []
    end = time.monotonic() + SECONDS

    async def ask(client: httpx.AsyncClient, sender: int) -> None:
        number = 0
        while time.monotonic() < end:
            number += 1
            page = _PAGE.format(number=f"{sender} og {number}")
            start = time.monotonic()
            answer = await client.post(f"{address}check", files=_form("interpretation", key, page))
            times.append(time.monotonic() - start)
            assert answer.status_code == 200, answer.text

    async with httpx.AsyncClient(headers={"Accept": "application/json"}, timeout=60) as client:
        await asyncio.gather(*(ask(client, sender) for sender in range(SENDERS)))
    return times


async def _send(address: str, theme: str) -> int:
    """Send many pages, some at a time, and return how many were taken."""
    waiting = list(range(PAGES))
    taken = 0

    async def send(client: httpx.AsyncClient) -> None:
        nonlocal taken
        while waiting:
            number = waiting.pop()
            page = _STORY.format(number=number, theme=theme)
            answer = await client.post(address, files=_form("story", f"historie-{number}-bench", page))
            taken += answer.status_code == 201

    async with httpx.AsyncClient(headers={"Accept": "application/json"}, timeout=120) as client:
        await asyncio.gather(*(send(client) for _ in range(8)))
    return taken


def _form(kind: str, key: str, text: str) -> dict[str, tuple[None, bytes]]:
    return {name: (None, value.encode()) for name, value in {"kind": kind, "key": key, "text": text}.items()}


def _find_gap(docs: Path) -> tuple[str, str]:
    """Return a workplace and a theme that it has no page about."""
    themes = sorted(path.stem for path in (docs / "themes").glob("*.md"))
    for unit in sorted(path.name for path in (docs / "units").iterdir()):
        for theme in themes:
            if not (docs / "units" / unit / f"{theme}.md").exists():
                return unit, theme
    raise ValueError("every workplace has a page about every theme")


def _memory_of(process: int) -> float:
    """Return the most megabytes that a process and those that it started have taken, as the system counts them."""
    own = re.search(r"VmHWM:\s+(\d+)", Path(f"/proc/{process}/status").read_text())
    assert own
    children = subprocess.run(["ps", "--ppid", str(process), "-o", "pid="], capture_output=True, text=True, check=False)
    total = int(own[1])
    for child in children.stdout.split():
        if Path(f"/proc/{child}/smaps_rollup").exists():
            found = re.search(r"Pss:\s+(\d+)", Path(f"/proc/{child}/smaps_rollup").read_text())
            total += int(found[1]) if found else 0
    return total / 1000
