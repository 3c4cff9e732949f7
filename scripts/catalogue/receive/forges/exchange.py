"""The exchange: the branches here and on the forge are made the same, and main here what it is there.

What the forge has lies, as it was last fetched, below `refs/catalogue/arrived/`; where both last had the same, below
`refs/catalogue/agreed/`.
"""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from catalogue.receive.branches import AGREED, ARRIVED, Branches
from catalogue.receive.forges.remote import Remote, Update
from catalogue.receive.forges.tracking import Step, compare, join
from catalogue.receive.proposals import Standing
from catalogue.receive.receipts import BRANCHES, NAME
from catalogue.receive.states import State
from catalogue.receive.streams import NO_COMMIT

_LOG = logging.getLogger("catalogue.receive")


@dataclass
class Exchange:
    """Both ends of the branches. `refused` are the proposals that the forge would not take, with why."""

    branches: Branches
    remote: Remote
    clock: Callable[[], datetime]
    refused: dict[str, str] = field(default_factory=dict, init=False)

    @property
    def agreed(self) -> Mapping[str, str]:
        """The commits of the branches that both ends are known to have had, by the proposals' names."""
        return self.branches.tips(AGREED)

    @property
    def there(self) -> Mapping[str, str]:
        """The commits of the branches that the forge has, as it was last heard of, by the proposals' names."""
        arrived = self.branches.tips(f"{ARRIVED}{BRANCHES}")
        return {name: commit for name, commit in arrived.items() if NAME.fullmatch(name)}

    def make(self) -> None:
        """Fetch, put together what both ends have changed, and push what is new here. Raises Trouble and NotFound."""
        self.remote.fetch(self.branches.main, BRANCHES)
        self._follow_main()
        agreed, there = self.agreed, self.there
        joined = self._joined(agreed, there)
        updates = [
            Update(f"{BRANCHES}{one.proposal.name}", one.commit, there.get(one.proposal.name, ""))
            for one in joined
            if compare(one.commit, agreed.get(one.proposal.name, ""), there.get(one.proposal.name, ""), self._is_within)
            is Step.PUSH
        ]
        taken = self.remote.push(updates)
        pushed = {one.branch: one.commit for one in updates if one.branch in taken}
        self.branches.set_references({f"{ARRIVED}{branch}": commit for branch, commit in pushed.items()})
        for one in updates:
            if one.branch not in taken:
                self.refuse(one.branch.removeprefix(BRANCHES), "the branch is not taken")
        there = {**there, **{branch.removeprefix(BRANCHES): commit for branch, commit in pushed.items()}}
        self._agree({one.proposal.name: one.commit for one in joined}, agreed, there)

    def take_away(self, names: Mapping[str, str]) -> None:
        """Take branches away on the forge, where they still stand at the commits that are given. Raises Trouble."""
        gone = self.remote.push([Update(f"{BRANCHES}{name}", "", commit) for name, commit in names.items()])
        self.branches.set_references({f"{ARRIVED}{branch}": "" for branch in gone})

    def bring_again(self, name: str) -> None:
        """Let a branch that was taken away on the forge be pushed in the next round."""
        self.branches.set_references({f"{AGREED}{name}": ""})

    def refuse(self, name: str, reason: str) -> None:
        """Remember that the forge would not take a proposal."""
        if self.refused.get(name) != reason:
            _LOG.warning("forge: %s of %s", reason, name)
        self.refused[name] = reason

    def _follow_main(self) -> None:
        """Let main stand where the forge has it. What the forge says holds: main is nobody else's to move."""
        arrived, here = self.branches.tips(ARRIVED)["main"], self.branches.heads_main()
        if arrived != here:
            self.branches.move_main(arrived, here or NO_COMMIT)

    def _joined(self, agreed: Mapping[str, str], there: Mapping[str, str]) -> list[Standing]:
        """Return the proposals that are to be read, each with what the editors have made of its branch."""
        wanted = filter(is_wanted, self.branches.all())
        return [self._join(one, agreed.get(one.proposal.name, ""), there.get(one.proposal.name, "")) for one in wanted]

    def _join(self, standing: Standing, agreed: str, there: str) -> Standing:
        here, now = standing.commit, self.clock()
        step = compare(here, agreed, there, self._is_within)
        if step not in (Step.ADOPT, Step.JOIN):
            return standing
        head = there if step is Step.ADOPT else join(self.branches.repository, here, there, now)
        return self.branches.amend(standing.proposal.name, lambda same: same, now, (here, head)) or standing

    def _is_within(self, one: str, other: str) -> bool:
        return bool(one) and self.branches.holds(other, one)

    def _agree(self, here: Mapping[str, str], agreed: Mapping[str, str], there: Mapping[str, str]) -> None:
        """Remember which branches are the same at both ends."""
        same = {name for name, commit in here.items() if there.get(name) == commit != agreed.get(name)}
        if not same:
            return
        # Once more, for a page that was withdrawn meanwhile must be led to by nothing.
        now = {one.proposal.name: one.commit for one in self.branches.all() if is_wanted(one)}
        self.branches.set_references({f"{AGREED}{name}": here[name] for name in same if now.get(name) == here[name]})


def is_wanted(standing: Standing) -> bool:
    """Tell whether a proposal is to be read by the editors: open, and sent on by the workplace."""
    return standing.state.is_open and standing.proposal.state is not State.WAITING and bool(standing.commit)
