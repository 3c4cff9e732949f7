"""Forges: one protocol, five kinds. Each is asked over HTTP, on loopback, and given branches by real Git.

(receive.forges.azure, receive.forges.bare, receive.forges.forgejo, receive.forges.github, receive.forges.gitlab,
receive.forges.protocol, receive.forges.remote)
"""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

import trees
from catalogue.receive.proposals import What
from catalogue.receive.receipts import make_receipt
from catalogue.receive.states import State
from courier_rig import Rig, rigged
from forge_kinds import KINDS, Azure, Forgejo, GitHub, GitLab
from forge_server import BOT, EDITOR, READER, Forge, Handler
from receiving import git, photo, submission, with_pictures

FIRST, SECOND, THIRD, FOURTH = (make_receipt(bytes([number]) * 20) for number in range(4))
PAGE = submission(with_pictures("en.png"), photo(), told_to="Lederen fortæller")
LATER = submission(trees.interpretation("Vi ringer nu to gange"))
STORY = submission(trees.story("En historie"), kind="story", key="en-historie")


@pytest.fixture(params=KINDS, ids=lambda kind: kind.kind)
def rig(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Rig]:
    with rigged(request.param, tmp_path) as rig:
        yield rig


@pytest.fixture
def sent(rig: Rig) -> Rig:
    rig.send(PAGE, FIRST)
    rig.round()
    return rig


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[Rig]:
    """A page that was sent to one kind of forge: what is tried with it is the same for all."""
    with rigged(Forgejo, tmp_path) as rig:
        rig.send(PAGE, FIRST)
        rig.round()
        yield rig


def test_a_page_becomes_a_branch_and_one_pull_request(rig: Rig) -> None:
    rig.send(PAGE, FIRST)
    assert rig.standing(FIRST).state is State.RECEIVED
    for _ in range(3):
        rig.round()
    pull = rig.pull
    assert (pull.branch, pull.base, pull.title) == (FIRST.branch, "main", "Side til kataloget: Køkkenet ringer")
    assert rig.forge.git("rev-parse", FIRST.branch) == rig.standing(FIRST).commit
    assert "docs/units/gryden/borgeren.md" in pull.text
    assert "Lederen fortæller" in pull.text
    assert FIRST.token not in f"{pull.title}{pull.text}"
    assert rig.standing(FIRST).proposal.request == str(pull.number)


def test_a_new_version_is_one_more_commit_on_the_same_pull_request(sent: Rig) -> None:
    sent.branches.send_again(sent.standing(FIRST), LATER, sent.now())
    sent.round()
    assert len(sent.forge.pulls) == 1
    assert sent.forge.git("rev-list", "--count", f"main..{FIRST.branch}") == "2"


def test_what_editors_write_stands_on_the_receipt_and_what_others_write_does_not(sent: Rig) -> None:
    sent.forge.say(sent.pull, "Tak, vi læser den på mandag.")
    sent.forge.say(sent.pull, "<!-- catalogue:review -->\n## Tjekket siger", EDITOR)
    if not isinstance(sent.forge, Azure):  # It does not tell who may write: who may not, may not remark either.
        sent.forge.say(sent.pull, "Godkendt! klar til at udgive", READER)
        sent.forge.say(sent.pull, "Tjekket siger", BOT)
    sent.round()
    standing = sent.standing(FIRST)
    assert standing.proposal.words == ["Tak, vi læser den på mandag."]
    assert standing.state is State.READ
    sent.round()
    assert sent.standing(FIRST).proposal == standing.proposal, "it is heard once"


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_a_pull_request_that_is_opened_between_two_questions_is_the_one(tmp_path: Path, kind: type[Forge]) -> None:
    with rigged(kind, tmp_path) as rig:
        rig.send(PAGE, FIRST)

        def open_first(handler: Handler) -> None:
            rig.forge.open(FIRST.branch, "main", "Den første", "")
            handler._answer(rig.forge.asked[-1])

        rig.forge.break_at(lambda line: line.startswith("POST") and "git-" not in line, open_first)
        rig.round()
        assert rig.pull.title == "Den første"
        assert rig.standing(FIRST).proposal.request == "1"


