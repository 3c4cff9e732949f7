"""Attachments: numbers in images and PDF files, what is kept of a file, and what a file may cost (checks.metadata)."""

import io
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import ExifTags, Image, PngImagePlugin

import papers
import photographs
import trees
from catalogue.checks import attachments
from catalogue.checks.attachments import Job, Search, find_in_attachments, search_attachment
from catalogue.checks.check import Check
from catalogue.checks.leaks import Kind, Leak
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
    "jpg with several comments": ("x.jpg", lambda: _with_segments(b"\xfe", WORDS.encode(), b"Hej")),
    "jpg with a longer XMP": ("x.jpg", lambda: _with_segments(b"\xe1", b"http://ns.adobe.com/xmp/extension/\0" + _XMP)),
    "jpg of another program": ("x.jpg", lambda: _with_segments(b"\xec", b"Ducky\0\1\2" + WORDS.encode())),
    "jpg with broken EXIF": ("x.jpg", lambda: make_image("JPEG", exif=b"Exif\0\0MM\0*\xff\xff" + WORDS.encode())),
    "jpg of a phone": ("x.jpg", lambda: _phone()),
    "pdf": ("x.pdf", lambda: papers.plain(WORDS)),
    "pdf on page 3": ("x.pdf", lambda: papers.plain(WORDS, pages=3)),
    "pdf in disguise": (
        "x.pdf",
        lambda: papers.plain(f"{CHECKED[:2]} {CHECKED[2:4]} {CHECKED[4:6]} - {CHECKED[6:]}"),
    ),
}
SILENT = {
    "x.jpg": lambda: make_image("JPEG", comment=b"Morgen i koekkenet 2026-02-01"),
    "x.png": lambda: make_image("PNG"),
    "x.pdf": lambda: papers.plain("Sag 22/179, dokument 3382170, journal 145340/22"),
}


def _with_segments(mark: bytes, *contents: bytes) -> bytes:
    """Return a JPEG with segments of a kind behind its beginning."""
    plain = make_image("JPEG")
    added = b"".join(b"\xff" + mark + (len(content) + 2).to_bytes(2, "big") + content for content in contents)
    return plain[:2] + added + plain[2:]


def _phone() -> bytes:
    """Return a photo of a phone, which holds a second one and says so."""
    shots = [Image.new("RGB", (8, 8), colour) for colour in ("teal", "navy")]
    return photographs.save(
        shots[0],
        "MPO",
        save_all=True,
        append_images=shots[1:],
        exif=make_exif(ExifTags.Base.ImageDescription, WORDS),
    )


def search(folder: Path, name: str, content: bytes) -> Search:
    trees.draw(folder, {name: content})
    return search_attachment(Job(SourceFile(name, folder / name), trees.TODAY))


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@pytest.mark.parametrize("case", TELLING)
def test_a_number_in_an_attachment_is_read(case: str, tmp_path: Path) -> None:
    name, make = TELLING[case]
    found = search(tmp_path, name, make())
    assert {leak.kind for leak in found.leaks} == {Kind.NUMBER}
    assert not found.is_clean


@pytest.mark.parametrize("name", SILENT)
def test_other_attachments_have_nothing_to_tell(name: str, tmp_path: Path) -> None:
    assert search(tmp_path, name, SILENT[name]()) == Search(is_clean=True)


def test_an_image_that_cannot_be_read_through_is_told_of_and_is_not_called_clean(tmp_path: Path) -> None:
    for content in (b"intet billede", b"", make_image("PNG")[:45], make_image("JPEG")[:20], papers.plain("Hej")):
        found = search(tmp_path, "x.png", content)
        assert [leak.kind for leak in found.leaks] == [Kind.UNREAD]
        assert not found.is_clean


def test_a_number_in_a_file_that_is_called_a_picture_is_told_of_too(tmp_path: Path) -> None:
    found = search(tmp_path, "x.png", WORDS.encode())
    assert {leak.kind for leak in found.leaks} == {Kind.NUMBER, Kind.UNREAD}


def find(folder: Path, **files: bytes) -> tuple[Leak, ...]:
    """Return what is found in files, called `x_pdf` for `x.pdf`, with the marks of earlier ones at hand."""
    names = {name.replace("_", "."): content for name, content in files.items()}
    trees.draw(folder, names)
    sources = [SourceFile(name, folder / name) for name in names]
    found = find_in_attachments(sources, folder / "cache", trees.TODAY)
    return tuple(leak for leaks in found.values() for leak in leaks)


def marks_in(folder: Path) -> list[bytes]:
    return [mark.read_bytes() for mark in (folder / "cache").iterdir()] if (folder / "cache").exists() else []


def test_a_clean_file_is_read_once_and_no_words_are_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(2):
        assert find(tmp_path, ren_pdf=papers.plain("Hej")) == ()
        assert find(tmp_path, telling_pdf=papers.plain(WORDS)) != ()
    assert marks_in(tmp_path) == [b""]
    read: list[str] = []

    def note(function: object, jobs: list[Job]) -> list[object]:
        read.extend(job.file.path for job in jobs)
        return []

    monkeypatch.setattr(attachments, "map_within_limits", note)
    find(tmp_path, ren_pdf=papers.plain("Hej"), telling_pdf=papers.plain(WORDS))
    assert read == ["telling.pdf"]


def test_a_file_is_clean_only_as_what_it_was_read_as(tmp_path: Path) -> None:
    # A document called a picture is not read as a document, and must be read when it is called what it is.
    paper, photo = papers.plain(WORDS), make_image("JPEG", comment=WORDS.encode())
    for first, then in (({"x_png": paper}, {"x_pdf": paper}), ({"y_pdf": photo}, {"y_jpg": photo})):
        assert {leak.kind for leak in find(tmp_path, **first)} <= {Kind.UNREAD, Kind.NUMBER}
        assert Kind.NUMBER in {leak.kind for leak in find(tmp_path, **then)}
    assert marks_in(tmp_path) == []


def test_a_clean_photo_is_not_a_clean_document(tmp_path: Path) -> None:
    photo = make_image("JPEG")
    assert find(tmp_path, x_jpg=photo) == ()
    assert [leak.kind for leak in find(tmp_path, x_pdf=photo)] == [Kind.UNREAD]
    assert len(marks_in(tmp_path)) == 1


@pytest.mark.usefixtures("hurried")
@pytest.mark.parametrize("case", ["broken", "killed", "refused"])
def test_nothing_is_called_clean_after_something_went_wrong(case: str, tmp_path: Path) -> None:
    content = {"broken": b"%PDF-1.7\nstream", "killed": papers.heavy(), "refused": papers.plain(pages=201)}[case]
    for _ in range(2):
        assert [leak.kind for leak in find(tmp_path, x_pdf=content)] == [Kind.UNREAD]
    assert marks_in(tmp_path) == []


def test_digits_that_may_be_somebodys_number_some_day_are_read_anew_each_day(tmp_path: Path) -> None:
    later = trees.TODAY.replace(year=trees.TODAY.year + 2)
    number = f"{later:%d%m%y}-4001"
    trees.draw(tmp_path, {"x.pdf": papers.plain(f"Sag {number}")})
    file = SourceFile("x.pdf", tmp_path / "x.pdf")
    assert find_in_attachments([file], tmp_path / "cache", trees.TODAY) == {}
    assert len(find_in_attachments([file], tmp_path / "cache", later)) == 1


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
