"""Copies of the checkout, in which a test may change what it must not change in the checkout itself."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import trees
from catalogue import checkout
from catalogue.samples.writing import write_sample
from configured import first_configuration
from processes import Finished
from seed import lay_seed, seed_docs

_PARTS = ("overrides", "scripts")


@dataclass(frozen=True)
class Checkout:
    """A copy of the checkout: its root, and the environment in which its own program runs."""

    root: Path

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment of processes that are to run this copy's program; quiet about what Material will become."""
        own = {name: value for name, value in os.environ.items() if name != checkout.CONFIGURATION_NAME}
        return {**own, "PYTHONPATH": str(self.root / "scripts"), "NO_MKDOCS_2_WARNING": "1"}

    def words(self, *words: object) -> list[str]:
        """Return a command of MkDocs or of the catalogue: `words("mkdocs", "build")`, `words("catalogue", "build")`."""
        program, *rest = map(str, words)
        module = {"mkdocs": "mkdocs", "catalogue": "catalogue.commands.main"}[program]
        return [sys.executable, "-u", "-m", module, *rest]

    def run(self, *words: object) -> Finished:
        """Run a command in the copy's root to its end."""
        done = subprocess.run(
            self.words(*words),
            cwd=self.root,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            stdin=subprocess.DEVNULL,
            check=False,
        )
        return Finished(done.returncode, done.stdout, done.stderr)

    def change(self, path: str, old: str, new: str) -> None:
        """Change some words of a file."""
        file = self.root / path
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")


def list_files(with_new: bool = False) -> list[str]:
    """Return the paths of the files that Git keeps, and of new ones that it does not ignore; without Git, of all."""
    words = ["git", "ls-files", "--cached", *(["--others", "--exclude-standard"] if with_new else []), "-z"]
    told = subprocess.run(words, cwd=checkout.ROOT, capture_output=True, check=False)
    if told.returncode == 0:
        paths = told.stdout.decode("utf-8", "surrogateescape").split("\0")
        return sorted(path for path in paths if path and (checkout.ROOT / path).is_file())
    files = (file for file in checkout.ROOT.rglob("*") if file.is_file())
    return sorted(file.relative_to(checkout.ROOT).as_posix() for file in files)


TREES = ("own", "good", "sample")
"""What sites are built of that must be the same by whatever way: our own pages, the good cases, 200 made-up units."""


def lay_pages(tree: str, docs: Path, units: int = 200) -> None:
    """Lay one of the trees into a new folder; the sample has so many units."""
    if tree == "sample":
        write_sample(units, docs, seed_docs() / "themes")
    else:
        shutil.copytree({"own": seed_docs(), "good": trees.GOOD}[tree], docs)


def copy_checkout(root: Path, docs: Path | None = None) -> Checkout:
    """Copy what the program runs on into a new folder; `docs` is where MkDocs is to find the pages, if not in it."""
    for part in _PARTS:
        shutil.copytree(checkout.ROOT / part, root / part)  # With what is compiled, which takes longer than to run it.
    lay_seed(root / "docs")
    (root / checkout.CONFIGURATION.name).write_text(first_configuration(), "utf-8")
    copy = Checkout(root)
    if docs:
        copy.change(checkout.CONFIGURATION.name, "docs_dir: docs", f"docs_dir: {docs}")
    return copy
