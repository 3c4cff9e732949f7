"""PDF files: a number is found wherever it stands in one, and what cannot be read through is told of (checks.words)."""

import base64
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.errors import DependencyError
from pypdf.generic import ArrayObject, NameObject, NumberObject

import papers
import trees
from catalogue.checks.attachments import Job, search_attachment
from catalogue.checks.documents import literals_in
from catalogue.checks.leaks import Kind
from catalogue.checks.words import texts_in
from catalogue.reading.files import SourceFile
from papers import Paper, names, stream
from people import CHECKED

DASHED = f"{CHECKED[:6]}-{CHECKED[6:]}"
HALVES = (CHECKED[:6], CHECKED[6:])


def wide(text: str) -> bytes:
    return b"\xfe\xff" + text.encode("utf-16-be")


def drawn(content: str | bytes) -> bytes:
    return Paper(content if isinstance(content, bytes) else content.encode("cp1252")).bytes()


def form(content: bytes, is_placed: bool) -> bytes:
    paper = Paper()
    fonts = {"/Font": {"/F1": papers.FONT}}
    made = paper.add(stream(content, Type="/XObject", Subtype="/Form", BBox=[0, 0, 9, 9], Resources=fonts))
    if is_placed:
        paper.page["/Resources"][NameObject("/XObject")] = names(X1=made)
    return paper.bytes()


def inner(data: bytes, **about: object) -> bytes:
    """Return a file with a stream that nothing refers to."""
    paper = Paper()
    paper.add(stream(data, **about))
    return paper.bytes()


def with_filter(name: str, data: bytes) -> bytes:
    body = b"<</Filter/%s/Length %d>>\nstream\n%s\nendstream" % (name.encode(), len(data), data)
    return papers.raw(*papers.SIMPLE, body)


def bookmarked() -> bytes:
    paper = Paper()
    paper.writer.add_outline_item(title=f"Borger {DASHED}", page_number=0)
    return paper.bytes()


def taken_out() -> bytes:
    """Return a file with a page that is in no list of pages, in a font that only the page knows."""
    paper = Paper()
    content = paper.add(stream(f"BT /F1 12 Tf 20 200 Td ({DASHED}) Tj ET".encode()))
    fonts = {"/Font": {"/F1": papers.FONT}}
    paper.add(names(Type="/Page", MediaBox=[0, 0, 300, 300], Resources=fonts, Contents=content))
    return paper.bytes()


def with_photo(**about: object) -> bytes:
    paper = Paper()
    paper.add(papers.picture(papers.jpeg(comment=f"Borger {DASHED}".encode()), Filter="/DCTDecode", **about))
    return paper.bytes()


def locked(key: str = "", algorithm: str = "RC4-128") -> bytes:
    paper = Paper(f"BT /F1 12 Tf 20 200 Td ({DASHED}) Tj ET".encode())
    paper.put(Lang=f"Borger {DASHED}")
    paper.writer.encrypt(key, "ejeren", algorithm=algorithm)
    return paper.bytes()


