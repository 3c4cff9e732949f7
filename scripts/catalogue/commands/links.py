"""`catalogue links`: tries the addresses that stories link to, and prints what came of it."""

import argparse
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from urllib.parse import urlsplit

from catalogue.checks.check import check
from catalogue.commands.exits import Exit
from catalogue.commands.options import add_docs, docs_of, kept_renderings, number_from, shown_docs
from catalogue.commands.terminal import showing_progress
from catalogue.engine.configuration import load_settings
from catalogue.linkcheck import verdicts
from catalogue.linkcheck.ask import try_all
from catalogue.model.catalogue import link

_FORMATS: Mapping[str, Callable[[Iterable[verdicts.Finding]], str]] = {
    "text": verdicts.to_text,
    "json": verdicts.to_json,
}


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_docs(parser)
    parser.add_argument("--format", choices=_FORMATS, default="text", help="sådan skrives fundene")
    seconds = number_from(1, 60, "et antal sekunder")
    parser.add_argument(
        "--internal",
        action="append",
        default=[],
        metavar="VÆRT",
        help="spørg også denne vært, selv om den ligger på et lukket net; intranettet fra mkdocs.yml er med "
        "(kan gentages)",
    )
    parser.add_argument(
        "--timeout", type=seconds, default=10, metavar="SEK", help="så længe venter vi på hvert svar (ellers 10)"
    )


def run(options: argparse.Namespace) -> Exit:
    """Try every link of every story; a dead one is a problem."""
    shown = shown_docs(options)
    with showing_progress() as on_progress:
        found = check(docs_of(options), date.today(), kept_renderings(), on_progress)
        references = verdicts.list_references(link(found.reading.pages), found.rendered)
        internal = frozenset([*map(str.casefold, options.internal), *_intranet()])
        given = try_all(list(verdicts.unique(references)), options.timeout, internal=internal, on_progress=on_progress)
    references = [replace(reference, path=f"{shown}/{reference.path}") for reference in references]
    findings = verdicts.to_findings(references, given)
    sys.stdout.write(_FORMATS[options.format](findings))
    if options.format == "text":
        print(verdicts.summarise(references, findings), file=sys.stderr)
    return Exit.PROBLEMS if any(map(verdicts.is_dead, findings)) else Exit.OK


def _intranet() -> list[str]:
    """Return the host of the intranet that the settings name, if they do."""
    host = urlsplit(load_settings().intranet_address).hostname
    return [host] if host else []
