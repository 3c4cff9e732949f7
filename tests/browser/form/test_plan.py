"""A plan in the form: begun in a nedslag of the area, on the workplace's own page, which keeps all else that it has."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from playwright.sync_api import expect

import trees
from filling import Window

pytestmark = pytest.mark.browser
UNIT = "aakaer-hjemmepleje"
NEDSLAG = "sundhed-og-omsorg/digitale-muligheder"
ACTION = "Vi skriver overleveringen på én side: »det vigtigste«"


def test_a_plan_is_begun_in_a_nedslag_and_stands_on_the_workplace_s_own_page(window: Callable[..., Window]) -> None:
    form = window().open("contribute/form/plan/")
    assert form.faults == ["Vælg jeres arbejdsplads.", "Skriv mindst én indsats."]
    form.fill({"unit": UNIT})
    expect(form.page.locator("[data-markdown]")).to_contain_text("title: Aakær Hjemmepleje")
    form.page.get_by_role("button", name="Begynd på en plan herfra").last.click()
    expect(form.page.locator("[name='plan.0.action']")).to_be_focused()
    form.fill({"plan.0.action": ACTION, "plan.0.responsible": "Planlæggerne", "plan.0.deadline": "1. maj 2027"})
    form.page.get_by_role("button", name="Tilføj en indsats til").click()
    form.fill({"plan.1.action": "Vi spørger pårørende", "plan.1.theme": "blik-for-borgeren", "plan.1.from": "apv"})
    form.fill({"discussed": "14. april 2026"})
    assert form.faults == []
    assert form.path == f"units/{UNIT}/index.md"
    page, problems = form.read()
    assert problems == []
    assert page is not None
    before, _ = trees.read(form.path, (trees.GOOD / form.path).read_text("utf-8"))
    assert before is not None
    told = page.fields.model_dump(by_alias=True, exclude_unset=True)
    assert told.pop("plan") == (
        {
            "action": ACTION,
            "theme": "digitale-muligheder",
            "from": NEDSLAG,
            "responsible": "Planlæggerne",
            "deadline": date(2027, 5, 1),
        },
        {"action": "Vi spørger pårørende", "theme": "blik-for-borgeren", "from": "apv"},
    )
    assert told.pop("discussed") == date(2026, 4, 14)
    told.pop("updated")
    was = before.fields.model_dump(by_alias=True, exclude_unset=True)
    was.pop("updated")
    assert told == was
    assert page.body == before.body


def test_another_workplace_gets_what_is_written_and_nothing_of_the_first(window: Callable[..., Window]) -> None:
    form = window().open(f"contribute/form/plan/?unit={UNIT}&from={NEDSLAG}")
    expect(form.page.locator("[name='plan.0.from']")).to_have_value(NEDSLAG)
    form.fill({"plan.0.action": ACTION, "unit": "koekkenet-gryden"})
    expect(form.page.locator("[data-markdown]")).to_contain_text("title: Køkkenet Gryden")
    assert form.path == "units/koekkenet-gryden/index.md"
    page, problems = form.read()
    assert problems == []
    assert page is not None
    assert [step["action"] for step in page.fields.model_dump()["plan"]] == [ACTION]
    assert "hjemmehjælp" not in form.text


def test_a_plan_outlives_a_reload_as_a_draft(window: Callable[..., Window]) -> None:
    form = window().open(f"contribute/form/plan/?unit={UNIT}&from={NEDSLAG}")
    expect(form.page.locator("[name='plan.0.from']")).to_have_value(NEDSLAG)
    form.fill({"plan.0.action": ACTION})
    text = form.text
    form.page.reload()
    expect(form.page.locator("[name='plan.0.action']")).to_have_value(ACTION)
    expect(form.page.locator("[name='plan.0.from']")).to_have_value(NEDSLAG)
    assert re.sub(r"updated: \S+", "", form.text) == re.sub(r"updated: \S+", "", text)
