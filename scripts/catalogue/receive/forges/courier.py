"""The courier: goes between the repository here and the forge, again and again, and needs to remember nothing.

Each round compares what is wanted with what is there, and does what is missing: so it can be killed at any point, and
the next round goes on. A page has arrived when the forge has its branch and there is a pull request of it. All that the
courier learns is kept with the proposal, in Git; only until when the forge wants to be left alone lies in a file.
"""

import json
import logging
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from random import SystemRandom

from catalogue.receive.branches import AGREED, ARRIVED, Branches
from catalogue.receive.forges.answers import Denied, Limited, Trouble, Unwilling
from catalogue.receive.forges.connection import Connection
from catalogue.receive.forges.drafts import make_draft
from catalogue.receive.forges.following import follow
from catalogue.receive.forges.lines import tell_where
from catalogue.receive.forges.protocol import Editors, Forge, Known, Pull, Remark
from catalogue.receive.forges.remote import Remote, Update
from catalogue.receive.forges.tracking import Step, compare, join
from catalogue.receive.proposals import Event, Proposal, Standing, What
from catalogue.receive.receipts import BRANCHES, NAME
from catalogue.receive.states import State
from catalogue.review.git import NotFound, Stopped

_LOG = logging.getLogger("catalogue.receive")
_FIRST_WAIT, _LONGEST_WAIT = 15.0, 900.0
_EDITORS_HOLD = timedelta(hours=1)
"""How long it is remembered who may write to the project."""
_SETTLED = timedelta(minutes=2)
"""How old a stamp must be before it is believed that nothing was said in the same second."""
_LATE_WORDS = timedelta(days=1)
"""How long after a pull request was closed its remarks are still asked for."""
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
    refused: dict[str, str] = field(default_factory=dict, init=False)
    """The proposals that the forge would not take, with why."""
    _stamps: dict[str, str] = field(default_factory=dict, init=False)
    _editors: Editors = field(default_factory=dict, init=False)
    _editors_since: datetime | None = field(default=None, init=False)
    _forgotten: datetime | None = field(default=None, init=False)
    _failures: int = field(default=0, init=False)
    _news: threading.Event = field(default_factory=threading.Event, init=False)
    _stop: threading.Event = field(default_factory=threading.Event, init=False)

    def __post_init__(self) -> None:
        self.data.mkdir(parents=True, exist_ok=True)
        self.connection.sleep = self._stop.wait
        self.connection.resume_at = self._read_pause()

    # For the receiver

    def wake(self) -> None:
        """Go at once: there is something to bring. While the forge is in trouble, its pause holds all the same."""
        self._news.set()

    def look(self, standing: Standing) -> Standing:
        """Return how a proposal stands, also to whom waits for the forge to take it."""
        if not _is_wanted(standing):
            return standing
        if standing.proposal.request and self._agreed().get(standing.proposal.name) == standing.commit:
            return standing
        is_late = self.clock() - standing.proposal.last.at > self.grace
        return replace(standing, is_delayed=bool(self.trouble) or standing.proposal.name in self.refused or is_late)

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
            if self.trouble:
                self._stop.wait(wait)
            else:
                self._news.wait(wait)

    # A round

    def make_round(self) -> float:
        """Do all that is to be done now, and return how many seconds to wait before the next round."""
        self.trouble = None
        for part in (self._exchange, self._tell, self._forget):
            try:
                part()
            except Trouble as trouble:
                self.trouble = trouble
                if isinstance(trouble, Limited):
                    self.connection.resume_at = max(self.connection.resume_at, time.time() + trouble.wait)
            except (NotFound, Stopped, OSError, ValueError) as error:
                # The repository here: its disk is full, say. The kind alone: what Git says may quote a page's name.
                self.trouble = Trouble(f"no round: {type(error).__name__}")
            if self.trouble:
                break
        self._write_pause()
        if not self.trouble:
            self._failures = 0
            return self.ask_seconds
        wait = _wait_after(self._failures, self.trouble)
        self._failures += 1
        _LOG.warning("forge: %s; again in %d s", self.trouble.reason, wait)
        return wait

    def _exchange(self) -> None:
        """Make the branches of both places the same, and main here what it is there."""
        branches = self.branches
        self.remote.fetch(branches.main, BRANCHES)
        self._follow_main()
        agreed, there = self._agreed(), self._there()
        updates: list[Update] = []
        for standing in filter(_is_wanted, branches.all()):
            standing = self._met(standing, agreed, there)
            name = standing.proposal.name
            if standing.commit != there.get(name) and (there.get(name) or not agreed.get(name)):
                updates.append(Update(f"{BRANCHES}{name}", standing.commit, there.get(name, "")))
        taken = self.remote.push(updates)
        pushed = {one.branch.removeprefix(BRANCHES): one.commit for one in updates if one.branch in taken}
        branches.set_references({f"{ARRIVED}{BRANCHES}{name}": commit for name, commit in pushed.items()})
        for name in {one.branch.removeprefix(BRANCHES) for one in updates} - pushed.keys():
            self._refuse(name, "the branch is not taken")
        self._agree({**there, **pushed})

    def _follow_main(self) -> None:
        """Let main stand where the forge has it. What the forge says holds: main is nobody else's to move."""
        arrived, here = self.branches.tips(ARRIVED)["main"], self.branches.heads_main()
        if arrived != here:
            self.branches.move_main(arrived, here or "0" * 40)

    def _met(self, standing: Standing, agreed: Mapping[str, str], there: Mapping[str, str]) -> Standing:
        """Return a proposal whose branch has what the editors have made of it on the forge."""
        name, here = standing.proposal.name, standing.commit
        theirs = there.get(name, "")
        step = compare(here, agreed.get(name, ""), theirs, self._is_within)
        if step not in (Step.ADOPT, Step.JOIN):
            return standing
        now = self.clock()
        head = theirs if step is Step.ADOPT else join(self.branches.repository, here, theirs, now)
        return self.branches.amend(name, lambda same: same, now, (here, head)) or standing

    def _is_within(self, one: str, other: str) -> bool:
        return bool(one) and self.branches.holds(other, one)

    def _agree(self, there: Mapping[str, str]) -> None:
        """Remember which branches are the same in both places."""
        before = self._agreed()
        here = {one.proposal.name: one.commit for one in self.branches.all() if _is_wanted(one)}
        same = {name: commit for name, commit in here.items() if there.get(name) == commit != before.get(name)}
        self.branches.set_references({f"{AGREED}{name}": commit for name, commit in same.items()})

    def _tell(self) -> None:
        """Open and close pull requests, and hear what has become of the others."""
        standings, there = self.branches.all(), self._there()
        waiting = [one for one in standings if self._is_of_interest(one, there)]
        if not waiting:
            return
        known = [
            Known(one.proposal.request, f"{BRANCHES}{one.proposal.name}", one.proposal.name in there)
            for one in waiting
            if one.proposal.request and one.proposal.state is not State.WITHDRAWN
        ]
        pulls = self.connection.hold(self.forge.status(known, self.branches.main))
        by_name = {pull.branch.removeprefix(BRANCHES): pull for pull in pulls}
        by_number = {pull.number: pull for pull in pulls}
        for standing in standings:
            pull = by_number.get(standing.proposal.request) or by_name.get(standing.proposal.name)
            if standing.proposal.state is State.WITHDRAWN:
                self._close(standing, pull)
            elif pull:
                self._hear(standing, pull)
                if pull.is_open and _is_wanted(standing) and standing.proposal.name not in there:
                    # Only a pull request decides: its branch comes again.
                    self.branches.set_references({f"{AGREED}{standing.proposal.name}": ""})
        self._open_all()

    def _is_of_interest(self, standing: Standing, there: Mapping[str, str]) -> bool:
        """Tell whether something may still happen to a proposal on the forge."""
        proposal = standing.proposal
        if proposal.state is State.WITHDRAWN:
            return bool(proposal.request) or proposal.name in there
        is_late = proposal.state is State.DECLINED and self.clock() - proposal.last.at < _LATE_WORDS
        # One that main has by now is asked about once more: how it was decided, and with which words.
        return _is_wanted(standing) or (bool(proposal.request) and (proposal.state.is_open or is_late))

    def _hear(self, standing: Standing, pull: Pull) -> None:
        """Keep what has happened to a pull request."""
        proposal, now = standing.proposal, self.clock()
        remarks = self._remarks(standing, pull, now) if self._has_news(proposal, pull) else None
        self.branches.amend(
            proposal.name,
            lambda current: follow(replace(current, request=current.request or pull.number), pull, remarks, now),
            now,
        )
        if remarks is not None and pull.stamp and _is_older(pull.stamp, now - _SETTLED):
            self._stamps[pull.number] = pull.stamp

    def _has_news(self, proposal: Proposal, pull: Pull) -> bool:
        is_over = proposal.state in (State.READY, State.PUBLISHED)
        return not is_over and (not pull.stamp or self._stamps.get(pull.number) != pull.stamp)

    def _remarks(self, standing: Standing, pull: Pull, now: datetime) -> list[Remark]:
        if self._editors_since is None or now - self._editors_since > _EDITORS_HOLD:
            self._editors_since = now
            self._editors.clear()
            self._stamps.clear()  # Who may write now may have written before.
        remarks = self.connection.hold(self.forge.remarks(pull.number, self._editors))
        docs = self.branches.docs
        paths = {one.path.removeprefix(f"{docs}/") for one in remarks if one.line and one.path.endswith(".md")}
        texts = self.branches.read_files(standing, paths & set(standing.proposal.files))
        return tell_where(remarks, {f"{docs}/{path}": raw.decode("utf-8", "replace") for path, raw in texts.items()})

    def _close(self, standing: Standing, pull: Pull | None) -> None:
        """Close the pull request of a page that was withdrawn, and take its branch away."""
        proposal, now = standing.proposal, self.clock()
        number = proposal.request or (pull.number if pull else "")
        if number:
            closed = self.connection.hold(self.forge.withdraw(number))
            self.branches.amend(
                proposal.name, lambda current: replace(follow(current, closed, None, now), request=""), now
            )
        if commit := self._there().get(proposal.name):
            branch = f"{BRANCHES}{proposal.name}"
            if branch in self.remote.push([Update(branch, "", commit)]):
                self.branches.set_references({f"{ARRIVED}{branch}": ""})

    def _open_all(self) -> None:
        """Open the pull requests that are missing, of branches that the forge has."""
        agreed = self._agreed()
        for standing in filter(_is_wanted, self.branches.all()):
            name = standing.proposal.name
            if not standing.proposal.request and agreed.get(name) == standing.commit and not self._stop.is_set():
                try:
                    self._open(standing)
                except Unwilling as trouble:
                    self._refuse(name, trouble.reason)

    def _open(self, standing: Standing) -> None:
        proposal, now = standing.proposal, self.clock()
        main = self.branches.main_commit
        if self._brings_nothing(standing, main):
            taken = Event(What.ACCEPTED, now)
            self.branches.amend(proposal.name, lambda current: replace(current.then(taken), landed=main), now)
            return
        draft = make_draft(proposal, self.branches.main, self.branches.docs, self.forge.asks_by)
        pull = self.connection.hold(self.forge.propose(draft))
        if not pull.number:
            raise Denied("the forge gives no number")
        self.branches.amend(proposal.name, lambda current: replace(current, request=pull.number), now)
        self.refused.pop(proposal.name, None)

    def _brings_nothing(self, standing: Standing, main: str) -> bool:
        """Tell whether a page is on main as it was sent: of nothing no forge makes a pull request."""
        repository = self.branches.repository
        return not repository.changes(repository.fork_point(main, standing.commit), standing.commit)

    def _forget(self) -> None:
        """Take away on the forge, too, what is decided and whose receipt is no longer to be shown; then forget it."""
        now, there = self.clock(), self._there()
        lapsed = [
            Update(f"{BRANCHES}{one.proposal.name}", "", there[one.proposal.name])
            for one in self.branches.all()
            if not one.state.is_open and one.proposal.name in there and one.proposal.has_lapsed(now, self.receipt_days)
        ]
        gone = self.remote.push(lapsed)
        self.branches.set_references({f"{ARRIVED}{branch}": "" for branch in gone})
        if self._forgotten is None or now - self._forgotten > _DAY:
            self._forgotten = now
            self.branches.forget_lapsed(now, self.receipt_days)

    def _refuse(self, name: str, reason: str) -> None:
        if self.refused.get(name) != reason:
            _LOG.warning("forge: %s of %s", reason, name)
        self.refused[name] = reason

    def _agreed(self) -> dict[str, str]:
        return self.branches.tips(AGREED)

    def _there(self) -> dict[str, str]:
        return {name: commit for name, commit in self.branches.tips(f"{ARRIVED}{BRANCHES}").items() if _is_name(name)}

    # The pause that outlives a restart

    def _read_pause(self) -> float:
        try:
            return float(json.loads((self.data / _FILE).read_text("utf-8"))["resume_at"])
        except (OSError, ValueError, KeyError, TypeError):
            return 0

    def _write_pause(self) -> None:
        if self._read_pause() != self.connection.resume_at:
            beside = self.data / f".{_FILE}"
            beside.write_text(json.dumps({"resume_at": self.connection.resume_at}), "utf-8")
            beside.replace(self.data / _FILE)


def _is_name(name: str) -> bool:
    return NAME.fullmatch(name) is not None


def _is_wanted(standing: Standing) -> bool:
    """Tell whether a proposal is to be read by the editors: open, and sent on by the workplace."""
    return standing.state.is_open and standing.proposal.state is not State.WAITING and bool(standing.commit)


def _is_older(stamp: str, than: datetime) -> bool:
    try:
        return datetime.fromisoformat(stamp) < than
    except (ValueError, TypeError):
        return False


def _wait_after(failures: int, trouble: Trouble) -> float:
    """Return how long to wait after some failures in a row: twice as long each time, and no two receivers alike."""
    wait: float = min(_FIRST_WAIT * 2 ** min(failures, 10), _LONGEST_WAIT)
    return max(trouble.wait, wait * SystemRandom().uniform(0.75, 1.25))
