"""A new folder takes an old one's place in one step, and what a killed build has left is cleared away."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from functools import partial
from itertools import count
from pathlib import Path

import pytest

import killing
import trees
from catalogue.refilling import refilling
from catalogue.site import replacing as module
from catalogue.site.replacing import replacing

LONG_AGO = 1_000_000_000


def leave(site: Path, *folders: str) -> Path:
    """Leave a room beside a site, as a build does that was killed long ago."""
    room = site.parent / f".{site.name}-abc"
    room.mkdir(parents=True)
    for folder in folders:
        (room / folder).mkdir()
        (room / folder / "index.html").write_text(folder, "utf-8")
    os.utime(room, (LONG_AGO, LONG_AGO))
    return room


def leave_kept(site: Path, files: Mapping[str, bytes]) -> None:
    """Leave a room beside a site, as a build does that has kept what made way."""
    room = site.parent / f".{site.name}-abc"
    room.mkdir(mode=0o700)
    (room / "new").mkdir()
    with refilling(room / "new") as filled:
        for name, content in files.items():
            filled.put(name, content)


NEW = {"index.html": b"ny"}


def build(site: Path, files: Mapping[str, bytes] = NEW) -> None:
    with replacing(site) as filled:
        for name, content in files.items():
            filled.put(name, content)


def small_of(day: int) -> dict[str, bytes]:
    return {"index.html": b"%d" % day, f"dag-{day}/index.html": b"", "about/index.html": b"Om"}


def large_of(day: int) -> dict[str, bytes]:
    """A site with many folders of which little is new each day."""
    same = {f"unit-{number}/plan/index.html": b"%d" % number for number in range(12)}
    return {**same, "index.html": b"%d" % day, f"dag-{day}.html": b"", f"dage/{day}/dag.html": b""}


def read(folder: Path) -> dict[str, bytes]:
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if not file.is_dir()}


def rights(folder: Path) -> dict[str, int]:
    found = (folder, *folder.rglob("*"))
    return {path.relative_to(folder).as_posix(): path.lstat().st_mode for path in found}


def rooms_beside(site: Path) -> list[Path]:
    return sorted(site.parent.glob(f".{site.name}-*"))


def lie_of(file: Path) -> tuple[int, int]:
    """Return what changes when a file is written or made anew."""
    return file.stat().st_ino, file.stat().st_mtime_ns


def test_the_room_of_a_killed_build_is_cleared_away_by_the_next(tmp_path: Path) -> None:
    left = leave(tmp_path / "site", "new")
    build(tmp_path / "site")
    assert not left.exists()
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


def test_a_site_that_was_taken_away_when_the_build_was_killed_is_put_back(tmp_path: Path) -> None:
    leave(tmp_path / "site", "new", "old")
    with pytest.raises(RuntimeError), replacing(tmp_path / "site"):
        raise RuntimeError
    assert (tmp_path / "site" / "index.html").read_text("utf-8") == "old"


def test_a_room_that_somebody_builds_in_is_left_alone(tmp_path: Path) -> None:
    room = leave(tmp_path / "site", "new")
    holder = os.open(room, os.O_RDONLY)
    fcntl.flock(holder, fcntl.LOCK_EX)
    build(tmp_path / "site")
    assert (room / "new" / "index.html").exists()
    os.close(holder)


def test_a_room_that_was_made_just_now_is_left_alone(tmp_path: Path) -> None:
    room = leave(tmp_path / "site")
    os.utime(room)
    build(tmp_path / "site")
    assert room.exists()


@pytest.mark.parametrize("name", [".site-mine", ".site-"])
def test_what_only_has_a_name_like_a_room_is_left_alone(tmp_path: Path, name: str) -> None:
    mine = tmp_path / name
    mine.mkdir()
    (mine / "billeder").mkdir()
    (tmp_path / ".site-fil").write_text("min", "utf-8")
    for path in (mine, tmp_path / ".site-fil"):
        os.utime(path, (LONG_AGO, LONG_AGO))
    build(tmp_path / "site")
    assert (mine / "billeder").is_dir()
    assert (tmp_path / ".site-fil").is_file()


def test_without_a_swap_in_one_step_the_old_one_makes_way(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "_exchange_in_one_step", lambda first, second: False)
    build(tmp_path / "site")
    build(tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text("utf-8") == "ny"
    assert [path.name for path in tmp_path.iterdir()] == ["site"]


# What is large is kept, and changes places with the next


@pytest.fixture(autouse=True)
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Call a site large that has more than some folders."""
    monkeypatch.setattr(module, "_MANY", 20)


