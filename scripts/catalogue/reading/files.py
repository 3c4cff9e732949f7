"""Files: what lies below a docs folder, listed and read with care. Links, special files and odd names are problems."""

import os
import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from catalogue import disk
from catalogue.language.slugs import is_slug, slugify
from catalogue.language.values import guess_date
from catalogue.model.places import CONTRIBUTED, is_day, is_in_meetings, is_reserved
from catalogue.privacy.showing import INVISIBLE, printable
from catalogue.problems import faults
from catalogue.problems.problem import Problem
from catalogue.reading import kinds, limits, names
from catalogue.reading.leavings import find_original, is_left_by_a_system

IMAGE_ENDINGS = (".png", ".jpg", ".jpeg", ".gif", ".webp")
ATTACHMENT_ENDINGS = (*IMAGE_ENDINGS, ".pdf")
ENDINGS = (".md", *ATTACHMENT_ENDINGS)
NAME_LENGTH = 100
"""Characters of a file's or a folder's name, without its ending."""
RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)
HARD_SPACES = "\\u00a0\\u2000-\\u200a\\u202f"
"""Spaces that are not one to Markdown: the hard one above all, which a Mac writes where its key is held down."""
SYMBOL = re.compile("[\ue000-\uf8ff\U000f0000-\U0010fffd]")
"""Characters that have a shape in one typeface only, such as Word's Symbol."""


_TOO_MANY = ((".md", ".txt"), (".md", ".text"), (".md", ".markdown"), (".jpg", ".jpeg"), (".jpeg", ".jpg"))
COPY = "Den ligner en kopi af »{name}«, som ligger her. Slet den ene."
TAKEN = "Her ligger allerede en fil, der hedder »{name}«. Slet den ene, eller giv den et andet navn."
"""What to do about a name whose nearest good one is another file's."""
NAME_WORDS = {
    "empty": "Brug mindst ét bogstav.",
    "reserved": "»{slug}« er et navn, som Windows selv bruger. Sæt et ord til, for eksempel »{slug}-siden«.",
    "number": "Et tal alene er optaget af lange lister. Sæt et ord til, for eksempel »nummer-{slug}«.",
    "kept": "Navnet er optaget af møder og planer. Sæt et ord til, for eksempel »{slug}-hos-os«.",
}
"""What to do about a name, by what is wrong with the slug that it gives."""


OTHER_FILES = {
    "doc docx docm dot dotx odt ott rtf pages xls xlsx xlsm ods csv numbers ppt pptx ppsx odp key pub vsd vsdx": (
        "Skriv det vigtigste på siden, eller gem filen som PDF i det program, den er lavet i."
    ),
    "heic heif tif tiff bmp svg avif jfif jpe jxl eps psd ai raw dng cr2 nef arw": "Gem billedet som .jpg eller .png.",
    "zip rar 7z gz tar tgz": "Pak den ud, og læg kun de billeder og PDF-filer ind, der er brug for.",
    "mp4 mov avi wmv mkv webm m4v mp3 m4a wav ogg": "Læg den på intranettet, og skriv et link til den på siden.",
    "lnk url webloc desktop website": "En genvej virker kun hos dig. Skriv adressen på siden, og slet filen.",
    "bak old orig log db ini cache": "Et program har lavet den. Slet den.",
    "txt text markdown htm html mht mhtml eml msg": "Skriv teksten på siden.",
}
"""What to do with files of other kinds, by their endings."""


@dataclass(frozen=True, slots=True, order=True)
class SourceFile:
    """A regular file below the docs folder: its path relative to it, with `/`, and where it lies on the disk."""

    path: str
    location: Path

    @property
    def ending(self) -> str:
        """The ending of its name in small letters, with its full stop."""
        return PurePosixPath(self.path).suffix.lower()

    @property
    def is_page(self) -> bool:
        """Tell whether it is a page, else it is an attachment."""
        return self.ending == ".md"


@dataclass(frozen=True, slots=True)
class Listing:
    """What lies in a docs folder: the files that may, sorted; those that may not, in the order found; and why not.

    A refused file is never read as a page or an attachment of the site. It is there to be looked through: what must
    not be published has been shared as soon as its file is pushed, whatever its name. Its path can be printed.
    """

    files: tuple[SourceFile, ...]
    refused: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]


def list_files(docs: Path) -> Listing:
    """Return what lies in the contributed folders of a docs folder."""
    found = [entry for folder in CONTRIBUTED for entry in _walk(docs, folder, is_good=True)]
    return Listing(
        files=tuple(sorted(entry.file for entry in found if entry.file and not entry.is_refused)),
        refused=tuple(entry.file for entry in found if entry.file and entry.is_refused),
        problems=tuple(entry.problem for entry in found if entry.problem),
    )


