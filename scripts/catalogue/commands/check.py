"""`catalogue check`: prints every problem of every page, or of the pages that are named."""

import argparse
import sys
from collections.abc import Sequence

from catalogue import checkout
from catalogue.checks.answers import answer
from catalogue.commands.exits import Exit
from catalogue.commands.options import (
    RENDERINGS,
    add_docs,
    add_today,
    docs_of,
    exit_of,
    pages_of,
    shown_docs,
)
from catalogue.commands.terminal import showing_progress
from catalogue.problems import reports
from catalogue.problems.problem import Problem
from catalogue.problems.readiness import find_missing


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_docs(parser)
    add_today(parser)
    parser.add_argument("--format", choices=reports.FORMATS, default="text", help="sådan skrives fundene")
    parser.add_argument(
        "--site", action="store_true", help="tjek også, om indstillingerne i mkdocs.yml er klar til at gå i luften"
    )
    parser.add_argument("pages", nargs="*", metavar="SIDE", help="tjek hele kataloget, men fortæl kun om disse sider")


def run(options: argparse.Namespace) -> Exit:
    """Check the whole catalogue, and print what is wrong."""
    named = pages_of(options)
    with showing_progress() as on_progress:
        found = answer(docs_of(options), options.today, RENDERINGS, on_progress)
    problems = [problem for problem in found.problems if not named or problem.path in named]
    located = list(reports.located(problems, shown_docs(options)))
    shown = [*_find_missing_settings(), *located] if options.site else located
    sys.stdout.write(reports.FORMATS[options.format](shown))
    if options.format == "text":
        print(reports.summarise(shown, len(named) or found.pages), file=sys.stderr)
    return exit_of(shown)


def _find_missing_settings() -> Sequence[Problem]:
    """Return what the checkout's configuration lacks before it goes live. Raises EngineError when it is wrong."""
    from catalogue.engine.configuration import load_settings  # MkDocs takes its time, and other checks do without.

    written = checkout.CONFIGURATION.read_text("utf-8")
    return find_missing(load_settings(), checkout.shown(checkout.CONFIGURATION), written)
