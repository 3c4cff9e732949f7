"""Beside: work that a process of its own does meanwhile, where the machine has a processor for it."""

import gc
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

Work = Callable[[], None]


@contextmanager
def beside(work: Work) -> Iterator[None]:
    """Do some work while the block is run, and be done with both at its end. Raises what the work raises.

    The work is forked off, so that nothing need be handed over; it may write files, and all else that it does is lost.
    Where that cannot be – a process with threads must not be forked – it is done first.
    """
    if threading.active_count() > 1 or len(os.sched_getaffinity(0)) < 2:
        work()
        yield
        return
    global _work
    _work = work
    gc.freeze()  # What is shared stays shared: the collector would otherwise touch, and so copy, all of it.
    try:
        with ProcessPoolExecutor(1, multiprocessing.get_context("fork")) as pool:
            try:
                outcome = pool.submit(_do)
            except OSError:  # No process to be had.
                outcome = None
            yield
            try:
                outcome.result() if outcome else work()
            except BrokenProcessPool:  # It was killed, by a machine short of memory, say.
                work()
    finally:
        gc.unfreeze()
        _work = None


_work: Work | None = None


def _do() -> None:
    assert _work is not None
    _work()
