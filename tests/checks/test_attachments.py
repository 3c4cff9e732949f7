"""Attachments: numbers in the metadata of images and in PDF files, made here in the ways that programs write them."""

import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import ExifTags, Image, PngImagePlugin
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject, TextStringObject

import trees
from catalogue.checks.attachments import Extract, extract_all, extract_words
from catalogue.checks.check import Check
from catalogue.problems import reports
from catalogue.reading.files import SourceFile
from people import CHECKED

DASHED = f"{CHECKED[:6]}-{CHECKED[6:]}"
WORDS = f"Billede af borger {DASHED}"


def make_image(kind: str, **options: object) -> bytes:
    """Return a small image with what the options say in it."""
    stream = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(stream, kind, **options)
    return stream.getvalue()


def make_exif(tag: int, value: object, directory: int | None = None) -> bytes:
    """Return EXIF with one value in it."""
    exif = Image.Exif()
    if directory is None:
        exif[tag] = value
    else:
        exif.get_ifd(directory)[tag] = value
    return exif.tobytes()


def make_png_text(compress: bool = False, is_last: bool = False) -> bytes:
    """Return a PNG with a text, before the picture or behind it."""
    info = PngImagePlugin.PngInfo()
    info.add_itxt("Comment", WORDS, zip=compress)
    if not is_last:
        return make_image("PNG", pnginfo=info)
    plain = make_image("PNG")
    chunk = b"tEXt" + b"Comment\0" + WORDS.encode()
    end = plain.index(b"IEND") - 4
    return (
        plain[:end] + (len(chunk) - 4).to_bytes(4, "big") + chunk + zlib.crc32(chunk).to_bytes(4, "big") + plain[end:]
    )


