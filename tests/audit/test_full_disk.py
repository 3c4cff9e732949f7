"""A full disk below .cache and a closed /dev/shm: really full and really closed, where only the trial sees it."""

import subprocess
import sys
from pathlib import Path

import pytest

import trees
from catalogue import checkout
from rows import Note

CATALOGUE = Path(sys.executable).with_name("catalogue")
FULL = "mount -t tmpfs -o size=64k none {cache} && head -c {filled} /dev/zero > {cache}/fill"
CLOSED = "mount -t tmpfs -o ro,size=1k none /dev/shm"


def build_after(mount: str, site: Path) -> subprocess.CompletedProcess[str]:
    """Build the good tree where something was mounted first."""
    build = f"{CATALOGUE} build --docs {trees.GOOD} --site {site} --today {trees.TODAY}"
    words = ["unshare", "--mount", "--map-root-user", "sh", "-c", f"{mount} && {build}"]
    return subprocess.run(words, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("filled", [0, 30_000, 60_000, 65_536])
def test_a_full_disk_below_the_cache_costs_nothing_but_what_is_kept(filled: int, tmp_path: Path, note: Note) -> None:
    cache = checkout.CACHE.parent
    cache.mkdir(exist_ok=True)
    done = build_after(FULL.format(cache=cache, filled=filled), tmp_path / "site")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr
    assert list((tmp_path / "site").rglob("*.webp"))
    note("built, all pictures there", "built")


def test_a_closed_shared_memory_is_told_of_in_danish(tmp_path: Path) -> None:
    done = build_after(CLOSED, tmp_path / "site")
    assert done.returncode == 1
    assert "/dev/shm" in done.stderr
    assert "Traceback" not in done.stderr
