"""Follow-ups: the list becomes pages of meetings, nothing is lost, nothing is guessed, and nobody is overwritten.

(fixes.followups)
"""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import trees
from catalogue.checks.check import Check
from catalogue.fixes.followups import Moved, move_follow_ups
from some import some

Draw = Callable[..., Path]
Judge = Callable[[Path], Check]
PATH = "units/omraadet/index.md"
FOLDER = "units/omraadet/meetings"


def unit(follow_up: str, more: str = "", body: str = "Vi er her.\n") -> str:
    """Return the page of an area with a list of follow-ups, something before it and something after."""
    head = "title: Området\nkind: område\nsummary: Et område.\nupdated: 2026-02-01 # set igennem\n"
    return f"---\n{head}{follow_up}# herefter\naliases: [omegnen]\n{more}---\n{body}"


def move(text: str, *taken: str) -> Moved | None:
    """Move the follow-ups of a page where some days have their page already."""
    return move_follow_ups(PATH, text.encode(), {f"{FOLDER}/{day}.md" for day in taken}.__contains__)


def made(text: str, *taken: str) -> Mapping[str, str]:
    """Return the new pages by their days."""
    moved = move(text, *taken)
    return {path.removeprefix(f"{FOLDER}/"): page.decode() for path, page in moved.made.items()} if moved else {}


BLOCK = """follow_up:
  - date: 2026-01-31
    committee: Områdeudvalg nord (OMU)
    note: "Vi samlede op: alle var glade."
  - { date: 20/6-2026, committee: LMU }
"""


def test_each_meeting_gets_a_page_and_nothing_is_said_of_whether_it_was_held() -> None:
    assert made(unit(BLOCK)) == {
        "2026-01-31.md": trees.page(
            "status: planlagt\nupdated: 2026-02-01\ncommittee:\n  name: Områdeudvalg nord\n  short: OMU\n"
            'summary: "Vi samlede op: alle var glade."'
        ),
        "2026-06-20.md": trees.page("status: planlagt\nupdated: 2026-02-01\ncommittee:\n  name: LMU"),
    }


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize(
    "follow_up",
    [
        BLOCK,
        "follow_up: [{date: 2026-01-31, committee: LMU}, {date: 2026-06-20, committee: LMU}]\n",
        "follow_up: [\n  {date: 2026-01-31, committee: LMU},\n  {date: 2026-06-20, committee: LMU}\n]\n",
        "follow_up:\n-\n  date: 2026-01-31\n  committee: LMU\n- committee: LMU\n  date: 2026-06-20\n",
        "follow_up:\n  - date: 2026-01-31\n    committee: LMU\n    note: |\n      # En\n      to\n"
        "  - date: 2026-06-20\n    committee: LMU\n    note: >\n      tre\n\n      fire\n",
        "follow_up:\n  - date: 2026-01-31\n    committee: LMU\n    note: en\n      to\n"
        "  - date: 2026-06-20\n    committee: 'LMU'\n",
    ],
)
def test_the_rest_of_the_page_stays_as_it_is(follow_up: str, end: str) -> None:
    moved = move(unit(follow_up).replace("\n", end))
    assert moved is not None
    assert moved.content.decode() == unit("").replace("\n", end)
    assert len(moved.made) == 2
    assert all(page.count(b"\r\n") == (page.count(b"\n") if end == "\r\n" else 0) for page in moved.made.values())


def test_what_fills_lines_is_kept_on_one() -> None:
    note = '    note: |\n      Vi sagde: »ja«.\n      # og "nej"\n'
    text = unit(f"follow_up:\n  - date: 2026-01-31\n    committee: LMU\n{note}")
    assert 'summary: "Vi sagde: »ja«. # og \\"nej\\""\n' in made(text)["2026-01-31.md"]