def test_who_has_just_become_an_editor_is_heard_at_once(alone: Rig) -> None:
    alone.forge.say(alone.pull, "Et")
    alone.round()
    alone.forge.writers.add("ny")
    alone.forge.say(alone.pull, "To", "ny")
    alone.round()
    assert alone.standing(FIRST).proposal.words == ["Et", "To"]


def test_a_remark_on_a_line_names_the_field_and_a_wish_is_a_question(sent: Rig) -> None:
    sent.forge.say(
        sent.pull, "Kan titlen blive kortere?", kind="line", path=f"docs/{PAGE.place.path}", line=2, asks=True
    )
    if sent.forge.kind in ("github", "forgejo"):  # There a review asks, and its lines say what.
        sent.forge.say(sent.pull, "Ret gerne lidt.", kind="review", asks=True)
    sent.round()
    standing = sent.standing(FIRST)
    assert standing.state is State.QUESTION
    assert "»Overskrift«: Kan titlen blive kortere?" in standing.proposal.words
    sent.branches.send_again(standing, LATER, sent.now())
    sent.round()
    assert sent.standing(FIRST).state is State.RECEIVED, "an answer ends the question, though it still stands there"


def test_many_remarks_are_read_page_by_page_and_as_they_are_worded_now(sent: Rig) -> None:
    said = [sent.forge.say(sent.pull, f"Bemærkning {number}") for number in range(8)]
    sent.round()
    assert len(sent.standing(FIRST).proposal.words) == 8
    said[0].words = "Bemærkning nul"
    sent.pull.said.remove(said[1])
    sent.round()
    words = sent.standing(FIRST).proposal.words
    assert len(words) == 7
    assert "Bemærkning nul" in words
    assert "Bemærkning 1" not in words


@pytest.mark.parametrize("is_squash", [False, True], ids=["merged", "squashed"])
def test_a_merge_is_klar_and_then_udgivet(sent: Rig, is_squash: bool) -> None:
    merged = sent.forge.merge(sent.pull, is_squash)
    sent.round()
    assert sent.branches.main_commit == merged
    assert sent.standing(FIRST).state is State.READY
    assert sent.standing(FIRST).proposal.last.what is What.ACCEPTED
    sent.branches.publish(merged)
    assert sent.standing(FIRST).state is State.PUBLISHED


def test_what_an_editor_changed_while_squashing_is_still_klar_and_udgivet(alone: Rig) -> None:
    made = alone.forge.write("main", f"docs/{PAGE.place.path}", trees.interpretation("Redaktionens ord"))
    alone.pull.merged_as = made
    alone.forge.close(alone.pull, "merged")
    alone.round()
    assert {alone.standing(FIRST).state, *(one.state for one in alone.branches.all())} == {State.READY}
    alone.branches.publish(made)
    assert {alone.standing(FIRST).state, *(one.state for one in alone.branches.all())} == {State.PUBLISHED}


def test_closed_without_a_merge_it_is_not_taken_in_and_says_why(sent: Rig) -> None:
    sent.forge.say(sent.pull, "Den findes allerede.")
    sent.forge.close(sent.pull)
    sent.round()
    standing = sent.standing(FIRST)
    assert standing.state is State.DECLINED
    assert standing.proposal.words == ["Den findes allerede."]
    sent.forge.say(sent.pull, "Se siden om morgenmødet.")
    sent.round()
    assert sent.standing(FIRST).state is State.DECLINED
    assert sent.standing(FIRST).proposal.words[-1] == "Se siden om morgenmødet."
    sent.pull.state = "open"
    sent.round()
    assert sent.standing(FIRST).state is State.READ, "it was opened again"


def test_an_editor_who_takes_it_on_is_reading_it(sent: Rig) -> None:
    sent.pull.assignees.append(EDITOR)
    sent.round()
    assert sent.standing(FIRST).state is State.READ


