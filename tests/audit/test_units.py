"""What systemd itself says of the units, and that the scripts of the containers do what they say."""

import os
import re
import shutil
import subprocess
import time
from pathlib import Path

import pytest

from catalogue import checkout
from receiving import begun, git
from rows import Note

SYSTEMD = checkout.ROOT / "deploy" / "systemd"
MOST_EXPOSED = 2.0
"""Of 10, as `systemd-analyze security` counts; a service without any hardening has 9.6."""


def analyze(*words: object) -> subprocess.CompletedProcess[str]:
    program = shutil.which("systemd-analyze")
    assert program, "Install systemd, whose systemd-analyze judges the units."
    return subprocess.run([program, *map(str, words)], capture_output=True, text=True, check=False)


def test_systemd_understands_every_line_of_the_units(tmp_path: Path, note: Note) -> None:
    units = [Path(shutil.copy(unit, tmp_path)) for unit in sorted(SYSTEMD.glob("catalogue-*.*"))]
    for unit in units:  # The program need not be installed where systemd looks for it.
        text = unit.read_text("utf-8").replace(
            "/opt/catalogue/.venv/bin/catalogue", shutil.which("true") or "/bin/true"
        )
        unit.write_text(text, "utf-8")
    done = analyze("verify", *units)
    note(f"{len(done.stderr.splitlines())} complaints of {len(units)} units", "none")
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("service", sorted(SYSTEMD.glob("*.service")), ids=lambda service: service.stem)
def test_a_service_is_little_exposed(service: Path, note: Note) -> None:
    done = analyze("security", "--offline=true", "--no-pager", service)
    found = re.search(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
    assert found, done.stderr
    note(f"{found[1]} of 10", f"at most {MOST_EXPOSED}")
    assert float(found[1]) <= MOST_EXPOSED


def test_a_container_publishes_when_main_moves_and_goes_on_after_a_failure(tmp_path: Path, note: Note) -> None:
    branches = begun(tmp_path / "katalog.git")
    script = (checkout.ROOT / "deploy" / "container" / "publish.sh").read_text("utf-8")
    program = tmp_path / "catalogue"
    program.write_text(f'#!/bin/sh\necho "$@" >> {tmp_path}/said\nexit 1\n', "utf-8")
    program.chmod(0o755)
    places = {"/opt/catalogue/.venv/bin/catalogue": str(program), "sleep 15": "sleep 0.2"}
    places["/srv/katalog.git"] = str(tmp_path / "katalog.git")
    for place, here in places.items():
        script = script.replace(place, here)
    process = subprocess.Popen(["sh", "-c", script], start_new_session=True)
    try:
        assert _lines(tmp_path / "said", 1) == 1
        tree = git(branches, "rev-parse", "main^{tree}").strip()
        who = {"GIT_AUTHOR_NAME": "x", "GIT_AUTHOR_EMAIL": "x", "GIT_COMMITTER_NAME": "x", "GIT_COMMITTER_EMAIL": "x"}
        words = ["git", "-C", str(tmp_path / "katalog.git"), "commit-tree", tree, "-p", "main", "-m", "x"]
        made = subprocess.run(
            words, capture_output=True, text=True, check=True, env={**os.environ, **who}
        ).stdout.strip()
        git(branches, "update-ref", "refs/heads/main", made)
        assert _lines(tmp_path / "said", 2) == 2
    finally:
        os.killpg(process.pid, 15)
        process.wait()
    note("2 of 2 publishings", "one for each move of main")


def _lines(file: Path, count: int) -> int:
    """Return how many lines a file has, as soon as it has so many."""
    found = 0
    for _ in range(300):
        found = len(file.read_text("utf-8").splitlines()) if file.is_file() else 0
        if found >= count:
            break
        time.sleep(0.1)
    return found
