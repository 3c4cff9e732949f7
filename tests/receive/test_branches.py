"""Branches: what is true of a proposal lies in the bare repository, whole or not at all.

(receive.landing, receive.streams, review.locks)
"""

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import trees
from catalogue.receive import streams
from catalogue.receive.branches import Branches, Closed, Taken
from catalogue.receive.proposals import Event, What
from catalogue.receive.receipts import Receipt, make_receipt
from catalogue.receive.states import State
from catalogue.review import locks
from catalogue.review.git import NotFound
from receiving import NOON, begun, git, main_files, photo, repository, submission, with_pictures

FIRST, SECOND, THIRD = (make_receipt(bytes([number]) * 20) for number in range(3))
PHOTO = photo()
PAGE = submission(with_pictures("en.png"), PHOTO)
OTHER = submission(trees.interpretation("Noget andet"))


@pytest.fixture
def branches(tmp_path: Path) -> Branches:
    return begun(tmp_path / "katalog.git")


def standing_of(branches: Branches, receipt: Receipt):
    found = branches.owns(receipt)
    assert found is not None
    return found


def test_a_page_becomes_a_branch_over_main_right_to_the_byte(branches: Branches) -> None:
    branches.propose(PAGE, FIRST, NOON)
    assert git(branches, "rev-parse", f"{FIRST.branch}~1").strip() == branches.main_commit
    changed = git(branches, "diff", "--name-only", "main", FIRST.branch).split()
    assert changed == ["docs/units/gryden/borgeren.md", "docs/units/gryden/en.png"]
    assert branches.read_files(standing_of(branches, FIRST), set(PAGE.files)) == dict(PAGE.files)
    assert branches.repository.run("cat-file", "blob", f"{FIRST.branch}:docs/units/gryden/en.png") == PHOTO
    assert git(branches, "log", "-1", "--format=%an %ae", FIRST.branch).split() == [
        "Modtageren",
        "modtageren@katalog.invalid",
    ]
    git(branches, "fsck", "--strict")


def test_the_receipt_itself_is_kept_nowhere(branches: Branches) -> None:
    branches.propose(PAGE, FIRST, NOON)
    folder = branches.repository.folder
    assert FIRST.token.encode() not in b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    record = json.loads(git(branches, "show", f"refs/catalogue/proposals/{FIRST.name}:proposal.json"))
    assert record["receipt"] == FIRST.digest
    assert branches.owns(SECOND) is None


def test_a_receipt_whose_name_is_another_s_opens_nothing(branches: Branches, monkeypatch: pytest.MonkeyPatch) -> None:
    branches.propose(PAGE, FIRST, NOON)
    monkeypatch.setattr(Receipt, "name", FIRST.name)
    assert branches.owns(SECOND) is None


def test_there_is_one_open_proposal_of_a_page(branches: Branches) -> None:
    branches.propose(PAGE, FIRST, NOON)
    with pytest.raises(Taken):
        branches.propose(OTHER, SECOND, NOON)
    branches.withdraw(FIRST.name, NOON)
    branches.propose(OTHER, SECOND, NOON)
    assert [one.state for one in branches.all()] == [State.WITHDRAWN, State.RECEIVED]


def test_a_workplace_s_own_page_may_wait_more_than_once(branches: Branches) -> None:
    for number, receipt in enumerate((FIRST, SECOND)):
        branches.propose(submission(trees.unit(f"Gryden {number}"), kind="unit", key="gryden"), receipt, NOON)
    assert len([one for one in branches.all() if one.state is State.RECEIVED]) == 2


def test_the_very_same_page_sent_again_is_still_one_and_both_receipts_lead_to_it(branches: Branches) -> None:
    for receipt in (FIRST, SECOND, THIRD):
        branches.propose(PAGE, receipt, NOON)
    assert git(branches, "for-each-ref", "--format=%(refname:short)", "refs/heads/bidrag/").split() == [FIRST.branch]
    assert {standing_of(branches, one).proposal.name for one in (FIRST, SECOND, THIRD)} == {FIRST.name}
    branches.add(FIRST.name, Event(What.ASKED, NOON, "Hvad?"))
    with pytest.raises(Taken):
        branches.propose(PAGE, make_receipt(bytes(range(20))), NOON)


def test_sent_again_by_its_receipt_it_is_one_more_commit_and_what_it_no_longer_names_is_gone(
    branches: Branches,
) -> None:
    branches.propose(PAGE, FIRST, NOON)
    branches.send_again(standing_of(branches, FIRST), OTHER, NOON + timedelta(hours=1))
    assert git(branches, "rev-list", "--count", f"main..{FIRST.branch}").strip() == "2"
    assert git(branches, "diff", "--name-only", "main", FIRST.branch).split() == ["docs/units/gryden/borgeren.md"]
    assert standing_of(branches, FIRST).proposal.title == "Noget andet"


