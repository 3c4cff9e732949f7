"""`catalogue new`: a page that passes the check before its writer has touched it; nothing is ever overwritten.

(commands.new, commands.scaffold, commands.terminal)
"""

import os
import pty
import re
import select
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import trees
from catalogue import checkout
from catalogue.checks.check import Check
from catalogue.commands import main, scaffold
from catalogue.commands.scaffold import NewPage
from catalogue.problems.problem import Severity
from processes import Finished

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
        status = main.main(["new", *words, "--docs", str(docs), "--today", trees.TODAY.isoformat()])
        return Made(status, *capsys.readouterr())

    return new


def snapshot(docs: Path) -> dict[str, bytes]:
    return {file.relative_to(docs).as_posix(): file.read_bytes() for file in docs.rglob("*") if file.is_file()}


@pytest.mark.parametrize(
    ("words", "path"),
    [
        (["unit", "Køkkenet på Åen", "--area", "omraadet"], "units/koekkenet-paa-aaen/index.md"),
        (["unit", "Eksempelområdet", "--area", "Eksempelområdet"], "units/eksempelomraadet/index.md"),
        (["unit", "Eksempelby Kommune", "--whole"], "units/eksempelby-kommune/index.md"),
        (["unit", "Kilden", "--area", "omraadet", "--summary", "Vi tapper vand."], "units/kilden/index.md"),
        (["interpretation", "De samme", "--unit", "gryden", "--theme", "digitalt"], "units/gryden/digitalt.md"),
        (["interpretation", "Nyt", "--unit", "omraadet", "--theme", "borgeren"], "units/omraadet/borgeren.md"),
        (["idea", "En til", "--unit", "omraadet", "--theme", "borgeren"], "units/omraadet/borgeren/en-til.md"),
        (
            ["meeting", "20. juni 2027", "--unit", "omraadet", "--summary", "Vi samler op."],
            "units/omraadet/meetings/2027-06-20.md",
        ),
        (["story", "Da ruten blev kendt", "--theme", "borgeren"], "stories/da-ruten-blev-kendt.md"),
        (["story", "Nyt", "--theme", "digitalt", "--unit", "gryden"], "stories/nyt.md"),
        (["unit", "2024", "--area", "omraadet"], ""),
        (["story", 'Vi er #1: "bedst" & {sidst}', "--theme", "borgeren"], ""),
        (["story", "no", "--theme", "borgeren"], "stories/no.md"),
        (["story", "- [x] * ikke en liste!", "--theme", "borgeren"], "stories/x-ikke-en-liste.md"),
        (["story", "Vi er #1: »bedst«", "--theme", "borgeren"], "stories/vi-er-1-bedst.md"),
    ],
)
def test_a_new_page_passes_the_check(
    words: list[str], path: str, new: Callable[..., Made], draw: Draw, judge: Judge
) -> None:
    docs = draw({**trees.small(), "themes/digitalt.md": trees.theme(2, "Digitalt")})
    before = snapshot(docs)
    made = new(docs, *words)
    told = judge(docs).problems
    assert {(problem.code, problem.severity) for problem in told} <= {("T02", Severity.ADVICE)}
    assert {problem.path for problem in told} == ({path} if path and "--summary" not in words else set())
    if path:
        assert (made.status, made.out) == (0, f"{docs}/{path}\n")
        assert set(snapshot(docs)) - set(before) == {path}
        assert f"catalogue check {docs}/{path}" in made.err
    else:
        assert made.status == 1
        assert snapshot(docs) == before


@pytest.mark.parametrize(
    "make",
    [
        lambda summary: scaffold.new_unit("Kilden", "omraadet", summary, trees.TODAY),
        lambda summary: scaffold.new_area("Kilden", summary, trees.TODAY),
        lambda summary: scaffold.new_interpretation("Vi tapper", "omraadet", "borgeren", summary, trees.TODAY),
        lambda summary: scaffold.new_story("Vi tapper", ["borgeren"], [], summary, trees.TODAY),
    ],
    ids=["unit", "area", "interpretation", "story"],
)
def test_the_scaffolds_own_sentence_is_advice_until_somebody_has_written_theirs(
    make: Callable[[str], NewPage], draw: Draw, judge: Judge
) -> None:
    for summary, codes in (("", {"T02"}), ("Vi tapper vand.", set())):
        page = make(summary)
        found = judge(draw({**trees.small(), page.path: page.text.split("\n## ")[0]}))
        assert {problem.code for problem in found.problems if problem.path == page.path} == codes
        assert found.errors == ()


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
    assert judge(docs).errors == ()


