"""What is pure in the site's scripts is tried in Node, file for file, with what Python tells the form."""

import json
import os
import re
from functools import cache
from pathlib import Path

import pytest

import trees
from catalogue import checkout
from catalogue.checks import browser
from nodes import asking, run_scripts

HERE = trees.TESTS / "javascript"
FILES = sorted(HERE.rglob("test_*.js"))
SCRIPTS = sorted(checkout.OVERRIDES.rglob("*.js"))
PAGE = re.compile(
    r"\b(?:document|location|history|customElements|matchMedia|navigator|sessionStorage|HTML\w*Element)\b"
    r"|\baddEventListener\(|getElement|\belement\("
)
"""What a script names that only a page in a browser has."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with what the form is told of the check."""
    file = tmp_path_factory.mktemp("told") / "told.json"
    said = browser.describe_words(["Sundhed og Omsorg"])
    file.write_text(json.dumps({"rules": browser.describe_rules(), "said": said}), "utf-8")
    return file


@pytest.mark.parametrize("file", FILES, ids=lambda file: str(file.relative_to(HERE)))
def test_the_tests_of_a_script_pass(file: Path, told: Path) -> None:
    done = run_scripts("--test", file, env={**os.environ, "CATALOGUE_TOLD": str(told)})
    assert done.returncode == 0, done.stdout + done.stderr
    assert not re.search(r"^(?:#|ℹ) tests 0$", done.stdout, re.MULTILINE), "it tries nothing"


def test_the_audit_can_give_each_function_of_a_text_what_it_takes(told: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CATALOGUE_TOLD", str(told))
    with asking(HERE / "doubling.js") as ask:
        times = ask({"texts": ["Vi mødes. "], "most": 1000})
    assert {"form/disguises.js: reveal", "search/marks.js: marked", "a search"} <= times.keys()


def code_of(script: Path) -> str:
    """Return a script without its comments."""
    return re.sub(r"/\*.*?\*/|(?<!:)//[^\n]*", "", script.read_text("utf-8"), flags=re.DOTALL)


@cache
def needs_page(script: Path) -> bool:
    """Tell whether a script, or one that it imports, names what only a page has."""
    code = code_of(script)
    imported = [(script.parent / name).resolve() for name in re.findall(r"""(?:from|import) "([.][^"]*)\"""", code)]
    return PAGE.search(code) is not None or any(map(needs_page, imported))


@pytest.mark.parametrize(
    "script", [script for script in SCRIPTS if not needs_page(script)], ids=lambda script: script.stem
)
def test_a_script_that_needs_no_page_has_tests_of_its_name_or_by_its_name(script: Path) -> None:
    room = script.parent.relative_to(checkout.OVERRIDES)
    namesake = HERE / room / f"test_{script.stem}.js"
    path = f"overrides/{room}/{script.name}"
    assert namesake.is_file() or any(path in file.read_text("utf-8") for file in HERE.rglob("*.js")), (
        f"Write {namesake.relative_to(checkout.ROOT)}: {path} needs no page to be tried."
    )


def test_some_scripts_need_a_page_and_some_do_not() -> None:
    pure = {script.stem for script in SCRIPTS if not needs_page(script)}
    assert {"yaml", "dates", "query", "words", "ranking", "packing"} <= pure
    assert {"form", "controls", "page", "panel", "scheme"} & pure == set()
