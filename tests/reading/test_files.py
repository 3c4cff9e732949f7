"""Files: whatever lies below the docs folder is a page, an attachment or a problem.

(model.places, reading.files, reading.leavings, reading.limits, reading.reader)
"""

import os
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

import trees
from catalogue.checks.check import Check
from catalogue.problems.problem import Problem
from catalogue.reading import files, limits, reader
from catalogue.reading.files import SourceFile
from people import CHECKED

Draw = Callable[..., Path]


def judge_file(draw: Draw, path: str, content: str | bytes = "") -> list[tuple[int, str]]:
    """Return the lines and codes told of one file in a small tree."""
    docs = draw({**trees.small(), path: content})
    return [(problem.line, problem.code) for problem in reader.read(docs).problems]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (trees.story().encode(), []),
        (trees.story().replace("\n", "\r\n").encode(), []),
        (trees.story().replace("\n", "\r").encode(), []),
        (b"\xef\xbb\xbf" + trees.story().encode(), []),
        (trees.story(body="Tabulator\tog linje\n").encode(), []),
        (trees.story(body="Blødt binde\u00adord\n").encode(), []),
        (trees.story(body="Et hårdt\u00a0mellemrum og 👍\n").encode(), []),
        (trees.story().encode("latin-1") + "Køkken".encode("latin-1"), [(7, "L01")]),
        (trees.story("Kø").encode("cp1252"), [(2, "L01")]),
        (trees.story().encode("utf-16"), [(1, "L01")]),
        (trees.story().encode("utf-16-le"), [(1, "L02")]),
        (trees.story().encode("utf-32"), [(1, "L01")]),
        (b"\xff\xfe\xfa", [(1, "L01")]),
        (trees.story(body="Halvt tegn \xc3").encode("latin-1"), [(7, "L01")]),
        (b"\xed\xa0\x80", [(1, "L01")]),
        (b"\xef\xbb\xbf" * 2 + trees.story().encode(), [(1, "L02")]),
        (trees.story(body="Midt\ufeffi").encode(), [(7, "L02")]),
        (trees.story(body="Et\0to").encode(), [(7, "L02")]),
        (trees.story(body="\n\nEt\x1bto").encode(), [(9, "L02")]),
        (trees.story(body="Et\x0cto").encode(), [(7, "L02")]),
        (trees.story(body="Et\x7fto").encode(), [(7, "L02")]),
        (trees.story(body="Et\u0085to").encode(), [(7, "L02")]),
        (trees.story(body="Et\u2028to").encode(), [(7, "L02")]),
        (trees.story(body="Et\u200bto").encode(), [(7, "L02")]),
        (trees.story(body="Et\u202eto").encode(), [(7, "L02")]),
        (trees.story(body="Et\u2066to").encode(), [(7, "L02")]),
        (trees.story(body="Et\u061cto").encode(), [(7, "L02")]),
        (trees.story(body="Et\uffffto").encode(), [(7, "L02")]),
        (trees.story(title="Et\u200fto").encode(), [(2, "L02")]),
        (b"", [(1, "L04")]),
    ],
)
def test_bytes_are_read_as_text_or_told_of_on_their_line(
    draw: Draw, content: bytes, expected: list[tuple[int, str]]
) -> None:
    assert judge_file(draw, "stories/proeven.md", content) == expected


def test_the_message_says_which_byte_and_which_character() -> None:
    not_utf8, invisible = files.decode("x.md", b"ab\xff"), files.decode("x.md", "ab\u202e".encode())
    assert isinstance(not_utf8, Problem)
    assert isinstance(invisible, Problem)
    assert "(byte 2)" in not_utf8.message
    assert "(U+202E)" in invisible.message


def test_letters_written_in_two_parts_become_one() -> None:
    assert files.decode("x.md", "a\u030a".encode()) == "å"


def test_a_soft_hyphen_is_taken_out() -> None:
    assert files.decode("x.md", "binde\u00adord".encode()) == "bindeord"


