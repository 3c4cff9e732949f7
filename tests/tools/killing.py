"""Killing: a piece of work is ended by SIGKILL just before one of the steps by which it changes files."""

import os
import signal
import sys
from collections.abc import Callable

_CHANGES = {"os.chmod", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink", "os.truncate", "os.utime"}


def is_change(event: str, arguments: tuple[object, ...]) -> bool:
    """Tell whether an audit event (PEP 578) is a step that changes files."""
    if event == "open":
        flags = arguments[2]
        return isinstance(flags, int) and bool(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT))
    return event in _CHANGES


def arm(step: int) -> None:
    """Let this process be killed just before the step of that number, counted from 1; it cannot be disarmed.

    What it forks off is none of it: the work of one that is killed there is done again, and so has more steps.
    """
    taken, own = 0, os.getpid()

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal taken
        if is_change(event, arguments) and os.getpid() == own:
            taken += 1
            if taken == step:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)


def is_killed(work: Callable[[], object], step: int) -> bool:
    """Do the work in a process of its own, armed at a step, and tell whether it was killed before it was done."""
    child = os.fork()
    if child == 0:
        status = 1
        try:
            arm(step)
            work()
            status = 0
        finally:
            os._exit(status)
    _, status = os.waitpid(child, 0)
    assert status in (0, signal.SIGKILL), f"the work failed by itself at step {step}: {status}"
    return status == signal.SIGKILL
