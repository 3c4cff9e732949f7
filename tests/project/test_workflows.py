"""The workflows: what may run where, with which rights, and that their scripts do what they say."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

import contributions
import people
import trees
from catalogue import checkout
from contributions import Project
from forge import REPOSITORY, Forge
from posting import post
from processes import Finished
from some import some

FOLDER = checkout.ROOT / ".github/workflows"
WORKFLOWS = sorted(some(FOLDER.glob("*.yml")))
CI = checkout.ROOT / ".ci"
BIN = Path(sys.executable).parent
RIGHTS = {
    "pages.yml": {"check": {"contents": "read"}},
    "comment.yml": {"answer": {"actions": "read", "contents": "read", "pull-requests": "write"}},
    "thanks.yml": {
        "find": {"contents": "read"},
        "say": {"actions": "read", "contents": "read", "pull-requests": "write"},
    },
    "test.yml": {"test": {"contents": "read"}},
}
EVENTS = {
    "pages.yml": {"pull_request"},
    "comment.yml": {"workflow_run"},
    "thanks.yml": {"push"},
    "test.yml": {"push", "pull_request"},
}


def read(path: Path) -> dict[str, Any]:
    return dict(yaml.load(path.read_text("utf-8"), Loader=yaml.BaseLoader))


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for path in WORKFLOWS:
        for name, job in read(path)["jobs"].items():
            yield path.name, name, job


def steps() -> Iterator[tuple[str, dict[str, Any]]]:
    for workflow, _, job in jobs():
        yield from ((workflow, step) for step in job["steps"])


def command(*words: object, env: dict[str, str] | None = None, cwd: Path | None = None) -> Finished:
    done = subprocess.run(
        [*map(str, words)], env=env, cwd=cwd, capture_output=True, encoding="utf-8", check=False, timeout=300
    )
    return Finished(done.returncode, done.stdout, done.stderr)


# What the files say


def test_the_workflows_have_the_form_that_github_reads() -> None:
    done = command(BIN / "check-jsonschema", "--builtin-schema", "vendor.github-workflows", *WORKFLOWS)
    assert done.status == 0, done.out


@pytest.mark.parametrize("persona", ["pedantic", "auditor"])
def test_the_workflows_hold_no_known_weakness(persona: str) -> None:
    done = command(BIN / "zizmor", "--offline", "--no-progress", f"--persona={persona}", FOLDER)
    assert done.status == 0, done.out
    assert "No findings to report" in done.out + done.err


def test_every_weakness_that_is_let_pass_says_why() -> None:
    pairs = ((path, *pair) for path in WORKFLOWS for pair in pairwise(path.read_text("utf-8").split("\n")))
    for path, before, line in some(one for one in pairs if "zizmor: ignore" in one[2]):
        assert before.strip().startswith("# "), (path.name, line)


def test_every_workflow_has_the_rights_it_needs_and_no_other() -> None:
    assert {path.name: read(path)["permissions"] for path in WORKFLOWS} == {name: {} for name in RIGHTS}
    found: dict[str, dict[str, Any]] = {}
    for workflow, name, job in jobs():
        found.setdefault(workflow, {})[name] = job["permissions"]
    assert found == RIGHTS


def test_every_workflow_runs_on_the_events_that_are_safe_for_it() -> None:
    assert {path.name: set(read(path)["on"]) for path in WORKFLOWS} == EVENTS


def test_no_secret_is_within_reach_of_what_is_sent_in() -> None:
    for path in WORKFLOWS:
        text = path.read_text("utf-8")
        assert "pull_request_target" not in text
        assert "secrets." not in text
        assert "secrets:" not in text
        assert "self-hosted" not in text


def test_what_may_write_never_meets_a_page() -> None:
    """A job that may write runs one script of main, and neither the program nor anything that was sent in."""
    for job in some(job for _, _, job in jobs() if "write" in job["permissions"].values()):
        runs = some(step["run"] for step in job["steps"] if "run" in step)
        assert all(re.fullmatch(r"python3 \.ci/comment\.py \w+", run) for run in runs)
        assert all("download-artifact" not in step.get("uses", "") for step in job["steps"])


def test_what_is_handed_on_to_be_posted_is_data_alone() -> None:
    """Nothing that was written where the pages are is posted as it is."""
    handed = {
        step["with"]["name"]: step["with"]["path"] for _, step in steps() if "upload-artifact" in step.get("uses", "")
    }
    assert handed == {"answer": "answer/answer.json", "preview": "preview/", "thanks": "thanks/thanks.json"}


def test_no_value_from_outside_stands_in_a_script() -> None:
    runs = some(step["run"] for _, step in steps() if "run" in step)
    assert [run for run in runs if "${{" in run] == []


def test_every_job_ends_and_knows_its_machine() -> None:
    for workflow, name, job in some(jobs()):
        assert 0 < int(job["timeout-minutes"]) <= 60, (workflow, name)
        assert job["runs-on"] == "ubuntu-24.04"
    assert all("concurrency" in read(path) for path in WORKFLOWS)


def test_every_action_is_the_one_that_was_read() -> None:
    lines = (line for path in WORKFLOWS for line in path.read_text("utf-8").split("\n"))
    for line in some(line for line in lines if "uses:" in line):
        assert re.search(r"uses: actions/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$", line), line


def test_every_checkout_is_of_main_and_leaves_no_token_behind() -> None:
    found = some((workflow, step["with"]) for workflow, step in steps() if "checkout" in step.get("uses", ""))
    assert {given["persist-credentials"] for _, given in found} == {"false"}
    assert {given.get("ref") for workflow, given in found if workflow in ("pages.yml", "comment.yml")} == {"main"}


def test_every_script_that_is_called_is_there_and_can_be_run() -> None:
    for script in some(script for _, step in steps() for script in re.findall(r"\.ci/[\w.]+", step.get("run", ""))):
        assert os.access(checkout.ROOT / script, os.X_OK), script


# The scripts


def can_cut_the_network() -> bool:
    return shutil.which("unshare") is not None and command("unshare", "--net", "true").status == 0


def test_a_command_runs_without_network_or_not_at_all(tmp_path: Path) -> None:
    ran = tmp_path / "ran"
    look = f"open({str(ran)!r}, 'w').write(open('/proc/net/dev').read())"
    done = command(CI / "offline", sys.executable, "-c", look)
    assert ran.exists() == (done.status == 0)
    if ran.exists():
        devices = re.findall(r"^\s*(\w+):", ran.read_text("utf-8"), re.MULTILINE)
        assert devices == ["lo"]


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A checkout of main with the scripts in it, whose origin holds pull request 7 with a good and a bad page."""
    origin = contributions.start(tmp_path / "origin")
    commit = origin.commit(
        {
            "docs/stories/god.md": trees.story("En god historie", "blik-for-borgeren"),
            "docs/stories/daarlig.md": trees.story("Én til: @alle", "blik-for-borgere", date="1.3.2026")
            + f"Om {people.CHECKED}.\n",
            ".ci/review": "#!/bin/sh\ntouch ../ran\n",
        }
    )
    origin.git("update-ref", "refs/pull/7/head", commit)
    origin.git("checkout", "--quiet", "main")
    origin.git("branch", "--quiet", "-D", "bidrag")
    origin.git("clone", "--quiet", "--no-local", str(origin.folder), str(tmp_path / "checkout"))
    main = Project(tmp_path / "checkout")
    shutil.copytree(CI, main.folder / ".ci")
    if not can_cut_the_network():  # What stands there then refuses to run anything; that is tried above.
        (main.folder / ".ci/offline").write_text('#!/bin/sh\nexec "$@"\n', "utf-8")
    program = main.folder / ".venv/bin/catalogue"
    trees.draw(program.parent, {"catalogue": f'#!/bin/sh\nexec {sys.executable} -m catalogue.commands.main "$@"\n'})
    program.chmod(0o755)
    return main


