"""The program run to its end, in this process or in one of its own: how it ended, and what it said."""

import contextlib
import gc
import io
import logging
import os
import signal
import subprocess
import sys
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from catalogue.commands import main


@dataclass(frozen=True)
class Finished:
    """A run of the program that has ended: its exit status, standard output and standard error."""

    status: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def is_calm(self) -> bool:
        """Whether it ended without a Python traceback."""
        return "Traceback" not in self.out + self.err


def run_alone(*words: object, cwd: Path, env: Mapping[str, str] | None = None) -> Finished:
    """Run the program as a process of its own, with nobody at its terminal."""
    done = subprocess.run(
        [sys.executable, "-m", "catalogue.commands.main", *map(str, words)],
        cwd=cwd,
        env=env,
        capture_output=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        check=False,
    )
    return Finished(done.returncode, done.stdout, done.stderr)


def heed_interruptions() -> None:
    """Let a program heed Ctrl-C: one that is started from a job in the background is born deaf to it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def run_here(*words: object, cwd: Path) -> Finished:
    """Run the program in this process, which has loaded it, and whose workers are there: a second less of work."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8") for _ in range(2))
    with _as_it_was(), contextlib.chdir(cwd), Path(os.devnull).open() as nobody:
        sys.stdin = nobody
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            try:
                status = main.main([str(word) for word in words])
            except SystemExit as left:
                status = _status_of(left)
    return Finished(status, *(_written(stream) for stream in (out, err)))


def _status_of(left: SystemExit) -> int:
    if left.code is None or isinstance(left.code, int):
        return left.code or 0
    print(left.code, file=sys.stderr)
    return 1


def _written(stream: io.TextIOWrapper) -> str:
    stream.flush()
    buffer = stream.buffer
    assert isinstance(buffer, io.BytesIO)
    return buffer.getvalue().decode()


@contextlib.contextmanager
def _as_it_was() -> Iterator[None]:
    """Put back what the program sets for its whole process."""
    stdin, threshold, last, root = sys.stdin, gc.get_threshold(), logging.lastResort, logging.getLogger()
    filters, handlers = list(last.filters) if last else [], root.handlers
    with warnings.catch_warnings():
        root.handlers = []  # Pytest's: what nobody else takes is printed, as in a process of its own.
        try:
            yield
        finally:
            root.handlers = handlers
            sys.stdin = stdin
            gc.set_threshold(*threshold)
            if last:
                last.filters = filters
