"""Every promise of SECURITY.md has its row, and every row the tests that it names.

A row of promises.yml names pages that mean harm and tests by kind, wherever they live. A promise that is added, and a
test that is renamed or goes, make this red.
"""

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

import pytest
import yaml

import trees
from catalogue import checkout
from catalogue.checks.rules import references
from catalogue.language import nearness
from catalogue.reading import limits
from catalogue.rendering import workers
from some import some
from vectors import PAGES

HERE = trees.TESTS / "hostile"
SECTIONS = ("What is promised", "Caps", "How the check of a contribution runs", "How pages are received")
OTHER_TABLES = ("Workflow", "Threat")
"""Tables that are no promises of their own: what each workflow may, which test_workflows holds, and who names tests."""


def sections() -> Mapping[str, str]:
    text = (checkout.ROOT / "SECURITY.md").read_text("utf-8")
    parts = (part.partition("\n") for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:])
    return {name: body for name, _, body in parts}


def rows_of(body: str) -> Iterator[Sequence[str]]:
    """Yield the rows of each table that promises something, as cells, without its heading."""
    is_kept, was_row = False, False
    for line in body.splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if cells and not was_row:
            is_kept = cells[0] not in OTHER_TABLES
        elif cells and is_kept and not set(line) <= set("|- "):
            yield cells
        was_row = bool(cells)


def promises() -> Iterator[str]:
    """Yield every promise: the first cell of a row, and what a point says in bold letters."""
    for name in SECTIONS:
        body = sections()[name]
        yield from (cells[0] for cells in rows_of(body))
        yield from re.findall(r"^(?:-|\d+\.) \*\*(.+?)\*\*", body, flags=re.MULTILINE)


ROWS: Mapping[str, Mapping[str, Sequence[str]]] = yaml.safe_load((HERE / "promises.yml").read_text("utf-8"))


def test_every_promise_has_its_row_and_every_row_its_promise() -> None:
    made = list(promises())
    assert len(made) > 40
    assert sorted(ROWS) == sorted(made)


@cache
def names_in(file: Path) -> frozenset[str]:
    tree = ast.parse(file.read_text("utf-8"))
    return frozenset(node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def is_there(named: str) -> bool:
    """Tell whether a test is there: a function of a file, or a file that is run as one."""
    path, _, name = named.partition("::")
    file = trees.TESTS / path
    return file.is_file() and (name in names_in(file) if name else file.name.startswith("test_"))


@pytest.mark.parametrize("promise", ROWS)
def test_a_promise_is_tried_by_tests_that_are_there(promise: str) -> None:
    assert [test for test in some(ROWS[promise]["tests"]) if not is_there(test)] == []
    assert [page for page in ROWS[promise].get("pages", ()) if not (PAGES / f"{page}.md").is_file()] == []


def test_every_page_that_means_harm_is_tried_against_a_promise() -> None:
    named = {page for row in ROWS.values() for page in row.get("pages", ())}
    assert named == {page.stem for page in some(PAGES.glob("*.md"))}


def test_every_threat_to_who_may_send_names_tests_that_are_there() -> None:
    lines = sections()["How pages are received"].partition("| Threat |")[2].splitlines()[2:]
    threats = [line.split("|") for line in lines if line.startswith("|")]
    assert len(threats) > 10
    for *_, tests, _ in threats:
        named = re.findall(r"`(test_\w+)`", tests)
        assert [test for test in some(named) if not is_there(f"receive/{test}.py")] == []


def test_the_caps_are_those_of_the_program() -> None:
    told = {cells[0]: cells[1] for cells in rows_of(sections()["Caps"])}
    worker = f"{workers.CPU_SECONDS} s and {workers.MEMORY_BYTES // 10**9} GB"
    assert {promise: cap.partition(" (")[0] for promise, cap in told.items()} == {
        "Size": f"{limits.ATTACHMENT_BYTES // 10**6} MB",
        "Processor time and memory of the worker that reads it, which also looks for numbers in it": worker,
        "Text that is looked at closely: pieces with ten digits or with signs of a secret": (
            f"{limits.ATTACHMENT_CHARACTERS // 10**6} million characters"
        ),
        "One text in a PNG, and all of them, unpacked": (
            f"{(most := limits.ATTACHMENT_CHARACTERS // 10**6)} and {2 * most} million characters"
        ),
        "Points of an image": f"{limits.PICTURE_PIXELS // 10**6} million",
        "Pages of a PDF file": f"{limits.PDF_PAGES}",
        "One stream of a PDF file, unpacked": "75 MB",
        "Versions of a PDF file in one": "1; also nothing left of an older one",
        "Size of a page, and of its fields": (
            f"{limits.PAGE_BYTES // 1000} kB and {limits.FRONT_MATTER_BYTES // 1000} kB"
        ),
        "Processor time and memory of the worker that renders, judges or fixes it, each": worker,
        "Findings of one rule on one page that are told one by one; the others are counted": f"{limits.FINDINGS}",
        "Dead links or missing pictures of one page for which a near name is sought": f"{limits.GUESSES}",
        "Names that one word is compared with, and that one message names of many": (
            f"{nearness.COMPARED} and {references.NAMED}"
        ),
        "Former addresses of one page": f"{limits.FORMER_ADDRESSES}",
        "Rounds in which the fields of a page are put right one thing at a time": f"{limits.FIXES}",
        "Letters of a word that can be found, and of a search that are read": (
            f"{limits.WORD_LETTERS} and {limits.QUERY_LETTERS}"
        ),
        "Different long words (16 letters and more) of a page that are taken apart for the search": (
            f"{limits.LONG_WORDS:,}"
        ),
    }
