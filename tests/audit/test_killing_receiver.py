"""The receiver's writing killed at 200 points: each page is in exactly one branch, or is told to be sent again."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import trees
from catalogue.receive.branches import Branches
from catalogue.receive.receipts import make_receipt
from receiving import NOON, begun, git, submission
from rows import Note

POINTS, LATE = 200, 10
_DRIVER = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from catalogue.receive.branches import Branches
from catalogue.receive.receipts import make_receipt
from catalogue.review.git import Repository
from receiving import NOON, submission
import trees

branches = Branches(Repository(Path(sys.argv[2])))
print("ready", flush=True)
for line in sys.stdin:
    key = line.strip()
    page = submission(trees.story(key), kind="story", key=key)
    branches.propose(page, make_receipt(os.urandom(20)), NOON)
    print("told", flush=True)
"""


class Sender:
    """A process that keeps pages, to be killed with all that it has started."""

    def __init__(self, repository: Path) -> None:
        words = [sys.executable, "-c", _DRIVER, str(trees.TESTS / "tools"), str(repository)]
        self.process = subprocess.Popen(
            words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, start_new_session=True
        )
        assert self.process.stdin
        assert self.process.stdout
        assert self.process.stdout.readline() == "ready\n"
        self.told = False

    def send(self, key: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(f"{key}\n")
        self.process.stdin.flush()

    def wait(self) -> None:
        """Wait until it tells that the page came in."""
        assert self.process.stdout
        self.told = self.process.stdout.readline() == "told\n"

    def kill(self) -> bool:
        """Kill it, and return whether it had told that the page came in."""
        os.killpg(self.process.pid, signal.SIGKILL)
        out, _ = self.process.communicate()
        return self.told or "told" in out


def test_a_page_is_never_lost_and_never_there_twice(tmp_path: Path, note: Note) -> None:
    branches = begun(tmp_path / "katalog.git")
    whole = measure(branches)
    again = 0
    for number in range(POINTS):
        key = f"historie-{number}"
        sender = Sender(branches.repository.folder)
        sender.send(key)
        if number < POINTS - LATE:
            time.sleep(whole * 1.2 * number / POINTS)
        else:  # However slow the machine is meanwhile, some are killed just when they have told.
            sender.wait()
        told = sender.kill()
        branches.mend()
        there = branches_of(branches, key)
        assert there == 1 if told else there <= 1, (number, told, there)
        if not told:
            again += 1
            page = submission(trees.story(key), kind="story", key=key)
            branches.propose(page, make_receipt(os.urandom(20)), NOON)
        assert branches_of(branches, key) == 1, number
    heads = git(branches, "for-each-ref", "--format=%(refname)", "refs/heads/bidrag/").split()
    assert len(heads) == POINTS + 1
    git(branches, "fsck", "--strict")
    note(f"{POINTS} kills, {again} sent again, {len(heads) - 1} branches", "each page in one branch")
    assert 0 < again < POINTS, "the kills are to fall within the writing"


def branches_of(branches: Branches, key: str) -> int:
    """Return in how many branches a page is: the branches are of one page each, which their commit tells."""
    told = git(branches, "for-each-ref", "--format=%(contents:subject)", "refs/heads/bidrag/")
    return told.splitlines().count(f"Add stories/{key}.md as it was sent")


def measure(branches: Branches) -> float:
    """Return how many seconds a sending takes, for the kills to be spread over."""
    sender = Sender(branches.repository.folder)
    start = time.monotonic()
    sender.send("foerste")
    assert sender.process.stdout
    assert sender.process.stdout.readline() == "told\n"
    seconds = time.monotonic() - start
    sender.kill()
    return seconds
