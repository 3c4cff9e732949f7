"""Growth is green: no test of the program turns red for what units and communications do to docs/.

The whole of a contributor's CI on a grown copy is run by tests/audit/test_growth.py; here is what takes seconds.
"""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import additions
import seed
import trees
from additions import Project
from catalogue.checks.check import Check
from seed import lay_seed
from sites import Site

ADDED = sorted(file.relative_to(additions.GROWN).as_posix() for file in additions.GROWN.rglob("*.md"))
MAY_NAME_DOCS = {
    "project/test_growth.py",
    "audit/test_growth.py",
    "project/test_checkout.py",
    "tools/configured.py",
    "tools/seed.py",
}
"""Tests that know what they do with docs/."""
_EDITORIAL = r'(?: / "(?:about|assets|contribute)[/"]| / "[a-z]+\.md")'
_READS_DOCS = re.compile(rf'checkout(?:\.| import )DOCS\b(?!{_EDITORIAL})|ROOT / "docs(?!/(?:about|contribute)/)')


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The seed, grown."""
    return additions.grow(lay_seed(tmp_path_factory.mktemp("grown") / "docs"))


@pytest.fixture(scope="module")
def site(docs: Path, build: Callable[..., Site]) -> Site:
    return build(docs)


def test_what_people_add_gets_advice_at_most_and_harms_no_other_page(
    docs: Path, judge: Callable[[Path], Check]
) -> None:
    found = judge(docs)
    assert found.errors == ()
    assert {problem.path for problem in found.problems} <= {*ADDED}
    assert found.problems, "pages that people send get advice"


def test_what_people_add_is_found_where_readers_look(site: Site) -> None:
    assert list(site.broken_links()) == []
    export = json.loads(site.files["catalogue.json"])
    assert {page["id"] for page in export["interpretations"]} >= {
        "koekkenet-eksempelgryden/digitale-muligheder",
        "norddjurs-mad/blik-for-borgeren",
        "eksempelomraadet/en-staerk-fortaelling",
    }
    for address in ("", "themes/", "dialogue/", "overview/", "units/norddjurs-mad/"):
        assert "Frivillige kræfter" in site.pages[address].text, address
    assert "Da Eksempelgryden åbnede døren" in site.pages["stories/"].text
    assert "18. juni 2026" in site.pages["units/eksempelhuset/"].text


def test_the_pages_that_the_catalogue_began_with_are_there_by_name(own_docs: Path) -> None:
    there = {file.relative_to(own_docs).as_posix() for file in own_docs.rglob("*.md")}
    assert there == {*seed.SEED, *seed.EDITORIAL}


@pytest.mark.parametrize(
    "file", sorted(trees.TESTS.rglob("*.py")), ids=lambda file: file.relative_to(trees.TESTS).as_posix()
)
def test_no_test_reads_pages_that_others_add_to(file: Path) -> None:
    """When this fails: take the pages from tests/tools/seed.py, by the fixtures `own_docs` and `own_site`."""
    may_read = file.relative_to(trees.TESTS).as_posix() in MAY_NAME_DOCS
    assert may_read or not _READS_DOCS.search(file.read_text("utf-8"))


def test_a_test_that_reads_pages_that_others_add_to_would_be_noticed() -> None:
    for source in (
        "checkout.DOCS.rglob",
        'checkout.DOCS / "themes"',
        "judge(checkout.DOCS)",
        "import DOCS",
        'ROOT / "docs")',
    ):
        assert _READS_DOCS.search(f"from catalogue.checkout {source}"), source
    for source in (
        'checkout.DOCS / "contribute/writing.md"',
        'checkout.DOCS / "themes.md"',
        'checkout.DOCS / "assets"',
    ):
        assert not _READS_DOCS.search(source), source


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the project whose pages have grown and changed, with what a check has left in its root."""
    project = additions.copy_project(tmp_path_factory.mktemp("project") / "katalog")
    additions.wear(additions.grow(project.root / "docs"))
    assert project.run("git", "init", "-q", "-b", "main").status == 0
    assert project.run("git", "add", "--all").status == 0
    trees.draw(project.root, {"answer/report.txt": "", "svar/comment.md": "# Svar\n"})
    return project


ROOMS = ("tests/project", "tests/model", "tests/views")
"""Rooms whose tests are made of what lies on the disk; `make audit` finds and runs those of all rooms."""
QUICK = "(test_own_pages or test_documentation or test_furniture)"
OF_PAGES = "not hook and not commit and not staged and not stale and not left_behind and not issue_form"
"""What of them depends on pages: not the hook, and not the command that has a copy of its own."""


def test_tests_are_found_and_pass_on_a_grown_copy_before_and_after_files_are_generated(
    project: Project,
) -> None:
    before = project.test(*ROOMS, "-k", f"{QUICK} and {OF_PAGES}")
    assert before.status == 0, before.out[-4_000:]
    assert re.search(r"\b\d{2,} passed", before.out)
    made = project.run(sys.executable, "-m", "catalogue.commands.main", "generate")
    assert (made.status, made.lines) == (0, [".github/CODEOWNERS", ".github/ISSUE_TEMPLATE/idea.yml"])
    assert "En endnu stærkere fortælling" in (project.root / made.lines[1]).read_text("utf-8")
    after = project.test("tests/project/test_furniture.py", "-k", "fresh or any_theme or spelt")
    assert after.status == 0, after.out[-4_000:]
