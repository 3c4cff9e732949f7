"""Words that no page has are told to the receiver, and only where the catalogue says that it counts them."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Route

import trees
from catalogue.settings import Settings
from searching import Browsing
from sites import Site

pytestmark = pytest.mark.browser
MORE_THAN_A_REST = 3000
WORDS = "Når en søgning ikke finder noget, tæller vi ordet med"


@pytest.fixture(scope="module")
def docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return trees.draw(tmp_path_factory.mktemp("misses") / "docs", trees.small())


@pytest.fixture(scope="module")
def counting_site(docs: Path, build: Callable[..., Site]) -> Path:
    return build(docs, settings=Settings(receiver="/indsend/", count_misses=True)).root


@pytest.fixture
def counting(browse: Callable[..., Browsing], counting_site: Path) -> Browsing:
    tab = browse(counting_site)
    tab.page.clock.install()
    return tab


def heed(tab: Browsing) -> list[str | None]:
    """Answer in the receiver's place, and return the list that what is sent to it comes to."""
    sent: list[str | None] = []

    def answer(route: Route) -> None:
        sent.append(route.request.post_data)
        route.fulfill(status=200, body="{}")

    tab.page.route("**/indsend/**", answer)
    return sent


def test_a_word_is_told_once_when_nobody_goes_on_writing(counting: Browsing) -> None:
    sent = heed(counting)
    assert counting.search("kolonihaver") == []
    assert WORDS in counting.texts("[data-empty]")[0]
    assert sent == []
    with counting.page.expect_response("**/indsend/misses"):
        counting.page.clock.run_for(MORE_THAN_A_REST)
    assert sent == ["words=kolonihaver"]
    counting.ask("kolonihavern")
    counting.ask("kolonihaver")
    counting.page.clock.run_for(MORE_THAN_A_REST)
    assert sent == ["words=kolonihaver"]
    assert counting.complaints == []


def test_a_search_that_finds_something_is_told_to_nobody(counting: Browsing) -> None:
    sent = heed(counting)
    assert counting.search("gryden")
    counting.page.clock.run_for(MORE_THAN_A_REST)
    assert sent == []


def test_where_words_are_not_counted_nothing_is_sent_and_nothing_said(
    browse: Callable[..., Browsing], docs: Path, build: Callable[..., Site]
) -> None:
    tab = browse(build(docs, settings=Settings(receiver="/indsend/")).root)
    tab.page.clock.install()
    sent = heed(tab)
    assert tab.search("kolonihaver") == []
    tab.page.clock.run_for(MORE_THAN_A_REST)
    assert sent == []
    assert not any("misses" in address for address in tab.asked)
    assert WORDS not in tab.texts("[data-empty]")[0]