PLACES: dict[str, Callable[[], bytes]] = {
    # What readers see.
    "a page": lambda: drawn(f"BT /F1 12 Tf 20 200 Td ({DASHED}) Tj ET"),
    "a page, between other words": lambda: drawn(f"BT /F1 12 Tf 20 200 Td (Borger {DASHED} kom) Tj ET"),
    "a page, moved together": lambda: drawn(f"BT /F1 12 Tf 20 200 Td [({HALVES[0]}) -20 (-{HALVES[1]})] TJ ET"),
    "a page, in hexadecimal": lambda: drawn(f"BT /F1 12 Tf 20 200 Td <{DASHED.encode().hex()}> Tj ET"),
    "a page, in octal": lambda: drawn(
        b"BT /F1 12 Tf 20 200 Td (%s) Tj ET" % b"".join(b"\\%03o" % c for c in DASHED.encode())
    ),
    "a page, unseen": lambda: drawn(f"BT 3 Tr /F1 12 Tf 20 200 Td ({DASHED}) Tj ET"),
    "a page, outside the paper": lambda: drawn(f"BT /F1 12 Tf 2000 2000 Td ({DASHED}) Tj ET"),
    "what is said instead of a drawing": lambda: drawn(
        b"/Span <</ActualText <%s>>> BDC BT /F1 9 Tf (x) Tj ET EMC" % wide(DASHED).hex().encode()
    ),
    "what is said of a drawing": lambda: drawn(f"/Figure <</Alt (Borger {DASHED})>> BDC 0 0 m EMC"),
    "a remark in a drawing": lambda: drawn(f"% Borger {DASHED}\nBT /F1 9 Tf (x) Tj ET"),
    "a part that is drawn": lambda: form(f"BT /F1 9 Tf ({DASHED}) Tj ET".encode(), is_placed=True),
    "a part that is never drawn": lambda: form(f"BT /F1 9 Tf ({DASHED}) Tj ET".encode(), is_placed=False),
    "a part in halves": lambda: form(b"BT /F1 9 Tf [(%s) 5 (-%s)] TJ ET" % tuple(h.encode() for h in HALVES), False),
    "a page that was taken out": taken_out,
    # What lies about it.
    "a bookmark": bookmarked,
    "a title": lambda: _about("/Title"),
    "a field of one's own": lambda: _about("/Sagsbehandler"),
    "a script at the opening": lambda: (
        Paper().put(OpenAction={"/S": "/JavaScript", "/JS": f'app.alert("{DASHED}")'}).bytes()
    ),
    "a script in a stream": lambda: _script_in_stream(),
    "the labels of pages": lambda: Paper().put(PageLabels={"/Nums": [0, {"/P": f"{DASHED} "}]}).bytes(),
    "a named place": lambda: Paper().put(Dests={f"/borger-{DASHED}": [0, "/Fit"]}).bytes(),
    "a layer": lambda: Paper().put(OCProperties={"/OCGs": [{"/Type": "/OCG", "/Name": f"Borger {DASHED}"}]}).bytes(),
    "the tree of tags": lambda: (
        Paper().put(StructTreeRoot={"/K": {"/S": "/Figure", "/Alt": f"Borger {DASHED}"}}).bytes()
    ),
    "the file's own description": lambda: _metadata(f"<x:note>Borger {DASHED}</x:note>"),
    "an address": lambda: (
        Paper().note(Subtype="/Link", A={"/S": "/URI", "/URI": f"https://x.invalid/{DASHED}"}).bytes()
    ),
    "a note": lambda: Paper().note(Subtype="/Text", Contents=f"Borger {DASHED}").bytes(),
    "a note in rich text": lambda: (
        Paper().note(Subtype="/Text", RC=f"<p>Borger {HALVES[0]}<b>-{HALVES[1]}</b></p>").bytes()
    ),
    "what a note is about": lambda: Paper().note(Subtype="/Text", Subj=f"Borger {DASHED}").bytes(),
    "who wrote a note": lambda: Paper().note(Subtype="/Text", T=f"Borger {DASHED}").bytes(),
    "the choices of a field": lambda: (
        Paper().note(Subtype="/Widget", FT="/Ch", Opt=["a", ["b", f"Borger {DASHED}"]]).bytes()
    ),
    "what a field held first": lambda: (
        Paper().put(AcroForm={"/Fields": [{"/T": "x", "/DV": f"Borger {DASHED}"}]}).bytes()
    ),
    "a form's data": lambda: _xfa(),
    # How it is written.
    "strings in hexadecimal, and no stream": lambda: papers.raw(
        *papers.SIMPLE, b"<</Note <%s>>>" % f"Borger {DASHED}".encode().hex().encode()
    ),
    "two bytes a letter": lambda: papers.raw(*papers.SIMPLE, b"<</Note <%s>>>" % wide(DASHED).hex().encode()),
    "two bytes a letter, without a mark": lambda: papers.raw(
        *papers.SIMPLE, b"<</Note <%s>>>" % f"Borger {DASHED}".encode("utf-16-le").hex().encode()
    ),
    "UTF-8 with a mark": lambda: papers.raw(*papers.SIMPLE, b"<</Note (\xef\xbb\xbfBorger %s)>>" % DASHED.encode()),
    "the name of a key": lambda: papers.raw(*papers.SIMPLE, b"<</Borger#20%s (x)>>" % DASHED.encode()),
    "an object that nothing refers to": lambda: papers.raw(*papers.SIMPLE, b"[(a) [(Borger %s)]]" % DASHED.encode()),
    "a packed object": lambda: papers.packed(b"<</Note (Borger %s)>>" % DASHED.encode()),
    "a packed object in octal": lambda: papers.packed(
        b"<</Note (%s)>>" % b"".join(b"\\%03o" % c for c in DASHED.encode())
    ),
    "a stream that nothing refers to": lambda: inner(f"Borger {DASHED}".encode()),
    "a stream of two bytes a letter": lambda: inner(wide(f"Borger {DASHED}")),
    "a stream of Windows": lambda: inner(f"Født {HALVES[0]}\xa0{HALVES[1]}".encode("cp1252")),
    "a word in other bytes": lambda: inner(bytes(range(256)) + f"Borger {DASHED}".encode() + bytes(range(256))),
    "wide words in other bytes": lambda: inner(b"\1\2\3\4" + f"Borger {DASHED}".encode("utf-16-le") + bytes(9)),
    "a pressed stream": lambda: with_filter("FlateDecode", zlib.compress(DASHED.encode())),
    "a stream in hexadecimal": lambda: with_filter("ASCIIHexDecode", DASHED.encode().hex().encode() + b">"),
    "a stream in base 85": lambda: with_filter("ASCII85Decode", base64.a85encode(DASHED.encode()) + b"~>"),
    "a stream of runs": lambda: with_filter("RunLengthDecode", bytes([len(DASHED) - 1]) + DASHED.encode() + b"\x80"),
    "what a photo's file says": with_photo,
    "a picture that is a text": lambda: _as_picture(f"Borger {DASHED}".encode()),
    "a file without a key for reading": locked,
}


