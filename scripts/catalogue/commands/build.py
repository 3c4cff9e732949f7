"""`catalogue build`: checks, renders and builds the site; on problems it prints them and leaves the site as it was."""

import argparse
import sys
from pathlib import Path

from catalogue import checkout
from catalogue.commands import generate
from catalogue.commands.exits import Exit
from catalogue.commands.options import add_docs, add_today, docs_of, kept_renderings, shown_docs
from catalogue.commands.readiness import tell_stale, tell_unset
from catalogue.commands.terminal import heed_termination, showing_progress
from catalogue.engine.configuration import load_settings
from catalogue.engine.plugin import make_site
from catalogue.privacy.showing import show_name
from catalogue.problems import reports
from catalogue.site import build
from catalogue.site.build import Outcome, Request, Told
from catalogue.site.standing import Standing


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_docs(parser)
    add_today(parser)
    parser.add_argument("--site", type=Path, default=None, metavar="MAPPE", help="hvor sitet skal ligge (ellers site/)")
    parser.add_argument("--skip-broken", action="store_true", help="udgiv resten, selv om nogle sider har fejl")


def run(options: argparse.Namespace) -> Exit:
    """Build the site into its folder, unless something else lies there."""
    heed_termination()
    site = options.site or checkout.SITE
    if obstacle := _find_obstacle(site, docs_of(options)):
        print(f"Sitet kan ikke ligge i {site}, for {obstacle}.", file=sys.stderr)
        return Exit.USAGE
    request = request_of(options, site, options.skip_broken)
    standing = Standing(request, beside=(checkout.ROOT / path for path in generate.KEPT))
    if told := standing.find():
        tell_site(told, shown_docs(options), site)
    else:
        with showing_progress() as on_progress:
            outcome = build.build(request, make_site, on_progress)
        tell_outcome(outcome, shown_docs(options), site)
        if not outcome.is_published:  # There is enough to do.
            return Exit.PROBLEMS
        if not tell_stale(request.docs, outcome.check.reading.pages, request.settings):
            standing.note(outcome.told)
    tell_unset(request.settings)
    return Exit.OK


def request_of(options: argparse.Namespace, site: Path, skip_broken: bool) -> Request:
    """Return what a command asks to be built. Raises EngineError when the settings are wrong."""
    return Request(docs_of(options), site, options.today, load_settings(), skip_broken, kept_renderings())


def tell_outcome(outcome: Outcome, docs: str, site: Path) -> None:
    """Print how a build went."""
    if outcome.is_published:
        tell_site(outcome.told, docs, site)
        return
    sys.stdout.write(reports.to_text(reports.located(outcome.check.errors, docs)))
    print("Sitet er ikke bygget, og det gamle er urørt. Ret fejlene, og prøv igen.", file=sys.stderr)


def tell_site(told: Told, docs: str, site: Path) -> None:
    """Print what is told of a site that stands."""
    problems = list(reports.located(told.problems, docs))
    sys.stdout.write(reports.to_text(problem for problem in problems if problem.is_error))
    for path in told.left_out:
        print(f"{docs}/{show_name(path)}: Siden er ikke kommet med.", file=sys.stderr)
    print(f"Sitet ligger i {site}. {reports.summarise(problems, told.pages)}", file=sys.stderr)


def _find_obstacle(site: Path, docs: Path) -> str:
    """Return why a folder cannot be replaced by the site, or an empty text."""
    if any(folder.resolve().is_relative_to(site.resolve()) for folder in (docs, checkout.DOCS)):
        return "den mappe indeholder siderne"
    if site.exists() and not site.is_dir():
        return "det er en fil"
    # What is no site was hardly meant to be replaced: somebody's documents, or another project.
    if site.is_dir() and any(site.iterdir()) and not (site / "index.html").is_file():
        return "der ligger noget andet end et site. Vælg en tom mappe, eller slet selv det, der ligger der"
    return ""
