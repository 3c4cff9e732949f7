"""What holds of a page's fields when some do not, with the line of each."""

from datetime import date
from typing import Any

import pytest

from catalogue.model.fields import MODELS, Interpretation, Story, Theme, Unit
from catalogue.reading import frontmatter
from catalogue.reading.remains import find_remains
from catalogue.reading.validation import validate

NOTHING: dict[str, Any] = {}


def remains_of(model: type, yaml: str) -> tuple[dict[str, Any], dict[Any, int]]:
    """Return the fields that hold, without those that are as if nobody had written them, and the lines."""
    front = frontmatter.parse("x.md", yaml)
    found = find_remains(model, front)
    empty = find_remains(model, frontmatter.FrontMatter()).fields
    held = {key: value for key, value in found.fields if value != getattr(empty, key)}
    return held, dict(found.lines)


@pytest.mark.parametrize(
    ("model", "yaml", "held"),
    [
        (Story, "", {}),
        (Story, "title: Morgen", {"title": "Morgen"}),
        (Story, "title: [Morgen]\ndate: 2026-03-01", {"date": date(2026, 3, 1)}),
        (Story, "title: <b>\ndate: i går\nsummary: Kort.\nfarve: blå", {"summary": "Kort."}),
        (Story, "themes: [borgeren, Med Mellemrum, digitale]", {"themes": ("borgeren", "digitale")}),
        (Story, "themes: [Med Mellemrum]", {}),
        (Unit, "kind: enhd\narea: sundhed\nprofessions: [lærer, lære]", {"area": "sundhed", "professions": ("lærer",)}),
        (Theme, "order: 0\ntopics: { god: God, Dårlig: x }", {"topics": {"god": "God"}}),
        (Interpretation, "updated: 2026-02-30\nstatus: i brug", {"status": "i brug"}),
    ],
)
def test_each_field_that_holds_is_kept(model: type, yaml: str, held: dict[str, Any]) -> None:
    assert remains_of(model, yaml)[0] == held


def test_in_a_list_what_holds_of_each_item_is_kept() -> None:
    steps = "- action: Første\n  status: nej\n- goal: Uden indsats\n- tekst\n- action: Sidste\n  deadline: 2026-05-01"
    front = frontmatter.parse("x.md", f"plan:\n{steps}")
    found = find_remains(Interpretation, front)
    first, second, last = found.fields.plan
    assert (first.action, first.status) == ("Første", None)
    assert (second.action, second.goal) == (None, "Uden indsats")
    assert (last.action, last.deadline) == ("Sidste", date(2026, 5, 1))
    assert [found.lines[way] for way in [("plan", 0, "status"), ("plan", 1), ("plan", 2, "deadline")]] == [4, 5, 8]


def test_what_was_written_and_does_not_hold_has_its_line_and_what_is_empty_has_none() -> None:
    _, lines = remains_of(Unit, "area: Sundhed og Omsorg\nsummary:\nkind: enhed")
    assert lines == {("area",): 2, ("kind",): 4}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_fields_are_always_of_the_model_itself(model: type) -> None:
    assert type(find_remains(model, frontmatter.FrontMatter()).fields) is model


def test_fields_that_all_hold_are_all_kept() -> None:
    front = frontmatter.parse("x.md", "title: A\nsummary: B\nupdated: 2026-01-01\nplan: [{ action: C }]")
    assert find_remains(Interpretation, front).fields == validate("x.md", Interpretation, front)[0]
