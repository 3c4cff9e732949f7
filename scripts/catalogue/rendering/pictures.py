"""Pictures: every contributed image is made anew, small, without what its file tells of camera, place and edits.

An image is decoded only in a worker, and only when its header says that it is not too large. What comes out is WebP.
"""

import atexit
import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from catalogue.problems import faults
from catalogue.problems.problem import Problem
from catalogue.reading.files import IMAGE_ENDINGS, SourceFile
from catalogue.rendering.workers import map_within_limits


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture made anew: its size in pixels, and the file that holds it.

    `is_clear` tells that the ground shows through it, `is_still` that it was made of an image that moved.
    """

    width: int
    height: int
    file: Path
    is_clear: bool = False
    is_still: bool = False


NO_ROOM = "det kunne ikke gemmes, mens kataloget blev lavet"
"""What is said instead of a picture where the folder takes nothing more. Nothing is wrong with the image."""
_TOO_HEAVY = "det er for tungt at åbne. Gør det mindre i et billedprogram, gem det som .jpg, og prøv igen"


@dataclass(frozen=True, slots=True)
class Job:
    """An image to make anew, and the folder to put the picture in."""

    source: SourceFile
    folder: Path


def address_of(path: str) -> str:
    """Return the address of the picture that an image becomes: `units/x/bil.jpg` gives `units/x/bil.webp`."""
    return f"{path.rpartition('.')[0]}.webp"


Made = Mapping[str, Picture | str | None]
"""What became of each image by its path: a picture, or in Danish why there is none, or None where it was too much."""


def make_pictures(files: Iterable[SourceFile], folder: Path) -> Made:
    """Return what becomes of every image among the files.

    Pictures are kept in the folder by the content of their image, so each is made once. Where it takes nothing more,
    they are put where they last as long as the program. Raises OSError when there is no room for them there either.
    """
    folder = _usable(folder)
    images = [file for file in files if file.path.endswith(IMAGE_ENDINGS)]
    made = _make_in(folder, images)
    if left := [file for file in images if made[file.path] == NO_ROOM]:
        folder = _passing_folder()
        made |= _make_in(folder, left)
    if any(made[file.path] == NO_ROOM for file in left):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(folder))
    return made


def _make_in(folder: Path, images: Iterable[SourceFile]) -> dict[str, Picture | str | None]:
    jobs = [Job(file, folder) for file in images]
    return {job.source.path: result for job, result in map_within_limits(make_picture, jobs)}


def sort_pictures(made: Made) -> tuple[Mapping[str, Picture], list[Problem]]:
    """Return the picture of every image by the image's path, and what is wrong with the others."""
    pictures: dict[str, Picture] = {}
    problems: list[Problem] = []
    owners: dict[str, str] = {}
    for path, result in sorted(made.items()):
        owner = owners.setdefault(address_of(path), path)
        if owner != path:
            problems.append(faults.same_name.at(path, 1, PurePosixPath(owner).name))
        elif isinstance(result, Picture):
            pictures[path] = result
            if result.is_still:
                problems.append(faults.standing_still.at(path, 1))
        else:
            problems.append(faults.unusable_picture.at(path, 1, result or _TOO_HEAVY))
    return pictures, problems


def _usable(folder: Path) -> Path:
    """Return the folder if it can be written to, else one that lasts as long as the program."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    if os.access(folder, os.W_OK):
        return folder
    return _passing_folder()


def _passing_folder() -> Path:
    """Return a new folder that lasts as long as the program."""
    passing = Path(tempfile.mkdtemp(prefix="catalogue-pictures-"))
    atexit.register(shutil.rmtree, passing, ignore_errors=True)
    return passing


def make_picture(job: Job) -> Picture | str:
    """Return the picture of an image, or in Danish why there is none. Runs in a worker."""
    from catalogue.rendering.decoding import decode  # With Pillow, which only a worker needs.

    made = decode(job.source.location, job.folder)
    if isinstance(made, str):
        return made
    return Picture(made.width, made.height, made.file, made.is_clear, made.is_still)
