"""What the tests of the search page share: tabs on the sites that are searched."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from contexts import Contexts
from searching import Browsing
from servers import serving_files
from serving import Packing
from sites import Site


@pytest.fixture(scope="module")
def served() -> Iterator[Callable[[Path], str]]:
    """Serve a site until all tests of the module have run, and return its address."""
    with ExitStack() as stack:
        yield cache(lambda site: stack.enter_context(serving_files(site, Packing)).rstrip("/"))


@pytest.fixture
def browse(contexts: Contexts, served: Callable[[Path], str]) -> Iterator[Callable[..., Browsing]]:
    """Open a new tab on a site: `browse(site)`."""
    with ExitStack() as stack:

        def browse(site: Path, **options: Any) -> Browsing:
            context = stack.enter_context(contexts.lend(**options))
            return Browsing(context.new_page(), served(site))

        yield browse


@pytest.fixture
def corpus(browse: Callable[..., Browsing], corpus_site: Path) -> Browsing:
    return browse(corpus_site)


@pytest.fixture
def own(browse: Callable[..., Browsing], own_site: Site) -> Browsing:
    return browse(own_site.root)
