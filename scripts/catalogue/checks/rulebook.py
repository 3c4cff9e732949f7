"""The rulebook: every rule there is, and what they find together."""

from collections.abc import Sequence

from catalogue.checks.rule import Inspection, Rule
from catalogue.checks.rules import marks, people, privacy, references, texts
from catalogue.problems.codes import Help
from catalogue.problems.faults import FAULTS
from catalogue.problems.problem import Problem

MODULES = (references, texts, marks, people, privacy)
"""Where the rules stand, in the order of the rule page."""
RULES: tuple[Rule, ...] = tuple(made for module in MODULES for made in vars(module).values() if isinstance(made, Rule))
"""Every rule, in the order in which they are written: `@rule` is all it takes to be one."""


def judge(inspection: Inspection) -> list[Problem]:
    """Return what every rule finds, sorted by path and line."""
    return sorted(problem for rule in RULES for problem in rule.problems(inspection))


def helps() -> Sequence[Help]:
    """Return the help of every code: of the faults in a file, then of the rules."""
    return [*(fault.help for fault in FAULTS), *(rule.help for rule in RULES)]
