"""Picks: a few of many ideas, from as many areas, kinds of workplace and statuses as there are. (views.parts.picks)"""

import re

from catalogue.model.catalogue import link
from catalogue.model.pages import AnyPage
from catalogue.views.contents import site_pages
from catalogue.views.pages.themes import PICKS_SHOWN
from catalogue.views.parts.picks import pick_varied
from making import edition, page, themes

TYPES = ("skole", "plejecenter", "bibliotek")
STATUSES = ("idé", "afprøves", "i brug", "afsluttet")


def many(areas: int, units: int) -> list[AnyPage]:
    """Return areas of unlike size: the first has most workplaces, and the newest ideas."""
    pages = [*themes()]
    for area in range(areas):
        pages.append(page(f"units/a{area}/index.md", kind="område"))
        for number in range(units if area == 0 else 3):
            unit = f"a{area}-{number}"
            pages.append(page(f"units/{unit}/index.md", area=f"a{area}", type=TYPES[number % 3]))
            day = f"{2026 - area}-05-{1 + number % 28:02}"
            pages.append(page(f"units/{unit}/blik.md", status=STATUSES[number % 4], updated=day))
            pages.append(page(f"units/{unit}/blik/mere.md", updated=day))
    return pages


def test_picks_come_from_every_area_before_any_comes_twice_and_never_twice_from_a_workplace() -> None:
    catalogue = link(many(5, 40))
    picks = pick_varied(catalogue, catalogue.interpretations_by_theme("blik"), 9)
    areas = [catalogue.area_of(catalogue.unit_of(one)) for one in picks]
    assert len({area and area.slug for area in areas[:5]}) == 5
    assert len({one.unit for one in picks}) == 9
    assert {catalogue.unit_of(one).fields.type for one in picks} == set(TYPES)
    assert set(STATUSES) <= {one.fields.status for one in picks}


def test_the_same_pages_give_the_same_picks_in_whatever_order_they_come() -> None:
    catalogue = link(many(3, 20))
    pages = catalogue.interpretations_by_theme("blik")
    assert pick_varied(catalogue, pages, 6) == pick_varied(catalogue, reversed(pages), 6)


def test_a_theme_shows_a_few_and_leads_to_all() -> None:
    pages = many(3, 20)
    amount = sum(one.path.startswith("units/") and "/blik" in one.path for one in pages)
    body = next(one.body() for one in site_pages(edition(pages)) if one.address == "themes/blik/")
    assert len(re.findall(r'<li class="c-card ', body)) == PICKS_SHOWN
    assert f'href="../../catalogue/?theme=blik">Se alle {amount} idéer</a>' in body
    assert 'href="../../catalogue/theme/blik/"' in body


def test_a_theme_with_few_ideas_shows_them_all_and_takes_nobody_elsewhere() -> None:
    pages = [one for one in many(2, 2) if not one.path.endswith("mere.md")]
    body = next(one.body() for one in site_pages(edition(pages)) if one.address == "themes/blik/")
    assert len(re.findall(r'<li class="c-card ', body)) == 5
    assert "Se alle" not in body


def test_a_theme_can_be_taken_to_the_meeting_from_its_head() -> None:
    body = next(one.body() for one in site_pages(edition(themes())) if one.address == "themes/blik/")
    head = body[: body.index("</header>")]
    assert 'href="../../dialogue/blik/">Tag temaet med til mødet</a>' in head