@pytest.mark.parametrize("size", [limits.PAGE_BYTES, limits.PAGE_BYTES + 1])
def test_a_page_may_hold_200_000_bytes_and_no_more(draw: Draw, size: int) -> None:
    page = trees.story().encode().ljust(size, b"\n")
    assert judge_file(draw, "stories/proeven.md", page) == ([] if size == limits.PAGE_BYTES else [(1, "L03")])


def test_a_page_that_grows_while_it_is_read_is_cut_off(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_bytes(b"x" * (limits.PAGE_BYTES + 1))
    text = files.read_text(SourceFile("stories/x.md", tmp_path / "x.md"))
    assert isinstance(text, Problem)
    assert text.code == "L03"


def test_a_page_that_goes_away_before_it_is_read_is_a_problem(tmp_path: Path) -> None:
    text = files.read_text(SourceFile("stories/x.md", tmp_path / "x.md"))
    assert isinstance(text, Problem)
    assert (text.code, text.message) == ("S05", "Filen kan ikke læses: den findes ikke.")


def test_a_page_that_becomes_a_link_before_it_is_read_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "x.md").symlink_to("/etc/hostname")
    text = files.read_text(SourceFile("stories/x.md", tmp_path / "x.md"))
    assert isinstance(text, Problem)
    assert (text.code, text.message) == ("S05", "Filen kan ikke læses: den er en genvej.")


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("stories/en-god-dag.md", []),
        ("stories/2026-aaret.md", []),
        ("stories/billede.webp", []),
        ("units/gryden/plan-2026.pdf", []),
        ("stories/En-god-dag.md", ["S02"]),
        ("stories/en god dag.md", ["S02"]),
        ("stories/en_god_dag.md", ["S02"]),
        ("stories/en-god-dåg.md", ["S02"]),
        ("stories/-en.md", ["S02"]),
        ("stories/en--to.md", ["S02"]),
        ("stories/en.to.md", ["S02"]),
        ("stories/en.MD", ["S02"]),
        ("stories/2.md", ["S02"]),
        ("stories/con.md", ["S02"]),
        ("stories/lpt1.png", ["S02"]),
        ("stories/.md", ["S02"]),
        ("stories/.skjult.md", ["S02"]),
        ("stories/.DS_Store", []),
        ("units/.git/config", ["S02"]),
        ("units/gryden/.meta.yml", ["S04"]),
        ("stories/~$plan.docx", []),
        ("stories/Min Plan.docx", ["S04"]),
        ("stories/{{ 7*7 }}.md", ["S02"]),
        ("stories/en\nto.md", ["S02"]),
        ("stories/en:to.md", ["S02"]),
        ("stories/" + "a" * 101 + ".md", ["S02"]),
        ("stories/" + "a" * 100 + ".png", []),
        ("units/Gryden/index.md", ["S02"]),
        ("units/2/index.md", ["S02"]),
        ("units/nul/index.md", ["S02"]),
        ("stories/plan.docx", ["S04"]),
        ("stories/tegning.svg", ["S04"]),
        ("stories/side.html", ["S04"]),
        ("stories/kode.js", ["S04"]),
        ("stories/laes", ["S04"]),
        ("stories/x.markdown", ["S04"]),
        ("units/gryden.md", ["S01"]),
        ("units/index.md", ["S01"]),
        ("units/gryden/borgeren/fejlbogen.md", []),
        ("units/gryden/borgeren/arkiv/fejlbogen.md", ["S01"]),
        ("units/gryden/borgeren/index.md", ["S01"]),
        ("units/gryden/plan.md", ["S02"]),
        ("units/gryden/meetings/2026-02-01.md", []),
        ("units/gryden/meetings/2026-02-30.md", ["S10"]),
        ("units/gryden/meetings/2026-2-1.md", ["S10"]),
        ("units/gryden/meetings/1. februar 2026.md", ["S10"]),
        ("units/gryden/meetings/20260201.md", ["S10"]),
        ("units/gryden/meetings/meetings.md", ["S10"]),
        ("units/gryden/meetings/index.md", ["S10"]),
        ("units/gryden/meetings/tavlen.png", []),
        ("units/gryden/meetings/arkiv/2026-02-01.md", ["S01"]),
        ("units/gryden/meetings.md", ["S02"]),
        ("units/meetings/meetings/2026-02-01.md", []),
        ("units/gryden/borgeren/plan.md", ["S02"]),
        ("units/gryden/borgeren/plan.pdf", []),
        ("units/plan/index.md", []),
        ("stories/meetings.md", ["S02"]),
        ("themes/plan.md", ["S02"]),
        ("units/gryden/arkiv/index.md", ["S01"]),
        ("stories/2026-aaret/morgen.md", ["S01"]),
        ("stories/index.md", ["S01"]),
        ("themes/index.md", ["S01"]),
        ("themes/emner/index.md", ["S01"]),
        ("andet/side.md", []),
    ],
)
def test_names_and_places_are_judged(draw: Draw, path: str, expected: list[str]) -> None:
    """What else is wrong, when a page is read under a name that it may not keep, is not asked for here."""
    told = [code for _, code in judge_file(draw, path, trees.story("Prøven"))]
    assert [code for code in told if code.startswith("S")] == expected


