"""Contributed pages do no harm in a browser: the hostile tree acts on no page, with no policy to help."""

from pathlib import Path

import pytest

from browsing import reading
from servers import browsing
from some import some
from vectors import Built, build_hostile_tree, pages_of

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The hostile tree, built once."""
    return build_hostile_tree(tmp_path_factory.mktemp("hostile"))


def test_no_page_of_the_hostile_site_acts_in_a_browser_even_without_a_policy(built: Built) -> None:
    addresses = sorted({page.parent.relative_to(built.site).as_posix() for page in pages_of(built.site)})
    redirects = {page.parent.relative_to(built.site).as_posix() for page in pages_of(built.site) if _leads_on(page)}
    with browsing() as browser, reading(browser, built.site) as reader:
        alarms = {
            address: reader.visit(f"/{address}/".replace("/./", "/"))
            for address in some(address for address in addresses if address not in redirects)
        }
    assert {address: seen for address, seen in alarms.items() if seen} == {}


def test_the_search_shows_hostile_pages_harmlessly(built: Built) -> None:
    with browsing() as browser, reading(browser, built.site) as reader:
        assert reader.visit("/catalogue/?q=uartig") == []
        reader.page.wait_for_selector('[data-results][data-state="ready"]', state="attached")
        assert reader.page.locator("[data-results] a[data-result]").count() > 5
        assert reader.alarms == []
        assert reader.page.evaluate("window.pwned") is None


def _leads_on(page: Path) -> bool:
    return 'http-equiv="refresh"' in page.read_text("utf-8")