def test_the_first_area_may_be_named(new: Callable[..., Made], draw: Draw, judge: Judge) -> None:
    docs = draw({"themes/borgeren.md": trees.theme()})
    assert new(docs, "unit", "Køkkenet", "--area", "Sundhed og Omsorg").status == 0
    assert judge(docs).errors == ()
    assert "area: sundhed-og-omsorg" in (docs / "units/koekkenet/index.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["unit", "Gryden", "--area", "omraadet"], "Der ligger allerede en side i units/gryden/index.md."),
        (
            ["story", "Morgen", "--theme", "borgeren", "--summary", "Nyt"],
            "»Morgen« er allerede titlen på stories/morgen.md.",
        ),
        (["story", "Morgen!", "--theme", "borgeren"], "Der ligger allerede en side i stories/morgen.md."),
        (["interpretation", "Nyt", "--unit", "gryden", "--theme", "borgeren"], "Der ligger allerede en side i"),
        (
            ["interpretation", "køkkenet ringer", "--unit", "omraadet", "--theme", "borgeren"],
            "er allerede titlen på units/gryden/borgeren.md.",
        ),
        (["unit", "Nyt", "--area", "omradet"], "»omradet«, blandt katalogets områder. Mente du »omraadet«?"),
        (["unit", "Nyt", "--area", "gryden"], "»gryden«, blandt katalogets områder. Vælg mellem omraadet."),
        (
            ["interpretation", "Nyt", "--unit", "gryde", "--theme", "x"],
            "»gryde«, blandt katalogets arbejdspladser og områder. Mente du »gryden«?",
        ),
        (
            ["interpretation", "Nyt", "--unit", "gryden", "--theme", "borger"],
            "»borger«, blandt katalogets temaer. Mente du »borgeren«?",
        ),
        (["story", "Nyt", "--theme", "borger"], "»borger«, blandt katalogets temaer. Mente du »borgeren«?"),
        (
            ["story", "Nyt", "--unit", "gryde", "--theme", "borgeren"],
            "»gryde«, blandt katalogets arbejdspladser og områder. Mente du »gryden«?",
        ),
        (["unit", "???", "--area", "omraadet"], "»???« kan ikke blive til en adresse."),
        (["story", "", "--theme", "borgeren"], "»« kan ikke blive til en adresse."),
        (
            ["unit", "CON", "--area", "omraadet"],
            "»CON« kan ikke blive til en adresse. »con« er et navn, som Windows selv bruger.",
        ),
        (
            ["story", "2027", "--theme", "borgeren"],
            "»2027« kan ikke blive til en adresse. Et tal alene er optaget af lange lister.",
        ),
        (["story", "x" * 91, "--theme", "borgeren"], "Siden er ikke lavet."),
        (["story", "<b>fed</b>", "--theme", "borgeren"], "Siden er ikke lavet."),
        (["story", "[skriv her]", "--theme", "borgeren"], "Siden er ikke lavet."),
        (["story", "Nyt", "--theme", "borgeren", "--summary", "x" * 161], "Siden er ikke lavet."),
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
    "words", [["unit", "Fælles område"], ["unit", "Nyt", "--area", "???"], ["unit", "x" * 91, "--area", "x" * 91]]
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
    assert new(docs, "story", "Nyt", "--theme", "borgeren").status == 1
    assert not (docs.parent / "udenfor.md").exists()


def test_a_new_page_passes_although_others_are_broken(new: Callable[..., Made], draw: Draw) -> None:
    docs = draw({**trees.small(), "stories/morgen.md": "---\ntitle: [\n---\n"})
    assert new(docs, "story", "Nyt", "--theme", "borgeren").status == 0


CTRL_C, CTRL_D = "\x03", "\x04"


def type_to(words: list[str], answers: list[str]) -> tuple[int, str]:
    """Run the program in a terminal of its own, answer each question when it is asked, and return its status and what
    the terminal showed, answers included."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "catalogue.commands.main", "new", *words, "--today", "2026-06-01"],
        preexec_fn=lambda: os.login_tty(theirs),
        close_fds=False,
        env={**os.environ, "PYTHONIOENCODING": "ascii", "TERM": "dumb"},
    ) as process:
        os.close(theirs)
        shown, waiting, heard = b"", [*answers], 0
        while True:
            assert select.select([ours], [], [], 120)[0], f"nothing more came:\n{shown.decode()}"
            try:
                shown += os.read(ours, 4096)
            except OSError:  # The other end is closed.
                break
            if waiting and shown.endswith((b": ", b"? ")) and len(shown) > heard:
                heard = len(shown)
                answer = waiting.pop(0)
                os.write(ours, (answer if answer in (CTRL_C, CTRL_D) else f"{answer}\n").encode())
        status = process.wait()
    os.close(ours)
    assert waiting == [], f"nobody asked for {waiting}:\n{shown.decode()}"
    return status, shown.decode("utf-8").replace("\r\n", "\n")


@pytest.fixture
def full(draw: Draw) -> Path:
    """A tree with a choice of everything."""
    return draw(
        {
            **trees.small(),
            "units/kilden/index.md": trees.unit("Kilden"),
            "units/skole/index.md": trees.area("Børn og Kultur"),
            "themes/digitalt.md": trees.theme(2, "Digitalt"),
        }
    )


CONVERSATIONS: dict[str, tuple[list[str], list[str], str]] = {
    "a unit": (
        ["unit"],
        ["???", "Køkkenet på Åen", "3", "bør", "Vi laver mad: hver dag #1."],
        "units/koekkenet-paa-aaen/index.md",
    ),
    "an interpretation": (
        [],
        ["", "grydne", "ki", "9", "digital", "køkkenet ringer", "Ti minutter {sammen}", "Ti minutter ved »tavlen«", ""],
        "units/kilden/digitalt.md",
    ),
    "a story": (
        ["story"],
        ["Morgen", "Da døren blev åbnet", "", "", "x" * 161, "Naboerne kom med ved bordet."],
        "stories/da-doeren-blev-aabnet.md",
    ),
    "a story about a unit": (["story", "Nyt", "--theme", "digitalt"], ["Køkkenet Gryden", ""], "stories/nyt.md"),
}  # fmt: skip
"""What is typed on the command line, what is answered, and the page that comes of it."""


@pytest.mark.parametrize("name", CONVERSATIONS)
def test_what_is_missing_is_asked_for_until_the_answer_can_be_used(
    name: str, full: Path, judge: Judge, golden: Callable[[str, str], None]
) -> None:
    """Read golden/new/ as a writer would: it holds every conversation, and the page that came of it."""
    words, answers, path = CONVERSATIONS[name]
    status, shown = type_to([*words, "--docs", str(full)], answers)
    assert status == 0, shown
    page = (full / path).read_text("utf-8")
    assert [problem for problem in judge(full).errors if problem.path == path] == []
    golden(f"new/{name.replace(' ', '-')}.txt", f"{shown.replace(str(full), 'docs')}\n{page}")


@pytest.mark.parametrize(("key", "status"), [(CTRL_D, 1), (CTRL_C, 130)])
@pytest.mark.parametrize("answers", [[], ["2", "kilden"], ["1", "Brønden"], ["3", "Nyt", "", ""]])
def test_one_can_leave_at_any_question_and_nothing_is_left_behind(
    key: str, status: int, answers: list[str], full: Path
) -> None:
    before = snapshot(full)
    ended, shown = type_to(["--docs", str(full)], [*answers, key])
    assert ended == status
    assert shown.endswith("Du er gået uden at gemme. Der er ikke lavet noget.\n")
    assert "Traceback" not in shown
    assert snapshot(full) == before


def test_many_choices_are_found_by_the_beginning_of_their_name(draw: Draw) -> None:
    units: dict[str, str | bytes] = {
        f"units/u{n}/index.md": trees.unit(f"{'Skolen' if n % 7 else 'Køkkenet'} nr. {n}") for n in range(30)
    }
    docs = draw({**trees.small(), **units})
    status, shown = type_to(["interpretation", "Vi ringer", "--docs", str(docs)], ["køk", "2", "", ""])
    assert status == 0, shown
    assert "Der er 32 at vælge mellem.\nSkriv begyndelsen af navnet: køk\n" in shown
    assert "   1  Køkkenet Gryden\n   2  Køkkenet nr. 0\n" in shown
    assert (docs / "units/u0/borgeren.md").is_file()


def test_a_unit_with_a_page_about_every_theme_gets_no_more(draw: Draw) -> None:
    status, shown = type_to(["interpretation", "Nyt", "--docs", str(draw(trees.small()))], ["køkkenet"])
    assert status == 1
    assert "Der ligger allerede en side i units/gryden/borgeren.md. Ret den" in shown


def test_the_name_of_the_first_area_is_asked_for_in_a_terminal(draw: Draw) -> None:
    docs = draw({"themes/borgeren.md": trees.theme()})
    status, shown = type_to(["unit", "Køkkenet", "--docs", str(docs)], ["køkkenet", "Børn og Kultur", ""])
    assert status == 0, shown
    assert "Hvilket område hører arbejdspladsen til? (Enter: Fælles område): køkkenet\n" in shown
    assert "»Køkkenet« er navnet på arbejdspladsen. Området må hedde noget andet.\n" in shown
    assert (docs / "units/boern-og-kultur/index.md").is_file()


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ([], "unit|interpretation|idea|story|meeting, TITEL"),
        (["idea", "Nyt"], "--unit STED, --theme TEMA"),
        (["meeting"], "DAG, --unit STED"),
        (["unit"], "TITEL, --area OMRÅDE"),
        (["unit", "Nyt"], "--area OMRÅDE"),
        (["interpretation", "Nyt"], "--unit STED, --theme TEMA"),
        (["interpretation", "Nyt", "--theme", "digitalt"], "--unit STED"),
        (["interpretation", "Nyt", "--unit", "gryden"], "--theme TEMA"),
        (["interpretation", "--unit", "gryden"], "TITEL, --theme TEMA"),
        (["story"], "TITEL, --theme TEMA"),
        (["story", "Nyt", "--unit", "gryden"], "--theme TEMA"),
    ],
)
def test_without_a_terminal_nothing_is_asked_nor_guessed(
    words: list[str], missing: str, run: Callable[..., Finished], full: Path
) -> None:
    before = snapshot(full)
    done = run("new", *words, "--docs", full)
    assert (done.status, done.out) == (2, "")
    assert done.err.splitlines()[-1] == f"Kommandoen kan ikke forstås: disse ord mangler: {missing}"
    assert snapshot(full) == before


def test_where_there_is_one_unit_and_one_theme_they_are_not_guessed_either(
    draw: Draw, new: Callable[..., Made]
) -> None:
    docs = draw({"themes/borgeren.md": trees.theme(), "units/omraadet/index.md": trees.area()})
    for words in (["interpretation", "Nyt"], ["story", "Nyt"], ["unit", "Nyt"]):
        with pytest.raises(SystemExit) as ended:
            new(docs, *words)
        assert ended.value.code == 2


def test_the_editors_command_for_a_new_area_works_as_their_guide_writes_it(
    full: Path, new: Callable[..., Made]
) -> None:
    guide = (checkout.DOCS / "contribute/guides/editors.md").read_text("utf-8")
    part = guide.split("\n**Et område**")[1].split("\n## ")[0]
    (command,) = re.findall(r"^\.venv/bin/catalogue (new .*)$", part, re.MULTILINE)
    (area,) = re.findall(r"`docs/(units/[^/]+/index\.md)`", part)
    assert "catalogue generate" in part
    made = new(full, *shlex.split(command)[1:])
    assert (made.status, made.out) == (0, f"{full}/{area}\n")
    page, problems = trees.read(area, (full / area).read_text("utf-8"))
    assert problems == []
    assert page is not None
    assert page.fields.kind == "område"
    unit = new(full, "unit", "Køkkenet Eksempelgryden", "--area", area.split("/")[1])
    assert unit.status == 0


def test_the_next_steps_can_be_followed(full: Path, new: Callable[..., Made]) -> None:
    steps = new(full, "story", "Nyt", "--theme", "digitalt").err
    (command,) = re.findall(r"tjekke den: catalogue (check .*)", steps)
    assert main.main([*shlex.split(command), "--today", "2026-06-01"]) == 0
    assert f"catalogue serve --docs {full}" in steps
