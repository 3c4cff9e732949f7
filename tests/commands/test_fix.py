"""`catalogue fix` puts right what a machine can, tells of each line, and says what is left."""

from collections.abc import Callable
from pathlib import Path

import pytest

import trees
from catalogue.commands.fix import find_fixes
from processes import Finished

Draw = Callable[..., Path]
Run = Callable[..., Finished]
PAGE = "units/gryden/borgeren.md"


@pytest.fixture
def docs(draw: Callable[..., Path]) -> Path:
    page = trees.interpretation("Hej: ring", more="status: I Drift")
    return draw({**trees.small(), PAGE: page, "stories/morgen.md": trees.story(date="1.3.2026")})


def test_fix_writes_what_can_be_mended_and_tells_of_each_line(docs: Path, run: Callable[..., Finished]) -> None:
    done = run("fix", "--docs", docs, "--today", trees.TODAY)
    quoted = "Anførselstegn viser, at det hele er tekst."
    assert done.status == 0
    assert [line.removeprefix(f"{docs}/") for line in done.lines] == [
        "stories/morgen.md:3: »1.3.2026« bliver til »2026-03-01«. En dato skrives år-måned-dag. [F05]",
        f'{PAGE}:2: »Hej: ring« bliver til »"Hej: ring"«. {quoted} [L06]',
        f'{PAGE}:3: »Kort om Hej: ring.« bliver til »"Kort om Hej: ring."«. {quoted} [L06]',
        f"{PAGE}:5: »I Drift« bliver til »i brug«. Sådan står det på listen. [F07]",
    ]
    assert done.err == "4 ting er rettet på 2 sider. Der er ingen fejl tilbage.\n"
    assert run("check", "--docs", docs, "--today", trees.TODAY).status == 0
    assert [file.name for file in docs.rglob(".*")] == []


def test_fix_touches_only_the_pages_that_are_named(docs: Path, run: Callable[..., Finished]) -> None:
    before = (docs / PAGE).read_bytes()
    assert run("fix", "--docs", docs, "--today", trees.TODAY, docs / "stories/morgen.md").status == 0
    assert (docs / PAGE).read_bytes() == before
    assert "2026-03-01" in (docs / "stories/morgen.md").read_text("utf-8")
    assert run("fix", "--docs", docs, "stories/findes-ikke.md").status == 2


@pytest.mark.parametrize("option", ["--dry-run", "--diff"])
def test_fix_can_tell_without_touching_anything(option: str, docs: Path, run: Callable[..., Finished]) -> None:
    before = {file: file.read_bytes() for file in docs.rglob("*.md")}
    done = run("fix", "--docs", docs, option)
    assert done.status == 1
    assert done.err == "4 ting kan rettes på 2 sider.\n"
    assert {file: file.read_bytes() for file in docs.rglob("*.md")} == before
    assert ("+status: i brug" in done.out) == (option == "--diff")


def test_fix_says_what_is_left(docs: Path, run: Callable[..., Finished]) -> None:
    (docs / PAGE).write_text(trees.interpretation(more="status: måske"), "utf-8")
    done = run("fix", "--docs", docs, "--today", trees.TODAY)
    assert done.status == 1
    assert done.lines[-1].endswith("[F07]")
    assert "1 fejl er tilbage til dig." in done.err
    assert run("fix", "--docs", docs, "--dry-run").status == 0


FOLLOW_UPS = "follow_up:\n  - { date: 2026-01-31, committee: LMU }\n  - { date: 2026-06-20, committee: LMU }\n"
UNIT, MEETINGS = "units/gryden/index.md", "units/gryden/meetings"


def test_follow_ups_become_pages_of_meetings_that_the_check_passes(run: Run, draw: Draw) -> None:
    docs = draw({**trees.small(), UNIT: trees.unit(more=FOLLOW_UPS)})
    shown = run("fix", "--docs", docs, "--diff").lines
    assert f"+++ {docs}/{MEETINGS}/2026-01-31.md" in shown
    assert "--- /dev/null" in shown
    assert not (docs / MEETINGS).exists()
    done = run("fix", "--docs", docs, "--today", trees.TODAY)
    assert done.status == 0
    assert "får sin egen side, units/gryden/meetings/2026-06-20.md. [F01]" in done.out
    assert sorted(file.name for file in (docs / MEETINGS).iterdir()) == ["2026-01-31.md", "2026-06-20.md"]
    assert run("fix", "--docs", docs, "--today", trees.TODAY).lines == []


def test_no_file_is_put_in_anothers_place_nor_outside_the_tree(run: Run, draw: Draw, tmp_path: Path) -> None:
    mine = trees.page("status: holdt\nupdated: 2026-02-01")
    docs = draw({**trees.small(), UNIT: trees.unit(more=FOLLOW_UPS), f"{MEETINGS}/2026-01-31.md": mine})
    assert run("fix", "--docs", docs, "--today", trees.TODAY).status == 1
    assert (docs / MEETINGS / "2026-01-31.md").read_text("utf-8") == mine
    assert (docs / MEETINGS / "2026-06-20.md").is_file()
    assert "2026-01-31" in (docs / UNIT).read_text("utf-8")
    linked = tmp_path / "linked"
    trees.draw(linked, {**trees.small(), UNIT: trees.unit(more=FOLLOW_UPS)})
    (tmp_path / "elsewhere").mkdir()
    (linked / MEETINGS).symlink_to(tmp_path / "elsewhere")
    assert run("fix", "--docs", linked, "--today", trees.TODAY).status == 1
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_check_of_a_contribution_moves_nothing(draw: Draw) -> None:
    docs = draw({**trees.small(), UNIT: trees.unit(more=FOLLOW_UPS)})
    assert find_fixes(docs)[1] == {}
