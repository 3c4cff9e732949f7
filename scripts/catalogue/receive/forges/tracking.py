"""Tracking: what to do with a branch that is both here and on the forge, told from three commits.

`here` is the branch as it stands here, `there` as the forge has it, and `agreed` as both had it when they were last
known to agree; each is empty where there is none. The writer moves the branch here, the editors move it there.
"""

import os
from collections.abc import Callable
from datetime import datetime
from enum import Enum
from pathlib import Path
from tempfile import TemporaryDirectory

from catalogue.receive.inbox import Conflict, identity, merge_trees
from catalogue.receive.streams import NO_COMMIT
from catalogue.review.git import Repository


class Step(Enum):
    """What to do with a branch."""

    NOTHING = "both have the same, or the forge has none any more"
    PUSH = "the writer has moved it"
    ADOPT = "the editors have moved it"
    JOIN = "both have moved it"


def compare(here: str, agreed: str, there: str, is_within: Callable[[str, str], bool]) -> Step:
    """Return what to do. `is_within` tells whether the first of two commits is among what led to the second."""
    if here == there:
        return Step.NOTHING
    if not there:
        return Step.NOTHING if agreed else Step.PUSH
    if there == agreed or is_within(there, here):
        return Step.PUSH
    if here == agreed or is_within(here, there):
        return Step.ADOPT
    return Step.JOIN


def join(repository: Repository, here: str, there: str, now: datetime) -> str:
    """Return a commit of what editors and writer have made of a branch. Raises NotFound.

    Where they clash, the writer's newer files stand; what the editors wrote stays in the history.
    """
    try:
        tree = merge_trees(repository, there, here).tree
    except Conflict:
        tree = _lay_over(repository, there, here)
    words = ("commit-tree", tree, "-p", there, "-p", here, "-m", "Join what editors and writer have changed")
    return repository.run(*words, around=identity(now)).decode().strip()


def _lay_over(repository: Repository, below: str, above: str) -> str:
    """Return the tree of a commit with all that another has changed since they parted."""
    changes = repository.changes(repository.fork_point(below, above), above)
    gone = [
        path
        for one in changes
        for path in {one.old_path, one.path}
        if path and not (one.path == path and one.new_object)
    ]
    lines = [f"0 {NO_COMMIT}\t{path}\0" for path in gone]
    lines += [f"{one.mode} {one.new_object}\t{one.path}\0" for one in changes if one.new_object]
    with TemporaryDirectory(prefix="catalogue-join-") as folder:
        around = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        repository.run("read-tree", below, around=around)
        repository.run("update-index", "-z", "--index-info", given=os.fsencode("".join(lines)), around=around)
        return repository.run("write-tree", around=around).decode().strip()
