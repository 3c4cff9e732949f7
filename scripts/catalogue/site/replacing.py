"""Replacing: a new folder takes an old one's place in one step, or nothing changes."""

import ctypes
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def replacing(site: Path) -> Iterator[Path]:
    """Give a new folder beside the site, and put it in the site's place when all went well."""
    site = site.resolve()
    site.parent.mkdir(parents=True, exist_ok=True)
    room = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
    try:
        target = room / "new"
        target.mkdir()
        yield target
        _exchange(target, site)
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _exchange(new: Path, site: Path) -> None:
    """Put a folder in the site's place. On Linux the two change places in one step, so the site is never gone."""
    if not site.exists():
        new.rename(site)
    elif not _exchange_in_one_step(new, site):
        old = new.with_name("old")
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
