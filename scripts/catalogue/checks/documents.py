"""Documents: the words of a PDF file, wherever they stand in it: every string and every decoded stream of every object.

Works on hostile files, so it is called in a worker, under a limit of time and of memory. What a picture shows is not
read, and neither is a font: nobody reads the bytes of either.
"""

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from functools import cached_property

from pypdf import PageObject, PdfReader
from pypdf.errors import DependencyError, LimitReachedError
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    EncodedStreamObject,
    IndirectObject,
    NameObject,
    StreamObject,
    TextStringObject,
)

from catalogue.checks.metadata import words_of_image
from catalogue.checks.words import BREAK, Unread, Words, texts_in
from catalogue.reading import kinds, limits

_DATA = "PDF-filens oplysninger"
_FILE = "Filen"
_PRINT_ANEW = "Åbn den, vælg »Udskriv« og »Gem som PDF«, og brug den nye fil"
_BROKEN = Unread("den er i stykker")
_HEAVY = Unread("den er for tung at læse")
_LOCKED = Unread("den er låst med en adgangskode", "Gem den uden adgangskode")
_PROTECTED = Unread("den er beskyttet på en måde, vi ikke kan læse", f"Gem den uden beskyttelse. {_PRINT_ANEW}")
_EMPTY = Unread("der er ingen sider i den")
_WITH_FILES = Unread("der ligger andre filer i den", f"Tag dem ud. {_PRINT_ANEW}")
_SEVERAL = Unread("en tidligere udgave af den ligger stadig i filen", _PRINT_ANEW)
_LONG = Unread(f"den har mere end {limits.PDF_PAGES} sider", "Del den, eller skriv et link til den")
_BEHIND = Unread("der står noget foran det, der er en PDF-fil", _PRINT_ANEW)

_FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_PACKED_PICTURES = ("/CCITTFaxDecode", "/JBIG2Decode", "/CCF")
_SMALL_PICTURE = 1_000_000
"""Bytes up to which a picture is unpacked to see whether it is as large as it says, or something else."""
_LINEARISED = re.compile(rb"/Linearized\b")
_LENGTH = re.compile(rb"/L[ \r\n]{1,3}(\d{1,12})")
_START = re.compile(rb"startxref[ \r\n\t]{1,4}\d{1,12}")
_SPACE = rb"[ \t\r\n\f\0]{1,4}"
_OBJECT = re.compile(rb"(?<![0-9])(\d{1,10})" + _SPACE + rb"\d{1,5}" + _SPACE + rb"obj(?![A-Za-z])")
_HEAD = 2048
"""Bytes in which a file says that it is linearised, and an object of which kind it is."""


def words_of_pdf(raw: bytes) -> Iterator[Words]:
    """Yield the words of a PDF file. Raises Unread, after all that could be read, for one that may not go out."""
    if not kinds.is_pdf(raw):
        yield from ((_FILE, text) for text in texts_in(raw))
        is_behind = kinds.PDF in raw[:_HEAD] and kinds.name_kind(raw) not in ("tom", "en webside (HTML)")
        raise _BEHIND if is_behind else _other_kind(raw)
    document = _Document(raw, _open(raw))
    yield from document.words()
    if document.faults:
        raise document.faults[0]


def _other_kind(raw: bytes) -> Unread:
    return Unread(f"den hedder .pdf, men er {kinds.name_kind(raw)}", "Gem den som PDF i det program, den er lavet i")


def _open(raw: bytes) -> PdfReader:
    """Return the reader of a file. Raises Unread for one that is broken, or that one needs a key for."""
    try:
        reader = PdfReader(io.BytesIO(raw), strict=False)
        is_encrypted = reader.is_encrypted
    except MemoryError:
        raise
    except Exception as error:
        raise (_PROTECTED if b"/Encrypt" in raw else _BROKEN) from error
    if is_encrypted:
        try:
            is_open = bool(reader.decrypt(""))
        except Exception as error:  # Also DependencyError: AES needs a library that only the receiver asks for.
            raise _PROTECTED from error
        if not is_open:
            raise _LOCKED
    return reader


