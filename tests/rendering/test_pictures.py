"""Pictures: where they cannot be kept they are made all the same, and nobody is told that one is broken."""

import shutil
from pathlib import Path

import pytest

import trees
from catalogue.reading.files import SourceFile
from catalogue.rendering import pictures
from catalogue.rendering.pictures import NO_ROOM, Picture, make_pictures

IMAGE = SourceFile("stories/doeren.png", trees.GOOD / "stories/doeren.png")


def test_a_folder_that_takes_nothing_more_costs_only_that_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = tmp_path / "full"
    make = pictures._make_in

    def make_unless_full(folder: Path, images: list[SourceFile]) -> dict[str, Picture | str | None]:
        return {image.path: NO_ROOM for image in images} if folder == full else make(folder, images)

    monkeypatch.setattr(pictures, "_make_in", make_unless_full)
    (made,) = make_pictures([IMAGE], full).values()
    assert isinstance(made, Picture)
    assert made.file.is_file()
    assert not made.file.is_relative_to(tmp_path)


def test_no_room_anywhere_ends_the_work_and_blames_no_picture(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "_make_in", lambda folder, images: {image.path: NO_ROOM for image in images})
    with pytest.raises(OSError, match="No space left"):
        make_pictures([IMAGE], tmp_path)


def test_a_folder_that_cannot_be_made_is_done_without(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    (made,) = make_pictures([IMAGE], tmp_path / "file" / "pictures").values()
    assert isinstance(made, Picture)
    shutil.copy(made.file, tmp_path)
