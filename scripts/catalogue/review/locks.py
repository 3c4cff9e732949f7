"""Locks: files by which Git keeps a reference or an index to itself while it writes.

A Git that is killed, with the machine say, leaves its locks behind, and no other ever writes there again.
"""

import time
from collections.abc import Iterable
from pathlib import Path

REFERENCES = ("refs/**/*.lock", "packed-refs.lock", "HEAD.lock")
"""Where in a repository the locks of its references are. No reference can have such a name itself."""
MOMENT = 2.0
"""Seconds for which no Git that goes on holds one: what it writes meanwhile is a line, or a list of lines."""


def clear_locks(folder: Path, patterns: Iterable[str] = REFERENCES) -> list[Path]:
    """Take away the locks in a folder that nobody holds any more, and return them.

    Where there are any, they are left for a moment: one that an editor's Git holds goes by itself. Whoever asks sees to
    it that nothing of ours writes meanwhile.
    """
    there = {file: _mark(file) for pattern in patterns for file in sorted(folder.glob(pattern))}
    if not there:
        return []
    time.sleep(MOMENT)
    left = [file for file, mark in there.items() if mark and _mark(file) == mark]
    for file in left:
        file.unlink(missing_ok=True)
    return left


def _mark(file: Path) -> tuple[int, int] | None:
    """Return what is another when a file is, or None where there is none."""
    try:
        known = file.stat()
    except FileNotFoundError:
        return None
    return known.st_ino, known.st_mtime_ns
