"""A number of a person or a secret is told of wherever it hides: each way to write it in each place it may stand in.

All of them lie in one tree, which is built once; what is told of a place is at least that it stands there. Many
of these pages have other faults as well, and it is told of all the same.
"""

import gzip
import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping

import pytest

import papers
import photographs
import trees
from catalogue.privacy.cpr import find_numbers
from catalogue.privacy.disguises import strip_tags
from credentials import LONG, SECRETS
from people import CHECKED, spellings, split
from some import some
from vectors import Built, build_what_holds

DAY, MONTH, YEAR, SERIAL = split(CHECKED)
BIRTH = f"{DAY}{MONTH}{YEAR}"
DASHED = f"{BIRTH}-{SERIAL}"
WAYS: Mapping[str, str] = {
    **spellings(CHECKED),
    "spaces that fold": f"{BIRTH}{' ' * 40}{SERIAL}",
    "odd groups": f"{BIRTH[:4]}-{BIRTH[4:]}-{SERIAL}",
    "a footnote between": f"{BIRTH}[^1]-{SERIAL}",
    "a tag with attributes between": f'{BIRTH}<span class="x" title="y">-</span>{SERIAL}',
    "a link over the first half": f"[{BIRTH}](https://eksempel.invalid/a)-{SERIAL}",
    "a tag that parts the digits": "<i></i>".join(CHECKED),
    "every digit bold": "".join(f"**{digit}**" for digit in CHECKED),
    "every digit escaped with eight": "".join(f"\\U{ord(digit):08x}" for digit in CHECKED),
    "without its zero, named": f"CPR {CHECKED.removeprefix('0')}",
    "its end alone behind the day": f"født den {DAY}.{MONTH}.19{YEAR}, sidste fire: {SERIAL}",
}
"""How it may be written."""
PLACES: Mapping[str, Callable[[str], str]] = {
    "running text": lambda way: _story(body=f"Vi talte med {way} i dag."),
    "a heading": lambda way: _story(body=f"## Hos {way}\n\nTekst."),
    "a point": lambda way: _story(body=f"- Først\n- Hos {_indent(way, 2)}\n- Sidst"),
    "a quotation": lambda way: _story(body="> Hos " + way.replace("\n", "\n> ")),
    "a cell": lambda way: _story(body=f"| Hvem | Nummer |\n| --- | --- |\n| En borger | {_flat(way)} |"),
    "a footnote": lambda way: _story(body=f"Se noten.[^9]\n\n[^9]: Hos {_indent(way, 4)}"),
    "a box": lambda way: _story(body=f'!!! note "Husk"\n    Hos {_indent(way, 4)}'),
    "code": lambda way: _story(body=f"```\nHos {way}\n```"),
    "the words of a link": lambda way: _story(body=f"[Hos {_flat(way)}](../themes/borgeren.md)"),
    "the words of a picture": lambda way: _story(body=f"![Hos {_flat(way)}](billede.png)"),
    "a title": lambda way: _story(title=_quoted(way)),
    "a summary over lines": lambda way: _story(summary=f">-\n  Hos {_indent(way, 2)}\n  i dag"),
    "an item of a list": lambda way: _story(aliases=f"[a, {_quoted(way)}]"),
    "a picture's words": lambda way: _story(image="billede.png", alt=_quoted(way)),
    "a field that there is none of": lambda way: _story(felt=_quoted(way)),
    "a remark": lambda way: _story(summary=f"Kort # {_flat(way)}"),
}
"""Where in a page."""


def _story(body: str = "Tekst.", **fields: str) -> str:
    """Return a story with other values in some fields."""
    values = {"title": "Prøven", "date": "2026-01-10", "summary": "Kort.", "themes": "[blik-for-borgeren]", **fields}
    return trees.page("\n".join(f"{key}: {value}" for key, value in values.items()), f"{body}\n")


def _indent(way: str, spaces: int) -> str:
    return way.replace("\n", "\n" + " " * spaces)


def _flat(way: str) -> str:
    return way.replace("\n> ", " ").replace("\n", " ")


def _quoted(way: str) -> str:
    """Return words between double quotes, in which YAML reads escapes as such."""
    return '"Hos ' + way.replace('"', '\\"').replace("\\-", "-").replace("\n", "\n  ") + '"'


