"""`catalogue generate`: writes the files of the checkout that are made from the register of pages and the model."""

import argparse
import json
import sys
from collections.abc import Mapping

from catalogue import checkout
from catalogue.commands.codeowners import CODEOWNERS, make_codeowners
from catalogue.commands.exits import Exit
from catalogue.engine.configuration import load_settings
from catalogue.model.catalogue import Catalogue, link
from catalogue.reading.reader import read
from catalogue.reading.schema import make_schemas

SCHEMAS = "schemas"
"""The folder at the root that editors' extensions are pointed to."""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    parser.add_argument("--check", action="store_true", help="skriv ingenting; fortæl, hvilke filer der er forældede")


def run(options: argparse.Namespace) -> Exit:
    """Write the files that differ, or with `--check` only name them; then a stale one is a problem."""
    made = make_files(link(read(checkout.DOCS).pages), load_settings().owners)
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
        print("Filerne er forældede. Kør: catalogue generate", file=sys.stderr)
    return Exit.PROBLEMS if stale and options.check else Exit.OK


def make_files(catalogue: Catalogue, owners: Mapping[str, str]) -> Mapping[str, str]:
    """Return the text of every generated file by its path from the root. `owners` are teams by area, see the settings.

    The same texts are written by the command and compared by a test, which proves that what is committed is fresh.
    """
    schemas = {f"{SCHEMAS}/{name}.schema.json": _for_editors(text) for name, text in make_schemas().items()}
    return {CODEOWNERS: make_codeowners(catalogue, owners), **schemas}


def _for_editors(schema: str) -> str:
    """Return a schema in the draft that editors' extensions read; the keywords in use are the same in both."""
    draft = {**json.loads(schema), "$schema": "http://json-schema.org/draft-07/schema#"}
    return json.dumps(draft, ensure_ascii=False, indent=1) + "\n"


def _read(path: str) -> str | None:
    file = checkout.ROOT / path
    return file.read_text("utf-8") if file.is_file() else None
