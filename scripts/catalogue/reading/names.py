"""Names: what a page's file is called while it travels, so that it says whose page it is, and the way back.

Below docs/ a file's folder says which workplace it is of; a file in a mail has no folder. The form gives these names
too (overrides/form/naming.js), and a test holds the two alike.
"""

import re
from pathlib import PurePosixPath

from catalogue.language.slugs import is_slug
from catalogue.model.places import STORIES, UNITS

_UNIT, _STORY = "om-os", "historie"
_COPIED = re.compile(r"(?:\s*\(\d{1,3}\)|\s\d{1,3}|\s?[-–]\s?(?:kopi|copy)(?:\s?\(?\d{1,3}\)?)?)+$", re.IGNORECASE)
"""What browsers and desktops put after the name of a file that they save for the second time."""


def travelling_name(path: str) -> str:
    """Return the name under which the page at a path below docs/ travels: `eksempelhuset_blik-for-borgeren.md`.

    A unit's own page is `<unit>_om-os.md` and a story `historie_<slug>.md`; any other keeps the name of its file.
    """
    match PurePosixPath(path).with_suffix("").parts:
        case [folder, unit, "index"] if folder == UNITS:
            return f"{unit}_{_UNIT}.md"
        case [folder, unit, *names] if folder == UNITS:
            return f"{'_'.join((unit, *names))}.md"
        case [folder, slug] if folder == STORIES:
            return f"{_STORY}_{slug}.md"
    return PurePosixPath(path).name


def path_of(name: str) -> str:
    """Return the path below docs/ that the name of a file tells of, or an empty text for any other name."""
    stem = _COPIED.sub("", PurePosixPath(name.replace("\\", "/")).name.removesuffix(".txt").removesuffix(".md"))
    match stem.lower().split("_"):
        case [first, slug] if first == _STORY and is_slug(slug):
            return f"{STORIES}/{slug}.md"
        case [unit, last] if last == _UNIT and is_slug(unit):
            return f"{UNITS}/{unit}/index.md"
        case [unit, *names] if names and all(map(is_slug, (unit, *names))):
            return f"{UNITS}/{'/'.join((unit, *names))}.md"
    return ""
