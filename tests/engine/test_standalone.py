"""`mkdocs build` is what its users expect: the checks and the bytes of `catalogue build`, and all or nothing.

(engine.plugin, engine.staging, engine.standalone)
"""

import json
from pathlib import Path

import pytest

import trees
from checkouts import TREES, Checkout, copy_checkout, lay_pages

BROKEN = trees.page("title: Ny\nkind: enhd\narea: omraadet")
HOOK = """
import json
from pathlib import Path

SEEN = Path(__file__).with_name("seen.json")


def on_files(files, config):
    SEEN.write_text(json.dumps([file.src_uri for file in files.documentation_pages()]))


def on_post_build(config):
    Path(config.site_dir, "hilsen.txt").write_text("fra en krog")
"""


@pytest.fixture
def copy(tmp_path: Path) -> Checkout:
    return copy_checkout(tmp_path / "checkout")


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("name", [tree for tree in TREES if tree != "own"])
def test_the_site_is_byte_for_byte_that_of_catalogue_build(name: str, tmp_path: Path) -> None:
    """`make audit` says so of our own pages, whose editorial ones are on these sites too, and of 200 units."""
    lay_pages(name, tmp_path / "docs", units=75)  # Its cards go on from page to page.
    copy = copy_checkout(tmp_path / "checkout", tmp_path / "docs")
    by_mkdocs = copy.run("mkdocs", "build", "-q", "-d", tmp_path / "one")
    ours = copy.run("catalogue", "build", "--docs", tmp_path / "docs", "--site", tmp_path / "other")
    assert (by_mkdocs.status, ours.status) == (0, 0), by_mkdocs.err
    one, other = files_in(tmp_path / "one"), files_in(tmp_path / "other")
    assert sorted(one) == sorted(other)
    assert [path for path in one if one[path] != other[path]] == []


def test_a_page_with_errors_ends_it_with_our_words_before_the_old_site_is_touched(
    copy: Checkout, tmp_path: Path
) -> None:
    trees.draw(copy.root / "docs", {"units/ny/index.md": BROKEN})
    trees.draw(tmp_path / "site", {"index.html": "det gamle"})
    told = copy.run("catalogue", "check")
    done = copy.run("mkdocs", "build", "-q", "-d", tmp_path / "site")
    assert done.status == 1
    assert done.out.startswith(told.out)
    assert "[F07]" in done.out
    assert "Sitet er ikke bygget, og det gamle er urørt." in done.out
    assert files_in(tmp_path / "site") == {"index.html": b"det gamle"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["checkout", "site"]


def test_a_wrong_setting_ends_it_in_danish(copy: Checkout, tmp_path: Path) -> None:
    copy.change("mkdocs.yml", "organisation:", "organisatoin:")
    done = copy.run("mkdocs", "build", "-q", "-d", tmp_path / "site")
    assert done.status == 1
    assert "indstillingerne i mkdocs.yml er ikke i orden: organisatoin." in done.out
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("template", ["frame/main.html", "parts/card/card.html"])
def test_a_failure_half_way_leaves_the_old_site(template: str, copy: Checkout, tmp_path: Path) -> None:
    trees.draw(tmp_path / "site", {"index.html": "det gamle"})
    (copy.root / "overrides" / template).write_text("{% if %}", "utf-8")
    assert copy.run("mkdocs", "build", "-q", "-d", tmp_path / "site").status != 0
    assert files_in(tmp_path / "site") == {"index.html": b"det gamle"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["checkout", "site"]


def test_no_contributed_file_reaches_mkdocs_and_a_hook_and_an_address_of_its_own_do_their_work(
    copy: Checkout, tmp_path: Path
) -> None:
    (copy.root / "hook.py").write_text(HOOK, "utf-8")
    own = "hooks: [hook.py]\nsite_url: https://katalog.eksempel.invalid/"
    copy.change("mkdocs.yml", "docs_dir: docs", f"docs_dir: docs\n{own}")
    assert copy.run("mkdocs", "build", "-q", "-d", tmp_path / "site").status == 0
    seen = json.loads((copy.root / "seen.json").read_text("utf-8"))
    assert "index.md" in seen
    assert not [path for path in seen if path.startswith(("units/", "stories/", "themes/"))]
    assert (tmp_path / "site" / "hilsen.txt").read_text("utf-8") == "fra en krog"
    assert (tmp_path / "site" / "units" / "sundhed-og-omsorg" / "index.html").is_file()
    assert "https://katalog.eksempel.invalid/units/" in (tmp_path / "site" / "sitemap.xml").read_text("utf-8")
