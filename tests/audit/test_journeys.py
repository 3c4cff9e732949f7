"""Journeys in other engines than Chromium: Firefox and WebKit search, choose, write, share, lead a talk and print."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

import nodes
from rows import Note

pytestmark = pytest.mark.browser

JOURNEYS = ("search", "facets", "form to finished file", "share panel", "dialogue sheet", "print styles")
ENGINES = ("firefox", "webkit")


def _find_program(engine: str) -> str | None:
    if engine == "firefox":
        return shutil.which("firefox-esr") or shutil.which("firefox")
    return next(iter(map(str, sorted(Path("/usr").glob("lib*/**/webkit2gtk-4*/MiniBrowser")))), None)


@contextmanager
def _display() -> Iterator[Mapping[str, str]]:
    """Hold a display that nobody sees, and give the environment in which programs draw on it."""
    read, write = os.pipe()
    words = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1400x1100x24", "-nolisten", "tcp"]
    with subprocess.Popen(words, pass_fds=[write], stderr=subprocess.DEVNULL) as server:
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        try:
            assert number, "Xvfb did not start"
            yield {**os.environ, "DISPLAY": f":{number}"}
        finally:
            server.terminate()


@cache
def _walk(engine: str, address: str) -> Mapping[str, str]:
    """Walk all journeys in an engine; return what went wrong in each."""
    program = _find_program(engine)
    assert program, f"{engine} is not there: run .ci/prepare browsers"
    assert (nodes.PACKAGES / "selenium-webdriver").is_dir(), "run .ci/prepare node"
    with _display() as environment:
        done = nodes.run_scripts(nodes.FOLDER / "journeys.mjs", engine, program, address, env=environment)
    assert done.returncode == 0, done.stderr
    ends: Mapping[str, str] = json.loads(done.stdout)
    return ends


@pytest.mark.parametrize("journey", JOURNEYS)
@pytest.mark.parametrize("engine", ENGINES)
def test_a_journey_comes_to_its_end(engine: str, journey: str, own: str, note: Note) -> None:
    ends = _walk(engine, own)
    note(ends[journey] or "comes to its end", "comes to its end")
    assert set(ends) == set(JOURNEYS)
    assert not ends[journey]
