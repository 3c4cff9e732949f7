"""Versions: whatever an answer was made by, a change of it gives another version; nothing is listed by hand."""

import ast
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from catalogue.versions import PACKAGE, find_inputs, version_of

MODULES = sorted(PACKAGE.rglob("*.py"))
KEEPERS = (
    "catalogue.checks.attachments",
    "catalogue.checks.alone",
    "catalogue.checks.check",
    "catalogue.rendering.decoding",
    "catalogue.rendering.markdown",
    "catalogue.site.cards",
)
"""The modules whose answers are kept from one run to the next."""
KEPT_BY = {
    "catalogue.checks.check": "catalogue.checks.answers",
    "catalogue.rendering.markdown": "catalogue.rendering.cache",
}
"""By whom, where it is not by themselves."""


def names_of(path: Path) -> Iterator[str]:
    """Yield the modules of ours that a file imports, anywhere in it, as Python's own parser reads it."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def file_of(module: str) -> Path | None:
    path = PACKAGE.parent.joinpath(*module.split("."))
    return next((file for file in (path.with_suffix(".py"), path / "__init__.py") if file.is_file()), None)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_every_import_is_followed(path: Path) -> None:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    found = find_inputs(".".join(part for part in parts if part != "__init__"))
    imported = {file_of(name) for name in names_of(path) if name.split(".")[0] == "catalogue"}
    assert imported - {None} <= set(found)


@pytest.mark.parametrize(
    ("module", "changed"),
    [
        ("catalogue.checks.attachments", "checks/attachments.py"),
        ("catalogue.checks.attachments", "privacy/disguises.py"),
        ("catalogue.checks.attachments", "reading/limits.py"),
        ("catalogue.rendering.markdown", "model/fields.py"),
        ("catalogue.rendering.markdown", "rendering/sanitiser.py"),
        ("catalogue.rendering.markdown", "language/slugs.py"),
        ("catalogue.rendering.decoding", "reading/limits.py"),
        ("catalogue.checks.alone", "checks/speller.py"),
        ("catalogue.checks.alone", "rendering/outline.py"),
        ("catalogue.checks.alone", "data/spelling.txt"),
        ("catalogue.checks.alone", "data/words.yml"),
        ("catalogue.checks.alone", "data/stavekontrolden/da_DK.aff"),
        ("catalogue.checks.check", "checks/tree.py"),
        ("catalogue.checks.check", "reading/frontmatter.py"),
        ("catalogue.checks.check", "data/synonyms.yml"),
        ("catalogue.site.cards", "data/cards/hus.png"),
    ],
)
def test_a_change_of_what_an_answer_runs_on_gives_another_version(module: str, changed: str, tmp_path: Path) -> None:
    before, after = (tmp_path / name / "catalogue" for name in ("before", "after"))
    for copy in (before, after):
        shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__", "*.xz"))
    assert version_of(module, before) == version_of(module, after)
    version_of.cache_clear()
    (after / changed).write_bytes((after / changed).read_bytes() + b"\n#")
    assert version_of(module, before) != version_of(module, _copy_of(after, tmp_path / "again"))


def _copy_of(package: Path, folder: Path) -> Path:
    """Return a copy: what was read of a file is remembered as long as a program runs."""
    return Path(shutil.copytree(package, folder / "catalogue"))


@pytest.mark.parametrize(
    ("module", "other"),
    [
        ("catalogue.rendering.markdown", "data/synonyms.yml"),
        ("catalogue.rendering.markdown", "views/pages/units.py"),
        ("catalogue.checks.alone", "data/synonyms.yml"),
        ("catalogue.rendering.decoding", "rendering/markdown.py"),
    ],
)
def test_what_has_nothing_to_say_in_an_answer_costs_no_work(module: str, other: str) -> None:
    assert PACKAGE / other not in find_inputs(module)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_data_is_named_where_it_is_read_so_that_it_counts(path: Path) -> None:
    source = path.read_text("utf-8")
    named = re.findall(r"checkout\.DATA(?! / \"[\w.-]+\")", source)
    assert named == [], 'write checkout.DATA / "name", by which catalogue.versions knows what is read'


@pytest.mark.parametrize("module", KEEPERS)
def test_who_keeps_answers_asks_for_the_version_of_what_makes_them(module: str) -> None:
    keepers = {
        "catalogue.rendering.markdown": "catalogue.rendering.cache",
        "catalogue.checks.check": "catalogue.checks.answers",
    }
    asked = keepers.get(module, module)
    file = file_of(asked)
    assert file is not None
    assert "version_of(" in file.read_text("utf-8")
