"""Messages: two pages on which nearly everything is wrong, and every word that their writers are told.

(problems.codes, problems.faults)
"""

from collections.abc import Callable
from pathlib import Path

import trees
from catalogue.checks import rulebook
from catalogue.checks.check import Check
from catalogue.problems import reports


def test_a_very_wrong_tree_gives_every_message_at_once(
    draw: Callable[..., Path], judge: Callable[[Path], Check], golden: Callable[[str, str], None]
) -> None:
    docs = draw({}, onto=trees.GOOD)
    trees.draw(docs, {}, onto=trees.CASES / "wrong")
    golden("wrong.txt", reports.to_text(judge(docs).problems))


def test_every_message_says_its_danish_label_before_its_key(golden: Callable[[str, str], None]) -> None:
    told = (trees.GOLDEN / "wrong.txt").read_text("utf-8")
    for label, key in [("Slags", "kind"), ("Kort fortalt", "summary"), ("Frist", "deadline"), ("Status", "status")]:
        assert f"({key})" not in told or f"»{label}« ({key})" in told


def test_every_help_has_a_title_an_example_of_each_kind_and_a_reason() -> None:
    for told in rulebook.helps():
        assert all((told.title, told.wrong, told.right, told.why)), told.code
        assert not told.title.endswith("."), told.code


def test_every_code_is_used_once() -> None:
    codes = [told.code for told in rulebook.helps()]
    assert len(codes) == len(set(codes))
