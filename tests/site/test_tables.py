"""Tables: what stands in the rows, in whose table, and what stands in none.

(site.tables)
"""

from datetime import date
from typing import Any

import making
from catalogue.model.pages import AnyPage
from catalogue.site.tables import Link, Sheet, make_tables
from some import some

SITE = "https://katalog.eksempel.invalid/sti/"


def tables_of(pages: list[AnyPage], **settings: Any) -> dict[str, dict[str, Sheet]]:
    """Return the tables of some pages by folder and name."""
    made = make_tables(making.edition(pages, **settings))
    return {folder: {sheet.name: sheet for sheet in sheets} for folder, sheets in made}


def rows(sheet: Sheet) -> list[dict[str, Any]]:
    """Return the rows of a table, each cell by its column's heading."""
    headings = [column.heading for column in sheet.columns]
    return [dict(zip(headings, row, strict=True)) for row in sheet.rows]


def test_all_and_every_area_have_three_tables_and_each_row_stands_with_its_area() -> None:
    made = tables_of(making.small())
    assert list(made) == ["", "units/nord/", "units/syd/"]
    for folder in made:
        assert list(made[folder]) == ["ideas", "plans", "meetings"]
    for name in ("ideas", "plans"):
        whole, north, south = (set(made[folder][name].rows) for folder in made)
        assert whole == north | south
        assert north
        assert south
        assert not north & south


def test_a_heading_stands_once_and_every_row_has_a_cell_for_each() -> None:
    for sheets in some(tables_of(making.small()).values()):
        for sheet in some(sheets.values()):
            headings = [column.heading for column in sheet.columns]
            assert len(set(headings)) == len(headings)
            assert {len(row) for row in sheet.rows} <= {len(headings)}


def test_an_idea_tells_what_its_page_tells() -> None:
    lent = making.page("units/syd-a/blik/laant.md", title="Lånt", borrowed_from=["nord-a/digitalt"])
    unit = making.page(
        "units/syd-b/index.md",
        area="syd",
        tried=[{"idea": "nord-a/digitalt", "how": "det virkede", "date": "2026-03-01"}],
    )
    pages = [one for one in making.small() if one.key != "syd-b"]
    found = rows(tables_of([*pages, lent, unit], site_address=SITE)[""]["ideas"])
    told = next(row for row in found if row["Link"] == Link(f"{SITE}units/nord-a/digitalt/"))
    assert told == {
        "Arbejdsplads": "Om nord-a",
        "Slags arbejdsplads": "skole",
        "Område": "Om nord",
        "Tema": "Om digitalt",
        "Idé": "Om nord-a/digitalt",
        "Kort fortalt": "Idéen kort.",
        "Status": "idé",
        "Emner": "Andet emne",
        "Hvor hos jer": None,
        "Indsatser i planen": 0,
        "Fortæller om det svære": None,
        "Lånt fra": "",
        "Lånt af": 1,
        "Prøvet af": 1,
        "Opdateret": date(2026, 2, 10),
        "Opdigtet eksempel": None,
        "Link": Link(f"{SITE}units/nord-a/digitalt/"),
    }
    borrower = next(row for row in found if row["Idé"] == "Lånt")
    assert borrower["Lånt fra"] == "Om nord-a/digitalt (Om nord-a)"


def test_a_step_of_a_units_own_plan_comes_in_once_its_committee_has_talked_of_it() -> None:
    step = {"action": "Vi går sammen", "theme": "blik", "from": "apv", "deadline": "2026-12-01"}
    for discussed in (None, "2026-05-05"):
        own = making.page("units/nord-c/index.md", area="nord", plan=[step], discussed=discussed)
        found = rows(tables_of([*making.small(), own])["units/nord/"]["plans"])
        told = [row for row in found if row["Indsats"] == "Vi går sammen"]
        assert len(told) == (1 if discussed else 0)
        for row in told:
            assert (row["Begynder i"], row["Frist"], row["Arbejdsplads"]) == ("apv", date(2026, 12, 1), "Om nord-c")


def test_a_meeting_says_who_tells_and_a_planned_one_that_has_passed_is_not_said_to_have_been_held() -> None:
    pages = [
        making.page("units/nord/meetings/2026-05-01.md", shares=["nord-a", ["nord-b", "nord"]]),
        making.page("units/nord/meetings/2026-09-01.md"),
        making.page("units/syd/meetings/2026-04-01.md", status="holdt"),
    ]
    made = tables_of([*making.small(), *pages])
    told = {row["Dato"]: row for row in rows(made[""]["meetings"])}
    for day, status in (
        (date(2026, 5, 1), "var planlagt"),
        (date(2026, 9, 1), "planlagt"),
        (date(2026, 4, 1), "holdt"),
    ):
        assert told[day]["Status"] == status
    assert told[date(2026, 5, 1)]["Fortæller"] == "Om nord-a · Om nord-b · Om nord"
    assert date(2026, 4, 1) not in {row["Dato"] for row in rows(made["units/nord/"]["meetings"])}


def test_an_example_says_so_and_without_an_address_the_way_is_from_the_root() -> None:
    page = making.page("units/nord-a/digitalt.md", example="true")
    pages = [one for one in making.small() if one.key != "nord-a/digitalt"]
    found = rows(tables_of([*pages, page])[""]["ideas"])
    assert [row["Link"] for row in found if row["Opdigtet eksempel"]] == [Link("/units/nord-a/digitalt/")]
