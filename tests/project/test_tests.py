"""The tests: every one can fail. One that only asserts of each thing that it finds passes where it finds nothing."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

import trees
from some import some

Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
TESTS = some(path for path in trees.TESTS.rglob("test_*.py") if "node_modules" not in path.parts)
SAME = {"Counter", "enumerate", "list", "pairwise", "product", "reversed", "set", "sorted", "tuple", "zip"}
"""What gives something whenever all that it is given has something."""


class Module:
    """A module of tests, and what is sure to hold something in it."""

    def __init__(self, code: str) -> None:
        self.tree = ast.parse(code)
        self.constants: Mapping[str, ast.expr] = {
            target.id: node.value
            for node in self.tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            if isinstance(target, ast.Name)
        } | {
            node.target.id: node.value
            for node in self.tree.body
            if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value
        }

    def tests(self) -> Iterator[ast.FunctionDef]:
        """Yield the functions that are tests, those in classes too."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
                yield node

    def is_unsure(self, test: ast.FunctionDef) -> bool:
        """Return whether a test asserts something, and all of it only of what it may not find."""
        known = set(_names_of_tables(test))
        for node in ast.walk(test):
            match node:
                case ast.Assign(targets=[ast.Name(id=name)], value=value) if self._holds_something(value, known):
                    known.add(name)
        found = list(self._assertions(test, known, is_sure=True))
        return bool(found) and not any(found)

    def _assertions(self, node: ast.AST, known: set[str], *, is_sure: bool) -> Iterator[bool]:
        """Yield, for every assertion within a node, whether the test is sure to come to it and to try something."""
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (ast.FunctionDef, ast.Lambda)):
                continue
            if isinstance(child, ast.Assert):
                yield is_sure and self._tries_something(child.test, known)
            elif isinstance(child, ast.Call) and re.match(
                r"expect\(|golden\(|pytest\.raises\(|assert_", ast.unparse(child)
            ):
                yield is_sure
            elif isinstance(child, ast.For):
                yield from self._assertions(child, known, is_sure=is_sure and self._holds_something(child.iter, known))
            elif isinstance(child, ast.If):
                # One of two branches is come to; one alone may never be.
                yield from self._assertions(child, known, is_sure=is_sure and bool(child.orelse))
            else:
                yield from self._assertions(child, known, is_sure=is_sure)

    def _tries_something(self, said: ast.expr, known: set[str]) -> bool:
        """Return whether what is asserted says something of at least one thing."""
        match said:
            case (
                ast.Call(func=ast.Name(id="all"), args=[one])
                | ast.UnaryOp(op=ast.Not(), operand=ast.Call(func=ast.Name(id="any"), args=[one]))
            ):
                picks = isinstance(one, ast.GeneratorExp) and any(each.ifs for each in one.generators)
                return not picks and self._holds_something(one, known)
            case ast.UnaryOp(op=ast.Not(), operand=ast.ListComp() | ast.SetComp() | ast.DictComp() as one):
                return self._looks_at_something(one, known)
            case ast.Compare(
                left=ast.ListComp() | ast.SetComp() | ast.DictComp() as one,
                comparators=[ast.List(elts=[]) | ast.Dict(keys=[]) | ast.Call(func=ast.Name(id="set"), args=[])],
            ):
                return self._looks_at_something(one, known)
        return True

    def _looks_at_something(self, one: Comprehension, known: set[str]) -> bool:
        """Return whether a list that is to be empty says something: nothing at all, or none of a kind."""
        is_all_there_is = len(one.generators) == 1 and not one.generators[0].ifs
        return is_all_there_is or self._draws_on_something(one, known)

    def _draws_on_something(self, one: Comprehension, known: set[str]) -> bool:
        return all(self._holds_something(each.iter, known) for each in one.generators)

    def _holds_something(self, of: ast.expr, known: set[str]) -> bool:
        """Return whether something that is looped over is sure to hold something."""
        match of:
            case ast.Name(id=name) if name in self.constants:
                return self._holds_something(self.constants[name], known)
            case ast.Name(id=name):
                return name in known or name[0].isupper()
            case ast.List(elts=held) | ast.Tuple(elts=held) | ast.Set(elts=held):
                return any(not isinstance(one, ast.Starred) or self._holds_something(one.value, known) for one in held)
            case ast.Dict(keys=keys):
                return bool(keys)
            case ast.BinOp(op=ast.Add()):
                return self._holds_something(of.left, known) or self._holds_something(of.right, known)
            case ast.Call():
                return self._gives_something(of, known)
            case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp():
                return not any(each.ifs for each in of.generators) and self._draws_on_something(of, known)
        return False

    def _gives_something(self, call: ast.Call, known: set[str]) -> bool:
        match call.func:
            case ast.Name(id="some" | "range"):
                return True
            case ast.Name(id="zip") if any(word.arg == "strict" for word in call.keywords):
                return any(self._holds_something(one, known) for one in call.args)
            case ast.Name(id=name) if name in SAME:
                return all(self._holds_something(one, known) for one in call.args)
            case ast.Attribute(attr="items" | "values" | "keys", value=held):
                return self._holds_something(held, known)
        return False


