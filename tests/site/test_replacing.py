"""A new folder takes an old one's place in one step, and what a killed build has left is cleared away."""

import fcntl
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import trees
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


def build(site: Path) -> None:
    with replacing(site) as target:
        (target / "index.html").write_text("ny", "utf-8")


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
    room = leave(tmp_path / "site", "new")
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