def _about(key: str) -> bytes:
    paper = Paper()
    paper.writer.add_metadata({key: f"Borger {DASHED}"})
    return paper.bytes()


def _script_in_stream() -> bytes:
    paper = Paper()
    script = paper.add(stream(f'var borger = "{DASHED}";'.encode()).flate_encode())
    return paper.put(OpenAction={"/S": "/JavaScript", "/JS": script}).bytes()


def _metadata(text: str) -> bytes:
    paper = Paper()
    data = f'<?xpacket?><x:xmpmeta xmlns:x="adobe:ns:meta/">{text}</x:xmpmeta>'.encode()
    return paper.put(Metadata=paper.add(stream(data, Type="/Metadata", Subtype="/XML"))).bytes()


def _xfa() -> bytes:
    paper = Paper()
    data = paper.add(stream(f"<xfa><navn>{DASHED}</navn></xfa>".encode()).flate_encode())
    return paper.put(AcroForm={"/XFA": ["datasets", data]}).bytes()


def _as_picture(data: bytes) -> bytes:
    paper = Paper()
    paper.add(papers.picture(data))
    return paper.bytes()


def search(folder: Path, content: bytes, name: str = "x.pdf") -> tuple[list[str], list[str]]:
    """Return where numbers were seen in a file, and why it cannot be read."""
    trees.draw(folder, {name: content})
    found = search_attachment(Job(SourceFile(name, folder / name), trees.TODAY)).leaks
    return (
        [leak.where for leak in found if leak.kind is Kind.NUMBER],
        [f"{leak.where}. {leak.shown}." for leak in found if leak.kind is Kind.UNREAD],
    )


@pytest.mark.parametrize("place", PLACES)
def test_a_number_is_found_wherever_it_stands(place: str, tmp_path: Path) -> None:
    numbers, unread = search(tmp_path, PLACES[place]())
    assert numbers
    assert unread == []


