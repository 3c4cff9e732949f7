"""A file is what its bytes are, and a message can say what that is."""

import io
import zipfile

import pytest

from catalogue.reading import kinds


def zipped(*names: str, before: int = 0) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        if before:
            package.writestr("billeder/stort.bin", bytes(before))
        for name in names:
            package.writestr(name, "application/vnd.oasis.opendocument.text" if name == "mimetype" else "<x/>")
    return stream.getvalue()


NAMED = {
    "et Word-dokument": zipped("[Content_Types].xml", "word/document.xml"),
    "et regneark fra Excel": zipped("[Content_Types].xml", "xl/workbook.xml"),
    "en præsentation fra PowerPoint": zipped("[Content_Types].xml", "ppt/presentation.xml"),
    "et dokument fra LibreOffice": zipped("mimetype", "content.xml"),
    "en zip-fil": zipped("billeder/a.jpg"),
    "et dokument fra et ældre Office-program": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504),
    "et program": b"MZ\x90\0" + bytes(60),
    "et RTF-dokument": b"{\\rtf1\\ansi Hej}",
    "en webside (HTML)": "\ufeff\n<!doctype html>\n<p>Hej på dig".encode(),
    "en SVG-tegning": b'<?xml version="1.0"?>\n<svg xmlns="x"/>',
    "en XML-fil": b"<?xml version='1.0'?><noter/>",
    "almindelig tekst": "Blåbærgrød på æblekage".encode(),
    "en PDF-fil": b"%PDF-1.7\n",
    "et billede (PNG)": b"\x89PNG\r\n\x1a\n",
    "et billede (JPEG)": b"\xff\xd8\xff\xe0",
    "et billede (GIF)": b"GIF89a",
    "et billede (WebP)": b"RIFF\x10\0\0\0WEBPVP8 ",
    "et billede i formatet HEIC, som mange telefoner gemmer i": b"\0\0\0\x18ftypheic",
    "et billede i formatet AVIF": b"\0\0\0\x18ftypavif",
    "et billede i formatet TIFF": b"II*\0\x08\0\0\0",
    "et billede i formatet BMP": b"BM\x36\x04\0\0\0\0\0\0\x36\x04",
    "en fil fra Photoshop": b"8BPS\0\x01",
    "en film eller en lydfil": b"\0\0\0\x18ftypmp42",
    "en pakket fil": b"\x1f\x8b\x08\0",
    "en henvisning til Git LFS og ikke selve filen": b"version https://git-lfs.github.com/spec/v1\noid sha256:0",
    "tom": b"",
    "af en slags, vi ikke kender, eller i stykker": b"\x01\x02\x03\xfe\xff" * 9,
}


@pytest.mark.parametrize("name", NAMED)
def test_a_file_is_called_what_it_is(name: str) -> None:
    assert kinds.name_kind(NAMED[name]) == name


def test_a_package_is_known_by_its_list_of_contents_when_its_head_is_something_else() -> None:
    assert kinds.name_kind(zipped("word/document.xml", before=20_000)) == "et Word-dokument"


def test_a_file_of_spaces_or_zeros_is_as_good_as_empty() -> None:
    assert kinds.name_kind(b" \n\n") == kinds.name_kind(bytes(900)) == "tom"


def test_other_files_that_begin_with_the_letters_of_a_picture_are_texts() -> None:
    assert kinds.name_kind(b"BMX-banen er ny") == "almindelig tekst"


def test_only_four_formats_are_pictures_and_only_one_beginning_is_a_document() -> None:
    pictures = {name for name, raw in NAMED.items() if kinds.is_picture(raw)}
    assert pictures == {f"et billede ({kind})" for kind in ("PNG", "JPEG", "GIF", "WebP")}
    assert {name for name, raw in NAMED.items() if kinds.is_pdf(raw)} == {"en PDF-fil"}
    images = {name for name, raw in NAMED.items() if kinds.is_image(raw)}
    assert images == {name for name in NAMED if name.startswith(("et billede", "en fil fra Photoshop"))}
