"""One page judged against the rest: the same as a check of the whole, whatever is changed.

(checks.check, checks.judgement, checks.subject, checks.tree) The audit tries a thousand changes.
"""

import inspect
from collections.abc import Callable
from pathlib import Path

import pytest

import changes
import trees
from catalogue.checks import rulebook
from catalogue.checks.check import Check, check
from catalogue.checks.rule import Rule, Scope
from catalogue.model.places import place_of
from catalogue.rendering.cache import RenderingCache
from people import CHECKED

Judge = Callable[[Path], Check]
RULES = {rule.help.code: rule for rule in rulebook.RULES}
OF_ATTACHMENTS = {"P06", "B07"}


def test_a_page_judged_alone_gives_what_a_check_of_the_whole_gives_by_every_rule(
    draw: Callable[..., Path], judge: Judge
) -> None:
    number = changes.Change("stories/ny-historie.md", trees.story(body=f"Hos {CHECKED}."))
    whole = trees.page("title: Det hele\nkind: kommune\nsummary: En linje.\nupdated: 2026-02-01")
    wholes = [changes.Change(f"units/{name}/index.md", whole) for name in ("det-hele", "kommunen")]
    told, elsewhere = changes.follow(draw({}, onto=trees.GOOD), judge, [*changes.each_case(), number, *wholes])
    assert RULES.keys() - told == OF_ATTACHMENTS
    assert all(RULES[code].scope is Scope.TREE for code in elsewhere & RULES.keys())


def test_changes_at_random_one_upon_the_other_do_as_well(draw: Callable[..., Path], judge: Judge) -> None:
    _, elsewhere = changes.follow(draw({}, onto=trees.GOOD), judge, changes.draw_changes(seed=1, amount=120))
    assert len(elsewhere & RULES.keys()) >= 5, "other pages have been hit"


@pytest.mark.parametrize("rule", rulebook.RULES, ids=lambda rule: rule.help.code)
def test_a_rule_that_looks_at_one_page_is_given_nothing_else(rule: Rule) -> None:
    parameters = list(inspect.signature(rule.judge).parameters)
    assert parameters == (["subject"] if rule.scope is Scope.PAGE else ["subject", "tree"])


def test_nobody_else_is_judged_again_when_only_a_text_changes(good: Path, judge: Judge) -> None:
    checked = judge(good)
    path = "stories/morgen-i-koekkenet.md"
    place = place_of(path)
    assert place is not None
    after = checked.with_page(place, f"{checked.reading.sources[path]}\nEn linje mere.\n")
    assert after.judgement.tree is checked.judgement.tree
    assert after.judgement.subjects[path] != checked.judgement.subjects[path]


def test_a_text_that_is_kept_as_one_kind_of_page_is_spelt_anew_as_another(tmp_path: Path) -> None:
    """Where it does its work is a field of an interpretation and of nothing else, so only there its words are prose."""
    plan = "where: Vi har fået en arbejdplads mere"
    text = f"---\ntitle: Noget nyt\nsummary: Vi har en komunikation.\n{plan}\n---\n"
    cache = RenderingCache(tmp_path / "cache.sqlite")
    told = []
    for path in ("stories/ny.md", "units/gryden/nyt-tema.md", "units/ny/index.md"):
        docs = trees.draw(tmp_path / path.replace("/", "-"), {**trees.small(), path: text})
        kept, fresh = check(docs, trees.TODAY, cache), check(docs, trees.TODAY)
        assert kept.problems == fresh.problems
        told += [problem.message for problem in kept.problems if (problem.path, problem.code) == (path, "T12")]
    assert ["arbejdplads" in message for message in told] == [False, True, False]
