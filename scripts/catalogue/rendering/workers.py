"""Workers: hostile-minded work is done in other processes, each item under a limit of time and of memory.

An item that breaks a limit, or the library that works on it, costs its own result and nobody else's, and no more than
the limit.
"""

import atexit
import gc
import logging
import multiprocessing
import os
import resource
import signal
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import TimeoutError as WaitedTooLong
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import cache
from multiprocessing import forkserver
from types import FrameType
from typing import Generic, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

Item = TypeVar("Item")
Result = TypeVar("Result")

CPU_SECONDS = 5
"""Processor time that one item may take."""
MEMORY_BYTES = 1_000_000_000
"""Address space that a worker may take."""
WALL_SECONDS = 120
"""A backstop for a batch that waits instead of working."""
MOST_BATCHES = 500
"""Batches after which a worker gives its memory back, and another takes its place."""
BATCH = 24
"""Items that a worker gets at a time: a message between processes costs as much as a short page."""


class NoWorkers(OSError):
    """The processes that read what others wrote cannot be started. The message is Danish and says what they need.

    Nothing is read without them: their limits are what a hostile page meets.
    """

    def __init__(self) -> None:
        super().__init__(
            0,
            "de processer, der læser siderne, kan ikke startes. De skal bruge omkring 1 GB hukommelse hver, 100 åbne "
            "filer (se »ulimit -n«) og en mappe /dev/shm, der kan skrives i",
        )


def get_ready(*modules: str) -> None:
    """Start the process that workers are forked from: it loads its modules while this one goes on with other work."""
    _preload(*modules)
    with suppress(OSError):  # If it cannot, that is told where it is needed.
        forkserver.ensure_running()


_modules = dict.fromkeys(["catalogue.rendering.forkserver", __name__])
"""What the process loads that workers are forked from, in order."""


def _preload(*modules: str) -> None:
    _modules.update(dict.fromkeys(modules))
    multiprocessing.get_context("forkserver").set_forkserver_preload(list(_modules))


def map_within_limits(
    function: Callable[[Item], Result], items: Iterable[Item]
) -> Iterator[tuple[Item, Result | None]]:
    """Yield every item with the function's result, or with None where it failed or took too much, in the order given.

    The function and its module must be importable by name. It runs in as many processes as there are processors.
    Raises NoWorkers when they cannot be started.
    """
    work = Ahead(function)
    for item in items:
        work.add(item)
    yield from work.finish()


class Ahead(Generic[Item, Result]):
    """Work within limits that is begun while its items are still being found, by a function as in map_within_limits."""

    def __init__(self, function: Callable[[Item], Result]) -> None:
        self._function = function
        self.taken: list[Item] = []
        self._found: list[Item] = []
        self._begun: list[tuple[list[Item], ProcessFuture[list[Result | None]]]] = []

    def add(self, item: Item) -> None:
        """Take an item. Raises NoWorkers when processes are needed and cannot be started."""
        self.taken.append(item)
        self._found.append(item)
        if len(self._found) >= BATCH:
            self._begin(BATCH)

    def finish(self) -> Iterator[tuple[Item, Result | None]]:
        """Yield every item with the function's result, or with None, in the order taken. Raises NoWorkers."""
        if self._found:
            self._begin(-(-len(self._found) // _processors()))
        for batch, future in self._begun:
            results = _outcome(future)
            if results is None:  # One item has taken the batch down; done one by one, the others come through.
                alone = [_schedule(_start_pool(), self._function, [item]) for item in batch] if len(batch) > 1 else []
                results = [(_outcome(one) or [None])[0] for one in alone] or [None]
            yield from zip(batch, results, strict=True)
        self._begun.clear()

    def _begin(self, size: int) -> None:
        _preload(self._function.__module__)
        pool = _start_pool()
        batches = _split(self._found, size)
        self._begun += [(batch, _schedule(pool, self._function, batch)) for batch in batches]
        self._found = []


def _start_pool() -> ProcessPool:
    try:
        return _pool_of(os.getpid())
    except (OSError, RuntimeError) as error:
        raise NoWorkers from error


@cache
def _pool_of(process: int) -> ProcessPool:
    """Return the workers of a process, which wait for more as long as it lives: to start them takes half a second.

    The number of the process is asked for since one that is forked from it has none of them.
    """
    context = multiprocessing.get_context("forkserver")
    pool = ProcessPool(_processors(), MOST_BATCHES, context=context, initializer=_limit_process)
    _waiting.append(pool)
    return pool


_waiting: list[ProcessPool] = []
"""The workers that wait for more."""


@atexit.register
def dismiss() -> None:
    """Let the workers go, and the threads that lead them: a process with threads must not be forked."""
    _pool_of.cache_clear()
    while _waiting:
        pool = _waiting.pop()
        pool.stop()  # type: ignore[no-untyped-call]
        pool.join()


def _processors() -> int:
    return len(os.sched_getaffinity(0))


def _split(items: list[Item], size: int) -> list[list[Item]]:
    return [items[start : start + size] for start in range(0, len(items), size)]


def _schedule(
    pool: ProcessPool, function: Callable[[Item], Result], batch: list[Item]
) -> "ProcessFuture[list[Result | None]]":
    try:
        return pool.schedule(work_within_limits, args=(function, batch, CPU_SECONDS), timeout=WALL_SECONDS)
    except (OSError, RuntimeError) as error:  # Workers are started with the first batch.
        raise NoWorkers from error


def _outcome(future: "ProcessFuture[list[Result | None]]") -> list[Result | None] | None:
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise NoWorkers from error
    except (ProcessExpired, WaitedTooLong, MemoryError, _TookTooLong):
        return None


def work_within_limits(function: Callable[[Item], Result], items: list[Item], seconds: int) -> list[Result | None]:
    """Return the function's result for each item, or None where it raises or takes more seconds. Runs in a worker."""
    return [_work_on(function, item, seconds) for item in items]


def _work_on(function: Callable[[Item], Result], item: Item, seconds: int) -> Result | None:
    # Most that take too long can be stopped, and the process goes on with the next. One that cannot ends its process a
    # moment later. The processor time of a process adds up over its items, so that limit moves on with it.
    used = resource.getrusage(resource.RUSAGE_SELF)
    limit = int(used.ru_utime + used.ru_stime) + 2 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (limit, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    try:
        signal.setitimer(signal.ITIMER_PROF, seconds)
        result = function(item)
        signal.setitimer(signal.ITIMER_PROF, 0)
    except (Exception, _TookTooLong):  # noqa: BLE001 - whatever hostile input makes a library raise, it is at fault
        signal.setitimer(signal.ITIMER_PROF, 0)
        return None
    return result


def _hush() -> None:
    """Let libraries say nothing: what they warn of in English, without the name of the file, is told of in Danish."""
    warnings.simplefilter("ignore")
    logging.disable()


class _TookTooLong(BaseException):
    """An item has had its processor time. No library is meant to catch it."""


def _stop(number: int, frame: FrameType | None) -> None:
    raise _TookTooLong


def _limit_process() -> None:
    _hush()
    gc.freeze()  # What is shared with the process it was forked from stays shared.
    gc.set_threshold(100_000, 20, 100)  # A page makes much and leaves little: Python looks for garbage all too often.
    signal.signal(signal.SIGPROF, _stop)
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    room = MEMORY_BYTES if most == resource.RLIM_INFINITY else min(MEMORY_BYTES, most)
    resource.setrlimit(resource.RLIMIT_AS, (room, room))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
