"""A withdrawal killed at many points: a whole site is served all along, and the next run leaves nothing behind."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import trees
import withdrawals
from catalogue.publish.releases import Releases
from processes import Finished
from receiving import everything_in
from rows import Note
from withdrawals import PICTURE, Home

POINTS = 6
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


def withdraw(driver: Path, folder: Path, step: int = 0) -> "subprocess.CompletedProcess[str]":
    """Withdraw with the real program, to be killed just before a step; with step 0 it tells how many there are."""
    where = ("--repository", str(folder / "katalog.git"), "--releases", str(folder / "ud"), "--today", str(trees.TODAY))
    words = [sys.executable, str(driver), str(step), "withdraw", PICTURE, *where]
    path = {**os.environ, "PYTHONPATH": str(trees.TESTS / "tools")}
    return subprocess.run(words, env=path, cwd=folder, capture_output=True, encoding="utf-8", check=False)


def test_killed_at_many_points_a_withdrawal_is_finished_by_the_next_and_the_served_site_is_whole(
    run: Callable[..., Finished], tmp_path: Path, note: Note
) -> None:
    pictures = withdrawals.noise()
    folder = tmp_path / "hjem"
    folder.mkdir()
    home = Home(folder, pictures)
    home.more()
    assert run("publish", home.releases, "--repository", home.bare, "--today", trees.TODAY).status == 0
    driver = tmp_path / "driver.py"
    driver.write_text(_DRIVER, "utf-8")
    trial = tmp_path / "trial"
    shutil.copytree(folder, trial, symlinks=True)
    steps = int(withdraw(driver, trial).stdout.split()[-1])
    points = sorted({1, 2, 3, *range(4, steps, max(steps // POINTS, 1)), *range(steps - 4, steps + 1)})
    note(f"killed at {len(points)} of {steps} steps", "a whole site each time, and nothing left afterwards")
    for step in points:
        shutil.rmtree(trial)
        shutil.copytree(folder, trial, symlinks=True)
        assert withdraw(driver, trial, step).returncode in (-signal.SIGKILL, 0)
        releases = Releases(trial / "ud")
        assert releases.current is not None
        assert releases.is_whole(releases.current)
        again = withdraw(driver, trial)
        # One that was killed when all was done finds nothing any more, and says so.
        assert again.returncode == 0 or "hverken på siderne" in again.stderr, again.stderr
        assert not list(releases.folder.rglob("kolleger.webp")), step
        everything = everything_in([trial / "katalog.git"])
        assert not any(pictures[name] in everything for name in ("gone", "older")), step
        assert b"kolleger.png" not in everything, step
