"""`catalogue fix`: writes what a machine can fix, says what it changed, and what is left for a person."""

import argparse
import difflib
import os
import sys
from collections.abc import Collection, Iterator, Mapping
from functools import partial
from pathlib import Path

from catalogue import disk
from catalogue.checks.check import check
from catalogue.commands.exits import Exit
from catalogue.commands.options import (
    add_docs,
    add_today,
    docs_of,
    exit_of,
    kept_renderings,
    pages_of,
    shown_docs,
)
from catalogue.fixes import pages as fixes
from catalogue.fixes.pages import Fixed
from catalogue.language import wording
from catalogue.privacy.showing import show_line, show_name
from catalogue.problems import reports
from catalogue.problems.problem import Problem
from catalogue.reading import files
from catalogue.rendering.workers import map_within_limits


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add_docs(parser)
    add_today(parser)
    parser.add_argument("--dry-run", action="store_true", help="fortæl, hvad der kan rettes, og lad filerne være")
    parser.add_argument("--diff", action="store_true", help="vis linjerne før og efter, og lad filerne være")
    parser.add_argument("pages", nargs="*", metavar="SIDE", help="ret kun disse sider")


def run(options: argparse.Namespace) -> Exit:
    """Fix the pages of a docs folder, or those among them that are named; what is left for a person is a problem.

    With `--dry-run` or `--diff` nothing is changed, and what would be changed is a problem.
    """
    docs, shown, pages = docs_of(options), shown_docs(options), pages_of(options)
    locations, fixed = find_fixes(docs, moves=True)
    chosen = {path: page for path, page in fixed.items() if not pages or path in pages}
    if options.diff:
        sys.stdout.write("".join(f"{show_line(line)}\n" for line in _diff(shown, locations, chosen)))
    else:
        sys.stdout.write("".join(_tell(shown, chosen)))
    if options.dry_run or options.diff:
        print(_summarise(chosen, "kan rettes"), file=sys.stderr)
        return Exit.PROBLEMS if chosen else Exit.OK
    for path, page in chosen.items():
        for made, content in page.made.items():  # First, so that nothing is lost when something stops us in between.
            _write_new(docs / made, content)
        with disk.writing_whole(locations[path]) as stream:
            stream.write(page.content)
    found = check(docs, options.today, kept_renderings())
    seen = {*pages, *(made for page in chosen.values() for made in page.made)}
    left = [problem for problem in found.errors if not pages or problem.path in seen]
    sys.stdout.write(reports.to_text(reports.located(left, shown)))
    print(_summarise(chosen, "er rettet"), _summarise_left(left), file=sys.stderr)
    return exit_of(left)


def find_fixes(docs: Path, moves: bool = False) -> tuple[Mapping[str, Path], Mapping[str, Fixed]]:
    """Return where the pages of a docs folder lie, and those on which something can be fixed; both by path.

    With `moves`, what stands in a field that is gone gets pages of its own.
    """
    listed = files.list_files(docs).files
    locations = {file.path: file.location for file in listed if file.is_page}
    attachments = frozenset(file.path for file in listed if not file.is_page)
    contents = {path: location.read_bytes() for path, location in locations.items()}
    fixed = fixes.fix_pages(contents, attachments, map_within_limits)
    return locations, fixes.move_meetings(contents, fixed, partial(_is_taken, docs)) if moves else fixed


def _is_taken(docs: Path, path: str) -> bool:
    """Tell whether no new page may be put at a path: something lies there, or its folder leads out of the tree."""
    target = docs / path
    folder = target.parent
    return os.path.lexists(target) or folder.is_symlink() or (folder.exists() and not folder.is_dir())


def _write_new(target: Path, content: bytes) -> None:
    target.parent.mkdir(exist_ok=True)
    with target.open("xb") as stream:
        stream.write(content)


def _tell(shown: str, fixed: Mapping[str, Fixed]) -> Iterator[str]:
    for path, page in fixed.items():
        for fix in page.fixes:
            code = f" [{fix.code}]" if fix.code else ""
            yield f"{show_name(f'{shown}/{path}')}:{max(fix.line, 1)}: {fix.message}{code}\n"


def _diff(shown: str, locations: Mapping[str, Path], fixed: Mapping[str, Fixed]) -> Iterator[str]:
    for path, page in fixed.items():
        before = locations[path].read_bytes().decode("utf-8", "replace").splitlines(keepends=True)
        after = page.content.decode("utf-8").splitlines(keepends=True)
        yield from _compare(before, after, f"{shown}/{path}", f"{shown}/{path}")
        for made, content in page.made.items():
            yield from _compare([], content.decode("utf-8").splitlines(keepends=True), "/dev/null", f"{shown}/{made}")


def _compare(before: list[str], after: list[str], old: str, new: str) -> Iterator[str]:
    for line in difflib.unified_diff(before, after, old, new):
        yield line.removesuffix("\n").removesuffix("\r")


def _summarise(fixed: Mapping[str, Fixed], done: str) -> str:
    amount = sum(len(page.fixes) for page in fixed.values())
    if not amount:
        return "Der er intet, en maskine kan rette."
    return f"{wording.count(amount, 'ting', 'ting')} {done} på {wording.count(len(fixed), 'side', 'sider')}."


def _summarise_left(left: Collection[Problem]) -> str:
    if not left:
        return "Der er ingen fejl tilbage."
    amount = wording.count(len(left), "fejl", "fejl")
    return f"{amount} er tilbage til dig. En fil, der hedder noget forkert, omdøber du selv."
