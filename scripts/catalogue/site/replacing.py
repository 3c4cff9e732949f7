"""Replacing: a new folder takes an old one's place in one step, or nothing changes.

The new one is made in a room beside the old. A room is held by a lock as long as somebody builds in it, so that who
comes next can tell one that was left behind by a build that was killed, and clears it away.
"""

import ctypes
import fcntl
import glob
import os
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path

from catalogue.site.beside import beside

_NEW, _OLD, ASIDE = "new", "old", "aside"
_MANY = 200
"""Folders from which a second process is worth its while."""
_SECONDS_TO_LOCK = 10
"""How long a room may stand before whoever made it holds its lock."""


@contextmanager
def replacing(site: Path) -> Iterator[Path]:
    """Give a new folder beside the site, and put it in the site's place when all went well."""
    site = site.resolve()
    site.parent.mkdir(parents=True, exist_ok=True)
    _clear_rooms(site)
    room = Path(tempfile.mkdtemp(prefix=_prefix(site), dir=site.parent))
    try:
        with _holding(room):
            target = room / _NEW
            target.mkdir()
            yield target
            _exchange(target, site)
    finally:
        _remove(room)


def _remove(room: Path) -> None:
    """Remove a room with all that is in it: thousands of folders, on two processors."""
    folders = sorted(one for one in room.glob("*/*/*") if one.is_dir() and not one.is_symlink())
    if len(folders) >= _MANY:
        with beside(partial(_remove_all, folders[::2])):
            _remove_all(folders[1::2])
    shutil.rmtree(room, ignore_errors=True)


def _remove_all(folders: Iterable[Path]) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def lay_into(folder: Path, target: Path) -> None:
    """Move all of a folder to the same places in another, save what stands there already. Raises OSError."""
    for entry in os.scandir(folder):
        place = target / entry.name
        if entry.is_dir(follow_symlinks=False) and place.is_dir():
            lay_into(Path(entry.path), place)
        elif not place.exists():
            Path(entry.path).rename(place)


def _prefix(site: Path) -> str:
    return f".{site.name}-"


@contextmanager
def _holding(room: Path) -> Iterator[None]:
    """Hold a room's lock. Raises BlockingIOError when somebody else does. The system frees it if we are killed."""
    descriptor = os.open(room, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    finally:
        os.close(descriptor)


def _clear_rooms(site: Path) -> None:
    """Remove the rooms that killed builds have left beside a site; a site that one had taken away is put back."""
    for room in site.parent.glob(f"{glob.escape(_prefix(site))}*"):
        with suppress(OSError):  # It is held, or not a room, or not ours to remove.
            is_new = time.time() - room.lstat().st_mtime < _SECONDS_TO_LOCK
            if is_new or not {entry.name for entry in room.iterdir()} <= {_NEW, _OLD, ASIDE}:
                continue
            with _holding(room):
                if (room / _OLD).is_dir() and not site.exists():
                    (room / _OLD).rename(site)
                shutil.rmtree(room)


def _exchange(new: Path, site: Path) -> None:
    """Put a folder in the site's place. On Linux the two change places in one step, so the site is never gone."""
    if not site.exists():
        new.rename(site)
    elif not _exchange_in_one_step(new, site):
        old = new.with_name(_OLD)
        site.rename(old)
        new.rename(site)


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
