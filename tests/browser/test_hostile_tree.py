"""Contributed pages do no harm in a browser: the hostile tree acts on no page, with no policy to help."""

from pathlib import Path

import pytest

from browsing import reading
from servers import browsing
from some import some
from vectors import Built, pages_of

pytestmark = pytest.mark.browser


def test_no_page_of_the_hostile_site_acts_in_a_browser_even_without_a_policy(hostile: Built) -> None:
    addresses = sorted({page.parent.relative_to(hostile.site).as_posix() for page in pages_of(hostile.site)})
    redirects = {page.parent.relative_to(hostile.site).as_posix() for page in pages_of(hostile.site) if _leads_on(page)}
    with browsing() as browser, reading(browser, hostile.site) as reader:
        alarms = {
            address: reader.visit(f"/{address}/".replace("/./", "/"))
            for address in some(address for address in addresses if address not in redirects)
        }
    assert {address: seen for address, seen in alarms.items() if seen} == {}


def test_the_search_shows_hostile_pages_harmlessly(hostile: Built) -> None:
    with browsing() as browser, reading(browser, hostile.site) as reader:
        assert reader.visit("/catalogue/?q=uartig") == []
        reader.page.wait_for_selector('[data-results][data-state="ready"]', state="attached")
        assert reader.page.locator("[data-results] a[data-result]").count() > 5
        assert reader.alarms == []
        assert reader.page.evaluate("window.pwned") is None


def _leads_on(page: Path) -> bool:
    return 'http-equiv="refresh"' in page.read_text("utf-8")