def _names_of_tables(test: ast.FunctionDef) -> Iterator[str]:
    """Yield the names of the values that a table or Hypothesis gives to a test."""
    for decorator in test.decorator_list:
        if isinstance(decorator, ast.Call):
            words = ast.unparse(decorator.func)
            if words.endswith("parametrize"):
                yield from re.findall(r"\w+", ast.unparse(decorator.args[0]))
            elif words.endswith("given"):
                yield from (word.arg for word in decorator.keywords if word.arg)


@pytest.mark.parametrize("file", sorted(TESTS), ids=lambda file: file.relative_to(trees.TESTS).as_posix())
def test_no_test_asserts_only_of_what_it_may_not_find(file: Path) -> None:
    module = Module(file.read_text("utf-8"))
    unsure = [test.name for test in module.tests() if module.is_unsure(test)]
    assert unsure == [], "Loop over some(…), of tests/tools/some.py, or assert how many were met."


@pytest.mark.parametrize(
    "asserted",
    [
        "for one in found:\n  assert one",
        "for one in page.locator('a').all():\n  expect(one).to_be_visible()",
        "for one in folder.rglob('*.html'):\n  with pytest.raises(ValueError):\n    read(one)",
        "for page in some(pages):\n  for link in page.links:\n    assert link",
        "for one in some(found):\n  if one.kind:\n    assert one",
        "for one in (*found, *others):\n  assert one",
        "for one, other in zip(NAMES, found):\n  assert one",
        "for one in PICKED:\n  assert one",
        "if found:\n  assert found.word",
        "assert all(one.word for one in found)",
        "assert all(one.word for one in some(found) if one.kind)",
        "assert not any('x' in one for one in found)",
        "assert [one for one in found if one.word] == []",
        "assert {one: 1 for one in found if one.word} == {}",
        "assert not [one for one in found if one.word]",
        "assert [part for one in found for part in one.parts] == []",
    ],
)
def test_a_test_that_finds_nothing_and_passes_is_told_of(asserted: str) -> None:
    assert is_unsure(asserted)


@pytest.mark.parametrize(
    "asserted",
    [
        "assert found",
        "for one in some(found):\n  assert one",
        "for one in ('a', 'b'):\n  for number in range(3):\n    assert one",
        "for one in NAMES:\n  assert one",
        "for number, one in enumerate(sorted(NAMES.items())):\n  assert one",
        "for one, other in zip(NAMES, found, strict=True):\n  assert one",
        "for one in given:\n  assert one",
        "links = some(found)\nfor one in links:\n  assert one",
        "met = 0\nfor one in found:\n  assert one\n  met += 1\nassert met > 3",
        "if found:\n  assert found.word\nelse:\n  assert other",
        "assert all(one.word for one in some(found))",
        "assert [one for one in some(found) if one.word] == []",
        "assert [one.word for one in faults] == []",
        "helper(found)",
    ],
)
def test_a_test_that_is_sure_to_try_something_is_let_be(asserted: str) -> None:
    assert not is_unsure(asserted)


def test_none_at_all_is_told_of() -> None:
    assert some(iter("ab")) == ["a", "b"]
    with pytest.raises(AssertionError, match="nothing to look at"):
        some([])


def is_unsure(asserted: str) -> bool:
    """Return whether a test with some lines, a table of values called `given` and two constants is told of."""
    lines = "\n".join(f"    {line}" for line in asserted.split("\n"))
    module = Module(f"""
NAMES = ["a"]
PICKED = [one for one in read() if one]
@pytest.mark.parametrize(("given", "other"), NAMES)
def test_one(given, other, found):
{lines}
""")
    return [module.is_unsure(test) for test in module.tests()] == [True]
