"""The inbox: what editors do with a proposal, with Git alone. A merge is checked before main stands at it."""

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from catalogue.problems.problem import Problem
from catalogue.receive.branches import Branches, Closed
from catalogue.receive.desk import Desk
from catalogue.receive.merging import Apart, merge_pages
from catalogue.receive.proposals import Event, Standing, What
from catalogue.receive.streams import AUTHOR
from catalogue.review.git import NotFound, Repository, Stopped

_ATTEMPTS = 5
_UNIT_PAGE = re.compile(r"(?:.*/)?units/[^/]+/index\.md", re.DOTALL)
"""Where the page of a workplace lies, which several people write on at once."""


class Conflict(Exception):
    """The page was changed on main since it was sent; somebody must put the two together."""


class Foreign(Exception):
    """The branch changes files that were not sent: somebody else has written to it. The message names them."""


class Unsound(Exception):
    """What would come of the merge has errors that main does not have."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__(len(problems))
        self.problems = problems


class Restless(Exception):
    """Main moved each time that it was to be merged into."""


@dataclass(frozen=True)
class Merge:
    """A merge that is not made yet: the commit of main, the proposal's, and the tree that they become."""

    base: str
    commit: str
    tree: str


def accept(branches: Branches, desk: Desk, name: str, today: date, now: datetime) -> str:
    """Merge a proposal into main, and return the commit.

    Raises Closed where it is decided already, Conflict, Foreign, Unsound and Restless; main then stands as it was.
    """
    standing = branches.find(name)
    if standing is None:
        raise NotFound(f"Der er ingen side med kvitteringen {name}.")
    if not standing.state.is_open:
        raise Closed(standing.state)
    for _ in range(_ATTEMPTS):
        merge = merge_trees(branches.repository, branches.main_commit, standing.commit)
        _refuse_foreign(branches, standing, merge)
        if problems := _new_problems(branches, desk, merge, today):
            raise Unsound(problems)
        made = _commit(branches.repository, merge, f"Take in {standing.proposal.files[0]}", now)
        if branches.move_main(made, merge.base):
            branches.note_accepted(standing.proposal.name, Event(What.ACCEPTED, now))
            return made
    raise Restless


def merge_trees(repository: Repository, base: str, commit: str) -> Merge:
    """Return what two commits become together; entries in the lists of a workplace's page too. Raises Conflict."""
    try:
        told = repository.run(
            "merge-tree", "--write-tree", "--no-messages", "--name-only", "-z", base, commit, ends=(0, 1)
        )
        tree, *conflicts = [os.fsdecode(part) for part in told.split(b"\0") if part]
        return Merge(base, commit, _settle(repository, base, commit, tree, conflicts) if conflicts else tree)
    except (NotFound, Stopped, Apart, UnicodeDecodeError):
        raise Conflict from None


def _settle(repository: Repository, base: str, commit: str, tree: str, paths: Sequence[str]) -> str:
    """Return a tree in which the pages that Git could not merge are merged. Raises Apart, and NotFound and Stopped."""
    fork = repository.fork_point(base, commit)
    if any(_UNIT_PAGE.fullmatch(path) is None for path in paths):
        raise Apart
    with repository.reading() as reader:
        texts = {path: [reader.read(f"{one}:{path}").decode() for one in (fork, base, commit)] for path in paths}
    with TemporaryDirectory() as folder:
        around = {"GIT_INDEX_FILE": str(Path(folder) / "index")}
        repository.run("read-tree", tree, around=around)
        for path, versions in texts.items():
            name = repository.run("hash-object", "-w", "--stdin", given=merge_pages(*versions).encode())
            repository.run("update-index", "--cacheinfo", f"100644,{name.decode().strip()},{path}", around=around)
        return repository.run("write-tree", around=around).decode().strip()


def _refuse_foreign(branches: Branches, standing: Standing, merge: Merge) -> None:
    own = {f"{branches.docs}/{path}" for path in standing.proposal.files}
    changed = branches.repository.changes(merge.base, merge.tree)
    foreign = sorted(
        {entry.path for entry in changed if entry.path not in own or entry.mode not in ("100644", "000000")}
    )
    if foreign:
        raise Foreign(", ".join(foreign))


def _new_problems(branches: Branches, desk: Desk, merge: Merge, today: date) -> list[Problem]:
    """Return the errors that the merge makes."""
    before = desk.check_of(merge.base, today)
    after = desk.check_after(before, merge.base, merge.tree, today)
    known = {(problem.path, problem.code, problem.message) for problem in before.errors}
    return [one for one in after.errors if (one.path, one.code, one.message) not in known]


def _commit(repository: Repository, merge: Merge, message: str, now: datetime) -> str:
    words = ("commit-tree", merge.tree, "-p", merge.base, "-p", merge.commit, "-m", message)
    return repository.run(*words, around=identity(now)).decode().strip()


def identity(now: datetime) -> Mapping[str, str]:
    """Return what Git is told of who makes a commit, and when: the receiver, for it keeps nothing of people."""
    name, _, mail = AUTHOR.rstrip(">").partition(" <")
    said = {"NAME": name, "EMAIL": mail, "DATE": f"{int(now.timestamp())} +0000"}
    return {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in said.items()}