@pytest.mark.parametrize("can_exchange", [True, False])
def test_a_large_site_that_has_made_way_is_brought_up_to_date_by_what_has_changed(
    can_exchange: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not can_exchange:
        monkeypatch.setattr(module, "_exchange_in_one_step", lambda first, second: False)
    site = tmp_path / "site"
    for day in range(1, 6):
        build(site, large_of(day))
        assert read(site) == large_of(day)
        assert len(rooms_beside(site)) == (day > 1)
    kept = {name: lie_of(site / name) for name in large_of(5)}
    build(site, large_of(6))
    build(site, large_of(7))
    assert read(site) == large_of(7)
    changed = {name for name, lie in kept.items() if not (site / name).exists() or lie_of(site / name) != lie}
    assert changed == {"index.html", "dag-5.html", "dage/5/dag.html"}


def test_a_folder_called_by_its_version_is_brought_up_to_date_as_well(tmp_path: Path) -> None:
    site = tmp_path / "site"

    def build_with(version: str, files: Mapping[str, bytes]) -> None:
        with replacing(site) as filled:
            for name, content in large_of(1).items():
                filled.put(name, content)
            filled.put_folder("search", version, files)
            filled.put("search/index.json", version.encode())

    def found() -> dict[str, bytes]:
        return {name: content for name, content in read(site).items() if name.startswith("search/")}

    same = {f"words-{number}.bin": b"%d" % number for number in range(9)}
    lies: dict[str, tuple[int, int]] = {}
    for version, files in (
        ("a1", {**same, "old.bin": b"1"}),
        ("b2", same),
        ("c3", {**same, "new.bin": b"3"}),
        ("b2", same),
        ("a1", {**same, "old.bin": b"1"}),
        ("d4", {}),
        ("e5", same),
    ):
        build_with(version, files)
        assert found() == {f"search/{version}/{name}": content for name, content in files.items()} | {
            "search/index.json": version.encode()
        }
        if version == "a1" and not lies:
            lies = {name: lie_of(site / "search/a1" / name) for name in same}
        if version == "c3":
            assert lies == {name: lie_of(site / "search/c3" / name) for name in same}


def test_a_small_site_that_has_made_way_is_gone(tmp_path: Path) -> None:
    for day in (b"1", b"2"):
        build(tmp_path / "site", {"index.html": day})
    assert rooms_beside(tmp_path / "site") == []


def test_a_large_site_that_has_become_small_leaves_nothing(tmp_path: Path) -> None:
    site = tmp_path / "site"
    for files in (large_of(1), large_of(2), {"index.html": b"3"}, {"index.html": b"4"}):
        build(site, files)
        assert read(site) == files
    assert rooms_beside(site) == []


def test_a_build_that_fails_leaves_the_site_and_the_next_is_whole(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, large_of(1))
    build(site, large_of(2))
    with pytest.raises(OSError, match="name too long"), replacing(site) as filled:
        filled.put(f"unit-7/plan/{'x' * 300}", b"")
    assert read(site) == large_of(2)
    build(site, large_of(3))
    assert read(site) == large_of(3)


def put_a_link_to_a_folder(new: Path, other: Path) -> None:
    shutil.rmtree(new / "unit-3")
    (new / "unit-3").symlink_to(other)


def put_a_link_to_a_file(new: Path, other: Path) -> None:
    (new / "unit-3/plan/index.html").unlink()
    (new / "unit-3/plan/index.html").symlink_to(other / "plan/index.html")


def put_a_pipe(new: Path, other: Path) -> None:
    (new / "unit-3/plan/index.html").unlink()
    os.mkfifo(new / "unit-3/plan/index.html")


def shut_a_folder(new: Path, other: Path) -> None:
    (new / "unit-3").chmod(0o700)


def shut_the_folder(new: Path, other: Path) -> None:
    new.chmod(0o750)


def open_a_file(new: Path, other: Path) -> None:
    (new / "unit-3/plan/index.html").chmod(0o666)


def let_others_into_the_room(new: Path, other: Path) -> None:
    new.parent.chmod(0o777)


def cut_a_file(new: Path, other: Path) -> None:
    (new / "unit-3/plan/index.html").write_bytes(b"")


def alter_a_file(new: Path, other: Path) -> None:
    file = new / "unit-3/plan/index.html"
    file.write_bytes(file.read_bytes()[::-1])


def add_files(new: Path, other: Path) -> None:
    (new / "unit-3/hidden").mkdir()
    (new / "unit-3/hidden/.file").write_bytes(b"mine")


def put_a_file_for_a_folder(new: Path, other: Path) -> None:
    shutil.rmtree(new / "unit-3/plan")
    (new / "unit-3/plan").write_bytes(b"mine")


def put_a_folder_for_a_file(new: Path, other: Path) -> None:
    (new / "unit-3/plan/index.html").unlink()
    (new / "unit-3/plan/index.html").mkdir()
    (new / "unit-3/plan/index.html/mine").write_bytes(b"mine")


def empty_it(new: Path, other: Path) -> None:
    shutil.rmtree(new)
    new.mkdir()


@pytest.mark.parametrize(
    "spoil",
    [
        put_a_link_to_a_folder,
        put_a_link_to_a_file,
        put_a_pipe,
        shut_a_folder,
        shut_the_folder,
        open_a_file,
        let_others_into_the_room,
        cut_a_file,
        alter_a_file,
        add_files,
        put_a_file_for_a_folder,
        put_a_folder_for_a_file,
        empty_it,
    ],
)
def test_whatever_was_done_to_what_is_kept_the_next_site_is_as_if_made_anew(
    spoil: Callable[[Path, Path], None], tmp_path: Path
) -> None:
    site, other, anew = tmp_path / "site", tmp_path / "other", tmp_path / "anew"
    (other / "plan").mkdir(parents=True)
    (other / "plan/index.html").write_bytes(b"not the site's")
    build(site, large_of(1))
    build(site, large_of(2))
    (room,) = rooms_beside(site)
    spoil(room / "new", other)
    build(site, large_of(3))
    build(anew, large_of(3))
    assert read(site) == large_of(3)
    assert rights(site) == rights(anew)
    assert read(other) == {"plan/index.html": b"not the site's"}


def test_a_copy_linked_to_a_site_keeps_its_bytes(tmp_path: Path) -> None:
    site = tmp_path / "site"
    build(site, large_of(1))
    shutil.copytree(site, tmp_path / "copy", copy_function=os.link)
    for day in (2, 3):
        build(site, large_of(day))
    assert read(tmp_path / "copy") == large_of(1)


def test_killed_at_any_step_the_old_site_or_the_new_stands_whole_and_the_next_leaves_nothing(tmp_path: Path) -> None:
    start = tmp_path / "start"
    build(start / "site", small_of(1))
    seen = set()
    for step in count(1):
        folder = shutil.copytree(start, tmp_path / "trial", copy_function=shutil.copy2)
        leave_kept(folder / "site", small_of(0))
        is_over = not killing.is_killed(partial(build, folder / "site", small_of(2)), step)
        stands = read(folder / "site")
        assert stands in (small_of(1), small_of(2)), step
        seen.add(stands == small_of(1))
        for room in rooms_beside(folder / "site"):
            os.utime(room, (LONG_AGO, LONG_AGO))
        build(folder / "site", small_of(3))
        assert read(folder / "site") == small_of(3), step
        assert rooms_beside(folder / "site") == [], step
        shutil.rmtree(folder)
        if is_over:
            break
    assert seen == {True, False}


def test_a_build_that_is_told_to_end_clears_its_room_away(tmp_path: Path) -> None:
    docs = trees.draw(tmp_path / "docs", trees.small())
    words = [
        sys.executable,
        "-m",
        "catalogue.commands.main",
        "build",
        "--docs",
        docs,
        "--site",
        tmp_path / "ud" / "site",
    ]
    with subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None and not list(tmp_path.glob("ud/.site-*")):
            time.sleep(0.005)
        process.send_signal(signal.SIGTERM)
        assert process.wait() in (0, 128 + signal.SIGTERM)
    assert list((tmp_path / "ud").glob(".site-*")) == []
