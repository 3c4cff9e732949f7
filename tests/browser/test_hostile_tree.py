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


def test_no_dialog_but_the_closed_sheet_of_the_search_passes_for_the_search_pages_own(hostile: Built) -> None:
    with browsing() as browser, reading(browser, hostile.site) as reader:
        assert reader.visit("/catalogue/") == []
        for place in ("main", "c-search-page", ".c-search__layout", "dialog.c-narrow"):
            for dialog in ("<dialog>", "<dialog open>", '<dialog class="c-narrow" data-sheet>'):
                forge = f"host => {{ host.insertAdjacentHTML('beforeend', '{dialog}x</dialog>') }}"
                reader.page.locator(place).first.evaluate(forge)
                assert "form DIALOG" in reader.find_tricks(), (place, dialog)
                reader.page.locator(place).first.evaluate("host => host.lastElementChild.remove()")
        reader.page.locator("dialog.c-narrow").evaluate("sheet => sheet.showModal()")
        assert "form DIALOG" in reader.find_tricks()
        reader.visit("/about/")
        reader.page.locator("main").evaluate("""main => { main.innerHTML =
          '<c-search-page><div class="c-search__layout"><dialog class="c-narrow"></dialog></div></c-search-page>' }""")
        assert "form DIALOG" in reader.find_tricks()


def _leads_on(page: Path) -> bool:
    return 'http-equiv="refresh"' in page.read_text("utf-8")