def test_main_that_moves_meanwhile_is_not_touched(branches: Branches) -> None:
    branches.propose(PAGE, FIRST, NOON)
    moved = branches.main_commit
    branches.send_again(standing_of(branches, FIRST), OTHER, NOON)
    branches.withdraw(FIRST.name, NOON)
    assert branches.main_commit == moved


def test_what_is_withdrawn_leaves_nothing_that_leads_to_the_page(branches: Branches) -> None:
    branches.propose(PAGE, FIRST, NOON)
    branches.withdraw(FIRST.name, NOON)
    reachable = git(branches, "rev-list", "--objects", "--all")
    assert "en.png" not in reachable
    assert "gryden/borgeren.md" not in reachable
    assert standing_of(branches, FIRST).state is State.WITHDRAWN
    for act in (lambda: branches.withdraw(FIRST.name, NOON), lambda: branches.add(FIRST.name, Event(What.READ, NOON))):
        with pytest.raises(Closed):
            act()


def test_published_means_that_readers_see_the_commit(branches: Branches) -> None:
    branches.propose(PAGE, FIRST, NOON)
    before, commit = branches.main_commit, standing_of(branches, FIRST).commit
    assert branches.move_main(commit, before)
    assert not branches.move_main(commit, before), "main had moved"
    assert standing_of(branches, FIRST).state is State.READY
    branches.publish(before, "000001-a")
    assert standing_of(branches, FIRST).state is State.READY
    branches.publish(commit, "000002-b")
    assert [one.state for one in branches.all()] == [State.PUBLISHED]
    assert branches.go_back("000001-a")
    assert not branches.go_back("000009-x")
    assert standing_of(branches, FIRST).state is State.READY


def squash(branches: Branches, receipt: Receipt) -> str:
    """Merge a proposal as a forge does that squashes: main gets a commit of its own with the same files."""
    tree = git(branches, "merge-tree", "--write-tree", "main", receipt.branch).split()[0]
    return onto_main(branches, tree)


def onto_main(branches: Branches, tree: str) -> str:
    author = ("-c", "user.name=x", "-c", "user.email=x@eksempel.invalid")
    made = git(branches, *author, "commit-tree", tree, "-p", branches.main_commit, "-m", "x").strip()
    assert branches.move_main(made, branches.main_commit)
    return made


def states(branches: Branches, receipt: Receipt) -> set[State]:
    """Return the state of a proposal by each of the two ways in which it is asked for."""
    return {standing_of(branches, receipt).state, *(one.state for one in branches.all())}


def test_a_merge_that_was_squashed_is_seen_as_one(branches: Branches) -> None:
    before = git(branches, "rev-parse", "main^{tree}").strip()
    branches.propose(PAGE, FIRST, NOON)
    assert states(branches, FIRST) == {State.RECEIVED}
    taken = squash(branches, FIRST)
    assert states(branches, FIRST) == {State.READY}
    with pytest.raises(Closed):
        branches.add(FIRST.name, Event(What.READ, NOON))
    branches.publish(taken)
    onto_main(branches, before)
    assert states(branches, FIRST) == {State.PUBLISHED}, "what becomes of the page later is another matter"
    branches.propose(OTHER, SECOND, NOON)


def test_a_page_that_goes_back_to_what_it_was_is_not_merged_before_it_is(branches: Branches) -> None:
    before = git(branches, "rev-parse", "main^{tree}").strip()
    branches.propose(PAGE, FIRST, NOON)
    squash(branches, FIRST)
    onto_main(branches, before)
    branches.propose(PAGE, SECOND, NOON)
    assert standing_of(branches, SECOND).state is State.RECEIVED
    assert [one.state for one in branches.all() if one.proposal.name == SECOND.name] == [State.RECEIVED]


def test_a_part_of_a_page_that_came_onto_main_is_no_merge(branches: Branches) -> None:
    branches.propose(PAGE, FIRST, NOON)
    branches.propose(submission(trees.story("Ny"), kind="story", key="ny"), SECOND, NOON)
    squash(branches, SECOND)
    assert standing_of(branches, FIRST).state is State.RECEIVED
    assert standing_of(branches, SECOND).state is State.READY


