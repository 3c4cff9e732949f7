"""Cases are pages: good ones pass without a word, bad ones are told of on the very line (checks.check)."""

import os
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest

import people
import photographs
import trees
from catalogue.checks import rulebook
from catalogue.checks.check import Check
from catalogue.problems import reports
from some import some

Judge = Callable[..., Check]

BAD_CASES = sorted(trees.BAD.iterdir(), key=lambda case: case.name)


def _write(path: str, content: bytes) -> Callable[[Path], object]:
    return lambda docs: trees.draw(docs, {path: content})


def _page(body: bytes) -> bytes:
    return trees.interpretation("Lavet af en test").encode() + body


def _link(docs: Path) -> None:
    (docs / "stories/genvej.md").symlink_to(docs / "stories/morgen-i-koekkenet.md")


def _pipe(docs: Path) -> None:
    os.mkfifo(docs / "stories/roer.md")


def _remove_all(docs: Path) -> None:
    shutil.rmtree(docs)
    docs.mkdir()


def _put_file_for_folder(docs: Path) -> None:
    shutil.rmtree(docs / "stories")
    (docs / "stories").write_text("Historier", "utf-8")


PAGE = "units/koekkenet-gryden/digitale-muligheder.md"
MADE: dict[str, tuple[Callable[[Path], object], set[tuple[str, int, str]]]] = {
    "a page in Latin-1": (_write(PAGE, _page("Køkkenet".encode("latin-1"))), {(PAGE, 6, "L01")}),
    "a page in UTF-16": (_write(PAGE, _page(b"").decode().encode("utf-16")), {(PAGE, 1, "L01")}),
    "a page with a NUL": (_write(PAGE, _page(b"Hej\n\0")), {(PAGE, 7, "L02")}),
    "a page with text that runs backwards": (_write(PAGE, _page("Hej \u202eted".encode())), {(PAGE, 6, "L02")}),
    "a page of 200,001 bytes": (_write(PAGE, _page(b"").ljust(200_001, b" ")), {(PAGE, 1, "L03")}),
    "a picture of 15,000,001 bytes": (_write("stories/stor.png", bytes(15_000_001)), {("stories/stor.png", 1, "L03")}),
    "two pictures of one name": (
        lambda docs: shutil.copy(docs / "stories/doeren.png", docs / "stories/doeren.webp"),
        {("stories/doeren.webp", 1, code) for code in ("S07", "B07")},
    ),
    "a picture that is none": (
        _write("stories/tavle.png", b"Ikke et billede"),
        {("stories/tavle.png", 1, code) for code in ("B02", "B07")},
    ),
    "a picture that moves": (
        _write("stories/dans.gif", photographs.make_film("GIF")),
        {("stories/dans.gif", 1, code) for code in ("B03", "B07")},
    ),
    "a picture that no page tells of": (
        _write(f"{Path(PAGE).parent}/tavle.png", (trees.GOOD / "stories/doeren.png").read_bytes()),
        {(f"{Path(PAGE).parent}/tavle.png", 1, "B07")},
    ),
    "a picture that a page shows and does not tell of": (
        lambda docs: trees.draw(
            docs,
            {
                PAGE: _page(b"![En tavle](tavle.png)"),
                f"{Path(PAGE).parent}/tavle.png": (docs / "stories/doeren.png").read_bytes(),
            },
        ),
        {(f"{Path(PAGE).parent}/tavle.png", 1, "B07")},
    ),
    "a picture of a meeting": (
        _write("units/sundhed-og-omsorg/meetings/moedet.png", (trees.GOOD / "stories/doeren.png").read_bytes()),
        {("units/sundhed-og-omsorg/meetings/moedet.png", 1, "B07")},
    ),
    "16,001 bytes of fields": (
        _write(PAGE, b"---\ntitle: " + b"a" * 15_993 + b"\n---\n"),
        {(PAGE, 1, "L03")},
    ),
    "a link in the place of a page": (_link, {("stories/genvej.md", 1, "S03")}),
    "a pipe in the place of a page": (_pipe, {("stories/roer.md", 1, "S03")}),
    "a file in the place of a folder": (_put_file_for_folder, {("stories", 1, "S05")}),
    "an empty tree": (_remove_all, {("themes", 1, "S06")}),
    "a page that tells of somebody": (_write(PAGE, _page(f"Hos {people.CHECKED}".encode())), {(PAGE, 6, "P01")}),
    "a document that is cut off": (_write("stories/plan.pdf", b"%PDF-1.7\nstream"), {("stories/plan.pdf", 1, "P06")}),
    "a page that no library can read": (_write(PAGE, _page(b"![" * 60_000)), {(PAGE, 6, "R01")}),
}
"""Cases that are no pages: what is done to the good tree, and what is then told."""


