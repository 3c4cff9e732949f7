"""The check of a pull request, made in a real Git repository: what is said, where, and of what.

(commands.review, review.contribution, review.git)
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import contributions
import people
import trees
from catalogue.commands.fix import find_fixes
from contributions import Project
from processes import Finished, run_alone, run_here

GOOD_PAGE = """---
title: Tavlen er blevet en skærm
summary: Vi ser ruten på en skærm ved døren, så alle kan følge med.
updated: 2026-05-20
status: afprøves
topics: [loesninger-der-hjaelper]
plan:
  - action: Vi prøver skærmen i køkkenet
    responsible: Køkkenlederen
    deadline: 2026-09-01
borrowed_from: [sundhed-og-omsorg/digitale-muligheder]
---
## Det betyder temaet hos os

Alle skal kunne se, hvad der sker i dag. Det gælder også [hjemmeplejen](../aakaer-hjemmepleje/index.md).

## Det gør vi

Skærmen hænger ved døren.

## Det er svært

Den går i sort, når det regner.

## Det har vi lært
"""
BAD_PAGE = """---
titel: "Legepladsen er <img src=x> @alle i #12"
summary: Husk: vi mødes ude
updated: 20/5-2026
status: I Drft
topics: [Tæt på, alle-mand]
Plan:
  - action: Ring til @redaktionen på www.eksempel.invalid
    frist: 1. juni 2026
---
## Det gør vi

Vi går ud. Barnet har CPR {number}. Og mere tekst med mellemrum sidst.{space}
Slut.
"""


NEARLY_GOOD_PAGE = """---
title: Da legepladsen blev åben
date: 1.5.2026
summary: Naboerne kom og hjalp.
themes: [Blik for borgeren]
units: [zebraens-boernehav]
tells_hard: måske
---
Det begyndte med en låge. Se [børnehaven](../units/zebraens-boernehave/index.md).
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A pull request with a good page and a bad one, a rename, a deletion, and what does not belong in it."""
    project = contributions.start(tmp_path_factory.mktemp("git") / "katalog")
    (project.folder / "docs/stories/genvej.md").symlink_to("/etc/hostname")
    project.git("mv", "docs/stories/morgen-i-koekkenet.md", "docs/stories/morgen-ved-bordet.md")
    unit = (trees.GOOD / "units/zebraens-boernehave/index.md").read_text("utf-8")
    project.commit(
        {
            "docs/units/koekkenet-gryden/digitale-muligheder.md": GOOD_PAGE,
            "docs/units/zebraens-boernehave/blik-for-borgeren.md": BAD_PAGE.format(number=people.CHECKED, space=" "),
            "docs/units/zebraens-boernehave/index.md": unit.replace("---\n", "---\n", 1) + "Vi følger FMK.\n",
            "docs/units/zebraens-boernehave/mærkelig\n[x](y) `@alle`.md": trees.interpretation(),
            "docs/stories/legepladsen.md": NEARLY_GOOD_PAGE,
            "docs/units/aakaer-hjemmepleje/blik-for-borgeren.md": None,
            "docs/index.md": "{{ hack() }}\n",
            "scripts/catalogue/checks/check.py": "print('ingen fejl')\n",
        }
    )
    return project


@pytest.fixture(scope="module")
def answer(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], str]:
    """Review the pull request once, and give the files of the answer by name; the commit's name is left out."""
    out = tmp_path_factory.mktemp("answer")
    done = review(project, "--out", out, *SURROUNDINGS, alone=True)
    assert done.status == 1, done.err
    head = project.git("rev-parse", "bidrag")
    (out / "stdout").write_text(done.out, "utf-8")
    return lambda name: (out / name).read_text("utf-8").replace(head, "COMMIT")


SURROUNDINGS = (
    *("--address", "https://forge.eksempel.invalid/norddjurs/katalog"),
    *("--preview", "https://forge.eksempel.invalid/norddjurs/katalog/actions/runs/7#artifacts"),
    "--first-time",
)


def review(project: Project, *words: object, base: str = "main", head: str = "bidrag", alone: bool = False) -> Finished:
    """Run the command on a pull request: in this process, or as any other system would, in one of its own."""
    command = ["review", "--base", base, "--head", head, "--repository", project.folder, "--today", trees.TODAY]
    return (run_alone if alone else run_here)(*command, *words, cwd=Path.cwd())


