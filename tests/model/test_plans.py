"""Plans: all steps of a unit by theme, with where each stands and begins, and which are still a draft.

(model.plans)
"""

from collections.abc import Callable
from pathlib import Path

import pytest

import trees
from catalogue.model.catalogue import Catalogue, link
from catalogue.model.plans import (
    PlannedStep,
    all_shown_steps,
    by_theme,
    has_plan,
    nedslag_for,
    shown_steps,
    steps_of,
)
from catalogue.reading.reader import read

PLAN = """
plan:
  - { action: Vi ringer op, theme: skaermen, from: omraadet/skaermen, responsible: Køkkenet }
  - { action: Vi dækker bord, theme: borgeren, from: apv }
  - { action: Vi spørger, theme: borgeren }
"""
FILES = {
    **trees.small(),
    "themes/skaermen.md": trees.theme(2, "Skærmen"),
    "units/det-hele/index.md": trees.page("title: Det hele\nkind: kommune\nsummary: Os alle.\nupdated: 2026-02-01"),
    "units/omraadet/skaermen.md": trees.interpretation("Et tydeligt formål", "plan: [{ action: Området samler op }]"),
    "units/omraadet/skaermen/tavlen.md": trees.interpretation("Tavlen"),
    "units/gryden/borgeren.md": trees.interpretation(more="plan: [{ action: Vi laver mad sammen }]"),
    "units/gryden/skaermen/listen.md": trees.interpretation("Listen", "plan: [{ action: Listen hænger i køkkenet }]"),
    "units/tom/index.md": trees.unit("Den tomme"),
}


@pytest.fixture
def catalogue(draw: Callable[..., Path], request: pytest.FixtureRequest) -> Catalogue:
    """A tree in which a workplace has steps of its own and on its pages, by default not yet talked of."""
    more = f"{PLAN}{getattr(request, 'param', '')}"
    return link(read(draw({**FILES, "units/gryden/index.md": trees.unit(more=more)})).pages)


discussed = pytest.mark.parametrize("catalogue", ["discussed: 2026-04-14"], indirect=True)


def told(steps: tuple[PlannedStep, ...]) -> list[tuple[str, str, int]]:
    return [(step.step.action, step.page.key, step.number) for step in steps]


def test_all_steps_of_a_unit_stand_by_theme_its_own_first(catalogue: Catalogue) -> None:
    assert told(steps_of(catalogue, catalogue.unit["gryden"])) == [
        ("Vi dækker bord", "gryden", 2),
        ("Vi spørger", "gryden", 3),
        ("Vi laver mad sammen", "gryden/borgeren", 1),
        ("Vi ringer op", "gryden", 1),
        ("Listen hænger i køkkenet", "gryden/skaermen/listen", 1),
    ]
    parts = by_theme(steps_of(catalogue, catalogue.unit["gryden"]))
    assert [(part.theme.slug, len(part.steps)) for part in parts] == [("borgeren", 3), ("skaermen", 2)]


def test_a_step_tells_where_it_begins(catalogue: Catalogue) -> None:
    found = {step.step.action: step for step in steps_of(catalogue, catalogue.unit["gryden"])}
    nedslag = catalogue.interpretation["omraadet/skaermen"]
    assert (found["Vi ringer op"].nedslag, found["Vi ringer op"].origin) == (nedslag, "")
    assert (found["Vi dækker bord"].nedslag, found["Vi dækker bord"].origin) == (None, "apv")
    assert (found["Vi spørger"].nedslag, found["Vi spørger"].origin) == (None, "")
    assert [step.is_own for step in found.values()] == [True, True, False, True, False]


def test_own_steps_are_a_draft_and_shown_to_nobody_until_the_committee_has_talked_of_them(catalogue: Catalogue) -> None:
    unit = catalogue.unit["gryden"]
    assert [step.is_draft for step in steps_of(catalogue, unit)] == [True, True, False, True, False]
    assert [step.step.action for step in shown_steps(catalogue, unit)] == [
        "Vi laver mad sammen",
        "Listen hænger i køkkenet",
    ]
    assert unit.fields.own_steps == ()
    assert has_plan(catalogue, unit)


@discussed
def test_once_it_has_been_talked_of_the_whole_plan_is_shown(catalogue: Catalogue) -> None:
    unit = catalogue.unit["gryden"]
    assert shown_steps(catalogue, unit) == steps_of(catalogue, unit)
    assert len(unit.fields.own_steps) == 3
    assert [step.unit.slug for step in all_shown_steps(catalogue)] == ["gryden"] * 5 + ["omraadet"]
    assert [step.step.action for step in all_shown_steps(catalogue, catalogue.areas)] == ["Området samler op"]


def test_a_unit_without_steps_has_no_plan(catalogue: Catalogue) -> None:
    assert not has_plan(catalogue, catalogue.unit["tom"])


@pytest.mark.parametrize("slug", ["gryden", "omraadet", "det-hele"])
def test_a_plan_can_begin_in_what_the_area_itself_makes_of_the_themes(catalogue: Catalogue, slug: str) -> None:
    assert [page.key for page in nedslag_for(catalogue, catalogue.unit[slug])] == ["omraadet/skaermen"]


def test_the_whole_stands_above_the_areas_and_is_no_workplace(catalogue: Catalogue) -> None:
    whole = catalogue.unit["det-hele"]
    assert catalogue.whole is whole
    assert catalogue.heads == (whole, *catalogue.areas)
    assert whole not in catalogue.workplaces
    assert catalogue.area_of(whole) is whole
    assert catalogue.units_in("det-hele") == ()
