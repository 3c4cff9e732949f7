"""The overview: what a cell says, how much of each area has a page, and the timeline of months.

(views.pages.overviews, views.parts.coverage, views.parts.grouping, views.parts.states, views.parts.timelines)
"""

import re
from datetime import date
from itertools import pairwise

import pytest

from catalogue.model.catalogue import link
from catalogue.model.pages import AnyPage
from catalogue.model.statuses import MeetingStatus, Status
from catalogue.views.contents import FRAGMENTS
from catalogue.views.parts.coverage import measure_areas
from catalogue.views.parts.grouping import units_by_area
from catalogue.views.parts.listings import lay_out
from catalogue.views.parts.states import OPEN, STATES, UNTOLD, state_of
from catalogue.views.parts.timelines import YEARS_SHOWN, Lane, draw, find_events, place_of_month
from making import THEMES, TODAY, Elements, edition, page, small, themes
from some import some

LABEL = "Opdigtet eksempel"


# Cells


def test_every_status_has_a_letter_and_a_mark_of_its_own() -> None:
    for part in ("word", "letter", "mark"):
        assert len({getattr(state, part) for state in STATES}) == len(STATES) == len(Status) + 2


@pytest.mark.parametrize("status", Status)
def test_a_cell_says_the_status_of_its_page(status: Status) -> None:
    assert state_of([page("units/x/blik.md", status=status)]).word == status


def test_a_page_without_status_is_told_from_one_in_use_and_from_no_page() -> None:
    assert state_of([page("units/x/blik.md")]) is UNTOLD
    assert state_of([]) is OPEN


def test_a_cell_names_the_status_and_the_headline_and_an_open_one_says_so() -> None:
    pages = [
        *themes(),
        page("units/a/index.md", kind="område"),
        page("units/a/blik.md", status="i brug", title="Fund"),
    ]
    html = FRAGMENTS["overview_matrix"](edition(pages), "overview/")
    [link] = [cell for cell in re.findall(r"<a .*?</a>", html) if "a/blik/" in cell]
    assert " ".join(re.sub(r'<span[^>]*aria-hidden="true">.*?</span>|<[^>]+>', "", link).split()) == "i brug: Fund"
    assert html.count("Endnu ingen side</span></span></td>") == len(THEMES) - 1


def test_the_legend_names_every_state() -> None:
    html = FRAGMENTS["overview_matrix"](edition(small()), "overview/").casefold()
    legend = html[html.index("sådan læser du tabellen") : html.index("<table")]
    for state in STATES:
        assert state.word.casefold() in legend
        assert f"c-mark--{state.mark}" in legend


@pytest.mark.parametrize(("more", "stand"), [(0, False), (1, False), (2, True), (8, True)])
def test_the_names_of_many_themes_stand_up(more: int, stand: bool) -> None:
    others = [page(f"themes/tema-{n}.md", order=str(5 + n)) for n in range(more)]
    html = FRAGMENTS["overview_matrix"](edition([*small(), *others]), "overview/")
    assert ("c-matrix--many" in html) is stand


def drawn_rows(pages: list[AnyPage]) -> tuple[str, list[str]]:
    """Return the head of the first table of the overview, and its rows."""
    html = FRAGMENTS["overview_matrix"](edition([*themes(), *pages]), "overview/")
    head, *rows = html.split("<tr ")[1:]
    return head, rows


def test_what_is_made_up_is_labelled_once_for_the_eye_where_all_of_it_is() -> None:
    head, rows = drawn_rows(
        [
            page("units/a/index.md", kind="område", example="true"),
            page("units/b/index.md", area="a", example="true"),
            page("units/b/blik.md", example="true"),
        ]
    )
    assert LABEL in head
    assert all(LABEL in row for row in some(rows))
    assert "c-badge" not in rows[1].split("</th>")[1]


def test_what_is_made_up_among_real_pages_is_labelled_each_by_itself() -> None:
    head, rows = drawn_rows(
        [
            page("units/a/index.md", kind="område"),
            page("units/b/index.md", area="a"),
            page("units/b/blik.md", example="true"),
            page("units/b/digitalt.md"),
        ]
    )
    assert LABEL not in head
    assert [LABEL in cell for cell in rows[1].split("</td>")[:2]] == [True, False]
    assert "c-badge--example" in rows[1].split("</td>")[0]


# Coverage


