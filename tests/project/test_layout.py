"""The layout of the tests: they lie as the program lies, and every module has tests that can be found."""

import ast
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

import trees
from catalogue import checkout
from some import some

PACKAGE = checkout.ROOT / "scripts" / "catalogue"
ROOMS = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
BESIDE = {"project", "browser", "hostile", "javascript", "audit"}
"""Folders of tests that are no room's."""
TESTS = sorted(path for path in trees.TESTS.rglob("test_*.py") if "node_modules" not in path.parts)
MODULES = [path.relative_to(PACKAGE).with_suffix("") for path in sorted(PACKAGE.rglob("*.py")) if path.stem[0] != "_"]


def name_of(module: Path) -> str:
    """Return a module's name without that of the package: `checks.rules.texts`."""
    return ".".join(module.parts)


@cache
def told() -> Mapping[str, Path]:
    """Return the modules that tests name in their docstrings, `(fixes.quoting, fixes.values)`, and by which test."""
    found = {}
    for test in TESTS:
        docstring = ast.get_docstring(ast.parse(test.read_text("utf-8"))) or ""
        for names in re.findall(r"\(([a-z]+(?:[.][a-z]+)*(?:,\s+[a-z]+(?:[.][a-z]+)*)*)\)", docstring):
            found |= dict.fromkeys(re.split(r",\s+", names), test)
    return found


@pytest.mark.parametrize("module", MODULES, ids=name_of)
def test_every_module_has_a_namesake_or_is_named_by_another_test(module: Path) -> None:
    room = module.parts[0] if len(module.parts) > 1 else "project"
    namesake = trees.TESTS / room / f"test_{module.name}.py"
    assert namesake.is_file() or name_of(module) in told(), (
        f"Write {namesake.relative_to(checkout.ROOT)}, or name the module in the docstring of the test that tries it."
    )


def test_whatever_a_test_names_is_there() -> None:
    modules = {name_of(module) for module in MODULES}
    assert {name: str(test) for name, test in some(told().items()) if "." in name and name not in modules} == {}


def test_every_test_lies_in_a_room_of_the_program_or_beside_them_all() -> None:
    assert {test.relative_to(trees.TESTS).parts[0] for test in TESTS} <= ROOMS | BESIDE


def test_what_drives_a_browser_lies_by_itself_and_says_so() -> None:
    driving = {
        test
        for test in TESTS
        if re.search(r"^(?:pytestmark = |@)pytest\.mark\.browser", test.read_text("utf-8"), re.MULTILINE)
    }
    rooms = (trees.TESTS / "browser", trees.TESTS / "audit")
    assert {test for test in driving if not any(test.is_relative_to(room) for room in rooms)} == set()
    assert {test for test in TESTS if test.is_relative_to(rooms[0])} <= driving
