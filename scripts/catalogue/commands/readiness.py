"""Readiness: what `serve`, `build` and `publish` tell of a catalogue that is not ready to go live, a line each."""

import sys
from collections.abc import Iterable
from pathlib import Path

from catalogue import checkout
from catalogue.commands.generate import find_stale
from catalogue.language import wording
from catalogue.model.catalogue import link
from catalogue.model.pages import AnyPage
from catalogue.settings import Settings, find_unset

GUIDE = "deploy/going-live.md"
"""Where somebody is led through what is unset."""


def tell_unset(settings: Settings) -> None:
    """Print a line for each setting that readers miss something without, and where it is told how to set them."""
    if not (unset := find_unset(settings)):
        return
    for one in unset:
        print(f"Ikke sat endnu: {one.missed.name} ({one.key}). {one.missed.words}", file=sys.stderr)
    required = [one.key for one in unset if one.missed.is_required]
    needed = f" {wording.listed(required)} skal være der, før kataloget går i luften." if required else ""
    print(f"Sæt dem på ti minutter: {GUIDE} viser vejen.{needed}", file=sys.stderr)


def tell_stale(docs: Path, pages: Iterable[AnyPage], settings: Settings) -> bool:
    """Print which generated files the checkout's own pages and settings have left behind, and what to do.

    Return whether there are any.
    """
    is_own = docs.resolve() == checkout.DOCS.resolve()
    stale = find_stale(link(pages), settings) if is_own else {}
    if stale:
        print(f"Forældet: {', '.join(stale)}. Kør: catalogue generate", file=sys.stderr)
    return bool(stale)
