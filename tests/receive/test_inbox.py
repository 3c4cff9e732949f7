"""The inbox: a proposal is merged when what comes of it is sound, and main stands otherwise. (receive.desk)"""

from pathlib import Path

import pytest

import trees
from catalogue.receive.branches import Branches, Closed
from catalogue.receive.desk import Desk
from catalogue.receive.inbox import Conflict, Foreign, Unsound, accept
from catalogue.receive.receipts import make_receipt
from catalogue.receive.states import State
from catalogue.receive.streams import Commit, join, write_commit
from receiving import NOON, begun, git, photo, submission, with_pictures

RECEIPT = make_receipt(bytes(20))
PAGE = submission(with_pictures("en.png"), photo())


@pytest.fixture
def branches(tmp_path: Path) -> Branches:
    return begun(tmp_path / "katalog.git")


@pytest.fixture
def desk(branches: Branches, tmp_path: Path) -> Desk:
    return Desk(branches, tmp_path / "room")


def commit(branches: Branches, reference: str, files: dict[str, str], gone: tuple[str, ...] = ()) -> None:
    """Commit to a branch as somebody else would."""
    start = git(branches, "rev-parse", reference).strip()
    content = {path: text.encode() for path, text in files.items()}
    made = Commit(f"refs/heads/{reference}", "x", NOON, start=start, files=content, gone=gone)
    branches.repository.run("fast-import", "--quiet", "--done", given=join([write_commit(made)]))


def test_an_accepted_page_is_on_main_as_it_was_sent(branches: Branches, desk: Desk) -> None:
    branches.propose(PAGE, RECEIPT, NOON)
    made = accept(branches, desk, RECEIPT.name, trees.TODAY, NOON)
    assert made == branches.main_commit
    for path, content in PAGE.files.items():
        assert branches.repository.run("cat-file", "blob", f"main:docs/{path}") == content
    found = branches.owns(RECEIPT)
    assert found is not None
    assert found.state is State.READY
    with pytest.raises(Closed):
        accept(branches, desk, RECEIPT.name, trees.TODAY, NOON)


def test_what_was_changed_meanwhile_elsewhere_is_kept(branches: Branches, desk: Desk) -> None:
    branches.propose(PAGE, RECEIPT, NOON)
    commit(branches, "main", {"docs/stories/ny.md": trees.story("Ny")})
    accept(branches, desk, RECEIPT.name, trees.TODAY, NOON)
    assert "docs/stories/ny.md" in git(branches, "ls-tree", "-r", "--name-only", "main")


def test_a_page_that_becomes_harmful_only_on_main_is_not_merged(branches: Branches, desk: Desk) -> None:
    text = trees.story("Ny", more="units: [gryden]\n")
    branches.propose(submission(text, kind="story", key="ny"), RECEIPT, NOON)
    commit(branches, "main", {}, gone=("docs/units/gryden/index.md",))
    before = branches.main_commit
    with pytest.raises(Unsound) as caught:
        accept(branches, desk, RECEIPT.name, trees.TODAY, NOON)
    assert {problem.path for problem in caught.value.problems} == {"stories/ny.md"}
    assert branches.main_commit == before


def test_what_was_changed_on_both_sides_is_left_to_a_person(branches: Branches, desk: Desk) -> None:
    branches.propose(submission(trees.unit("Vores gryde"), kind="unit", key="gryden"), RECEIPT, NOON)
    commit(branches, "main", {"docs/units/gryden/index.md": trees.unit("En anden gryde")})
    with pytest.raises(Conflict):
        accept(branches, desk, RECEIPT.name, trees.TODAY, NOON)


def step(action: str) -> str:
    return f"  - action: {action}\n    theme: borgeren\n"


