"""`catalogue publish`: a new release, or the one before it again."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from catalogue import checkout
from catalogue.commands.build import request_of, tell_outcome
from catalogue.commands.exits import Exit
from catalogue.commands.options import add_docs, add_today, number_from, shown_docs
from catalogue.commands.readiness import tell_stale, tell_unset
from catalogue.commands.terminal import heed_termination, showing_progress
from catalogue.engine.plugin import make_site
from catalogue.publish import disclosures, publish
from catalogue.publish.publish import KEEP, NotPublished
from catalogue.site import build


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("dest", type=Path, metavar="MAPPE", help="hvor udgaverne ligger; MAPPE/current er sitet")
    parser.add_argument("--skip-broken", action="store_true", help="udgiv resten, selv om nogle sider har fejl")
    parser.add_argument(
        "--keep", type=number_from(2, 1000), default=KEEP, metavar="N", help="antal udgaver, der gemmes (ellers 5)"
    )
    parser.add_argument("--rollback", action="store_true", help="gå tilbage til udgaven før")
    add_docs(parser)
    add_today(parser)


def run(options: argparse.Namespace) -> Exit:
    """Publish a new release of the site, or go back to the one before."""
    heed_termination()
    return _roll_back(options.dest) if options.rollback else _publish(options)


def _publish(options: argparse.Namespace) -> Exit:
    request, dest = request_of(options, Path(), options.skip_broken), options.dest
    if reason := _find_obstacle(dest, request.docs):
        print(f"Der kan ikke udgives til {dest}: {reason}", file=sys.stderr)
        return Exit.USAGE
    try:
        with showing_progress() as on_progress:
            published = publish.publish(
                dest,
                lambda site: build.build(replace(request, site=site), make_site, on_progress),
                request.settings.site_address,
                options.keep,
                disclosures.shelf_in(request.cache.file) if request.cache else None,
            )
    except NotPublished as refusal:
        return _refuse(refusal)
    tell_outcome(published.outcome, shown_docs(options), dest / "current")
    if published.release is None:
        return Exit.PROBLEMS
    print(f"Udgave {published.release.name} vises nu.", file=sys.stderr)
    for release in published.not_removed:
        print(f"Den gamle udgave {release.name} kunne ikke slettes.", file=sys.stderr)
    tell_stale(request.docs, published.outcome.check.reading.pages, request.settings)
    tell_unset(request.settings)
    return Exit.OK


def _roll_back(dest: Path) -> Exit:
    try:
        release = publish.roll_back(dest)
    except NotPublished as reason:
        return _refuse(reason)
    print(f"Udgave {release.name} vises igen. Den næste udgivelse fortsætter herfra.", file=sys.stderr)
    return Exit.OK


def _refuse(reason: NotPublished) -> Exit:
    print(f"{reason}\nIntet er ændret.", file=sys.stderr)
    return Exit.PROBLEMS


def _find_obstacle(dest: Path, docs: Path) -> str:
    """Return why a folder cannot hold releases, or an empty text. Nothing that lies there is ever overwritten."""
    there = dest.resolve()
    if there.exists() and not there.is_dir():
        return "det er en fil."
    for folder in (docs.resolve(), checkout.DOCS):
        if there.is_relative_to(folder) or folder.is_relative_to(there / "releases"):
            return f"siderne ligger i {folder}."
    for name in ("current", "former"):
        if (there / name).exists() and not (there / name).is_symlink():
            return f"der ligger allerede noget, der hedder {name}, i mappen."
    return ""
