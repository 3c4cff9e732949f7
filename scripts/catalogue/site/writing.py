"""Writing: the catalogue's pages, made, framed and written by forked processes on all processors."""

import gc
import multiprocessing
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from catalogue.progress import Progress
from catalogue.refilling import Refilled
from catalogue.rendering.workers import dismiss
from catalogue.search.joints import get_ready_to_join
from catalogue.settings import Settings
from catalogue.site import joints
from catalogue.site.frame import Frame, FrameKind, kind_of
from catalogue.views.contents import SitePage
from catalogue.views.parts.templating import keep_templates

FEW = 300
"""Below this many pages, starting processes costs more than it gains."""
_BATCH = 32


@dataclass(frozen=True)
class Order:
    """What to write: the pages, the frames they stand in, the settings, and the site."""

    pages: Sequence[SitePage]
    frames: Mapping[FrameKind, Frame]
    settings: Settings
    site: Refilled


def write_pages(order: Order, on_progress: Progress) -> None:
    """Write every page of an order. The same bytes, however many processes write them. Raises OSError."""
    done = 0
    for count in _write_batches(order):
        done += count
        on_progress("Skriver siderne", done, len(order.pages))


def _write_batches(order: Order) -> Iterator[int]:
    # The last pages, such as the overview's, are the heaviest: they go first, so that all processes end at one time.
    starts = range(0, len(order.pages), _BATCH)[::-1]
    processes = len(os.sched_getaffinity(0))
    if is_large := len(order.pages) >= FEW and processes > 1:
        dismiss()
    # A process with threads must not be forked: the preview writes its own pages, and so does a small site.
    if not is_large or threading.active_count() > 1:
        yield from (_write_batch(order, start) for start in starts)
        return
    global _order
    _order = order
    get_ready_to_join()
    gc.freeze()  # What the forks share stays shared: the collector would otherwise touch, and so copy, all of it.
    try:
        try:
            pool = multiprocessing.get_context("fork").Pool(processes, keep_templates)
        except OSError:  # No more processes, open files or shared memory: then it takes longer.
            yield from (_write_batch(order, start) for start in starts)
            return
        with pool:
            yield from pool.imap_unordered(_write_batch_of_order, starts)
    finally:
        gc.unfreeze()
        _order = None


_order: Order | None = None


def _write_batch_of_order(start: int) -> int:
    assert _order is not None
    return _write_batch(_order, start)


def _write_batch(order: Order, start: int) -> int:
    pages = order.pages[start : start + _BATCH]
    for page in pages:
        content = make_page(page, order.frames[kind_of(page)], order.settings)
        order.site.put(f"{page.address}index.html", content)
    return len(pages)


def make_page(page: SitePage, frame: Frame, settings: Settings) -> bytes:
    """Return a page as it stands on the site."""
    text = frame.fill(page, joints.join_long_words(page.body()), settings)
    return text.encode("utf-8", "xmlcharrefreplace")
