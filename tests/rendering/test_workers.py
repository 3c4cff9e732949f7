"""Workers: a hostile page costs its own rendering and nobody else's.

(rendering.batch, rendering.forkserver, rendering.workers)
"""

import errno
import os
import resource
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest

import trees
from catalogue.checks.check import Check, check
from catalogue.rendering import workers
from catalogue.rendering.batch import render_texts
from catalogue.rendering.markdown import Text, render_text
from catalogue.rendering.workers import BATCH, dismiss, map_within_limits
from jobs import (
    die_on_seven,
    fail_on_odd_numbers,
    fill_the_memory_on_seven,
    hold_the_processor,
    tell_the_process_on_seven,
)

HEAVY = {
    "150,000 brackets": "[" * 150_000,
    "pictures begun": "![" * 40_000,
}
ODD = {
    "four signs": "<![><",
    "quotes within quotes": "> " * 5_000,
    "underscores": "_" * 30_000,
    "comments begun": "<!--" * 5_000,
    "4,000 definitions": "a\n:   b\n" * 4_000,
    "lists within lists": "\n".join("    " * depth + "- a" for depth in range(300)),
    "placeholders of the parser": "\x02wzxhzdk:0\x03" * 50,
}


def test_results_come_in_the_order_of_the_items_and_none_where_one_failed() -> None:
    assert list(map_within_limits(fail_on_odd_numbers, range(6))) == [
        (0, 0),
        (1, None),
        (2, 20),
        (3, None),
        (4, 40),
        (5, None),
    ]


def test_no_items_need_no_process() -> None:
    assert list(map_within_limits(fail_on_odd_numbers, [])) == []


@pytest.mark.parametrize("work", [die_on_seven, fill_the_memory_on_seven])
def test_an_item_that_ends_its_process_takes_no_other_with_it(work: Callable[[int], int]) -> None:
    items = range(2 * BATCH + 3)
    assert list(map_within_limits(work, items)) == [(item, None if item == 7 else item * 10) for item in items]


@pytest.mark.usefixtures("hurried")
def test_the_process_goes_on_when_an_item_has_had_its_time() -> None:
    processes = dict(map_within_limits(tell_the_process_on_seven, range(BATCH)))
    assert processes[7] is None
    assert processes[6] == processes[8]


@pytest.mark.usefixtures("hurried")
def test_an_item_that_cannot_be_stopped_ends_its_process_soon_after() -> None:
    assert list(map_within_limits(hold_the_processor, [7])) == [(7, None)]


@pytest.mark.usefixtures("hurried")
def test_a_page_that_is_too_heavy_is_left_out_and_all_the_others_are_rendered() -> None:
    light = [Text(f"units/u{number}/borgeren.md", f"Side {number}") for number in range(30)]
    heavy = [Text(f"stories/tung-{number}.md", body) for number, body in enumerate(HEAVY.values())]
    texts = [*light[:15], *heavy, *light[15:]]
    rendered, too_heavy = render_texts(texts)
    assert too_heavy == [text.path for text in heavy]
    assert rendered == {text.path: render_text(text) for text in light}


def test_odd_pages_are_rendered_as_words() -> None:
    texts = [Text(f"stories/sjov-{number}.md", body) for number, body in enumerate(ODD.values())]
    rendered, too_heavy = render_texts(texts)
    assert too_heavy == []
    assert all(rendered[text.path].html for text in texts)


@pytest.mark.usefixtures("hurried")
def test_a_heavy_page_becomes_a_problem_on_the_line_where_its_text_begins(
    draw: Callable[..., Path], judge: Callable[[Path], Check]
) -> None:
    heavy = trees.story("Tung", body=HEAVY["150,000 brackets"])
    found = judge(draw({**trees.small(), "stories/tung.md": heavy}))
    assert [(problem.path, problem.line, problem.code) for problem in found.problems] == [("stories/tung.md", 7, "R01")]
    assert "tung" not in {page.key for page in found.sound_catalogue().pages}
    assert set(found.rendered) == set(trees.small())


def test_progress_is_told_from_the_first_page_to_the_last(draw: Callable[..., Path]) -> None:
    told: list[tuple[int, int]] = []
    check(draw(trees.small()), trees.TODAY, on_progress=lambda *counts: told.append((counts[-2], counts[-1])))
    assert told[-1] == (5, 5)
    assert told == sorted(told)


def test_a_worker_that_comes_too_late_says_nothing_and_any_other_fault_is_told() -> None:
    program = "from catalogue.rendering import forkserver; raise {}"
    told = {
        error: subprocess.run([sys.executable, "-c", program.format(error)], capture_output=True, check=False).stderr
        for error in ("EOFError", "FileNotFoundError", "ValueError")
    }
    assert {error for error, words in told.items() if words} == {"ValueError"}


def test_workers_that_are_let_go_leave_no_thread_and_others_come_when_they_are_asked_for() -> None:
    dismiss()
    before = threading.active_count()
    assert list(map_within_limits(len, ["ab"])) == [("ab", 2)]
    dismiss()
    assert threading.active_count() == before
    assert list(map_within_limits(len, ["abc"])) == [("abc", 3)]


def check_within(folder: Path, **limits: int) -> subprocess.CompletedProcess[str]:
    """Check the good tree by a process of its own, under limits that this one does not have.

    It is checked as a tree that nobody has seen before: what is known of one is told without any worker.
    """
    docs = shutil.copytree(trees.GOOD, folder / "docs")
    with next((docs / "stories").glob("*.md")).open("a", encoding="utf-8") as story:
        story.write(f"\nNummer {uuid4().int % 10**6}.\n")

    def limit() -> None:
        for name, most in limits.items():
            resource.setrlimit(getattr(resource, name), (most, most))

    words = [Path(sys.executable).with_name("catalogue"), "check", "--docs", docs, "--today", str(trees.TODAY)]
    return subprocess.run(words, preexec_fn=limit, capture_output=True, text=True, check=False)


def test_less_memory_than_a_worker_may_take_is_enough_for_an_honest_tree(tmp_path: Path) -> None:
    done = check_within(tmp_path, RLIMIT_AS=990_000_000)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.parametrize("limits", [{"RLIMIT_NOFILE": 16}, {"RLIMIT_NOFILE": 12}])
def test_workers_that_cannot_be_started_are_told_of_in_one_line_of_danish(
    limits: dict[str, int], tmp_path: Path
) -> None:
    done = check_within(tmp_path, **limits)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr, done.stderr
    assert "kan ikke startes" in done.stderr


def test_shared_memory_that_is_closed_is_no_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(process: int) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    monkeypatch.setattr(workers, "_pool_of", refuse)
    with pytest.raises(workers.NoWorkers, match="/dev/shm"):
        list(map_within_limits(render_text, [Text("units/a/index.md", "Tekst")]))
