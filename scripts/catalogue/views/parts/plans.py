"""Plans: what the day makes of a step's deadline. A passed deadline is a question, not a fault."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from catalogue.language import wording
from catalogue.model.catalogue import Catalogue
from catalogue.model.fields import Step, Unit
from catalogue.model.pages import UnitPage
from catalogue.model.plans import PlannedStep, all_shown_steps, steps_of
from catalogue.model.statuses import StepStatus

_COMMITTEES = {"enhed": "LMU", "område": "områdeudvalget", "kommune": "Hovedudvalget"}
"""What the committee of a unit is called that does not say so itself."""


@dataclass(frozen=True, slots=True)
class PlanNote:
    """What is said of a unit's plan where it is only spoken of: how far it is, and who has talked of it.

    `summary` is empty where there is no plan yet. `told` says where its own steps stand with the committee; it is empty
    where it has none and no committee has talked of it, for what stands on its pages about themes is told already.
    """

    summary: str
    told: str
    is_draft: bool


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


def passed_steps(catalogue: Catalogue, today: date) -> list[PlannedStep]:
    """Return the steps whose deadline has passed without word of how they ended, the latest first; none of a draft."""
    passed = [
        (one.step.deadline, one)
        for one in all_shown_steps(catalogue)
        if one.step.deadline and has_passed(one.step, today)
    ]
    return [one for _, one in sorted(passed, key=lambda pair: (-pair[0].toordinal(), pair[1].page.key))]


def describe_plan(catalogue: Catalogue, unit: UnitPage) -> PlanNote:
    """Return how far the plan of a unit is, and whether its committee has talked of it."""
    steps = steps_of(catalogue, unit)
    summary = summarise([one.step for one in steps]) if steps else ""
    committee = committee_name(unit.fields)
    if unit.fields.discussed:
        return PlanNote(summary, f"Drøftet i {committee} den {wording.in_words(unit.fields.discussed)}", is_draft=False)
    is_draft = any(one.is_draft for one in steps)
    return PlanNote(summary, f"Ikke drøftet i {committee} endnu" if is_draft else "", is_draft)


def committee_name(unit: Unit) -> str:
    """Return what a unit's MED committee is called in a sentence: by its short name where it gives one."""
    if unit.committee:
        return unit.committee.short or unit.committee.name
    return _COMMITTEES[unit.kind]
