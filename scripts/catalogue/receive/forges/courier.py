"""The courier: goes between the repository here and the forge, again and again, and needs to remember nothing.

Each round compares what is wanted with what is there, and does what is missing: so it can be killed at any point, and
the next round goes on. A page has arrived when the forge has its branch and there is a pull request of it. All that is
learned is kept with the proposal, in Git; only until when the forge wants to be left alone lies in a file.
"""

import json
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import SystemRandom

from catalogue.receive.branches import Branches
from catalogue.receive.forges.answers import Limited, Trouble
from catalogue.receive.forges.connection import Connection
from catalogue.receive.forges.correspondence import Correspondence
from catalogue.receive.forges.exchange import Exchange, is_wanted
from catalogue.receive.forges.protocol import Forge
from catalogue.receive.forges.remote import Remote
from catalogue.receive.proposals import Standing
from catalogue.review.git import NotFound, Stopped

_LOG = logging.getLogger("catalogue.receive")
_FIRST_WAIT, _LONGEST_WAIT = 15.0, 900.0
_DAY = timedelta(days=1)
_FILE = "forge.json"


@dataclass
class Courier:
    """Brings pages to a forge, and words back. `data` is a folder of its own; `clock` is handed in.

    `ask_seconds` lie between two rounds, and a page that the forge has not taken after `grace` is delayed. What is
    decided is forgotten, here and there, after `receipt_days`.
    """

    branches: Branches
    forge: Forge
    remote: Remote
    connection: Connection
    data: Path
    clock: Callable[[], datetime]
    ask_seconds: float = 60
    receipt_days: int = 180
    grace: timedelta = timedelta(minutes=10)
    trouble: Trouble | None = field(default=None, init=False)
    """What kept the last round from its end."""
    _forgotten: datetime | None = field(default=None, init=False)
    _failures: int = field(default=0, init=False)
    _news: threading.Event = field(default_factory=threading.Event, init=False)
    _stop: threading.Event = field(default_factory=threading.Event, init=False)

    def __post_init__(self) -> None:
        self.data.mkdir(parents=True, exist_ok=True)
        self.connection.sleep = self._stop.wait
        self.connection.resume_at = self._read_pause()
        self._exchange = Exchange(self.branches, self.remote, self.clock)
        self._correspondence = Correspondence(self.branches, self.forge, self.connection, self._exchange, self.clock)

    # For the receiver

    def wake(self) -> None:
        """Go at once: there is something to bring. While the forge is in trouble, its pause holds all the same."""
        self._news.set()

    def look(self, standing: Standing) -> Standing:
        """Return how a proposal stands, also to whom waits for the forge to take it."""
        name = standing.proposal.name
        if not is_wanted(standing):
            return standing
        if standing.proposal.request and self._exchange.agreed.get(name) == standing.commit:
            return standing
        is_late = self.clock() - standing.proposal.last.at > self.grace
        return replace(standing, is_delayed=bool(self.trouble) or name in self._exchange.refused or is_late)

    def start(self) -> threading.Thread:
        """Go in a thread of its own, until `stop`. Killed at any point, nothing is lost."""
        thread = threading.Thread(target=self.go, name="courier", daemon=True)
        thread.start()
        return thread

    def stop(self) -> None:
        """Go no more."""
        self._stop.set()
        self._news.set()

    def go(self) -> None:
        """Make one round after another."""
        while not self._stop.is_set():
            self._news.clear()
            wait = self.make_round()
            (self._stop if self.trouble else self._news).wait(wait)

    # A round

    def make_round(self) -> float:
        """Do all that is to be done now, and return how many seconds to wait before the next round."""
        trouble = self._try()
        if isinstance(trouble, Limited):
            self.connection.resume_at = max(self.connection.resume_at, time.time() + trouble.wait)
        self._write_pause()
        self.trouble = trouble
        if not trouble:
            self._failures = 0
            return self.ask_seconds
        wait = _wait_after(self._failures, trouble)
        self._failures += 1
        _LOG.warning("forge: %s; again in %d s", trouble.reason, wait)
        return wait

    def _try(self) -> Trouble | None:
        try:
            self._exchange.make()
            self._correspondence.make()
            self._forget()
        except Trouble as trouble:
            return trouble
        except (NotFound, Stopped, OSError, ValueError) as error:
            # The repository here: its disk is full, say. The kind alone: what Git says may quote a page's name.
            return Trouble(f"no round: {type(error).__name__}")
        return None

    def _forget(self) -> None:
        """Take away on the forge, too, what is decided and whose receipt is no longer to be shown; then forget it."""
        now, there = self.clock(), self._exchange.there
        if self._forgotten is not None and now - self._forgotten < _DAY:
            return
        lapsed = [
            one.proposal.name
            for one in self.branches.all()
            if not one.state.is_open and one.proposal.has_lapsed(now, self.receipt_days)
        ]
        self._exchange.take_away({name: there[name] for name in lapsed if name in there})
        self.branches.forget_lapsed(now, self.receipt_days)
        self._forgotten = now

    # The pause that outlives a restart

    def _read_pause(self) -> float:
        try:
            return float(json.loads((self.data / _FILE).read_text("utf-8"))["resume_at"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0

    def _write_pause(self) -> None:
        if self._read_pause() != self.connection.resume_at:
            beside = self.data / f".{_FILE}"
            try:
                beside.write_text(json.dumps({"resume_at": self.connection.resume_at}), "utf-8")
                beside.replace(self.data / _FILE)
            except OSError as error:
                _LOG.warning("forge: the pause is not kept: %s", type(error).__name__)


def _wait_after(failures: int, trouble: Trouble) -> float:
    """Return how long to wait after some failures in a row: twice as long each time, and no two receivers alike."""
    wait: float = min(_FIRST_WAIT * 2 ** min(failures, 10), _LONGEST_WAIT)
    return max(trouble.wait, wait * SystemRandom().uniform(0.75, 1.25))
