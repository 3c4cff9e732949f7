"""A catalogue of two hundred workplaces on a phone: no list is longer than a reader will look through as it opens."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from catalogue.samples.writing import write_sample
from rows import Note
from seed import seed_docs
from servers import serving_files
from sites import Site

UNITS, SCREENS = 200, 8.0
PHONE = {"width": 390, "height": 844}
KINDS = ("", "units/", "overview/", "stories/", "catalogue/", "editors/", "about/words/")


def test_no_list_is_longer_than_eight_screens_as_it_opens(
    note: Note, build: Callable[..., Site], browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> None:
    docs = tmp_path_factory.mktemp("large") / "docs"
    write_sample(UNITS, docs, seed_docs() / "themes")
    site = build(docs)
    with serving_files(site.root) as address:
        page = browser.new_page(viewport=PHONE)
        heights = {path: _screens(page, f"{address}{path}") for path in (*KINDS, *_listings(site.root))}
    worst = max(heights, key=heights.__getitem__)
    note(f"{heights[worst]:.1f} screens: {worst}", f"≤ {SCREENS:g} screens on {len(heights)} pages")
    assert {path: high for path, high in heights.items() if high > SCREENS} == {}


def _screens(page: Page, address: str) -> float:
    page.goto(address, wait_until="networkidle")
    height: float = page.evaluate("document.documentElement.scrollHeight")
    return height / PHONE["height"]


def _listings(root: Path) -> list[str]:
    """Return the addresses of the lists that are made: themes, areas of the overview, listings of the catalogue."""
    folders = ("themes", "overview", "catalogue/type", "catalogue/theme", "catalogue/area")
    return [f"{folder}/{one.name}/" for folder in folders for one in sorted((root / folder).iterdir()) if one.is_dir()]
