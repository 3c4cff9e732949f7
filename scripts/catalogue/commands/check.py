"""`catalogue check`: prints every problem of every page, or of the pages that are named."""

import argparse
import sys

from catalogue.checks.check import check
from catalogue.commands.exits import Exit
from catalogue.commands.options import (
    add_docs,
    add_today,
    docs_of,
    exit_of,
    kept_renderings,
    pages_of,
    shown_docs,
)
from catalogue.commands.terminal import showing_progress
from catalogue.problems import reports


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_docs(parser)
    add_today(parser)
    parser.add_argument("--format", choices=reports.FORMATS, default="text", help="sådan skrives fundene")
    parser.add_argument("pages", nargs="*", metavar="SIDE", help="tjek hele kataloget, men fortæl kun om disse sider")


def run(options: argparse.Namespace) -> Exit:
    """Check the whole catalogue, and print what is wrong."""
    named = pages_of(options)
    with showing_progress() as on_progress:
        found = check(docs_of(options), options.today, kept_renderings(), on_progress)
    problems = [problem for problem in found.problems if not named or problem.path in named]
    shown = list(reports.located(problems, shown_docs(options)))
    sys.stdout.write(reports.FORMATS[options.format](shown))
    if options.format == "text":
        print(reports.summarise(shown, len(named) or len(found.reading.places)), file=sys.stderr)
    return exit_of(shown)
