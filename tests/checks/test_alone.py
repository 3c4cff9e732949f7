"""What is told of a file by itself: within the workers' limits, kept by content and day, and only so much of it.

(checks.alone, checks.rule, checks.spelling)
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

import trees
from catalogue.checks import alone
from catalogue.checks.check import Check, check
from catalogue.checks.subject import Subject
from catalogue.problems import faults
from catalogue.reading import limits
from catalogue.rendering.cache import RenderingCache
from catalogue.rendering.workers import Ahead
from people import CHECKED

Judge = Callable[[Path], Check]
PAGE = "units/gryden/borgeren.md"


def told(checked: Check, code: str, path: str = PAGE) -> list[str]:
    return [problem.message for problem in checked.problems if (problem.path, problem.code) == (path, code)]


@pytest.mark.parametrize(
    ("code", "piece"),
    [
        ("T03", "[a](../nej-{}/index.md)\n\n"),
        ("T03", "[a](#nej-{})\n\n"),
        ("T04", "[a](file:///p:/{}.docx)\n\n"),
        ("T05", "![](nej-{}.jpg)\n\n"),
        ("M10", "<b>{}</b>\n\n"),
        ("P04", "[www.a{}.dk](https://www.b.dk/)\n\n"),
    ],
)
def test_only_so_many_of_one_kind_are_told_of_and_the_rest_are_counted(
    draw: Callable[..., Path], judge: Judge, code: str, piece: str
) -> None:
    body = "".join(piece.format(number) for number in range(limits.FINDINGS + 30))
    messages = told(judge(draw({**trees.small(), PAGE: trees.interpretation(body=body)})), code)
    assert len(messages) == limits.FINDINGS + 1
    assert [one for one in messages if one.startswith("… og 30 til")]


def test_a_near_name_is_sought_for_the_first_dead_links_and_no_more(draw: Callable[..., Path], judge: Judge) -> None:
    slips = [f"{start}{one}{end}" for start, end in (("gryde", ""), ("gryd", "n")) for one in "abcdfghijklmopqrst"]
    links = "".join(f"[a](../{slip}/index.md)\n\n" for slip in slips[: limits.GUESSES + 10])
    checked = judge(draw({**trees.small(), PAGE: trees.interpretation(body=links)}))
    assert len(told(checked, "T03")) == limits.GUESSES + 10
    assert sum("Mente du" in one for one in told(checked, "T03")) == limits.GUESSES


def test_a_file_that_takes_too_much_is_told_of_and_the_others_are_judged(
    draw: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def give_up_on_one(work: Callable[[alone.Job], Any], jobs: Iterable[alone.Job]) -> Iterator[tuple[alone.Job, Any]]:
        return ((job, None if job.subject.path == PAGE else work(job)) for job in jobs)

    class GivesUp(Ahead[Subject, Any]):
        def finish(self) -> Iterator[tuple[Subject, Any]]:
            return ((subject, None if subject.path == PAGE else seen) for subject, seen in super().finish())

    monkeypatch.setattr(alone, "map_within_limits", give_up_on_one)
    monkeypatch.setattr("catalogue.checks.check.Ahead", GivesUp)
    docs = draw({**trees.small(), PAGE: trees.interpretation(), "stories/ny.md": trees.story(body=CHECKED)})
    checked = check(docs, trees.TODAY)  # What another test has had judged is not judged anew with a cache.
    assert told(checked, faults.too_heavy.help.code)
    assert told(checked, "P01", "stories/ny.md")


def test_what_is_told_of_a_page_is_the_same_whether_it_was_looked_at_in_one_go_or_step_by_step(
    draw: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = {PAGE: "ingen felter", "stories/ny.md": trees.story(body=CHECKED), "stories/Noter.md": trees.story()}
    docs = draw({**trees.small(), **texts})
    in_one_go = check(docs, trees.TODAY)

    class GivesUp(Ahead[Subject, Any]):
        def finish(self) -> Iterator[tuple[Subject, Any]]:
            return ((subject, None) for subject, _ in super().finish())

    monkeypatch.setattr("catalogue.checks.check.Ahead", GivesUp)
    step_by_step = check(docs, trees.TODAY)
    assert in_one_go == step_by_step
    assert {problem.path for problem in in_one_go.problems} >= set(texts)


def test_what_is_kept_is_what_is_found_anew_on_every_day(draw: Callable[..., Path], tmp_path: Path) -> None:
    plan = "plan: [{ action: Vi har en arbejdplads mere, deadline: 2026-06-02 }]\n"
    docs = draw({**trees.small(), PAGE: trees.interpretation(more=plan), "stories/ny.md": trees.story(body=CHECKED)})
    cache = RenderingCache(tmp_path / "cache.sqlite")
    codes = []
    for days in (0, 0, 5, 5, 0):
        today = trees.TODAY + timedelta(days)
        kept = check(docs, today, cache)
        assert kept.problems == check(docs, today).problems
        codes.append({problem.code for problem in kept.problems})
    assert ["D01" in found for found in codes] == [False, False, True, True, False]
    assert all({"T12", "P01"} <= found for found in codes)


def test_a_name_is_looked_through_where_there_is_no_text() -> None:
    path = f"stories/{CHECKED}.md"
    (problems,) = alone.judge_files([Subject(path, trees.TODAY)]).values()
    assert [problem.code for problem in problems] == ["P01"]