def test_the_good_tree_passes_without_a_word(good: Path, judge: Judge) -> None:
    assert judge(good).problems == ()


@pytest.fixture(scope="module")
def try_case(tmp_path_factory: pytest.TempPathFactory, judge: Judge) -> Callable[[Path], tuple[Check, trees.Found]]:
    """Check a bad case, once, and give what was found and what was expected."""

    @cache
    def try_case(case: Path) -> tuple[Check, trees.Found]:
        docs, expected = trees.lay_case(tmp_path_factory.mktemp("case") / "docs", case)
        return judge(docs), expected

    return try_case


@pytest.mark.parametrize("case", BAD_CASES, ids=lambda case: case.name)
def test_a_bad_page_is_told_of_on_its_line(case: Path, try_case: Callable[[Path], tuple[Check, trees.Found]]) -> None:
    found, expected = try_case(case)
    assert trees.found_in(found.problems) == expected


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("name", MADE)
def test_a_bad_file_is_told_of(name: str, draw: Callable[..., Path], judge: Judge) -> None:
    damage, expected = MADE[name]
    docs = draw({}, onto=trees.GOOD)
    damage(docs)
    assert trees.found_in(judge(docs).problems) == Counter(expected)


def test_a_case_that_does_not_say_what_is_wrong_is_itself_an_error(tmp_path: Path) -> None:
    trees.draw(tmp_path / "case", {"stories/x.md": trees.story()})
    with pytest.raises(ValueError, match=r"stories/x\.md in case does not say what is wrong with it"):
        trees.lay_case(tmp_path / "docs", tmp_path / "case")


def test_expectations_are_read_and_taken_out_of_the_page() -> None:
    text = "--- # ← F02\n# ← 9: F01 F01\ntitle: x # ← F07 T02\n---\nHej <!-- ← T03 -->\n"
    assert trees.take_expectations(text) == (
        "---\n\ntitle: x\n---\nHej\n",
        Counter({(1, "F02"): 1, (9, "F01"): 2, (3, "F07"): 1, (3, "T02"): 1, (5, "T03"): 1}),
    )


def test_every_code_has_a_bad_case(try_case: Callable[[Path], tuple[Check, trees.Found]]) -> None:
    shown = {code for _, expected in MADE.values() for *_, code in expected}
    shown |= {code for case in BAD_CASES for *_, code in try_case(case)[1]}
    # What is too much of a pull request is nothing of a tree: tests/review/test_selection.py.
    assert {told.code for told in rulebook.helps()} - shown == {"S09"}


@pytest.mark.parametrize("day", [date(2001, 1, 1), date(2101, 1, 1)])
def test_no_clock_makes_a_sound_tree_broken_or_a_broken_one_sound(
    day: date, try_case: Callable[[Path], tuple[Check, trees.Found]], judge: Judge, tmp_path: Path
) -> None:
    """Only whether somebody can have been born on a day is asked of the clock (P01); all else by it is advice."""
    docs = trees.draw(tmp_path / "good", {}, onto=trees.GOOD)
    assert judge(docs, day).errors == ()
    for case in some(BAD_CASES):
        laid, _ = trees.lay_case(tmp_path / case.name, case)
        told = trees.found_in(judge(laid, day).errors)
        expected = trees.found_in(try_case(case)[0].errors)
        assert {one for one in told - expected + (expected - told) if one[2] != "P01"} == set(), case.name


def test_the_words_of_every_message_are_as_agreed(
    try_case: Callable[[Path], tuple[Check, trees.Found]], golden: Callable[[str, str], None]
) -> None:
    """Read golden/messages.txt as a writer would: it holds every message of every bad case."""
    told = [f"# {case.name}\n{reports.to_text(try_case(case)[0].problems)}" for case in BAD_CASES]
    golden("messages.txt", "\n".join(told))
