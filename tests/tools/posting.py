"""The script that posts an answer, run as the job does that may write: with Python alone."""

import os
import random
import runpy
import subprocess
import sys

from catalogue import checkout
from forge import REPOSITORY, Forge, serving
from processes import Finished

SCRIPT = checkout.ROOT / ".ci/comment.py"
PARTS = runpy.run_path(str(SCRIPT))
"""The script's functions and limits by name."""


def post(forge: Forge, what: str, commit: str = "c0ffee", **values: str) -> Finished:
    """Run the script against a forge on loopback."""
    with serving(forge) as address:
        surroundings = {
            "PATH": os.environ["PATH"],
            checkout.CONFIGURATION_NAME: os.environ[checkout.CONFIGURATION_NAME],
            "GITHUB_API_URL": address,
            "GITHUB_SERVER_URL": "https://forge.eksempel.invalid",
            "GITHUB_REPOSITORY": REPOSITORY,
            "TOKEN": "et-tegn",
            "RUN": "9",
            "COMMIT": commit,
            "OWNER": "kollega",
            "BRANCH": "bidrag",
            **values,
        }
        # -S: no packages but Python's own, as where it runs; -I: nothing of whoever runs it.
        done = subprocess.run(
            [sys.executable, "-I", "-S", SCRIPT, what],
            env=surroundings,
            capture_output=True,
            encoding="utf-8",
            check=False,
            timeout=300,
        )
    return Finished(done.returncode, done.stdout, done.stderr)


def assert_archive_is_read_or_refused(lots: random.Random, archive: bytes, text: str) -> None:
    """Damage an archive by lot: it holds its text, or nothing, or is refused, and nothing else happens."""
    raw = bytearray(archive)
    for _ in range(lots.randint(1, 8)):
        place = lots.randrange(len(raw))
        match lots.choice("change change cut double".split()):
            case "change":
                raw[place] = lots.choice((0, 1, 0x7F, 0xFF, lots.randrange(256)))
            case "cut":
                del raw[place : place + lots.randint(1, 30)]
            case "double":
                raw[place:place] = raw[max(0, place - 60) : place]
    try:
        found = PARTS["unpack"](bytes(raw), "answer.json")
    except PARTS["Refused"]:
        return
    assert found in (text, None)
