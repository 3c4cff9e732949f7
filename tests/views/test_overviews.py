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
from catalogue.views.contents import FRAGMENTS, site_pages
from catalogue.views.parts.coverage import measure_areas
from catalogue.views.parts.listings import FEW
from catalogue.views.parts.states import OPEN, STATES, UNTOLD, state_of
from catalogue.views.parts.timelines import YEARS_SHOWN, Lane, draw, find_events, place_of_month
from making import THEMES, TODAY, crowd, edition, page, small, themes
from some import some

LABEL = "Opdigtet eksempel"


# Cells


def test_every_status_has_a_word_and_a_mark_of_its_own() -> None:
    for part in ("word", "mark"):
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
    north, south = measure_areas(link([*small(), page("units/ude/index.md", area="nord", title="Ude")]))
    assert (north.workplaces, north.covered, north.ideas, north.own) == (3, 2, 4, 1)
    assert (south.workplaces, south.covered, south.ideas, south.own) == (2, 2, 4, 1)


def test_ideas_of_the_area_alone_leave_its_workplaces_uncovered() -> None:
    pages = [
        page("units/nord/index.md", kind="område"),
        page("units/nord/blik.md"),
        page("units/a/index.md", area="nord"),
    ]
    catalogue = link([*themes(), *pages, page("units/b/index.md", area="vest"), page("units/b/blik.md", title="Og b")])
    north, others = measure_areas(catalogue)
    assert (north.workplaces, north.covered, north.own) == (1, 0, 1)
    assert (others.workplaces, others.covered, others.own) == (1, 1, None)
    assert north.shares[0].told == 0


def test_an_area_without_workplaces_has_an_empty_bar_and_says_so() -> None:
    html = FRAGMENTS["coverage"](edition([*themes(), page("units/nord/index.md", kind="område")]), "overview/")
    assert "c-share__part" not in html[html.index("<table") :]
    assert "Ingen endnu" in html


def test_areas_stand_in_danish_order_and_not_by_how_much_they_have() -> None:
    pages = [
        page(f"units/{slug}/index.md", kind="område", title=title) for slug, title in zip("abc", "ØAÅ", strict=True)
    ]
    catalogue = link([*themes(), *pages, page("units/c/blik.md")])
    assert [area.title for area in measure_areas(catalogue)] == ["A", "Ø", "Å"]


def told_of(*statuses: str | None) -> list[AnyPage]:
    """Return an area whose workplaces have an idea each of a status; the last workplace has none."""
    pages = [*themes(), page("units/nord/index.md", kind="område"), page("units/tavs/index.md", area="nord")]
    for number, status in enumerate(statuses):
        pages.append(page(f"units/u{number}/index.md", area="nord"))
        pages.append(page(f"units/u{number}/blik.md", status=status))
    return pages


def test_a_bar_is_as_long_as_the_areas_workplaces_and_each_part_as_long_as_its_number() -> None:
    [north] = measure_areas(link(told_of("i brug", "idé", "i brug")))
    share = north.shares[0]
    assert (share.told, share.workplaces) == (3, 4)
    assert [(part.state.word, part.amount, part.start, part.length) for part in share.parts] == [
        ("idé", 1, 0.0, 25.0),
        ("i brug", 2, 25.0, 50.0),
    ]


def test_a_workplace_counts_once_in_a_bar_by_its_furthest_idea() -> None:
    pages = [*told_of("idé"), page("units/u0/blik/to.md", status="i brug")]
    [part] = measure_areas(link(pages))[0].shares[0].parts
    assert (part.state.word, part.amount) == ("i brug", 1)


def test_who_listens_hears_what_a_bar_shows() -> None:
    html = FRAGMENTS["coverage"](edition(told_of("i brug", None, "afprøves", "i brug")), "overview/")
    assert '>4<span class="c-hidden"> af 5: 1 ikke oplyst, 2 i brug og 1 afprøves</span>' in html


