"""What the tests of the form share: the good tree's site served by nginx as it is shipped."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from contexts import Contexts
from filling import Window
from servers import Server, serving
from sites import Site

PHONE = {"width": 390, "height": 844}


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
def window(contexts: Contexts, server: Server) -> Iterator[Callable[..., Window]]:
    with ExitStack() as stack:

        def make(**options: Any) -> Window:
            context = stack.enter_context(contexts.lend(viewport=PHONE, **options))
            made = Window(context, server.address)
            stack.callback(lambda: pytest.fail(str(made.faults)) if made.faults else None)
            return made

        yield make
