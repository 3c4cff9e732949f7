"""What the tests of the search page share: tabs on the sites that are searched."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from searching import Browsing
from servers import browsing, serving_files
from serving import Packing
from sites import Site


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


@pytest.fixture
def browse(chromium: Browser) -> Iterator[Callable[[Path], Browsing]]:
    """Open a new tab on a site: `browse(site)`."""
    closers = []

    def open_tab(site: Path, **options: object) -> Browsing:
        server = serving_files(site, Packing)
        base = server.__enter__()
        context = chromium.new_context(**options)
        closers.extend([context.close, lambda: server.__exit__(None, None, None)])
        return Browsing(context.new_page(), base.rstrip("/"))

    yield open_tab
    for close in closers:
        close()


@pytest.fixture
def corpus(browse: Callable[[Path], Browsing], corpus_site: Path) -> Browsing:
    return browse(corpus_site)


@pytest.fixture
def own(browse: Callable[[Path], Browsing], own_site: Site) -> Browsing:
    return browse(own_site.root)
