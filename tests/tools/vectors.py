"""The hostile tree: every way in that the project knows of, one page or file each, and what must become of it.

Pages lie in hostile/pages/ and say on the line what they expect; what is not told of is shown harmlessly. What cannot
lie in a repository – links, pipes, odd bytes and names – is made here.
"""

import io
import os
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, PngImagePlugin

import papers
import photographs
import trees
from trees import Found

PAGES = trees.TESTS / "hostile" / "pages"
SECRET = "hemmelighed-9f2c1e"
"""A string planted beside the docs; it must never show up in a site."""


@dataclass(frozen=True)
class Made:
    """A hostile thing that is made on the spot, and the code that tells of it; empty when it is shown harmlessly."""

    path: str
    make: Callable[[Path], object]
    code: str
    line: int = 1


@dataclass(frozen=True)
class Built:
    """The hostile tree's site, and how the build went."""

    docs: Path
    expected: trees.Found
    site: Path
    status: int
    out: str
    err: str


def build_hostile_tree(room: Path) -> Built:
    """Build the hostile tree in a folder, with a secret in the environment and beside the docs."""
    expected = lay_hostile_tree(room / "docs")
    trees.draw(room / "docs", editorial_pages())
    return build_what_holds(room, expected)


def build_what_holds(room: Path, expected: Found | None = None) -> Built:
    """Build the tree that lies in a folder, without its broken pages, as a program of its own and with a secret."""
    docs, site = room / "docs", room / "site"
    command = [
        sys.executable,
        "-m",
        "catalogue.commands.main",
        "build",
        "--docs",
        docs,
        "--site",
        site,
        "--skip-broken",
    ]
    done = subprocess.run(
        [*command, "--today", trees.TODAY.isoformat()],
        cwd=room,
        env={**os.environ, "SECRET": SECRET},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return Built(docs, Found() if expected is None else expected, site, done.returncode, done.stdout, done.stderr)


def pages_of(site: Path) -> Iterator[Path]:
    """Return all pages of a site, those of old addresses too."""
    return (page for page in sorted(site.rglob("*.html")))


def lay_hostile_tree(docs: Path) -> Found:
    """Lay the hostile tree over the good one, with a secret beside it. Returns what is expected."""
    trees.draw(docs, {}, onto=trees.GOOD)
    (docs.parent / "SECRET.txt").write_text(SECRET, "utf-8")
    expected = Found()
    for file in sorted(PAGES.glob("*.md")):
        path = f"units/{file.stem}/index.md"
        text, wanted = trees.take_expectations(file.read_text("utf-8"))
        trees.draw(docs, {path: text})
        expected.update({(path, line, code): times for (line, code), times in wanted.items()})
    for made in MADE:
        target = docs / made.path
        target.parent.mkdir(parents=True, exist_ok=True)
        made.make(target)
        if made.code:
            expected[made.path, made.line, made.code] += 1
    return expected


def _write(content: bytes | str) -> Callable[[Path], object]:
    return lambda target: target.write_bytes(content if isinstance(content, bytes) else content.encode())


def _link(to: str) -> Callable[[Path], object]:
    return lambda target: target.symlink_to(to)


def _unit(body: str = "", **fields: str) -> str:
    more = "".join(f"{key}: {value}\n" for key, value in fields.items())
    return trees.unit(f"Uartig enhed {zlib.crc32((body + more).encode())}", "sundhed-og-omsorg", more, body)


_PICTURES = ("sted.jpg", "bombe.png", "tekst.png", "halvt.jpg", "film.webp", "mange-ord.png")


def _list_images(*names: str) -> str:
    """Return the value of `images` for pictures on which nobody can be known."""
    return "[" + ", ".join(f"{{file: {name}, alt: En gryde, consent: {{people: ingen}}}}" for name in names) + "]"


def _photo_with_a_place() -> bytes:
    """Return a photograph whose file tells where it was taken, with a script at its end."""
    exif = Image.Exif()
    exif[0x010E] = SECRET
    exif.get_ifd(0x8825)[1] = "N"
    stream = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(stream, "JPEG", exif=exif)
    return stream.getvalue() + b"<script>alert(1)</script>" + SECRET.encode()


def _bomb(side: int) -> bytes:
    """Return a small PNG file that says it is a square of many points."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    rows = zlib.compress(bytes((side // 8 + 1) * 2000), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _words_that_unpack() -> bytes:
    """Return a small picture with sixty million letters in it."""
    info = PngImagePlugin.PngInfo()
    for number in range(60):
        info.add_text(f"k{number}", "0101 80 1234 " * 76_900, zip=True)
    return photographs.save(Image.new("RGB", (8, 8)), "PNG", pnginfo=info)


def _revised_paper() -> bytes:
    return papers.revised(papers.raw(*papers.SIMPLE), 3, papers.SIMPLE[2])


def _paper_of_digits() -> bytes:
    """Return a small document that says fourteen million letters, all of them digits and spaces."""
    return papers.Paper(b"BT /F1 9 Tf (" + b"0101 80 1234 " * 1_100_000 + b") Tj ET").bytes()


def _shorts(amount: int) -> list[str]:
    """Return abbreviations that nobody explains."""
    letters = "BDFGMNRUVY"
    return [f"{one}{two}{three}" for one in letters for two in letters for three in letters][:amount]


def _story(title: str) -> str:
    return trees.story(title, themes="blik-for-borgeren")


LAUGHS = "aliases: &a [x]\n" + "".join(f"x{number}: [{'*a, ' * 9}]\n" for number in range(9))
MADE: tuple[Made, ...] = (
    # Files that are something else, or lie in the way.
    Made("units/genvej-til-fil/index.md", _link("/etc/hostname"), "S03"),
    Made("units/genvej-til-mappe", _link("/etc"), "S03"),
    Made("units/genvej-i-ring/index.md", _link("index.md"), "S03"),
    Made("units/genvej-til-intet/index.md", _link("findes-ikke.md"), "S03"),
    Made("units/genvej-til-hemmelighed/index.md", _link("../../../SECRET.txt"), "S03"),
    Made("units/koekkenet-gryden/hostname.png", _link("/etc/hostname"), "S03"),
    Made("units/roer/index.md", os.mkfifo, "S03"),
    Made("units/koekkenet-gryden/.meta.yml", _write("render_macros: true\n"), "S04"),
    Made("units/koekkenet-gryden/.nav.yml", _write('nav: ["<script>": "javascript:alert(1)"]\n'), "S04"),
    Made("units/.git", Path.mkdir, "S02"),
    # Names that would run, collide, or be reserved.
    Made("units/{{ 7*7 }}", Path.mkdir, "S02"),
    Made("stories/{{ cycler.__init__.__globals__.os.popen('touch MARKER') }}.md", _write(_story("Cykler")), "S02"),
    Made("units/Koekkenet-Gryden", Path.mkdir, "S02"),
    Made("units/con", Path.mkdir, "S02"),
    Made("units/com1", Path.mkdir, "S02"),
    Made("stories/nul.md", _write(_story("Nul")), "S02"),
    Made("units/a b", Path.mkdir, "S02"),
    Made("units/a'b", Path.mkdir, "S02"),
    Made('units/a"b', Path.mkdir, "S02"),
    Made("units/a?b", Path.mkdir, "S02"),
    Made("units/a:b", Path.mkdir, "S02"),
    Made(f"units/{'a' * 200}", Path.mkdir, "S02"),
    Made("units/2", Path.mkdir, "S02"),
    Made("stories/readme.html", _write("<script>alert(1)</script>"), "S04"),
    Made("units/koekkenet-gryden/index.html", _write("<script>alert(1)</script>"), "S04"),
    Made("units/koekkenet-gryden/billede.svg", _write("<svg xmlns='x' onload='alert(1)'/>"), "S04"),
    Made("units/koekkenet-gryden/bundle.js", _write("alert(1)"), "S04"),
    Made("units/koekkenet-gryden/stil.css", _write("body{display:none}"), "S04"),
    Made("units/koekkenet-gryden/uden-endelse", _write("x"), "S04"),
    Made("units/enlig.md", _write(_unit()), "S01"),
    Made("units/koekkenet-gryden/assets/main.md", _write(trees.interpretation("Indmad")), "H01"),
    Made("units/koekkenet-gryden/assets/javascripts/main.md", _write("x"), "S01"),
    # Bytes.
    Made("units/latin/index.md", _write(_unit("Kørsel").encode("latin-1")), "L01", 8),
    Made("units/utf-sexten/index.md", _write(_unit().encode("utf-16")), "L01"),
    Made("units/to-maerker/index.md", _write(b"\xef\xbb\xbf\xef\xbb\xbf" + _unit().encode()), "L02"),
    Made("units/nul-tegn/index.md", _write(_unit("a\0b")), "L02", 8),
    Made("units/pladsholder/index.md", _write(_unit("\x02wzxhzdk:0\x03")), "L02", 8),
    Made("units/baglaens/index.md", _write(_unit("Husk \u202egpj.exe")), "L02", 8),
    Made("units/et-maerke/index.md", _write(b"\xef\xbb\xbf" + _unit("ét mærke").replace("\n", "\r\n").encode()), ""),
    # Work that never ends.
    Made("units/klammer/index.md", _write(_unit("[" * 150_000)), "R01", 8),
    Made("units/billedklammer/index.md", _write(_unit("![" * 40_000)), "R01", 8),
    Made("units/laenker/index.md", _write(_unit("[a](b" * 30_000)), "", 8),
    Made("units/dybe-punkter/index.md", _write(_unit("- " * 60_000 + "x")), "M02", 8),
    Made("units/mange-klammer-i-felter/index.md", _write("---\ntitle: " + "[" * 15_000 + "\n---\n"), "L09", 2),
    # Work that grows faster than its text: each is told of as what it is, or shown.
    Made("units/uden-mellemrum/index.md", _write(_unit("Vi har en arbejdplads.\n\nxqz" + "æ" * 90_000)), ""),
    Made("units/forkortelser/index.md", _write(_unit(" ".join(_shorts(101)))), ""),
    Made("units/lange-ord/index.md", _write(_unit("arbejds" * 25_000)), ""),
    Made("units/kryds/index.md", _write(_unit("# " * 60_000 + "x")), ""),
    Made("units/mellemrum/index.md", _write(_unit("## a" + " " * 100_000 + "b")), ""),
    Made("units/aliasser/index.md", _write(_unit(aliases="\n" + "- ord #x\n" * 1000)), ""),
    Made("units/skabelon/index.md", _write(_unit("[skriv " * 20_000)), ""),
    Made("units/punktummer/index.md", _write(_unit("https://eksempel.invalid/" + "." * 90_000 + "x")), ""),
    Made("units/store-felter/index.md", _write("---\ntitle: x\n" + "[" * 190_000 + "\n---\n"), "L03"),
    Made("units/dybe-felter/index.md", _write("---\n" + "a\n:   b\n" * 1700 + "---\n"), "L11", 2),
    Made("units/latter/index.md", _write(f"---\ntitle: x\n{LAUGHS}---\n"), "L07", 3),
    Made("units/kaempe/index.md", _write("a" * 200_001), "L03"),
    # Pictures and other files. A page lists the pictures, and says that nobody can be known on them.
    Made("units/koekkenet-gryden/index.md", _write(_unit(images=_list_images(*_PICTURES))), ""),
    Made("units/koekkenet-gryden/sted.jpg", _write(_photo_with_a_place()), ""),
    Made("units/koekkenet-gryden/bombe.png", _write(_bomb(30_000)), "B02"),
    Made("units/koekkenet-gryden/tekst.png", _write("<script>alert(1)</script>"), "B02"),
    Made("units/koekkenet-gryden/halvt.jpg", _write(_photo_with_a_place()[:200]), "B02"),
    Made("units/koekkenet-gryden/film.webp", _write(photographs.make_film("WEBP")), ""),
    Made("units/koekkenet-gryden/mange-ord.png", _write(_words_that_unpack()), "P06"),
    Made("units/koekkenet-gryden/side.pdf", _write("<!DOCTYPE html><script>alert(1)</script>"), "P06"),
    Made("units/koekkenet-gryden/program.pdf", _write(b"MZ\x90\0" + papers.plain()), "P06"),
    Made("units/koekkenet-gryden/tom.pdf", _write(b""), "P06"),
    Made("units/koekkenet-gryden/pakke.pdf", _write(b"PK\x03\x04" + bytes(26) + b"word/document.xml"), "P06"),
    Made("units/koekkenet-gryden/udgaver.pdf", _write(_revised_paper()), "P06"),
    Made("units/koekkenet-gryden/cifre.pdf", _write(_paper_of_digits()), "P06"),
    Made("units/koekkenet-gryden/parenteser.pdf", _write(papers.Paper(b"(" * 2_000_000).bytes()), ""),
    Made("units/koekkenet-gryden/god.pdf", _write(papers.plain()), ""),
)


def editorial_pages() -> Mapping[str, str]:
    """Return editorial pages that a docs folder brings, full of macros: they are words and nothing else."""
    call = "{{ cycler.__init__.__globals__.os.popen('touch MARKER').read() }} {{ theme_tiles() }} {{ config }}"
    return {
        "index.md": f"---\ntitle: Forside\n---\n# Forside\n\n{call}\n\n<script>alert(1)</script>\n",
        "about/words.md": f"---\ntitle: Ord\ndescription: Ord\n---\n{call} {{% include 'index.md' %}}\n",
    }
