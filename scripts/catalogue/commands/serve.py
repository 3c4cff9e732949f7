"""`catalogue serve`: shows the site on loopback, and builds it again whenever a file changes."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from catalogue.commands.build import request_of
from catalogue.commands.embedding import EmbeddedReceiver
from catalogue.commands.exits import Exit
from catalogue.commands.options import add_docs, add_today, docs_of, number_from, shown_docs
from catalogue.commands.preview import PortTaken, show
from catalogue.commands.readiness import tell_unset
from catalogue.commands.receive import PATH
from catalogue.commands.terminal import heed_ctrl_c, heed_termination
from catalogue.engine.configuration import load_settings
from catalogue.engine.plugin import make_site
from catalogue.problems import reports
from catalogue.problems.problem import Problem
from catalogue.settings import Settings
from catalogue.site.build import Outcome, Request


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
    settings = load_settings()  # What is wrong from the start ends the command; a later slip is only told of.

    def locate(outcome: Outcome) -> list[Problem]:
        return list(reports.located(outcome.check.problems, shown))

    receiver = EmbeddedReceiver(docs, settings.receiver or PATH)
    try:
        with receiver.around():
            show(
                docs,
                telling_unset(lambda: receiver.lead(request_of(options, Path(), skip_broken=True))),
                make_site,
                options.port,
                locate,
                receiver.forward,
                receiver.watched,
                receiver.note_built,
            )
    except PortTaken as taken:
        other = taken.port + 1
        ways = f"make serve PORT={other} eller catalogue serve --port {other}"
        print(f"Port {taken.port} er optaget. Vælg en anden: {ways}", file=sys.stderr)
        return Exit.PROBLEMS


def telling_unset(renew: Callable[[], Request]) -> Callable[[], Request]:
    """Return the same function, which tells of unset settings too: the first time, and when they have changed."""
    told: list[Settings] = []

    def renew_and_tell() -> Request:
        request = renew()
        if told != [request.settings]:
            told[:] = [request.settings]
            tell_unset(request.settings)
        return request

    return renew_and_tell
