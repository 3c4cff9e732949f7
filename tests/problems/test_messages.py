"""Messages: two pages on which nearly everything is wrong, and every word that their writers are told.

(problems.codes, problems.faults)
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import trees
from catalogue.checks import rulebook
from catalogue.checks.check import Check
from catalogue.model.fields import MODELS, Fields
from catalogue.problems import reports
from catalogue.reading.validation import model_within


def test_a_very_wrong_tree_gives_every_message_at_once(
    draw: Callable[..., Path], judge: Callable[[Path], Check], golden: Callable[[str, str], None]
) -> None:
    docs = draw({}, onto=trees.GOOD)
    trees.draw(docs, {}, onto=trees.CASES / "wrong")
    golden("wrong.txt", reports.to_text(judge(docs).problems))


def test_every_message_says_the_danish_label_before_the_key_of_a_field(
    draw: Callable[..., Path], judge: Callable[[Path], Check]
) -> None:
    docs = draw({}, onto=trees.GOOD)
    trees.draw(docs, {}, onto=trees.CASES / "wrong")
    labels = dict(_labels_in(MODELS))
    named = [
        (problem.message[: found.start()], found[1])
        for problem in judge(docs).problems
        for found in re.finditer(r" \((\w+)\)", problem.message)
        if found[1] in labels
    ]
    assert {"summary", "deadline", "status", "title", "updated"} <= {key for _, key in named}
    assert [key for before, key in named if not before.endswith(tuple(f"»{label}«" for label in labels[key]))] == []


def _labels_in(models: Iterable[type[Fields]]) -> Iterator[tuple[str, set[str]]]:
    """Yield every key of the models and of those within them, with the labels that it has in any."""
    found: dict[str, set[str]] = defaultdict(set)
    waiting = list(models)
    for model in waiting:
        for key, field in model.by_key().items():
            found[key].add(field.title or "")
            if (inner := model_within(field.annotation)) and inner not in waiting:
                waiting.append(inner)
    yield from found.items()


def test_every_help_has_a_title_an_example_of_each_kind_and_a_reason() -> None:
    assert len(rulebook.helps()) > 40
    for told in rulebook.helps():
        assert all((told.title, told.wrong, told.right, told.why)), told.code
        assert not told.title.endswith("."), told.code


def test_every_code_is_used_once() -> None:
    codes = [told.code for told in rulebook.helps()]
    assert len(codes) == len(set(codes))
