"""The receiver as a process of its own, on a port of loopback, with a repository that tests look into."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from receiving import JSON, KEY

PROGRAM = (sys.executable, "-m", "catalogue.commands.main")


@dataclass
class Process:
    """A receiver that runs; `said` is the file of what it says."""

    process: "subprocess.Popen[str]"
    address: str
    repository: Path
    said: Path

    def post(self, path: str, text: str, *pictures: bytes, **fields: str) -> httpx.Response:
        """Send a form to an address below the receiver's path."""
        sent: dict[str, Any] = {"kind": "interpretation", "key": KEY, "text": text, **fields}
        files = [(name, (None, value)) for name, value in sent.items()]
        files += [("picture", ("x.png", content)) for content in pictures]
        return httpx.post(f"{self.address}{path}", files=files, headers=JSON, timeout=60)

    def git(self, *words: str) -> str:
        """Return what Git says of the repository."""
        command = ["git", "-C", str(self.repository), *words]
        return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout

    def kill(self) -> None:
        """Kill it as a power cut would, with what it has started."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextmanager
def receiving_process(
    folder: Path,
    docs: Path | None = None,
    socket: Path | None = None,
    program: Sequence[str] = PROGRAM,
    **environment: str,
) -> Iterator[Process]:
    """Run `catalogue receive` on a repository in a folder, as long as it is needed, on a port or on a socket."""
    repository, said = folder / "katalog.git", folder / "sagt.txt"
    words: list[object] = ["--repository", repository, "--data", folder / "data"]
    words += ["--socket", socket] if socket else ["--port", 0]
    words += ["--docs", docs] if docs else []
    around: Mapping[str, str] = {**os.environ, **environment}
    with said.open("a") as log:
        process = subprocess.Popen(
            [*program, "receive", *map(str, words)],
            stdout=subprocess.PIPE,
            stderr=log,
            text=True,
            env=around,
            start_new_session=True,
        )
    assert process.stdout
    line = process.stdout.readline()
    assert "tager imod" in line, f"{line}{said.read_text('utf-8')}"
    address = line.split(" på ")[1].split(" – ")[0]
    try:
        yield Process(process, address, repository, said)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait(30)