def test_what_a_killed_process_left_is_set_right(branches: Branches) -> None:
    branches.propose(PAGE, FIRST, NOON)
    head = git(branches, "rev-parse", FIRST.branch)
    git(branches, "update-ref", "-d", f"refs/heads/{FIRST.branch}")
    git(branches, "update-ref", f"refs/heads/{SECOND.branch}", head.strip())
    branches.mend()
    assert git(branches, "rev-parse", FIRST.branch) == head
    assert git(branches, "for-each-ref", "--format=%(refname:short)", "refs/heads/bidrag/").split() == [FIRST.branch]
    branches.send_again(standing_of(branches, FIRST), OTHER, NOON)
    newest = git(branches, "rev-parse", FIRST.branch)
    git(branches, "update-ref", f"refs/heads/{FIRST.branch}", head.strip())
    branches.mend()
    assert git(branches, "rev-parse", FIRST.branch) == newest


LOCKS = ("refs/heads/{}.lock", "refs/catalogue/published.lock", "packed-refs.lock", "refs/heads/main.lock")


@pytest.mark.parametrize("left", LOCKS)
def test_what_a_killed_git_has_left_locked_is_free_again(
    branches: Branches, left: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "MOMENT", 0)
    branches.propose(PAGE, FIRST, NOON)
    git(branches, "pack-refs", "--all")
    git(branches, "update-ref", "-d", f"refs/heads/{FIRST.branch}")
    (lock := branches.repository.folder / left.format(FIRST.branch)).parent.mkdir(parents=True, exist_ok=True)
    lock.touch()
    branches.mend()
    assert not lock.exists()
    branches.publish(branches.main_commit, "2026-06-01")
    assert branches.move_main(standing_of(branches, FIRST).commit, branches.main_commit)
    branches.forget_lapsed(NOON + timedelta(days=900), 180)
    assert branches.all() == []


def test_what_somebody_elses_git_holds_just_now_stays_theirs(
    branches: Branches, monkeypatch: pytest.MonkeyPatch
) -> None:
    lock = branches.repository.folder / "refs" / "heads" / "main.lock"
    lock.touch()

    def push_on(_seconds: float) -> None:
        """Let an editor's Git be done with its first lock, and be given another."""
        (following := lock.with_name("following")).touch()
        following.replace(lock)

    monkeypatch.setattr(locks.time, "sleep", push_on)
    branches.mend()
    assert lock.exists()


def test_a_decided_proposal_is_forgotten_after_its_time_and_an_open_one_is_not(branches: Branches) -> None:
    branches.propose(PAGE, FIRST, NOON)
    branches.propose(submission(trees.story("Ny"), kind="story", key="ny"), SECOND, NOON)
    branches.add(FIRST.name, Event(What.DECLINED, NOON, "Ikke denne gang."))
    branches.forget_lapsed(NOON + timedelta(days=180), 180)
    assert len(branches.all()) == 2
    branches.forget_lapsed(NOON + timedelta(days=181), 180)
    assert [one.proposal.name for one in branches.all()] == [SECOND.name]
    assert FIRST.branch not in git(branches, "for-each-ref")


def test_a_disk_that_cannot_be_written_to_leaves_no_half_of_a_page(branches: Branches) -> None:
    shelf = branches.repository.folder / "objects" / "pack"
    before = git(branches, "for-each-ref")
    broken = replace(branches, repository=replace(branches.repository, folder=branches.repository.folder / "x"))
    with pytest.raises((NotFound, FileNotFoundError)):
        broken.propose(PAGE, FIRST, NOON)
    assert shelf.parent.is_dir()
    assert git(branches, "for-each-ref") == before


def test_a_stream_that_is_cut_off_is_not_carried_out(branches: Branches) -> None:
    commit = streams.Commit("refs/heads/bidrag/x", "x", NOON, files={'a "b" c.md': b"1"})
    whole = streams.join([streams.write_commit(commit)])
    for end in range(1, len(whole) - 1, 7):
        with pytest.raises(NotFound):
            branches.repository.run("fast-import", "--quiet", "--done", given=whole[:end])
    assert "bidrag/x" not in git(branches, "for-each-ref")
    branches.repository.run("fast-import", "--quiet", "--done", given=whole)
    assert git(branches, "ls-tree", "--name-only", "-z", "bidrag/x") == 'a "b" c.md\0'


def test_a_repository_that_has_main_keeps_it(tmp_path: Path) -> None:
    branches = repository(tmp_path / "katalog.git")
    first = branches.main_commit
    again = repository(tmp_path / "katalog.git", {"themes/andet.md": "x"})
    assert again.main_commit == first
    assert set(branches.repository.files(first, "docs")) == set(main_files())
