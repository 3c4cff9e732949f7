"""Rules: functions that yield what is wrong with one file, by itself or within its tree."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import islice

from catalogue.checks.subject import Subject
from catalogue.checks.tree import Tree
from catalogue.language import wording
from catalogue.model.places import Kind
from catalogue.problems.codes import Help, read_help
from catalogue.problems.problem import Problem, Severity
from catalogue.reading import limits

Message = str | Callable[[], str]
"""The Danish message, or what makes it where that is dear: only so many are told."""
Finding = tuple[int, Message] | tuple[int, Message, Severity]
"""A line of the file, the message, and the severity where it is not the rule's own."""
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
        """Yield the rule's problems with one file. A rule that looks at the tree must be given it.

        Only so many are told of one by one; how many more there are is told on the line of the first of these.
        """
        findings = iter(self.judge(subject, *tree))
        for line, message, *severity in islice(findings, limits.FINDINGS):
            words = message if isinstance(message, str) else message()
            yield self._problem(subject, line, words, *severity)
        if (next_one := next(findings, None)) is not None:
            amount = wording.number(1 + sum(1 for _ in findings))
            yield self._problem(subject, next_one[0], f"… og {amount} til af samme slags herfra.")

    def _problem(self, subject: Subject, line: int, message: str, *severity: Severity) -> Problem:
        return Problem(subject.path, max(line, 1), self.help.code, message, *(severity or (self.help.severity,)))


def rule(
    code: str, severity: Severity = Severity.ERROR, *, kinds: tuple[Kind, ...] = (), scope: Scope = Scope.PAGE
) -> Callable[[Judge], Rule]:
    """Make a judging function, whose docstring is the help, into the rule of that code.

    A rule that looks at one page is given that alone, so that it cannot look any further.
    """
    return lambda judge: Rule(read_help(code, severity, judge.__doc__), scope, kinds, judge)
