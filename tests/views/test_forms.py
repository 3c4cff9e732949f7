"""The forms: every field of the model is asked for or kept, and the page weighs little however many units there are.

(views.pages.forms, views.parts.questions)
"""

import gzip
import json

import pytest

from catalogue.model.fields import Fields, Interpretation, Story, Unit
from catalogue.model.places import Kind
from catalogue.rendering.edition import Edition
from catalogue.views.contents import site_pages
from catalogue.views.pages.forms import KEPT, PLANNED
from catalogue.views.parts.editing import FORMS, PLAN_FORM
from making import Elements, crowd, edition, page, small
from some import some

MODELS: dict[Kind, type[Fields]] = {
    Kind.INTERPRETATION: Interpretation,
    Kind.IDEA: Interpretation,
    Kind.UNIT: Unit,
    Kind.STORY: Story,
}


def form_of(made: Edition, kind: Kind = Kind.INTERPRETATION) -> str:
    return next(one.body() for one in site_pages(made) if one.address == FORMS[kind])


@pytest.mark.parametrize("kind", FORMS)
def test_every_field_of_the_model_is_asked_for_or_kept(kind: Kind) -> None:
    elements = Elements(form_of(edition(small()), kind))
    asked = {one["name"].split(".")[0] for one in elements.all("input", "textarea", "select") if "name" in one}
    kept = {*KEPT, *(PLANNED if kind is Kind.UNIT else ())}
    assert set(MODELS[kind].by_key()) - asked <= kept
    (form,) = elements.all("form")
    spec = json.loads(form["data-spec"])
    assert {question["key"] for question in spec["questions"]} | kept >= set(MODELS[kind].by_key())


def test_what_the_form_of_a_unit_keeps_the_form_of_its_plan_asks_for() -> None:
    body = next(one.body() for one in site_pages(edition(small())) if one.address == PLAN_FORM)
    spec = json.loads(Elements(body).all("form")[0]["data-spec"])
    assert [question["key"] for question in spec["questions"]] == ["updated", *PLANNED]
    assert {one["name"] for one in Elements(body).all("input", "textarea", "select") if "name" in one} >= {
        "unit",
        "discussed",
        "plan.0.action",
        "plan.0.theme",
        "plan.0.from",
        "plan.0.deadline",
    }


def test_every_control_has_a_name_that_is_said_and_what_describes_it() -> None:
    for kind in FORMS:
        elements = Elements(form_of(edition(small()), kind))
        ids = {one["id"] for _, one in elements.found if "id" in one}
        labelled = {one["for"] for one in elements.all("label") if "for" in one}
        for one in some(elements.all("input", "textarea", "select")):
            assert one.get("type") in ("radio", "checkbox") or one["id"] in labelled, one
            assert set(one.get("aria-describedby", "").split()) <= ids


def test_a_fifth_theme_can_be_written_about() -> None:
    html = form_of(edition([*small(), page("themes/nyt.md", title="Noget nyt", order="5", topics={"x": "Et x"})]))
    assert "Noget nyt" in html
    assert "Et x" in html


def test_the_page_stays_light_with_many_units() -> None:
    assert len(gzip.compress(form_of(edition(crowd(2000))).encode())) < 31_000