def make_pdf(words: str = "", about: str = "", note: str = "", key: str = "", pages: int = 1, file: str = "") -> bytes:
    """Return a PDF file with words on its last page, in its description and in a note."""
    writer = PdfWriter()
    for _ in range(pages):
        page = writer.add_blank_page(200, 200)
    font = DictionaryObject({NameObject(f"/{k}"): NameObject(f"/{v}") for k, v in _FONT.items()})
    fonts = DictionaryObject({NameObject("/Font"): DictionaryObject({NameObject("/F1"): font})})
    content = DecodedStreamObject()
    content.set_data(f"BT /F1 12 Tf 20 100 Td ({words}) Tj ET".encode())
    page[NameObject("/Resources")] = fonts
    page[NameObject("/Contents")] = writer._add_object(content.flate_encode())
    if about:
        writer.add_metadata({"/Title": about})
    if note:
        remark = DictionaryObject(
            {NameObject("/Subtype"): NameObject("/Text"), NameObject("/Contents"): TextStringObject(note)}
        )
        writer.add_annotation(pages - 1, {**remark, NameObject("/Rect"): _rectangle()})
    if file:
        writer.add_attachment("bilag.txt", file.encode())
    if key:
        writer.encrypt(key, algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


_FONT = {"Type": "Font", "Subtype": "Type1", "BaseFont": "Helvetica"}


def _rectangle() -> object:
    from pypdf.generic import ArrayObject, FloatObject

    return ArrayObject([FloatObject(value) for value in (0, 0, 10, 10)])


_XMP = f'<x:xmpmeta xmlns:x="adobe:ns:meta/"><dc:title x:note="{DASHED}">Hej</dc:title></x:xmpmeta>'.encode()
TELLING = {
    "jpg comment": ("x.jpg", lambda: make_image("JPEG", comment=WORDS.encode())),
    "jpg description": ("x.jpg", lambda: make_image("JPEG", exif=make_exif(ExifTags.Base.ImageDescription, WORDS))),
    "jpg title by Windows": (
        "x.jpg",
        lambda: make_image("JPEG", exif=make_exif(ExifTags.Base.XPTitle, WORDS.encode("utf-16-le"))),
    ),
    "jpg user comment": (
        "x.jpg",
        lambda: make_image(
            "JPEG",
            exif=make_exif(ExifTags.Base.UserComment, b"UNICODE\0" + WORDS.encode("utf-16-be"), ExifTags.IFD.Exif),
        ),
    ),
    "jpg XMP": ("x.jpg", lambda: make_image("JPEG", xmp=_XMP)),
    "webp XMP": ("x.webp", lambda: make_image("WEBP", xmp=_XMP)),
    "webp description": ("x.webp", lambda: make_image("WEBP", exif=make_exif(ExifTags.Base.ImageDescription, WORDS))),
    "gif comment": ("x.gif", lambda: make_image("GIF", comment=WORDS.encode())),
    "png text": ("x.png", make_png_text),
    "png text, pressed": ("x.png", lambda: make_png_text(compress=True)),
    "png text behind the picture": ("x.png", lambda: make_png_text(is_last=True)),
    "png description": ("x.png", lambda: make_image("PNG", exif=make_exif(ExifTags.Base.ImageDescription, WORDS))),
    "pdf text": ("x.pdf", lambda: make_pdf(WORDS)),
    "pdf text on page 3": ("x.pdf", lambda: make_pdf(WORDS, pages=3)),
    "pdf title": ("x.pdf", lambda: make_pdf(about=WORDS)),
    "pdf note": ("x.pdf", lambda: make_pdf(note=WORDS)),
    "pdf in disguise": ("x.pdf", lambda: make_pdf(f"{CHECKED[:2]} {CHECKED[2:4]} {CHECKED[4:6]} - {CHECKED[6:]}")),
    "text that calls itself a pdf": ("x.pdf", lambda: WORDS.encode()),
}
UNREAD = {
    "locked": (lambda: make_pdf("Hej", key="noegle"), "den er låst med en adgangskode"),
    "with a file in it": (lambda: make_pdf("Hej", file="Hej"), "der ligger andre filer i den"),
    "of 201 pages": (lambda: make_pdf(pages=201), "den har mere end 200 sider"),
    "broken": (lambda: b"%PDF-1.7\nstream\n\xff\xfe\nendstream", "den er i stykker"),
    "cut off": (lambda: make_pdf("Hej").partition(b"endstream")[0], "den er i stykker"),
}
SILENT = {
    "x.jpg": lambda: make_image("JPEG", comment=b"Morgen i koekkenet 2026-02-01"),
    "x.png": lambda: make_image("PNG"),
    "y.png": lambda: b"intet billede",
    "x.pdf": lambda: make_pdf("Sag 22/179, dokument 3382170, journal 145340/22"),
    "y.pdf": lambda: b"",
}


def extract(folder: Path, name: str, content: bytes) -> Extract:
    trees.draw(folder, {name: content})
    return extract_words(SourceFile(name, folder / name))


@pytest.mark.parametrize("case", TELLING)
def test_a_number_in_an_attachment_is_read(case: str, tmp_path: Path) -> None:
    name, make = TELLING[case]
    found = extract(tmp_path, name, make())
    assert not found.unread
    assert found.texts


@pytest.mark.parametrize("case", UNREAD)
def test_what_cannot_be_read_to_its_end_is_said_to_be_so(case: str, tmp_path: Path) -> None:
    make, reason = UNREAD[case]
    assert extract(tmp_path, "x.pdf", make()).unread == reason


@pytest.mark.parametrize("name", SILENT)
def test_other_attachments_have_nothing_to_tell(name: str, tmp_path: Path) -> None:
    assert extract(tmp_path, name, SILENT[name]()) == Extract()


def test_a_clean_file_is_read_once_and_no_words_are_kept(tmp_path: Path) -> None:
    trees.draw(tmp_path, {"ren.pdf": make_pdf("Hej"), "telling.pdf": make_pdf(WORDS)})
    files = [SourceFile(name, tmp_path / name) for name in ("ren.pdf", "telling.pdf")]
    for _ in range(2):
        found = extract_all(files, tmp_path / "cache")
        assert found["telling.pdf"].texts
    assert "ren.pdf" not in found
    assert [mark.read_bytes() for mark in (tmp_path / "cache").iterdir()] == [b""]


def test_a_number_in_an_attachment_is_told_of_and_masked(
    draw: Callable[..., Path], judge: Callable[[Path], Check]
) -> None:
    files = {f"stories/{number}-{name}": make() for number, (name, make) in enumerate(TELLING.values())}
    found = judge(draw(files, onto=trees.GOOD))
    told = {problem.path for problem in found.problems if problem.code == "P01" and problem.is_error}
    assert told == set(files)
    report = reports.to_text(found.problems)
    assert CHECKED[6:] not in report
    assert "PDF-filens side 3 indeholder et CPR-nummer" in report
    assert "Billedfilens oplysninger indeholder et CPR-nummer" in report
