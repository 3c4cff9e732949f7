"""Pictures: every contributed image is made anew, small, without what its file tells of camera, place and edits.

An image is decoded only in a worker, and only when its header says that it is not too large. What comes out is WebP.
"""

import atexit
import contextlib
import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from PIL import Image, ImageOps, UnidentifiedImageError

from catalogue.problems import faults
from catalogue.problems.problem import Problem
from catalogue.reading.files import IMAGE_ENDINGS, MAX_ATTACHMENT_BYTES, SourceFile
from catalogue.rendering.workers import map_within_limits

MAX_PIXELS = 25_000_000
SHOWN_PIXELS = 1400
"""The longest side of a picture as the site shows it: twice the width of the text, for fine screens."""
_FORMATS = ("PNG", "JPEG", "GIF", "WEBP")
_QUALITY = 80


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture made anew: its size in pixels, and the file that holds it."""

    width: int
    height: int
    file: Path


@dataclass(frozen=True, slots=True)
class Job:
    """An image to make anew, and the folder to put the picture in."""

    source: SourceFile
    folder: Path


class Refused(Exception):
    """An image that cannot be used; the message is Danish and says why."""


def address_of(path: str) -> str:
    """Return the address of the picture that an image becomes: `units/x/bil.jpg` gives `units/x/bil.webp`."""
    return f"{path.rpartition('.')[0]}.webp"


def make_pictures(files: Iterable[SourceFile], folder: Path) -> tuple[Mapping[str, Picture], list[Problem]]:
    """Return the picture of every image among the files, by the image's path, and what was wrong with the others.

    Pictures are kept in the folder by the content of their image, so each is made once.
    """
    folder = _usable(folder)
    jobs = [Job(file, folder) for file in files if file.path.endswith(IMAGE_ENDINGS)]
    pictures: dict[str, Picture] = {}
    problems: list[Problem] = []
    owners: dict[str, str] = {}
    for job, result in map_within_limits(make_picture, jobs):
        owner = owners.setdefault(address_of(job.source.path), job.source.path)
        if owner != job.source.path:
            problems.append(faults.same_name.at(job.source.path, 1, PurePosixPath(owner).name))
        elif isinstance(result, Picture):
            pictures[job.source.path] = result
        else:
            problems.append(faults.unusable_picture.at(job.source.path, 1, result or "det er for tungt at åbne"))
    return pictures, problems


def _usable(folder: Path) -> Path:
    """Return the folder if it can be written to, else one that lasts as long as the program."""
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    if os.access(folder, os.W_OK):
        return folder
    passing = Path(tempfile.mkdtemp(prefix="catalogue-pictures-"))
    atexit.register(shutil.rmtree, passing, ignore_errors=True)
    return passing


def make_picture(job: Job) -> Picture | str:
    """Return the picture of an image, or in Danish why there is none. Runs in a worker."""
    try:
        raw = read_bytes(job.source.location)
        kept = find_kept(job.folder, raw)
        return kept or keep(job.folder, raw, lambda: decode(job.source.location))
    except Refused as refused:
        return str(refused)
    except (OSError, UnidentifiedImageError, SyntaxError, ValueError, Image.DecompressionBombError):
        return "filen er i stykker eller er ikke et billede"


def read_bytes(location: Path) -> bytes:
    """Return a regular file's bytes. Raises OSError for a link, Refused for a file that is too large."""
    descriptor = os.open(location, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as stream:
        raw = stream.read(MAX_ATTACHMENT_BYTES + 1)
    if len(raw) > MAX_ATTACHMENT_BYTES:
        raise Refused(f"filen må højst fylde {MAX_ATTACHMENT_BYTES // 1_000_000} MB")
    return raw


def find_kept(folder: Path, raw: bytes) -> Picture | None:
    """Return the picture that was made of these bytes before, if it is still there."""
    for file in folder.glob(f"{_name(raw)}-*x*.webp"):
        width, _, height = file.stem.rpartition("-")[2].partition("x")
        return Picture(int(width), int(height), file)
    return None


def keep(folder: Path, raw: bytes, make: Callable[[], Image.Image]) -> Picture:
    """Write a new picture into the folder in one step, and return it."""
    image = make()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{_name(raw)}-{image.width}x{image.height}.webp"
    descriptor, draft = tempfile.mkstemp(dir=folder, suffix=".part")
    with os.fdopen(descriptor, "wb") as stream:
        image.save(stream, "WEBP", quality=_QUALITY, method=4)
    Path(draft).replace(file)
    return Picture(image.width, image.height, file)


def decode(location: Path) -> Image.Image:
    """Return an image upright, in plain colours and no larger than it is shown. Raises Refused when it is too large."""
    with Image.open(location, formats=_FORMATS) as image:
        if image.width * image.height > MAX_PIXELS:
            raise Refused(f"billedet må højst have {MAX_PIXELS // 1_000_000} millioner punkter")
        image.draft("RGB", (SHOWN_PIXELS * 2, SHOWN_PIXELS * 2))
        upright = ImageOps.exif_transpose(image)
        plain = upright.convert("RGBA" if _has_transparency(upright) else "RGB")
    plain.thumbnail((SHOWN_PIXELS, SHOWN_PIXELS))
    # A new image: nothing of the old file's metadata comes along.
    fresh = Image.new(plain.mode, plain.size)
    fresh.paste(plain)
    return fresh


def _has_transparency(image: Image.Image) -> bool:
    return image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info


def _name(raw: bytes) -> str:
    return hashlib.sha256(b"1\0" + raw).hexdigest()[:32]
