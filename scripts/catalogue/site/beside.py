"""Beside: work that processes of their own do meanwhile, where the machine has a processor for it."""

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
def beside(*works: Work) -> Iterator[None]:
    """Do some works while the block is run, and be done with all of it at its end. Raises what a work raises.

    Each is forked off, so that nothing need be handed over; it may write files, and all else that it does is lost.
    Where that cannot be – a process with threads must not be forked – they are done first.
    """
    if threading.active_count() > 1 or len(os.sched_getaffinity(0)) < 2:
        for work in works:
            work()
        yield
        return
    global _works
    _works = works
    gc.freeze()  # What is shared stays shared: the collector would otherwise touch, and so copy, all of it.
    try:
        with ProcessPoolExecutor(len(works), multiprocessing.get_context("fork")) as pool:
            try:
                outcomes = [pool.submit(_do, place) for place in range(len(works))]
            except OSError:  # No process to be had.
                outcomes = []
            yield
            try:
                for outcome in outcomes:
                    outcome.result()
                is_done = bool(outcomes)
            except BrokenProcessPool:  # One was killed, by a machine short of memory, say.
                is_done = False
        if not is_done:
            for work in works:
                work()
    finally:
        gc.unfreeze()
        _works = ()


_works: tuple[Work, ...] = ()


def _do(place: int) -> None:
    _works[place]()
