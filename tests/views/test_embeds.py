"""The small listings: what they show, and who may show them – real nginx, real frames on other origins."""

import re
import tempfile
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import making
import trees
from barriers import WCAG, find_barriers
from catalogue.views import FRAGMENTS, site_pages
from servers import serving, serving_files
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
    for page in site_pages(making.edition(making.crowd(60))):
        if page.address in ("embed/newest/", "embed/theme/blik/"):
            assert page.body().count("<li") == 8


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


@pytest.mark.browser
def test_the_code_gets_the_address_that_the_site_is_read_under_and_can_be_copied(
    browser: Browser, good_site: Site
) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    with serving_files(good_site.root) as address:
        page = context.new_page()
        page.goto(f"{address}embed/")
        page.get_by_role("button", name="Kopiér koden").first.click()
        expect(page.get_by_role("status").first).to_have_text("Det er kopieret.")
        copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f'<iframe src="{address}embed/newest/"')
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [280, 400])
def test_a_listing_fits_its_frame_and_has_no_barrier(
    width: int, scheme: str, browser: Browser, good_site: Site
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 560}, color_scheme=scheme)  # type: ignore[arg-type]
    with serving_files(good_site.root) as address:
        page = context.new_page()
        page.goto(f"{address}embed/newest/")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        assert find_barriers(page, WCAG) == []
        ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (sum(map(int, re.findall(r"\d+", ground)[:3])) < 300) == (scheme == "dark")
    context.close()


# Who may show them


@pytest.fixture(scope="module")
def store(good: Path, build: Callable[..., Site]) -> Iterator[Path]:
    """A folder laid out as a published one, readable to a server without privileges."""
    with tempfile.TemporaryDirectory(prefix="catalogue-embedded-") as name:
        folder = Path(name)
        build(good, folder / "current")
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        yield folder


def framed(page: Page, host: str, target: str) -> str:
    """Return the words of a page that another one shows in a frame; empty when the browser refuses to show it."""
    page.goto(host)
    page.evaluate(
        """(target) => new Promise((resolve) => {
          const frame = Object.assign(document.createElement("iframe"), { src: target, onload: resolve })
          document.body.replaceChildren(frame)
        })""",
        target,
    )
    (inner,) = page.frames[1:]
    return inner.locator("body").inner_text() if inner.url == target else ""


@pytest.mark.browser
def test_only_the_named_sites_may_show_the_listings_and_nobody_the_rest(
    browser: Browser, store: Path, tmp_path: Path
) -> None:
    trees.draw(tmp_path, {"index.html": "<!doctype html><title>Intranet</title><p>Hej"})
    context = browser.new_context()
    page = context.new_page()
    with serving_files(tmp_path) as friend, serving_files(tmp_path) as stranger:
        with serving(store, [friend.rstrip("/")]) as server:
            for address in LISTS:
                assert framed(page, friend, f"{server.address}/{address}").startswith("Nyt ")
                assert framed(page, stranger, f"{server.address}/{address}") == ""
            for address in ("", "embed/", "units/aakaer-hjemmepleje/"):
                assert framed(page, friend, f"{server.address}/{address}") == ""
            framed(page, friend, f"{server.address}/embed/newest/")
            page.frames[1].get_by_role("link").first.click()
            page.wait_for_url(f"{server.address}/**")
        with serving(store, []) as closed:
            assert framed(page, friend, f"{closed.address}/embed/newest/") == ""
    context.close()
