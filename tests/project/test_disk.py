"""The disk: nothing but a regular file is read, and what is written is there whole or not at all."""

import os
import stat
from pathlib import Path

import pytest

from catalogue import disk


def test_a_file_is_read_up_to_its_limit_and_no_further(tmp_path: Path) -> None:
    file = tmp_path / "fil"
    file.write_bytes(b"12345")
    assert disk.read_regular(file, 5) == b"12345"
    with pytest.raises(disk.TooLarge) as refused:
        disk.read_regular(file, 4)
    assert refused.value.size == 5


def make_link(place: Path) -> None:
    (place.parent / "andet").write_text("hemmeligt", "utf-8")
    place.symlink_to(place.parent / "andet")


@pytest.mark.parametrize("make", [make_link, os.mkfifo, Path.mkdir], ids=["a link", "a pipe", "a folder"])
def test_what_is_no_regular_file_is_refused_at_once(make: object, tmp_path: Path) -> None:
    place = tmp_path / "fil"
    make(place)  # type: ignore[operator]
    with pytest.raises(OSError, match="fil"):
        disk.read_regular(place, 100)


def test_a_file_takes_the_place_and_the_rights_of_the_one_before(tmp_path: Path) -> None:
    file = tmp_path / "side.md"
    file.write_text("før", "utf-8")
    file.chmod(0o640)
    with disk.writing_whole(file) as stream:
        stream.write(b"efter")
        assert file.read_text("utf-8") == "før"
    assert file.read_text("utf-8") == "efter"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert [*tmp_path.iterdir()] == [file]


def write_half(file: Path, failure: BaseException) -> None:
    with disk.writing_whole(file) as stream:
        stream.write(b"halvt")
        raise failure


@pytest.mark.parametrize("failure", [OSError("fuld"), KeyboardInterrupt()], ids=["a full disk", "Ctrl+C"])
def test_a_file_that_was_not_finished_leaves_the_old_one_and_nothing_else(
    failure: BaseException, tmp_path: Path
) -> None:
    file = tmp_path / "side.md"
    file.write_text("før", "utf-8")
    with pytest.raises(type(failure)):
        write_half(file, failure)
    assert file.read_text("utf-8") == "før"
    assert [*tmp_path.iterdir()] == [file]


def test_a_new_file_can_be_read_by_those_whom_the_process_lets(tmp_path: Path) -> None:
    with disk.writing_whole(tmp_path / "ny") as stream:
        stream.write(b"x")
    (tmp_path / "almindelig").write_bytes(b"x")
    rights = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("ny", "almindelig")]
    assert rights[0] == rights[1]
