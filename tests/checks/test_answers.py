"""The answer of a whole check is kept by every byte that it was given to, and by nothing less.

(reading.listing)
"""

import sqlite3
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

import trees
from catalogue import checkout
from catalogue.checks import answers
from catalogue.checks import check as checks
from catalogue.checks.answers import Answer, answer, name_of
from catalogue.checks.check import Check
from catalogue.rendering.cache import RenderingCache
from trees import TODAY

Draw = Callable[..., Path]


def small_with(**page: str) -> dict[str, str | bytes]:
    return {**trees.small(), "units/gryden/borgeren.md": trees.interpretation(**page)}


ADVISED = small_with(more="plan:\n- action: Ring hver morgen\n  deadline: 2026-03-01\n")
BROKEN = small_with(more="farve: rød\n")


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    return tmp_path / "kept" / "renderings.sqlite"


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders of which a whole check has been made."""
    checked: list[Path] = []

    def counted(docs: Path, *more: object) -> Check:
        checked.append(docs)
        return CHECK(docs, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(checks, "check", counted)
    return checked


CHECK = checks.check


def told_anew(docs: Path, cache: Path, today: date = TODAY) -> Answer:
    found = CHECK(docs, today, RenderingCache(cache))
    return Answer(found.problems, len(found.reading.places))


def test_an_unchanged_tree_is_told_of_word_for_word_without_a_check(draw: Draw, cache: Path, asked: list[Path]) -> None:
    docs = draw(ADVISED)
    told = answer(docs, TODAY, cache)
    assert told == told_anew(docs, cache)
    assert told.problems
    assert answer(docs, TODAY, cache) == told
    assert asked == [docs]


def test_of_each_folder_one_answer_is_kept(tmp_path: Path, cache: Path, asked: list[Path]) -> None:
    one, other = (trees.draw(tmp_path / name, ADVISED) for name in ("en", "to"))
    for docs in (one, other, one, other):
        answer(docs, TODAY, cache)
    trees.draw(one, {"stories/aften.md": trees.story("Aften")})
    answer(one, TODAY, cache)
    assert asked == [one, other, one]
    with sqlite3.connect(cache) as connection:
        assert connection.execute("SELECT count(*) FROM answers").fetchone() == (2,)


CHANGES: dict[str, Callable[[Path], object]] = {
    "a letter of a page": lambda docs: trees.draw(docs, {"stories/morgen.md": trees.story("Morger")}),
    "a page more": lambda docs: trees.draw(docs, {"stories/aften.md": trees.story("Aften")}),
    "a page less": lambda docs: (docs / "stories/morgen.md").unlink(),
    "a page of another name": lambda docs: (docs / "stories/morgen.md").rename(docs / "stories/aften.md"),
    "a byte of a picture": lambda docs: trees.draw(docs, {"units/gryden/gryde.png": b"andet"}),
    "a file that is no page": lambda docs: trees.draw(docs, {"units/gryden/noter.txt": "andet"}),
    "what a system leaves": lambda docs: trees.draw(docs, {"units/gryden/.DS_Store": b"andet"}),
    "a folder's name": lambda docs: (docs / "units/Ny").mkdir(),
    "a link in place of a page": lambda docs: (docs / "stories/link.md").symlink_to(docs / "stories/morgen.md"),
    "a link in place of an editorial page": lambda docs: (docs / "om.md").symlink_to(docs / "stories/morgen.md"),
    "an editorial page that the folder brings": lambda docs: trees.draw(docs, {"om/os.md": "andet"}),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_whatever_changes_in_a_tree_gives_another_name(change: Callable[[Path], object], draw: Draw) -> None:
    more = {"units/gryden/gryde.png": b"noget", "units/gryden/noter.txt": "noget", "units/gryden/.DS_Store": b"noget"}
    docs = draw({**trees.small(), **more, "om/os.md": "noget"})
    before = name_of(docs, TODAY)
    assert before == name_of(docs, TODAY)
    change(docs)
    assert name_of(docs, TODAY) not in ("", before)


def test_another_day_another_program_and_other_editorial_pages_give_another_name(
    draw: Draw, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    docs = draw(trees.small())
    names = {name_of(docs, TODAY), name_of(docs, TODAY + timedelta(days=1))}
    own = trees.draw(tmp_path / "own", {"index.md": trees.page("title: Forside")})
    monkeypatch.setattr(checkout, "DOCS", own)
    names.add(name_of(docs, TODAY))
    trees.draw(own, {"index.md": trees.page("title: En anden forside")})
    names.add(name_of(docs, TODAY))
    monkeypatch.setattr(checkout, "DOCS", docs)
    names.add(name_of(docs, TODAY))
    monkeypatch.setattr(answers, "version_of", lambda module: "another")
    names.add(name_of(docs, TODAY))
    assert len(names) == 6


def test_a_tree_with_an_error_is_checked_again(draw: Draw, cache: Path, asked: list[Path]) -> None:
    docs = draw(BROKEN)
    assert [answer(docs, TODAY, cache) for _ in range(2)] == [told_anew(docs, cache)] * 2
    assert asked == [docs, docs]


def test_a_file_that_cannot_be_read_is_asked_for_again(
    draw: Draw, cache: Path, asked: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    docs = draw(ADVISED)

    def refuse(location: Path, limit: int) -> bytes:
        raise PermissionError(13, "no", str(location))

    with monkeypatch.context() as patched:
        patched.setattr(answers.disk, "read_regular", refuse)
        assert name_of(docs, TODAY) == ""
        answer(docs, TODAY, cache)
    answer(docs, TODAY, cache)
    assert asked == [docs, docs]


def test_what_is_written_meanwhile_is_not_taken_for_what_was_read(
    draw: Draw, cache: Path, asked: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    docs = draw(ADVISED)

    def slowly(docs: Path, *more: object) -> Check:
        found = CHECK(docs, *more)  # type: ignore[arg-type]
        trees.draw(docs, small_with(title="Køkkenet ringer op"))
        return found

    with monkeypatch.context() as patched:
        patched.setattr(checks, "check", slowly)
        answer(docs, TODAY, cache)
    trees.draw(docs, ADVISED)
    answer(docs, TODAY, cache)
    assert asked == [docs]


@pytest.mark.parametrize("written", ["", "{", "[]", '["x"]', '["x", 1, ["for få"]]', "7"])
def test_an_answer_that_cannot_be_read_is_made_anew(draw: Draw, cache: Path, written: str) -> None:
    docs = draw(ADVISED)
    told = answer(docs, TODAY, cache)
    with sqlite3.connect(cache) as connection:
        connection.execute("UPDATE answers SET value = ?", (written.replace('"x"', f'"{name_of(docs, TODAY)}"'),))
    assert answer(docs, TODAY, cache) == told
