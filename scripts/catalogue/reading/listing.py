"""Editorial files: the Markdown files of a docs folder that nobody contributed, listed with care.

They are told apart from what is read of them (editorial.py): to know whether any has changed, none need be.
"""

import os
from collections.abc import Iterator
from pathlib import Path

from catalogue.model.places import CONTRIBUTED
from catalogue.privacy.showing import printable
from catalogue.problems import faults
from catalogue.reading import files, limits
from catalogue.reading.files import Found, SourceFile
from catalogue.reading.leavings import is_left_by_a_system

ASSETS = "assets"
"""The folder of the checkout's pictures and fonts; never read from another docs folder."""


def list_editorial_files(docs: Path) -> Iterator[Found]:
    """Yield the editorial Markdown files of a docs folder, sorted by path."""
    yield from sorted(_walk(docs, ""), key=lambda entry: entry.path)


def _walk(docs: Path, folder: str) -> Iterator[Found]:
    try:
        entries = sorted(os.scandir(docs / folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        path = f"{folder}{entry.name}"
        if (
            entry.name.startswith(".")
            or is_left_by_a_system(entry.name)
            or (not folder and entry.name in (*CONTRIBUTED, ASSETS))
        ):
            continue
        if entry.is_dir(follow_symlinks=False):
            if path.count("/") < limits.FOLDERS:
                yield from _walk(docs, f"{path}/")
        elif entry.name.endswith(".md"):
            yield _judge(path, entry)


def _judge(path: str, entry: os.DirEntry[str]) -> Found:
    shown = printable(path)
    if not entry.is_file(follow_symlinks=False):
        return Found(
            shown, problem=faults.not_a_file.at(shown, 1, "en genvej" if entry.is_symlink() else "noget andet")
        )
    *folders, name = shown.split("/")
    for part, ending in (*((folder, "") for folder in folders), (name.removesuffix(".md"), ".md")):
        if not files.is_good_name(part):
            file = SourceFile(shown, Path(entry.path))
            return Found(shown, file, files.bad_name(shown, part, ending), is_refused=True)
    return Found(path, SourceFile(path, Path(entry.path)))
