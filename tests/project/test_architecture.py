"""Architecture: doors load nothing, views are pure, everything says what it is. Who imports whom: `lint-imports`."""

import ast
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import trees
from catalogue import checkout
from catalogue.checks import rulebook
from some import some

PACKAGE = checkout.ROOT / "scripts" / "catalogue"
MODULES = sorted(some(PACKAGE.rglob("*.py")))
ENGINE = {"mkdocs", "material", "mkdocs_macros"}
EDGES = {"commands", "engine"}
ROOMS = sorted(some(file.parent for file in PACKAGE.glob("*/__init__.py")))
CORE = some(path for path in MODULES if EDGES.isdisjoint(path.relative_to(PACKAGE).parts))


def name_of(path: Path) -> str:
    """Return a module's name: `catalogue.checks.rules.texts`."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def imports_of(path: Path) -> Iterator[str]:
    """Yield the full names of all that a module imports, anywhere in it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_the_core_can_be_imported_where_there_is_no_engine() -> None:
    names = [name_of(path) for path in CORE]
    code = f"""
import importlib, sys
class Wall:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {ENGINE | {"rich", "watchdog"}!r}:
            raise ImportError(f"{{name}} is walled off")
sys.meta_path.insert(0, Wall())
for name in {names!r}:
    importlib.import_module(name)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_to_check_a_page_loads_neither_the_engine_nor_what_reads_pictures_and_pdf_files(tmp_path: Path) -> None:
    trees.draw(tmp_path / "docs", trees.small())
    words = ["check", "--docs", str(tmp_path / "docs"), "--today", trees.TODAY.isoformat()]
    code = f"""
import sys
from catalogue.commands.main import main
status = main({words!r})
print(int(status), [name for name in ("PIL", "pypdf", "mkdocs", "material", "rich", "watchdog") if name in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "0 []\n", done.stderr


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_a_door_loads_nothing_and_names_the_few_ways_into_its_room(room: Path) -> None:
    door = ast.parse((room / "__init__.py").read_text("utf-8"))
    assert [node for node in door.body if not isinstance(node, ast.Expr)] == []
    named = re.findall(r"^- `([a-z_.]+)\.(\w+)`: ", ast.get_docstring(door) or "", re.MULTILINE)
    assert 1 <= len(named) <= 8
    for module, name in named:
        assert hasattr(importlib.import_module(f"catalogue.{room.name}.{module}"), name), f"{module}.{name}"


def test_every_module_with_rules_is_in_the_rulebook_and_every_rule_is_judged_by() -> None:
    folder = PACKAGE / "checks" / "rules"
    assert {module.__name__.rsplit(".", 1)[1] for module in rulebook.MODULES} == {
        path.stem for path in folder.glob("[!_]*.py")
    }
    written = sum(path.read_text("utf-8").count("\n@rule(") for path in folder.glob("*.py"))
    assert len(rulebook.RULES) == written > 20


@pytest.mark.parametrize("path", [path for path in CORE if "views" in path.parts], ids=name_of)
def test_views_are_pure(path: Path) -> None:
    """A view neither reads a page's file nor asks for the time."""
    source = path.read_text("utf-8")
    assert not [word for word in ("date.today", "datetime.now", "time.time", "random.", "os.environ") if word in source]
    assert {f"catalogue.reading.{name}" for name in ("reader", "files", "frontmatter")}.isdisjoint(imports_of(path))


def test_the_core_never_asks_for_the_time() -> None:
    for path in CORE:
        assert "date.today(" not in path.read_text("utf-8"), path
        assert "datetime.now(" not in path.read_text("utf-8"), path


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_every_module_class_and_function_says_what_it_is(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    assert ast.get_docstring(tree), path
    for scope in [tree, *(node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and _is_public(node))]:
        for node in scope.body:
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)) and _is_public(node):
                assert ast.get_docstring(node) or _inherits(scope, node), f"{path}: {node.name}"


def _is_public(node: ast.stmt) -> bool:
    return not getattr(node, "name", "_").startswith("_")


def _inherits(scope: ast.AST, node: ast.AST) -> bool:
    """Tell whether a method overrides one of a class from elsewhere, whose name says what it does."""
    return isinstance(scope, ast.ClassDef) and bool(scope.bases) and not isinstance(node, ast.ClassDef)


def test_nothing_is_called_utils() -> None:
    names = {part for path in MODULES for part in path.relative_to(PACKAGE).with_suffix("").parts}
    assert names.isdisjoint({"utils", "util", "helpers", "helper", "misc", "common", "tools"})


def test_modules_are_nouns_of_one_word() -> None:
    assert [path for path in MODULES if "_" in path.stem.strip("_")] == []


def test_no_contributed_text_is_marked_as_safe_outside_the_views() -> None:
    for path in some(path for path in CORE if "views" not in path.parts):
        assert "Markup" not in {name.split(".")[-1] for name in imports_of(path)}, path


def test_the_templates_escape_by_themselves() -> None:
    """Only a brought editorial page's text, which the renderer has sanitised, is put into a template as it is."""
    trusting = set()
    for template in some(sorted(checkout.OVERRIDES.rglob("*.html"))):
        if template.parent.name != "frame":  # MkDocs' own environment, which does not escape.
            source = template.read_text("utf-8").replace(" ", "")
            assert "autoescapefalse" not in source, template
            trusting |= {template.name} if "|safe" in source else set()
    assert trusting <= {"editorial.html"}
