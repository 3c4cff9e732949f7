"""Repositories: what a branch changes, read out of Git without ever checking it out.

Git runs with nobody's configuration: no hooks, no filters, no external programs. Contributed files become bytes.
"""

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

_ISOLATION = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "LC_ALL": "C.UTF-8",
}
_OPTIONS = ("-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "core.attributesFile=/dev/null")
_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)


class NotFound(Exception):
    """Git does not know what it was asked for; the message says what, in Danish."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A file that differs between two commits. Paths are as Git has them; of what is not there the object is empty."""

    letter: str
    path: str
    old_path: str
    mode: str
    old_object: str
    new_object: str


@dataclass(frozen=True)
class Repository:
    """A Git repository, to read from."""

    folder: Path

    def _run(self, *words: str) -> bytes:
        environment = {**os.environ, **_ISOLATION}
        done = subprocess.run(  # noqa: S603 - the words are ours, commits are resolved, and no shell is involved.
            ["git", *_OPTIONS, "-C", str(self.folder), *words],  # noqa: S607
            env=environment,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            raise NotFound(done.stderr.decode("utf-8", "replace").strip())
        return done.stdout

    def commit(self, name: str) -> str:
        """Return the object name of a commit. Raises NotFound."""
        try:
            return (
                self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").decode().strip()
            )
        except NotFound:
            raise NotFound(f"Git kender ikke »{name}«. Hent grenen først.") from None

    def fork_point(self, base: str, head: str) -> str:
        """Return the commit on which two commits last agreed. Raises NotFound."""
        try:
            return self._run("merge-base", base, head).decode().split()[0]
        except NotFound:
            raise NotFound("De to grene har intet til fælles. Er hele historikken hentet?") from None

    def changes(self, base: str, head: str) -> list[Entry]:
        """Return the files that differ between two commits, whatever they are called."""
        options = ("--raw", "-z", "-r", "--find-renames", "--no-abbrev", "--no-ext-diff", "--no-textconv")
        raw = self._run("diff", *options, base, head, "--")
        return list(_entries(iter(raw.split(b"\0"))))

    def files(self, commit: str, folder: str) -> Mapping[str, str]:
        """Return the objects of the regular files below a folder of a commit, by path relative to it."""
        found = {}
        for line in self._run("ls-tree", "-r", "-z", commit, "--", f"{folder}/").split(b"\0"):
            if line:
                about, _, path = line.partition(b"\t")
                mode, kind, name = about.decode().split()
                if kind == "blob" and mode.startswith("100"):
                    found[os.fsdecode(path).removeprefix(f"{folder}/")] = name
        return found

    def shown_lines(self, old: str, new: str) -> list[tuple[int, int]]:
        """Return the stretches of lines that a forge shows of a file's new version; all of it when there is no old."""
        if not old:
            return [(1, 10**9)]
        raw = self._run("diff", "--unified=3", "--no-ext-diff", "--no-textconv", "--text", old, new)
        return [(int(found[1]), int(found[1]) + int(found[2] or 1) - 1) for found in _HUNK.finditer(raw)]

    @contextmanager
    def reading(self) -> Iterator["Reader"]:
        """Give a reader of objects, which answers one question after another."""
        with subprocess.Popen(  # noqa: S603
            ["git", *_OPTIONS, "-C", str(self.folder), "cat-file", "--batch"],  # noqa: S607
            env={**os.environ, **_ISOLATION},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        ) as process:
            assert process.stdin
            assert process.stdout
            yield Reader(process.stdin, process.stdout)
            process.stdin.close()


@dataclass(frozen=True)
class Reader:
    """Reads objects by name."""

    questions: IO[bytes]
    answers: IO[bytes]

    def copy(self, name: str, target: Path, limit: int) -> None:
        """Write an object to a file. One above the limit becomes as long, and empty: it is only to be refused."""
        self.questions.write(f"{name}\n".encode())
        self.questions.flush()
        size = int(self.answers.readline().split()[2])
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as stream:
            left = size
            while left:
                piece = self.answers.read(min(left, 1 << 20))
                left -= len(piece)
                if size <= limit:
                    stream.write(piece)
            stream.truncate(size)
        self.answers.read(1)


def _entries(fields: Iterator[bytes]) -> Iterator[Entry]:
    for about in fields:
        if not about:
            return
        _, mode, old_object, new_object, letter = about.decode().removeprefix(":").split(" ")
        first = os.fsdecode(next(fields))
        path, old_path = (os.fsdecode(next(fields)), first) if letter[0] in "RC" else (first, "")
        yield Entry(letter[0], path, old_path, mode, _present(old_object), _present(new_object))


def _present(name: str) -> str:
    return name if name.strip("0") else ""


def is_safe_path(path: str) -> bool:
    """Tell whether a path of a commit stays within the folder that it is laid into."""
    parts: Iterable[str] = path.split("/")
    return not any(part in ("", ".", "..") or part.casefold() == ".git" for part in parts)