@pytest.mark.parametrize(
    ("name", "guess"),
    [
        ("Morgen møde.md", "morgen-moede.md"),
        ("Morgenmøde.MD", "morgenmoede.md"),
        (".skjult.md", "skjult.md"),
        ("Ærø & Årø.png", "aeroe-aaroe.png"),
        ("2.md", ""),
        ("con.md", ""),
        ("???.md", ""),
        ("日本.md", ""),
    ],
)
def test_a_bad_name_is_told_with_one_that_could_be_used(draw: Draw, name: str, guess: str) -> None:
    docs = draw({**trees.small(), f"stories/{name}": trees.story("Prøven")})
    (problem,) = reader.read(docs).problems
    assert problem.message.startswith(f"Navnet »{name}« kan ikke bruges i en adresse.")
    assert problem.message.endswith(f"Kald den »{guess}«.") if guess else "Kald den" not in problem.message


@pytest.mark.parametrize(
    ("path", "guess"),
    [
        ("units/enheden/enheden_blik-for-borgeren.md", "blik-for-borgeren.md"),
        ("units/enheden/enheden_om-os.md", "index.md"),
        ("stories/historie_da-bogen-kom.md", "da-bogen-kom.md"),
        ("units/enheden/andre_blik-for-borgeren.md", "andre-blik-for-borgeren.md"),
    ],
)
def test_a_file_that_came_by_mail_is_told_the_name_it_has_in_its_folder(draw: Draw, path: str, guess: str) -> None:
    problems = reader.read(draw({**trees.small(), path: ""})).problems
    (problem,) = (one for one in problems if one.message.startswith("Navnet"))
    assert problem.message.endswith(f"Kald den »{guess}«.")


def test_a_name_of_bytes_that_are_no_text_is_told_of_on_one_line(draw: Draw) -> None:
    docs = draw(trees.small())
    (Path(os.fsdecode(os.fsencode(docs / "stories") + b"/en\xff\nto.md"))).write_text(trees.story("Prøven"), "utf-8")
    (problem,) = reader.read(docs).problems
    assert (problem.path, problem.code) == ("stories/en??to.md", "S02")


def _to_file(docs: Path) -> None:
    (docs / "stories/x.md").symlink_to(docs / "stories/morgen.md")


def _to_nothing(docs: Path) -> None:
    (docs / "stories/x.md").symlink_to("findes-ikke")


def _to_itself(docs: Path) -> None:
    (docs / "stories/x.md").symlink_to("x.md")


def _to_folder(docs: Path) -> None:
    (docs / "stories/x.md").symlink_to("/etc")


def _pipe(docs: Path) -> None:
    os.mkfifo(docs / "stories/x.md")


def _folder(docs: Path) -> None:
    (docs / "stories/x.md").mkdir()


@pytest.mark.parametrize(
    ("make", "expected"),
    [
        (_to_file, "S03"),
        (_to_nothing, "S03"),
        (_to_itself, "S03"),
        (_to_folder, "S03"),
        (_pipe, "S03"),
        (_folder, "S02"),
    ],
)
def test_what_is_no_regular_file_is_not_read(draw: Draw, make: Callable[[Path], None], expected: str) -> None:
    docs = draw(trees.small())
    make(docs)
    assert [(problem.path, problem.code) for problem in reader.read(docs).problems] == [("stories/x.md", expected)]


