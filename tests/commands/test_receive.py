"""`catalogue receive` and `catalogue inbox`: what they say, and how they end. (commands.inbox)"""

import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import trees
from catalogue.receive.misses import FILE, Misses
from catalogue.receive.receipts import make_receipt
from catalogue.receive.states import State
from processes import Finished
from receiving import NOON, begun, main_files, photo, submission, with_pictures

RECEIPT = make_receipt(bytes(20))
WAYS = ("--repository", "katalog.git")


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["--docs", "findes-ikke"], 2, "findes ikke"),
        ([], 2, "Giv det nogle med --docs"),
        (["--port", "70000"], 2, "ikke en port"),
        (["--port", "1", "--socket", "x"], 2, "kan ikke bruges sammen"),
        (["--config", "forkert.toml"], 2, "ikke i orden: pictures"),
        (["--config", "findes-ikke.toml"], 1, "findes ikke"),
    ],
)
def test_what_cannot_be_begun_is_said_in_danish(
    words: list[str], status: int, said: str, run: Callable[..., Finished], tmp_path: Path
) -> None:
    (tmp_path / "forkert.toml").write_text("pictures = 'mange'\n", "utf-8")
    done = run("receive", "--repository", "katalog.git", "--data", "data", *words)
    assert (done.status, said in done.err) == (status, True), done.err
    assert done.is_calm


def test_without_its_packages_the_rest_of_the_program_works_and_says_what_is_missing(tmp_path: Path) -> None:
    code = """
import sys
class Wall:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {"starlette", "uvicorn", "python_multipart", "pydantic_settings", "anyio"}:
            raise ModuleNotFoundError(f"{name} is walled off")
sys.meta_path.insert(0, Wall())
from catalogue.commands.main import main, make_parser
make_parser()
print(int(main(["receive", "--data", "x"])), int(main(["inbox", "list", "--repository", "x"])))
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.stdout == "2 2\n", done.stderr
    assert "Modtageren kræver flere pakker." in done.stderr


def test_an_editor_reads_asks_and_takes_a_page_in(run: Callable[..., Finished], tmp_path: Path) -> None:
    branches = begun(tmp_path / "katalog.git")
    branches.propose(submission(with_pictures("en.png"), photo(), told_to="Køkkenlederen"), RECEIPT, NOON)
    listed = run("inbox", "list", *WAYS)
    assert listed.lines == [
        f"{RECEIPT.name}  modtaget            1. juni 2026        units/gryden/borgeren.md  Køkkenet ringer"
    ]
    shown = run("inbox", "show", RECEIPT.token, *WAYS, "--today", trees.TODAY, "--preview", "site")
    assert shown.status == 0, shown.err
    assert "Hvem fortæller, og hvem skriver: Køkkenlederen" in shown.out
    assert "+title: Køkkenet ringer" in shown.out
    assert "Siden er i orden." in shown.out
    assert (tmp_path / "site/units/gryden/borgeren/index.html").is_file()
    assert state(branches) is State.READ
    assert run("inbox", *WAYS, "return", RECEIPT.name, "Hvad", "gør I?").status == 0
    assert state(branches) is State.QUESTION
    assert branches.all()[0].proposal.words == ["Hvad gør I?"]
    accepted = run("inbox", "accept", RECEIPT.branch, *WAYS, "--today", trees.TODAY)
    assert (accepted.status, "flettet ind" in accepted.err) == (0, True), accepted.err
    assert state(branches) is State.READY
    assert run("inbox", "decline", RECEIPT.token, "Nej", *WAYS).status == 1
    published = run("publish", "ud", *WAYS, "--today", trees.TODAY)
    assert published.status == 0, published.err
    assert (tmp_path / "ud/current/units/gryden/borgeren/index.html").is_file()
    assert state(branches) is State.PUBLISHED
    other = trees.draw(tmp_path / "andet", main_files())
    assert run("publish", "ud", *WAYS, "--docs", other).status == 2


def state(branches) -> State:
    found = branches.owns(RECEIPT)
    assert found is not None
    return found.state


def test_a_declined_page_says_why(run: Callable[..., Finished], tmp_path: Path) -> None:
    branches = begun(tmp_path / "katalog.git")
    branches.propose(submission(trees.interpretation()), RECEIPT, NOON)
    number = run("inbox", "decline", RECEIPT.token, "Fjern 010190-1234", *WAYS)
    assert (number.status, state(branches)) == (1, State.RECEIVED)
    assert "010190" not in number.out + number.err
    assert run("inbox", "decline", RECEIPT.token, "Den findes allerede.", *WAYS).status == 0
    assert state(branches) is State.DECLINED


def test_words_that_no_page_has_are_listed_and_taken_off_the_list(run: Callable[..., Finished], tmp_path: Path) -> None:
    misses = Misses(begun(tmp_path / "katalog.git").repository.folder / FILE)
    for day in range(1, 5):
        misses.note(["flextur", *(["kolonihave"] if day > 1 else [])], date(2026, 6, day))
    listed = run("inbox", "words", *WAYS)
    assert [line.split() for line in listed.lines] == [
        ["4", "dage", "flextur", "senest", "4.", "juni", "2026"],
        ["3", "dage", "kolonihave", "senest", "4.", "juni", "2026"],
    ]
    assert "count_misses" in listed.err
    assert run("inbox", "words", "--forget", "Flextur", *WAYS).status == 0
    assert run("inbox", "words", "--forget", "flextur", *WAYS).status == 1
    assert [miss.word for miss in misses.all()] == ["kolonihave"]
    misses.file.write_bytes(b"x" * 4096)
    assert run("inbox", "words", *WAYS).status == 1


@pytest.mark.parametrize(
    ("words", "status"),
    [
        (["show", "0" * 40], 1),
        (["accept", "--", "--all"], 1),
        (["return", "0" * 12, " "], 2),
        ([], 2),
        (["list", "x"], 2),
    ],
)
def test_what_an_editor_cannot_mean_is_told(
    words: list[str], status: int, run: Callable[..., Finished], tmp_path: Path
) -> None:
    begun(tmp_path / "katalog.git")
    done = run("inbox", *WAYS, *words)
    assert (done.status, done.is_calm) == (status, True), done.err


def test_an_inbox_without_a_repository_says_so(run: Callable[..., Finished]) -> None:
    assert run("inbox", "list", "--repository", "findes-ikke").status == 2
