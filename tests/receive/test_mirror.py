"""The mirror: a folder and what was accepted, together, and the folder untouched. (receive.laying)"""

from pathlib import Path

import pytest

import trees
from catalogue.receive.branches import Branches, open_repository
from catalogue.receive.desk import Desk
from catalogue.receive.inbox import accept
from catalogue.receive.laying import is_same, read_folder
from catalogue.receive.mirror import Mirror
from catalogue.receive.receipts import make_receipt
from catalogue.review import locks
from receiving import NOON, main_files, submission, to_bytes

RECEIPT = make_receipt(bytes(20))
PAGE = "units/gryden/borgeren.md"


def begin(tmp_path: Path) -> tuple[Branches, Mirror]:
    branches = open_repository(tmp_path / "katalog.git")
    mirror = Mirror(branches, trees.draw(tmp_path / "docs", main_files()), tmp_path / "mirror")
    mirror.follow(NOON)
    return branches, mirror


def take_in_a_page(branches: Branches, tmp_path: Path) -> None:
    branches.propose(submission(trees.interpretation("Sendt")), RECEIPT, NOON)
    accept(branches, Desk(branches, tmp_path / "room"), RECEIPT.name, trees.TODAY, NOON)


def test_what_was_accepted_is_laid_beside_the_folder_s_pages_and_never_in_the_folder(tmp_path: Path) -> None:
    branches, mirror = begin(tmp_path)
    assert dict(read_folder(mirror.laid)) == to_bytes(main_files())
    assert not mirror.has_news
    take_in_a_page(branches, tmp_path)
    assert mirror.has_news
    laid = mirror.follow(NOON)
    assert "Sendt" in (laid / PAGE).read_text("utf-8")
    assert not mirror.has_news
    assert dict(read_folder(mirror.docs)) == to_bytes(main_files())
    assert is_same(branches.repository, branches.main_commit, "docs", laid)
    assert not is_same(branches.repository, branches.main_commit, "docs", mirror.docs)


def test_the_folder_is_followed_and_holds_where_both_have_changed(tmp_path: Path) -> None:
    branches, mirror = begin(tmp_path)
    take_in_a_page(branches, tmp_path)
    trees.draw(mirror.docs, {"stories/ny.md": trees.story("Ny"), PAGE: trees.interpretation("Egen")})
    (mirror.docs / "stories/morgen.md").unlink()
    laid = mirror.follow(NOON)
    assert "Ny" in (laid / "stories/ny.md").read_text("utf-8")
    assert not (laid / "stories/morgen.md").exists()
    assert "Egen" in (laid / PAGE).read_text("utf-8")
    commit = branches.main_commit
    mirror.follow(NOON)
    assert branches.main_commit == commit, "nothing had changed"


@pytest.mark.parametrize("left", ["folder.index.lock", "laid.index.lock", "merge.index.lock"])
def test_what_a_killed_git_has_left_locked_is_free_again(
    tmp_path: Path, left: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "MOMENT", 0)
    branches, mirror = begin(tmp_path)
    take_in_a_page(branches, tmp_path)
    trees.draw(mirror.docs, {"stories/ny.md": trees.story("Ny"), PAGE: trees.interpretation("Egen")})
    (mirror.room / left).touch()
    (branches.repository.folder / "refs" / "heads" / "main.lock").touch()
    laid = mirror.follow(NOON)
    assert "Ny" in (laid / "stories/ny.md").read_text("utf-8")


def test_a_laid_folder_that_is_gone_is_laid_again(tmp_path: Path) -> None:
    _, mirror = begin(tmp_path)
    for gone in (mirror.laid / "stories/morgen.md", mirror.room / "laid.index"):
        gone.unlink()
    assert dict(read_folder(mirror.follow(NOON))) == to_bytes(main_files())
