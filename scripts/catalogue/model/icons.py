"""Icons: Material's own drawings, which a theme or a link in the foot may wear beside the catalogue's eight.

They lie as files in the installed package, and are found by their path: the package is never imported, so this floor
still knows no engine (decisions/0004). Nothing is looked for, and far less listed, until a page names one.
"""

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

PATTERN = r"^(material|fontawesome|octicons|simple)(/[a-z0-9]+([_-][a-z0-9]+)*){1,2}$"
"""The name of an icon, as Material's manual writes it: its path without the ending."""
LENGTH = 100
"""Characters in a name, at most."""
_LEGIBLE = " /:=',;()+!@&*"
"""Left as they are in an address, besides letters and digits. Quotation marks become the ones that CSS has not used."""


def find_icon(name: str) -> Path | None:
    """Return the file of one of Material's icons, or None when there is no such icon."""
    folder = _folder()
    if folder is None or len(name) > LENGTH or not re.fullmatch(PATTERN, name):
        return None
    file = folder / f"{name}.svg"
    return file if file.is_file() else None


@cache
def list_icons() -> tuple[str, ...]:
    """Return the names of all of Material's icons, sorted. There are thousands: ask only when a name is wrong."""
    folder = _folder()
    if folder is None:
        return ()
    names = (file.relative_to(folder).with_suffix("").as_posix() for file in folder.glob("*/**/*.svg"))
    return tuple(sorted(name for name in names if re.fullmatch(PATTERN, name)))


def to_address(file: Path) -> str:
    """Return a drawing as a `data:` address that may stand between double quotation marks in CSS. Raises OSError."""
    # The words about the author and the licence within a drawing are kept: some licences ask for that.
    drawing = " ".join(file.read_text("utf-8").replace('"', "'").split())
    return f"data:image/svg+xml,{quote(drawing, safe=_LEGIBLE)}"


@cache
def _folder() -> Path | None:
    found = find_spec("material")
    places = found.submodule_search_locations if found else None
    return next((Path(place) / "templates" / ".icons" for place in places or ()), None)