def _zip(**parts: str | bytes) -> bytes:
    """Return a zip file; a name is written with two underscores for a slash."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name.replace("__", "/"), content)
    return stream.getvalue()


def _word(*runs: str, part: str = "document") -> bytes:
    """Return a Word document, whose runs Word parts wherever the writer paused."""
    inner = "".join(f'<w:r w:rsidR="00AB12CD"><w:t xml:space="preserve">{run}</w:t></w:r>' for run in runs)
    text = f'<?xml version="1.0"?><w:document><w:body><w:p>{inner}</w:p></w:body></w:document>'
    return _zip(**{"[Content_Types].xml": "<Types/>", f"word__{part}.xml": text})


def _sheet(*cells: str) -> bytes:
    strings = "".join(f"<si><t>{cell}</t></si>" for cell in cells)
    return _zip(**{"xl__workbook.xml": "<workbook/>", "xl__sharedStrings.xml": f"<sst>{strings}</sst>"})


def _open_document(words: str) -> bytes:
    text = f"<?xml version='1.0'?><office:text><text:p>{words}</text:p></office:text>"
    return _zip(mimetype="application/vnd.oasis.opendocument.text", **{"content.xml": text})


def _old_word(words: str) -> bytes:
    return bytes.fromhex("d0cf11e0a1b11ae1") + bytes(500) + words.encode("utf-16-le") + bytes(500)


def _photo(words: str) -> bytes:
    return papers.jpeg(comment=words.encode())


MAY_BE_A_SENTENCE = {
    ("Danish password", place) for place in ("running text", "the words of a link", "the words of a picture")
}
"""A password that is a word is told of where nothing comes behind it: »Adgangskode: spørg lederen« is none."""
SPACED = " ".join(CHECKED)
FILES: Mapping[str, bytes] = {
    # In a name.
    f"hos-{CHECKED}.png": photographs.save(photographs.Image.new("RGB", (8, 8)), "PNG"),
    f"Hos {DASHED}.docx": b"x",
    # In a file that the site takes: all places within one are tried in tests/checks.
    "billede-a.jpg": _photo(f"Borger {DASHED}"),
    "papir-a.pdf": papers.plain(f"Borger {DASHED}"),
    # In a file that the site does not take.
    "brev.docx": _word(f"Hos {DASHED}"),
    "brev-i-stykker.docx": _word("Hos ", BIRTH[:3], BIRTH[3:], "-", SERIAL[:1], SERIAL[1:], " i dag"),
    "brev-med-note.docx": _word(f"Hos {DASHED}", part="footnotes"),
    "brev-med-kommentar.docx": _word(f"Hos {DASHED}", part="comments"),
    "brev-med-foto.docx": _zip(**{"word__document.xml": "<w/>", "word__media__a.jpg": _photo(f"Borger {DASHED}")}),
    "brev-med-papir.docx": _zip(**{"word__document.xml": "<w/>", "word__a.pdf": papers.plain(f"Borger {DASHED}")}),
    "brev-med-ark.docx": _zip(**{"word__document.xml": "<w/>", "word__embeddings__a.xlsx": _sheet(DASHED)}),
    "liste.xlsx": _sheet("Navn", DASHED),
    "liste-med-tal.xlsx": _zip(xl__a="<c><v>1</v></c>", xl__b=f"<row><c><v>{CHECKED}</v></c></row>"),
    "oplaeg.pptx": _zip(**{"ppt__slides__slide1.xml": f"<p:sp><a:t>Hos {DASHED}</a:t></p:sp>"}),
    "oplaeg-med-noter.pptx": _zip(**{"ppt__notesSlides__a.xml": f"<a:p><a:t>{BIRTH}</a:t><a:t>-{SERIAL}</a:t></a:p>"}),
    "brev.odt": _open_document(f"Hos <text:span>{BIRTH}</text:span>-{SERIAL}"),
    "brev.doc": _old_word(f"Hos {DASHED}"),
    "mail.msg": _old_word(f"Hos {DASHED}"),
    "brev.rtf": b"{\\rtf1 Hos " + DASHED.encode() + b"}",
    "pakke.zip": _zip(**{"a.txt": f"Hos {DASHED}"}),
    "pakke-i-pakke.zip": _zip(**{"b.zip": _zip(**{"c.docx": _word(f"Hos {DASHED}")})}),
    "navn-i-pakke.zip": _zip(**{f"Hos {DASHED}.txt": ""}),
    "tabel.csv.gz": gzip.compress(f"navn;cpr\nx;{DASHED}\n".encode()),
    "tabel.csv": f"navn;cpr\nx;{DASHED}\n".encode(),
    "note.txt": f"Hos {DASHED}".encode("utf-16"),
    "side.html": f"<p>Hos <b>{BIRTH}</b>-{SERIAL}</p>".encode(),
    "billede.heic": b"\0\0\0\x18ftypheic" + f"Borger {DASHED}".encode(),
    "billede-i-filmen.mp4": b"\0\0\0\x18ftypmp42" + f"Borger {DASHED}".encode(),
    "stor.pdf": papers.plain(f"Borger {DASHED}") + b"x" * 15_000_001,
    # In a file that is another one than it is called.
    "brev.pdf": _word(f"Hos {DASHED}"),
    "brev.png": _word(f"Hos {DASHED}"),
    "brev.md": _word(f"Hos {DASHED}"),
    "gammelt-brev.md": _old_word(f"Hos {DASHED}"),
    "papir.png": papers.plain(f"Borger {DASHED}"),
    "tekst.jpg": f"Hos {DASHED}".encode(),
    # What a program has left.
    "~$brev.docx": _word(f"Hos {DASHED}"),
    "~WRL0001.tmp": _old_word(f"Hos {DASHED}"),
}
"""What lies beside pages, by its name."""
SILENT: Mapping[str, bytes] = {
    "uden-nummer.docx": _word("Sag 22/179, dokument 3382170"),
    "uden-nummer.xlsx": _sheet("2026-02-01", "145340/22"),
    "uden-nummer.zip": _zip(**{"a.txt": "Hej"}),
    "i-stykker.docx": _word("Hej")[:-30],
    "bombe.zip": _zip(**{"nul.txt": bytes(60_000_000)}),
}
"""Files that are refused, and of which no more is to be told."""
_TEXTS = (".html", ".json", ".xml", ".csv", ".ics", ".txt")
_TOLD = re.compile(r"^(.+?):\d+: .* \[(P0[123])\]$", re.MULTILINE)


def pages() -> Iterator[tuple[str, str, str, str]]:
    """Yield the path of a page, the way and the place of the number in it, and its text."""
    for place, write in PLACES.items():
        for number, (way, written) in enumerate(WAYS.items()):
            yield f"stories/{_slug(place)}-{number}-x.md", way, place, write(written)


def secret_pages() -> Iterator[tuple[str, str, str, str]]:
    """Yield the path of a page, the secret and the place of it, and the page's text."""
    for place, write in PLACES.items():
        for number, (name, written) in enumerate(SECRETS.items()):
            yield f"stories/{_slug(place)}-{number}-y.md", name, place, write(written)