@pytest.mark.parametrize("place", PLACES)
def test_the_same_file_without_the_number_has_nothing_to_tell(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A word in the number's place: what is seen is the number, and not the way that it is written.
    for name, value in (("DASHED", "uden noget"), ("HALVES", ("uden", "noget"))):
        monkeypatch.setitem(globals(), name, value)
    assert search(tmp_path, PLACES[place]()) == ([], [])


def test_where_a_number_stands_is_told_as_a_reader_finds_it(tmp_path: Path) -> None:
    paper = Paper(f"BT /F1 12 Tf 20 200 Td ({DASHED}) Tj ET".encode(), pages=3)
    paper.note(Subtype="/Text", Contents=DASHED)
    numbers, _ = search(tmp_path, paper.bytes())
    assert numbers == ["PDF-filens side 3", "En note på PDF-filens side 3"]


def numbers_alone() -> bytes:
    """Return a drawing whose places and widths would be a number, were they words."""
    day, rest = CHECKED[:6], CHECKED[6:]
    content = (
        f"0.{day} {rest} m {day} {rest} l 0.{day} .{rest} re [{CHECKED[:2]} {CHECKED[2:4]} {CHECKED[4:6]} {rest}] 0 d"
    )
    paper = Paper(content.encode())
    paper.put(Widths=[int(day), int(rest)], Box=[int(CHECKED)])
    dark = bytes(CHECKED, "ascii") + bytes([0])
    paper.add(papers.picture((dark * 18)[:192]))
    paper.add(papers.picture(zlib.compress((dark * 18)[:192]), Filter="/FlateDecode"))
    paper.page[NameObject("/Colours")] = ArrayObject(
        [NameObject("/Indexed"), NameObject("/DeviceRGB"), NumberObject(3), papers.pdf(dark)]
    )
    glyphs = "".join(f"00{ord(digit):02x}" for digit in CHECKED)
    paper.add(stream(f"BT /F1 9 Tf <{glyphs}> Tj ET".encode(), Type="/XObject", Subtype="/Form", BBox=[0, 0, 9, 9]))
    font = paper.add(stream(dark, Length1=len(dark)))
    paper.add(names(Type="/FontDescriptor", FontFile2=font))
    return paper.bytes()


def test_what_is_no_words_is_not_taken_for_a_number(tmp_path: Path) -> None:
    assert search(tmp_path, numbers_alone()) == ([], [])


PLAIN = papers.plain()
LINE = b"BT /F1 12 Tf (Hej) Tj ET"


def linearised(more: bytes = b"") -> bytes:
    """Return a file whose first page can be shown early: with two tables, and its own length at its head."""
    whole = b""
    for _ in range(2):  # The length is known once it has been written.
        first = b"4 0 obj\n<</Linearized 1/L %010d/N 1/O 3>>\nendobj\n" % len(whole)
        out = b"%PDF-1.7\n" + first
        places = {4: 9}
        start = len(out)
        table = b"xref\n4 1\n%010d 00000 n \ntrailer\n<</Size 5/Root 1 0 R/Prev %010d>>\nstartxref\n0\n%%%%EOF\n"
        out += table % (9, 0)
        for number, content in enumerate(papers.SIMPLE, 1):
            places[number] = len(out)
            out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
        last = len(out)
        rows = b"".join(b"%010d 00000 n \n" % places[number] for number in (1, 2, 3))
        out += b"xref\n0 4\n0000000000 65535 f \n%strailer\n<</Size 4>>\nstartxref\n%d\n%%%%EOF\n" % (rows, start)
        whole = out.replace(b"/Prev 0000000000", b"/Prev %010d" % last)
    return whole + more


def test_a_file_that_is_laid_out_for_the_web_is_of_one_piece(tmp_path: Path) -> None:
    assert search(tmp_path, linearised()) == ([], [])
    assert search(tmp_path, linearised(b"\n")) == ([], [])


def simple(*more: bytes) -> bytes:
    return papers.raw(*papers.SIMPLE, *more)


def with_leftover() -> bytes:
    """Return a file with an object that its table does not list."""
    return papers.raw(*papers.SIMPLE, unlisted=b"9 0 obj\n(gammelt)\nendobj\n")


def with_deleted() -> bytes:
    """Return a file with an object that its table calls deleted."""
    whole = simple(b"(gammelt)")
    head, _, rest = whole.rpartition(b" 00000 n \ntrailer")
    return head + b" 00001 f \ntrailer" + rest


SEVERAL = {
    "a newer version of a page": lambda: papers.revised(simple(), 3, papers.SIMPLE[2]),
    "three versions": lambda: papers.revised(papers.revised(simple(), 3, papers.SIMPLE[2]), 2, papers.SIMPLE[1]),
    "laid out for the web, and changed": lambda: papers.revised(linearised(), 3, papers.SIMPLE[2]),
    "what the table leaves out": with_leftover,
    "what the table calls deleted": with_deleted,
}


@pytest.mark.parametrize("case", SEVERAL)
def test_a_file_with_an_older_version_in_it_is_refused(case: str, tmp_path: Path) -> None:
    _, unread = search(tmp_path, SEVERAL[case]())
    assert unread == [
        "en tidligere udgave af den ligger stadig i filen. "
        "Åbn den, vælg »Udskriv« og »Gem som PDF«, og brug den nye fil."
    ]


def with_file(**about: object) -> bytes:
    paper = Paper()
    paper.writer.add_attachment("bilag.txt", b"Hej")
    return paper.bytes()


def with_pinned_file() -> bytes:
    paper = Paper()
    held = paper.add(stream(b"Hej", Type="/EmbeddedFile"))
    return paper.note(Subtype="/FileAttachment", FS={"/Type": "/Filespec", "/F": "a.txt", "/EF": {"/F": held}}).bytes()


UNREAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "a document of Word": (
        lambda: b"PK\x03\x04" + bytes(26) + b"word/document.xml",
        "men er et Word-dokument. Gem den",
    ),
    "a page of the web": (lambda: b"<!DOCTYPE html><p>Hej</p>", "men er en webside (HTML). Gem den"),
    "a program": (lambda: b"MZ" + bytes(99), "men er et program."),
    "a picture": (papers.jpeg, "men er et billede (JPEG)."),
    "a text": (lambda: b"Hej", "men er almindelig tekst."),
    "empty": (lambda: b"", "men er tom."),
    "of zeros": (lambda: bytes(5000), "men er tom."),
    "with something before it": (lambda: b"\n\n" + PLAIN, "der står noget foran det, der er en PDF-fil."),
    "a program before it": (lambda: b"MZ\0\0" + PLAIN, "der står noget foran det, der er en PDF-fil."),
    "only its beginning": (lambda: b"%PDF-1.7\n", "den er i stykker."),
    "noise": (lambda: b"%PDF-1.7\nstream\n\xff\xfe\nendstream", "den er i stykker."),
    "cut off": (lambda: PLAIN.partition(b"endstream")[0], "den er i stykker."),
    "without pages": (
        lambda: papers.raw(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[]/Count 0>>"),
        "der er ingen sider i den.",
    ),
    "without a catalogue": (lambda: papers.raw(b"<</Type/Pages/Kids[]/Count 0>>", root=7), "den er i stykker."),
    "locked": (lambda: locked("noegle"), "den er låst med en adgangskode. Gem den uden adgangskode."),
    "locked by AES": (lambda: locked("noegle", "AES-256"), "den er låst med en adgangskode. Gem den uden adgangskode."),
    "locked by older AES": (lambda: locked("noegle", "AES-128"), "den er låst med en adgangskode. Gem den uden"),
    "with a file in it": (with_file, "der ligger andre filer i den. Tag dem ud."),
    "with a file pinned to a page": (with_pinned_file, "der ligger andre filer i den. Tag dem ud."),
    "of 201 pages": (lambda: papers.plain(pages=201), "den har mere end 200 sider. Del den,"),
    "of a stream that is too long": (
        lambda: with_filter("FlateDecode", zlib.compress(bytes(75_000_001), 1)),
        "den er for tung at læse.",
    ),
}


@pytest.mark.parametrize("case", UNREAD)
def test_a_file_that_cannot_be_read_through_is_told_why(case: str, tmp_path: Path) -> None:
    make, reason = UNREAD[case]
    numbers, unread = search(tmp_path, make())
    assert numbers == []
    assert len(unread) == 1
    assert reason in unread[0]


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128", "AES-128", "AES-256-R5", "AES-256"])
def test_a_number_is_found_in_a_file_that_is_protected_and_opens_without_a_key(algorithm: str, tmp_path: Path) -> None:
    numbers, unread = search(tmp_path, locked(algorithm=algorithm))
    assert "PDF-filens side 1" in numbers
    assert len(numbers) == 2
    assert unread == []


def test_a_file_that_the_library_here_cannot_open_is_called_protected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def lack(reader: PdfReader, password: str) -> None:
        raise DependencyError("cryptography is not installed")

    monkeypatch.setattr(PdfReader, "decrypt", lack)
    _, unread = search(tmp_path, locked(algorithm="AES-256"))
    assert "den er beskyttet på en måde, vi ikke kan læse. Gem den uden beskyttelse." in unread[0]


REFUSED_WITH_A_NUMBER = {
    "another kind": lambda: f"<!DOCTYPE html><p>{DASHED}</p>".encode(),
    "a text": lambda: f"Borger {DASHED}".encode(),
    "too many pages": lambda: Paper(f"BT /F1 9 Tf ({DASHED}) Tj ET".encode(), 201).note(Contents=DASHED).bytes(),
    "an older version": lambda: papers.revised(simple(b"(%s)" % DASHED.encode()), 3, papers.SIMPLE[2]),
}


@pytest.mark.parametrize("case", REFUSED_WITH_A_NUMBER)
def test_a_number_in_a_file_that_is_refused_for_something_else_is_told_of_too(case: str, tmp_path: Path) -> None:
    numbers, unread = search(tmp_path, REFUSED_WITH_A_NUMBER[case]())
    assert numbers
    assert len(unread) == 1


def test_strings_of_a_list_are_read_in_one_breath_and_others_are_not() -> None:
    words = literals_in(b"[(ab) -20 (cd)] TJ (e\\(f\\)) Tj (g(h)i) ' % jk\n<6c6d> Tj <00010002> Tj (n")
    assert [word for word in words.split("\f") if word] == ["abcd", "e(f)", "g(h)i", " jk", "lm", "n"]


def test_text_in_bytes_is_whole_or_in_pieces() -> None:
    assert list(texts_in("Blåbær".encode())) == ["Blåbær"]
    assert list(texts_in("Blåbær".encode("cp1252"))) == ["Blåbær"]
    assert "".join(texts_in(b"\0\1abc\0\2hemmelig tekst\0")).strip("\f") == "hemmelig tekst"
