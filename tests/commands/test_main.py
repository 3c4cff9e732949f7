"""The command line keeps its contract: what it prints, where, and how it exits.

(commands.build, commands.check, commands.options, commands.parser)
"""

import argparse
import ast
import inspect
import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

import papers
import photographs
import trees
from catalogue import checkout
from catalogue.commands import main
from catalogue.commands.parser import MESSAGES, PLURALS, Parser
from processes import Finished
from seed import SEED
from some import some

Draw = Callable[..., Path]
Run = Callable[..., Finished]
DAY = ("--today", trees.TODAY.isoformat())
BROKEN = "---\ntitle: [\n---\n"


def usage_error(words: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Return what the program says to a command that it does not take."""
    with pytest.raises(SystemExit) as ended:
        main.main(words)
    assert ended.value.code == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    return printed.err


# check


def test_check_is_silent_on_a_good_tree(run: Run, good: Path) -> None:
    done = run("check", "--docs", good, *DAY, alone=True)
    assert (done.status, done.out) == (0, "")
    assert done.err == "17 sider er læst. Alt er i orden.\n"


def test_check_prints_every_problem_on_a_line_of_its_own(run: Run, draw: Draw) -> None:
    unit = trees.page("title: Norddjurs Mad\nsummary: Kort.\nkind: enhd\narea: omraadet\nupdated: 2026-02-01")
    tree = {**trees.small(), "units/norddjurs-mad/index.md": unit, "stories/morgen.md": trees.story(body="FMK og VUM.")}
    docs = draw(tree)
    done = run("check", "--docs", "docs", *DAY, cwd=docs.parent)
    assert done.status == 1
    assert done.lines == [
        "docs/stories/morgen.md:7: Råd: Forkortelsen »FMK« bliver ikke forklaret. Skriv den helt ud første gang. [T11]",
        "docs/stories/morgen.md:7: Råd: Forkortelsen »VUM« bliver ikke forklaret. Skriv den helt ud første gang. [T11]",
        "docs/units/norddjurs-mad/index.md:4: »Slags« (kind) er »enhd«, men skal være »område« eller »enhed«. "
        "Mente du »enhed«? [F07]",
    ]
    assert done.err == "6 sider er læst. 1 fejl og 2 råd.\n"


def test_advice_alone_exits_with_0(run: Run, draw: Draw) -> None:
    done = run("check", "--docs", draw({**trees.small(), "stories/morgen.md": trees.story(body="FMK")}), *DAY)
    assert (done.status, len(done.lines)) == (0, 1)


def test_check_depends_on_the_day_that_it_is_given(run: Run, draw: Draw) -> None:
    docs = draw(
        {**trees.small(), "units/gryden/meetings/2026-06-01.md": trees.page("status: planlagt\nupdated: 2026-01-01")}
    )
    assert run("check", "--docs", docs, "--today", "2026-06-01").lines == []
    assert "[D02]" in run("check", "--docs", docs, "--today", "2026-06-02").out


@pytest.mark.parametrize("shown", ["docs", "./docs", "docs/", "../docs", "absolute"])
def test_paths_are_shown_as_the_folder_was_given(shown: str, run: Run, draw: Draw) -> None:
    docs = draw({**trees.small(), "stories/morgen.md": BROKEN})
    (docs.parent / "sub").mkdir()
    given = str(docs) if shown == "absolute" else shown
    done = run("check", "--docs", given, *DAY, cwd=docs.parent / ("sub" if shown.startswith("..") else ""))
    assert done.out.startswith(f"{Path(given)}/stories/morgen.md:3: ")


def test_only_the_named_pages_are_told_of_and_counted(run: Run, draw: Draw) -> None:
    docs = draw({**trees.small(), "stories/morgen.md": BROKEN, "units/gryden/borgeren.md": BROKEN})
    whole = run("check", "--docs", docs, *DAY)
    assert len(whole.lines) == 2
    one = run("check", "--docs", docs, *DAY, docs / "stories/morgen.md")
    assert (one.status, one.lines) == (1, [line for line in whole.lines if "stories/" in line])
    assert one.err == "1 side er læst. 1 fejl og 0 råd.\n"
    relative = run(
        "check", "--docs", "docs", *DAY, "docs/stories/morgen.md", "units/gryden/borgeren.md", cwd=docs.parent
    )
    assert len(relative.lines) == 2


def test_a_sound_page_passes_although_others_are_broken(run: Run, draw: Draw) -> None:
    docs = draw({**trees.small(), "stories/morgen.md": BROKEN})
    done = run("check", "--docs", docs, *DAY, docs / "units/gryden/index.md")
    assert (done.status, done.out) == (0, "")


def test_a_page_that_is_not_there_is_wrong_usage(run: Run, draw: Draw) -> None:
    docs = draw(trees.small())
    done = run("check", "--docs", docs, *DAY, docs / "stories/aften.md", "/etc/hostname")
    assert (done.status, done.out) == (2, "")
    assert done.err == f"Siden findes ikke: {docs}/stories/aften.md og /etc/hostname\n"


def test_json_is_the_whole_output(run: Run, draw: Draw) -> None:
    docs = draw(
        {**trees.small(), "stories/morgen.md": BROKEN, "units/gryden/borgeren.md": trees.interpretation(body="FMK")}
    )
    done = run("check", "--docs", docs, *DAY, "--format", "json")
    problems = json.loads(done.out)
    assert (done.status, done.err) == (1, "")
    assert [(one["line"], one["code"], one["severity"]) for one in problems] == [
        (3, "L06", "error"),
        (6, "T11", "advice"),
    ]
    assert all(set(one) == {"path", "line", "code", "severity", "message"} for one in problems)
    assert all(Path(one["path"]).is_file() for one in problems)


def test_json_of_a_good_tree_is_an_empty_list(run: Run, good: Path) -> None:
    assert json.loads(run("check", "--docs", good, *DAY, "--format", "json").out) == []


def test_github_gets_annotations(run: Run, draw: Draw) -> None:
    docs = draw({**trees.small(), "stories/morgen.md": BROKEN})
    done = run("check", "--docs", "docs", *DAY, "--format", "github", cwd=docs.parent)
    assert done.out.startswith("::error file=docs/stories/morgen.md,line=3,title=L06::Felterne kan ikke læses her")


def test_without_a_folder_the_checkouts_own_pages_are_checked(run: Run) -> None:
    done = run("check", *DAY, cwd=checkout.ROOT)
    assert done == run("check", *DAY, "--docs", "docs", cwd=checkout.ROOT)
    assert int(done.err.split()[0]) >= len(SEED)


# Nonsense


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["check", "--ukendt"], "ukendte ord: --ukendt"),
        (["check", "--format", "xml"], "--format: ukendt valg: »xml«"),
        (["check", "--today", "i dag"], "--today: »i dag« er ikke en dato. Skriv år-måned-dag, som 2026-02-10."),
        (["check", "--today", "2026-02-30"], "--today: »2026-02-30« er ikke en dato."),
        (["check", "--docs"], "--docs: der mangler en værdi"),
        (["build", "stories/x.md"], "ukendte ord: stories/x.md"),
        (["serve", "--port", "99999"], "--port: »99999« er ikke en port"),
        (["serve", "--port", "otte"], "--port: »otte« er ikke en port"),
        (["new"], "disse ord mangler: unit|interpretation|idea|story|meeting, TITEL"),
        (["new", "page", "Titel"], "unit|interpretation|idea|story|meeting: ukendt valg: »page«"),
        (["new", "unit"], "disse ord mangler: TITEL"),
        (["sample", "UD"], "disse ord mangler: --units"),
        (["sample", "--units", "0", "UD"], "--units: »0« er ikke et tal fra 1 til 10000."),
        (["sample", "--units", "10001", "UD"], "--units: »10001« er ikke et tal fra 1 til 10000."),
        (["--docs", "x"], "KOMMANDO: ukendt valg: »x«"),
        (["tjek"], "KOMMANDO: ukendt valg: »tjek«"),
    ],
)
def test_a_command_that_cannot_be_understood_is_told_of_in_danish(
    words: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = usage_error(words, capsys)
    assert f"Kommandoen kan ikke forstås: {told}" in said
    for english in ("usage", "error", "invalid", "argument", "required", "choose", "expected"):
        assert english not in said


ODD = [
    "usage:",
    "invalid",
    "argument ",
    "options:",
    "value: choose from",
    "it's",
    "'a' \"b\"",
    "C:\\ny\\'a'",
    "»a«",
    "100 % %s %(value)r {0}",
    "æ ø 𝄞",
    "",
]
"""Words that a message might hold itself, or that Python would write in another way."""


@pytest.mark.parametrize("odd", ODD)
@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["{}"], "KOMMANDO: ukendt valg: »{}« (vælg mellem »check«, "),
        (["check", "--format", "{}"], "--format: ukendt valg: »{}« (vælg mellem »text«, »github«, »json«)\n"),
        (["check", "--format={}"], "--format: ukendt valg: »{}« (vælg mellem »text«, »github«, »json«)\n"),
        (["check", "--today", "{}"], "--today: »{}« er ikke en dato."),
        (["sample", "UD", "--units", "{}"], "--units: »{}« er ikke et tal fra 1 til 10000."),
        (["build", "--skip-broken={}"], "--skip-broken: valget tager ikke en værdi: »{}«\n"),
        (["build", "x", "{}"], "ukendte ord: x {}\n"),
        (["build", "--{}x"], "ukendte ord: --{}x\n"),
        (["new", "{}", "x"], "unit|interpretation|idea|story|meeting: ukendt valg: »{}« (vælg mellem »unit«, "),
    ],
)
def test_what_was_typed_is_shown_as_it_was_typed(
    words: list[str], told: str, odd: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said = usage_error([word.replace("{}", odd) for word in words], capsys)
    assert f"Kommandoen kan ikke forstås: {told.replace('{}', odd)}" in said


def test_how_many_values_are_missing_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    parser = Parser(prog="x")
    parser.add_argument("--to", nargs=2)
    parser.add_argument("--en", nargs=1)
    for words, told in ((["--to", "a"], "--to: der skal være 2 værdier"), (["--en"], "--en: der skal være 1 værdi\n")):
        with pytest.raises(SystemExit):
            parser.parse_args(words)
        assert told in capsys.readouterr().err


def asked_for(function: str) -> set[tuple[str, ...]]:
    """Return the messages that the argparse of the Python that runs looks up by a function."""
    calls = [node for node in ast.walk(ast.parse(inspect.getsource(argparse))) if isinstance(node, ast.Call)]
    asked = [call.args for call in calls if isinstance(call.func, ast.Name) and call.func.id == function]
    texts = [tuple(part.value for part in parts if isinstance(part, ast.Constant)) for parts in asked]
    return {text for text in texts if text}


def test_every_message_of_this_pythons_argparse_has_its_danish() -> None:
    messages, counts = asked_for("_"), asked_for("ngettext")
    assert len(messages) >= 20
    assert len(counts) >= 2
    assert {message for (message,) in messages} - set(MESSAGES) == set()
    assert counts - set(PLURALS) == set()


FORMS = [
    *MESSAGES.items(),
    *((one, danish) for ones, both in PLURALS.items() for one, danish in zip(ones, both, strict=True)),
]


@pytest.mark.parametrize(("english", "danish"), FORMS, ids=[english.strip() for english, _ in FORMS])
def test_the_danish_takes_what_the_english_takes(english: str, danish: str) -> None:
    blank = re.compile(r"%(\(\w+\))?[rs]")
    wanted, used = blank.findall(english), blank.findall(danish)
    assert set(used) <= set(wanted)
    assert len(used) == len(wanted) or "" not in wanted, "what is put in by its order is put in each time"
    assert blank.sub("", danish).count("%") == 0
    assert english.endswith("\n") == danish.endswith("\n")


def test_wrong_usage_exits_with_2(run: Run) -> None:
    done = run("check", "--ukendt", alone=True)
    assert (done.status, done.out) == (2, "")
    assert done.is_calm


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_folder_that_is_not_there_is_wrong_usage(command: str, run: Run, tmp_path: Path) -> None:
    done = run(command, "--docs", "findes-ikke")
    assert (done.status, done.out, done.err) == (2, "", "Mappen findes-ikke findes ikke.\n")
    (tmp_path / "fil").write_text("", "utf-8")
    assert run(command, "--docs", "fil").status == 2


@pytest.mark.parametrize("command", ["check", "build"])
def test_an_empty_folder_has_no_themes(command: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "tom").mkdir()
    words = [command, "--docs", "tom", *DAY] + (["--site", "site"] if command == "build" else [])
    done = run(*words)
    assert (done.status, done.lines) == (
        1,
        ["tom/themes:1: Her er ingen temaer. Læg mindst én side i mappen themes/. [S06]"],
    )
    assert not (tmp_path / "site").exists()


def test_a_terminal_without_danish_letters_stops_nothing(run: Run, draw: Draw) -> None:
    docs = draw({**trees.small(), "stories/morgen.md": trees.story(body="FMK")})
    done = run("check", "--docs", docs, *DAY, env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "PYTHONIOENCODING": "ascii"})
    assert done.status == 0
    assert "Råd: Forkortelsen »FMK«" in done.out


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main.main(["--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert all(f"\n    {command} " in said for command in ("check", "build", "serve", "new", "sample"))
    assert not [english for english in ("usage", "positional", "options", "show this") if english in said]


def test_the_name_alone_shows_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.main([]) == 0
    alone = capsys.readouterr()
    with pytest.raises(SystemExit):
        main.main(["--help"])
    assert alone == capsys.readouterr()


def test_the_program_tells_its_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main.main(["--version"])
    written = tomllib.loads((checkout.ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert (ended.value.code, *capsys.readouterr()) == (0, f"catalogue {written}\n", "")


@pytest.mark.parametrize(("command", "status"), [("serve", 0), ("check", 130)])
def test_ctrl_c_while_a_command_is_loaded_ends_it_calmly(
    command: str, status: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def press(name: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("importlib.import_module", press)
    assert main.main([command]) == status
    assert capsys.readouterr() == ("", "")


# build


def test_build_publishes_a_good_tree_and_says_where(run: Run, good: Path, tmp_path: Path) -> None:
    done = run("build", "--docs", good, "--site", "site", *DAY, alone=True)
    assert (done.status, done.out) == (0, "")
    told, *unset = done.err.splitlines()
    assert told == "Sitet ligger i site. 17 sider er læst. Alt er i orden."
    assert all(line.startswith(("Ikke sat endnu: ", "Sæt dem ")) for line in unset)
    assert (tmp_path / "site/index.html").is_file()
    assert [file.name for file in tmp_path.iterdir()] == ["site"]


def test_build_refuses_a_broken_tree_and_leaves_the_old_site(run: Run, draw: Draw) -> None:
    docs = draw({**trees.small(), "stories/morgen.md": BROKEN})
    site = trees.draw(docs.parent / "site", {"index.html": "Det gamle"})
    done = run("build", "--docs", "docs", "--site", "site", *DAY, cwd=docs.parent)
    assert (done.status, len(done.lines)) == (1, 1)
    assert done.out.startswith("docs/stories/morgen.md:3: ")
    assert done.err == "Sitet er ikke bygget, og det gamle er urørt. Ret fejlene, og prøv igen.\n"
    assert {file.name: file.read_text("utf-8") for file in site.iterdir()} == {"index.html": "Det gamle"}


def test_build_skips_broken_pages_when_asked_and_says_which(run: Run, draw: Draw) -> None:
    docs = draw({**trees.small(), "units/gryden/index.md": BROKEN})
    done = run("build", "--docs", "docs", "--site", "site", "--skip-broken", *DAY, cwd=docs.parent)
    assert done.status == 0
    assert done.out.startswith("docs/units/gryden/index.md:3: ")
    assert done.err.splitlines()[:2] == [
        "docs/units/gryden/borgeren.md: Siden er ikke kommet med.",
        "docs/units/gryden/index.md: Siden er ikke kommet med.",
    ]
    assert (docs.parent / "site/stories/morgen/index.html").is_file()
    assert not (docs.parent / "site/units/gryden").exists()


@pytest.mark.parametrize("site", [".", "docs", "docs/..", "fil", "mappe"])
def test_the_site_never_takes_the_place_of_the_pages_or_of_what_is_no_site(site: str, run: Run, draw: Draw) -> None:
    docs = draw(trees.small())
    trees.draw(docs.parent, {"fil": "Kostbart", "mappe/noter.txt": "Kostbart"})
    done = run("build", "--docs", "docs", "--site", site, *DAY, cwd=docs.parent)
    assert (done.status, done.out) == (2, "")
    assert done.err.startswith(f"Sitet kan ikke ligge i {site}, for ")
    assert (docs.parent / "fil").read_text("utf-8") == "Kostbart"
    assert (docs.parent / "mappe/noter.txt").read_text("utf-8") == "Kostbart"
    assert (docs / "themes/borgeren.md").is_file()


def test_the_site_never_takes_the_place_of_the_checkouts_own_pages(run: Run, good: Path) -> None:
    assert run("build", "--docs", good, "--site", checkout.ROOT, *DAY).status == 2


def test_a_place_where_nothing_can_be_written_is_told_of(run: Run, good: Path) -> None:
    done = run("build", "--docs", good, "--site", "/proc/katalog/site", *DAY)
    assert done.status == 1
    assert done.err.startswith("Det gik ikke: ")
    assert done.is_calm


def test_what_was_typed_is_told_of_on_one_line(run: Run) -> None:
    """A folder's name can hold a line of its own; a forge would take it for an order."""
    done = run("check", "--docs", "væk\n::error file=README.md::Falsk ##[error]Falsk")
    assert done.status == 2
    assert done.err.count("\n") == 1
    assert "##[" not in done.err


def test_a_file_that_stops_a_command_is_named_on_one_line() -> None:
    error = OSError(36, "File name too long", "docs/a\n::error::Falsk")
    assert main.describe(error) == "docs/a?::error::Falsk: navnet er for langt."


# What libraries say


BROKEN_EXIF = photographs.save(Image.new("RGB", (40, 40)), "JPEG", exif=b"Exif\0\0II*\0\x08\0\0\0\xff\xff\x12\x01")


@pytest.mark.parametrize("command", ["check", "fix", "build"])
def test_libraries_say_nothing_of_their_own(run: Run, draw: Draw, tmp_path: Path, command: str) -> None:
    skewed = b"x\n" + papers.plain().removesuffix(b"%%EOF\n")
    docs = draw({**trees.small(), "units/gryden/tavle.jpg": BROKEN_EXIF, "units/gryden/plan.pdf": skewed})
    more = ("--site", tmp_path / "site") if command == "build" else ()
    done = run(command, "--docs", docs, *(DAY if command != "fix" else ()), *more, alone=True)
    english = re.compile(r"warn|\.py:\d|EOF|invalid|corrupt|header|stream|Error", re.IGNORECASE)
    told = some([*done.lines, *done.err.splitlines()])
    assert [line for line in told if english.search(line)] == []


def test_warnings_are_shown_to_who_asks_python_for_them() -> None:
    code = "import warnings; from catalogue.commands import main; main._speak_danish(); warnings.warn('Her')"
    for asked, words in ((["-W", "default"], "Her"), ([], "")):
        done = subprocess.run([sys.executable, *asked, "-c", code], capture_output=True, text=True, check=True)
        assert words in done.stderr
        assert bool(done.stderr) == bool(words)
