"""`catalogue new`: a page that passes the check before its writer has touched it; nothing is ever overwritten."""

import os
import pty
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import trees
from catalogue.checks import Check
from catalogue.edges import cli

Draw = Callable[..., Path]
Judge = Callable[[Path], Check]


class Made:
    """How a run of `catalogue new` ended."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


@pytest.fixture
def new(capsys: pytest.CaptureFixture[str]) -> Callable[..., Made]:
    """Run `catalogue new` on a tree, as one does without a terminal."""

    def new(docs: Path, *words: str) -> Made:
        status = cli.main(["new", *words, "--docs", str(docs), "--today", trees.TODAY.isoformat()])
        return Made(status, *capsys.readouterr())

    return new


def snapshot(docs: Path) -> dict[str, bytes]:
    return {file.relative_to(docs).as_posix(): file.read_bytes() for file in docs.rglob("*") if file.is_file()}


@pytest.mark.parametrize(
    ("words", "path"),
    [
        (["unit", "Køkkenet på Åen"], "units/koekkenet-paa-aaen/index.md"),
        (["unit", "Kilden", "--area", "omraadet", "--summary", "Vi tapper vand."], "units/kilden/index.md"),
        (["interpretation", "De samme få ansigter"], "units/gryden/digitalt.md"),
        (["interpretation", "Nyt", "--unit", "omraadet", "--theme", "borgeren"], "units/omraadet/borgeren.md"),
        (["story", "Da ruten blev kendt"], "stories/da-ruten-blev-kendt.md"),
        (["story", "Nyt", "--theme", "digitalt", "--unit", "gryden"], "stories/nyt.md"),
        (["unit", "2024"], ""),
        (["story", 'Vi er #1: "bedst" & {sidst}'], ""),
        (["story", "no"], "stories/no.md"),
        (["story", "- [x] * ikke en liste!"], "stories/x-ikke-en-liste.md"),
        (["story", "Vi er #1: »bedst«"], "stories/vi-er-1-bedst.md"),
    ],
)
def test_a_new_page_passes_the_check(
    words: list[str], path: str, new: Callable[..., Made], draw: Draw, judge: Judge
) -> None:
    docs = draw({**trees.small(), "themes/digitalt.md": trees.theme(2, "Digitalt")})
    before = snapshot(docs)
    made = new(docs, *words)
    assert judge(docs).problems == ()
    if path:
        assert (made.status, made.out) == (0, f"{docs}/{path}\n")
        assert set(snapshot(docs)) - set(before) == {path}
        assert f"catalogue check {docs}/{path}" in made.err
    else:
        assert made.status == 1
        assert snapshot(docs) == before


def test_what_is_given_stands_on_the_page(new: Callable[..., Made], draw: Draw) -> None:
    docs = draw(trees.small())
    new(docs, "interpretation", "Vi ringer", "--unit", "omraadet", "--theme", "borgeren", "--summary", "Kort: godt")
    page, problems = trees.read("units/omraadet/borgeren.md", (docs / "units/omraadet/borgeren.md").read_text("utf-8"))
    assert problems == []
    assert page is not None
    assert (page.fields.title, page.fields.summary, page.fields.updated) == ("Vi ringer", "Kort: godt", trees.TODAY)
    assert page.body.count("\n## ") == 4


def test_a_tree_without_areas_gets_one(new: Callable[..., Made], draw: Draw, judge: Judge) -> None:
    docs = draw({"themes/borgeren.md": trees.theme()})
    made = new(docs, "unit", "Køkkenet")
    assert made.status == 0
    assert made.out.splitlines() == [f"{docs}/units/faelles-omraade/index.md", f"{docs}/units/koekkenet/index.md"]
    assert judge(docs).problems == ()


def test_the_first_area_may_be_named(new: Callable[..., Made], draw: Draw, judge: Judge) -> None:
    docs = draw({"themes/borgeren.md": trees.theme()})
    assert new(docs, "unit", "Køkkenet", "--area", "Sundhed og Omsorg").status == 0
    assert judge(docs).problems == ()
    assert "area: sundhed-og-omsorg" in (docs / "units/koekkenet/index.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["unit", "Gryden"], "Der ligger allerede en side i units/gryden/index.md."),
        (["story", "Morgen", "--summary", "Nyt"], "»Morgen« er allerede titlen på stories/morgen.md."),
        (["story", "Morgen!"], "Der ligger allerede en side i stories/morgen.md."),
        (["interpretation", "Nyt", "--unit", "gryden", "--theme", "borgeren"], "Der ligger allerede en side i"),
        (["interpretation", "Nyt", "--unit", "gryden"], "Der ligger allerede en side i units/gryden/borgeren.md."),
        (
            ["interpretation", "køkkenet ringer", "--unit", "omraadet"],
            "er allerede titlen på units/gryden/borgeren.md.",
        ),
        (["unit", "Nyt", "--area", "omradet"], "»omradet«, blandt katalogets områder. Mente du »omraadet«?"),
        (["unit", "Nyt", "--area", "gryden"], "»gryden«, blandt katalogets områder. Vælg mellem omraadet."),
        (["interpretation", "Nyt", "--unit", "gryde"], "»gryde«, blandt katalogets enheder. Mente du »gryden«?"),
        (["interpretation", "Nyt", "--theme", "borger"], "»borger«, blandt katalogets temaer. Mente du »borgeren«?"),
        (["story", "Nyt", "--theme", "borger"], "»borger«, blandt katalogets temaer. Mente du »borgeren«?"),
        (["story", "Nyt", "--unit", "gryde"], "»gryde«, blandt katalogets enheder. Mente du »gryden«?"),
        (["unit", "???"], "»???« kan ikke blive til en adresse."),
        (["story", ""], "»« kan ikke blive til en adresse."),
        (["story", "x" * 91], "Siden er ikke lavet."),
        (["story", "<b>fed</b>"], "Siden er ikke lavet."),
        (["story", "[skriv her]"], "Siden er ikke lavet."),
        (["story", "Nyt", "--summary", "x" * 161], "Siden er ikke lavet."),
    ],
)
def test_what_cannot_be_made_is_refused_and_changes_nothing(
    words: list[str], told: str, new: Callable[..., Made], draw: Draw
) -> None:
    docs = draw(trees.small())
    before = snapshot(docs)
    made = new(docs, *words)
    assert made.status == 1
    assert told in made.err
    assert snapshot(docs) == before
    assert sorted(folder.name for folder in (docs / "units").iterdir()) == ["gryden", "omraadet"]


@pytest.mark.parametrize(
    "words", [["unit", "Fælles område"], ["unit", "Nyt", "--area", "???"], ["unit", "Nyt", "--area", "Nyt"]]
)
def test_a_first_unit_that_cannot_be_made_leaves_no_area_behind(
    words: list[str], new: Callable[..., Made], draw: Draw
) -> None:
    docs = draw({"themes/borgeren.md": trees.theme()})
    assert new(docs, *words).status == 1
    assert set(snapshot(docs)) == {"themes/borgeren.md"}


def test_an_interpretation_needs_a_unit(new: Callable[..., Made], draw: Draw) -> None:
    made = new(draw({"themes/borgeren.md": trees.theme()}), "interpretation", "Nyt")
    assert made.status == 1
    assert 'Begynd med: catalogue new unit "Jeres navn"' in made.err


def test_a_page_is_never_written_through_a_link(new: Callable[..., Made], draw: Draw) -> None:
    docs = draw(trees.small())
    (docs / "stories/nyt.md").symlink_to(docs.parent / "udenfor.md")
    assert new(docs, "story", "Nyt").status == 1
    assert not (docs.parent / "udenfor.md").exists()


def test_a_new_page_passes_although_others_are_broken(new: Callable[..., Made], draw: Draw) -> None:
    docs = draw({**trees.small(), "stories/morgen.md": "---\ntitle: [\n---\n"})
    assert new(docs, "story", "Nyt").status == 0


def type_to(words: list[str], answers: list[str]) -> tuple[int, str]:
    """Run the program in a terminal of its own, answer its questions, and return its status and what it showed."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "catalogue.edges.cli", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        close_fds=True,
    ) as process:
        os.close(theirs)
        os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
        shown = b""
        while True:
            try:
                shown += os.read(ours, 4096)
            except OSError:  # The other end is closed.
                break
        status = process.wait()
    os.close(ours)
    return status, shown.decode("utf-8").replace("\r\n", "\n")


