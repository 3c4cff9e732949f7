"""`catalogue furniture`: writes the files that are made from the register and the model."""

import argparse
import sys

from catalogue import checkout
from catalogue.commands.codeowners import make_furniture
from catalogue.model.catalogue import link
from catalogue.reading.reader import read


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the options of the command."""
    parser.add_argument("--check", action="store_true", help="skriv ingenting; fortæl, hvilke filer der er forældede")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Write the files that differ, or with `--check` only name them. Returns 1 when a check names any, else 0."""
    from catalogue.engine.plugin import load_settings

    made = make_furniture(link(read(checkout.DOCS).pages), load_settings().owners)
    stale = [path for path, text in made.items() if _read(path) != text]
    for path in stale:
        print(path)
        if not options.check:
            target = checkout.ROOT / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(made[path], "utf-8")
    if not stale:
        print("Alt er, som det skal være.", file=sys.stderr)
    elif options.check:
        print("Filerne er forældede. Kør: catalogue furniture", file=sys.stderr)
    return 1 if stale and options.check else 0


def _read(path: str) -> str | None:
    file = checkout.ROOT / path
    return file.read_text("utf-8") if file.is_file() else None
