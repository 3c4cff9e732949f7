"""Attachments: the words within images and PDF files, which nobody sees on the page and anybody can read in the file.

Works on hostile files, so it is called in a worker, under a limit of time and of memory. Only texts that could hold a
CPR number or a secret come back.
"""

import contextlib
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalogue import disk
from catalogue.privacy import cpr, credentials
from catalogue.reading import limits
from catalogue.reading.files import IMAGE_ENDINGS, SourceFile
from catalogue.rendering.workers import map_within_limits
from catalogue.versions import version_of

if TYPE_CHECKING:  # Pillow and pypdf are loaded where a file is read, in a worker: most checks need neither.
    from PIL.Image import Image

_IMAGE_DATA, _PDF_DATA = "Billedfilens oplysninger", "PDF-filens oplysninger"

Words = tuple[str, str]
"""Where some words stand, in Danish, and the words."""


@dataclass(frozen=True, slots=True)
class Extract:
    """The words of an attachment that are worth a closer look, or in Danish why it could not be read."""

    texts: tuple[Words, ...] = ()
    unread: str = ""


class Unread(Exception):
    """An attachment that cannot be read to its end; the message is Danish and says why."""


def extract_all(files: Iterable[SourceFile], folder: Path) -> Mapping[str, Extract]:
    """Return the extract of every file by its path. Each is read in a worker, under its limits.

    The folder keeps the names of contents in which there was nothing, so that they are read once. Nothing else is kept:
    a cache is no place for personal data.
    """
    marks = {file: mark for file in files if (mark := _mark_of(file, folder)) is None or not mark.is_file()}
    too_heavy = Extract(unread="den er for tung at læse")
    extracts: dict[str, Extract] = {}
    for file, extract in map_within_limits(extract_words, marks):
        extracts[file.path] = extract or too_heavy
        if extract == Extract() and (mark := marks[file]):
            with contextlib.suppress(OSError):
                folder.mkdir(parents=True, exist_ok=True)
                mark.touch()
    return extracts


def _mark_of(file: SourceFile, folder: Path) -> Path | None:
    """Return the file that says that nothing is in a file of these bytes, or None when it cannot be read."""
    try:
        return folder / hashlib.sha256(version_of(__name__).encode() + _read_bytes(file)).hexdigest()
    except (OSError, Unread):
        return None


def extract_words(file: SourceFile) -> Extract:
    """Return the extract of one file, whatever is in it. Runs in a worker."""
    read = _words_of_image if file.path.endswith(IMAGE_ENDINGS) else _words_of_pdf
    try:
        words = read(_read_bytes(file))
        return Extract(tuple((where, text) for where, text in words if _is_worth_a_look(text)))
    except Unread as unread:
        return Extract(unread=str(unread))
    except Exception:  # noqa: BLE001 - whatever a broken file makes the libraries raise, the file is at fault
        # That an image cannot be opened is told of where pictures are made.
        return Extract(unread="" if file.path.endswith(IMAGE_ENDINGS) else "den er i stykker")


def _read_bytes(file: SourceFile) -> bytes:
    try:
        return disk.read_regular(file.location, limits.ATTACHMENT_BYTES)
    except disk.TooLarge as error:
        raise Unread(f"den fylder mere end {limits.ATTACHMENT_BYTES // 1_000_000} MB") from error


def _is_worth_a_look(text: str) -> bool:
    return cpr.might_hold(text) or bool(credentials.find_credentials(text))


def _words_of_image(raw: bytes) -> Iterator[Words]:
    """Yield comments, EXIF, XMP, IPTC and PNG's texts; of an image too large to be opened only what its head says."""
    from PIL import Image, IptcImagePlugin

    with Image.open(io.BytesIO(raw), formats=limits.PICTURE_FORMATS) as image:
        if image.format == "PNG" and image.width * image.height <= limits.PICTURE_PIXELS:
            image.load()  # Texts may stand behind the picture, where only reading it all leads.
        told = {key: value for key, value in image.info.items() if key not in ("exif", "icc_profile")}
        more = IptcImagePlugin.getiptcinfo(image) if image.format == "JPEG" else None
        yield from ((_IMAGE_DATA, text) for text in _decode_all([told, _exif_of(image), more]))


def _exif_of(image: "Image") -> list[Any]:
    from PIL import ExifTags

    exif = image.getexif()
    directories = (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo, ExifTags.IFD.Interop, ExifTags.IFD.IFD1)
    return [dict(exif), *(exif.get_ifd(directory) for directory in directories)]


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


def _words_of_pdf(raw: bytes) -> Iterator[Words]:
    """Yield the words of a PDF file. Raises Unread for one that cannot be read to its end."""
    # Only here, since the library takes as long to load as the rest of the program and most trees have no PDF file.
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    if b"stream" not in raw:  # A file without pages, or none at all: what it holds is there for all to see.
        yield _PDF_DATA, raw.decode("latin-1")
        return
    left = limits.PDF_CHARACTERS
    try:
        for where, text in _words_within(PdfReader(io.BytesIO(raw), strict=False)):
            left -= len(text)
            if left < 0:
                raise Unread(f"den har mere end {limits.PDF_CHARACTERS // 1_000_000} millioner tegn")
            yield where, text
    except PyPdfError as error:
        raise Unread("den er i stykker") from error


def _words_within(reader: Any) -> Iterator[Words]:
    """Yield the words of the pages, of notes and fields, and of the file's own description."""
    if reader.is_encrypted and not reader.decrypt(""):
        raise Unread("den er låst med en adgangskode")
    if len(reader.attachments):
        raise Unread("der ligger andre filer i den")
    if len(reader.pages) > limits.PDF_PAGES:
        raise Unread(f"den har mere end {limits.PDF_PAGES} sider")
    yield from ((_PDF_DATA, text) for text in _words_about_pdf(reader))
    for number, page in enumerate(reader.pages, 1):
        yield f"PDF-filens side {number}", page.extract_text()
        yield from ((f"En note på PDF-filens side {number}", text) for text in _notes_on(page))


def _words_about_pdf(reader: Any) -> Iterator[str]:
    yield from (str(value) for value in (reader.metadata or {}).values())
    metadata = reader.root_object.get("/Metadata")
    if metadata is not None:
        yield metadata.get_object().get_data().decode("utf-8", "replace")
    yield from (str(field.get("/V", "")) for field in (reader.get_fields() or {}).values())


def _notes_on(page: Any) -> Iterator[str]:
    for reference in page.get("/Annots") or ():
        note = reference.get_object()
        yield from (str(note[key]) for key in ("/Contents", "/V", "/T", "/TU") if key in note)
        action = note.get("/A")
        if action is not None and "/URI" in action.get_object():
            yield str(action.get_object()["/URI"])
