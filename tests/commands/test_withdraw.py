"""A picture that is withdrawn is nowhere any more: no page, no object of Git, no release has it.

(review.history, publish.withdrawal)
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType

import pytest

import killing
import trees
import withdrawals
from catalogue.commands import withdraw
from catalogue.commands.main import main
from catalogue.publish.releases import Releases
from catalogue.review import history, locks
from processes import Finished
from receiving import everything_in
from withdrawals import COPY, PICTURE, Home, listed


@pytest.fixture(scope="module")
def bytes_of() -> Mapping[str, bytes]:
    return withdrawals.noise()


@pytest.fixture
def home(tmp_path: Path, bytes_of: Mapping[str, bytes]) -> Home:
    folder = tmp_path / "hjem"
    folder.mkdir()
    return Home(folder, bytes_of)


def words_for(home: Home) -> tuple[object, ...]:
    return ("withdraw", PICTURE, "--repository", home.bare, "--today", trees.TODAY)


def test_after_it_no_object_reference_note_or_release_has_the_picture(run: Callable[..., Finished], home: Home) -> None:
    home.more()
    publishing = ("publish", home.releases, "--repository", home.bare, "--today", trees.TODAY)
    assert run(*publishing).status == 0
    home.put(
        {"units/gryden/borgeren.md": trees.interpretation("Holdet nu", more=listed("kolleger.png", "fad.png"))},
        "Say it anew",
    )
    assert run(*publishing).status == 0
    served = list(home.releases.rglob("*.webp"))
    made = {file.read_bytes() for file in served if file.name == "kolleger.webp"}
    kept = {file.read_bytes() for file in served if file.name == "fad.webp"}
    assert made
    references = home.git("for-each-ref", "--format=%(refname)", at=home.bare)

    done = run(*words_for(home), "--releases", home.releases)
    assert (done.status, done.is_calm) == (0, True), done.err
    assert "Det måtte også vises her: intranettet og presse." in done.out
    assert "Teamlederen" in done.out
    for path in ("units/gryden/borgeren.md", "units/gryden/index.md", "stories/morgen.md", COPY):
        assert path in done.out
    everything = home.objects()
    assert not any(home.pictures[name] in everything for name in ("gone", "older"))
    assert home.pictures["kept"] in everything
    assert b"kolleger.png" not in everything  # Of it nothing is told any more, in any version of any page.
    now = home.git("for-each-ref", "--format=%(refname)", at=home.bare).split()
    assert {*references.split()} == {name for name in now if "/releases/000003-" not in name}
    assert home.git("fsck", "--strict", at=home.bare) == ""
    assert home.first in home.git("rev-list", "main", at=home.bare).split()  # What was before is as it was.
    releases = Releases(home.releases)
    assert [release for release in releases.all() if releases.is_whole(release)] == [releases.current]
    left = {file.read_bytes() for file in home.releases.rglob("*.webp")}
    assert left >= kept
    assert left.isdisjoint(made)
    assert not (home.bare / "catalogue-withdrawing.json").exists()
    assert run("publish", home.releases, "--repository", home.bare, "--today", trees.TODAY).status == 0


def test_pages_that_shared_the_picture_are_sound_without_it_and_keep_all_else(
    run: Callable[..., Finished], home: Home
) -> None:
    assert run(*words_for(home)).status == 0
    assert home.main("units/gryden/borgeren.md") + "\n" == trees.interpretation("Holdet", more=listed("fad.png"))
    assert home.main("units/gryden/index.md") + "\n" == trees.unit(body="Se holdet.\n")
    assert home.main("stories/morgen.md") + "\n" == trees.story()
    home.git("fetch", "-q")
    home.git("reset", "-q", "--hard", "origin/main")
    checked = run("check", "--docs", home.work / "docs", "--today", trees.TODAY)
    assert (checked.status, checked.out) == (0, "")


def test_withdrawn_twice_says_that_there_is_nothing(run: Callable[..., Finished], home: Home) -> None:
    assert run(*words_for(home)).status == 0
    before = home.git("rev-parse", "main", at=home.bare)
    again = run(*words_for(home))
    assert (again.status, again.err) == (
        1,
        f"{PICTURE} er hverken på siderne, i historikken eller i udgaverne. Er navnet skrevet rigtigt?\n",
    )
    assert home.git("rev-parse", "main", at=home.bare) == before


STEPS = [(history, "rewrite"), (history, "forget"), (history, "find_left"), (withdraw, "_sweep"), (withdraw, "_tell")]


@pytest.mark.parametrize(("module", "step"), STEPS, ids=[step for _, step in STEPS])
def test_what_was_killed_on_the_way_is_finished_by_the_next(
    run: Callable[..., Finished], home: Home, monkeypatch: pytest.MonkeyPatch, module: ModuleType, step: str
) -> None:
    class Killed(BaseException):
        pass

    def kill(*_: object) -> None:
        raise Killed

    home.more()
    with monkeypatch.context() as patch:
        patch.setattr(module, step, kill)
        with pytest.raises(Killed):
            run(*words_for(home))
    done = run(*words_for(home))
    assert done.status == 0, done.err
    assert "intranettet og presse" in done.out  # What the pages said is known still, though they say it no more.
    assert home.pictures["gone"] not in home.objects()


KILLED = (1, 4, 9, 14, 18)
"""Steps before which a run is killed: some before anything is changed, the last when little is left to do."""


@pytest.mark.parametrize("step", KILLED)
def test_what_was_killed_by_the_system_is_finished_by_the_next(
    run: Callable[..., Finished], home: Home, step: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    home.more()
    monkeypatch.chdir(home.folder)
    assert killing.is_killed(lambda: main([str(word) for word in words_for(home)]), step)
    assert home.git("fsck", "--strict", at=home.bare) == ""
    done = run(*words_for(home))
    assert done.status == 0, done.err
    assert "intranettet og presse" in done.out
    assert home.pictures["gone"] not in home.objects()
    assert not [path.name for path in home.bare.iterdir() if path.name.startswith("catalogue-withdrawing")]


def test_what_a_killed_git_has_left_locked_stops_no_withdrawal(
    run: Callable[..., Finished], home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(locks, "MOMENT", 0)
    for left in ("refs/heads/main.lock", "packed-refs.lock"):
        (home.bare / left).touch()
    done = run(*words_for(home))
    assert done.status == 0, done.err
    assert home.pictures["gone"] not in home.objects()


def test_a_star_in_a_name_is_a_star_and_no_other_picture_goes(run: Callable[..., Finished], home: Home) -> None:
    before = home.git("for-each-ref", at=home.bare)
    for name in ("units/gryden/*.png", "units/gryden/[fk]*.png", "**/fad.png", "units/gryden/fa?.png"):
        done = run("withdraw", name, "--repository", home.bare)
        assert done.status == 1
        assert f"{name} er hverken på siderne, i historikken eller i udgaverne" in done.err
    assert home.git("for-each-ref", at=home.bare) == before


@pytest.mark.parametrize("name", ["Glæde ved (bordet).png", "to[1].png", 'et "fad".png', "100% ja.png"])
def test_a_picture_of_an_odd_name_goes_from_the_pages_that_show_it(
    run: Callable[..., Finished], home: Home, name: str
) -> None:
    texts = {f"units/gryden/{page}.md": f"# Side\n\nFør.\n\n![To](<{name}>)\n\nEfter.\n" for page in ("a", "b")}
    home.put({**texts, f"units/gryden/{name}": home.pictures["gone"][:-1] + b"x"}, "Show what cannot be on a page")
    done = run("withdraw", f"units/gryden/{name}", "--repository", home.bare)
    assert (done.status, done.is_calm) == (0, True), done.err
    assert [home.main(path) for path in texts] == ["# Side\n\nFør.\n\nEfter."] * 2
    assert home.pictures["gone"][:-1] + b"x" not in home.objects()
    assert home.pictures["gone"] in home.objects()


def test_while_somebody_publishes_it_waits_and_the_next_run_also_takes_what_a_killed_publisher_left(
    run: Callable[..., Finished], home: Home
) -> None:
    assert run("publish", home.releases, "--repository", home.bare, "--today", trees.TODAY).status == 0
    (made,) = (home.releases / "current").resolve().rglob("kolleger.webp")
    left = home.releases / "releases/.draft-0/site/units/gryden/kolleger.webp"
    left.parent.mkdir(parents=True)
    left.write_bytes(made.read_bytes())
    releases = Releases(home.releases)
    with releases.locked():
        done = run(*words_for(home), "--releases", home.releases)
        assert (done.status, done.is_calm) == (1, True)
        assert "Der udgives lige nu." in done.err
        assert releases.current is not None
        assert releases.is_whole(releases.current)
    assert run(*words_for(home), "--releases", home.releases).status == 0
    assert not list(home.releases.rglob("kolleger.webp"))


def test_a_repository_with_a_work_tree_loses_it_there_too(run: Callable[..., Finished], home: Home) -> None:
    done = run("withdraw", PICTURE, "--repository", home.work)
    assert (done.status, done.is_calm) == (0, True), done.err
    assert home.git("status", "--porcelain") == ""
    assert not (home.work / "docs" / PICTURE).exists()
    assert (home.work / "docs/units/gryden/index.md").read_text("utf-8") == trees.unit(body="Se holdet.\n")
    assert home.pictures["gone"] not in everything_in([home.work / ".git"])


def test_a_folder_without_git_loses_the_picture_and_its_copies(
    run: Callable[..., Finished], tmp_path: Path, bytes_of: Mapping[str, bytes]
) -> None:
    page = trees.interpretation(more=listed("kolleger.png"), body="![Holdet](kolleger.png)\n\nEfter.\n")
    docs = trees.draw(tmp_path / "docs", {**trees.small(), "units/gryden/borgeren.md": page, PICTURE: bytes_of["gone"]})
    drafts = trees.draw(tmp_path / "kladder", {"a/b.png": bytes_of["gone"], "c.png": bytes_of["kept"]})
    done = run("withdraw", PICTURE, "--docs", docs, "--also", drafts)
    assert done.status == 0
    assert (docs / "units/gryden/borgeren.md").read_text("utf-8") == trees.interpretation(body="Efter.\n")
    assert not (docs / PICTURE).exists()
    assert sorted(path.name for path in drafts.rglob("*.png")) == ["c.png"]


@pytest.mark.parametrize(
    "name",
    ["units/gryden/index.md", "../x.png", "/etc/x.png", "units/../../x.jpg", "", "--upload-pack=x", "x;rm.gif.exe"],
)
def test_what_is_no_picture_of_the_folder_is_refused(run: Callable[..., Finished], tmp_path: Path, name: str) -> None:
    docs = trees.draw(tmp_path / "docs", trees.small())
    before = {path: path.read_bytes() for path in docs.rglob("*.md")}
    assert run("withdraw", name, "--docs", docs).status == 2
    assert {path: path.read_bytes() for path in docs.rglob("*.md")} == before
