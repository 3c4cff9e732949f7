"""Event loops: coroutines are run to their end in whatever process the tests share with others."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

T = TypeVar("T")


def run(work: Coroutine[Any, Any, T]) -> T:
    """Run a coroutine to its end in an event loop of its own, and return what it returns or raise what it raises.

    It has a thread of its own: Playwright keeps a loop running in the tests' thread for as long as a browser is open,
    and asyncio.run refuses to start where one runs.
    """
    with ThreadPoolExecutor(max_workers=1) as thread:
        return thread.submit(asyncio.run, work).result()
