"""History: some files leave every commit of a repository, and then its disk, as if they had never been there.

The rewriting is Git's own: `git fast-export` tells of the commits without the contents of their files, what is to go is
taken out of what it tells, and `git fast-import` makes the commits anew. Commits from before the files came keep their
names. Nothing is changed before the last line has been read: references move when all objects are there, and a second
run finds what the first has left.
"""

import os
import re
import subprocess
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass

from catalogue.review.git import ISOLATION, OPTIONS, NotFound, Reader, Repository

_CHANGE = re.compile(rb'M [0-7]{6} ([0-9a-f]{40,64}) (?:"((?:[^"\\]|\\.)*)"|(.*))\n')
_ESCAPED = re.compile(rb"\\(?:([0-7]{3})|(.))")
_LETTERS = {b"n": b"\n", b"t": b"\t", b"r": b"\r", b"a": b"\a", b"b": b"\b", b"f": b"\f", b"v": b"\v"}
_RAW = ("-m", "--root", "--raw", "--no-abbrev", "--no-renames", "-z")
Edit = Callable[[str, bytes], bytes]
"""Gives what a file becomes, from its path and its bytes."""


@dataclass(frozen=True, slots=True)
class Traces:
    """Where some contents are in a history: the objects, the paths they have had, and the commits that moved them."""

    objects: frozenset[str]
    paths: frozenset[str]
    commits: frozenset[str]


def find_versions(repository: Repository, path: str) -> frozenset[str]:
    """Return the object of every version that the file at a path has had, in all that any reference leads to."""
    # As it stands: to Git `*` in a path is any name, and other pictures would go with it.
    raw = repository.run("--literal-pathspecs", "log", "--all", *_RAW, "--format=", "--", path)
    return frozenset(name for _, names in _rows(raw) for name in names)


def find_traces(repository: Repository, objects: Collection[str]) -> Traces:
    """Return where objects are in all that any reference leads to."""
    paths: set[str] = set()
    commits: set[str] = set()
    for name in objects:
        raw = repository.run("log", "--all", *_RAW, f"--find-object={name}", "--format=%x00%H")
        commits |= {found.decode() for found in re.findall(rb"\0([0-9a-f]{40,64})(?=\0|$)", b"\0" + raw)}
        paths |= {path for path, names in _rows(raw) if name in names}
    return Traces(frozenset(objects), frozenset(paths), frozenset(commits))


def _rows(raw: bytes) -> Iterator[tuple[str, list[str]]]:
    """Yield of each change that Git tells of the path, and the objects before and after that are there."""
    for found in re.finditer(rb":\d{6} \d{6} ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) \w\d*\0([^\0]*)\0?", raw):
        yield os.fsdecode(found[3]), [name for one in found.groups()[:2] if (name := one.decode()).strip("0")]


def rewrite(repository: Repository, traces: Traces, edit: Edit) -> bool:
    """Take objects out of every commit, and give other files what `edit` makes of them; tell whether there were any.

    `edit` is asked of every version of a file whose name ends in `.md`. Raises NotFound when Git cannot.
    """
    if not traces.commits:
        return False
    references = _references_with(repository, traces.commits)
    kept = _boundary(repository, traces.commits)
    export = (
        "fast-export",
        "--no-data",
        "--use-done-feature",
        "--reencode=no",
        "--signed-tags=strip",
        "--tag-of-filtered-object=rewrite",
        "--reference-excluded-parents",
        *references,
        *(f"^{name}" for name in kept),
    )
    environment = {**os.environ, **ISOLATION}
    words = ["git", *OPTIONS, "-C", str(repository.folder)]
    with (
        subprocess.Popen([*words, *export], env=environment, stdout=subprocess.PIPE) as source,  # noqa: S603
        subprocess.Popen(  # noqa: S603
            [*words, "fast-import", "--force", "--quiet", "--done"], env=environment, stdin=subprocess.PIPE
        ) as target,
        repository.reading() as reader,
    ):
        assert source.stdout
        assert target.stdin
        # A stream that is cut off is not carried out at all: it ends with the word that all has been told.
        for piece in _filter(iter(source.stdout.readline, b""), source.stdout.read, traces, edit, reader):
            target.stdin.write(piece)
        target.stdin.close()
    if source.returncode or target.returncode:
        raise NotFound("Git kunne ikke skrive historikken om. Intet er ændret.")
    return True


def _filter(
    lines: Iterable[bytes], read: Callable[[int], bytes], traces: Traces, edit: Edit, reader: Reader
) -> Iterator[bytes]:
    known: dict[tuple[str, str], bytes | None] = {}
    for line in lines:
        if line.startswith(b"data "):
            yield line + read(int(line[5:]))
        elif found := _CHANGE.fullmatch(line):
            name, path = found[1].decode(), _unquote(found[2]) if found[2] is not None else found[3]
            shown = os.fsdecode(path)
            if name in traces.objects:
                yield b"D " + line.split(b" ", 3)[3]
            elif not shown.endswith(".md"):
                yield line
            else:
                if (name, shown) not in known:
                    before = reader.read(name)
                    after = edit(shown, before)
                    known[name, shown] = None if after == before else after
                content = known[name, shown]
                yield line if content is None else _inline(line, content)
        else:
            yield line


def _inline(line: bytes, content: bytes) -> bytes:
    _, mode, _, path = line.split(b" ", 3)
    return b"M %s inline %sdata %d\n%s\n" % (mode, path, len(content), content)


def _unquote(path: bytes) -> bytes:
    def plain(found: re.Match[bytes]) -> bytes:
        return bytes([int(found[1], 8)]) if found[1] else _LETTERS.get(found[2], found[2])

    return _ESCAPED.sub(plain, path)


def _references_with(repository: Repository, commits: Collection[str]) -> list[str]:
    """Return the references that lead to any of some commits."""
    contains = [f"--contains={name}" for name in sorted(commits)]
    return repository.run("for-each-ref", "--format=%(refname)", *contains).decode().split()


def _boundary(repository: Repository, commits: Collection[str]) -> list[str]:
    """Return the commits before those that changed something, as far as none of these lies before them too."""
    kept = set()
    for commit in commits:
        for parent in repository.run("rev-list", "--parents", "--max-count=1", commit).decode().split()[1:]:
            if frozenset(commits).isdisjoint(repository.run("rev-list", parent).decode().split()):
                kept.add(parent)
    return sorted(kept)


def forget(repository: Repository) -> None:
    """Take off the disk all that no reference leads to: what was, and the notes of what references were before."""
    repository.run("reflog", "expire", "--expire=now", "--expire-unreachable=now", "--all")
    repository.run("gc", "--quiet", "--prune=now")


def find_left(repository: Repository, objects: Collection[str]) -> frozenset[str]:
    """Return those of some objects that are still on the disk."""
    told = repository.run("cat-file", "--batch-check", given="".join(f"{name}\n" for name in objects).encode())
    return frozenset(line.split()[0] for line in told.decode().splitlines() if not line.endswith(" missing"))
