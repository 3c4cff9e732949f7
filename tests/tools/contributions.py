"""Pull requests, made in real Git repositories that depend on nothing of the machine."""

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import trees
from catalogue import checkout

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "HOME": "/nonexistent",
    checkout.CONFIGURATION_NAME: os.environ.get(checkout.CONFIGURATION_NAME, ""),
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "En kollega",
    "GIT_AUTHOR_EMAIL": "kollega@eksempel.invalid",
    "GIT_AUTHOR_DATE": "2026-05-01T08:00:00+02:00",
    "GIT_COMMITTER_NAME": "En kollega",
    "GIT_COMMITTER_EMAIL": "kollega@eksempel.invalid",
    "GIT_COMMITTER_DATE": "2026-05-01T08:00:00+02:00",
    "LC_ALL": "C.UTF-8",
}


@dataclass(frozen=True)
class Project:
    """A repository with a catalogue in it: the branch `main`, and a branch `bidrag` for the pull request."""

    folder: Path

    def git(self, *words: str) -> str:
        done = subprocess.run(
            ["git", *words], cwd=self.folder, env=ENVIRONMENT, capture_output=True, encoding="utf-8", check=True
        )
        return done.stdout.strip()

    def commit(self, files: Mapping[str, str | bytes | None], message: str = "Ret siderne") -> str:
        """Commit files on the branch that is out, None for one that is deleted, and return the commit."""
        for path, content in files.items():
            if content is None:
                (self.folder / path).unlink()
            else:
                trees.draw(self.folder, {path: content})
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")


def start(folder: Path) -> Project:
    """Return a new project with the good tree on main, standing on the branch of the pull request."""
    folder.mkdir()
    shutil.copytree(trees.GOOD, folder / "docs")
    project = Project(folder)
    project.git("init", "--quiet", "--initial-branch=main")
    project.commit({"README.md": "Et katalog\n", "docs/about/index.md": "---\ntitle: Om\n---\nOm kataloget.\n"})
    project.git("checkout", "--quiet", "-b", "bidrag")
    return project
