"""Programs that need Node, at the versions that tests/audit/node/package-lock.json says."""

import json
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).with_name("node")


def run_node(script: str, *words: object, env: Mapping[str, str] | None = None) -> str:
    """Run a script of an installed package and return what it prints; it may leave with 1, which says »faults«.

    Raises AssertionError with what it complained of when it did not do its work.
    """
    file = FOLDER / "node_modules" / script
    assert file.is_file(), f"{file} is not there: run .ci/prepare node"
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:  # A pipe would lose the end: Node leaves at once.
        done = subprocess.run(
            ["node", str(file), *map(str, words)],
            env=env,
            stdout=said,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode in (0, 1), done.stderr
        said.seek(0)
        return said.read()


def read_json(text: str) -> Any:
    """Return what a program said in JSON. Raises AssertionError, with its first words, when it said something else."""
    try:
        return json.loads(text)
    except ValueError as error:
        raise AssertionError(f"not JSON: {text[:200]}") from error
