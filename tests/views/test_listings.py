"""Long lists: 200 entries on a page, and the rest overleaf (views.pages.catalogues, views.parts.listings)."""

import re

import pytest

from catalogue.views.contents import FRAGMENTS, site_pages
from catalogue.views.parts.listings import FEW, Group, lay_out, lay_out_plain
from making import crowd, edition, page, themes


@pytest.mark.parametrize(
    ("entries", "sizes"), [(0, [0]), (1, [1]), (200, [200]), (201, [200, 1]), (401, [200, 200, 1])]
)
def test_a_sheet_holds_two_hundred_entries(entries: int, sizes: list[int]) -> None:
    sheets = lay_out_plain("catalogue/", range(entries))
    assert [len(sheet.entries) for sheet in sheets] == sizes


@pytest.mark.parametrize(("entries", "sizes"), [(0, [0]), (200, [200]), (201, [24, 177]), (424, [24, 200, 200])])
def test_a_listing_that_goes_on_may_begin_short(entries: int, sizes: list[int]) -> None:
    sheets = lay_out("catalogue/", [Group("", "", tuple(range(entries)))], FEW)
    assert [len(sheet.entries) for sheet in sheets] == sizes


def test_sheets_lead_to_one_another() -> None:
    first, second, third = lay_out_plain("catalogue/", range(401))
    assert (first.address, first.previous, first.next) == ("catalogue/", None, "catalogue/2/")
    assert (second.previous, second.next) == ("catalogue/", "catalogue/3/")
    assert (third.address, third.next) == ("catalogue/3/", None)


def test_a_group_over_the_edge_goes_on_under_its_heading() -> None:
    groups = [Group("a", "A", tuple(range(150))), Group("b", "B", tuple(range(150)))]
    first, second = lay_out("x/", groups)
    assert [(group.slug, len(group.entries), group.continued) for group in first.groups] == [
        ("a", 150, False),
        ("b", 50, False),
    ]
    assert [(group.slug, len(group.entries), group.continued) for group in second.groups] == [("b", 100, True)]


def continued(pages_of: int) -> set[str]:
    return {one.address for one in site_pages(edition(crowd(pages_of))) if one.address.rstrip("/").endswith("/2")}


def test_with_two_hundred_of_everything_nothing_goes_on() -> None:
    assert continued(200) == {"overview/nord/2/", "units/2/"}  # The area itself is the 201st in both.


def test_with_one_more_every_listing_goes_on() -> None:
    assert continued(201) == {
        "catalogue/2/",
        "catalogue/area/nord/2/",
        "catalogue/theme/blik/2/",
        "overview/nord/2/",
        "units/2/",
        "units/nord/2/",
    }


def test_stories_go_on_as_well() -> None:
    stories = [page(f"stories/s{number}.md", themes=["blik"]) for number in range(201)]
    addresses = {one.address for one in site_pages(edition([*themes(), *stories]))}
    assert {"stories/2/", "catalogue/theme/blik/2/"} <= addresses


def test_a_cell_in_the_table_of_counts_leads_to_where_its_area_begins() -> None:
    pages = crowd(201)
    pages += [page("units/syd/index.md", kind="område"), page("units/syd/blik.md")]
    html = FRAGMENTS["catalogue_listing"](edition(pages), "catalogue/")
    assert 'href="../catalogue/theme/blik/#gruppe_nord">201<' in html
    assert 'href="../catalogue/theme/blik/2/#gruppe_syd">1<' in html


def listing_at(address: str, pages_of: int) -> str:
    pages = [*crowd(pages_of), page("units/syd/index.md", kind="område"), page("units/syd/blik.md")]
    return next(one.body() for one in site_pages(edition(pages)) if one.address == address)


@pytest.mark.parametrize(("amount", "folded"), [(FEW - 1, 0), (FEW, 2)])
def test_the_groups_of_a_long_list_are_folded_with_their_counts(amount: int, folded: int) -> None:
    html = listing_at("catalogue/theme/blik/", amount)  # And one of another area.
    assert html.count("<details") == folded
    assert (f">{amount} sider</span>" in html) is bool(folded)
    assert html.count('class="c-row ') == amount + 1


def test_a_long_list_of_one_group_begins_short_and_holds_all() -> None:
    html = listing_at("catalogue/area/nord/", 60)
    assert html[: html.index("Vis de næste (36)")].count('class="c-row ') == 24
    assert html.count('class="c-row ') == 60


def test_without_scripts_the_newest_stand_month_by_month_and_the_first_is_open() -> None:
    days = [f"2026-0{1 + number % 5}-11" for number in range(40)]
    pages = [*themes(), page("units/nord/index.md", kind="område")]
    pages += [page(f"units/nord/blik/{number}.md", updated=day) for number, day in enumerate(days)]
    html = FRAGMENTS["catalogue_listing"](edition(pages), "catalogue/")
    folds = re.findall(r'<details class="c-fold" id="gruppe_([^"]*)"( open)?', html)
    assert folds == [("2026-05", " open"), *((f"2026-0{month}", "") for month in (4, 3, 2, 1))]


def test_every_card_and_row_says_how_far_it_is_and_when_it_was_looked_through() -> None:
    pages = [*themes(), page("units/nord/index.md", kind="område")]
    pages.append(page("units/nord/blik.md", status="i brug", updated="2026-03-02"))
    views = {one.address: one.body() for one in site_pages(edition(pages))}
    card = re.search(r'<li class="c-card.*?</li>', views["themes/blik/"], re.DOTALL)
    row = re.search(r'<li class="c-row.*?</li>', views["catalogue/theme/blik/"], re.DOTALL)
    for shown in (card, row):
        assert shown
        assert "i brug" in shown[0]
        assert '<time datetime="2026-03-02">2. marts 2026</time>' in shown[0]