def test_what_is_missing_is_asked_for_in_a_terminal(draw: Draw) -> None:
    tree = {
        **trees.small(),
        "units/kilden/index.md": trees.unit("Kilden"),
        "themes/digitalt.md": trees.theme(2, "Digitalt"),
    }
    docs = draw(tree)
    words = ["new", "interpretation", "Vi ringer", "--docs", str(docs), "--today", "2026-06-01"]
    status, shown = type_to(words, ["kilden", ""])
    assert status == 0, shown
    assert "Hvilken enhed? (kilden, gryden, omraadet) [kilden] " in shown
    assert "Hvilket tema? (borgeren, digitalt) [borgeren] " in shown
    assert (docs / "units/kilden/borgeren.md").is_file()


def test_an_answer_that_is_no_choice_is_refused_with_the_nearest(draw: Draw) -> None:
    docs = draw(trees.small())
    status, shown = type_to(["new", "interpretation", "Vi ringer", "--docs", str(docs)], ["grydne", ""])
    assert status == 1
    assert "Mente du »gryden«?" in shown


def test_the_name_of_the_first_area_is_asked_for_in_a_terminal(draw: Draw) -> None:
    docs = draw({"themes/borgeren.md": trees.theme()})
    status, shown = type_to(["new", "unit", "Køkkenet", "--docs", str(docs)], ["Børn og Kultur"])
    assert status == 0, shown
    assert "Hvilket område hører enheden til? [Fælles område] " in shown
    assert (docs / "units/boern-og-kultur/index.md").is_file()