def test_a_whole_folder_that_is_a_link_is_not_followed(draw: Draw, tmp_path: Path) -> None:
    docs = draw({path: text for path, text in trees.small().items() if not path.startswith("stories")})
    trees.draw(tmp_path / "andetsteds", {"x.md": trees.story()})
    (docs / "stories").symlink_to(tmp_path / "andetsteds")
    reading = reader.read(docs)
    assert [(problem.path, problem.code) for problem in reading.problems] == [("stories", "S03")]


@pytest.fixture
def dig(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], None]]:
    """Make folders within folders, deeper than Python can call itself or a path be long; gone when the test ends."""
    depth = 1_500

    def dig(folder: Path) -> None:
        monkeypatch.chdir(folder)
        for _ in range(depth):
            Path("a").mkdir()
            os.chdir("a")

    yield dig
    for _ in range(depth):
        os.chdir("..")
        Path("a").rmdir()


def test_folders_within_folders_come_to_an_end(draw: Draw, dig: Callable[[Path], None]) -> None:
    docs = draw(trees.small())
    dig(docs / "units/gryden")
    assert [problem.code for problem in reader.read(docs).problems] == ["S01"]


SMALL_TREE_PROBLEMS: Mapping[str, list[str]] = {
    "themes": ["themes:S06"],
    "units": [],
    "stories": [],
}


@pytest.mark.parametrize("folder", SMALL_TREE_PROBLEMS)
def test_only_themes_must_be_there(draw: Draw, folder: str) -> None:
    docs = draw({path: text for path, text in trees.small().items() if not path.startswith(folder)})
    found = [f"{problem.path}:{problem.code}" for problem in reader.read(docs).problems]
    assert found == SMALL_TREE_PROBLEMS[folder]


def test_what_lies_outside_the_contributed_folders_is_no_business_of_the_reader(draw: Draw) -> None:
    docs = draw({**trees.small(), "Rod/Filer Her.txt": b"\xff", ".git/config": "hemmeligt", "index.md": "Tekst"})
    assert reader.read(docs).problems == ()


def test_a_reading_is_sorted_and_the_same_each_time(draw: Draw) -> None:
    docs = draw(trees.small())
    assert reader.read(docs) == reader.read(docs)
    assert [page.path for page in reader.read(docs).pages] == sorted(trees.small())


JOINED = ("👩‍🍳", "👨‍👩‍👧", "🏳️‍🌈", "👩🏽‍🍳", "❤️‍🔥", "می‌خواهم", "क्‍ष", "🏴󠁧󠁢󠁥󠁮󠁧󠁿", "1\ufe0f\u20e3", "☀\ufe0f")
NOT_JOINED = (
    *("a\u200db", "a\u200cb", "1\u200d2", "👩\u200da", "\u200d👩", "a\u200b", "👩\u200b🍳", "\u202e"),
    *("a\U000e0067b", "🏴" + "\U000e0067" * 9, "a\ufe01", "☀\ufe0f\ufe01", "a\U000e0100", "\u3164", "a\u034fb"),
)


@pytest.mark.parametrize("text", JOINED)
def test_what_joins_an_emoji_or_is_spelling_is_let_through(text: str) -> None:
    assert files.decode("x.md", f"Kokken {text} siger".encode()) == f"Kokken {text} siger"


@pytest.mark.parametrize("text", NOT_JOINED, ids=ascii)
def test_what_joins_nothing_is_invisible(text: str) -> None:
    assert isinstance(files.decode("x.md", text.encode()), Problem)


LEFT = """.DS_Store ._index.md ._tavle.png Thumbs.db ehthumbs.db desktop.ini ~$plan.docx ~WRL0001.tmp .~lock.plan.odt#
.nextcloudsync.log .sync_1a2b.db .obsidian
 .index.md.swp index.md~ #index.md# .#index.md index.md.crdownload .Spotlight-V100 .Trashes .localized .directory"""


