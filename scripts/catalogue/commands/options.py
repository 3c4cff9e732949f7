"""Options: the words that several commands take, and what they say of a docs folder and its pages."""

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from catalogue import checkout
from catalogue.commands.exits import Exit
from catalogue.language import wording
from catalogue.privacy.showing import one_line, show_name
from catalogue.problems.problem import Problem

if TYPE_CHECKING:
    from catalogue.rendering.cache import RenderingCache

RENDERINGS = checkout.CACHE / "renderings.sqlite"
"""The file of the checkout's cache."""


def add_docs(parser: argparse.ArgumentParser) -> None:
    """Add `--docs`."""
    parser.add_argument("--docs", type=Path, default=None, metavar="MAPPE", help="mappen med sider (ellers docs/)")


def add_today(parser: argparse.ArgumentParser) -> None:
    """Add `--today`."""
    parser.add_argument("--today", type=_to_date, default=date.today(), metavar="ÅÅÅÅ-MM-DD", help="dagen i dag")


def _to_date(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"»{text}« er ikke en dato. Skriv år-måned-dag, som 2026-02-10.") from None


def number_from(lowest: int, highest: int, what: str = "et tal") -> Callable[[str], int]:
    """Return the type of an option that takes a whole number within bounds, both included."""

    def read(text: str) -> int:
        if text.isascii() and text.isdecimal() and lowest <= int(text[:9]) <= highest and len(text) < 10:
            return int(text)
        raise argparse.ArgumentTypeError(f"»{text}« er ikke {what} fra {lowest} til {highest}.")

    return read


def docs_of(options: argparse.Namespace) -> Path:
    """Return the docs folder of a command; leave with 2 when there is none."""
    docs: Path = options.docs or checkout.DOCS
    if not docs.is_dir():
        print(f"Mappen {show_name(str(docs))} findes ikke.", file=sys.stderr)
        raise SystemExit(Exit.USAGE)
    return docs


def shown_docs(options: argparse.Namespace) -> str:
    """Return the docs folder as problems name it: as it was given, and the checkout's own as seen from here."""
    if options.docs is not None:
        return str(options.docs).rstrip("/")
    return checkout.shown(checkout.DOCS)


def pages_of(options: argparse.Namespace) -> frozenset[str]:
    """Return the paths, relative to the docs folder, of the pages that a command names; leave with 2 if one is gone."""
    docs = docs_of(options)
    found = {name: _find_page(name, docs) for name in options.pages}
    if missing := [name for name, path in found.items() if path is None]:
        print(f"Siden findes ikke: {one_line(wording.listed(missing))}", file=sys.stderr)
        raise SystemExit(Exit.USAGE)
    return frozenset(path for path in found.values() if path is not None)


def _find_page(name: str, docs: Path) -> str | None:
    for candidate in (Path(name), docs / name):
        if candidate.is_file() and candidate.resolve().is_relative_to(docs.resolve()):
            return str(PurePosixPath(candidate.resolve().relative_to(docs.resolve())))
    return None


def exit_of(problems: Sequence[Problem]) -> Exit:
    """Return how a command ends that has told of these problems: advice alone is none."""
    return Exit.PROBLEMS if any(problem.is_error for problem in problems) else Exit.OK


def kept_renderings() -> "RenderingCache":
    """Return the cache of the checkout."""
    from catalogue.rendering.cache import RenderingCache  # It loads all that renders, which not every command needs.

    return RenderingCache(RENDERINGS)
