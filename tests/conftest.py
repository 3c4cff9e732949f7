"""What all tests share: the tree they work on, golden files, and the program as a process."""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import hypothesis
import pytest
from playwright.sync_api import Browser

import trees
from catalogue.checks.check import Check, check
from catalogue.engine.plugin import make_site
from catalogue.rendering import workers
from catalogue.rendering.cache import RenderingCache
from catalogue.settings import Settings
from catalogue.site import build as builds
from configured import configure
from contexts import Contexts
from corpus import write_corpus
from processes import Finished, run_alone, run_here
from seed import seed_docs
from servers import browsing, serving_files
from sharing import made_once, room_of
from sites import Site
from windows import Visit, Watched

if TYPE_CHECKING:
    from vectors import Built

# The same examples each time, so that a red run can be repeated; nothing here is judged by how long it takes.
hypothesis.settings.register_profile("catalogue", deadline=None, derandomize=True, database=None, max_examples=150)
hypothesis.settings.load_profile("catalogue")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write the golden files anew instead of comparing")


def pytest_configure() -> None:
    configure()


def pytest_xdist_auto_num_workers() -> int:
    """Return two workers more than there are processors: some wait for a page or a limit while the others work."""
    return len(os.sched_getaffinity(0)) + 2


@pytest.fixture
def draw(tmp_path: Path) -> Callable[..., Path]:
    """Draw a tree in a new folder: `draw({"units/x/index.md": "…"}, onto=trees.GOOD)`; returns the folder."""
    return partial(trees.draw, tmp_path / "docs")


@pytest.fixture(scope="session")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The good tree, to read and not to change."""
    return made_once(tmp_path_factory, "good", lambda folder: trees.draw(folder / "docs", {}, onto=trees.GOOD))


@pytest.fixture(scope="session")
def renderings(tmp_path_factory: pytest.TempPathFactory) -> RenderingCache:
    """What one test has rendered, the next need not."""
    return RenderingCache(room_of(tmp_path_factory) / "renderings.sqlite")


@pytest.fixture(scope="session")
def judge(renderings: RenderingCache) -> Callable[..., Check]:
    """Check a tree on the tests' day, or on another."""
    return lambda docs, today=trees.TODAY: check(docs, today, renderings)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give each item a second of the processor's time: that there is a limit is what is tried, not how long it is."""
    monkeypatch.setattr(workers, "CPU_SECONDS", 1)


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a text with a golden file, or write it there under --rewrite-golden."""

    def compare(name: str, text: str) -> None:
        file = trees.GOLDEN / name
        if request.config.getoption("--rewrite-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, "utf-8")
        assert file.is_file(), f"{file} is not there yet: run pytest --rewrite-golden, and read what it wrote"
        assert text == file.read_text("utf-8")

    return compare


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., Finished]:
    """Run the program to its end in this process, in a folder of its own: `run("check", "--docs", docs)`.

    With an environment, or `alone`, it is a process of its own: for what is about processes, and for what libraries and
    Python itself may say.
    """

    def run(
        *words: object, cwd: Path = tmp_path, env: Mapping[str, str] | None = None, alone: bool = False
    ) -> Finished:
        return run_alone(*words, cwd=cwd, env=env) if alone or env is not None else run_here(*words, cwd=cwd)

    return run


@pytest.fixture(scope="session")
def own_docs() -> Path:
    """The pages that the catalogue began with, to read and not to change: what is added to docs/ is not among them."""
    return seed_docs()


@pytest.fixture(scope="session")
def build(tmp_path_factory: pytest.TempPathFactory, renderings: RenderingCache) -> Callable[..., Site]:
    """Build the site of a tree in a new folder, on the tests' day and with no settings: `build(docs)`."""

    def build(
        docs: Path,
        site: Path | None = None,
        skip_broken: bool = False,
        settings: Settings | None = None,
        today: date = trees.TODAY,
    ) -> Site:
        site = site or tmp_path_factory.mktemp("built") / "site"
        request = builds.Request(docs, site, today, settings or Settings(), skip_broken, renderings)
        outcome = builds.build(request, make_site)
        assert outcome.is_published, outcome.check.errors
        return Site(site)

    return build


@pytest.fixture(scope="session")
def good_site(good: Path, build: Callable[..., Site], tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of the good tree."""
    return made_once(tmp_path_factory, "good-site", lambda folder: build(good, folder / "site"))


@pytest.fixture(scope="session")
def own_site(own_docs: Path, build: Callable[..., Site], tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site of the checkout's own pages."""
    return made_once(tmp_path_factory, "own-site", lambda folder: build(own_docs, folder / "site"))


# To search in


@pytest.fixture(scope="session")
def corpus_docs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The search corpus as a content tree."""
    return made_once(tmp_path_factory, "corpus", lambda folder: write_corpus(folder / "docs"))


@pytest.fixture(scope="session")
def corpus_site(corpus_docs: Path, build: Callable[..., Site], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the site of the search corpus."""
    return made_once(tmp_path_factory, "corpus-site", lambda folder: build(corpus_docs, folder / "site").root)


# To do harm with


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> "Built":
    """The hostile tree, built: much of it takes all the time that it may."""
    from vectors import build_hostile_tree  # It makes what it harms with when it is loaded.

    return made_once(tmp_path_factory, "hostile", build_hostile_tree)


# In a browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


@pytest.fixture(scope="module")
def contexts(browser: Browser) -> Iterator[Contexts]:
    """Contexts in which nobody has been before: `with contexts.lend(viewport=PHONE) as context`."""
    contexts = Contexts(browser)
    yield contexts
    contexts.close()


@pytest.fixture(scope="module")
def own(own_site: Site) -> Iterator[str]:
    """The address of the checkout's own site."""
    with serving_files(own_site.root) as address:
        yield address


@pytest.fixture(scope="module")
def tried(good_site: Site) -> Iterator[str]:
    """The address of the good tree's site."""
    with serving_files(good_site.root) as address:
        yield address


@pytest.fixture
def visit(contexts: Contexts) -> Iterator[Visit]:
    """Open a window of its own: `visit(address, viewport=PHONE)`."""
    with ExitStack() as stack:
        yield lambda address, **options: Watched(stack.enter_context(contexts.lend(**options)).new_page(), address)
