"""Plans: dates and steps that could be true."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from catalogue.model.statuses import Status, StepStatus
from catalogue.samples.bank import Area, Form, Idea, StepWords
from catalogue.samples.chance import Chance
from catalogue.samples.phrases import fill

AROUND = date(2026, 11, 1)
"""The day that the trees are written around: later meetings are to come, earlier ones are held."""
DISCUSSED = date(2026, 5, 29)
"""The last day on which a committee talked of a plan: a sample is sound on the day of the tests too (D05)."""
_FIRST, _LAST = date(2024, 2, 1), date(2026, 11, 13)
_PLAN_FIRST, _PLAN_LAST = date(2025, 1, 15), date(2027, 12, 15)
_SPANS: dict[Status | None, tuple[int, int]] = {
    Status.IDEA: (60, 400),
    Status.ENDED: (-420, -20),
    Status.IN_USE: (-420, 150),
}
"""The days from a page's update in which its deadlines lie, by its status."""
_COUNTS: dict[Status | None, tuple[int, ...]] = {
    Status.IDEA: (4, 4, 2, 0, 0),
    Status.ENDED: (4, 3, 3, 1, 0),
    None: (6, 2, 2, 0, 0),
}
_USUAL_COUNTS = (2, 3, 4, 3, 2)


def weekday(day: date) -> date:
    """Return the day, or the Friday before when it is in a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def updated_day(chance: Chance, planned: bool) -> date:
    """Return when a page was last mended: 2024–2026, and not long ago when it has a plan."""
    first = _FIRST if not planned else date(2026, 6, 1) if chance.happens(0.75) else date(2025, 3, 1)
    return weekday(date.fromordinal(chance.number(first.toordinal(), _LAST.toordinal())))


def count_steps(chance: Chance, status: Status | None) -> int:
    """Return how many steps a plan has (0–4), by the page's status."""
    return chance.weighted(range(5), _COUNTS.get(status, _USUAL_COUNTS))


@dataclass(frozen=True, slots=True)
class Planner:
    """Makes the plan of a page as it was on the day of the page's update."""

    chance: Chance
    area: Area
    status: Status | None
    updated: date
    words: Mapping[str, str]

    def plan(self, form: Form, count: int, idea: Idea | None = None) -> list[dict[str, Any]]:
        """Return that many steps in the order of their deadlines: the idea's own first, then such as suit its form."""
        own = [StepWords(action=idea.action, goal=idea.goal, first_step=idea.first_step)] if idea and count else []
        steps = [*own, *self.chance.several(form.steps, count - len(own))]
        return [
            self._step(step, deadline, form.learned)
            for step, deadline in zip(steps, self._deadlines(len(steps)), strict=True)
        ]

    def _deadlines(self, count: int) -> list[date]:
        """Return that many days: ahead for an idea, behind for what is over, around the update otherwise."""
        low, high = _SPANS.get(self.status, (-240, 330))
        days = sorted(self._keep_in_sight(self.chance.number(low, high)) for _ in range(count))
        return [_round_day(min(max(day, _PLAN_FIRST), _PLAN_LAST)) for day in days]

    def _keep_in_sight(self, days: int) -> date:
        """Return a day some days from the update, mostly a year later when it would pass without a word."""
        day = self.updated + timedelta(days=days)
        passes = self.updated < day < AROUND + timedelta(days=30)
        return day + timedelta(days=365) if passes and self.chance.happens(0.7) else day

    def _step(self, step: StepWords, deadline: date, lessons: Sequence[str]) -> dict[str, Any]:
        chance, how_far = self.chance, self._how_far(deadline < self.updated)
        told = how_far is not None and how_far.has_ended and chance.happens(0.5)
        fields = {
            "action": fill(step.action, self.words),
            "goal": fill(step.goal, self.words) if chance.happens(0.8) else "",
            "first_step": fill(step.first_step, self.words) if chance.happens(0.8) else "",
            "responsible": chance.pick(self.area.roles) if chance.happens(0.85) else "",
            "deadline": deadline if chance.happens(0.92) else None,
            "status": how_far,
            "lesson": fill(chance.pick(lessons), self.words) if told else "",
        }
        return {key: value for key, value in fields.items() if value}

    def _how_far(self, passed: bool) -> StepStatus | None:
        done, ongoing, stopped, agreed = StepStatus.DONE, StepStatus.ONGOING, StepStatus.STOPPED, StepStatus.AGREED
        if self.status is Status.ENDED:
            return self.chance.weighted((done, stopped), (7, 3))
        if self.status is Status.IDEA:
            return self.chance.weighted((agreed, None), (7, 3))
        if passed:
            return self.chance.weighted((done, ongoing, stopped, None), (13, 4, 2, 1))
        return self.chance.weighted((agreed, ongoing, None), (11, 7, 2))


def _round_day(day: date) -> date:
    """Return a day near by that people choose for a deadline: the first, the fifteenth or the last of a month."""
    if day.day <= 10:
        return day.replace(day=1)
    if day.day <= 20:
        return day.replace(day=15)
    return (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
