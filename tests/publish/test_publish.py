"""Publishing: what is served is the old site or the new one, whole, whatever happens on the way.

(publish.publish, publish.releases, publish.verification)
"""

import errno
import os
import resource
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

import trees
from catalogue.checks.check import Check
from catalogue.publish import releases as releases_module
from catalogue.publish.publish import NotPublished, expect, publish, roll_back
from catalogue.publish.releases import Release, Releases
from catalogue.publish.verification import Expectation, verify
from catalogue.site.build import Outcome
from catalogue.site.engine import EngineError
from killing import is_killed
from people import CHECKED
from processes import Finished
from some import some

PAGE = (
    '<!doctype html><html lang="da"><head><meta http-equiv="Content-Security-Policy" content="default-src \'none\'">'
    "<title>{title}</title></head><body><p>{text}</p></body></html>"
)
Files = Mapping[str, str]


class Build:
    """A build that takes no time: it writes a given site, with one file changed each time."""

    def __init__(self, outcome: Outcome, files: Files) -> None:
        self.outcome = outcome
        self.files = dict(files)
        self.edition = 0

    def __call__(self, site: Path) -> Outcome:
        self.edition += 1
        trees.draw(site, {**self.files, "edition.txt": str(self.edition)})
        return self.outcome


@pytest.fixture(scope="module")
def outcome(tmp_path_factory: pytest.TempPathFactory, judge: Callable[[Path], Check]) -> Outcome:
    """What a build of a small tree told, with few editorial pages: each takes the same steps as the others."""
    docs = trees.draw(tmp_path_factory.mktemp("small") / "docs", trees.small())
    check = judge(docs)
    few = replace(check.editorial, own=tuple(some(check.editorial.own)[:3]))
    return Outcome(replace(check, editorial=few), is_published=True)


@pytest.fixture
def build(outcome: Outcome) -> Build:
    return Build(outcome, lay_out(outcome))


def lay_out(outcome: Outcome) -> dict[str, str]:
    """Return the least site that is whole: every page, without links."""
    pages = {f"{address}index.html": page(address or "Forside") for address in expect(outcome, "").pages}
    return {**pages, "404.html": page("Ikke her"), "catalogue.json": "{}"}


def page(title: str, text: str = "Tekst") -> str:
    return PAGE.format(title=title, text=text)


def served(folder: Path) -> str:
    """Return the number of the edition that is served."""
    return (folder / "current" / "edition.txt").read_text("utf-8")


def names(folder: Path) -> list[str]:
    """Return all that lies among the releases."""
    return sorted(entry.name.partition("-")[0] for entry in (folder / "releases").iterdir())


# The way it goes


def test_a_site_is_served_from_a_link_to_its_release(tmp_path: Path, build: Build) -> None:
    published = publish(tmp_path / "ud", build)
    assert published.release
    assert (tmp_path / "ud" / "current").readlink() == Path("releases", published.release.name)
    assert served(tmp_path / "ud") == "1"


def test_the_folder_can_be_moved(tmp_path: Path, build: Build) -> None:
    publish(tmp_path / "ud", build)
    (tmp_path / "ud").rename(tmp_path / "andetsteds")
    assert served(tmp_path / "andetsteds") == "1"


def test_old_releases_are_removed_but_never_the_one_before(tmp_path: Path, build: Build) -> None:
    for _ in range(4):
        publish(tmp_path, build, keep=3)
    assert names(tmp_path) == ["000002", "000003", "000004"]
    publish(tmp_path, build, keep=1)
    assert names(tmp_path) == ["000004", "000005"]


def test_what_is_not_ours_among_the_releases_is_left_alone(tmp_path: Path, build: Build) -> None:
    trees.draw(tmp_path, {"releases/noter.txt": "x", "andet/fil": "x"})
    for _ in range(3):
        publish(tmp_path, build, keep=2)
    assert names(tmp_path) == ["000002", "000003", "noter.txt"]
    assert (tmp_path / "andet" / "fil").is_file()


def test_the_web_server_may_read_all_of_it_whatever_the_umask(tmp_path: Path, build: Build) -> None:
    old = os.umask(0o077)
    try:
        publish(tmp_path / "ud", build)
    finally:
        os.umask(old)
    paths = [tmp_path / "ud", tmp_path / "ud" / "releases", *(tmp_path / "ud" / "releases").rglob("*")]
    assert {path.stat().st_mode & 0o777 for path in paths if path.is_dir()} == {0o755}
    assert {path.stat().st_mode & 0o777 for path in paths if path.is_file()} == {0o644}


# Going back


