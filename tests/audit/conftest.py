"""The audit's one table: every check, what it measured, the bound, and whether it held. Nothing is left out of it."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from rich.console import Console
from rich.table import Table

from catalogue.samples.writing import write_sample
from rows import Note, Row
from seed import seed_docs
from sites import Site

ROWS = pytest.StashKey[dict[str, Row]]()


def pytest_configure(config: pytest.Config) -> None:
    config.stash[ROWS] = {}


def pytest_collection_finish(session: pytest.Session) -> None:
    for item in session.items:
        words, _, case = item.name.removeprefix("test_").replace("_", " ").partition("[")
        session.config.stash[ROWS][item.nodeid] = Row(f"{words}: {case[:-1]}" if case else words)


@pytest.fixture
def note(request: pytest.FixtureRequest) -> Note:
    """Say what a check has measured, and the bound that it must keep: `note("3 faults", "none")`."""

    def note(measured: str, bound: str) -> None:
        rows = request.config.stash[ROWS]
        rows[request.node.nodeid] = replace(rows[request.node.nodeid], measured=measured, bound=bound)

    return note


@pytest.fixture(scope="session")
def sample_site(tmp_path_factory: pytest.TempPathFactory, build: Callable[..., Site]) -> Site:
    """A made-up catalogue large enough that its listings go on from page to page."""
    docs = tmp_path_factory.mktemp("sample") / "docs"
    write_sample(60, docs, seed_docs() / "themes")
    return build(docs)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report: pytest.TestReport = yield
    rows = item.config.stash[ROWS]
    if report.when == "call" or report.outcome != "passed":
        verdict = {"passed": "ok", "failed": "FAILED", "skipped": "SKIPPED"}[report.outcome]
        rows[item.nodeid] = replace(rows[item.nodeid], verdict=verdict)
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A check that was skipped has not held."""
    if session.exitstatus == pytest.ExitCode.OK and any(row.verdict != "ok" for row in _rows(session.config)):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(trylast=True)
def pytest_unconfigure(config: pytest.Config) -> None:
    """Print the table, after all else."""
    table = Table("check", "measured", "bound", "", title="Audit", show_lines=True)
    for row in _rows(config):
        table.add_row(row.check, row.measured, row.bound, row.verdict)
    if table.row_count:
        Console(width=130).print(table)


def _rows(config: pytest.Config) -> list[Row]:
    return list(config.stash[ROWS].values())
