"""Exits: every command ends with one of four statuses, and says them by name."""

import re

import pytest

from catalogue import checkout
from catalogue.commands.exits import Exit
from catalogue.commands.main import COMMANDS

COMMAND_FILES = sorted((checkout.ROOT / "scripts" / "catalogue" / "commands").glob("*.py"))


def test_the_statuses_are_those_that_scripts_rely_on() -> None:
    assert {status.name: int(status) for status in Exit} == {"OK": 0, "PROBLEMS": 1, "USAGE": 2, "INTERRUPTED": 130}


@pytest.mark.parametrize("file", COMMAND_FILES, ids=lambda file: file.stem)
def test_no_command_ends_with_a_bare_number(file: object) -> None:
    source = file.read_text("utf-8")  # type: ignore[attr-defined]
    assert re.findall(r"return (?:\d+|OK|PROBLEMS|USAGE)\b", source) == []


def test_every_command_has_a_module_with_its_options_and_what_it_does() -> None:
    stems = {file.stem for file in COMMAND_FILES}
    assert {*COMMANDS} <= stems