def _slug(words: str) -> str:
    return re.sub(r"[^a-z]+", "-", words)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The tree of all hiding places, built without its broken pages."""
    room = tmp_path_factory.mktemp("hiding")
    written = {path: text for path, _, _, text in (*pages(), *secret_pages())}
    trees.draw(room / "docs", written, onto=trees.GOOD)
    trees.draw(room / "docs" / "stories", {**FILES, **SILENT})
    return build_what_holds(room)


def told_in(built: Built, *codes: str) -> set[str]:
    return {path.removeprefix(f"{built.docs}/") for path, code in _TOLD.findall(built.out) if code in codes}


def test_a_number_is_told_of_however_it_is_written_wherever_in_a_page(built: Built) -> None:
    told = told_in(built, "P01", "P02")
    missed = [(place, way) for path, way, place, _ in pages() if path not in told]
    assert some(WAYS)
    assert missed == []


def test_a_secret_is_told_of_wherever_in_a_page(built: Built) -> None:
    told = told_in(built, "P03")
    missed = {(name, place) for path, name, place, _ in secret_pages() if path not in told}
    assert some(SECRETS)
    assert missed == MAY_BE_A_SENTENCE


def test_a_secret_stands_in_nothing_that_is_said_or_built(built: Built) -> None:
    hidden = ("Tulipan7", "tulip@n", "47114", "gryden:tulipan@", "tulipan7", LONG[:20])
    assert [one for one in hidden if one in built.out + built.err] == []
    for file in some(built.site.rglob("*")):
        if file.is_file() and file.suffix in _TEXTS:
            text = file.read_text("utf-8")
            assert [one for one in hidden if one in text] == [], file


def test_a_number_is_told_of_in_a_file_of_any_kind_and_in_its_name(built: Built) -> None:
    told = " ".join(told_in(built, "P01", "P02"))
    missed = [name for name in some(FILES) if CHECKED not in name and DASHED not in name and f"/{name}" not in told]
    assert missed == []
    assert told.count("xx-xxxx") >= 2, "the two that have it in their names"


def test_files_without_a_number_are_refused_and_no_more_is_told_of_them(built: Built) -> None:
    for name in some(SILENT):
        codes = re.findall(rf"^{built.docs}/stories/{re.escape(name)}:\d+: .* \[(...)\]$", built.out, re.MULTILINE)
        assert codes == ["S04"], name


def test_a_number_stands_in_nothing_that_is_said_or_built(built: Built) -> None:
    assert (built.status, "Traceback" in built.out + built.err) == (0, False), built.err
    assert find_numbers(built.out + built.err, trees.TODAY) == []
    for file in some(built.site.rglob("*")):
        if file.is_file() and file.suffix in _TEXTS:
            text = file.read_text("utf-8")
            assert not any(CHECKED in number.digits for number in find_numbers(strip_tags(text), trees.TODAY)), file
        assert CHECKED not in file.name