@dataclass
class _Document:
    """A file that is being read. `faults` grows with all that keeps it from going out; the words come all the same."""

    raw: bytes
    reader: PdfReader
    faults: list[Unread] = field(default_factory=list)

    def words(self) -> Iterator[Words]:
        """Yield the words of the pages first, since these are told of with their number, and then all others."""
        with self._noting():
            if _has_revisions(self.raw, self.reader):
                self.faults.append(_SEVERAL)
        if not self.pages:
            self.faults.append(_EMPTY)
        if len(self.pages) > limits.PDF_PAGES:
            self.faults.append(_LONG)
        for number, page in list(self.pages.items())[: limits.PDF_PAGES]:
            with self._noting():
                yield self.owners.get(number, _DATA), page.extract_text()
        for number in self.numbers:
            with self._noting():
                yield from self._words_of(number)
        with self._noting():
            yield from ((_DATA, text) for text in self._strings_in(self.reader.trailer))

    @contextmanager
    def _noting(self) -> Iterator[None]:
        """Note what cannot be read as a fault, and go on with the rest of the file."""
        try:
            yield
        except (MemoryError, Unread):
            raise
        except LimitReachedError:
            self.faults.append(_HEAVY)
        except DependencyError:
            self.faults.append(_PROTECTED)
        except Exception:  # noqa: BLE001 - whatever a broken file makes the library raise, the file is at fault
            self.faults.append(_BROKEN)

    @cached_property
    def numbers(self) -> Mapping[int, int]:
        """The generation of every object by its number, in the order of the numbers."""
        found = dict.fromkeys(self.reader.xref_objStm, 0)
        for generation, places in self.reader.xref.items():
            free = self.reader.xref_free_entry.get(generation, {})
            found |= {number: generation for number in places if not free.get(number)}
        return dict(sorted(found.items()))

    @cached_property
    def pages(self) -> Mapping[int, PageObject]:
        """The pages by the number of their object; a page without one has a number below zero."""
        pages: dict[int, PageObject] = {}
        with self._noting():
            for position, page in enumerate(self.reader.pages):
                reference = page.indirect_reference
                pages[reference.idnum if reference else -1 - position] = page
                if position > limits.PDF_PAGES:
                    break
        return pages

    @cached_property
    def owners(self) -> Mapping[int, str]:
        """Where the words of some objects stand: pages, their contents and their notes, by the object's number."""
        owners: dict[int, str] = {}
        for position, (number, page) in enumerate(self.pages.items(), 1):
            owners[number] = f"PDF-filens side {position}"
            with suppress(Exception):  # What is broken is noted where it is read.
                owners |= dict.fromkeys(_numbers_in(page, "/Contents"), owners[number])
                owners |= dict.fromkeys(_numbers_in(page, "/Annots"), f"En note på PDF-filens side {position}")
        return owners

    @cached_property
    def parts(self) -> "_Parts":
        """What the streams are there for."""
        parts = _Parts()
        for number in self.numbers:
            with suppress(Exception):
                for node in _nodes_in(self._object(number)):
                    parts.note(node)
        return parts

    def _object(self, number: int) -> object:
        return self.reader.get_object(IndirectObject(number, self.numbers[number], self.reader))

    def _words_of(self, number: int) -> Iterator[Words]:
        """Yield the words of one object: of its strings, and of its stream if it has one."""
        found = self._object(number)
        where = self.owners.get(number, _DATA)
        yield from ((where, text) for text in self._strings_in(found))
        if isinstance(found, StreamObject):
            yield from ((where, text) for text in self._texts_of(number, found))
        elif isinstance(found, DictionaryObject) and found.get("/Type") == "/Page" and number not in self.pages:
            # A page that was taken out of the document, and lies in the file all the same.
            page = PageObject(self.reader, IndirectObject(number, self.numbers[number], self.reader))
            page.update(found)
            yield _DATA, page.extract_text()

    def _strings_in(self, found: object) -> Iterator[str]:
        strings: list[str] = []
        for node in _nodes_in(found):
            if isinstance(node, DictionaryObject):
                if "/EF" in node or node.get("/Type") == "/EmbeddedFile":
                    self.faults.append(_WITH_FILES)
                strings += (key for key in node if any(map(str.isdigit, key)))
            else:
                strings += _spell(node)
        if strings:
            yield BREAK.join(strings)

    def _texts_of(self, number: int, stream: StreamObject) -> Iterator[str]:
        """Yield the texts of a stream by what it is there for."""
        kind = stream.get("/Type")
        if (
            kind == "/XRef"
            or number in self.parts.fonts
            or "/ShadingType" in stream
            or stream.get("/FunctionType") == 0
        ):
            return
        if isinstance(stream.get("/Width"), int) and isinstance(stream.get("/Height"), int):
            yield from _texts_of_picture(stream)
            return
        data = stream.get_data()
        if kind == "/ObjStm":  # Its objects are read by their numbers; older ones are a fault of their own.
            return
        is_form = stream.get("/Subtype") == "/Form"
        is_drawing = is_form or "/PatternType" in stream or number in self.parts.drawings
        if not is_drawing and number not in self.parts.contents:
            yield from texts_in(data)
            return
        yield literals_in(data)
        if isinstance(stream, EncodedStreamObject) and is_form and number not in self.parts.placed and self.pages:
            yield next(iter(self.pages.values())).extract_xform_text(stream)


