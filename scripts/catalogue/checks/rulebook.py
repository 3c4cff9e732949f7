"""Rules: what a page that could be read is judged by. A rule is a function, a code and a docstring."""

from collections.abc import Sequence

from catalogue.checks.rule import Review, Rule
from catalogue.checks.rules import people, privacy, references, texts
from catalogue.problems.codes import Help
from catalogue.problems.faults import FAULTS
from catalogue.problems.problem import Problem

RULES: tuple[Rule, ...] = (*references.RULES, *texts.RULES, *people.RULES, *privacy.RULES)
"""Every rule, in the order of the rule page."""


def judge(review: Review) -> list[Problem]:
    """Return what every rule finds, sorted by path and line."""
    return sorted(problem for rule in RULES for problem in rule.problems(review))


def helps() -> Sequence[Help]:
    """Return the help of every code: of the faults in a file, then of the rules."""
    return [*(fault.help for fault in FAULTS), *(rule.help for rule in RULES)]
