"""The real program, killed at many points and short of room: what is served is the old site or the new one, whole."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import trees
from catalogue.checks.check import Check
from catalogue.publish.publish import expect
from catalogue.publish.releases import Releases, digest
from catalogue.publish.verification import verify
from catalogue.site.build import Outcome
from rows import Note

POINTS = 20
"""How many kills are spread over the whole of a publishing; its last steps are all tried besides."""
LAST = 25
PAGE = os.sysconf("SC_PAGE_SIZE")
OLDER, NEWER = "2026-06-01", "2026-06-02"
"""Two days, and so two different sites."""
_DRIVER = """
import sys
import killing
from catalogue.commands.main import main

if __name__ == "__main__":
    step, counted = int(sys.argv[1]), 0
    def count(event, arguments):
        global counted
        counted += killing.is_change(event, arguments)
    killing.arm(step) if step else sys.addaudithook(count)
    status = main(sys.argv[2:])
    print(counted)
    sys.exit(status)
"""


@pytest.fixture(scope="module")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("driver") / "driver.py"
    file.write_text(_DRIVER, "utf-8")
    return file


def publish(driver: Path, folder: Path, docs: Path, today: str, step: int = 0) -> "subprocess.CompletedProcess[str]":
    """Publish with the real program, to be killed just before a step; with step 0 it prints how many there are."""
    words = [sys.executable, str(driver), str(step), "publish", str(folder), "--docs", str(docs), "--today", today]
    path = {**os.environ, "PYTHONPATH": str(trees.TESTS / "tools")}
    return subprocess.run(words, env=path, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def start(driver: Path, good: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, int]:
    """A folder with one release, and the number of steps of publishing the next."""
    folder = tmp_path_factory.mktemp("start") / "ud"
    assert publish(driver, folder, good, OLDER).returncode == 0
    trial = shutil.copytree(folder, folder.with_name("trial"), symlinks=True)
    done = publish(driver, trial, good, NEWER)
    assert done.returncode == 0, done.stderr
    return folder, int(done.stdout)


def test_killed_at_many_points_the_old_site_or_the_new_is_served(
    start: tuple[Path, int],
    driver: Path,
    good: Path,
    tmp_path: Path,
    judge: Callable[[Path], Check],
    note: Note,
) -> None:
    folder, steps = start
    expected = expect(Outcome(judge(good), is_published=True), "")
    old = digest(folder / "current")
    seen = set()
    points = sorted({*range(1, steps, max(steps // POINTS, 1)), *range(steps - LAST, steps + 1)})
    note(f"killed at {len(points)} of {steps} steps", "the old site or the new, whole, each time")
    for step in points:
        trial = shutil.copytree(folder, tmp_path / str(step), symlinks=True)
        killed = publish(driver, trial, good, NEWER, step)
        assert killed.returncode in (-signal.SIGKILL, 0), killed.stderr
        served = digest(trial / "current")
        assert served == Releases(trial).current.digest  # type: ignore[union-attr]
        assert verify(trial / "current", expected, trees.TODAY) == []
        seen.add(served == old)
        # The next one is not hindered by what was left, and leaves nothing of it.
        if step % 5 == 0:
            assert publish(driver, trial, good, NEWER).returncode == 0
            assert {entry.name[:4] for entry in (trial / "releases").iterdir()} == {"0000"}
        shutil.rmtree(trial)
    assert seen == {True, False}


@pytest.fixture
def small_disk(start: tuple[Path, int], tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with room for two sites, the one that is served and the next, and a little more."""
    folder = tmp_path / "disk"
    folder.mkdir()
    sizes = [file.lstat().st_size for file in start[0].rglob("*")]
    pages = sum(-(-size // PAGE) + 1 for size in sizes)  # A file takes whole pages, and a name in a folder a part.
    size = f"size={pages * PAGE * 5 // 2}"
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", size, "none", str(folder)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.fail("only root can make a small disk: run the audit as root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_told_of_and_nothing_is_lost(small_disk: Path, driver: Path, good: Path, note: Note) -> None:
    note("disks with 0, ¼ and ½ of a site's room left", "said, and the old site stays")
    folder = small_disk / "ud"
    assert publish(driver, folder, good, OLDER).returncode == 0
    old = digest(folder / "current")
    taken, free = shutil.disk_usage(small_disk)[1:]
    for left in (0, taken // 4, taken // 2):
        (small_disk / "fyld").write_bytes(bytes(free - left))
        failed = publish(driver, folder, good, NEWER)
        assert failed.returncode == 1
        assert "der er ikke mere plads på disken" in failed.stderr
        assert "Traceback" not in failed.stderr
        assert digest(folder / "current") == old
        assert len(list((folder / "releases").iterdir())) == 1
    (small_disk / "fyld").unlink()
    assert publish(driver, folder, good, NEWER).returncode == 0


def test_a_disk_that_can_only_be_read_is_told_of(small_disk: Path, driver: Path, good: Path, note: Note) -> None:
    note("a disk mounted for reading", "said")
    folder = small_disk / "ud"
    assert publish(driver, folder, good, OLDER).returncode == 0
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    failed = publish(driver, folder, good, NEWER)
    assert failed.returncode == 1
    assert "kan kun læses" in failed.stderr
    assert "Traceback" not in failed.stderr