def test_what_is_withdrawn_is_closed_and_its_branch_is_gone(sent: Rig) -> None:
    sent.send(STORY, SECOND)
    sent.round()
    sent.branches.withdraw(FIRST.name, sent.now())
    sent.round()
    assert [pull.state for pull in sent.forge.pulls.values()] == ["closed", "open"]
    assert sent.forge.branches == [SECOND.branch]
    assert sent.standing(FIRST).state is State.WITHDRAWN
    assert "gryden/borgeren.md" not in git(sent.branches, "rev-list", "--objects", "--all")
    asked = len(sent.forge.asked)
    sent.branches.withdraw(SECOND.name, sent.now())
    sent.round()
    sent.round()
    sent.round()
    rest = [one.line for one in sent.forge.asked[asked:] if "git-" not in one.path and "info/refs" not in one.path]
    assert len([line for line in rest if line.startswith(("P", "D"))]) == 1, "what is settled is asked about no more"


def test_withdrawn_too_late_the_receipt_tells_the_truth(alone: Rig) -> None:
    alone.forge.merge(alone.pull)
    alone.branches.withdraw(FIRST.name, alone.now())
    alone.round()
    standing = alone.standing(FIRST)
    assert standing.state is State.READY
    assert "Siden var allerede taget med" in standing.proposal.words[0]
    alone.branches.publish(alone.branches.main_commit)
    assert alone.standing(FIRST).state is State.PUBLISHED


def test_two_senders_of_two_pages_are_two_and_a_fork_s_branch_of_the_same_name_is_nobody_s(rig: Rig) -> None:
    for receipt, page in ((FIRST, PAGE), (SECOND, STORY)):
        rig.send(page, receipt)
    fork = rig.forge.open("main", "main", "Fremmed", "")
    assert fork is not None
    fork.branch, fork.project = FIRST.branch, "fremmed/katalog"
    rig.round()
    rig.round()
    own = [pull for pull in rig.forge.pulls.values() if not pull.project]
    assert sorted(pull.branch for pull in own) == sorted([FIRST.branch, SECOND.branch])
    rig.forge.close(fork)
    rig.round()
    assert rig.standing(FIRST).state is State.RECEIVED


def test_main_that_moves_meanwhile_is_followed_and_the_editors_changes_reach_the_writer(alone: Rig) -> None:
    main = alone.forge.write("main", "docs/stories/anden.md", trees.story("Anden"))
    theirs = alone.forge.write(FIRST.branch, f"docs/{PAGE.place.path}", trees.interpretation("Med redaktionens ord"))
    alone.round()
    assert alone.branches.main_commit == main
    standing = alone.standing(FIRST)
    assert standing.commit == theirs == next(iter(alone.branches.all())).commit
    assert b"Med redaktionens ord" in alone.branches.read_files(standing, {PAGE.place.path})[PAGE.place.path]
    alone.branches.send_again(standing, LATER, alone.now())
    alone.round()
    assert alone.forge.git("rev-list", "--count", f"{theirs}..{FIRST.branch}") == "1"


def test_when_editor_and_writer_change_a_page_at_once_neither_s_work_is_lost(alone: Rig) -> None:
    theirs = alone.forge.write(FIRST.branch, f"docs/{PAGE.place.path}", trees.interpretation("Med redaktionens ord"))
    alone.branches.send_again(alone.standing(FIRST), LATER, alone.now())
    mine = alone.standing(FIRST).commit
    alone.round()
    assert set(alone.forge.git("log", "-1", "--format=%P", FIRST.branch).split()) == {theirs, mine}
    assert "Vi ringer nu to gange" in alone.forge.git("show", f"{FIRST.branch}:docs/{PAGE.place.path}")
    assert "en.png" not in alone.forge.git("ls-tree", "-r", "--name-only", FIRST.branch)
    alone.round()
    assert alone.standing(FIRST).commit == alone.forge.git("rev-parse", FIRST.branch)