@dataclass
class _Parts:
    """The numbers of streams by what they are there for: what pages draw, what fonts draw, the fonts themselves."""

    contents: set[int] = field(default_factory=set)
    drawings: set[int] = field(default_factory=set)
    placed: set[int] = field(default_factory=set)
    fonts: set[int] = field(default_factory=set)

    def note(self, node: object) -> None:
        """Note what a dictionary says of others."""
        if not isinstance(node, DictionaryObject):
            return
        if node.get("/Type") == "/Page":
            self.contents.update(_numbers_in(node, "/Contents"))
        for key in _FONT_FILES:
            self.fonts.update(_numbers_in(node, key))
        for key, numbers in (("/CharProcs", self.drawings), ("/XObject", self.placed)):
            inner = node.get(key)
            inner = inner.get_object() if inner is not None else None
            if isinstance(inner, DictionaryObject):
                numbers.update(number for name in inner for number in _numbers_in(inner, name))


def _numbers_in(node: DictionaryObject, key: str) -> Iterator[int]:
    """Yield the number of the object that a key leads to, or those of a list that it leads to."""
    if key not in node:
        return
    led = node.raw_get(key)
    if isinstance(led, IndirectObject):
        yield led.idnum
        led = led.get_object()
    if isinstance(led, ArrayObject):
        yield from (item.idnum for item in led if isinstance(item, IndirectObject))


def _nodes_in(found: object) -> Iterator[object]:
    """Yield an object and all that lies directly in it. What it refers to is another object, with its own turn."""
    left = [found]
    while left:
        node = left.pop()
        yield node
        if isinstance(node, DictionaryObject):
            left += [node.raw_get(key) for key in reversed(node) if key not in ("/ID", "/Encrypt")]
        elif isinstance(node, ArrayObject):
            # The colours of a palette are numbers, and no string.
            is_palette = len(node) == 4 and node[0] == "/Indexed"
            left += reversed(list(node)[: 3 if is_palette else None])


def _spell(node: object) -> Iterator[str]:
    """Yield the texts that a string may be read as, and a name with digits in it."""
    if isinstance(node, TextStringObject):
        yield str(node)
        if "\0" in node:
            yield from texts_in(node.original_bytes)
    elif isinstance(node, ByteStringObject):
        yield from texts_in(bytes(node))
    elif isinstance(node, NameObject) and any(map(str.isdigit, node)):
        yield str(node)


def _texts_of_picture(stream: StreamObject) -> Iterator[str]:
    """Yield the texts within a picture's file; of one that is not as large as it says, all that it holds."""
    names = stream.get("/Filter")
    filters = [str(name) for name in (names if isinstance(names, ArrayObject) else [names])]
    if any(name in _PACKED_PICTURES for name in filters):
        return
    if filters[-1] in ("/DCTDecode", "/DCT"):
        with suppress(
            OSError, SyntaxError, ValueError, KeyError, TypeError, Unread
        ):  # Print has kinds that Pillow lacks.
            yield from (text for _, text in words_of_image(stream.get_data()))
    elif filters[-1] == "/JPXDecode":
        yield from texts_in(stream.get_data())
    else:
        yield from _texts_of_points(stream)


