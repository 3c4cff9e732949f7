"""Rules: functions that yield what is wrong with one file, by itself or within its tree."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum

from catalogue.checks.subject import Subject
from catalogue.checks.tree import Tree
from catalogue.model.places import Kind
from catalogue.problems.codes import Help, read_help
from catalogue.problems.problem import Problem, Severity

Finding = tuple[int, str] | tuple[int, str, Severity]
"""A line of the file, the Danish message, and the severity where it is not the rule's own."""
Judge = Callable[..., Iterator[Finding]]
"""Takes a Subject, and with the scope of a tree also the Tree."""


class Scope(Enum):
    """What a rule looks at: one page alone, or also what others say that it refers to or has in common with."""

    PAGE = "page"
    TREE = "tree"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its help, what it looks at, the kinds of page that it judges, and the function that yields findings.

    Without kinds it judges every file, also those that are no pages.
    """

    help: Help
    scope: Scope
    kinds: tuple[Kind, ...]
    judge: Judge

    def judges(self, kind: Kind | None) -> bool:
        """Tell whether the rule judges pages of a kind, or files that are no contributed pages (None)."""
        return not self.kinds or kind in self.kinds

    def problems(self, subject: Subject, *tree: Tree) -> Iterator[Problem]:
        """Yield the rule's problems with one file. A rule that looks at the tree must be given it."""
        for line, message, *severity in self.judge(subject, *tree):
            yield Problem(subject.path, max(line, 1), self.help.code, message, *(severity or [self.help.severity]))


def rule(
    code: str, severity: Severity = Severity.ERROR, *, kinds: tuple[Kind, ...] = (), scope: Scope = Scope.PAGE
) -> Callable[[Judge], Rule]:
    """Make a judging function, whose docstring is the help, into the rule of that code.

    A rule that looks at one page is given that alone, so that it cannot look any further.
    """
    return lambda judge: Rule(read_help(code, severity, judge.__doc__), scope, kinds, judge)
