"""The engine can be changed: the engines that can take the place of MkDocs build the same site, file for file."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest

from catalogue import checkout
from checkouts import TREES, Checkout, copy_checkout, lay_pages
from rows import Note

ENGINES: Mapping[str, str] = {"mkdocs-ng": "mkdocs", "properdocs": "properdocs"}
"""The engines, and the module that each is run by."""
DIFFERENCES: Mapping[str, frozenset[str]] = {"mkdocs-ng": frozenset(), "properdocs": frozenset()}
"""The files that are known to differ, by engine, each with a reason beside it. There are none."""
FOLDER = checkout.ROOT / ".cache" / "engines"


def build(copy: Checkout, module: str, folder: Path | None, site: Path) -> dict[str, bytes]:
    """Build a copy of the checkout by an engine, and return its files by path."""
    path = ":".join(str(part) for part in (folder, copy.root / "scripts") if part)
    words = [copy.words("mkdocs")[0], "-m", module, "build", "-q", "-f", "mkdocs.yml", "-d", str(site)]
    environment = {**copy.environment, "PYTHONPATH": path}
    done = subprocess.run(words, cwd=copy.root, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return read_site(site)


def read_site(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


@pytest.mark.parametrize("tree", TREES)
def test_mkdocs_builds_what_the_catalogue_builds(tree: str, tmp_path: Path, note: Note) -> None:
    lay_pages(tree, tmp_path / "docs")
    copy = copy_checkout(tmp_path / "checkout", tmp_path / "docs")
    by_mkdocs = build(copy, "mkdocs", None, tmp_path / "mkdocs")
    assert copy.run("catalogue", "build", "--docs", tmp_path / "docs", "--site", tmp_path / "ours").status == 0
    ours = read_site(tmp_path / "ours")
    differing = {path for path in {*by_mkdocs, *ours} if by_mkdocs.get(path) != ours.get(path)}
    note(f"{len(differing)} of {len(ours)} files differ", "none")
    assert differing == set()


@pytest.mark.parametrize("tree", TREES)
@pytest.mark.parametrize("engine", ENGINES)
def test_another_engine_builds_the_same_site(engine: str, tree: str, tmp_path: Path, note: Note) -> None:
    assert (FOLDER / engine).is_dir(), "run .ci/prepare engines"
    lay_pages(tree, tmp_path / "docs")
    copy = copy_checkout(tmp_path / "checkout", tmp_path / "docs")
    usual = build(copy, "mkdocs", None, tmp_path / "usual")
    other = build(copy, ENGINES[engine], FOLDER / engine, tmp_path / "other")
    differing = {path for path in {*usual, *other} if usual.get(path) != other.get(path)}
    note(f"{len(differing)} of {len(usual)} files differ", "none but those declared")
    assert differing == DIFFERENCES[engine]
