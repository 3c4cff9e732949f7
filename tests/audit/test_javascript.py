"""JavaScript is as good as the Python: typed, linted, in one form, and tried – by the machine's own Node."""

import json
import os
import re
import shutil
from pathlib import Path
from subprocess import CompletedProcess

import pytest

import trees
from catalogue import checkout
from catalogue.checks import browser
from nodes import PACKAGES, run_scripts
from rows import Note

PROJECTS = ("jsconfig.json", "tests/javascript/jsconfig.json")
TSC, BIOME = PACKAGES / "typescript/bin/tsc", PACKAGES / "@biomejs/biome/bin/biome"


def check_types(project: Path) -> CompletedProcess[str]:
    assert TSC.is_file(), f"{TSC} is not there: run .ci/prepare node"
    return run_scripts(TSC, "--project", project, "--pretty", "false")


def check_style(*words: object) -> CompletedProcess[str]:
    assert BIOME.is_file(), f"{BIOME} is not there: run .ci/prepare node"
    return run_scripts(BIOME, "ci", "--error-on-warnings", "--colors=off", *words)


@pytest.mark.parametrize("project", PROJECTS)
def test_every_type_holds(project: str, note: Note) -> None:
    done = check_types(checkout.ROOT / project)
    note(f"{done.stdout.count(': error TS')} faults", "0 faults")
    assert done.returncode == 0, done.stdout


def test_style_and_form_hold(note: Note) -> None:
    done = check_style()
    checked = re.search(r"Checked (\d+) files", done.stdout + done.stderr)
    note(f"{checked[1] if checked else 'no'} files, status {done.returncode}", "status 0")
    assert done.returncode == 0, done.stdout + done.stderr
    assert checked is not None
    assert int(checked[1]) >= len(list(checkout.OVERRIDES.rglob("*.js")))


def test_the_tests_of_the_scripts_pass(tmp_path: Path, note: Note) -> None:
    node = shutil.which("node")
    assert node is not None, "Node is not there: run .ci/prepare node"
    told = tmp_path / "told.json"
    said = browser.describe_words(["Sundhed og Omsorg"])
    told.write_text(json.dumps({"rules": browser.describe_rules(), "said": said}), "utf-8")
    files = sorted((trees.TESTS / "javascript").rglob("test_*.js"))
    done = run_scripts("--test", *files, env={**os.environ, "CATALOGUE_TOLD": str(told)})
    counts = dict(re.findall(r"^(?:#|ℹ) (pass|fail) (\d+)$", done.stdout, re.MULTILINE))
    note(f"{counts.get('pass')} pass, {counts.get('fail')} fail", "0 fail")
    assert done.returncode == 0, done.stdout
    assert int(counts["pass"]) > len(files)


# What the checks are worth: each finds what is wrong

WRONG_TYPES = {
    "form/blocks.js": '/** @param {Rules} rules */ export const wrong = (rules) => read("", rules.text)',
    "form/yaml.js": "scalar([])",
    "form/dates.js": "inWords(2026, { months: [] })",
    "form/judging.js": "/** @param {Spec} spec */ export const wrong = (spec) => spec.ruels",
    "search/facets.js": "/** @param {Table} table */ export const wrong = (table) => table.pages.length",
    "search/words.js": "export const wrong = (given) => given",
    "sharing/panel.js": 'document.querySelector("a").focus()',
}
SLIPS = {
    "noVar": "var x = 1\nconsole.log(x)\n",
    "useConst": "let x = 1\nconsole.log(x)\n",
    "noUnusedVariables": "const unused = 1\n",
    "format": "console.log('x');\n",
    "organizeImports": 'import { b } from "./b.js"\nimport { a } from "./a.js"\n\nconsole.log(a, b)\n',
}


def test_every_wrong_type_is_found(tmp_path: Path, note: Note) -> None:
    shutil.copytree(checkout.OVERRIDES, tmp_path / "overrides", ignore=shutil.ignore_patterns("*.html", "*.css"))
    config = json.loads((checkout.ROOT / "jsconfig.json").read_text("utf-8"))
    (tmp_path / "jsconfig.json").write_text(json.dumps({**config, "include": ["overrides"]}), "utf-8")
    places = set()
    for script, slip in WRONG_TYPES.items():
        file = tmp_path / "overrides" / script
        text = file.read_text("utf-8")
        file.write_text(f"{text}{slip}\n", "utf-8")
        places.add((script, len(text.splitlines()) + 1))
    done = check_types(tmp_path / "jsconfig.json")
    found = re.findall(r"overrides/(\S+)\((\d+),\d+\): error TS\d+", done.stdout)
    note(f"{len(found)} faults", f"{len(WRONG_TYPES)} faults")
    assert done.returncode != 0
    assert {(script, int(line)) for script, line in found} == places


def test_every_slip_of_style_is_found(tmp_path: Path, note: Note) -> None:
    shutil.copy(checkout.ROOT / "biome.json", tmp_path)
    for rule, slip in SLIPS.items():
        (tmp_path / f"{rule}.js").write_text(slip, "utf-8")
    done = check_style("--vcs-enabled=false", f"--config-path={tmp_path}", tmp_path)
    said = done.stdout + done.stderr
    found = {rule for rule in SLIPS if re.search(rf"{rule}[.]js(?::\d+:\d+)? \S*\b{rule}\b", said)}
    note(f"{len(found)} slips", f"{len(SLIPS)} slips")
    assert done.returncode != 0
    assert found == set(SLIPS), said
