"""Decoding: one image file becomes a picture, made anew. Runs in a worker, since the file may be hostile.

Pillow is known here and in `colours` alone in the room, and loaded only by a worker that has an image to open.
"""

import hashlib
import io
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import ExifTags, Image, PngImagePlugin

from catalogue import disk
from catalogue.reading import kinds, limits
from catalogue.rendering import colours
from catalogue.rendering.pictures import NO_ROOM
from catalogue.versions import version_of

SHOWN_PIXELS = 1400
"""The width of a picture as the site shows it: twice that of the text, for fine screens. A tall one keeps its width."""
TALLEST = 16_383
"""Pixels of a column that WebP can hold."""
_QUALITY = 80
_EFFORT, _EFFORT_FOR_TALL = 4, 2
"""How hard WebP tries. For a tall picture, with many times the points, half the time gives nearly the same size."""
# It may well be a .jpg: what it is called says nothing, and another name is no way out.
SMALLER = "Gør det mindre i et billedprogram, for eksempel 4000 pixel bredt, og prøv igen"
_ANEW = "Åbn det i et billedprogram, gem det på ny som .jpg, og prøv igen"
_AS_JPEG = "Et andet navn er ikke nok: Åbn det i et billedprogram, gem det som .jpg, og prøv igen"
_TOO_MANY = (
    f"billedet har {{points}} millioner pixel, og der må højst være {limits.PICTURE_PIXELS // 1_000_000}. {SMALLER}"
)
_TOO_TALL = "billedet er for højt til, at det kan læses på en side. Del det i flere billeder, og prøv igen"
_BROKEN = f"filen er i stykker eller er ikke et billede. {_ANEW}"
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
"""What brings an image upright, by the orientation in its EXIF."""
_SIDEWAYS = (5, 6, 7, 8)
_MOVING = ("GIF", "PNG", "WEBP")
"""Formats whose further pictures make it move. In a JPEG they are the same picture for other screens."""
_CLEAR, _STILL = "clear", "still"

PngImagePlugin.MAX_TEXT_CHUNK = limits.ATTACHMENT_CHARACTERS  # Profiles of scanners are larger than Pillow expects.


class Refused(Exception):
    """An image that cannot be used; the message is Danish, and says why and what to do."""


@dataclass(frozen=True, slots=True)
class Made:
    """A picture: its size in pixels, whether the ground shows through it, and whether the image moved."""

    width: int
    height: int
    file: Path
    is_clear: bool
    is_still: bool


def decode(location: Path, folder: Path) -> Made | str:
    """Return the picture of an image, kept in a folder by the image's content, or in Danish why there is none."""
    try:
        raw = disk.read_regular(location, limits.ATTACHMENT_BYTES)
    except disk.TooLarge:
        return f"filen må højst fylde {limits.ATTACHMENT_BYTES // 1_000_000} MB. {SMALLER}"
    except OSError:
        return "filen kan ikke læses. Se efter, om du har lov til at åbne den"
    if kept := find_kept(folder, raw):
        return kept
    try:
        image, is_still = draw_anew(raw)
    except Refused as refused:
        return str(refused)
    except Image.DecompressionBombError:
        return _TOO_MANY.format(points="alt for mange")
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - whatever a broken file makes the library raise, the file is at fault
        return _BROKEN
    try:
        return keep(folder, raw, image, is_still)
    except OSError:
        return NO_ROOM


def find_kept(folder: Path, raw: bytes) -> Made | None:
    """Return the picture that was made of these bytes before, if it is still there."""
    for file in folder.glob(f"{_name(raw)}-*x*.webp"):
        _, size, *marks = file.stem.split("-")
        width, _, height = size.partition("x")
        return Made(int(width), int(height), file, _CLEAR in marks, _STILL in marks)
    return None


