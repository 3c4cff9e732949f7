"""Architecture: only the edges know the engine and the terminal; data goes one way; everything says what it is."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue import checkout

PACKAGE = checkout.ROOT / "scripts" / "catalogue"
MODULES = sorted(PACKAGE.rglob("*.py"))
ENGINE = {"mkdocs", "material", "mkdocs_macros"}
EDGES = {"commands", "engine"}
CORE = [path for path in MODULES if EDGES.isdisjoint(path.relative_to(PACKAGE).parts) and path.stem != "ask"]


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


def calls_in(path: Path) -> Iterator[str]:
    """Yield the names of all that a module calls by a plain name."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield node.func.id


@pytest.mark.parametrize("path", CORE, ids=name_of)
def test_only_the_edges_know_the_engine_and_the_terminal(path: Path) -> None:
    imported = {name.split(".")[0] for name in imports_of(path)}
    assert imported & (ENGINE | {"rich", "watchdog", "argparse", "http"}) == set()
    assert not [name for name in imports_of(path) if name.split(".")[1:2] and name.split(".")[1] in EDGES]
    assert {"print", "input", "exec", "eval"}.isdisjoint(calls_in(path))


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


def test_the_command_line_does_not_load_the_engine_to_check() -> None:
    code = "import sys; import catalogue.commands.main; print([m for m in ('mkdocs', 'material') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.stdout == "[]\n", done.stderr


def test_data_goes_one_way() -> None:
    """A module never imports one that is further down the road than itself."""
    road = ("problems", "model", "reading", "checks", "views")
    rank = {f"catalogue.{name}": number for number, name in enumerate(road)}
    for path in CORE:
        own = rank.get(".".join(name_of(path).split(".")[:2]))
        if own is not None and name_of(path) != "catalogue":
            for imported in imports_of(path):
                other = rank.get(".".join(imported.split(".")[:2]), -1)
                assert other <= own, f"{name_of(path)} imports {imported}"


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
    for path in CORE:
        if "views" not in path.parts:
            assert "Markup" not in {name.split(".")[-1] for name in imports_of(path)}, path


def test_the_templates_escape_by_themselves() -> None:
    """Only a brought editorial page's text, which the renderer has sanitised, is put into a template as it is."""
    trusting = set()
    for folder in ("components", "pages"):
        for template in sorted((checkout.OVERRIDES / folder).glob("*.html")):
            source = template.read_text("utf-8").replace(" ", "")
            assert "autoescapefalse" not in source, template
            trusting |= {template.name} if "|safe" in source else set()
    assert trusting <= {"editorial.html"}
