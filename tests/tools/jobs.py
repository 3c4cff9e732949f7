"""Jobs for worker processes, which find them here by name: they fail, die, swell or never end."""

import os
import signal


def fail_on_odd_numbers(number: int) -> int:
    if number % 2:
        raise ValueError(number)
    return number * 10


def die_on_seven(number: int) -> int:
    if number == 7:
        os._exit(1)
    return number * 10


def fill_the_memory_on_seven(number: int) -> int:
    return len(bytearray(2_000_000_000)) if number == 7 else number * 10


def hold_the_processor(number: int) -> int:
    signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGPROF])  # As a library does that never gives way.
    while True:
        pass


def tell_the_process_on_seven(number: int) -> int:
    """Return the process, but take too long for seven."""
    while number == 7:
        pass
    return os.getpid()