@pytest.mark.parametrize("name", ["report.txt", "annotations.txt", "comment.md", "suggestions.json"])
def test_the_answer_is_as_agreed(name: str, answer: Callable[[str], str], golden: Callable[[str, str], None]) -> None:
    """Read golden/review/ as the people behind the pull request would."""
    golden(f"review/{name}", answer(name))


def test_no_answer_repeats_a_number(answer: Callable[[str], str]) -> None:
    for name in ("stdout", "report.txt", "annotations.txt", "problems.json", "comment.md", "suggestions.json"):
        assert people.CHECKED not in answer(name), name


def test_the_output_is_the_report(answer: Callable[[str], str]) -> None:
    assert answer("report.txt").startswith(answer("stdout"))
    told = json.loads(answer("problems.json"))
    assert [f"{one['path']}:{one['line']}" for one in told] == re.findall(
        r"^(\S.*?:\d+): ", answer("stdout"), re.MULTILINE
    )


def test_suggested_changes_leave_the_page_as_fix_does(project: Project, answer: Callable[[str], str]) -> None:
    page = "docs/units/zebraens-boernehave/blik-for-borgeren.md"
    lines = project.git("show", f"bidrag:{page}").split("\n")
    suggestions = json.loads(answer("suggestions.json"))["suggestions"]
    assert {one["path"] for one in suggestions} == {page, "docs/stories/legepladsen.md"}
    for one in suggestions:
        if one["path"] == page:
            lines[one["start_line"] - 1 : one["line"]] = one["replacement"].split("\n")
    trees.draw(project.folder.parent / "docs", {page.removeprefix("docs/"): "\n".join(lines)}, onto=trees.GOOD)
    left = find_fixes(project.folder.parent / "docs")[1]
    whys = {one.why for fixed in left.values() for one in fixed.fixes}
    # The one line that is not suggested holds a number; the line end is lost by this test.
    assert whys == {"Mellemrum sidst på linjen er fjernet.", "Sidste linje slutter med et linjeskift."}


def test_a_pull_request_of_a_good_page_alone_is_answered_with_zero(tmp_path: Path) -> None:
    project = contributions.start(tmp_path / "katalog")
    project.commit({"docs/units/koekkenet-gryden/digitale-muligheder.md": GOOD_PAGE})
    done = review(project, "--out", tmp_path / "out", "--tree", tmp_path / "tree")
    assert (done.status, done.out) == (0, "")
    assert done.err == "1 side er læst. Alt er i orden. 0 forslag til rettelser.\n"
    comment = (tmp_path / "out/comment.md").read_text("utf-8")
    assert "## Tak! Siden er klar" in comment
    assert "https:" not in comment, "without an address there are no links"
    assert (tmp_path / "tree/units/koekkenet-gryden/digitale-muligheder.md").read_text("utf-8") == GOOD_PAGE
    assert (tmp_path / "tree/themes/blik-for-borgeren.md").is_file()


def test_what_others_have_merged_meanwhile_counts(tmp_path: Path) -> None:
    """The pages are judged as they become: two branches can each be right, and wrong together."""
    project = contributions.start(tmp_path / "katalog")
    project.commit({"docs/stories/ny.md": trees.story("En ny", "blik-for-borgeren", "units: [zebraens-boernehave]")})
    project.git("checkout", "--quiet", "main")
    project.commit({"docs/units/zebraens-boernehave/index.md": None, "docs/stories/andres.md": "Uden felter"})
    done = review(project)
    assert [line.split(":")[0] for line in done.lines] == ["docs/stories/ny.md"]
    assert "[H06]" in done.out


def test_a_branch_that_is_not_there_is_wrong_usage(project: Project, tmp_path: Path) -> None:
    assert (
        review(project, base="findes-ikke").err
        == "Der er intet at tjekke: Git kender ikke »findes-ikke«. Hent grenen først.\n"
    )
    for base in ("findes-ikke", "--output=x", "main:README.md"):
        assert review(project, f"--base={base}").status == 2
    project.git("checkout", "--quiet", "--orphan", "fremmed")
    project.git("commit", "--quiet", "--message", "Fra et andet sted")
    assert review(project, head="fremmed").status == 2


