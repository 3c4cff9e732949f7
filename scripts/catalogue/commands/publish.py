"""The command `catalogue publish`: a new release, or the one before it again."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from catalogue import checkout
from catalogue.commands.progress import showing_progress
from catalogue.publish import publish as publishing
from catalogue.publish.publish import NotPublished
from catalogue.site import build
from catalogue.site.build import Outcome, Request

OK, PROBLEMS, USAGE = 0, 1, 2

Tell = Callable[[Outcome, Path], None]
"""Prints how a build went, and where the site lies."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add what is special to the command."""
    parser.add_argument("dest", type=Path, metavar="MAPPE", help="hvor udgaverne ligger; MAPPE/current er sitet")
    parser.add_argument("--skip-broken", action="store_true", help="udgiv resten, selv om nogle sider har fejl")
    parser.add_argument(
        "--keep", type=_to_number, default=publishing.KEEP, metavar="N", help="antal udgaver, der gemmes (ellers 5)"
    )
    parser.add_argument("--rollback", action="store_true", help="gå tilbage til udgaven før")


def publish(dest: Path, keep: int, request: Request, tell: Tell) -> int:
    """Publish a site, say how it went, and return the exit status."""
    from catalogue.engine.plugin import make_site

    if reason := _find_obstacle(dest, request.docs):
        print(f"Der kan ikke udgives til {dest}: {reason}", file=sys.stderr)
        return USAGE
    try:
        with showing_progress() as on_progress:
            published = publishing.publish(
                dest,
                lambda site: build.build(replace(request, site=site), make_site, on_progress),
                request.settings.site_address,
                keep,
            )
    except NotPublished as refusal:
        return _refuse(refusal)
    tell(published.outcome, dest / "current")
    if published.release is None:
        return PROBLEMS
    print(f"Udgave {published.release.name} vises nu.", file=sys.stderr)
    for release in published.not_removed:
        print(f"Den gamle udgave {release.name} kunne ikke slettes.", file=sys.stderr)
    return OK


def roll_back(dest: Path) -> int:
    """Go back to the release before the current one, say so, and return the exit status."""
    try:
        release = publishing.roll_back(dest)
    except NotPublished as reason:
        return _refuse(reason)
    print(f"Udgave {release.name} vises igen. Den næste udgivelse fortsætter herfra.", file=sys.stderr)
    return OK


def _refuse(reason: NotPublished) -> int:
    print(f"{reason}\nIntet er ændret.", file=sys.stderr)
    return PROBLEMS


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


def _to_number(text: str) -> int:
    if text.isdecimal() and 2 <= int(text) <= 1000:
        return int(text)
    raise argparse.ArgumentTypeError(f"»{text}« er ikke et tal fra 2 til 1000.")
