"""The small listings: what they show, and the code that shows them elsewhere (views.pages.embeds)."""

import re
from html import unescape

import pytest

import making
from catalogue.views.contents import FRAGMENTS, site_pages
from sites import Site

LISTS = ("embed/newest/", "embed/theme/blik-for-borgeren/", "embed/theme/digitale-muligheder/")


def test_each_listing_is_a_small_page_of_its_own(good_site: Site) -> None:
    assert {address for address in good_site.pages if re.match("embed/.", address)} == set(LISTS)
    for address in LISTS:
        html = good_site.pages[address].html
        assert not re.search("<(?:script|nav|header|footer|form)", html)
        assert 'name="robots" content="noindex"' in html
        assert len(html) < 10_000
        assert (re.findall("<a ", html), "target=" in html) == (re.findall('<a (?=[^>]*target="_top")', html), True)


def test_a_listing_shows_title_unit_theme_and_date_newest_first() -> None:
    example = making.page("units/syd-a/arbejdsplads.md", title="Prøve", updated="2026-05-20", example="true")
    bodies = {page.address: page.body() for page in site_pages(making.edition([*making.small(), example]))}
    words = " ".join(re.sub("<[^>]*>", " ", bodies["embed/newest/"]).split())
    assert words.startswith(
        "Nyt i Inspirationskatalog "
        "Prøve Opdigtet eksempel · Om syd-a · Om arbejdsplads · 20. maj 2026 "
        "Om historien Historie fra Om nord-a · Om blik · 1. marts 2026 "
    )
    assert "Prøve" not in bodies["embed/theme/blik/"]
    assert "Nyt om Om blik" in bodies["embed/theme/blik/"]
    assert "Endnu ingen sider" in bodies["embed/theme/fortaelling/"]


def test_a_listing_never_grows_beyond_eight() -> None:
    bodies = {page.address: page.body() for page in site_pages(making.edition(making.crowd(60)))}
    for address in ("embed/newest/", "embed/theme/blik/"):
        assert bodies[address].count("<li") == 8


def test_the_listings_are_neither_searched_nor_mapped_nor_exported(good_site: Site) -> None:
    told = b"".join(good_site.files[path] for path in good_site.files if path.endswith((".json", ".xml", ".bin")))
    assert b"embed/" not in told


def test_the_guide_gives_the_code_with_the_sites_address_and_names_who_may_show_it() -> None:
    made = making.edition(making.small(), site_address="https://k.example/x", embedders=["https://intranet.example"])
    told = FRAGMENTS["embed_codes"](made, "embed/")
    codes = [unescape(one) for one in re.findall("<code>(&lt;iframe.*?)</code>", told)]
    assert codes[0] == (
        '<iframe src="https://k.example/x/embed/newest/" title="Nyt i Inspirationskatalog" width="360" height="560" '
        'loading="lazy"></iframe>'
    )
    assert [re.findall('embed/[^"]*', code)[0] for code in codes[1:]] == [
        f"embed/theme/{slug}/" for slug in making.THEMES
    ]
    assert "https://k.example/x/themes/blik/feed.xml" in told
    assert "Disse steder må vise listerne: https://intranet.example." in told
    assert "Lige nu må ingen andre steder" in FRAGMENTS["embed_codes"](making.edition(making.small()), "embed/")


@pytest.mark.parametrize("name", ['Kaffe & "kage"', "</code><script>alert(1)</script>"])
def test_no_theme_breaks_out_of_the_code(name: str) -> None:
    nasty = making.with_title(making.page("themes/nyt.md", order="9"), name)
    told = FRAGMENTS["embed_codes"](making.edition([*making.small(), nasty]), "embed/")
    (code,) = (unescape(one) for one in re.findall("<code>(&lt;iframe.*?)</code>", told) if "embed/theme/nyt/" in one)
    assert unescape(re.findall('title="([^"]*)"', code)[0]) == f"Nyt om {name}"
    assert "<script>alert" not in told
