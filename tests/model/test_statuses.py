"""Statuses: everything that a status is to anybody is said once, and nobody else says it."""

import re
from pathlib import Path

import pytest

import trees
from catalogue import checkout
from catalogue.model.statuses import MARKS, RENAMED, Mark, MeetingStatus, Status, StepStatus
from catalogue.reading.validation import renamed

HOME = "model/statuses.py"
SCRIPTS = checkout.ROOT / "scripts" / "catalogue"


def sources() -> list[Path]:
    """Return all code that could say a status of its own: the package, the styles and the scripts."""
    code = [path for path in SCRIPTS.rglob("*.py") if path.relative_to(SCRIPTS).as_posix() != HOME]
    return code + [path for ending in ("css", "js", "html") for path in checkout.OVERRIDES.rglob(f"*.{ending}")]


@pytest.mark.parametrize("kind", [Status, StepStatus, MeetingStatus])
def test_no_two_statuses_share_what_tells_them_apart(
    kind: type[Status] | type[StepStatus] | type[MeetingStatus],
) -> None:
    assert len({status.mark for status in kind}) == len(kind)
    assert len({status.value for status in kind}) == len(kind)


def test_addresses_are_one_to_a_status() -> None:
    assert len({status.slug for status in Status}) == len(Status)
    assert all(re.fullmatch(r"[a-z-]+", status.slug) for status in Status)


def test_every_status_has_a_mark() -> None:
    assert {*MARKS} == {status.value for status in (*Status, *StepStatus, *MeetingStatus)}
    assert {*MARKS.values()} <= {*Mark}


@pytest.mark.parametrize("written", ["i drift", "I drift", "idrift", "i-drift", "i drfit"])
def test_a_former_value_is_known_however_it_is_spelt(written: str) -> None:
    assert renamed(written, list(Status)) == "i brug"


def test_a_former_value_is_known_only_where_it_was_one() -> None:
    assert renamed("ikke begyndt", list(StepStatus)) == "aftalt"
    assert renamed("ikke begyndt", list(Status)) is None
    assert renamed("i drift", list(StepStatus)) is None


def test_no_former_value_is_one_today() -> None:
    assert {*RENAMED}.isdisjoint(MARKS)
    assert {*RENAMED.values()} <= {*MARKS}


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (
            "status: i drift",
            "»Status« (status) er »i drift«, men skal være »idé«, »afprøves«, »i brug« eller »afsluttet«.",
        ),
        (
            "plan:\n  - action: Ring\n    status: ikke begyndt",
            "»Status« (status) i indsats 1 er »ikke begyndt«, men skal være »aftalt«, »i gang«, »gennemført« eller "
            "»stoppet«.",
        ),
    ],
)
def test_who_writes_a_former_value_is_told_what_it_is_called_now(more: str, told: str) -> None:
    _, problems = trees.read("units/gryden/borgeren.md", trees.interpretation(more=more))
    now = "i brug" if "drift" in more else "aftalt"
    assert [(problem.code, problem.message) for problem in problems] == [("F07", f"{told} Mente du »{now}«?")]


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.name)
def test_nobody_else_writes_a_status_as_a_value(path: Path) -> None:
    """A help text may show one in an example; a literal of its own would be a second home.

    »idé« is also what every page about a theme is called: where pages are counted and named, no status is meant.
    """
    called = r'count\("idé", "idéer"\)|kind_name = "idé"'
    code = re.sub(rf'"""(.|\n)*?"""|examples=\[[^]]*\]|{called}', "", path.read_text("utf-8"))
    statuses = {status.value for status in (*Status, *StepStatus, *MeetingStatus)} | {status.slug for status in Status}
    said = "|".join(map(re.escape, sorted(statuses - {"ide"})))
    assert re.findall(rf"[\"'`>](?:{said})[\"'`<]|--(?:{said})\\b", code) == []
