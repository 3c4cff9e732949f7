"""Kinds: what a file is by its bytes, whatever it is called, as a Danish message can say it.

The signatures are those that the formats' own descriptions give.
"""

from collections.abc import Sequence

PNG = b"\x89PNG\r\n\x1a\n"
PDF = b"%PDF-"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""What older Office programs save in, and Outlook its mails."""
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP = b"\x1f\x8b"
_HEAD = 4096
"""Bytes in which a package or a text tells what it is."""
_PICTURES: Sequence[tuple[bytes, str]] = (
    (PNG, "et billede (PNG)"),
    (b"\xff\xd8\xff", "et billede (JPEG)"),
    (b"GIF87a", "et billede (GIF)"),
    (b"GIF89a", "et billede (GIF)"),
)
_OTHER_IMAGES: Sequence[tuple[bytes, str]] = (
    (b"II*\0", "et billede i formatet TIFF"),
    (b"MM\0*", "et billede i formatet TIFF"),
    (b"8BPS", "en fil fra Photoshop"),
    (b"\0\0\0\x0cjP  ", "et billede i formatet JPEG 2000"),
    (b"\xff\x0a", "et billede i formatet JPEG XL"),
    (b"\0\0\0\x0cJXL ", "et billede i formatet JPEG XL"),
)
_FILES: Sequence[tuple[bytes, str]] = (
    (PDF, "en PDF-fil"),
    (OLE, "et dokument fra et ældre Office-program"),
    (b"MZ", "et program"),
    (b"\x7fELF", "et program"),
    (b"\xcf\xfa\xed\xfe", "et program"),
    (b"#!", "et program"),
    (b"{\\rtf", "et RTF-dokument"),
    (b"%!PS", "en PostScript-fil"),
    (b"Rar!", "en pakket fil"),
    (b"7z\xbc\xaf", "en pakket fil"),
    (_GZIP, "en pakket fil"),
    (b"version https://git-lfs", "en henvisning til Git LFS og ikke selve filen"),
)
_PACKAGES: Sequence[tuple[bytes, str]] = (
    (b"word/", "et Word-dokument"),
    (b"xl/", "et regneark fra Excel"),
    (b"ppt/", "en præsentation fra PowerPoint"),
    (b"opendocument.text", "et dokument fra LibreOffice"),
    (b"opendocument.spreadsheet", "et regneark fra LibreOffice"),
    (b"opendocument.presentation", "en præsentation fra LibreOffice"),
    (b"epub+zip", "en e-bog"),
    (b"Index/Document.iwa", "et dokument fra Pages eller Numbers"),
)
"""What a zip file holds, by the names in its head and its list of contents."""
_CAMERA = (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")


def is_pdf(raw: bytes) -> bool:
    """Tell whether a file begins as a PDF file must."""
    return raw.startswith(PDF)


def is_zip(raw: bytes) -> bool:
    """Tell whether a file begins as a zip file, which most documents are today."""
    return raw.startswith(_ZIP)


def is_gzip(raw: bytes) -> bool:
    """Tell whether a file begins as one that gzip has packed."""
    return raw.startswith(_GZIP)


def has_words_within(raw: bytes) -> bool:
    """Tell by its first bytes whether a file's words can only be read once it is taken apart."""
    return is_zip(raw) or is_gzip(raw) or raw.startswith((OLE, PDF)) or is_picture(raw)


def is_picture(raw: bytes) -> bool:
    """Tell whether a file begins as one of the images that the site takes."""
    return raw.startswith(tuple(start for start, _ in _PICTURES)) or _is_webp(raw)


def is_image(raw: bytes) -> bool:
    """Tell whether a file is an image of any kind, also one that the site does not take."""
    starts = (*(start for start, _ in _OTHER_IMAGES), b"BM")
    return is_picture(raw) or raw.startswith(starts) or _brand_of(raw) in (*_CAMERA, b"avif", b"avis")


def name_kind(raw: bytes) -> str:
    """Return in Danish what a file is, to stand after »filen er«: `et Word-dokument`, or `tom`."""
    if not raw.strip(b"\0\t\n\r "):
        return "tom"
    for start, name in (*_PICTURES, *_OTHER_IMAGES, *_FILES):
        if raw.startswith(start):
            return name
    if is_zip(raw):
        return _name_package(raw)
    if (brand := _brand_of(raw)) is not None:
        return _name_brand(brand)
    return _name_riff(raw) or _name_text(raw) or "af en slags, vi ikke kender, eller i stykker"


def _is_webp(raw: bytes) -> bool:
    return raw.startswith(b"RIFF") and raw[8:12] == b"WEBP"


def _brand_of(raw: bytes) -> bytes | None:
    """Return the brand of a file of boxes, as phones write pictures and films."""
    return raw[8:12].lower() if raw[4:8] == b"ftyp" else None


def _name_brand(brand: bytes) -> str:
    if brand in _CAMERA:
        return "et billede i formatet HEIC, som mange telefoner gemmer i"
    return "et billede i formatet AVIF" if brand in (b"avif", b"avis") else "en film eller en lydfil"


def _name_riff(raw: bytes) -> str:
    if _is_webp(raw):
        return "et billede (WebP)"
    if raw.startswith((b"RIFF", b"ID3", b"OggS", b"\x1aE\xdf\xa3")):
        return "en film eller en lydfil"
    return "et billede i formatet BMP" if raw.startswith(b"BM") and raw[6:10] == bytes(4) else ""


def _name_package(raw: bytes) -> str:
    places = raw[:_HEAD] + raw[-65_536:]
    return next((name for mark, name in _PACKAGES if mark in places), "en zip-fil")


def _name_text(raw: bytes) -> str:
    """Return what a text is, or nothing when the bytes are no text."""
    head = raw[:_HEAD]
    try:
        # The head may end within a letter.
        text = head.decode("utf-16" if head.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig", "ignore")
    except UnicodeError:
        return ""
    if len(text.encode("utf-8")) + 3 < len(head) or any(ord(c) < 32 and c not in "\t\n\r\f" for c in text):
        return ""
    start = text.lstrip().lower()
    if "<svg" in start and start.startswith(("<svg", "<?xml", "<!doctype svg", "<!--")):
        return "en SVG-tegning"
    if start.startswith(("<!doctype html", "<html", "<head", "<body", "<script", "<meta")) or "<html" in start:
        return "en webside (HTML)"
    return "en XML-fil" if start.startswith("<?xml") else "almindelig tekst"
