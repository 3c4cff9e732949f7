"""»N nye sider, siden du var her sidst«: told by the device alone, and it leads to just as many pages."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from searching import Browsing
from sites import Site

pytestmark = pytest.mark.browser


def test_who_comes_back_is_told_how_many_pages_are_new_and_is_led_to_them(
    browse: Callable[..., Browsing], own_site: Site
) -> None:
    tab = browse(own_site.root, viewport={"width": 390, "height": 844})
    told = tab.page.locator("[data-since]")
    tab.page.goto(f"{tab.base}/", wait_until="networkidle")
    expect(told).to_be_hidden()  # The first time there is nothing to compare with.
    tab.page.evaluate("localStorage.setItem('catalogue.visits', '2020-01-01 2020-01-02')")
    tab.page.goto(f"{tab.base}/", wait_until="networkidle")
    expect(told).to_be_visible()
    amount = re.match(r"\d+", told.inner_text())
    assert amount
    told.get_by_role("link").click()
    found = tab.results()
    assert "since=2020-01-03" in tab.page.url
    assert tab.amount() == int(amount[0]) >= len(found) > 0
    assert tab.complaints == []


def test_only_pages_that_are_newer_than_the_day_are_found(browse: Callable[..., Browsing], own_site: Site) -> None:
    tab = browse(own_site.root)
    everything = len(tab.search(sort="newest"))
    assert 0 < len(tab.search(since="2020-01-01")) <= everything
    assert tab.search(since="2099-01-01") == []
