"""What the pages of growth (tests/project/test_growth.py) hold of the form's output is what the form writes."""

from collections.abc import Callable
from pathlib import Path

import pytest

import additions
from filling import Window

pytestmark = pytest.mark.browser
ANSWERS = {
    "unit": "+",
    "unit.title": "Køkkenet Eksempelgryden",
    "unit.area": "sundhed-og-omsorg",
    "unit.summary": "Et opdigtet køkken, der laver mad til alle.",
    "theme": "digitale-muligheder",
    "title": "Ti minutter ved tavlen",
    "summary": "Vi mødes kort, før dagen begynder: fagligt og roligt.",
    "updated": "27. maj 2026",
    "section-2": "Vi mødes ved tavlen.\n\n- Først ser vi på dagen.\n- Så fordeler vi opgaverne.",
    "section-3": "Det er svært, når nogen er syge.",
    "status": "afprøves",
    "plan.0.action": "Vi køber en tavle",
    "plan.0.deadline": "1. maj 2027",
    "plan.0.status": "i gang",
    "borrowed_from": "sundhed-og-omsorg/digitale-muligheder",
}


def test_the_pages_of_growth_are_what_the_form_writes(
    window: Callable[..., Window], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    form = window().open()
    form.fill(ANSWERS)
    assert form.faults == []
    docs = additions.GROWN if request.config.getoption("--rewrite-golden") else tmp_path
    saved = form.save(docs)
    assert {file.relative_to(docs).as_posix() for file in saved} == {
        "units/koekkenet-eksempelgryden/digitale-muligheder.md",
        "units/koekkenet-eksempelgryden/index.md",
    }
    for file in saved:
        kept = additions.GROWN / file.relative_to(docs)
        assert file.read_text("utf-8") == kept.read_text("utf-8")
