"""The terminal: questions in Danish until an answer can be used, a bar for long work, Ctrl+C and SIGTERM."""

import signal
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from catalogue.language.nearness import nearest
from catalogue.progress import Progress as OnProgress
from catalogue.progress import keep_quiet

MOST_LISTED = 20
"""Choices that are listed at a time: more do not fit a screen, and are found by the beginning of their name."""


class Left(Exception):
    """The person has left with Ctrl+D, or there is nobody to answer."""


def heed_ctrl_c() -> None:
    """Let Ctrl+C stop this process. Started in the background by a script it is told to ignore that, unlike people."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


def heed_termination() -> None:
    """Let SIGTERM, by which services and CI stop a process, end it as an error would: what it began is cleared away."""
    signal.signal(signal.SIGTERM, _leave)


def _leave(number: int, frame: FrameType | None) -> NoReturn:
    signal.signal(number, signal.SIG_DFL)  # Who asks twice means it.
    sys.exit(128 + number)


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


def is_somebody_there() -> bool:
    """Tell whether there is a terminal at both ends of a conversation."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str, refuse: Callable[[str], str], default: str = "") -> str:
    """Ask until an answer is not refused, and return it. Enter alone gives the default. Raises Left.

    `refuse` returns what is wrong with an answer, in Danish, or nothing.
    """
    while True:
        otherwise = f" (Enter: {default})" if default else ""
        answer = _read(f"{question}{otherwise}{' ' if question.endswith('?') and not default else ': '}") or default
        wrong = refuse(answer)
        if not wrong:
            return answer
        _tell(wrong)


def choose(question: str, choices: Mapping[str, str], default: str = "", is_optional: bool = False) -> str:
    """Return the key of a choice, by its number, its name or the beginning of its name. Raises Left.

    `choices` are names by key, in the order they are shown. Enter alone gives the default, or nothing when the question
    is optional.
    """
    left = dict(choices)
    while True:
        keys = _show(question, left)
        usual = str(keys.index(default) + 1) if default in keys else left.get(default, "")
        answer = _read(_prompt(keys, usual, is_optional))
        if not answer and (default in left or is_optional):
            return default if default in left else ""
        found = _find(answer, left, keys)
        if len(found) == 1:
            return found[0]
        if found:
            left = {key: left[key] for key in found}
        else:
            _tell(_describe_unknown(answer, choices))
            left = dict(choices)


def _show(question: str, choices: Mapping[str, str]) -> list[str]:
    """Show a question with its choices, and return those that have a number."""
    _tell(question)
    if len(choices) > MOST_LISTED:
        _tell(f"  Der er {len(choices)} at vælge mellem.")
        return []
    for number, name in enumerate(choices.values(), 1):
        _tell(f"  {number:2}  {name}")
    return list(choices)


def _prompt(keys: list[str], default: str, is_optional: bool) -> str:
    what = "Skriv et nummer eller et navn" if keys else "Skriv begyndelsen af navnet"
    otherwise = default or ("ingen" if is_optional else "")
    return f"{what}{f' (Enter: {otherwise})' if otherwise else ''}: "


def _find(answer: str, choices: Mapping[str, str], keys: list[str]) -> list[str]:
    """Return the keys of the choices that an answer may mean."""
    if answer.isdecimal() and 1 <= int(answer) <= len(keys):
        return [keys[int(answer) - 1]]
    folded = answer.casefold()
    for fits in (str.__eq__, str.startswith, str.__contains__):
        found = [key for key, name in choices.items() if any(fits(text.casefold(), folded) for text in (name, key))]
        if folded and found:
            return found
    return []


def _describe_unknown(answer: str, choices: Mapping[str, str]) -> str:
    if not answer:
        return "Der skal vælges noget. Ctrl+C stopper uden at gemme."
    guess = nearest(answer, list(choices.values())) or choices.get(nearest(answer, list(choices)) or "")
    return f"»{answer}« er ikke blandt dem.{f' Mente du »{guess}«?' if guess else ''}"


def _read(prompt: str) -> str:
    print(prompt, end="", file=sys.stderr, flush=True)
    line = sys.stdin.readline()
    if not line:
        raise Left
    return " ".join(line.split())


def _tell(text: str) -> None:
    print(text, file=sys.stderr)
