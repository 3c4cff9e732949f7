"""A courier between a small repository and a forge on loopback, for tests."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

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
