"""Files: what lies below a docs folder, listed and read with care. Links, special files and odd names are problems."""

import os
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from catalogue import disk
from catalogue.language.slugs import is_slug, slugify
from catalogue.model.places import CONTRIBUTED
from catalogue.problems import faults
from catalogue.problems.problem import Problem
from catalogue.reading import limits

IMAGE_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp")
ENDINGS = (".md", *IMAGE_ENDINGS, ".pdf")
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
# Invisible characters that can hide or reorder text: controls but tab and newline, zero width, direction marks.
INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
SYMBOL = re.compile("[\ue000-\uf8ff\ufffd\U000f0000-\U0010fffd]")
"""Characters that have a shape in one typeface only, such as Word's Symbol, and the one that stands for a lost one."""


@dataclass(frozen=True, slots=True, order=True)
class SourceFile:
    """A regular file below the docs folder: its path relative to it, with `/`, and where it lies on the disk."""

    path: str
    location: Path

    @property
    def is_page(self) -> bool:
        """Tell whether it is a page, else it is an attachment."""
        return self.path.endswith(".md")


def list_files(docs: Path) -> tuple[list[SourceFile], list[Problem]]:
    """Return the files in the contributed folders of a docs folder, sorted, and what may not lie there."""
    files: list[SourceFile] = []
    problems: list[Problem] = []
    for folder in CONTRIBUTED:
        for entry in _walk(docs, folder):
            if isinstance(entry, Problem):
                problems.append(entry)
            else:
                files.append(entry)
    return sorted(files), problems


def _walk(docs: Path, folder: str) -> Iterator[SourceFile | Problem]:
    root = docs / folder
    if root.is_symlink():
        yield faults.not_a_file.at(folder, 1, "en genvej")
        return
    try:
        entries = sorted(os.scandir(root), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        yield faults.unreadable_file.at(folder, 1, _reason(error))
        return
    for entry in entries:
        yield from _judge_entry(docs, f"{folder}/{entry.name}", entry)


def _judge_entry(docs: Path, path: str, entry: os.DirEntry[str]) -> Iterator[SourceFile | Problem]:
    shown = printable(path)
    if entry.is_symlink():
        yield faults.not_a_file.at(shown, 1, "en genvej")
    elif entry.is_dir(follow_symlinks=False):
        if not is_good_name(entry.name):
            yield faults.bad_name.at(shown, 1, printable(entry.name), _guess_name(printable(entry.name)))
        elif path.count("/") >= limits.FOLDERS:
            yield faults.misplaced_page.at(shown, 1, "Mapperne ligger for dybt inde i hinanden.")
        else:
            yield from _walk(docs, path)
    elif not entry.is_file(follow_symlinks=False):
        yield faults.not_a_file.at(shown, 1, "noget andet")
    else:
        yield _judge_file(path, shown, entry)


def _judge_file(path: str, shown: str, entry: os.DirEntry[str]) -> SourceFile | Problem:
    name = PurePosixPath(printable(entry.name))
    ending = name.suffix.lower()
    if entry.name.startswith(".") or not is_good_name(name.stem) or name.suffix != ending:
        return faults.bad_name.at(shown, 1, str(name), _guess_name(name.stem, ending))
    if ending not in ENDINGS:
        return faults.unknown_ending.at(shown, 1, ending or str(name), ENDINGS)
    size = entry.stat(follow_symlinks=False).st_size
    limit = limits.PAGE_BYTES if ending == ".md" else limits.ATTACHMENT_BYTES
    if size > limit:
        return faults.too_large.at(shown, 1, "Filen", size, limit)
    return SourceFile(path, Path(entry.path))


def _guess_name(stem: str, ending: str = "") -> str:
    """Return a name that could be used instead, or an empty text when the stem gives none."""
    slug = slugify(stem)
    return f"{slug}{ending}" if is_good_name(slug) else ""


def is_good_name(name: str) -> bool:
    """Tell whether a file or a folder may have this name, without its ending."""
    # A bare number is the address of a listing that goes on: units/2/.
    return is_slug(name) and len(name) <= 100 and not name.isdigit() and not RESERVED.fullmatch(name)


def printable(name: str) -> str:
    """Return a name that can be printed on one line, whatever bytes the file system holds."""
    if name.isprintable():
        return name
    return "".join(c if c.isprintable() else "?" for c in name.encode("utf-8", "replace").decode("utf-8", "replace"))


def read_text(file: SourceFile) -> str | Problem:
    """Return a page's text with line feeds alone, or the problem that keeps it from being read."""
    try:
        return decode(file.path, disk.read_regular(file.location, limits.PAGE_BYTES))
    except disk.TooLarge as error:
        return faults.too_large.at(file.path, 1, "Filen", error.size, limits.PAGE_BYTES)
    except OSError as error:
        return faults.unreadable_file.at(file.path, 1, _reason(error))


def decode(path: str, raw: bytes) -> str | Problem:
    """Return the text of a page's bytes: UTF-8, one leading byte order mark allowed, no invisible characters."""
    try:
        text = raw.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        return faults.not_utf8.at(path, raw[: error.start].count(b"\n") + 1, error.start)
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    # A soft hyphen is common in text from Word and from the web, and harmless: it is taken out.
    text = text.replace("\u00ad", "")
    if found := INVISIBLE.search(text):
        return faults.control_character.at(path, text.count("\n", 0, found.start()) + 1, find_invisible(text))
    return text


def find_invisible(text: str) -> str:
    """Return the name of the first invisible character of a text, as `U+202E`, or an empty text."""
    found = INVISIBLE.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def _reason(error: OSError) -> str:
    reasons = {2: "den findes ikke", 13: "du har ikke lov til at åbne den", 40: "den er en genvej"}
    return reasons.get(error.errno or 0, "noget gik galt, da den skulle åbnes")
