"""Beside: work that processes of their own do meanwhile, where the machine has a processor for it."""

import gc
import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from multiprocessing.process import BaseProcess

Work = Callable[[], None]
_FAILED = 1


@contextmanager
def beside(*works: Work) -> Iterator[None]:
    """Do some works while the block is run, and be done with all of it at its end. Raises what a work raises.

    Each is forked off, so that nothing need be handed over; it may write files, and all else that it does is lost. One
    that fails there, or is killed by a machine short of memory, is done again here, so it must bear to be begun twice.
    Where nothing can be forked – a process with threads must not be – the works are done first.
    """
    if threading.active_count() > 1 or len(os.sched_getaffinity(0)) < 2:
        for work in works:
            work()
        yield
        return
    gc.freeze()  # What is shared stays shared: the collector would otherwise touch, and so copy, all of it.
    begun: dict[BaseProcess, Work] = {}
    try:
        left = [work for work in works if not _begin(work, begun)]
        yield
        left += [work for process, work in begun.items() if not _is_done(process)]
        for work in left:
            work()
    finally:
        for process in begun:
            process.kill()
            process.join()
        gc.unfreeze()


def _begin(work: Work, begun: dict[BaseProcess, Work]) -> bool:
    """Fork a work off; tell whether there was a process to be had."""
    process = multiprocessing.get_context("fork").Process(target=_do, args=(work,), daemon=True)
    with suppress(OSError):
        process.start()
        begun[process] = work
    return process in begun


def _is_done(process: BaseProcess) -> bool:
    process.join()
    return process.exitcode == 0


def _do(work: Work) -> None:
    try:
        work()
    except BaseException:  # noqa: BLE001 - whatever it is, it is told of where the work is done again
        os._exit(_FAILED)
