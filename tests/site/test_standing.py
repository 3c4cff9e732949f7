"""Standing: a site stands as long as all that it was made of, and all of it, is what it was; else it is built anew.

(site.standing)
"""

import json
import os
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

import trees
from catalogue import checkout
from catalogue.problems.problem import Problem, Severity
from catalogue.rendering.cache import RenderingCache
from catalogue.settings import Settings
from catalogue.site.build import Request, Told
from catalogue.site.standing import Standing

TOLD = Told((Problem("stories/x.md", 3, "T02", "Står der »TODO« med vilje? æøå", Severity.ADVICE),), 7, ("units/y.md",))


@pytest.fixture
def request_(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Request:
    """A request whose checkout, docs and site are small and its own."""
    own = trees.draw(
        tmp_path / "checkout",
        {"overrides/pages/x.html": "<p>", "docs/index.md": "# Forside", "mkdocs.yml": "a: 1", "deploy/x.conf": "x"},
    )
    monkeypatch.setattr(checkout, "OVERRIDES", own / "overrides")
    monkeypatch.setattr(checkout, "DOCS", own / "docs")
    monkeypatch.setattr(checkout, "CONFIGURATION", own / "mkdocs.yml")
    docs = trees.draw(tmp_path / "docs", {"stories/plakat.pdf": b"%PDF-1.4"}, onto=trees.GOOD)
    site = trees.draw(tmp_path / "site", {"index.html": "<p>", "units/x/index.html": "<p>"})
    return Request(docs, site, trees.TODAY, Settings(), cache=RenderingCache(tmp_path / "cache.sqlite"))


def standing(request: Request) -> Standing:
    return Standing(request, beside=[checkout.CONFIGURATION.parent / "deploy"])


def test_what_was_told_is_told_again_while_nothing_has_changed(request_: Request) -> None:
    assert standing(request_).find() is None
    standing(request_).note(TOLD)
    assert standing(request_).find() == TOLD


CHANGES: dict[str, Callable[[Request, Path], object]] = {
    "a word of a page": lambda request, own: _append(next(request.docs.rglob("units/*/index.md")), " ord"),
    "a new page": lambda request, own: (request.docs / "stories" / "ny.md").write_text("x"),
    "a page gone": lambda request, own: next(request.docs.glob("stories/*.md")).unlink(),
    "an attachment": lambda request, own: _append(request.docs / "stories" / "plakat.pdf", " "),
    "a file that is refused": lambda request, own: (request.docs / "stories" / "Noter.txt").write_text("x"),
    "an editorial page": lambda request, own: _append(own / "docs" / "index.md", "x"),
    "a logo": lambda request, own: (own / "docs" / "logo.svg").write_text("<svg/>"),
    "a template": lambda request, own: _append(own / "overrides" / "pages" / "x.html", "</p>"),
    "a new part": lambda request, own: (own / "overrides" / "x.css").write_text("a{}"),
    "the configuration": lambda request, own: _append(own / "mkdocs.yml", "\nb: 2"),
    "a generated file": lambda request, own: _append(own / "deploy" / "x.conf", "y"),
    "a page of the site": lambda request, own: _append(request.site / "index.html", "x"),
    "a page of the site, of the same size and time": lambda request, own: _rewrite(request.site / "index.html"),
    "a file put into the site": lambda request, own: (request.site / "x.txt").write_text("x"),
    "a file taken from the site": lambda request, own: (request.site / "units/x/index.html").unlink(),
    "the site gone": lambda request, own: request.site.rename(request.site.with_name("elsewhere")),
}


def _append(file: Path, text: str) -> None:
    file.write_bytes(file.read_bytes() + text.encode())


def _rewrite(file: Path) -> None:
    status = file.stat()
    file.write_text("<q>")
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_has_changed_the_site_is_built_anew(request_: Request, change: str) -> None:
    standing(request_).note(TOLD)
    CHANGES[change](request_, checkout.CONFIGURATION.parent)
    assert standing(request_).find() is None


def test_another_day_setting_or_question_is_another_site(request_: Request) -> None:
    standing(request_).note(TOLD)
    for other in (
        replace(request_, today=request_.today + timedelta(days=1)),
        replace(request_, settings=Settings(name="Et andet")),
        replace(request_, skip_broken=True),
    ):
        assert standing(other).find() is None
    assert standing(request_).find() == TOLD


@pytest.mark.parametrize("line", ["site_name: !ENV NAME", "INHERIT: ../other.yml"])
def test_a_configuration_that_leads_elsewhere_lets_nothing_stand(request_: Request, line: str) -> None:
    checkout.CONFIGURATION.write_text(line)
    standing(request_).note(TOLD)
    assert standing(request_).find() is None


def test_what_is_written_while_a_site_is_built_is_not_taken_for_built(request_: Request) -> None:
    begun = standing(request_)
    _append(request_.docs / "stories" / "plakat.pdf", " ")
    begun.note(TOLD)
    assert standing(request_).find() is None


def test_a_build_with_errors_is_not_kept(request_: Request) -> None:

    standing(request_).note(Told((Problem("stories/x.md", 1, "F01", "Nej", Severity.ERROR),), 1))
    assert standing(request_).find() is None


@pytest.mark.parametrize("value", ["", "null", "[]", "{}", json.dumps(["", "", 1, [], [[1]]]), "x" * 99])
def test_a_damaged_note_is_none(request_: Request, value: str) -> None:
    standing(request_).note(TOLD)
    assert request_.cache
    with sqlite3.connect(request_.cache.file) as connection:
        connection.execute("UPDATE standing SET value = ?", (value,))
    assert standing(request_).find() is None


def test_without_a_cache_nothing_stands(request_: Request) -> None:
    request = replace(request_, cache=None)
    standing(request).note(TOLD)
    assert standing(request).find() is None
