"""Statuses: everything that a status is to anybody is said once, and nobody else says it."""

import re
from pathlib import Path

import pytest

from catalogue import checkout
from catalogue.model.statuses import MARKS, Mark, Status, StepStatus

HOME = "model/statuses.py"
SCRIPTS = checkout.ROOT / "scripts" / "catalogue"


def sources() -> list[Path]:
    """Return all code that could say a status of its own: the package, the styles and the scripts."""
    code = [path for path in SCRIPTS.rglob("*.py") if path.relative_to(SCRIPTS).as_posix() != HOME]
    return code + [path for ending in ("css", "js", "html") for path in checkout.OVERRIDES.rglob(f"*.{ending}")]


@pytest.mark.parametrize("kind", [Status, StepStatus])
def test_no_two_statuses_share_what_tells_them_apart(kind: type[Status] | type[StepStatus]) -> None:
    assert len({status.mark for status in kind}) == len(kind)
    assert len({status.value for status in kind}) == len(kind)


def test_letters_and_addresses_are_one_to_a_status() -> None:
    assert len({status.letter for status in Status}) == len({status.slug for status in Status}) == len(Status)
    assert all(re.fullmatch(r"[a-z-]+", status.slug) for status in Status)


def test_every_status_has_a_mark() -> None:
    assert {*MARKS} == {status.value for status in (*Status, *StepStatus)}
    assert {*MARKS.values()} <= {*Mark}


@pytest.mark.parametrize("path", sources(), ids=lambda path: path.name)
def test_nobody_else_writes_a_status_as_a_value(path: Path) -> None:
    """A help text may show one in an example; a literal of its own would be a second home."""
    code = re.sub(r'"""(.|\n)*?"""|examples=\[[^]]*\]', "", path.read_text("utf-8"))
    statuses = {status.value for status in (*Status, *StepStatus)} | {status.slug for status in Status}
    said = "|".join(map(re.escape, sorted(statuses - {"ide"})))
    assert re.findall(rf"[\"'`>](?:{said})[\"'`<]|--(?:{said})\\b", code) == []
