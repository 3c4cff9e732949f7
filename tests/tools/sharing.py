"""What the workers of one run share: made by the first that needs it, while the others wait, and changed by none."""

import fcntl
import os
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest

Made = TypeVar("Made")


def room_of(factory: pytest.TempPathFactory) -> Path:
    """Return the folder of this run, which all of its workers see."""
    base = factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Made]) -> Made:
    """Return what `make` returns when it is given a new folder: made once in a run, and read by the other workers."""
    folder = room_of(factory) / "shared" / name
    folder.parent.mkdir(exist_ok=True)
    kept = folder.with_name(f"{name}.made")
    with folder.with_name(f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            folder.mkdir()  # It is there already where somebody has failed to make it: that is told of once more.
            made = make(folder)
            kept.write_bytes(pickle.dumps(made))
    found: Made = pickle.loads(kept.read_bytes())
    return found