def _texts_of_points(stream: StreamObject) -> Iterator[str]:
    told = (stream.get(key, 1) for key in ("/Width", "/Height", "/BitsPerComponent"))
    width, height, bits = (value if isinstance(value, int) else 1 for value in told)
    sizes = [(width * channels * bits + 7) // 8 * height for channels in (1, 2, 3, 4)]
    if sizes[0] <= _SMALL_PICTURE and len(data := stream.get_data()) not in sizes:
        yield from texts_in(data)


_MARK = re.compile(rb"\\.|[()]|<([0-9A-Fa-f\s]{4,})>|%([^\r\n]*)|[A-Za-z\"']+", re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|\r\n|(.))", re.DOTALL)
_CONTROL = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"", b"f": b"\f", b"\n": b"", b"\r": b""}


def literals_in(data: bytes) -> str:
    """Return the strings and comments of a drawing, those of one list joined as a reader sees them.

    The numbers between them say where things stand, and are nobody's words. Strings of glyphs' numbers are left out:
    the page's own text has them.
    """
    found: list[str] = []
    depth, start = 0, 0
    for mark in _MARK.finditer(data):
        if mark[0] == b"(":
            start = start if depth else mark.end()
            depth += 1
        elif mark[0] == b")" and depth:
            depth -= 1
            if not depth:
                found.append(_plain(_ESCAPE.sub(_unescape, data[start : mark.start()])))
        elif depth:
            continue
        elif mark[1] is not None:
            found.append(_plain(_from_hex(mark[1])))
        elif mark[2] is not None:
            found += [BREAK, mark[2].decode("latin-1"), BREAK]
        elif mark[0][:1] not in b"\\)":
            found.append(BREAK)  # An operator: what comes next stands elsewhere.
    if depth:
        found += [BREAK, data[start:].decode("latin-1")]
    return "".join(found)


def _unescape(found: re.Match[bytes]) -> bytes:
    if found[1]:
        return bytes([int(found[1], 8) & 255])
    return _CONTROL.get(found[2] or b"\n", found[2] or b"")


def _from_hex(written: bytes) -> bytes:
    digits = re.sub(rb"\s", b"", written).decode("ascii")
    return bytes.fromhex(digits + "0" * (len(digits) % 2))


def _plain(string: bytes) -> str:
    """Return the text of a string, or a break for one of glyphs' numbers."""
    if string.startswith((b"\xfe\xff", b"\xff\xfe")):
        return string.decode("utf-16", "replace")
    return BREAK if re.search(rb"[\0-\x08\x0e-\x1f]", string) else string.decode("latin-1")


def _has_revisions(raw: bytes, reader: PdfReader) -> bool:
    """Tell whether an older version, or what is left of one, lies in the file: it could be taken out again.

    A linearised file has two tables of its objects, so that its first page can be shown early, and is of one piece.
    """
    head = raw[:_HEAD]
    length = _LENGTH.search(head)
    is_linearised = _LINEARISED.search(head) is not None and length is not None and abs(int(length[1]) - len(raw)) <= 16
    if len(_START.findall(raw)) > 1 + is_linearised:
        return True
    listed = {number for generation in reader.xref for number in reader.xref[generation]} | set(reader.xref_objStm)
    freed = {number for free in reader.xref_free_entry.values() for number, is_free in free.items() if is_free}
    written = Counter(_objects_written(raw))
    if any(count > 1 or number not in listed - freed for number, count in written.items()):
        return True
    return any(number not in listed for number in _objects_packed(reader))


def _objects_written(raw: bytes) -> Iterator[int]:
    """Yield the number of every object that stands in the file. Tables of objects need not list themselves."""
    for found in _OBJECT.finditer(raw):
        if b"/XRef" not in raw[found.end() : found.end() + _HEAD].partition(b"stream")[0]:
            yield int(found[1])


def _objects_packed(reader: PdfReader) -> Iterable[int]:
    """Yield the number of every object within a stream of objects."""
    for holder in sorted({place[0] for place in reader.xref_objStm.values()}):
        stream = reader.get_object(IndirectObject(holder, 0, reader))
        if isinstance(stream, StreamObject):
            first = stream.get("/First")
            heads = stream.get_data()[: first if isinstance(first, int) else 0].split()
            yield from (int(number) for number in heads[::2])
