"""Loaded by the process that workers are forked from, and by nobody else: what they may say when they start.

A worker that is forked just as its pool ends finds nobody to take work from. That is no fault of any page, and Python
would print a traceback about it. Nor is it one that there are too few open files to be sent some: who asked says so.
"""

import sys
from types import TracebackType


def hush(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Print an exception as Python does, but not that the other end is gone. Stands in for `sys.excepthook`."""
    if not issubclass(kind, EOFError | OSError | AssertionError):
        sys.__excepthook__(kind, error, trace)


sys.excepthook = hush
