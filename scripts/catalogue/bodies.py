"""Bodies: the pages' content, made in forked processes while the engine writes the frames around it."""

import gc
import multiprocessing
import os
import threading
from collections.abc import Iterator, Sequence

from catalogue.views import SitePage

FEW = 300
"""Below this many pages, starting processes costs more than it gains."""
_BATCH = 32
_AHEAD = 8
"""Batches that may wait for the engine, so that a large site does not fill the memory."""
_pages: Sequence[SitePage] = ()


def make_bodies(pages: Sequence[SitePage]) -> Iterator[str]:
    """Yield the HTML of every page's content, in order. The same bytes, however many processes made them."""
    processes = len(os.sched_getaffinity(0))
    # A process with threads must not be forked: the preview makes its own bodies, and so does a small site.
    if len(pages) < FEW or processes == 1 or threading.active_count() > 1:
        yield from (page.body() for page in pages)
        return
    global _pages
    _pages = pages
    gc.freeze()  # What the forks share stays shared: the collector would otherwise touch, and so copy, all of it.
    room = threading.Semaphore(_AHEAD * processes)
    try:
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            for batch in pool.imap(_make_batch, _starts(len(pages), room)):
                room.release()
                yield from batch
    finally:
        gc.unfreeze()
        _pages = ()


def _starts(count: int, room: threading.Semaphore) -> Iterator[int]:
    for start in range(0, count, _BATCH):
        room.acquire()
        yield start


def _make_batch(start: int) -> list[str]:
    return [page.body() for page in _pages[start : start + _BATCH]]
