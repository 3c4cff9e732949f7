"""Metadata: the words within an image file, which nobody sees in the picture and anybody can read in the file.

Works on hostile files, so it is called in a worker, under a limit of time and of memory.
"""

import io
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from PIL import ExifTags, Image, ImageFile, IptcImagePlugin, PngImagePlugin

from catalogue.checks.words import Unread, Words, texts_in
from catalogue.reading import kinds, limits

_FILE = "Filen"
_DATA = "Billedfilens oplysninger"
_WITHOUT_TEXT = "Åbn billedet i et billedprogram, og gem det på ny som .jpg"
_DIRECTORIES = (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo, ExifTags.IFD.Interop, ExifTags.IFD.IFD1)

PngImagePlugin.MAX_TEXT_CHUNK = limits.ATTACHMENT_CHARACTERS
PngImagePlugin.MAX_TEXT_MEMORY = 2 * limits.ATTACHMENT_CHARACTERS


def words_of_image(raw: bytes) -> Iterator[Words]:
    """Yield comments, EXIF, XMP, IPTC and PNG's texts; of an image too large to be opened only what its head says.

    Raises Unread for a file that is no picture, after the words in it, and whatever Pillow raises on one that it cannot
    read, or that unpacks to more text than it may.
    """
    if not kinds.is_picture(raw):
        yield from ((_FILE, text) for text in texts_in(raw))
        raise Unread(f"den er {kinds.name_kind(raw)}")
    with _open(raw) as image:
        if image.format == "PNG" and image.width * image.height <= limits.PICTURE_PIXELS:
            _load_texts(image)
        told = {key: value for key, value in image.info.items() if key not in ("exif", "icc_profile")}
        yield from ((_DATA, text) for text in _decode_all([told, _exif_of(image)]))
        # All segments, for there may be several of a kind, and Pillow keeps the last.
        for _, segment in getattr(image, "applist", ()):
            yield from ((_DATA, text) for text in texts_in(segment))
        if image.format in ("JPEG", "MPO"):
            with suppress(Exception):  # Whatever is wrong with them, the segments that they stand in were read.
                yield from ((_DATA, text) for text in _decode_all(IptcImagePlugin.getiptcinfo(image)))


def _open(raw: bytes) -> ImageFile.ImageFile:
    try:
        return Image.open(io.BytesIO(raw), formats=limits.PICTURE_FORMATS)
    except ValueError as error:
        raise _explain(error) from error


def _load_texts(image: Image.Image) -> None:
    """Read all of a picture: texts may stand behind it, where nothing else leads."""
    try:
        image.load()
    except ValueError as error:
        raise _explain(error) from error


def _explain(error: ValueError) -> Exception:
    """Return what Pillow says of too much text in a PNG as what is wrong with it; any other error as it is."""
    is_too_much = "MAX_TEXT_CHUNK" in str(error) or "text chunks" in str(error)
    return Unread("der ligger en meget lang tekst i den, som ingen ser", _WITHOUT_TEXT) if is_too_much else error


def _exif_of(image: Image.Image) -> list[Any]:
    """Return the values of EXIF; of one that is broken the whole of it."""
    raw = image.info.get("exif", b"")
    try:
        exif = image.getexif()
        return [dict(exif), *(exif.get_ifd(directory) for directory in _DIRECTORIES)]
    except Exception:  # noqa: BLE001 - whatever broken EXIF makes the library raise, its texts stand in its bytes
        return [*texts_in(raw)] if isinstance(raw, bytes) else []


def _decode_all(value: Any) -> Iterator[str]:
    """Yield every text within a value of metadata; bytes in each of the ways that cameras and editors write them."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, bytes):
        yield value.decode("utf-8", "replace")
        if b"\0" in value:
            yield from (value.decode(encoding, "replace") for encoding in ("utf-16-le", "utf-16-be"))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _decode_all(key)
            yield from _decode_all(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            yield from _decode_all(inner)
