"""The store: what was made of the same is not made again, and what is damaged is."""

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from catalogue.rendering.store import Making, Store


def make(file: Path | None, *parts: tuple[str, str, bytes]) -> tuple[dict[str, bytes], list[str]]:
    """Return what a store gives for names, stamps and contents, and the names of those that were made."""
    made: list[str] = []

    def maker(name: str, content: bytes) -> Callable[[], bytes]:
        return lambda: made.append(name) or content  # type: ignore[func-returns-value]

    makings = [Making(name, stamp, maker(name, content)) for name, stamp, content in parts]
    return dict(Store(file).fetch(makings)), made


def test_what_has_the_same_stamp_is_made_once(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    parts = ("a", "1", b"first"), ("b", "1", b"\x00\xff")
    assert make(file, *parts) == ({"a": b"first", "b": b"\x00\xff"}, ["a", "b"])
    assert make(file, *parts) == ({"a": b"first", "b": b"\x00\xff"}, [])


def test_another_stamp_makes_it_anew_and_only_the_last_is_kept(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    make(file, ("a", "1", b"first"), ("b", "1", b"other"))
    assert make(file, ("a", "2", b"second"), ("b", "1", b"other")) == ({"a": b"second", "b": b"other"}, ["a"])
    assert make(file, ("a", "1", b"first")) == ({"a": b"first"}, ["a"])
    with sqlite3.connect(file) as connection:
        assert connection.execute("SELECT count(*) FROM made").fetchone() == (2,)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE made SET value = CAST(substr(value, 1, 40) || 'x' AS BLOB)",
        "UPDATE made SET value = x''",
        "UPDATE made SET value = x'00'",
        "UPDATE made SET value = 'a text'",
        "DELETE FROM made",
        "DROP TABLE made",
    ],
)
def test_what_is_damaged_is_made_anew(tmp_path: Path, damage: str) -> None:
    file = tmp_path / "cache.sqlite"
    make(file, ("a", "1", b"a long enough content"))
    with sqlite3.connect(file) as connection:
        connection.execute(damage)
    assert make(file, ("a", "1", b"a long enough content")) == ({"a": b"a long enough content"}, ["a"])
    assert make(file, ("a", "1", b"a long enough content"))[1] == []


def test_a_file_that_is_no_store_costs_nothing_but_the_making(tmp_path: Path) -> None:
    file = tmp_path / "cache.sqlite"
    file.write_bytes(b"something else" * 500)
    assert make(file, ("a", "1", b"first")) == ({"a": b"first"}, ["a"])
    assert make(file, ("a", "1", b"first"))[0] == {"a": b"first"}


def test_without_a_file_all_is_made() -> None:
    assert make(None, ("a", "1", b"first"))[1] == ["a"]


def test_what_cannot_be_made_is_told_of_and_nothing_is_kept(tmp_path: Path) -> None:
    def fail() -> bytes:
        raise OSError("no room")

    file = tmp_path / "cache.sqlite"
    with pytest.raises(OSError, match="no room"):
        list(Store(file).fetch([Making("a", "1", fail)]))
    assert make(file, ("a", "1", b"first"))[1] == ["a"]
