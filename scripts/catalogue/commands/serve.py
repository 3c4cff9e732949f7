"""`catalogue serve`: shows the site on loopback, and builds it again whenever a file changes."""

import argparse
import sys
from pathlib import Path

from catalogue.commands.build import request_of
from catalogue.commands.exits import Exit
from catalogue.commands.options import add_docs, add_today, docs_of, number_from, shown_docs
from catalogue.commands.preview import PortTaken, show
from catalogue.commands.readiness import tell_unset
from catalogue.commands.terminal import heed_ctrl_c, heed_termination
from catalogue.engine.configuration import load_settings
from catalogue.engine.plugin import make_site
from catalogue.problems import reports


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_docs(parser)
    add_today(parser)
    port = number_from(0, 65_535, "en port: et tal")
    parser.add_argument("--port", type=port, default=8000, metavar="N", help="porten (ellers 8000)")


def run(options: argparse.Namespace) -> Exit:
    """Show the site until Ctrl+C is pressed."""
    heed_termination()
    heed_ctrl_c()
    docs, shown = docs_of(options), shown_docs(options)
    # A configuration that is wrong from the start ends the command; a later slip is only told of.
    tell_unset(load_settings())
    try:
        show(
            docs,
            lambda: request_of(options, Path(), skip_broken=True),
            make_site,
            options.port,
            lambda outcome: list(reports.located(outcome.check.problems, shown)),
        )
    except PortTaken as taken:
        print(f"Port {taken.port} er optaget. Vælg en anden: catalogue serve --port {taken.port + 1}", file=sys.stderr)
        return Exit.PROBLEMS
