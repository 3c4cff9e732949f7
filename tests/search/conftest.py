"""The sites that the search is tried on, built once: the corpus, the checkout's own pages, and hostile ones."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from building import build
from catalogue import checkout
from corpus import write_corpus
from searching import Browsing
from servers import browsing, serving_files
from serving import Packing


@pytest.fixture(scope="session")
def corpus_docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_corpus(tmp_path_factory.mktemp("corpus") / "docs")


@pytest.fixture(scope="session")
def corpus_site(corpus_docs: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(corpus_docs, tmp_path_factory.mktemp("corpus-site") / "site")


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(checkout.DOCS, tmp_path_factory.mktemp("own-site") / "site")


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
def own(browse: Callable[[Path], Browsing], own_site: Path) -> Browsing:
    return browse(own_site)