def test_rolling_back_goes_one_release_further_back_each_time(tmp_path: Path, build: Build) -> None:
    for _ in range(3):
        publish(tmp_path, build)
    roll_back(tmp_path)
    assert served(tmp_path) == "2"
    roll_back(tmp_path)
    assert served(tmp_path) == "1"
    with pytest.raises(NotPublished, match="ingen tidligere udgave"):
        roll_back(tmp_path)
    assert served(tmp_path) == "1"


def test_a_release_that_was_rolled_back_is_never_gone_back_to(tmp_path: Path, build: Build) -> None:
    for _ in range(3):
        publish(tmp_path, build)
    roll_back(tmp_path)
    publish(tmp_path, build)
    assert served(tmp_path) == "4"
    assert names(tmp_path) == ["000001", "000002", "000004"]
    roll_back(tmp_path)
    assert served(tmp_path) == "2"


def test_a_release_that_somebody_has_changed_is_passed_over(tmp_path: Path, build: Build) -> None:
    for _ in range(3):
        publish(tmp_path, build)
    second = Releases(tmp_path).all()[1]
    trees.draw(Releases(tmp_path).location(second), {"edition.txt": "ændret"})
    roll_back(tmp_path)
    assert served(tmp_path) == "1"


def test_there_is_nothing_to_roll_back_where_nothing_was_published(tmp_path: Path) -> None:
    with pytest.raises(NotPublished, match="ikke udgivet noget"):
        roll_back(tmp_path / "ud")
    assert not (tmp_path / "ud").exists()


# What is not published