def keep(folder: Path, raw: bytes, image: Image.Image, is_still: bool) -> Made:
    """Write a new picture into the folder in one step, and return it. All that is known of it stands in its name.

    Raises OSError where the folder takes nothing more.
    """
    is_clear = image.mode == "RGBA"
    marks = "".join([f"-{_CLEAR}" * is_clear, f"-{_STILL}" * is_still])
    effort = _EFFORT if image.height <= SHOWN_PIXELS else _EFFORT_FOR_TALL
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{_name(raw)}-{image.width}x{image.height}{marks}.webp"
    with disk.writing_whole(file, is_synced=False) as stream:
        image.save(stream, "WEBP", quality=_QUALITY, method=effort)
    return Made(image.width, image.height, file, is_clear, is_still)


def draw_anew(raw: bytes) -> tuple[Image.Image, bool]:
    """Return an image upright, in sRGB and no larger than it is shown, and whether it moved. Raises Refused."""
    if not kinds.is_picture(raw):
        raise Refused(f"filen er {kinds.name_kind(raw)}. {_way_out(raw)}")
    with Image.open(io.BytesIO(_leave_texts(raw)), formats=limits.PICTURE_FORMATS) as image:
        if image.width * image.height > limits.PICTURE_PIXELS:
            raise Refused(_TOO_MANY.format(points=-(-image.width * image.height // 1_000_000)))
        turn = _orientation_of(image)
        size = _size_for(image.size, turn in _SIDEWAYS)
        image.draft(None, (size[0] * 2, size[1] * 2))
        written = str(image.tile[0].args) if image.tile else ""
        is_still = image.format in _MOVING and bool(getattr(image, "is_animated", False))
        profile = colours.profile_of(image)
        image.load()
        plain = colours.make_plain(image, written)
    if plain.width > size[0] or plain.height > size[1]:
        plain = plain.resize(size, Image.Resampling.BICUBIC, reducing_gap=2.0)
    shown = colours.to_srgb(plain, profile)
    if shown.mode == "RGBA" and shown.getchannel("A").getextrema() == (255, 255):
        shown = shown.convert("RGB")
    if turn in _TURNS:
        shown = shown.transpose(_TURNS[turn])
    # A new image: nothing of the old file's metadata comes along.
    fresh = Image.new(shown.mode, shown.size)
    fresh.paste(shown)
    return fresh, is_still


def _way_out(raw: bytes) -> str:
    return _AS_JPEG if kinds.is_image(raw) else "Læg selve billedet ind som .jpg, .png, .webp eller .gif"


def _orientation_of(image: Image.Image) -> int:
    """Return how an image lies, by its EXIF; as it lies when that is broken."""
    try:
        return int(image.getexif().get(ExifTags.Base.Orientation, 1))
    except Exception:  # noqa: BLE001 - browsers show a picture with broken EXIF as it lies, and so do we
        return 1


def _size_for(size: tuple[int, int], is_sideways: bool) -> tuple[int, int]:
    """Return the size that an image is made into, as it lies, so that its width fits when it is upright.

    Raises Refused for one so tall that it would become too narrow to be read.
    """
    width, height = (size[1], size[0]) if is_sideways else size
    scale = min(1.0, SHOWN_PIXELS / width, TALLEST / height)
    made = max(1, round(width * scale)), max(1, round(height * scale))
    if made[0] < min(width, SHOWN_PIXELS // 2):
        raise Refused(_TOO_TALL)
    return (made[1], made[0]) if is_sideways else made


def _leave_texts(raw: bytes) -> bytes:
    """Return a PNG file without its texts, which browsers pass over and Pillow unpacks; other files as they are."""
    return b"".join(_pieces(raw)) if raw.startswith(kinds.PNG) else raw


def _pieces(raw: bytes) -> Iterator[bytes]:
    yield raw[: len(kinds.PNG)]
    start = len(kinds.PNG)
    while start + 12 <= len(raw):
        (length,) = struct.unpack_from(">I", raw, start)
        if raw[start + 4 : start + 8] not in (b"tEXt", b"zTXt", b"iTXt"):
            yield raw[start : start + 12 + length]
        start += 12 + length
    yield raw[start:]


def _name(raw: bytes) -> str:
    return hashlib.sha256(version_of(__name__).encode() + raw).hexdigest()[:32]
