"""The receiver as it runs beside a forge: from the form to a pull request, and the editors' words back."""

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import pytest

import trees
from forge_kinds import GitHub
from forge_server import TOKEN, serving
from receivers import Process, receiving_process
from receiving import JSON, PATH, begun


def told(process: Process, receipt: str) -> Any:
    return httpx.get(process.address.replace(PATH, receipt), headers=JSON, timeout=60).json()


def wait_for(found: Callable[[], bool]) -> None:
    for _ in range(1200):
        if found():
            return
        time.sleep(0.05)
    raise AssertionError("it never came")


def test_from_the_form_to_a_pull_request_and_back_also_after_a_power_cut(tmp_path: Path) -> None:
    forge = GitHub(begun(tmp_path / "forge.git").repository.folder)
    (tmp_path / "token").write_text(f"{TOKEN}\n")
    settings = {
        "FORGE": "github",
        "FORGE_PROJECT": forge.project,
        "FORGE_TOKEN_FILE": str(tmp_path / "token"),
        "FORGE_ASK_SECONDS": "0.2",
        "FORGE_PAUSE": "0",
    }
    with serving(forge):
        settings["FORGE_ADDRESS"] = forge.address
        around = {f"CATALOGUE_RECEIVE_{name}": value for name, value in settings.items()}
        with receiving_process(tmp_path, **around) as process:
            receipt = process.post("", trees.interpretation()).json()["receipt"]
            wait_for(lambda: len(forge.pulls) == 1)
            process.kill()
        with receiving_process(tmp_path, **around) as process:
            forge.say(forge.pulls[1], "Hvad hedder morgenmødet?", kind="review", asks=True)
            wait_for(lambda: told(process, receipt)["state"] == "spørgsmål til jer")
            assert told(process, receipt)["words"] == ["Hvad hedder morgenmødet?"]
            forge.merge(forge.pulls[1])
            wait_for(lambda: told(process, receipt)["state"] == "klar")
            second = process.post("", trees.story("Ny"), kind="story", key="ny").json()["receipt"]
            wait_for(lambda: len(forge.pulls) == 2)
            httpx.post(f"{process.address.replace(PATH, second)}withdraw", headers=JSON, timeout=60)
            wait_for(lambda: forge.pulls[2].state == "closed" and len(forge.branches) == 1)
            assert told(process, second)["state"] == "trukket tilbage"
    said = process.said.read_text("utf-8")
    assert TOKEN not in said
    assert "Traceback" not in said


def test_a_forge_that_gives_no_pages_is_named_in_danish(tmp_path: Path) -> None:
    words = {"FORGE": "github", "FORGE_ADDRESS": "http://127.0.0.1:9", "FORGE_PROJECT": "o/r", "FORGE_TOKEN": "x"}
    around = {f"CATALOGUE_RECEIVE_{name}": value for name, value in words.items()}
    told = "Siderne kunne ikke hentes fra http://127.0.0.1:9: der kom ikke noget brugbart svar."
    with pytest.raises(AssertionError, match=re.escape(told)), receiving_process(tmp_path, **around):
        pass
