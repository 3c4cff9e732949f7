"""What the tests of the form share: one browser, and the good tree's site served by nginx as it is shipped."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser

from filling import Window
from servers import Server, browsing, serving
from sites import Site

PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


@pytest.fixture(scope="session")
def server(good_site: Site) -> Iterator[Server]:
    """The good tree's site, served by nginx as it is shipped."""
    folder = Path(tempfile.mkdtemp(prefix="catalogue-form-"))
    folder.chmod(0o755)
    shutil.copytree(good_site.root, folder / "current")
    with serving(folder) as server:
        yield server
    shutil.rmtree(folder)


@pytest.fixture
def window(browser: Browser, server: Server) -> Iterator[Callable[..., Window]]:
    with ExitStack() as stack:

        def make(**options: Any) -> Window:
            context = browser.new_context(locale="da-DK", viewport=PHONE, **options)
            stack.callback(context.close)
            made = Window(context, server.address)
            stack.callback(lambda: pytest.fail(str(made.faults)) if made.faults else None)
            return made

        yield make
