"""The small listings in frames: on real other origins, behind the real nginx, which decides who may show them."""

import re
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

import trees
from barriers import WCAG, find_barriers
from servers import serving, serving_files
from sites import Site

pytestmark = pytest.mark.browser
LISTS = ("embed/newest/", "embed/theme/blik-for-borgeren/", "embed/theme/digitale-muligheder/")


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
