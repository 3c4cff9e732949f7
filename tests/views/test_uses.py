"""Who tried it: on the idea, on the unit, on the front page, in the export and in the order of the search."""

import json
from collections.abc import Mapping

import pytest

import making
from catalogue.rendering.edition import Edition
from catalogue.search.documents import make_documents
from catalogue.site.exports import make_export
from catalogue.views.contents import FRAGMENTS, site_pages

TRIED = [
    {"idea": "nord-a/digitalt", "how": "vi lavede det om", "note": "Vi gør det kortere.", "date": "2026-05-01"},
    {"idea": "nord-b/findes-ikke", "how": "det virkede", "date": "2026-05-02"},
]
ASKS = ["Hvem har prøvet at dele vagter?"]
SOURCES = [{"title": "En sag", "case": "22/179"}]


@pytest.fixture(scope="module")
def made() -> Edition:
    pages = {page.path: page for page in making.small()}
    unit = making.page("units/syd-a/index.md", area="syd", tried=TRIED, asks=ASKS, sources=SOURCES)
    idea = making.page("units/syd-b/blik.md", where="Hus B", sources=SOURCES, updated="2026-01-01")
    return making.edition((pages | {unit.path: unit, idea.path: idea}).values())


@pytest.fixture(scope="module")
def views(made: Edition) -> Mapping[str, str]:
    shown = {page.address: page.body() for page in site_pages(made)}
    return shown | {name: make(made, "") for name, make in FRAGMENTS.items()}


def test_an_idea_shows_who_tried_it_and_how_it_went(views: Mapping[str, str]) -> None:
    told = views["units/nord-a/digitalt/"].partition("Prøvet af")[2]
    assert "Om syd-a" in told
    assert "vi lavede det om. Vi gør det kortere." in told
    assert "Prøvet af" not in views["units/nord-b/digitalt/"]


def test_a_unit_tells_what_it_tried_and_asks_for(views: Mapping[str, str]) -> None:
    html = views["units/syd-a/"]
    assert "Vi prøvede det" in html
    assert 'href="../../nord-b/findes-ikke' not in html  # What is not there is not linked to.
    assert "det virkede" not in html.partition("_proevet")[2].partition("_hjaelp")[0]
    assert ASKS[0] in html
    assert "sag 22/179" in html


def test_an_idea_tells_where_and_what_it_builds_on(views: Mapping[str, str]) -> None:
    assert "Hus B" in views["units/syd-b/blik/"]
    assert "sag 22/179" in views["units/syd-b/blik/"]


def test_the_front_page_tells_what_was_borrowed_and_tried_lately_and_ranks_nobody(views: Mapping[str, str]) -> None:
    lately = views["lately_used"]
    assert lately.index("Vi lavede det om hos Om syd-a") < lately.index("Lånt hos")
    assert lately.count("<li>") <= 4
    nobody = FRAGMENTS["lately_used"](making.edition(making.crowd(2)), "")
    assert "Find en idé" in nobody


def test_an_idea_is_used_once_by_each_who_borrows_or_tries_it(made: Edition) -> None:
    uses = {one.card.address: one.uses for one in make_documents(made) if one.uses}
    assert uses == {"units/nord-a/digitalt/": 1, "units/nord/blik/": 2, "units/syd/blik/": 1}
    entry = next(one for one in json.loads(make_export(made))["interpretations"] if one["id"] == "nord-a/digitalt")
    assert entry["tried_by"] == ["syd-a"]