def run_script(project: Project, script: str, **values: str) -> Finished:
    path = f"{BIN}:{os.environ['PATH']}"
    paths = {"PYTHONPATH": os.environ.get("PYTHONPATH", ""), "HOME": str(project.folder.parent), "PATH": path}
    paths[checkout.CONFIGURATION_NAME] = os.environ[checkout.CONFIGURATION_NAME]
    return command(project.folder / ".ci" / script, env={**contributions.ENVIRONMENT, **paths, **values})


def test_a_pull_request_is_fetched_as_data(project: Project) -> None:
    before = sorted(path for path in project.folder.rglob("*") if ".git" not in path.parts)
    commit = project.git("ls-remote", "origin", "refs/pull/7/head").split()[0]
    assert run_script(project, "fetch", NUMBER="7", COMMIT=commit, TOKEN="et-tegn").status == 0
    assert project.git("cat-file", "-t", commit) == "commit"
    assert sorted(path for path in project.folder.rglob("*") if ".git" not in path.parts) == before
    assert "et-tegn" not in (project.folder / ".git/config").read_text("utf-8")


@pytest.mark.parametrize(
    ("number", "commit"),
    [
        ("", "a" * 40),
        ("7; touch x", "a" * 40),
        ("-1", "a" * 40),
        ("7", "HEAD"),
        ("7", "--all"),
        ("7", "a" * 40),
        ("8", ""),
    ],
)
def test_what_is_no_pull_request_is_not_fetched(number: str, commit: str, project: Project) -> None:
    assert run_script(project, "fetch", NUMBER=number, COMMIT=commit).status != 0


