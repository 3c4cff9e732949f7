"""Replacing: a new folder takes an old one's place in one step, or nothing changes.

The new one is made in a room beside the old. A room is held by a lock as long as somebody builds in it, so that who
comes next can tell one that was left behind by a build that was killed. What takes long to make and to remove, since it
has many folders, is left in its room on purpose: the next build brings it up to date, and the two change places again.
"""

import ctypes
import fcntl
import glob
import os
import shutil
import stat
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from itertools import islice
from pathlib import Path

from catalogue.refilling import Refilled, look_through, refilling

_NEW, _OLD, _LIKE = "new", "old", "aside"
"""In a room: what takes the site's place, the site while it makes way, and a folder made to see how one is made now."""
_MANY = 1000
"""Folders from which it is worth its while to keep what has made way."""
_SECONDS_TO_LOCK = 10
"""How long a room may stand before whoever made it holds its lock."""


@contextmanager
def replacing(site: Path) -> Iterator[Refilled]:
    """Give a folder beside the site to fill, and put it in the site's place when all went well. Raises OSError."""
    site = site.resolve()
    site.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as held:
        room = _take_over(site, held) or _make_room(site, held)
        new = room / _NEW
        try:
            with refilling(new, _begin(new), site) as filled:
                yield filled
            _exchange(new, site)
        finally:
            if not _is_large(new):
                shutil.rmtree(room, ignore_errors=True)


def _begin(new: Path) -> Mapping[str, int]:
    """Make a folder, or return the files of the one that is there, if it is as one would be that is made now."""
    if new.exists():
        like = new.with_name(_LIKE)
        like.mkdir()
        found = look_through(new, like.lstat())
        like.rmdir()
        if found is not None:
            return found
        shutil.rmtree(new)
    new.mkdir()
    return {}


def _is_large(folder: Path) -> bool:
    return len([*islice(folder.glob("**"), _MANY)]) == _MANY


def _prefix(site: Path) -> str:
    return f".{site.name}-"


def _make_room(site: Path, held: ExitStack) -> Path:
    room = Path(tempfile.mkdtemp(prefix=_prefix(site), dir=site.parent))
    held.callback(os.close, _hold(room))
    return room


def _hold(room: Path) -> int:
    """Hold a room's lock as long as the descriptor is open. Raises BlockingIOError when somebody else does.

    The system frees it if we are killed.
    """
    descriptor = os.open(room, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


def _take_over(site: Path, held: ExitStack) -> Path | None:
    """Take over a room that an earlier build has left beside a site, and remove the others.

    A site that a killed build had taken away is put back.
    """
    taken = None
    for room in sorted(site.parent.glob(f"{glob.escape(_prefix(site))}*")):
        with suppress(OSError), ExitStack() as mine:  # It is held, or not a room, or not ours to remove.
            if not _is_left(room):
                continue
            mine.callback(os.close, _hold(room))
            if (room / _OLD).is_dir() and not site.exists():
                (room / _OLD).rename(site)
            if taken is None and _is_ours(room) and (room / _NEW).is_dir():
                for other in (_OLD, _LIKE):
                    shutil.rmtree(room / other, ignore_errors=True)
                held.push(mine.pop_all())
                taken = room
            else:
                shutil.rmtree(room)
    return taken


def _is_left(room: Path) -> bool:
    """Tell whether a folder is a room, and one that somebody holds who builds in it. Raises OSError."""
    names = {entry.name for entry in room.iterdir()}
    # Nobody makes anything in a room that is not held yet.
    return names <= {_NEW, _OLD, _LIKE} and (bool(names) or time.time() - room.lstat().st_mtime > _SECONDS_TO_LOCK)


def _is_ours(room: Path) -> bool:
    """Tell whether nobody else can have laid anything into a room, such as a link to what is not the site's."""
    status = room.lstat()
    return status.st_uid == os.geteuid() and stat.S_IMODE(status.st_mode) == stat.S_IRWXU


def _exchange(new: Path, site: Path) -> None:
    """Let a folder and the site change places: on Linux in one step, so that the site is never gone."""
    if not site.exists():
        new.rename(site)
    elif not _exchange_in_one_step(new, site):
        old = new.with_name(_OLD)
        site.rename(old)
        new.rename(site)
        old.rename(new)


def _exchange_in_one_step(first: Path, second: Path) -> bool:
    # renameat2(2) with RENAME_EXCHANGE; Python has no call of its own for it.
    at_working_directory, exchange = -100, 2
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(
        rename(at_working_directory, os.fsencode(first), at_working_directory, os.fsencode(second), exchange) == 0
    )