def test_what_is_decided_is_forgotten_on_the_forge_as_well(alone: Rig) -> None:
    alone.send(STORY, SECOND)
    alone.round()
    alone.forge.close(alone.forge.pulls[1])
    alone.round()
    assert alone.standing(FIRST).state is State.DECLINED
    alone.ahead = timedelta(days=179)
    alone.round()
    assert sorted(alone.forge.branches) == sorted([FIRST.branch, SECOND.branch])
    alone.ahead = timedelta(days=181)
    alone.round()
    assert alone.forge.branches == [SECOND.branch]
    assert alone.branches.owns(FIRST) is None
    assert FIRST.name not in git(alone.branches, "for-each-ref")


def test_only_a_pull_request_decides_and_a_branch_that_was_taken_away_comes_again(tmp_path: Path) -> None:
    with rigged(GitLab, tmp_path) as rig:
        rig.send(PAGE, FIRST)
        rig.round()
        rig.forge.git("branch", "-D", FIRST.branch)
        rig.round()
        rig.round()
        assert rig.forge.branches == [FIRST.branch]
        assert (len(rig.forge.pulls), rig.standing(FIRST).state) == (1, State.RECEIVED)


def test_the_very_same_page_once_more_is_still_one_pull_request(alone: Rig) -> None:
    alone.send(PAGE, SECOND)
    alone.round()
    assert len(alone.forge.pulls) == 1
    assert alone.standing(SECOND).proposal.name == FIRST.name


def test_a_page_that_brings_nothing_new_is_on_main_already(alone: Rig) -> None:
    alone.forge.merge(alone.pull)
    alone.round()
    alone.send(PAGE, SECOND)
    alone.round()
    assert len(alone.forge.pulls) == 1
    assert alone.standing(SECOND).state is State.READY


def test_a_page_that_waits_for_its_workplace_is_not_sent_on(alone: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    alone.send(STORY, SECOND)
    monkeypatch.setattr("catalogue.receive.proposals._STATES", {What.SENT: State.WAITING})
    alone.round()
    assert (alone.forge.branches, len(alone.forge.pulls)) == ([FIRST.branch], 1)


def test_nothing_is_asked_of_a_forge_when_nothing_is_under_way(tmp_path: Path) -> None:
    with rigged(GitHub, tmp_path) as rig:
        rig.round()
        assert {one.path.partition("?")[0].rpartition("/")[2] for one in rig.forge.asked} <= {"refs", "git-upload-pack"}


def test_a_repository_without_a_forge_is_given_the_branches_and_says_the_rest_by_them(tmp_path: Path) -> None:
    with rigged(Forge, tmp_path) as rig:
        for receipt, page in (
            (FIRST, PAGE),
            (SECOND, STORY),
            (THIRD, submission(trees.story("To"), kind="story", key="to")),
        ):
            rig.send(page, receipt)
        rig.round()
        assert sorted(rig.forge.branches) == sorted([FIRST.branch, SECOND.branch, THIRD.branch])
        rig.forge.git("update-ref", "refs/heads/main", rig.forge.git("rev-parse", FIRST.branch))
        rig.forge.git("branch", "-D", SECOND.branch)
        rig.branches.withdraw(THIRD.name, rig.now())
        rig.round()
        assert rig.standing(FIRST).state is State.READY
        assert rig.standing(SECOND).state is State.DECLINED
        assert rig.forge.branches == [FIRST.branch]


def test_quiet_pull_requests_are_not_asked_about_again(tmp_path: Path) -> None:
    for kind in (GitHub, Forgejo, GitLab):
        with rigged(kind, tmp_path / kind.kind) as rig:
            rig.send(PAGE, FIRST)
            rig.round()
            rig.pull.updated = "2026-06-01T12:00:00Z"
            rig.ahead = timedelta(seconds=10)
            rig.round()
            asked = len(rig.forge.asked)
            rig.round()
            api = [one.line for one in rig.forge.asked[asked:] if "/api/" in one.path]
            assert len(api) == 1, api
