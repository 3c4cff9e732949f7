"""Tracking: where a branch stands here and on the forge, and what is then to be done."""

import pytest

from catalogue.receive.forges.tracking import Step, compare

HISTORY = {"a": "a", "b": "ab", "c": "abc", "d": "ad", "e": "e"}
"""Commits, and all that led to each: `d` parted from `b` after `a`, and `e` has nothing in common with any."""


@pytest.mark.parametrize(
    ("here", "agreed", "there", "step"),
    [
        ("b", "", "", Step.PUSH),
        ("b", "", "b", Step.NOTHING),
        ("b", "b", "b", Step.NOTHING),
        ("c", "b", "b", Step.PUSH),
        ("c", "", "b", Step.PUSH),
        ("b", "b", "c", Step.ADOPT),
        ("b", "b", "e", Step.ADOPT),
        ("b", "", "c", Step.ADOPT),
        ("c", "a", "d", Step.JOIN),
        ("c", "b", "e", Step.JOIN),
        ("b", "b", "", Step.NOTHING),
        ("c", "b", "", Step.NOTHING),
    ],
)
def test_whoever_has_moved_a_branch_is_followed(here: str, agreed: str, there: str, step: Step) -> None:
    assert compare(here, agreed, there, lambda one, other: bool(one) and one in HISTORY[other]) is step
