"""Long words: on every kind of page a line breaks them where their parts meet, and no page is wider than its window."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

import trees
from breaking import find_broken
from longwords import LONG, long_tree
from servers import serving_files
from sites import Site
from some import some
from windows import Visit, Watched

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def long_site(build: Callable[..., Site], tmp_path_factory: pytest.TempPathFactory) -> Site:
    docs: Path = trees.draw(tmp_path_factory.mktemp("long") / "docs", long_tree())
    return build(docs)


@pytest.fixture
def window(long_site: Site, visit: Visit) -> Iterator[Watched]:
    with serving_files(long_site.root) as address:
        yield visit(address)


def find_broken_at_three(page: Page) -> dict[str, list[str]]:
    """Look at each width once, in the widest letters where there is little room; `make audit` looks in all ways."""
    return {**find_broken(page, (320, 1024), ["wide"]), **find_broken(page, (390,), ["usual"])}


def test_no_word_is_broken_elsewhere_than_between_its_parts_and_no_page_scrolls_sideways(
    long_site: Site, window: Watched
) -> None:
    found = {path: find_broken_at_three(window.open(path)) for path in some(long_site.own_pages)}
    assert {path: broken for path, broken in found.items() if broken} == {}


def test_a_long_word_among_results_is_marked_and_copied_whole(window: Watched) -> None:
    page = window.open("catalogue/?q=arbejdsmiljørepræsentant")
    page.locator("[data-results][data-state=ready]").wait_for()
    link = page.locator("a[data-result]").first
    assert link.inner_text() == LONG
    assert link.locator("mark").all_inner_texts() == [LONG]
    assert link.locator("u-joint").count() == 6
    assert find_broken(page, (320, 390), ("usual", "wide")) == {}


def test_a_long_word_is_searched_copied_and_heard_whole(window: Watched) -> None:
    page = window.open("stories/lang/")
    heading = page.locator("h1")
    assert heading.inner_text() == LONG
    assert heading.evaluate("one => (getSelection().selectAllChildren(one), getSelection().toString())") == LONG
    assert page.evaluate("getSelection().removeAllRanges(), find('repræsentantuddannelse')")
    assert LONG in heading.aria_snapshot()
