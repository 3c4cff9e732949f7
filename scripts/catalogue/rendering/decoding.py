"""Decoding: one image file becomes a picture, made anew. Runs in a worker, since the file may be hostile.

Pillow is known here alone in the room, and loaded only by a worker that has an image to open.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from catalogue import disk
from catalogue.reading import limits
from catalogue.versions import version_of

SHOWN_PIXELS = 1400
"""The longest side of a picture as the site shows it: twice the width of the text, for fine screens."""
_QUALITY = 80


class Refused(Exception):
    """An image that cannot be used; the message is Danish and says why."""


Made = tuple[int, int, Path]
"""Width and height of a picture in pixels, and the file that holds it."""


def decode(location: Path, folder: Path) -> Made | str:
    """Return the picture of an image, kept in a folder by the image's content, or in Danish why there is none."""
    try:
        raw = disk.read_regular(location, limits.ATTACHMENT_BYTES)
        return find_kept(folder, raw) or keep(folder, raw, lambda: draw_anew(location))
    except disk.TooLarge:
        return f"filen må højst fylde {limits.ATTACHMENT_BYTES // 1_000_000} MB"
    except Refused as refused:
        return str(refused)
    except (OSError, UnidentifiedImageError, SyntaxError, ValueError, Image.DecompressionBombError):
        return "filen er i stykker eller er ikke et billede"


def find_kept(folder: Path, raw: bytes) -> Made | None:
    """Return the picture that was made of these bytes before, if it is still there."""
    for file in folder.glob(f"{_name(raw)}-*x*.webp"):
        width, _, height = file.stem.rpartition("-")[2].partition("x")
        return int(width), int(height), file
    return None


def keep(folder: Path, raw: bytes, make: Callable[[], Image.Image]) -> Made:
    """Write a new picture into the folder in one step, and return it."""
    image = make()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{_name(raw)}-{image.width}x{image.height}.webp"
    with disk.writing_whole(file, is_synced=False) as stream:
        image.save(stream, "WEBP", quality=_QUALITY, method=4)
    return image.width, image.height, file


def draw_anew(location: Path) -> Image.Image:
    """Return an image upright, in plain colours and no larger than it is shown. Raises Refused when it is too large."""
    with Image.open(location, formats=limits.PICTURE_FORMATS) as image:
        if image.width * image.height > limits.PICTURE_PIXELS:
            raise Refused(f"billedet må højst have {limits.PICTURE_PIXELS // 1_000_000} millioner punkter")
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
    return hashlib.sha256(version_of(__name__).encode() + raw).hexdigest()[:32]
