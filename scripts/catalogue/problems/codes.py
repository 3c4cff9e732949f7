"""Codes: the name, the weight and the help text of everything that can be wrong with a page.

A fault is found while a file is read; a rule judges pages that could be read. Both are functions whose docstring is the
help text, in Danish: a title, then *Forkert*, *Rigtigt* and *Hvorfor*. The rule page is made from them.
"""

import inspect
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, ParamSpec

from catalogue.problems.problem import Problem, Severity

P = ParamSpec("P")
_PARTS = ("Forkert", "Rigtigt", "Hvorfor")


@dataclass(frozen=True, slots=True)
class Help:
    """What a code means to a writer. `wrong` and `right` may hold several lines of Markdown."""

    code: str
    severity: Severity
    title: str
    wrong: str
    right: str
    why: str


def read_help(code: str, severity: Severity, docstring: str | None) -> Help:
    """Return the help in a docstring. Raises ValueError when a part is missing."""
    title, *rest = inspect.cleandoc(docstring or "").split("\n", 1)
    pieces = re.split(rf"^({'|'.join(_PARTS)}):[ \n]", "\n".join(rest), flags=re.MULTILINE)
    parts = dict(zip(pieces[1::2], (inspect.cleandoc(text) for text in pieces[2::2]), strict=True))
    if not title or set(parts) != set(_PARTS):
        raise ValueError(f"{code}: the docstring needs a title and {', '.join(_PARTS)}")
    why = " ".join(parts["Hvorfor"].split())  # Running text, while the examples keep their lines.
    return Help(code, severity, title.rstrip("."), parts["Forkert"], parts["Rigtigt"], why)


@dataclass(frozen=True, slots=True)
class Fault(Generic[P]):
    """A fault in a file's form: makes the Danish message from what was found."""

    help: Help
    message: Callable[P, str]

    def at(self, path: str, line: int, *args: P.args, **kwargs: P.kwargs) -> Problem:
        """Return the problem that this fault is at a line of a file."""
        return Problem(path, max(line, 1), self.help.code, self.message(*args, **kwargs), self.help.severity)


def fault(code: str, severity: Severity = Severity.ERROR) -> Callable[[Callable[P, str]], Fault[P]]:
    """Make a function that returns a message into the fault of that code."""
    return lambda message: Fault(read_help(code, severity, message.__doc__), message)


def faults_in(module: Mapping[str, Any]) -> tuple[Fault[...], ...]:
    """Return the faults among the names of a module, in the order in which they are written: `globals()` at its end."""
    return tuple(made for made in module.values() if isinstance(made, Fault))
