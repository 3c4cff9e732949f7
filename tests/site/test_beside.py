"""Beside: the work is done when the block is, whoever does it, and what goes wrong in it is told.

(site.beside)
"""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from catalogue.site.beside import beside


def alone(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a script in a process without threads, as the program is when it writes a large site."""
    begin = "from pathlib import Path\nimport os, signal\nfrom catalogue.site.beside import beside\n"
    return subprocess.run(
        [sys.executable, "-c", begin + script], cwd=folder, capture_output=True, encoding="utf-8", check=False
    )


def test_work_is_done_at_the_end_of_the_block_by_a_process_of_its_own(tmp_path: Path) -> None:
    ran = alone(
        "with beside(lambda: Path('done').write_text(str(os.getpid())) and None):\n"
        "    Path('within').write_text(str(os.getpid()))\n"
        "print(Path('done').read_text() != Path('within').read_text() or len(os.sched_getaffinity(0)) < 2)\n",
        tmp_path,
    )
    assert (ran.stdout, ran.stderr) == ("True\n", "")


def test_several_works_are_done_each_by_its_own_process(tmp_path: Path) -> None:
    ran = alone(
        "def write(name):\n    return lambda: Path(name).write_text(str(os.getpid())) and None\n"
        "with beside(write('one'), write('two')):\n    pass\n"
        "print({Path(name).exists() for name in ('one', 'two')})\n",
        tmp_path,
    )
    assert (ran.stdout, ran.stderr) == ("{True}\n", "")


def test_what_the_work_raises_is_raised(tmp_path: Path) -> None:
    ran = alone(
        "def full():\n    raise OSError(28, 'full')\n"
        "try:\n    with beside(full):\n        pass\nexcept OSError as error:\n    print(error.errno)\n",
        tmp_path,
    )
    assert (ran.stdout, ran.stderr) == ("28\n", "")


def test_work_whose_process_is_killed_is_done_after_all(tmp_path: Path) -> None:
    ran = alone(
        f"me = os.getpid()\n"
        f"def fall():\n"
        f"    if os.getpid() != me: os.kill(os.getpid(), {int(signal.SIGKILL)})\n"
        f"    Path('done').write_text('x')\n"
        f"with beside(fall):\n    pass\n"
        f"print(Path('done').exists())\n",
        tmp_path,
    )
    assert (ran.stdout, ran.stderr) == ("True\n", "")


def test_beside_a_thread_the_work_is_done_here_and_first(tmp_path: Path) -> None:
    wait = threading.Event()
    thread = threading.Thread(target=wait.wait)
    thread.start()
    try:
        with beside(lambda: (tmp_path / "done").write_text(str(os.getpid())) and None):
            assert (tmp_path / "done").read_text() == str(os.getpid())
    finally:
        wait.set()
        thread.join()


def test_what_the_block_raises_is_raised(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="within"), beside(lambda: None):
        raise ValueError("within")
