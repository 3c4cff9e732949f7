"""The correspondence: pull requests are opened and closed, and what becomes of them and is said of them is heard."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from catalogue.receive.branches import Branches
from catalogue.receive.forges.answers import Denied, Unwilling
from catalogue.receive.forges.connection import Connection
from catalogue.receive.forges.drafts import make_draft
from catalogue.receive.forges.exchange import Exchange, is_wanted
from catalogue.receive.forges.following import follow
from catalogue.receive.forges.lines import tell_where
from catalogue.receive.forges.protocol import Editors, Forge, Known, Pull, Remark
from catalogue.receive.proposals import Event, Proposal, Standing, What
from catalogue.receive.receipts import BRANCHES
from catalogue.receive.states import State

EDITORS_HOLD = timedelta(hours=1)
"""How long it is remembered who may write to the project."""
UNSTAMPED = 20
"""Pull requests that are asked about in a round, of those of which a forge does not tell whether anything is new."""
_SETTLED = timedelta(seconds=30)
"""How old a stamp must be before it is believed that nothing was said in the same second."""
_LATE_WORDS = timedelta(days=1)
"""How long after a pull request was closed its remarks are still asked for."""


@dataclass
class Correspondence:
    """What is asked of the forge and told to it. What it remembers saves questions, and may be forgotten."""

    branches: Branches
    forge: Forge
    connection: Connection
    exchange: Exchange
    clock: Callable[[], datetime]
    _stamps: dict[str, str] = field(default_factory=dict, init=False)
    _turns: list[str] = field(default_factory=list, init=False)
    """Pull requests without a stamp, in the order in which they are to be asked about."""
    _editors: Editors = field(default_factory=dict, init=False)
    _editors_since: datetime | None = field(default=None, init=False)

    def make(self) -> None:
        """Do all that is to be done now. Raises Trouble and NotFound."""
        standings, there = self.branches.all(), self.exchange.there
        waiting = [one for one in standings if self._is_of_interest(one, there)]
        if not waiting:
            return
        pulls = self.connection.hold(self.forge.status(_known(waiting, there), self.branches.main))
        by_name = {pull.branch.removeprefix(BRANCHES): pull for pull in pulls}
        by_number = {pull.number: pull for pull in pulls}
        due = self._choose_due(pulls)
        for standing in standings:
            name = standing.proposal.name
            pull = by_number.get(standing.proposal.request) or by_name.get(name)
            if standing.proposal.state is State.WITHDRAWN:
                self._close(standing, pull, there.get(name, ""))
            elif pull:
                self._hear(standing, pull, due)
                if pull.is_open and is_wanted(standing) and name not in there:
                    self.exchange.bring_again(name)  # Only a pull request decides.
        self._open_all([one.proposal.name for one in waiting if is_wanted(one) and not one.proposal.request])

    def _is_of_interest(self, standing: Standing, there: Mapping[str, str]) -> bool:
        """Tell whether something may still happen to a proposal on the forge."""
        proposal = standing.proposal
        if proposal.state is State.WITHDRAWN:
            return bool(proposal.request) or proposal.name in there
        is_late = proposal.state is State.DECLINED and self.clock() - proposal.last.at < _LATE_WORDS
        # One that main has by now is asked about once more: how it was decided, and with which words.
        return is_wanted(standing) or (bool(proposal.request) and (proposal.state.is_open or is_late))

    def _hear(self, standing: Standing, pull: Pull, due: set[str]) -> None:
        """Keep what has happened to a pull request."""
        proposal, now = standing.proposal, self.clock()
        remarks = self._remarks(standing, pull, now) if self._has_news(proposal, pull, due) else None

        def change(current: Proposal) -> Proposal:
            return follow(replace(current, request=current.request or pull.number), pull, remarks, now)

        self.branches.amend(proposal.name, change, now)
        if remarks is not None and _is_older(pull.stamp, now - _SETTLED):
            self._stamps[pull.number] = pull.stamp

    def _has_news(self, proposal: Proposal, pull: Pull, due: set[str]) -> bool:
        if proposal.state in (State.READY, State.PUBLISHED):
            return False
        if pull.is_open and not pull.stamp:
            return pull.number in due
        return not pull.stamp or self._stamps.get(pull.number) != pull.stamp

    def _choose_due(self, pulls: Iterable[Pull]) -> set[str]:
        """Return which to ask about of those that may have news or not: the ones that have waited longest."""
        unstamped = {pull.number for pull in pulls if pull.is_open and not pull.stamp}
        turns = [*sorted(unstamped.difference(self._turns)), *(one for one in self._turns if one in unstamped)]
        due, rest = turns[:UNSTAMPED], turns[UNSTAMPED:]
        self._turns = [*rest, *due]
        return set(due)

    def _remarks(self, standing: Standing, pull: Pull, now: datetime) -> list[Remark]:
        if self._editors_since is None or now - self._editors_since > EDITORS_HOLD:
            self._editors_since = now
            self._editors.clear()
            self._stamps.clear()  # Who may write now may have written before.
        remarks = self.connection.hold(self.forge.remarks(pull.number, self._editors))
        docs = self.branches.docs
        paths = {one.path.removeprefix(f"{docs}/") for one in remarks if one.line and one.path.endswith(".md")}
        texts = self.branches.read_files(standing, paths & set(standing.proposal.files))
        return tell_where(remarks, {f"{docs}/{path}": raw.decode("utf-8", "replace") for path, raw in texts.items()})

    def _close(self, standing: Standing, pull: Pull | None, commit: str) -> None:
        """Close the pull request of a page that was withdrawn, and take its branch away."""
        proposal, now = standing.proposal, self.clock()
        if number := proposal.request or (pull.number if pull else ""):
            closed = self.connection.hold(self.forge.withdraw(number))
            settled = lambda current: replace(follow(current, closed, None, now), request="")  # noqa: E731
            self.branches.amend(proposal.name, settled, now)
        if commit:
            self.exchange.take_away({proposal.name: commit})

    def _open_all(self, names: Iterable[str]) -> None:
        """Open the pull requests that are missing, of branches that the forge has."""
        agreed = self.exchange.agreed
        for name in names:
            standing = self.branches.find(name)
            if standing and is_wanted(standing) and not standing.proposal.request and name in agreed:
                try:
                    self._open(standing)
                except Unwilling as trouble:
                    self.exchange.refuse(name, trouble.reason)

    def _open(self, standing: Standing) -> None:
        proposal, now, main = standing.proposal, self.clock(), self.branches.main_commit
        if self._brings_nothing(standing, main):
            taken = Event(What.ACCEPTED, now)
            self.branches.amend(proposal.name, lambda current: replace(current.then(taken), landed=main), now)
            return
        draft = make_draft(proposal, self.branches.main, self.branches.docs, self.forge.asks_by)
        pull = self.connection.hold(self.forge.propose(draft))
        if not pull.number:
            raise Denied("the forge gives no number")
        self.branches.amend(proposal.name, lambda current: replace(current, request=pull.number), now)
        self.exchange.refused.pop(proposal.name, None)

    def _brings_nothing(self, standing: Standing, main: str) -> bool:
        """Tell whether a page is on main as it was sent: of nothing no forge makes a pull request."""
        repository = self.branches.repository
        return not repository.changes(repository.fork_point(main, standing.commit), standing.commit)


def _known(standings: Sequence[Standing], there: Mapping[str, str]) -> list[Known]:
    return [
        Known(one.proposal.request, f"{BRANCHES}{one.proposal.name}", one.proposal.name in there)
        for one in standings
        if one.proposal.request and one.proposal.state is not State.WITHDRAWN
    ]


def _is_older(stamp: str, than: datetime) -> bool:
    try:
        return datetime.fromisoformat(stamp) < than
    except (ValueError, TypeError):
        return False
