"""The rulebook: every rule there is, and what they find together."""

from collections.abc import Sequence
from functools import cache

from catalogue.checks.rule import Rule, Scope
from catalogue.checks.rules import marks, meetings, people, pictures, privacy, references, texts
from catalogue.checks.subject import Subject
from catalogue.checks.tree import Tree
from catalogue.model.places import Kind
from catalogue.problems.codes import Help
from catalogue.problems.faults import FAULTS
from catalogue.problems.problem import Problem

MODULES = (references, texts, marks, pictures, people, meetings, privacy)
"""Where the rules stand, in the order of the rule page."""
RULES: tuple[Rule, ...] = tuple(made for module in MODULES for made in vars(module).values() if isinstance(made, Rule))
"""Every rule, in the order in which they are written: `@rule` is all it takes to be one."""


def judge_alone(subject: Subject) -> tuple[Problem, ...]:
    """Return what the rules find that look at one file alone."""
    return tuple(found for rule in _rules(Scope.PAGE, subject.kind) for found in rule.problems(subject))


def judge_within(subject: Subject, tree: Tree) -> tuple[Problem, ...]:
    """Return what the rules find that look at a file within its tree."""
    return tuple(found for rule in _rules(Scope.TREE, subject.kind) for found in rule.problems(subject, tree))


@cache
def _rules(scope: Scope, kind: Kind | None) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if rule.scope is scope and rule.judges(kind))


def helps() -> Sequence[Help]:
    """Return the help of every code: of the faults in a file, then of the rules."""
    return [*(fault.help for fault in FAULTS), *(rule.help for rule in RULES)]
