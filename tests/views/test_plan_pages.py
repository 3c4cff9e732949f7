"""The plan of a unit across the themes, and what tells of it elsewhere: only what has been talked of goes further.

(views.pages.plans, views.parts.plans, views.pages.forms)
"""

import html
import json
import re
from collections.abc import Mapping
from typing import Any

import pytest

from catalogue.rendering.edition import Edition
from catalogue.rendering.store import Store
from catalogue.search.documents import make_documents
from catalogue.site.calendars import make_calendars
from catalogue.site.exports import make_export
from catalogue.site.tables import make_tables
from catalogue.views.contents import FRAGMENTS, site_pages
from making import edition, page, small

STEPS = [
    {"action": "Vi ringer op", "theme": "digitalt", "from": "nord/digitalt", "deadline": "2026-05-01", "goal": "Ro"},
    {"action": "Vi spørger", "theme": "blik", "from": "apv", "responsible": "TRIO", "deadline": "2026-09-01"},
]
OWN = "Vi ringer op"
TOLD = "Vi prøver"
WHOLE = page("units/hele/index.md", title="Det hele", kind="kommune")


def made(discussed: str | None = None, whole: bool = False, **more: Any) -> Edition:
    """Return an edition in which a workplace has two steps of its own besides that of an idea."""
    unit = page(
        "units/nord-a/index.md", area="nord", plan=STEPS, **({"discussed": discussed} if discussed else {}), **more
    )
    others = [one for one in small() if one.path != unit.path]
    planned = page("units/nord/meetings/2026-08-20.md")
    return edition([*others, unit, planned, page("units/nord/digitalt.md"), *([WHOLE] if whole else [])])


def shown(one: Edition) -> Mapping[str, str]:
    pages = {address.address: address.body() for address in site_pages(one)}
    return pages | {name: make(one, "overview/") for name, make in FRAGMENTS.items()}


def plain(text: str) -> str:
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)))


def test_the_page_of_a_plan_has_all_steps_by_theme_with_where_each_begins() -> None:
    text = plain(shown(made("2026-04-14"))["units/nord-a/plan/"])
    assert "Hvad vil vi, hvem gør det, og hvornår?" in text
    assert "Drøftet i LMU den 14. april 2026" in text
    assert "Udkast" not in text
    order = ["Om blik", "Vi spørger", "APV", "Vi prøver", "Idéen Om nord-a/blik", "Om digitalt", "Vi ringer op"]
    assert [text.index(words, text.index("Tallene er")) for words in order] == sorted(
        text.index(words, text.index("Tallene er")) for words in order
    )
    assert "Områdets nedslag: Om nord/digitalt" in text
    assert "3 indsatser: 1 i gang" in text


def test_a_plan_that_nobody_has_talked_of_says_so_and_can_be_read_on_its_own_page_alone() -> None:
    views = shown(made())
    text = plain(views["units/nord-a/plan/"])
    assert "Udkast" in text
    assert "Ikke drøftet i LMU endnu" in text
    assert OWN in text
    told = {name for name, view in views.items() if OWN in re.sub(r' data-page="[^"]*"', "", view)}
    assert told == {"units/nord-a/plan/"}
    assert all(OWN not in text for text in outside(made()).values())


def outside(one: Edition) -> Mapping[str, str]:
    """Return all that leaves the site's pages: what is searched, read by machines, and put in calendars and tables."""
    return {
        "search": str([document.texts for document in make_documents(one)]),
        "export": make_export(one),
        "calendars": str([content.decode() for _, content in make_calendars(one, Store())]),
        "tables": str([str(tables) for _, tables in make_tables(one)]),
    }


def test_once_talked_of_the_steps_are_in_the_search_the_files_and_the_overview() -> None:
    one = made("2026-04-14")
    assert [name for name, text in outside(one).items() if OWN not in text] == []
    views = shown(one)
    for name in ("passed_deadlines", "timeline"):
        assert OWN in views[name], name
        assert TOLD in views[name], name
    assert 'href="../units/nord-a/plan/"' in views["passed_deadlines"]
    assert "“from”" not in outside(one)["export"]
    unit = next(entry for entry in json.loads(outside(one)["export"])["units"] if entry["id"] == "nord-a")
    assert unit["fields"]["plan"][0]["from"] == "nord/digitalt"


def test_a_unit_leads_to_its_plan_or_is_invited_to_begin_one() -> None:
    views = shown(made("2026-04-14"))
    assert 'units/nord-a/plan/"' in views["units/nord-a/"]
    assert "units/syd/plan/" not in views
    assert "contribute/form/plan/?unit=syd" in views["units/syd/"]


def test_a_plan_is_begun_from_the_nedslag_that_nothing_begins_in_yet() -> None:
    text = shown(made())["units/nord-a/plan/"]
    assert "contribute/form/plan/?unit=nord-a&amp;from=nord/blik" in text
    assert "from=nord/digitalt" not in text


def test_the_form_knows_the_nedslag_of_each_area_and_the_day_of_its_next_meeting() -> None:
    text = shown(made())["contribute/form/plan/"]
    spec = json.loads(html.unescape(re.search(r'data-spec="([^"]*)"', text)[1]))  # type: ignore[index]
    assert spec["kind"] == "plan"
    assert {question["key"] for question in spec["questions"]} == {"plan", "discussed", "updated"}
    assert [key for key, _, _ in spec["nedslag"]["Om nord"]] == ["nord/blik", "nord/digitalt"]
    assert spec["meetings"]["Om nord"] == "2026-08-20"


def test_the_committee_is_called_what_it_calls_itself() -> None:
    views = shown(made("2026-04-14", committee={"name": "Personalemødet med MED-status", "short": "P-MED"}))
    assert "Drøftet i P-MED den" in plain(views["units/nord-a/plan/"])


@pytest.mark.parametrize(
    ("where", "words"),
    [
        ("units/hele/", ["Hele kommunen", "Områderne", "Om nord", "Om syd", "Fakta om kommunen"]),
        ("units_by_area", ["Det hele", "hele kommunen"]),
        ("contribute/form/", ["Det hele"]),
    ],
)
def test_the_whole_organisation_stands_where_units_stand(where: str, words: list[str]) -> None:
    text = html.unescape(shown(made(whole=True))[where])
    assert [word for word in words if word not in text] == []


def test_the_whole_is_no_workplace_and_has_no_rows_until_it_tells_something() -> None:
    one, silent = made(whole=True), shown(made(whole=True))
    without = shown(made())
    for name in ("coverage", "overview_matrix", "catalogue_listing"):
        assert silent[name] == without[name], name
    assert "Begynd på en plan" not in silent["units/hele/"]
    assert "units/hele/plan/" not in silent
    telling = edition([*one.catalogue.pages, page("units/hele/blik.md", title="Vi alle")])
    views = shown(telling)
    assert "hele kommunen" in views["overview_matrix"]
    assert "Vi alle" in views["themes/blik/"]
    assert "catalogue/area/hele/" in views