def test_coverage_counts_workplaces_with_an_idea_and_the_area_apart() -> None:
    catalogue = link([*small(), page("units/ude/index.md", area="nord", title="Ude")])
    north, south = measure_areas(catalogue, lay_out("overview/", units_by_area(catalogue)))
    assert (north.workplaces, north.covered, north.ideas, north.own, north.percent) == (3, 2, 4, 1, 66.7)
    assert (south.workplaces, south.covered, south.ideas, south.own, south.percent) == (2, 2, 4, 1, 100.0)


def test_ideas_of_the_area_alone_leave_its_workplaces_uncovered() -> None:
    pages = [
        page("units/nord/index.md", kind="område"),
        page("units/nord/blik.md"),
        page("units/a/index.md", area="nord"),
    ]
    catalogue = link([*themes(), *pages, page("units/b/index.md", area="vest"), page("units/b/blik.md", title="Og b")])
    north, others = measure_areas(catalogue, lay_out("overview/", units_by_area(catalogue)))
    assert (north.workplaces, north.covered, north.own) == (1, 0, 1)
    assert (others.workplaces, others.covered, others.own) == (1, 1, None)


def test_an_area_without_workplaces_has_an_empty_bar_and_says_so() -> None:
    html = FRAGMENTS["coverage"](edition([*themes(), page("units/nord/index.md", kind="område")]), "overview/")
    assert 'c-coverage__part" width="0.0"' in html
    assert "Ingen endnu" in html


def test_areas_stand_in_danish_order_and_not_by_how_much_they_have() -> None:
    pages = [
        page(f"units/{slug}/index.md", kind="område", title=title) for slug, title in zip("abc", "ØAÅ", strict=True)
    ]
    catalogue = link([*themes(), *pages, page("units/c/blik.md")])
    assert [area.title for area in measure_areas(catalogue, lay_out("overview/", units_by_area(catalogue)))] == [
        "A",
        "Ø",
        "Å",
    ]


def test_an_area_leads_to_the_page_on_which_its_table_begins() -> None:
    pages = [page(f"units/{slug}/index.md", kind="område", title=slug) for slug in "abc"]
    pages += [page(f"units/a{n}/index.md", area="a") for n in range(150)]
    pages += [page(f"units/b{n}/index.md", area="b") for n in range(150)]
    catalogue = link([*themes(), *pages])
    found = measure_areas(catalogue, lay_out("overview/", units_by_area(catalogue)))
    assert [area.address for area in found] == ["overview/#gruppe_a", "overview/#gruppe_b", "overview/2/#gruppe_c"]


def test_a_bar_is_as_long_as_its_number_says() -> None:
    html = FRAGMENTS["coverage"](edition([*small(), page("units/ude/index.md", area="nord")]), "overview/")
    parts = re.findall(r'c-coverage__part" width="([\d.]+)"', html)
    assert parts == ["66.7", "100.0"]
    assert "2 af 3" in html
    assert "2 af 2" in html


# The timeline


def meetings(*days: str) -> list[AnyPage]:
    """Return an area with meetings on some days."""
    area = page("units/x/index.md", kind="område", committee={"name": "OMU"})
    return [area, *(page(f"units/x/meetings/{day}.md") for day in days)]


def plan(*days: str) -> AnyPage:
    return page("units/x/blik.md", plan=[{"action": "Vi prøver", "deadline": day} for day in days])


def timeline(*pages: AnyPage):  # type: ignore[no-untyped-def]
    return draw(find_events(link([*themes(), *pages])), TODAY)


def test_without_dates_nothing_is_drawn_and_it_says_so() -> None:
    assert timeline(*meetings()).years == ()
    html = FRAGMENTS["timeline"](edition(themes()), "overview/")
    assert "<svg" not in html
    assert "ingen datoer" in html


def test_one_date_is_one_shape_in_one_year() -> None:
    drawn = timeline(*meetings("2023-06-20"))
    [year] = drawn.years
    [month] = year.months
    [mark] = month.marks
    assert (year.number, year.today, month.first, mark.lane) == (2023, None, date(2023, 6, 1), Lane.MEETING)
    assert (mark.number, mark.is_past, drawn.lanes) == ("", True, (Lane.MEETING,))


