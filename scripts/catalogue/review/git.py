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

ISOLATION = {
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_ATTR_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "LC_ALL": "C.UTF-8",
}
OPTIONS = ("-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "core.attributesFile=/dev/null")
_BLOB = re.compile(rb"([0-9a-f]{40,64}) blob ([0-9]{1,15})")
"""What Git says of a file, before the file itself."""
_PARTS, _PART_BYTES = 10, 255
"""Of a path that is laid: with these it is shorter than the 4,096 bytes that Linux takes, wherever that is."""
_HUNK = re.compile(rb"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)


class NotFound(Exception):
    """Git does not know what it was asked for; the message says what, in Danish."""


class Stopped(Exception):
    """Git ended before it had answered, or answered something else."""

    def __str__(self) -> str:
        return "Git holdt op, før alt var læst. Prøv igen, og se efter, om lageret er helt."


@dataclass(frozen=True, slots=True)
class DiffEntry:
    """A file that differs between two commits. Paths are as Git has them; of what is not there the object is empty."""

    letter: str
    path: str
    old_path: str
    mode: str
    old_object: str
    new_object: str


@dataclass(frozen=True)
class Repository:
    """A Git repository, to read from; what writes to one asks for its words of Git by `run` as well."""

    folder: Path

    def run(
        self, *words: str, given: bytes = b"", around: Mapping[str, str] | None = None, ends: Iterable[int] = (0,)
    ) -> bytes:
        """Return what Git answers to some words. `around` is added to its environment.

        Raises NotFound, with Git's own words, when it ends with another status than one of `ends`.
        """
        environment = {**os.environ, **ISOLATION, **(around or {})}
        done = subprocess.run(  # noqa: S603 - the words are ours, commits are resolved, and no shell is involved.
            ["git", *OPTIONS, "-C", str(self.folder), *words],  # noqa: S607
            env=environment,
            input=given,
            capture_output=True,
            check=False,
        )
        if done.returncode not in ends:
            raise NotFound(done.stderr.decode("utf-8", "replace").strip())
        return done.stdout

    def commit(self, name: str) -> str:
        """Return the object name of a commit. Raises NotFound."""
        try:
            return (
                self.run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").decode().strip()
            )
        except NotFound:
            raise NotFound(f"Git kender ikke »{name}«. Hent grenen først.") from None

    def fork_point(self, base: str, head: str) -> str:
        """Return the commit on which two commits last agreed. Raises NotFound."""
        try:
            return self.run("merge-base", base, head).decode().split()[0]
        except NotFound:
            raise NotFound("De to grene har intet til fælles. Er hele historikken hentet?") from None

    def changes(self, base: str, head: str) -> list[DiffEntry]:
        """Return the files that differ between two commits, whatever they are called."""
        options = ("--raw", "-z", "-r", "--find-renames", "--no-abbrev", "--no-ext-diff", "--no-textconv")
        raw = self.run("diff", *options, base, head, "--")
        return list(_entries(iter(raw.split(b"\0"))))

    def files(self, commit: str, folder: str) -> Mapping[str, str]:
        """Return the objects of the regular files below a folder of a commit, by path relative to it."""
        found = {}
        for line in self.run("ls-tree", "-r", "-z", commit, "--", f"{folder}/").split(b"\0"):
            if line:
                about, _, path = line.partition(b"\t")
                mode, kind, name = about.decode().split()
                if kind == "blob" and mode.startswith("100"):
                    found[os.fsdecode(path).removeprefix(f"{folder}/")] = name
        return found

    def sizes(self, objects: Iterable[str]) -> Mapping[str, int]:
        """Return how many bytes files have, by the names of their objects. Raises Stopped when one is not there."""
        asked = sorted(set(objects))
        try:
            answers = self.run("cat-file", "--batch-check", given="".join(f"{name}\n" for name in asked).encode())
        except NotFound:
            raise Stopped from None
        found = [_BLOB.fullmatch(line) for line in answers.splitlines()]
        if len(found) != len(asked) or not all(found):
            raise Stopped
        return {one[1].decode(): int(one[2]) for one in found if one}

    def shown_lines(self, old: str, new: str) -> list[tuple[int, int]]:
        """Return the stretches of lines that a forge shows of a file's new version; all of it when there is no old."""
        if not old:
            return [(1, 10**9)]
        raw = self.run("diff", "--unified=3", "--no-ext-diff", "--no-textconv", "--text", old, new)
        return [(int(found[1]), int(found[1]) + int(found[2] or 1) - 1) for found in _HUNK.finditer(raw)]

    @contextmanager
    def reading(self) -> Iterator["Reader"]:
        """Give a reader of objects, which answers one question after another. Raises Stopped when Git does."""
        try:
            with subprocess.Popen(  # noqa: S603
                ["git", *OPTIONS, "-C", str(self.folder), "cat-file", "--batch"],  # noqa: S607
                env={**os.environ, **ISOLATION},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            ) as process:
                assert process.stdin
                assert process.stdout
                yield Reader(process.stdin, process.stdout)
        except BrokenPipeError:
            raise Stopped from None


@dataclass(frozen=True)
class Reader:
    """Reads objects by name."""

    questions: IO[bytes]
    answers: IO[bytes]

    def read(self, name: str) -> bytes:
        """Return a file by the name of its object, or by commit and path. Raises Stopped when there is none."""
        size = self._ask(name)
        content = self.answers.read(size)
        if len(content) < size or self.answers.read(1) != b"\n":
            raise Stopped
        return content

    def _ask(self, name: str) -> int:
        """Return how many bytes follow of an object. Raises Stopped when it is not there, or no file."""
        self.questions.write(f"{name}\n".encode())
        self.questions.flush()
        found = _BLOB.fullmatch(self.answers.readline().rstrip(b"\n"))
        if not found:
            raise Stopped
        return int(found[2])

    def copy(self, name: str, target: Path) -> None:
        """Write an object to a file. Raises Stopped when Git ends meanwhile, or has no such file."""
        left = self._ask(name)
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("wb") as stream:
            while left:
                piece = self.answers.read(min(left, 1 << 20))
                if not piece:
                    raise Stopped
                left -= len(piece)
                stream.write(piece)
        if self.answers.read(1) != b"\n":
            raise Stopped


def _entries(fields: Iterator[bytes]) -> Iterator[DiffEntry]:
    for about in fields:
        if not about:
            return
        _, mode, old_object, new_object, letter = about.decode().removeprefix(":").split(" ")
        first = os.fsdecode(next(fields))
        path, old_path = (os.fsdecode(next(fields)), first) if letter[0] in "RC" else (first, "")
        yield DiffEntry(letter[0], path, old_path, mode, _present(old_object), _present(new_object))


def _present(name: str) -> str:
    return name if name.strip("0") else ""


def can_be_laid(path: str) -> bool:
    """Tell whether a path of a commit stays within the folder that it is laid into, and can be a file there at all.

    Git takes names that no disk does: a part of over 255 bytes, and any number of parts.
    """
    parts = path.split("/")
    return len(parts) <= _PARTS and not any(
        part in ("", ".", "..") or part.casefold() == ".git" or len(os.fsencode(part)) > _PART_BYTES for part in parts
    )
