"""Plans: what the day makes of a step's deadline. A passed deadline is a question, not a fault."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from catalogue.language import wording
from catalogue.model.catalogue import Catalogue
from catalogue.model.fields import Step
from catalogue.model.pages import InterpretationPage
from catalogue.model.statuses import StepStatus


@dataclass(frozen=True, slots=True)
class PassedStep:
    """A step whose deadline has passed without word of how it ended, and the page it stands on."""

    page: InterpretationPage
    step: Step
    deadline: date


def has_passed(step: Step, today: date) -> bool:
    """Tell whether a step's deadline lies before today and the step has not ended."""
    return step.deadline is not None and step.deadline < today and not step.has_ended


def describe_deadline(step: Step, today: date) -> str:
    """Return a deadline in words: »1. maj 2026«, or a question once it has passed."""
    if step.deadline is None:
        return ""
    if not has_passed(step, today):
        return wording.in_words(step.deadline)
    in_words = wording.day_and_month if step.deadline.year == today.year else wording.in_words
    return f"Fristen var {in_words(step.deadline)} – hvad blev det til?"


def summarise(plan: Sequence[Step]) -> str:
    """Return how far a plan is: »4 indsatser: 1 gennemført, 2 i gang og 1 aftalt«."""
    amount = wording.count(len(plan), "indsats", "indsatser")
    times: Counter[str | None] = Counter(step.status for step in plan)
    told = [f"{times[status]} {status}" for status in reversed(StepStatus) if times[status]]
    return f"{amount}: {wording.listed(told)}" if told else amount


def passed_steps(catalogue: Catalogue, today: date) -> list[PassedStep]:
    """Return the steps whose deadline has passed, the latest first."""
    found = _find_passed(catalogue, today)
    return sorted(found, key=lambda passed: (-passed.deadline.toordinal(), passed.page.key))


def _find_passed(catalogue: Catalogue, today: date) -> Iterator[PassedStep]:
    for page in catalogue.interpretations:
        for step in page.fields.plan:
            if step.deadline is not None and has_passed(step, today):
                yield PassedStep(page, step, step.deadline)