@dataclass(frozen=True, slots=True)
class Found:
    """Something in a folder: a file, or what is wrong, or a file that is refused, mostly with what is wrong."""

    path: str
    file: SourceFile | None = None
    problem: Problem | None = None
    is_refused: bool = False


def _walk(docs: Path, folder: str, is_good: bool) -> Iterator[Found]:
    """Yield what lies in a folder. All is refused in one whose name, or that of one around it, is not good."""
    root = docs / folder
    if root.is_symlink():
        yield Found(folder, problem=faults.not_a_file.at(printable(folder), 1, "en genvej"))
        return
    try:
        entries = sorted(os.scandir(root), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    except OSError as error:
        yield Found(folder, problem=faults.unreadable_file.at(printable(folder), 1, _reason(error)))
        return
    taken = frozenset(entry.name for entry in entries)
    for entry in entries:
        yield from _judge_entry(docs, f"{folder}/{entry.name}", entry, is_good, taken)


def _judge_entry(
    docs: Path, path: str, entry: os.DirEntry[str], is_good: bool, taken: frozenset[str]
) -> Iterator[Found]:
    shown = printable(path)
    if is_left_by_a_system(entry.name) and not entry.is_symlink():
        yield from _look_through(docs, path, entry)
    elif entry.is_symlink():
        yield Found(path, problem=faults.not_a_file.at(shown, 1, "en genvej"))
    elif entry.is_dir(follow_symlinks=False):
        problem = _judge_folder(path, taken)
        if problem is not None:
            yield Found(path, problem=problem)
        if problem is None or problem.code == faults.bad_name.help.code:
            found = _walk(docs, path, is_good and problem is None)
            # What a program keeps in a folder of its own is looked through, and not told of file by file.
            yield from (replace(one, problem=None) for one in found) if entry.name.startswith(".") else found
    elif not entry.is_file(follow_symlinks=False):
        yield Found(path, problem=faults.not_a_file.at(shown, 1, "noget andet"))
    else:
        problem = _judge_file(path, entry.stat(follow_symlinks=False).st_size, taken)
        is_refused = problem is not None or not is_good
        yield Found(path, SourceFile(shown if is_refused else path, Path(entry.path)), problem, is_refused)


def _look_through(docs: Path, path: str, entry: os.DirEntry[str]) -> Iterator[Found]:
    """Yield what a system has left, so that what must not be published is found in it; nobody need be told of it."""
    if entry.is_dir(follow_symlinks=False):
        if path.count("/") < limits.FOLDERS:
            yield from (replace(one, problem=None) for one in _walk(docs, path, is_good=False))
    elif entry.is_file(follow_symlinks=False):
        yield Found(path, SourceFile(printable(path), Path(entry.path)), is_refused=True)


def refuse(path: str, size: int) -> Problem | None:
    """Return what keeps a regular file from being read: its name, its place, its ending or its size in bytes."""
    ends = [end for end, letter in enumerate(path) if letter == "/"]
    folders = (_judge_folder(path[:end]) for end in ends[1:])
    return next(filter(None, folders), None) or _judge_file(path, size)


def size_limit(path: str) -> int:
    """Return how many bytes a file may be of."""
    return limits.PAGE_BYTES if path.endswith(".md") else limits.ATTACHMENT_BYTES


def _judge_folder(path: str, taken: Collection[str] = ()) -> Problem | None:
    shown, name = printable(path), path.rpartition("/")[2]
    if path.count("/") >= limits.FOLDERS:
        return faults.misplaced_page.at(shown, 1, "Mapperne ligger for dybt inde i hinanden.")
    if is_reserved(path):
        return kept_name(shown, name)
    return None if is_good_name(name) else bad_name(shown, printable(name), taken=taken)


def _judge_file(path: str, size: int, taken: Collection[str] = ()) -> Problem | None:
    shown, written = printable(path), path.rpartition("/")[2]
    name = PurePosixPath(printable(written))
    ending = name.suffix.lower()
    if ending not in ENDINGS and not _doubled(name) and written not in ENDINGS:
        # Told first: with another name alone the file could still not be here.
        return faults.unknown_ending.at(shown, 1, ending or str(name), ENDINGS, _way_out_of(ending))
    if ending == ".md" and is_in_meetings(path) and not is_day(name.stem):
        return faults.meeting_name.at(shown, 1, str(name), guess_day(name.stem))
    if written.startswith(".") or not is_good_name(name.stem) or name.suffix != ending:
        return bad_name(shown, name.stem, name.suffix, taken)
    if ending == ".md" and is_reserved(path) and not is_reserved(path.rpartition("/")[0]):
        return kept_name(shown, name.stem, name.suffix)
    if size > size_limit(path):
        return faults.too_large.at(shown, 1, "Filen", size, size_limit(path))
    return None


def _way_out_of(ending: str) -> str:
    """Return in Danish what to do with a file of another kind; empty where nothing better than a list is known."""
    return next((way for endings, way in OTHER_FILES.items() if ending.removeprefix(".") in endings.split()), "")


def _doubled(name: PurePosixPath) -> str:
    """Return the ending that was meant of two: a program put »txt« after »md«, or the same once more."""
    first, last = PurePosixPath(name.stem).suffix.lower(), name.suffix.lower()
    is_one_too_many = first in ENDINGS and (last == first or (first, last) in _TOO_MANY)
    return first if is_one_too_many else ""


def bad_name(shown: str, stem: str, ending: str = "", taken: Collection[str] = ()) -> Problem:
    """Return the problem that a name is which cannot be used, with the nearest that can, or what is wrong with it.

    `taken` are the names beside it: none of them is guessed, for one file would be put in another's place.
    """
    written = f"{stem}{ending}"
    meant = PurePosixPath(f"{stem}{ending}")
    if doubled := _doubled(meant):
        stem, ending = PurePosixPath(meant.stem).stem, doubled
    original = find_original(stem)
    guess = _name_at_home(shown, written) or guess_name(original or stem, ending.lower())
    way = explain_name(original or stem)
    if guess in taken:
        guess, way = "", (COPY if original else TAKEN).format(name=guess)
    return faults.bad_name.at(shown, 1, written, guess, way)


def meant_stem(name: str) -> str:
    """Return the stem that a name must have been meant to have: without a second ending, or what makes a copy."""
    meant = PurePosixPath(name)
    stem = PurePosixPath(meant.stem).stem if _doubled(meant) else meant.stem
    return find_original(stem) or stem


def _name_at_home(shown: str, name: str) -> str:
    """Return what a file that came by mail is called in the folder it is for, or an empty text when it is not there."""
    home, folder = names.path_of(name), PurePosixPath(shown).parent
    return PurePosixPath(home).name if home and PurePosixPath(home).parent == folder else ""


def kept_name(shown: str, stem: str, ending: str = "") -> Problem:
    """Return the problem that a name is which is kept for meetings and plans."""
    return faults.bad_name.at(shown, 1, f"{stem}{ending}", "", NAME_WORDS["kept"].format(slug=stem))


def guess_name(stem: str, ending: str = "") -> str:
    """Return a name that could be used instead, or an empty text when the stem gives none."""
    slug = slugify(stem)[:NAME_LENGTH].strip("-")
    return f"{slug}{ending}" if is_good_name(slug) else ""


def guess_day(stem: str) -> str:
    """Return the day that the name of a meeting's file must mean, `2026-06-20`, or an empty text."""
    stem = find_original(stem) or stem
    return stem if is_day(stem) else guess_date(stem) or guess_date(re.sub(r"[-_ ]+", " ", stem))


def explain_name(stem: str, kept: Collection[str] = ()) -> str:
    """Return in Danish what to do about a name that gives none that could be used; empty for one that does.

    `kept` are names that what it is a name of may not have: `places.RESERVED` for all but a unit.
    """
    slug = slugify(stem)
    if not slug:
        why = "empty"
    elif RESERVED.fullmatch(slug):
        why = "reserved"
    elif slug.isdigit():
        why = "number"
    elif slug in kept:
        why = "kept"
    else:
        return ""
    return NAME_WORDS[why].format(slug=slug[:20])


def is_good_name(name: str) -> bool:
    """Tell whether a file or a folder may have this name, without its ending."""
    # A bare number is the address of a listing that goes on: units/2/.
    return is_slug(name) and len(name) <= NAME_LENGTH and not name.isdigit() and not RESERVED.fullmatch(name)


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


def make_out(raw: bytes) -> str:
    """Return what a reader could make out of any bytes: as UTF-16 when every other one is nothing, else as UTF-8."""
    zeros = raw[::2].count(0), raw[1::2].count(0)
    encoding = "utf-8" if max(zeros) * 4 < len(raw) or not raw else "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
    return raw.decode(encoding, "replace").replace("\r\n", "\n").replace("\r", "\n")


def make_out_file(file: SourceFile) -> str:
    """Return what can be made out of the first bytes of a file that is no page; nothing when it cannot be opened."""
    try:
        return make_out(disk.read_start(file.location, limits.LOOKED_AT))
    except OSError:
        return ""


def has_words_within(file: SourceFile) -> bool:
    """Tell whether the words of a file can only be read once it is taken apart, as those of a Word document."""
    try:
        return kinds.has_words_within(disk.read_start(file.location, 16))
    except OSError:
        return False


def find_invisible(text: str) -> str:
    """Return the name of the first invisible character of a text, as `U+202E`, or an empty text."""
    found = INVISIBLE.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def _reason(error: OSError) -> str:
    reasons = {2: "den findes ikke", 13: "du har ikke lov til at åbne den", 40: "den er en genvej"}
    return reasons.get(error.errno or 0, "noget gik galt, da den skulle åbnes")
