"""A courier between a small repository and a forge on loopback, for tests."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import courier_process
from catalogue.receive.branches import Branches
from catalogue.receive.configuration import Configuration
from catalogue.receive.forges.courier import Courier
from catalogue.receive.forges.opening import open_courier
from catalogue.receive.proposals import Proposal, Standing
from catalogue.receive.receipts import Receipt
from catalogue.receive.submissions import Submission
from forge_server import TOKEN, Forge, Pull, serving
from receiving import begun

Kind = Callable[[Path], Forge]


@dataclass
class Rig:
    """Both ends. Each `round` is one of the courier's, which must go well unless it is told to fail."""

    folder: Path
    forge: Forge
    branches: Branches
    more: dict[str, Any] = field(default_factory=dict)
    ahead: timedelta = timedelta()
    courier: Courier = field(init=False)

    def __post_init__(self) -> None:
        self.restart()

    def restart(self) -> None:
        """Begin anew as a new process would: with what lies in Git and in the folder of data alone."""
        settings: dict[str, Any] = {
            "forge": getattr(self.forge, "kind", "git"),
            "forge_address": self.forge.address,
            "forge_project": getattr(self.forge, "project", "eksempel/katalog"),
            "forge_token": TOKEN,
            "forge_pause": 0,
            "forge_seconds": 5,
            **self.more,
        }
        made = open_courier(Configuration(**settings), self.branches, self.folder / "data", self.now)
        assert made is not None
        self.courier = made

    def now(self) -> datetime:
        return datetime.now(UTC) + self.ahead

    def round(self) -> None:
        self.courier.make_round()
        assert self.courier.trouble is None, self.courier.trouble.reason

    def fail(self) -> str:
        """Make a round that goes wrong, and return why."""
        self.courier.make_round()
        assert self.courier.trouble is not None
        return self.courier.trouble.reason

    def send(self, page: Submission, receipt: Receipt) -> Proposal:
        return self.branches.propose(page, receipt, self.now())

    def standing(self, receipt: Receipt) -> Standing:
        found = self.branches.owns(receipt)
        assert found is not None
        return self.courier.look(found)

    def kill_at(self, is_there: Callable[[int, str, str], bool]) -> bool:
        """Make a round in a process of its own that is killed at a point; tell whether it came to that point.

        The point is told by how many times the forge was asked, what was asked last, and whether it has done it.
        """
        words = [sys.executable, courier_process.__file__, str(self.folder)]
        words += [str(getattr(self.forge, "kind", "git")), self.forge.address, str(getattr(self.forge, "project", ""))]
        environment = {**os.environ, "CATALOGUE_RECEIVE_FORGE_TOKEN": TOKEN}
        before = len(self.forge.asked)
        killed = []
        process = subprocess.Popen(words, env=environment, start_new_session=True)

        def kill(number: int, when: str) -> None:
            if not killed and is_there(number - before, self.forge.asked[-1].line, when):
                killed.append(number)
                os.killpg(process.pid, signal.SIGKILL)

        self.forge.on_ask = kill
        status = process.wait(60)
        self.forge.on_ask = lambda number, when: None
        assert status == (-signal.SIGKILL if killed else 0)
        return bool(killed)

    @property
    def pull(self) -> Pull:
        """The one pull request there is."""
        (pull,) = self.forge.pulls.values()
        return pull


@contextmanager
def rigged(kind: Kind, folder: Path, **more: Any) -> Iterator[Rig]:
    """Give a forge that holds the small tree, and a repository of the receiver's own that has it as well."""
    upstream = begun(folder / "forge.git")
    with serving(kind(upstream.repository.folder)) as forge:
        yield Rig(folder, forge, begun(folder / "katalog.git"), more)
