"""What the tests of the search page share: tabs on the sites that are searched."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from searching import Browsing, searching
from servers import browsing
from sites import Site


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


@pytest.fixture
def browse(chromium: Browser) -> Iterator[Callable[..., Browsing]]:
    """Open a new tab on a site: `browse(site)`."""
    with ExitStack() as stack:
        yield lambda site, **options: stack.enter_context(searching(chromium, site, **options))


@pytest.fixture
def corpus(browse: Callable[..., Browsing], corpus_site: Path) -> Browsing:
    return browse(corpus_site)


@pytest.fixture
def own(browse: Callable[..., Browsing], own_site: Site) -> Browsing:
    return browse(own_site.root)