BROKEN: dict[str, tuple[Files, str]] = {
    "a page with a personal number": (
        {"about/index.html": page("Om", f"<p>{CHECKED}</p>")},
        f"about/index.html: siden viser et CPR-nummer ({CHECKED[:4]}xx-xxxx)",
    ),
    "a page that is missing": ({"stories/morgen/index.html": ""}, "stories/morgen/index.html: siden er tom"),
    "a page without text": ({"about/index.html": page("Om", "")}, "about/index.html: siden er tom"),
    "a page that is cut off": ({"about/index.html": page("Om")[:-9]}, "about/index.html: siden er ikke hel"),
    "a page without its policy": (
        {"about/index.html": page("Om").replace("http-equiv", "name")},
        "about/index.html: siden har ikke sin sikkerhedspolitik",
    ),
    "a link to nothing": (
        {"about/index.html": page("Om", '<a href="../units/ukendt/?x=1#y">x</a>')},
        "about/index.html: linket ../units/ukendt/?x=1#y fører ingen steder hen",
    ),
    "a link out of the site": (
        {"about/index.html": page("Om", '<a href="../../../etc/passwd">x</a>')},
        "about/index.html: linket ../../../etc/passwd fører ingen steder hen",
    ),
    "a picture that is missing": (
        {"about/index.html": page("Om", '<img src="a.webp" srcset="b.webp 2x">')},
        "about/index.html: linket b.webp fører ingen steder hen",
    ),
    "a picture from elsewhere": (
        {"about/index.html": page("Om", '<img src="//evil.example/a.png">')},
        "about/index.html: siden indeholder noget, der hentes fra evil.example",
    ),
    "a script in the page": (
        {"about/index.html": page("Om", "<script>alert(1)</script>")},
        "about/index.html: siden indeholder et script i selve siden",
    ),
    "a handler": (
        {"about/index.html": page("Om", "<b onclick=x()>x</b>")},
        "about/index.html: siden indeholder attributten onclick",
    ),
    "a style in the page": (
        {"about/index.html": page("Om", '<b style="x">x</b>')},
        "about/index.html: siden indeholder attributten style",
    ),
    "a link that is a script": (
        {"about/index.html": page("Om", '<a href=" jAvascript:x()">x</a>')},
        "about/index.html: siden indeholder et link, der er et script",
    ),
    "a style that asks for what is missing": (
        {"assets/a.css": "b { background: url(../c.svg) } i { background: url('data:image/png,x') }"},
        "assets/a.css: linket ../c.svg fører ingen steder hen",
    ),
    "an export that cannot be read": ({"catalogue.json": "{"}, "catalogue.json kan ikke læses"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_site_that_is_not_whole_is_not_published(name: str, tmp_path: Path, build: Build) -> None:
    publish(tmp_path, build)
    files, message = BROKEN[name]
    build.files.update(files)
    with pytest.raises(NotPublished) as caught:
        publish(tmp_path, build)
    assert message in str(caught.value).splitlines()
    assert (served(tmp_path), names(tmp_path)) == ("1", ["000001"])


def test_a_page_without_a_file_and_a_link_on_the_disk_are_told_of(tmp_path: Path) -> None:
    trees.draw(tmp_path, {"404.html": page("Ikke her"), "catalogue.json": "{}"})
    (tmp_path / "hemmeligt.txt").symlink_to("/etc/hostname")
    assert verify(tmp_path, Expectation({"units/x/"}), trees.TODAY) == [
        "hemmeligt.txt er ikke en almindelig fil",
        "units/x/index.html mangler",
    ]


LINKS = {
    "units/x/": "",
    "./": "",
    "#afsnit": "",
    "": "",
    "units/x": "",
    "units/x/plan%20b.pdf": "",
    "catalogue/?theme=x&topic=y#z": "",
    "mailto:post@example.dk": "",
    "https://www.norddjurs.dk/nyt": "",
    "https://[1": "",
    "/katalog/units/x/": "",
    "https://example.dk/katalog/units/x/": "",
    "https://example.dk/katalog/": "",
    "units/udeladt/": "",
    "units/udeladt/plan.pdf": "",
    "/units/x/": "broken: the site lies below /katalog/",
    "https://example.dk/katalog/units/y/": "broken",
    "units/y/": "broken",
    "units": "broken",
}


@pytest.mark.parametrize("link", LINKS)
def test_links_are_followed_as_a_browser_would(link: str, tmp_path: Path) -> None:
    files = {"404.html": page("Ikke her"), "catalogue.json": "{}", "index.html": page("x", f'<a href="{link}">x</a>')}
    more = {"units/x/index.html": page("x"), "units/x/plan b.pdf": "x", "catalogue/index.html": page("x")}
    trees.draw(tmp_path, {**files, **more})
    expected = Expectation({"", "units/x/"}, {"units/udeladt/"}, "https://example.dk/katalog/")
    assert len(verify(tmp_path, expected, trees.TODAY)) == bool(LINKS[link])


def test_many_faults_are_told_of_in_short(tmp_path: Path, build: Build) -> None:
    build.files["about/index.html"] = page("Om", "".join(f'<a href="{number}/">x</a>' for number in range(100, 150)))
    with pytest.raises(NotPublished) as caught:
        publish(tmp_path, build)
    lines = str(caught.value).splitlines()
    assert (len(lines), lines[-1]) == (22, "… og 30 fejl til")


def test_nothing_is_published_when_the_check_has_errors(tmp_path: Path, build: Build) -> None:
    publish(tmp_path, build)
    build.outcome = replace(build.outcome, is_published=False)
    assert publish(tmp_path, build).release is None
    assert (served(tmp_path), names(tmp_path)) == ("1", ["000001"])


def _fail(error: Exception) -> Callable[[Path], Outcome]:
    def build(site: Path) -> Outcome:
        trees.draw(site, {"index.html": "halv"})
        raise error

    return build


@pytest.mark.parametrize("error", [EngineError("nej"), OSError(errno.ENOSPC, "no"), KeyboardInterrupt()])
def test_a_build_that_fails_leaves_nothing_behind(error: Exception, tmp_path: Path, build: Build) -> None:
    publish(tmp_path, build)
    with pytest.raises(type(error)):
        publish(tmp_path, _fail(error))
    assert (served(tmp_path), names(tmp_path)) == ("1", ["000001"])


def test_a_disk_that_is_full_at_the_last_moment_changes_nothing(
    tmp_path: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, build)

    def refuse(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(releases_module.os, "fsync", refuse)
    with pytest.raises(OSError, match="No space left"):
        publish(tmp_path, build)
    assert (served(tmp_path), names(tmp_path)) == ("1", ["000001"])


def test_an_old_release_that_cannot_be_removed_does_not_stop_the_publishing(
    tmp_path: Path, build: Build, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish(tmp_path, build)
    publish(tmp_path, build)

    def refuse(self: Releases, release: Release) -> None:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(Releases, "remove", refuse)
    published = publish(tmp_path, build, keep=2)
    assert [release.number for release in published.not_removed] == [1]
    assert served(tmp_path) == "3"


def test_two_cannot_publish_at_once(tmp_path: Path, build: Build) -> None:
    publish(tmp_path, build)
    with Releases(tmp_path).locked():
        with pytest.raises(NotPublished, match=r"Der udgives allerede til .* Vent lidt"):
            publish(tmp_path, build)
        with pytest.raises(NotPublished, match="Der udgives allerede"):
            roll_back(tmp_path)
    assert served(tmp_path) == "1"


# Killed


def test_killed_before_any_step_the_old_site_or_the_new_is_served_and_the_next_publishing_tidies_up(
    tmp_path: Path, build: Build
) -> None:
    start = tmp_path / "start"
    for _ in range(3):
        publish(start, build, keep=2)
    roll_back(start)
    step, seen = 0, set()
    while True:
        step += 1
        folder = tmp_path / str(step)
        shutil.copytree(start, folder, symlinks=True)
        killed = is_killed(lambda folder=folder: publish(folder, build, keep=2), step)
        releases = Releases(folder)
        assert releases.current, f"nothing is served after step {step}"
        assert releases.is_whole(releases.current), f"half a site is served after step {step}"
        seen.add(served(folder))
        if step % 3 == 0 or not killed:  # What is left behind is the same for many steps.
            publish(folder, build, keep=2)
            left = f"left behind at step {step}"
            assert names(folder) == [f"{release.number:06}" for release in releases.all()], left
            assert sorted(entry.name for entry in folder.iterdir()) == [".lock", "current", "former", "releases"], left
        shutil.rmtree(folder)
        if not killed:
            break
    assert step > 80
    assert "2" in seen
    assert len(seen) > 1, "killed after the switch, the new site is served"


def test_killed_before_any_step_of_rolling_back_a_whole_site_is_served(tmp_path: Path, build: Build) -> None:
    start = tmp_path / "start"
    publish(start, build)
    publish(start, build)
    step, killed = 0, True
    while killed:
        step += 1
        folder = tmp_path / str(step)
        shutil.copytree(start, folder, symlinks=True)
        killed = is_killed(lambda folder=folder: roll_back(folder), step)
        assert served(folder) in ("1", "2")
    assert served(folder) == "1"


def test_a_reader_never_meets_a_gap_while_the_site_is_switched(tmp_path: Path, build: Build) -> None:
    publish(tmp_path, build)
    done, met = threading.Event(), []

    def read() -> None:
        while not done.is_set():
            met.append(served(tmp_path))

    reader = threading.Thread(target=read)
    reader.start()
    try:
        for _ in range(5):
            publish(tmp_path, build)
        for _ in range(3):
            roll_back(tmp_path)
    finally:
        done.set()
        reader.join()
    assert met, "the reader has read at least once"
    assert set(met) <= set("123456")


# The real program, where it may not write


def _run_limited(words: list[str], cwd: Path, limit: Callable[[], None] | None = None) -> Finished:
    done = subprocess.run(words, cwd=cwd, capture_output=True, encoding="utf-8", check=False, preexec_fn=limit)
    return Finished(done.returncode, done.stdout, done.stderr)


def _command(dest: str, docs: Path) -> list[str]:
    program = [sys.executable, "-m", "catalogue.commands.main"]
    return [*program, "publish", dest, "--docs", str(docs), "--today", str(trees.TODAY)]


def test_a_disk_that_takes_no_more_is_told_of_and_nothing_is_lost(good: Path, tmp_path: Path, build: Build) -> None:
    publish(tmp_path / "ud", build)
    limit = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))  # noqa: E731
    failed = _run_limited(_command("ud", good), tmp_path, limit)
    assert failed.status == 1
    assert "for stor" in failed.err
    assert failed.is_calm
    assert (served(tmp_path / "ud"), names(tmp_path / "ud")) == ("1", ["000001"])


def test_a_folder_that_cannot_be_written_is_told_of(good: Path, tmp_path: Path, build: Build) -> None:
    publish(tmp_path / "ud", build)
    # Root may write anywhere, unless it gives that up.
    without = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", "--inh-caps=-all"] if not os.getuid() else []
    (tmp_path / "ud" / "releases").chmod(0o555)
    failed = _run_limited([*without, *_command("ud", good)], tmp_path)
    (tmp_path / "ud" / "releases").chmod(0o755)
    assert failed.status == 1
    assert "må ikke ændres af dig" in failed.err
    assert failed.is_calm
    assert (served(tmp_path / "ud"), names(tmp_path / "ud")) == ("1", ["000001"])


def test_a_link_in_the_place_of_the_lock_is_not_followed(tmp_path: Path) -> None:
    mine = tmp_path / "mit.txt"
    mine.write_text("mit", "utf-8")
    (tmp_path / "ud").mkdir()
    (tmp_path / "ud" / ".lock").symlink_to(mine)
    with pytest.raises(OSError, match="symbolic"), Releases(tmp_path / "ud").locked():
        pass
    assert mine.read_text("utf-8") == "mit"


def test_every_folder_that_is_made_can_be_read_by_the_server_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0o077)
    try:
        with Releases(tmp_path / "a" / "b" / "ud").locked():
            pass
    finally:
        os.umask(before)
    made = [tmp_path / "a", tmp_path / "a" / "b", tmp_path / "a" / "b" / "ud", tmp_path / "a" / "b" / "ud" / "releases"]
    assert [oct(folder.stat().st_mode & 0o777) for folder in made] == ["0o755"] * 4
