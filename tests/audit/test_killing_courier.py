"""The courier, killed at every request that it makes of a forge, before and after the forge has done it.

Nothing is lost, no pull request is there twice, no word is told twice, and what is withdrawn is gone.
"""

from collections.abc import Callable
from pathlib import Path

import pytest

import trees
from catalogue.receive.receipts import make_receipt
from catalogue.receive.states import State
from courier_rig import Rig, rigged
from forge_kinds import Azure, Forgejo, GitHub, GitLab
from forge_server import Forge
from receiving import git, submission
from rows import Note

FIRST, SECOND = (make_receipt(bytes([number]) * 20) for number in range(2))
PAGE = submission(trees.interpretation())
LATER = submission(trees.interpretation("Vi ringer nu to gange"))
STORY = submission(trees.story("En historie"), kind="story", key="en-historie")


def send(rig: Rig) -> None:
    rig.send(PAGE, FIRST)
    rig.send(STORY, SECOND)


def has_arrived(rig: Rig) -> None:
    assert sorted(pull.branch for pull in rig.forge.pulls.values()) == sorted([FIRST.branch, SECOND.branch])
    assert {rig.standing(one).state for one in (FIRST, SECOND)} == {State.RECEIVED}


def answer(rig: Rig) -> None:
    send(rig)
    rig.round()
    rig.forge.say(rig.forge.pulls[1], "Hvad mener I?", kind="line", asks=True)
    first = FIRST if rig.forge.pulls[1].branch == FIRST.branch else SECOND
    if first is FIRST:
        rig.branches.send_again(rig.standing(FIRST), LATER, rig.now())


def is_heard_once(rig: Rig) -> None:
    words = [word for one in (FIRST, SECOND) for word in rig.standing(one).proposal.words]
    assert words == ["Hvad mener I?"]
    assert len(rig.forge.pulls) == 2
    assert rig.forge.git("rev-parse", FIRST.branch) == rig.standing(FIRST).commit


def take_back(rig: Rig) -> None:
    send(rig)
    rig.round()
    rig.branches.withdraw(FIRST.name, rig.now())
    rig.forge.close(next(pull for pull in rig.forge.pulls.values() if pull.branch == SECOND.branch))


def is_gone(rig: Rig) -> None:
    assert {pull.state for pull in rig.forge.pulls.values()} == {"closed"}
    assert FIRST.branch not in rig.forge.branches
    assert [rig.standing(one).state for one in (FIRST, SECOND)] == [State.WITHDRAWN, State.DECLINED]
    assert len(rig.standing(SECOND).proposal.events) == 2


DEEDS: dict[str, tuple[Callable[[Rig], None], Callable[[Rig], None]]] = {
    "sent": (send, has_arrived),
    "answered": (answer, is_heard_once),
    "withdrawn": (take_back, is_gone),
}


CASES = [*((GitHub, deed) for deed in DEEDS), (Azure, "sent"), (Forgejo, "answered"), (GitLab, "withdrawn")]


@pytest.mark.parametrize(("kind", "deed"), CASES, ids=[f"{kind.kind}, {deed}" for kind, deed in CASES])
def test_killed_at_every_request(tmp_path: Path, kind: type[Forge], deed: str, note: Note) -> None:
    begin, check = DEEDS[deed]
    points = 0
    for when in ("before", "after"):
        for at in range(1, 60):
            with rigged(kind, tmp_path / f"{when}{at}") as rig:
                begin(rig)
                was_killed = rig.kill_at(lambda number, _, state, at=at, when=when: number == at and state == when)
                rig.branches.mend()
                rig.restart()
                rig.round()
                rig.round()
                check(rig)
                git(rig.branches, "fsck", "--strict", "--connectivity-only")
            if not was_killed:
                break
            points += 1
    note(f"killed at {points} points", "nothing lost, nothing there twice")
    assert points >= 10
