"""A picture that is withdrawn is nowhere any more: no page, no object of Git, no release has it.

(review.history, publish.withdrawal)
"""

import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path
from types import ModuleType

import pytest
from PIL import Image

import photographs
import trees
from catalogue.commands import withdraw
from catalogue.publish.releases import Releases
from catalogue.review import history
from processes import Finished
from receiving import everything_in

KEPT = (
    "consent: { people: kolleger, given: 2026-01-10, kept_by: Teamlederen, "
    "channels: [kataloget, intranettet, presse], review: 2027-01-10 }"
)
PICTURE = "units/gryden/kolleger.png"
COPY = "stories/de-samme.png"


def listed(*names: str, consent: str = KEPT) -> str:
    return "images:\n" + "".join(f"  - file: {name}\n    alt: Kolleger ved en bil\n    {consent}\n" for name in names)


@pytest.fixture(scope="module")
def bytes_of() -> Mapping[str, bytes]:
    """The pictures: the one that is withdrawn, one before it of the same name, and one that stays."""
    return {
        name: photographs.save(Image.effect_noise((320, 200), 40).convert("RGB"), "PNG")
        for name in ("gone", "older", "kept")
    }


class Home:
    """A repository with a history, made by Git itself, and releases of it."""

    def __init__(self, folder: Path, pictures: Mapping[str, bytes]) -> None:
        self.folder, self.pictures = folder, pictures
        self.bare, self.work, self.releases = folder / "katalog.git", folder / "arbejde", folder / "ud"
        self._git("init", "-q", "--bare", "-b", "main", str(self.bare), at=folder)
        self._git("clone", "-q", str(self.bare), str(self.work), at=folder)
        self.put({**trees.small()}, "Begin")
        self.first = self.git("rev-parse", "HEAD")
        page = trees.interpretation("Holdet", more=listed("kolleger.png", "fad.png"), body="![Holdet](kolleger.png)\n")
        fad = {"units/gryden/fad.png": pictures["kept"]}
        self.put({"units/gryden/borgeren.md": page, PICTURE: pictures["older"], **fad}, "Show the team")
        self.put({PICTURE: pictures["gone"]}, "Show it better")
        unit = trees.unit(more=listed("kolleger.png"), body="Se [holdet](kolleger.png).\n")
        story = trees.story(more=listed("de-samme.png"))
        self.put(
            {"units/gryden/index.md": unit, "stories/morgen.md": story, COPY: pictures["gone"]}, "Show it elsewhere"
        )

    def put(self, files: Mapping[str, str | bytes], message: str) -> None:
        trees.draw(self.work / "docs", files)
        self._git("add", "--all")
        self._git("commit", "-q", "-m", message)
        self._git("push", "-q", "origin", "HEAD")

    def more(self) -> None:
        """Add what a repository gathers: a merged branch, an open one, tags, a note, a stash, and what is loose."""
        self._git("checkout", "-q", "-b", "bidrag/0123456789ab", "HEAD~1")
        more = trees.story("Mere", more=listed("mere.png"))
        self.put({"stories/mere.png": self.pictures["gone"], "stories/mere.md": more}, "Send it again")
        self._git("checkout", "-q", "main")
        self._git("merge", "-q", "--no-ff", "-m", "Take it in", "bidrag/0123456789ab")
        self._git("tag", "-a", "-m", "En udgave", "v1", "HEAD")
        self._git("tag", "v0", "HEAD~2")
        self._git("notes", "add", "-m", "Læst", "HEAD")
        for name in ("refs/heads/*", "refs/tags/*", "refs/notes/*"):
            self._git("push", "-q", "origin", f"{name}:{name}")
        bare = {"at": self.bare}
        self._git("update-ref", "refs/catalogue/published", "main", **bare)
        self._git("update-ref", "refs/catalogue/releases/000001-abc", "main~1", **bare)
        (self.folder / "loose.png").write_bytes(self.pictures["gone"])
        self._git("hash-object", "-w", str(self.folder / "loose.png"), **bare)
        (self.folder / "loose.png").unlink()

    def git(self, *words: str, at: Path | None = None) -> str:
        return self._git(*words, at=at).decode().strip()

    def _git(self, *words: str, at: Path | None = None) -> bytes:
        who = (
            "-c",
            "user.name=Eksempel",
            "-c",
            "user.email=eksempel@eksempel.invalid",
            "-c",
            "core.hooksPath=/dev/null",
        )
        return subprocess.run(["git", *who, *words], cwd=at or self.work, capture_output=True, check=True).stdout

    def objects(self) -> bytes:
        return everything_in([self.bare])

    def main(self, path: str) -> str:
        return self.git("show", f"main:docs/{path}", at=self.bare)


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
    assert (again.status, again.out) == (
        0,
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
