"""`catalogue publish` publishes, goes back, refuses what is not whole, and says so."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import trees
from processes import Finished


def test_the_command_publishes_rolls_back_and_says_so(run: Callable[..., Finished], good: Path, tmp_path: Path) -> None:
    words = ("--docs", good, "--today", trees.TODAY)
    first = run("publish", "ud", *words)
    assert (first.status, first.out) == (0, "")
    assert "Sitet ligger i ud/current." in first.err
    assert "vises nu." in first.err
    assert len(json.loads((tmp_path / "ud/current/catalogue.json").read_text("utf-8"))["units"]) > 0
    assert run("publish", "ud", "--keep", 2, *words).status == 0
    back = run("publish", "ud", "--rollback")
    assert back.status == 0
    assert "Udgave 000001-" in back.err
    again = run("publish", "ud", "--rollback")
    assert (again.status, again.err) == (1, "Der er ingen tidligere udgave at gå tilbage til.\nIntet er ændret.\n")


def test_a_tree_with_errors_is_published_only_without_its_broken_pages(
    run: Callable[..., Finished], draw: Callable[..., Path], tmp_path: Path
) -> None:
    broken = {
        "units/koekkenet-gryden/blik-for-borgeren.md": trees.page("title: x"),
        "stories/henviser.md": trees.story(themes="blik-for-borgeren", body=LINKING),
    }
    docs = draw(broken, onto=trees.GOOD)
    words = ("--docs", docs, "--today", trees.TODAY)
    refused = run("publish", "ud", *words)
    assert refused.status == 1
    assert "blik-for-borgeren.md:1" in refused.out
    assert not (tmp_path / "ud" / "current").exists()
    assert list((tmp_path / "ud" / "releases").iterdir()) == []
    assert run("publish", "ud", "--skip-broken", *words).status == 0
    assert (tmp_path / "ud/current/stories/henviser/index.html").is_file()
    assert not (tmp_path / "ud/current/units/koekkenet-gryden/blik-for-borgeren").exists()


LINKING = "Læs [om køkkenet](../units/koekkenet-gryden/blik-for-borgeren.md).\n"

UNUSABLE: dict[str, tuple[Callable[[Path], object], str]] = {
    "ud": (lambda folder: (folder / "ud").write_text("x"), "det er en fil"),
    "docs/ud": (lambda folder: None, "siderne ligger i"),
    "docs": (lambda folder: None, "siderne ligger i"),
    "site": (lambda folder: (folder / "site/current").mkdir(parents=True), "noget, der hedder current"),
}


@pytest.mark.parametrize("dest", UNUSABLE)
def test_a_folder_that_cannot_hold_releases_is_refused(
    dest: str, run: Callable[..., Finished], tmp_path: Path, draw: Callable[..., Path]
) -> None:
    docs = draw(trees.small())
    prepare, reason = UNUSABLE[dest]
    prepare(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    refused = run("publish", dest, "--docs", docs)
    assert refused.status == 2
    assert reason in refused.err
    assert refused.is_calm
    assert sorted(tmp_path.rglob("*")) == before