def test_comments_stay_or_come_along() -> None:
    follow_up = "follow_up:\n  # Husk lokalet\n  - date: 2026-01-31 # en lørdag\n    # ret mig\n    committee: LMU\n"
    moved = move(unit(follow_up))
    assert moved is not None
    assert moved.content.decode() == unit("  # Husk lokalet\n    # ret mig\n")
    assert "# en lørdag\n" in made(unit(follow_up))["2026-01-31.md"]


def test_a_day_that_has_its_page_stays_and_so_does_the_second_of_a_day() -> None:
    kept = "  - { date: 2026-01-31, committee: LMU }\n"
    second = "  - { date: 2026-06-20, committee: HU }\n"
    text = unit(f"follow_up:\n{kept}  - {{ date: 2026-06-20, committee: LMU }}\n{second}")
    moved = move(text, "2026-01-31")
    assert moved is not None
    assert list(moved.made) == [f"{FOLDER}/2026-06-20.md"]
    assert moved.content.decode() == unit(f"follow_up:\n{kept}{second}")


@pytest.mark.parametrize(
    "follow_up",
    [
        "follow_up: [{date: 2026-01-31, committee: LMU}, {date: 2026-06-20, committee: LMU}]\n",
        "follow_up:\n  - { date: 2026-01-31, committee: LMU }\n",
    ],
)
def test_nothing_moves_where_nothing_or_half_of_a_line_could(follow_up: str) -> None:
    assert move(unit(follow_up), "2026-01-31") is None


@pytest.mark.parametrize(
    "text",
    [
        unit("follow_up:\n"),
        unit("follow_up: i morgen\n"),
        unit("follow_up: [i morgen]\n"),
        unit("follow_up: [{date: snart, committee: LMU}]\n"),
        unit("follow_up: [{date: 2026-02-30, committee: LMU}]\n"),
        unit("follow_up: [{date: 2026-01-31}]\n"),
        unit("follow_up: [{date: 2026-01-31, committee: LMU, sted: kantinen}]\n"),
        unit("follow_up: [{date: 2026-01-31, committee: LMU, note: [en, to]}]\n"),
        unit("follow_up: [{date: 2026-01-31, committee: LMU, note: a<b}]\n"),
        unit(BLOCK).replace("2026-02-01", "i går"),
        unit(BLOCK, more="title: Igen\n"),
        unit(BLOCK).replace("[omegnen]", "[omegnen"),
        unit("", body="follow_up: i teksten\n"),
    ],
)
def test_what_is_in_doubt_stays(text: str) -> None:
    assert move(text) is None


def test_only_a_units_own_page_had_such_a_list() -> None:
    assert move_follow_ups("units/omraadet/borgeren.md", unit(BLOCK).encode(), lambda path: False) is None


def test_the_committee_of_the_unit_is_not_said_again() -> None:
    own = "committee: { name: Områdeudvalg nord, short: OMU }\n"
    pages = made(unit(BLOCK, more=own))
    assert ["committee" in page for page in pages.values()] == [False, True]


def test_what_is_made_up_stays_so() -> None:
    pages = some(made(unit(BLOCK, more="example: true\n")).values())
    assert all("example: true\n" in page for page in pages)


def test_a_second_time_there_is_nothing_left(draw: Draw, judge: Judge) -> None:
    moved = move(unit(BLOCK))
    assert moved is not None
    assert move(moved.content.decode()) is None
    assert judge(draw({**trees.small(), PATH: moved.content, **moved.made})).errors == ()


def test_of_a_note_that_is_too_long_nothing_is_lost_and_its_writer_is_told(draw: Draw, judge: Judge) -> None:
    long = "Vi samlede op. " * 20
    pages = made(unit(f"follow_up:\n  - date: 2026-01-31\n    committee: LMU\n    note: {long}\n"))
    assert long.strip() in pages["2026-01-31.md"]
    found = judge(draw({**trees.small(), f"{FOLDER}/2026-01-31.md": pages["2026-01-31.md"]}))
    assert [problem.code for problem in found.errors] == ["F08"]
