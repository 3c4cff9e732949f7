"""Lists of workplaces: a line for each, open where there are few and folded by area where there are many.

(views.pages.units)
"""

import re

import pytest

from catalogue.views.contents import FRAGMENTS, site_pages
from catalogue.views.parts.listings import FEW
from making import Elements, crowd, edition, page, small, themes
from some import some


def units_list(pages: list) -> str:  # type: ignore[type-arg]
    return FRAGMENTS["units_by_area"](edition(pages), "units/")


def folds(html: str) -> list[dict[str, str]]:
    return [fold for fold in Elements(html).all("details") if "c-fold" in fold.get("class", "")]


def row_of(html: str, slug: str) -> str:
    [row] = [row for row in re.findall(r'<li class="c-unit".*?</li>', html, re.DOTALL) if f"units/{slug}/" in row]
    return row


@pytest.mark.parametrize(("amount", "is_open"), [(3, True), (FEW - 1, True), (FEW, False), (120, False)])
def test_areas_are_folded_only_where_there_are_many_workplaces(amount: int, is_open: bool) -> None:
    html = units_list(crowd(amount))  # The area itself is one more.
    assert ["open" in fold for fold in folds(html)] == [is_open]
    assert ('role="search"' in html) is not is_open
    assert f"{amount} arbejdspladser</span>" in html


def test_a_row_names_the_workplace_its_kind_and_in_words_what_it_tells_of() -> None:
    html = units_list([*small(), page("units/tavs/index.md", area="nord", title="Tavs")])
    assert "– fortæller om Om blik og Om digitalt" in row_of(html, "nord-a")
    assert ">Skole<" in row_of(html, "nord-a")
    assert ">hele området<" in row_of(html, "nord")
    assert "– endnu ingen idéer i kataloget" in row_of(html, "tavs")
    assert "c-icon" not in row_of(html, "tavs")
    assert row_of(html, "nord-a").count('class="c-dots__one') == len(themes())


def test_every_workplace_is_three_taps_from_the_front_page() -> None:
    """The menu, an area – folded here, or its own page – and the workplace; also where the list has many sheets."""
    pages = [*themes()]
    for area in "abc":
        pages.append(page(f"units/{area}/index.md", kind="område"))
        pages += [page(f"units/{area}{number}/index.md", area=area) for number in range(150)]
    made = edition(pages)
    listed = FRAGMENTS["units_by_area"](made, "units/")
    bodies = {one.address: one.body() for one in site_pages(made) if one.address in {f"units/{a}/" for a in "abc"}}
    ways = {address for address in bodies if f'href="../{address}#_enheder"' in listed}
    reached = set(re.findall(r'href="../units/(\w+)/"', listed))
    for address in some(ways):
        reached |= set(re.findall(r'href="../../units/(\w+)/"', bodies[address]))
    assert {f"{area}{number}" for area in "abc" for number in range(150)} <= reached


def test_the_field_knows_the_pages_on_which_the_list_goes_on() -> None:
    pages = crowd(450)
    assert 'data-sheets="2/ 3/"' in units_list(pages)
    bodies = {one.address: one.body() for one in site_pages(edition(pages)) if one.address.startswith("units/")}
    assert 'data-sheets="../ ../3/"' in bodies["units/2/"]


def test_a_long_list_of_an_area_begins_short() -> None:
    body = next(one.body() for one in site_pages(edition(crowd(60))) if one.address == "units/nord/")
    shown = body[: body.index("Vis de næste (44)")]
    assert shown.count("data-row") == 16
    assert body.count("data-row") == 60
