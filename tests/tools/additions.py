"""Additions: a copy of the whole project to which units and communications have done what they will do one day.

The pages of cases/grown are the output of the form, a new unit with its meetings, a page of a unit that was there, a
new area, a fifth theme, a story with a picture; some get advice, as people's pages do.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import trees
from catalogue import checkout
from checkouts import list_files
from processes import Finished

GROWN = trees.CASES / "grown"
_PERSON = {
    f"GIT_{who}_{what}": "test@eksempel.invalid" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
}


@dataclass(frozen=True)
class Project:
    """A copy of the project."""

    root: Path

    @property
    def environment(self) -> Mapping[str, str]:
        """The environment of processes that are to work on the copy alone: its program, and no test run around it."""
        ours = ("GIT_", "PYTEST_", checkout.CONFIGURATION_NAME)
        clean = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
        return {**clean, **_PERSON, "PYTHONPATH": str(self.root / "scripts")}

    def run(self, *words: object) -> Finished:
        """Run a program in the copy's root to its end."""
        done = subprocess.run(
            [*map(str, words)],
            cwd=self.root,
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            stdin=subprocess.DEVNULL,
            check=False,
        )
        return Finished(done.returncode, done.stdout, done.stderr)

    def test(self, *words: object) -> Finished:
        """Run some of the copy's tests in one process."""
        return self.run(sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", *words)


def copy_project(root: Path) -> Project:
    """Copy the project's own files into a new folder."""
    for path in list_files(with_new=True):
        if not path.startswith((".venv/", ".cache/", "site/")):
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(checkout.ROOT / path, target)
    return Project(root)


REWRITTEN = {
    "units/norddjurs-mad/index.md": trees.unit("Norddjurs Mad", "sundhed-og-omsorg", body="Vi skriver selv nu.\n"),
    "units/sundhed-og-omsorg/digitale-muligheder.md": trees.interpretation("Vi har taget siden over"),
    "stories/arbejdsmiljoedagen-2022.md": trees.story("Dagen, fortalt på ny", "digitale-muligheder"),
    "themes/en-staerk-fortaelling.md": trees.theme(4, "En endnu stærkere fortælling"),
}
TAKEN_DOWN = ("units/plejecenter-digterparken", "stories/trio-stormoedet-2022.md")
"""What becomes of the pages that the catalogue began with: workplaces take theirs over, and some go."""


def wear(docs: Path) -> Path:
    """Rewrite some of the pages that the catalogue began with, take others down, and return the docs folder."""
    for path in TAKEN_DOWN:
        gone = docs / path
        shutil.rmtree(gone) if gone.is_dir() else gone.unlink(missing_ok=True)
    return trees.draw(docs, {**REWRITTEN})


def grow(docs: Path) -> Path:
    """Add to a docs folder what people add, and return it."""
    return trees.draw(docs, {}, onto=GROWN)