def test_the_key_of_the_bars_names_every_state_that_is_drawn() -> None:
    html = FRAGMENTS["coverage"](edition(small()), "overview/")
    key = html[html.index("Sådan læser du bjælkerne") : html.index("<table")]
    for state in some(STATES[:-1]):
        assert f"c-share__part--{state.mark}" in key
        assert state.word.casefold() in key.casefold()


# An area's own page


def area_page(pages: list[AnyPage], address: str) -> str:
    return next(one.body() for one in site_pages(edition(pages)) if one.address == address)


def test_every_area_has_a_page_and_the_whole_leads_to_each() -> None:
    made = edition([*small(), page("units/alene/index.md", title="Alene")])
    addresses = {one.address for one in site_pages(made) if one.address.startswith("overview/")}
    assert addresses == {"overview/nord/", "overview/syd/", "overview/omraade-andre/"}
    html = FRAGMENTS["coverage"](made, "overview/")
    assert all(f'href="../{address}"' in html for address in addresses)


def test_an_areas_page_has_its_bars_its_table_its_days_and_its_questions_and_nothing_of_another_area() -> None:
    html = area_page(small(), "overview/nord/")
    for words in ("Tema for tema", "units/nord-a/blik/", "Maj 2026", "OMU", "hvad blev det til?"):
        assert words in html
    assert "units/syd" not in html


def test_an_areas_long_table_goes_on_overleaf() -> None:
    pages = [*themes(), page("units/nord/index.md", kind="område", title="Nord")]
    pages += [page(f"units/a{number}/index.md", area="nord") for number in range(250)]
    titles = {one.address: one.title for one in site_pages(edition(pages)) if one.address.startswith("overview/")}
    assert titles == {"overview/nord/": "Overblik: Nord", "overview/nord/2/": "Overblik: Nord, side 2"}
    assert area_page(pages, "overview/nord/").count('<tr role="row"><th role="rowheader"') == 200


@pytest.mark.parametrize(("units", "tables"), [(3, 1), (FEW, 0)])
def test_the_overview_holds_the_tables_where_there_are_few_units_else_the_ways_to_them(units: int, tables: int) -> None:
    html = FRAGMENTS["overview_matrix"](edition(crowd(units)), "overview/")
    assert html.count("<table") == tables
    assert ('href="../overview/nord/"' in html) is not bool(tables)


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
    assert "Tidslinje med 1 møde og 5 frister, 2026 til 2027." in html
    table = html[html.index("<details") :]
    assert "Maj 2026" in table
    assert "Og 1 til." in table
    assert table.count("Hvad blev det til?") == 3
    assert "31. januar" in table


def test_an_example_is_labelled_in_the_table_behind_the_drawing() -> None:
    step = {"action": "Et fund", "deadline": "2026-07-01"}
    pages = [*small(), page("units/nord/digitalt.md", plan=[step], example="true")]
    html = FRAGMENTS["timeline"](edition(pages), "overview/")
    assert LABEL in html.split("Et fund")[1].split("</li>")[0]


def test_each_month_is_a_link_to_its_days_that_says_how_many_there_are() -> None:
    pages = [*themes(), *meetings("2026-05-02"), plan("2026-05-01", "2026-05-02", "2027-01-31")]
    html = FRAGMENTS["timeline"](edition(pages), "overview/")
    links = re.findall(r'<a class="c-months__link" href="#([^"]*)">.*?c-hidden">([^<]*)<', html, re.DOTALL)
    assert links == [
        ("maaned-2026-5", "maj 2026: 1 møde og 2 frister"),
        ("maaned-2027-1", "januar 2027: 1 frist"),
    ]
    assert all(f'<tr role="row" id="{target}">' in html for target, _ in links)


def test_the_bars_of_a_month_are_as_high_as_their_numbers_and_never_too_low_to_see() -> None:
    pages = [*themes(), *meetings(), plan("2026-05-01", *["2026-06-01"] * 24)]
    html = FRAGMENTS["timeline"](edition(pages), "overview/")
    heights = [float(high) for high in re.findall(r'<rect y="[\d.]+" width="7" height="([\d.]+)"', html)]
    assert heights[:2] == [3, 24]
