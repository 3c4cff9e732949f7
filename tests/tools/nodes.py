"""Node: the site's scripts that need no browser, and packages as tests/audit/node/package-lock.json has them."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import playwright

import trees
from catalogue import checkout

FOLDER = trees.TESTS / "audit" / "node"
PACKAGES = FOLDER / "node_modules"
_ANSWERING = trees.TESTS / "tools" / "answering.js"
Ask = Callable[[Any], Any]
"""Gives a script a question, and returns its answer: both as JSON has them."""


def find_node() -> str:
    """Return the Node that runs scripts: the machine's, or the one that Playwright brings, which is always there."""
    return shutil.which("node") or str(Path(playwright.__file__).parent / "driver" / "node")


def run_scripts(*words: object, env: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run Node in the checkout until it ends, and return its status with what it said."""
    return subprocess.run(
        [find_node(), *map(str, words)],
        cwd=checkout.ROOT,
        env=env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@contextmanager
def asking(script: Path) -> Iterator[Ask]:
    """Keep a script running that exports `answer`, and ask it: `with asking(file) as ask: ask({"text": "æ"})`.

    A question that the script cannot answer raises AssertionError with what it complained of.
    """
    with subprocess.Popen(
        [find_node(), str(_ANSWERING), str(script)],
        cwd=checkout.ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        questions, answers = process.stdin, process.stdout
        assert questions is not None
        assert answers is not None

        def ask(question: Any) -> Any:
            questions.write(json.dumps(question) + "\n")  # In ASCII: half a character gets through as well.
            questions.flush()
            answer = json.loads(answers.readline() or '{"complaint": "The script has ended."}')
            assert "complaint" not in answer, answer["complaint"]
            return answer["answer"]

        yield ask
        questions.close()


def run_node(script: str, *words: object, env: Mapping[str, str] | None = None) -> str:
    """Run a script of an installed package and return what it prints; it may leave with 1, which says »faults«.

    Raises AssertionError with what it complained of when it did not do its work.
    """
    file = PACKAGES / script
    assert file.is_file(), f"{file} is not there: run .ci/prepare node"
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:  # A pipe would lose the end: Node leaves at once.
        done = subprocess.run(
            [find_node(), str(file), *map(str, words)],
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
