"""A progress bar for long work in a terminal; silence everywhere else."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from catalogue.progress import Progress as OnProgress
from catalogue.progress import keep_quiet


@contextmanager
def showing_progress() -> Iterator[OnProgress]:
    """Give a function to tell of progress; it draws a bar for each stage, and only where somebody watches."""
    if not sys.stderr.isatty():
        yield keep_quiet
        return
    # Read here, since a command that nobody watches has no use for them.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:

        def draw(stage: str, done: int, total: int) -> None:
            if stage not in tasks:
                tasks[stage] = bar.add_task(stage)
            bar.update(tasks[stage], completed=done, total=total)

        yield draw
