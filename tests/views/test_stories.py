"""Stories by date, theme and unit: years as headings, 200 a page, and nobody's address taken."""

import re
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import making
import trees
from catalogue.rendering.edition import Edition
from catalogue.views.contents import FRAGMENTS, site_pages
from sites import Site

FIRST = "stories/"


def stories(amount: int, **fields: Any) -> list[Any]:
    """Return stories, one a week from New Year 2024."""
    days = [f"{2024 + number // 48}-{number % 48 // 4 + 1:02}-{number % 4 * 7 + 1:02}" for number in range(amount)]
    values = {"themes": ["blik"], **fields}
    return [making.page(f"stories/s{number}.md", date=day, **values) for number, day in enumerate(days)]


def bodies(made: Edition) -> Mapping[str, str]:
    """Return the HTML of every list of stories by its address."""
    lists = {page.address: page.body() for page in site_pages(made) if page.address.startswith(FIRST)}
    return {FIRST: FRAGMENTS["story_listing"](made, FIRST), **lists}


def links_in(html: str) -> list[str]:
    return re.findall(r'class="c-row__link" href="[./]*([^"]*)"', html)


def headings_in(html: str) -> list[str]:
    found = re.findall(r'<h2 class="c-(?:listing__heading|fold__title)"[^>]*>(.*?)</h2>', html, re.DOTALL)
    return [" ".join(re.sub("<[^>]*>", " ", one).split()) for one in found]


def test_all_stories_stand_newest_first_under_their_years() -> None:
    html = bodies(making.edition([*making.small(), *stories(60)]))[FIRST]
    assert headings_in(html) == ["2026", "2025", "2024"]
    assert links_in(html)[:2] == ["stories/historien/", "stories/s59/"]


def test_a_theme_and_a_unit_have_lists_of_their_own_and_only_where_there_is_a_story() -> None:
    told = stories(2, themes=["blik", "digitalt"], units=["syd-b"])
    html = bodies(making.edition([*making.small(), *told]))
    assert {address for address in html if address.count("/") == 3} == {
        "stories/theme/blik/",
        "stories/theme/digitalt/",
        "stories/unit/nord/",
        "stories/unit/nord-a/",
        "stories/unit/syd/",
        "stories/unit/syd-b/",
    }
    assert links_in(html["stories/theme/digitalt/"]) == ["stories/s1/", "stories/s0/"]
    assert links_in(html["stories/unit/nord-a/"]) == ["stories/historien/"]
    assert headings_in(html["stories/theme/blik/"]) == ["2026", "2024"]


def test_an_area_lists_its_own_stories_and_then_those_of_its_units() -> None:
    own, shared = stories(1, units=["nord"]), making.page("stories/to.md", themes=["blik"], units=["nord-b", "nord-a"])
    html = bodies(making.edition([*making.small(), *own, shared]))["stories/unit/nord/"]
    assert headings_in(html) == ["Om nord", "Om nord-a", "Om nord-b"]
    assert links_in(html) == ["stories/s0/", "stories/historien/", "stories/to/", "stories/to/"]


def test_the_ways_by_theme_and_area_tell_how_many_stories_each_has() -> None:
    both = making.page("stories/to.md", themes=["digitalt"], units=["nord-b", "nord-a"])
    html = bodies(making.edition([*making.small(), both]))[FIRST]
    ways = re.findall(r'class="c-chip" href="\.\./([^"]*)" aria-label="([^"]*)">([^<]*)<span[^>]*>(\d+)<', html)
    assert [(address, heard, f"{words.strip()} {amount}") for address, heard, words, amount in ways] == [
        ("stories/theme/blik/", "Om blik 1 historie", "Om blik 1"),
        ("stories/theme/digitalt/", "Om digitalt 1 historie", "Om digitalt 1"),
        ("stories/unit/nord/", "Om nord 2 historier", "Om nord 2"),
    ]


def test_a_long_list_goes_on_overleaf_with_nothing_lost() -> None:
    html = bodies(making.edition([*making.small(), *stories(450, units=["syd-a"])]))
    for base in (FIRST, "stories/theme/blik/", "stories/unit/syd-a/", "stories/unit/syd/"):
        sheets = [links_in(html[f"{base}{part}"]) for part in ("", "2/", "3/")]
        assert [len(sheet) for sheet in sheets[:2]] == [200, 200]
        assert {f"stories/s{number}/" for number in range(450)} <= {link for sheet in sheets for link in sheet}
        assert f"{base}4/" not in html


def test_every_list_says_what_it_is_and_no_two_are_called_the_same() -> None:
    pages = [*making.small(), *stories(250, units=["nord-a"])]
    titles = Counter(page.title for page in site_pages(making.edition(pages)))
    assert {title for title in titles if title.startswith("Historier")} == {
        *("Historier, side 2", "Historier om Om blik", "Historier om Om blik, side 2"),
        *("Historier fra Om nord", "Historier fra Om nord, side 2"),
        *("Historier fra Om nord-a", "Historier fra Om nord-a, side 2"),
    }
    assert set(titles.values()) == {1}


def test_stories_that_are_called_like_a_list_keep_their_addresses(
    draw: Callable[..., Path], build: Callable[..., Site]
) -> None:
    told = {f"stories/{slug}.md": trees.story(f"Om {slug}", more="units: [gryden]") for slug in ("theme", "unit")}
    site = build(draw({**trees.small(), **told}))
    for slug in ("theme", "unit"):
        assert site.pages[f"stories/{slug}/"].headings[0] == (1, f"Om {slug}")
    assert site.pages["stories/theme/borgeren/"].headings[0] == (1, "Historier om Blik for borgeren")
    assert site.pages["stories/unit/gryden/"].headings[0] == (1, "Historier fra Køkkenet Gryden")
    assert list(site.broken_links()) == []