def test_nothing_of_the_branch_is_run_or_followed(tmp_path: Path) -> None:
    """Attributes, drivers, links, submodules and programs on the branch are bytes, or refused."""
    project = contributions.start(tmp_path / "katalog")
    trace = tmp_path / "trace"
    project.git("config", "diff.mit.textconv", f"touch {trace};cat")
    project.git("config", "diff.mit.command", f"touch {trace}")
    project.git("config", "filter.mit.smudge", f"touch {trace};cat")
    head = project.git("rev-parse", "HEAD")
    project.git("update-index", "--add", "--cacheinfo", f"160000,{head},docs/stories/lager")
    program = project.folder / "docs/stories/program.md"
    program.write_text(trees.story("Et program", "blik-for-borgeren"), "utf-8")
    program.chmod(0o755)
    (project.folder / "docs/units/ud").symlink_to("/etc")
    project.git("add", "docs/stories/program.md", "docs/units/ud")
    (project.folder / ".gitattributes").write_text("* diff=mit filter=mit\n", "utf-8")
    project.git("add", ".gitattributes")
    project.git("commit", "--quiet", "--message", "Fælder")
    done = review(project, "--tree", tmp_path / "tree")
    assert done.status == 1
    assert [line.split(": ")[0] + line[-6:] for line in done.lines] == [
        "docs/stories/lager:1 [S03]",
        "docs/stories/program.md:1 [S03]",
        "docs/units/ud:1 [S03]",
    ]
    assert not trace.exists()
    assert not (tmp_path / "tree/units/ud").exists()
    assert not (tmp_path / "tree/stories/program.md").exists()


def test_a_page_may_take_the_place_of_a_folder_and_the_other_way(tmp_path: Path) -> None:
    project = contributions.start(tmp_path / "katalog")
    project.commit({"docs/stories/a/b.md": trees.story("B", "blik-for-borgeren")})
    first = project.git("rev-parse", "HEAD")
    project.git("rm", "--quiet", "docs/stories/a/b.md")
    project.commit({"docs/stories/a": "x"})
    there = review(project, "--tree", tmp_path / "there", base=first)
    assert "docs/stories/a:1" in there.out
    assert (tmp_path / "there/stories/a").read_text("utf-8") == "x"
    project.git("rm", "--quiet", "docs/stories/a")
    project.commit({"docs/stories/a/b.md": trees.story("B", "blik-for-borgeren")})
    back = review(project, "--tree", tmp_path / "back", base="bidrag~1")
    assert "docs/stories/a/b.md:1" in back.out
    assert (tmp_path / "back/stories/a/b.md").is_file()


def test_a_merged_page_is_thanked_for(project: Project, golden: Callable[[str, str], None]) -> None:
    done = review(project, "--merged")
    assert done.status == 0
    golden("review/thanks.md", done.out)
    assert review(project, "--merged", base="bidrag").err == "Der er ingen nye sider at takke for.\n"


# What Git takes and a disk does not, and what is small in Git alone


def commit_tree(project: Project, paths: dict[str, bytes]) -> None:
    """Commit files that need not be possible on a disk."""
    for path, content in paths.items():
        name = subprocess.run(
            ["git", "hash-object", "-w", "--stdin"],
            cwd=project.folder,
            env=contributions.ENVIRONMENT,
            input=content,
            capture_output=True,
            check=True,
        ).stdout.decode()
        entry = f"100644 {name.strip()}\t{path}\0".encode()
        subprocess.run(
            ["git", "update-index", "-z", "--add", "--index-info"],
            cwd=project.folder,
            env=contributions.ENVIRONMENT,
            input=entry,
            check=True,
        )
    project.git("commit", "--quiet", "--message", "Umulige navne")


LONG = "a" * 300
IMPOSSIBLE = {
    "a part of 300 bytes": f"docs/stories/{LONG}.md",
    "a folder of 300 bytes": f"docs/units/{LONG}/index.md",
    "a path of 4,200 bytes": f"docs/units/{'a' * 80}{'/b' * 2060}/index.md",
    "a line of its own": f"docs/stories/{LONG}\n::error file=README.md,line=1::Falsk",
    "an order within the line": f"docs/stories/{LONG}##[error]Falsk.md",
    "a name outside the pages": f"docs/{LONG}\n::error::Falsk/{LONG}.md",
}


