"""The whole of a contributor's CI on a project that has grown: a hundred units more, and every setting set."""

import sys
from pathlib import Path

import pytest

import additions
import seed
from additions import Project
from catalogue.samples.writing import write_sample
from rows import Note

UNITS = 100
SETTINGS = """\
    name: Idékataloget
    editors_mail: redaktionen@eksempel.invalid
    site_address: https://eksempel.invalid/katalog/
    accessibility_statement: https://was.eksempel.invalid/erklaering
    intranet_address: https://intranet.eksempel.invalid/
    embedders: [https://intranet.eksempel.invalid]
    search_engines: true
    owners: { default: "@eksempel/redaktion", sundhed-og-omsorg: "@eksempel/omsorg" }
    forge: { address: "https://forge.eksempel.invalid/katalog" }
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A copy of the project as it goes live, in a repository, with a branch on which a hundred units have come."""
    project = additions.copy_project(tmp_path / "katalog")
    _lend_venv(project.root)
    written = (project.root / "mkdocs.yml").read_text("utf-8")
    live = written.replace("  catalogue:\n", f"  catalogue:\n{SETTINGS}", 1)
    assert live != written
    (project.root / "mkdocs.yml").write_text(live, "utf-8")
    for words in (["init", "-q", "-b", "main"], ["add", "--all"], ["commit", "-q", "-m", "Begynd"]):
        assert project.run("git", *words).status == 0
    additions.grow(project.root / "docs")
    write_sample(UNITS, tmp_path / "sample", seed.seed_docs() / "themes")
    for folder in ("units", "stories"):
        for file in (tmp_path / "sample" / folder).rglob("*"):
            if file.is_file():
                target = project.root / "docs" / file.relative_to(tmp_path / "sample")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.read_bytes())
    for words in (["switch", "-q", "-c", "bidrag"], ["add", "--all"], ["commit", "-q", "-m", "Tilføj enheder"]):
        assert project.run("git", *words).status == 0
    return project


def _lend_venv(root: Path) -> None:
    """Give a copy the packages of this run. Its own stamps are new, so that nothing is installed into them."""
    ours = Path(sys.prefix)
    (root / ".venv").mkdir()
    for part in ("bin", "include", "lib", "pyvenv.cfg"):
        if (ours / part).exists():
            (root / ".venv" / part).symlink_to(ours / part)
    for stamp in ("runtime.stamp", "dev.stamp"):
        (root / ".venv" / stamp).touch()


def test_all_that_a_contributors_ci_runs_is_green_on_a_grown_project(project: Project, note: Note) -> None:
    catalogue = (sys.executable, "-m", "catalogue.commands.main")
    pages = len(list((project.root / "docs" / "units").rglob("*.md")))
    review = project.run(*catalogue, "review", "--base", "main", "--head", "bidrag", "--out", "answer")
    assert review.status == 0, review.out[-4_000:]
    thanks = project.run(*catalogue, "review", "--merged", "--base", "main", "--head", "bidrag", "--out", "thanks")
    assert thanks.status == 0, thanks.err
    stale = project.run(*catalogue, "generate", "--check")
    assert stale.status == 1, "owners and embedders are new"
    assert project.run(*catalogue, "generate").status == 0
    additions.wear(project.root / "docs")
    run = project.run(".ci/run")
    (summary,) = run.out.strip().splitlines()[-1:] or [""]
    note(f"{pages} pages of units; {summary}", "no test fails")
    assert run.status == 0, run.out[-8_000:]
