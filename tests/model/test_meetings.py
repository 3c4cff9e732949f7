"""Meetings: whose they are, what they are called, and how they lead to each other and to those who tell.

(model.meetings, model.catalogue, model.places)
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from catalogue.model.catalogue import Catalogue, link
from catalogue.model.pages import AnyPage
from catalogue.model.places import Kind, is_own_address, place_of
from making import page, themes

OMU = {"name": "Områdeudvalg nord", "short": "OMU"}


def unit(slug: str, **fields: Any) -> AnyPage:
    """Return the page of an area, or of a workplace in it."""
    place: Mapping[str, Any] = {"kind": "område"} if slug == "nord" else {"area": "nord"}
    return page(f"units/{slug}/index.md", **{"title": slug.capitalize(), **place, **fields})


def meeting(day: str, slug: str = "nord", **fields: Any) -> AnyPage:
    """Return a meeting of a unit's committee."""
    return page(f"units/{slug}/meetings/{day}.md", **fields)


def row(*pages: AnyPage, **area: Any) -> Catalogue:
    """Return the catalogue of some pages, of an area and of two workplaces."""
    return link([*themes(), unit("nord", **area), unit("fjord"), unit("bakken"), *pages])


def test_a_meeting_is_known_by_its_unit_and_its_day() -> None:
    place = place_of("units/nord/meetings/2026-06-20.md")
    assert place is not None
    assert (place.kind, place.unit, place.day) == (Kind.MEETING, "nord", date(2026, 6, 20))
    assert (place.key, place.key_in_unit) == ("nord/meetings/2026-06-20", "meetings/2026-06-20")
    assert place.address == "units/nord/meetings/2026-06-20/"


@pytest.mark.parametrize("name", ["2026-06-31", "2026-W25-1", "20260620", "juni", "index", "2026-06-20/referat"])
def test_no_meeting_has_a_name_that_is_no_day(name: str) -> None:
    assert place_of(f"units/nord/meetings/{name}.md") is None


def test_no_other_page_has_a_day() -> None:
    with pytest.raises(ValueError):
        _ = page("units/nord/index.md", kind="område").day


@pytest.mark.parametrize(
    ("address", "is_own"),
    [
        ("units/nord/meetings/2026-06-20/", False),
        ("units/nord/meetings/", True),
        ("units/nord/meetings/juni/", True),
        ("units/nord/meetings/2026-06-20/bilag/", True),
        ("units/nord/blik/meetings/", True),
    ],
)
def test_the_site_keeps_what_is_no_meeting_in_a_folder_of_meetings(address: str, is_own: bool) -> None:
    assert is_own_address(address) == is_own


def test_meetings_stand_by_their_day_and_know_those_beside_them() -> None:
    catalogue = row(meeting("2026-09-01"), meeting("2025-11-30"), meeting("2026-02-28"), meeting("2026-01-01", "fjord"))
    first, second, third = catalogue.meetings_by_unit("nord")
    assert [one.slug for one in (first, second, third)] == ["2025-11-30", "2026-02-28", "2026-09-01"]
    assert [catalogue.meeting_before(one) for one in (first, second, third)] == [None, first, second]
    assert [catalogue.meeting_after(one) for one in (first, second, third)] == [second, third, None]
    assert catalogue.meeting["fjord/meetings/2026-01-01"] in catalogue.pages


def test_the_meeting_that_is_known_to_have_been_held_is_found_behind_others() -> None:
    held = meeting("2026-01-01", status="holdt")
    catalogue = row(held, meeting("2026-02-01", status="aflyst"), meeting("2026-03-01"), meeting("2026-04-01"))
    first, *_, last = catalogue.meetings_by_unit("nord")
    assert catalogue.held_before(last) == held
    assert catalogue.held_before(first) is None


def test_a_meeting_without_its_unit_has_no_place_in_the_catalogue() -> None:
    assert row(meeting("2026-01-01", "syd")).meetings == ()


@pytest.mark.parametrize(
    ("area", "own", "title"),
    [
        ({}, {}, "Møde i Nord den 7. juni 2022"),
        ({"committee": OMU}, {}, "Områdeudvalg nord den 7. juni 2022"),
        ({"committee": {"name": "OMU"}}, {}, "OMU i Nord den 7. juni 2022"),
        ({"committee": OMU}, {"committee": {"name": "TRIO"}}, "TRIO i Nord den 7. juni 2022"),
    ],
)
def test_the_title_is_made_of_the_committee_and_the_day(
    area: Mapping[str, Any], own: Mapping[str, Any], title: str
) -> None:
    catalogue = row(meeting("2022-06-07", **own), **area)
    assert catalogue.title_of(catalogue.meetings[0]) == title


def test_a_meeting_leads_to_those_who_tell_and_they_lead_to_it() -> None:
    told = row(meeting("2026-02-01", shares=["fjord", ["bakken", "fjord"], ["ukendt"]]), meeting("2026-01-01"))
    later = told.meeting["nord/meetings/2026-02-01"]
    assert [[one.slug for one in group] for group in told.shares_of(later)] == [["fjord"], ["bakken", "fjord"]]
    assert told.meetings_shared_by("fjord") == told.meetings_shared_by("bakken") == (later,)
    assert told.meetings_shared_by("nord") == ()


def test_a_meeting_that_names_no_theme_is_about_them_all() -> None:
    catalogue = row(meeting("2026-01-01"), meeting("2026-02-01", themes=["fortaelling", "blik"]))
    everything, two = catalogue.meetings
    assert catalogue.themes_of(everything) == catalogue.themes
    assert [theme.slug for theme in catalogue.themes_of(two)] == ["fortaelling", "blik"]


def test_a_meeting_moves_with_its_unit() -> None:
    catalogue = row(
        meeting("2026-01-01", redirect_from=["units/sydvest/meetings/2026-01-02"]), redirect_from=["units/ny"]
    )
    assert catalogue.former_addresses(catalogue.meetings[0]) == (
        "units/sydvest/meetings/2026-01-02/",
        "units/ny/meetings/2026-01-01/",
    )
