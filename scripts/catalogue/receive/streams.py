"""Streams: what `git fast-import` is told, so that all of a sending is written by one process, or nothing is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

AUTHOR = "Modtageren <modtageren@katalog.invalid>"
"""Who makes the receiver's commits: it itself. What is kept of the person who sends is nothing."""
NO_COMMIT = "0" * 40


@dataclass(frozen=True)
class Commit:
    """A commit to make on a reference. `start` and `also` are its parents: objects, or marks as `:1`.

    `files` are put in by path, and `gone` are taken out; with `is_alone` nothing is kept of the parent's files.
    """

    reference: str
    message: str
    at: datetime
    start: str = ""
    also: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    gone: Iterable[str] = ()
    is_alone: bool = False
    mark: int = 0


def write_commit(commit: Commit) -> bytes:
    """Return what fast-import is told to make a commit."""
    lines = [f"reset {commit.reference}\n"] if not commit.start else []
    lines += [f"commit {commit.reference}\n", f"mark :{commit.mark}\n" if commit.mark else ""]
    lines += [f"committer {AUTHOR} {int(commit.at.timestamp())} +0000\n"]
    head = "".join(lines).encode() + _data(commit.message.encode())
    parents = "".join(f"{word} {name}\n" for word, name in (("from", commit.start), ("merge", commit.also)) if name)
    changes = b"deleteall\n" if commit.is_alone else b""
    changes += b"".join(b"D %s\n" % _path(path) for path in commit.gone)
    changes += b"".join(
        b"M 100644 inline %s\n%s" % (_path(path), _data(content)) for path, content in commit.files.items()
    )
    return head + parents.encode() + changes + b"\n"


def delete(reference: str) -> bytes:
    """Return what fast-import is told to take a reference away."""
    return f"reset {reference}\nfrom {NO_COMMIT}\n\n".encode()


def join(parts: Iterable[bytes]) -> bytes:
    """Return a whole stream: one that is cut off is not carried out at all."""
    return b"feature done\n" + b"".join(parts) + b"done\n"


def _data(content: bytes) -> bytes:
    return b"data %d\n%s\n" % (len(content), content)


def _path(path: str) -> bytes:
    """Return a path as it stands in a stream. Paths are made of slugs; any other is quoted as Git asks."""
    quoted = path.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return path.encode() if quoted == path and " " not in path else f'"{quoted}"'.encode()
