"""Papers: PDF files made in the ways that programs write them, with words in one place or another."""

import io
import zlib
from collections.abc import Callable, Mapping
from typing import Any

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DecodedStreamObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    StreamObject,
    TextStringObject,
)

FONT = {"/Type": "/Font", "/Subtype": "/Type1", "/BaseFont": "/Helvetica"}


def names(**values: str | object) -> DictionaryObject:
    """Return a dictionary; texts that begin with `/` are names, others are strings."""
    return DictionaryObject({NameObject(f"/{key}"): pdf(value) for key, value in values.items()})


def pdf(value: Any) -> Any:
    """Return a plain value as pypdf writes it."""
    if isinstance(value, str):
        return NameObject(value) if value.startswith("/") else TextStringObject(value)
    if isinstance(value, bytes):
        return ByteStringObject(value)
    if isinstance(value, Mapping):
        return DictionaryObject({NameObject(key): pdf(inner) for key, inner in value.items()})
    if isinstance(value, list):
        return ArrayObject([pdf(inner) for inner in value])
    return FloatObject(value) if isinstance(value, float) else NumberObject(value) if isinstance(value, int) else value


def stream(data: bytes, **about: object) -> DecodedStreamObject:
    """Return a stream with what is said about it."""
    made = DecodedStreamObject()
    made.set_data(data)
    made.update(names(**about))
    return made


class Paper:
    """A file with one page that says »Hej«, to be given more."""

    def __init__(self, content: bytes = b"BT /F1 12 Tf 20 200 Td (Hej) Tj ET", pages: int = 1) -> None:
        self.writer = PdfWriter()
        for _ in range(pages):
            self.page = self.writer.add_blank_page(300, 300)
        self.page[NameObject("/Resources")] = names(Font={"/F1": FONT})
        self.page[NameObject("/Contents")] = self.add(stream(content).flate_encode())

    def add(self, thing: Any) -> Any:
        """Add an object that nothing refers to yet, and return the reference to it."""
        return self.writer._add_object(thing)

    @property
    def root(self) -> DictionaryObject:
        """The catalogue of the file."""
        return self.writer._root_object

    def put(self, **values: object) -> "Paper":
        """Put more into the catalogue."""
        self.root.update(names(**values))
        return self

    def note(self, **values: object) -> "Paper":
        """Put a note on the page."""
        mark = names(Type="/Annot", Rect=[0, 0, 10, 10], **values)
        self.page[NameObject("/Annots")] = ArrayObject([self.add(mark)])
        return self

    def bytes(self) -> bytes:
        """Return the file."""
        out = io.BytesIO()
        self.writer.write(out)
        return out.getvalue()


def plain(words: str = "Hej", pages: int = 1) -> bytes:
    """Return a file whose last page says some words."""
    return Paper(f"BT /F1 12 Tf 20 200 Td ({words}) Tj ET".encode("cp1252"), pages).bytes()


def raw(*objects: bytes, root: int = 1, more: bytes = b"", unlisted: bytes = b"") -> bytes:
    """Return a file of objects written by hand, numbered from 1, with a table of them, and of others that it lacks."""
    out, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    out += unlisted
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(places) + 1, table)
        + b"trailer\n<</Size %d/Root %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(places) + 1, root, more, len(out))
    )


def heavy() -> bytes:
    """Return a small file whose page takes longer to draw than a file may."""
    return Paper(b"BT /F1 12 Tf " + b"(a) Tj 0 1 Td " * 400_000 + b"ET").bytes()


SIMPLE = (
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
    b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]>>",
)
"""The objects of a file with one empty page."""


def packed(*objects: bytes) -> bytes:
    """Return a file whose further objects, numbered from 4, are packed into one stream, as PDF 1.5 can."""
    heads, body = b"", b""
    for number, content in enumerate(objects, 4):
        heads += b"%d %d " % (number, len(body))
        body += content + b" "
    holder = 4 + len(objects)
    data = zlib.compress(heads + body)
    whole = b"%PDF-1.7\n"
    places = {}
    for number, content in enumerate(SIMPLE, 1):
        places[number] = len(whole)
        whole += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    places[holder] = len(whole)
    about = b"<</Type/ObjStm/N %d/First %d/Filter/FlateDecode/Length %d>>" % (len(objects), len(heads), len(data))
    whole += b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (holder, about, data)
    rows = [(0, 0, 255), *((1, places[number], 0) for number in (1, 2, 3))]
    rows += [(2, holder, index) for index in range(len(objects))]
    rows += [(1, places[holder], 0), (1, len(whole), 0)]
    table = zlib.compress(
        b"".join(bytes([kind]) + place.to_bytes(4, "big") + bytes([last]) for kind, place, last in rows)
    )
    start = len(whole)
    about = b"<</Type/XRef/Size %d/W[1 4 1]/Root 1 0 R/Filter/FlateDecode/Length %d>>" % (holder + 2, len(table))
    whole += b"%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n" % (holder + 1, about, table)
    return whole + b"startxref\n%d\n%%%%EOF\n" % start


def revised(old: bytes, number: int, content: bytes) -> bytes:
    """Return a file with a newer version of one object at its end, and the older one still in it."""
    begin = old.rindex(b"startxref")
    last = int(old[begin + 9 :].split()[0])
    trailer = old[old.rindex(b"trailer") : begin].strip().removesuffix(b">>")
    place = len(old)
    more = b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"xref\n%d 1\n%010d 00000 n \n" % (number, place)
    return old + more + table + trailer + b"/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (last, place + len(more))


def jpeg(**options: object) -> bytes:
    """Return a small photo with what the options say in it."""
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(out, "JPEG", **options)
    return out.getvalue()


def picture(data: bytes, width: int = 8, height: int = 8, **about: object) -> StreamObject:
    """Return a picture for a page."""
    say = {"Type": "/XObject", "Subtype": "/Image", "ColorSpace": "/DeviceRGB", "BitsPerComponent": 8, **about}
    return stream(data, Width=width, Height=height, **say)


Make = Callable[[str], bytes]