def test_a_pull_request_goes_all_the_way_to_one_comment(
    project: Project, golden: Callable[[str, str], None], tmp_path: Path
) -> None:
    """Fetched, checked, built and answered by the scripts that the workflows call, on a forge on loopback."""
    commit = project.git("ls-remote", "origin", "refs/pull/7/head").split()[0]
    assert run_script(project, "fetch", NUMBER="7", COMMIT=commit).status == 0
    address = f"https://forge.eksempel.invalid/{REPOSITORY}"
    checked = run_script(
        project,
        "review",
        BASE="origin/main",
        COMMIT=commit,
        ADDRESS=address,
        PREVIEW=f"{address}/actions/runs/9#artifacts",
        ASSOCIATION="FIRST_TIME_CONTRIBUTOR",
        GITHUB_STEP_SUMMARY=str(tmp_path / "summary.md"),
    )
    assert checked.status == 1, checked.err
    assert re.findall(r"^::(\w+) file=([^,]+),line=(\d+),title=(\w+)", checked.out, re.MULTILINE)[0][0] == "error"
    assert not (tmp_path / "ran").exists(), "the branch's own script is not run"
    preview = project.folder / "preview"
    assert (preview / "stories/god/index.html").is_file()
    assert not (preview / "stories/daarlig").exists()
    answer = {file.name: file.read_text("utf-8") for file in (project.folder / "answer").iterdir()}
    assert (tmp_path / "summary.md").read_text("utf-8") == answer["comment.md"]
    golden("review/forge.md", answer["comment.md"].replace(commit, "COMMIT"))

    forge = Forge()
    forge.open_pull(7, commit, "FIRST_TIME_CONTRIBUTOR")
    forge.keep_archive("answer", {"answer.json": answer["answer.json"]})
    for _ in range(2):  # Each push writes the same comment anew, and no suggestion twice.
        assert post(forge, "review", commit) == Finished(0, "", "")
        # Written where the pages are, it is the same: on other forges that text is posted.
        assert [one["body"] for one in forge.comments[7]] == [answer["comment.md"]]
        assert [one["line"] for one in forge.suggestions] == [2, 3, 4, 5]
    assert forge.leaked == [], "the host of the archives is not given the token"
