"""`catalogue sample`: writes a tree of made-up units around the checkout's themes."""

import argparse
import sys
from pathlib import Path

from catalogue import checkout
from catalogue.commands.exits import Exit
from catalogue.commands.options import number_from
from catalogue.language import wording
from catalogue.samples.writing import write_sample


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    amount = number_from(1, 10_000)
    parser.add_argument("--units", type=amount, required=True, metavar="N", help="antal arbejdspladser, 1-10000")
    parser.add_argument("out", type=Path, metavar="MAPPE", help="en tom mappe eller en, som kommandoen selv har lavet")


def run(options: argparse.Namespace) -> Exit:
    """Write the tree, and say how many pages it has."""
    try:
        pages = write_sample(options.units, options.out, checkout.DOCS / "themes")
    except ValueError as error:
        print(error, file=sys.stderr)
        return Exit.USAGE
    print(f"{wording.count(pages, 'side', 'sider')} ligger i {options.out}.", file=sys.stderr)
    return Exit.OK