@pytest.mark.parametrize("name", LEFT.split())
def test_what_a_system_leaves_is_left_aside_and_looked_through(draw: Draw, name: str) -> None:
    docs = draw({**trees.small(), f"units/gryden/{name}": "x", f"stories/__MACOSX/{name}": "x"})
    listing = files.list_files(docs)
    assert listing.problems == ()
    assert {file.path for file in listing.refused} == {f"units/gryden/{name}", f"stories/__MACOSX/{name}"}
    assert reader.read(docs).problems == ()


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("index - Kopi.md", files.COPY.format(name="index.md")),
        ("index - Kopi (2).md", files.COPY.format(name="index.md")),
        ("index (1).md", files.COPY.format(name="index.md")),
        ("Kopi af index.md", files.COPY.format(name="index.md")),
        ("index copy.md", files.COPY.format(name="index.md")),
        ("index copy 2.md", files.COPY.format(name="index.md")),
        ("index - Kopi - Kopi.md", files.COPY.format(name="index.md")),
        ("index (Kolleg Eksempels konfliktkopi 2026-01-01).md", files.COPY.format(name="index.md")),
        ("index (conflicted copy 2026-01-01 120000).md", files.COPY.format(name="index.md")),
        ("index.sync-conflict-20260101-120000-ABC.md", files.COPY.format(name="index.md")),
        ("index-DESKTOP-AB12.md", files.COPY.format(name="index.md")),
        ("INDEX.md", files.TAKEN.format(name="index.md")),
        (".index.md", files.TAKEN.format(name="index.md")),
        ("index.md.txt", files.TAKEN.format(name="index.md")),
        ("blik for borgeren - Kopi.md", "Kald den »blik-for-borgeren.md«."),
        ("Digitale Muligheder.md.txt", "Kald den »digitale-muligheder.md«."),
        ("digitale-muligheder.md.txt", "Kald den »digitale-muligheder.md«."),
        ("tavle.jpg.jpeg", "Kald den »tavle.jpg«."),
        ("plan.pdf.pdf", "Kald den »plan.pdf«."),
    ],
)
def test_a_name_is_never_guessed_that_leads_to_the_next_error(draw: Draw, name: str, way: str) -> None:
    docs = draw({**trees.small(), f"units/gryden/{name}": "x"})
    (problem,) = files.list_files(docs).problems
    assert problem.code == "S02"
    assert problem.message.endswith(way)
    if way.startswith("Kald"):
        guess = way.removeprefix("Kald den »").removesuffix("«.")
        assert files.refuse(f"units/gryden/{guess}", 1) is None


@pytest.mark.parametrize("name", ["index - Kopi.md", "index (1).md", "Kopi af borgeren.md", "index-PC-AB12.md"])
def test_of_a_copy_beside_its_original_it_is_told_that_it_is_one_and_what_must_not_be_shared(
    draw: Draw, judge: Callable[[Path], Check], name: str
) -> None:
    kept = "borgeren.md" if "borgeren" in name else "index.md"
    text = f"---\nfelt: noget\n---\nHos {CHECKED}.\n"
    docs = draw({**trees.small(), f"units/gryden/{name}": text})
    told = [one for one in judge(docs).problems if one.path == f"units/gryden/{name}"]
    assert sorted(one.code for one in told) == ["P01", "S02"]
    assert any(files.COPY.format(name=kept) in one.message for one in told)


def test_what_a_name_with_two_endings_is_of_is_one_thing_in_all_that_is_told(
    draw: Draw, judge: Callable[[Path], Check]
) -> None:
    docs = draw({**trees.small(), "units/gryden/borgern.md.md": trees.interpretation("Ny")})
    told = [one.message for one in judge(docs).problems if one.path.endswith("borgern.md.md")]
    assert all("borgern-md" not in message for message in told)
    assert any("Mente du »borgeren«?" in message for message in told)


@pytest.mark.parametrize("name", ["Min Plan.docx", "en god dag.txt", "TAVLE.HEIC", "2.xlsx"])
def test_an_ending_that_cannot_be_used_is_told_of_before_the_name(draw: Draw, name: str) -> None:
    (problem,) = files.list_files(draw({**trees.small(), f"units/gryden/{name}": "x"})).problems
    assert problem.code == "S04"