@pytest.mark.parametrize("name", IMPOSSIBLE)
def test_a_name_that_no_disk_takes_ends_nothing_and_forges_nothing(name: str, tmp_path: Path) -> None:
    project = contributions.start(tmp_path / "katalog")
    project.commit({"docs/stories/ny.md": trees.story("En ny", "blik-for-borgeren")})
    commit_tree(project, {IMPOSSIBLE[name]: trees.story().encode()})
    done = review(project, "--out", tmp_path / "out", "--tree", tmp_path / "tree", "--format", "github")
    is_page = "outside" not in name
    assert done.status == (1 if is_page else 0), done.err
    assert "Traceback" not in done.err
    assert len(re.findall(r"^::error ", done.out, re.MULTILINE)) == is_page
    lines = [*done.out.splitlines(), *done.err.splitlines()]
    assert all(line.startswith("::error file=docs/") or not re.search(r"^\s*::|##\[", line) for line in lines)
    assert "Siden »En ny« er klar" in (tmp_path / "out/comment.md").read_text("utf-8")
    assert (tmp_path / "tree/stories/ny.md").is_file()


def test_what_is_small_in_git_alone_does_not_fill_the_disk(tmp_path: Path) -> None:
    """Zeros are packed a thousandfold: what is too large is told of, and never written."""
    project = contributions.start(tmp_path / "katalog")
    zeros = {f"docs/stories/{number}.pdf": bytes(16_000_000) for number in range(3)}
    commit_tree(project, {**zeros, "docs/stories/stor.md": bytes(300_000), "docs/stories/stor.zip": bytes(16_000_000)})
    done = review(project, "--tree", tmp_path / "tree")
    assert [line.split(":")[0] + line[-6:] for line in done.lines] == [
        "docs/stories/0.pdf [S02]",
        "docs/stories/1.pdf [S02]",
        "docs/stories/2.pdf [S02]",
        "docs/stories/stor.md [L03]",
        "docs/stories/stor.zip [S04]",
    ]
    assert sum(file.stat().st_size for file in (tmp_path / "tree").rglob("*")) < 3_000_000


@pytest.mark.parametrize(
    ("mine", "theirs"), [("docs/stories/a/b.md", "docs/stories/a"), ("docs/stories/a", "docs/stories/a/b.md")]
)
def test_a_file_in_the_place_of_what_others_have_merged_is_told_of(mine: str, theirs: str, tmp_path: Path) -> None:
    project = contributions.start(tmp_path / "katalog")
    project.commit({mine: trees.story("Min", "blik-for-borgeren")})
    project.git("checkout", "--quiet", "main")
    project.commit({theirs: trees.story("Deres", "blik-for-borgeren")})
    project.git("checkout", "--quiet", "bidrag")
    done = review(project)
    assert done.status == 1
    assert f"{mine}:1: Filen ligger et forkert sted. Der ligger allerede en " in done.out
    assert "Traceback" not in done.err


DYING = {
    "at once": "exit 1",
    "killed": "kill -9 $$",
    "within the first line": "printf 0123",
    "within a file": 'read -r name; printf "%s blob 100\\nhalf" "$name"',
    "after too little": 'read -r name; printf "%s blob 1\\nab" "$name"; cat >/dev/null',
    "without the file": 'read -r name; printf "%s missing\\n" "$name"; cat >/dev/null',
    "with another kind": 'read -r name; printf "%s tree 1\\na\\n" "$name"; cat >/dev/null',
    "with a size that is none": 'read -r name; printf "%s blob -1\\na\\n" "$name"; cat >/dev/null',
}


@pytest.mark.parametrize("way", DYING)
@pytest.mark.parametrize("what", ["--batch", "--batch-check"])
def test_git_that_ends_before_it_has_answered_ends_the_review(
    what: str, way: str, project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = shutil.which("git")
    script = tmp_path / "bin/git"
    trees.draw(
        tmp_path / "bin",
        {"git": f'#!/bin/sh\nfor word; do last=$word; done\n[ "$last" = {what} ] || exec {real} "$@"\n{DYING[way]}\n'},
    )
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{script.parent}:{os.environ['PATH']}")
    done = review(project, "--out", tmp_path / "out")
    assert (done.status, done.out) == (1, "")
    assert done.err == "Git holdt op, før alt var læst. Prøv igen, og se efter, om lageret er helt.\n"
    assert not (tmp_path / "out").exists()