def test_what_falls_in_a_month_is_one_shape_for_each_lane_with_its_number() -> None:
    drawn = timeline(
        *meetings("2026-05-02", "2026-05-30"), plan("2026-05-01", "2026-05-15", "2026-05-31", "2026-07-01")
    )
    [year] = drawn.years
    assert [(mark.lane, mark.number) for month in year.months for mark in month.marks] == [
        (Lane.MEETING, "2"),
        (Lane.DEADLINE, "3"),
        (Lane.DEADLINE, ""),
    ]


@pytest.mark.parametrize(("day", "past"), [("2026-05-31", True), ("2026-06-01", False), ("2026-06-02", False)])
def test_today_is_still_to_come(day: str, past: bool) -> None:
    assert [mark.is_past for month in timeline(*meetings(day)).months for mark in month.marks] == [past]


def test_a_meeting_that_is_cancelled_is_not_drawn() -> None:
    area, meeting = meetings("2026-07-02")
    gone = page(meeting.path, status=MeetingStatus.CANCELLED)
    assert timeline(area, gone).years == ()


def test_this_year_is_drawn_between_what_was_and_what_comes() -> None:
    drawn = timeline(*meetings("2025-03-01", "2027-03-01"))
    assert [year.number for year in drawn.years] == [2025, 2026, 2027]
    assert [year.today is not None for year in drawn.years] == [False, True, False]


def test_only_the_years_nearest_to_today_are_drawn_and_the_others_are_counted() -> None:
    drawn = timeline(*meetings(*(f"{year}-03-01" for year in (1950, *range(2015, 2035)))))
    assert len(drawn.years) == YEARS_SHOWN
    assert [year.number for year in drawn.years] == [2024, 2025, 2026, 2027, 2028, 2029]
    assert drawn.left_out == 15


def test_thousands_of_dates_are_drawn_in_the_same_room() -> None:
    days = [f"202{4 + n % 4}-{1 + n % 12:02}-{1 + n % 28:02}" for n in range(4000)]
    pages = [page(f"units/u{n}/index.md", kind="område") for n in range(len(days))]
    pages += [page(f"units/u{n}/meetings/{day}.md") for n, day in enumerate(days)]
    drawn = timeline(*pages)
    assert sum(len(month.marks) for month in drawn.months) <= 48
    assert drawn.count(Lane.MEETING) == 4000
    made = edition([*themes(), *pages])
    html = FRAGMENTS["timeline"](made, "overview/")
    assert len(html) < 60_000
    assert "Og " in html


def test_no_shape_is_so_large_that_it_meets_the_next() -> None:
    for amount in (1, 2, 10, 100, 5000):
        drawn = timeline(*meetings("2026-05-02"), plan(*["2026-05-01"] * min(amount, 900)))
        assert all(mark.size <= 0.75 for mark in some(mark for month in drawn.months for mark in month.marks))


def test_the_months_lie_side_by_side_across_the_year() -> None:
    places = [place_of_month(month) for month in range(1, 13)]
    assert 0 < places[0] < places[-1] < 100
    assert all(after - before == pytest.approx(100 / 12, abs=0.02) for before, after in pairwise(places))


def test_the_table_behind_the_drawing_holds_its_numbers() -> None:
    pages = [
        *themes(),
        *meetings("2026-05-02"),
        plan("2026-05-01", "2026-05-02", "2026-05-03", "2026-05-04", "2027-01-31"),
    ]
    html = FRAGMENTS["timeline"](edition(pages), "overview/")
    assert 'aria-label="Tidslinje med 1 møde og 5 frister, 2026 til 2027.' in html
    table = html[html.index("<table") :]
    assert "Maj 2026" in table
    assert "Og 1 til." in table
    assert table.count("Hvad blev det til?") == 3
    assert "31. januar" in table


def test_an_example_is_labelled_in_the_table_behind_the_drawing() -> None:
    step = {"action": "Et fund", "deadline": "2026-07-01"}
    pages = [*small(), page("units/nord/digitalt.md", plan=[step], example="true")]
    html = FRAGMENTS["timeline"](edition(pages), "overview/")
    assert LABEL in html.split("Et fund")[1].split("</li>")[0]


def test_the_drawing_is_one_picture_to_those_who_listen() -> None:
    found = Elements(FRAGMENTS["timeline"](edition(small()), "overview/")).found
    [drawing] = [attributes for tag, attributes in found if attributes.get("role") == "img"]
    assert drawing["aria-label"]