def test_two_who_each_add_to_a_workplace_s_plan_are_both_taken_in(branches: Branches, desk: Desk) -> None:
    other = make_receipt(bytes([1] * 20))
    first = trees.unit(more=f"plan:\n{step('Vi ringer op')}")
    second = trees.unit(more=f"plan:\n{step('Vi spørger')}asks: [Hvem kan hjælpe?]\n").replace(
        "2026-02-01", "2026-02-02"
    )
    branches.propose(submission(first, kind="plan", key="gryden"), RECEIPT, NOON)
    branches.propose(submission(second, kind="unit", key="gryden"), other, NOON)
    accept(branches, desk, RECEIPT.name, trees.TODAY, NOON)
    accept(branches, desk, other.name, trees.TODAY, NOON)
    both = f"plan:\n{step('Vi ringer op')}{step('Vi spørger')}asks: [Hvem kan hjælpe?]\n"
    merged = trees.unit(more=both).replace("2026-02-01", "2026-02-02")
    assert branches.repository.run("cat-file", "blob", "main:docs/units/gryden/index.md").decode() == merged
    assert git(branches, "rev-list", "--merges", "--count", "main").strip() == "2"
    found = branches.owns(RECEIPT)
    assert found is not None
    assert found.proposal.form == "plan", "it is put right again in the form of plans"


@pytest.mark.parametrize("path", ["docs/themes/borgeren.md", "mkdocs.yml", ".github/workflows/x.yml"])
def test_a_branch_to_which_somebody_has_added_other_files_is_not_merged(
    path: str, branches: Branches, desk: Desk
) -> None:
    branches.propose(PAGE, RECEIPT, NOON)
    commit(branches, RECEIPT.branch, {path: trees.theme(title="Kapret")})
    with pytest.raises(Foreign, match=path):
        accept(branches, desk, RECEIPT.name, trees.TODAY, NOON)


def test_main_that_moves_at_the_last_moment_is_merged_with_as_it_became(branches: Branches, desk: Desk) -> None:
    branches.propose(PAGE, RECEIPT, NOON)
    judged = desk.check_after

    def check_after(*words, **more):
        if not git(branches, "ls-tree", "main", "--", "docs/stories/ny.md"):
            commit(branches, "main", {"docs/stories/ny.md": trees.story("Ny")})
        return judged(*words, **more)

    desk.check_after = check_after  # type: ignore[method-assign]
    accept(branches, desk, RECEIPT.name, trees.TODAY, NOON)
    assert "docs/stories/ny.md" in git(branches, "ls-tree", "-r", "--name-only", "main")
    assert git(branches, "rev-list", "--merges", "--count", "main").strip() == "1"


def test_the_desk_follows_main_and_says_what_a_check_of_the_whole_says(branches: Branches, desk: Desk) -> None:
    page = submission(trees.story("Morgen"), kind="story", key="ny")
    assert [one.code for one in desk.judge(page, trees.TODAY)] == ["T01"]
    commit(
        branches, "main", {"docs/units/gryden/borgeren.md": trees.interpretation()}, gone=("docs/stories/morgen.md",)
    )
    assert desk.judge(page, trees.TODAY) == []
    assert desk.commit == branches.main_commit
    fresh = Desk(branches, desk.room / "anden").renew(trees.TODAY)
    followed = desk.renew(trees.TODAY)
    assert followed.problems == fresh.problems
    assert {one.path for one in followed.reading.pages} == {one.path for one in fresh.reading.pages}


def test_a_page_that_would_take_another_s_title_is_told_what_it_does(branches: Branches, desk: Desk) -> None:
    older = submission(trees.story("Morgen", date="2020-01-01"), kind="story", key="aeldre")
    assert not any(one.is_error for one in desk.judge(older, trees.TODAY))
    thorough = desk.judge(older, trees.TODAY, is_thorough=True)
    assert not any(one.is_error for one in thorough) or "anden side" in thorough[0].message
    assert list(desk.room.rglob("*")) == []


def test_a_picture_of_another_page_is_not_written_over(branches: Branches, desk: Desk) -> None:
    commit(branches, "main", {"docs/units/gryden/en.png": "x"})
    told = desk.judge(PAGE, trees.TODAY)
    assert any(one.field == "images.0.file" and "allerede et billede" in one.message for one in told)
