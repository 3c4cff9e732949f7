"""Writing: the catalogue's pages, made, framed and written by forked processes on all processors."""

import gc
import multiprocessing
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from catalogue.progress import Progress
from catalogue.refilling import Refilled
from catalogue.rendering.workers import dismiss
from catalogue.search.joints import get_ready_to_join
from catalogue.settings import Settings
from catalogue.site import joints
from catalogue.site.frame import Frame, FrameKind, kind_of
from catalogue.site.kept import Comparison, Known
from catalogue.site.manuscript import Manuscript
from catalogue.views import contents
from catalogue.views.contents import SitePage
from catalogue.views.parts.templating import keep_templates

FEW = 300
"""Below this many pages, starting processes costs more than it gains."""
_BATCH = 32


@dataclass(frozen=True)
class Order:
    """What to write: the pages of a manuscript, the frames they stand in, and the site."""

    manuscript: Manuscript
    frames: Mapping[FrameKind, Frame]
    site: Refilled

    @property
    def pages(self) -> Sequence[SitePage]:
        """The pages."""
        return self.manuscript.pages

    @cached_property
    def comparison(self) -> Comparison | None:
        """What tells which pages need not be made: none for a few, which are made as soon as compared."""
        kept = self.manuscript.kept if len(self.pages) >= FEW else None
        return Comparison(self.manuscript.edition, self.pages, kept.load()) if kept else None


def write_pages(order: Order, on_progress: Progress) -> None:
    """Write every page of an order. The same bytes, however many processes write them. Raises OSError."""
    comparison = order.comparison
    known: dict[str, Known | None] = {}
    for written in _write_batches(order):
        known |= written
        on_progress("Skriver siderne", len(known), len(order.pages))
    if comparison and order.manuscript.kept:
        order.manuscript.kept.save({address: one for address, one in sorted(known.items()) if one})


_Written = Mapping[str, Known | None]
"""What is known of some pages that have been written, by address."""


def _write_batches(order: Order) -> Iterator[_Written]:
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
    if order.comparison:
        order.comparison.get_ready()
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


def _write_batch_of_order(start: int) -> _Written:
    assert _order is not None
    return _write_batch(_order, start)


def _write_batch(order: Order, start: int) -> _Written:
    return {page.address: _write(order, page) for page in order.pages[start : start + _BATCH]}


def _write(order: Order, page: SitePage) -> Known | None:
    frame, comparison, edition = order.frames[kind_of(page)], order.comparison, order.manuscript.edition
    if comparison and (known := comparison.find(page, frame, order.site)):
        return known
    body, asked = contents.make(page) if comparison else (page.body(), ())
    content = _put_together(page, body, frame, edition.settings)
    order.site.put(f"{page.address}index.html", content)
    return comparison.know(page, frame, asked, content) if comparison else None


def make_page(page: SitePage, frame: Frame, settings: Settings) -> bytes:
    """Return a page as it stands on the site."""
    return _put_together(page, page.body(), frame, settings)


def _put_together(page: SitePage, body: str, frame: Frame, settings: Settings) -> bytes:
    text = frame.fill(page, joints.join_long_words(body), settings)
    return text.encode("utf-8", "xmlcharrefreplace")
