"""Writing: pages as text, and a tree of them on the disk."""

import re
import shutil
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from catalogue.language import wording
from catalogue.model.fields import Theme
from catalogue.model.places import CONTRIBUTED, THEMES, Kind, Place
from catalogue.reading import files, reader
from catalogue.samples import bank
from catalogue.samples.leaves import Leaf
from catalogue.samples.trees import grow

MAX_UNITS = 10_000
MARK = ".sample"
"""The file that tells a sample tree from a folder with somebody's work in it."""
_MARK_TEXT = (
    "Et eksempeltræ, lavet med »catalogue sample«. Alt i mappen er opdigtet og bliver skrevet forfra næste gang.\n"
)
_PLAIN = re.compile(r"[A-Za-zÆØÅæøåÉéÈè0-9](?:[^:#\n]|:(?=\S)|(?<=\S)#)*(?<![\s:])")
_TRUTHS = frozenset("true false yes no on off null y n".split())


class SampleRefused(ValueError):
    """A sample tree that is not made. The message is Danish, for the one who asked."""


def write_sample(units: int, out: Path, themes: Path) -> int:
    """Write a tree with that many made-up units, besides the areas, and with the themes of a folder.

    Return how many pages were written, the themes among them. A sample tree that is there already is replaced. Raises
    SampleRefused when the number of units is out of bounds, when `themes` holds no sound theme, and when `out` holds
    anything but a sample tree or cannot be written in.
    """
    if not 1 <= units <= MAX_UNITS:
        limit = wording.number(MAX_UNITS)
        raise SampleRefused(f"Antallet af arbejdspladser er {wording.number(units)}, men skal være fra 1 til {limit}.")
    sources = _read_themes(themes)
    pages = grow(bank.load(), _topics(sources), units)
    try:
        _clear(out)
        copied = sum(_write(out / path, text) for path, text in sources.items())
        return copied + sum(_write(out / page.path, page_text(page)) for page in pages)
    except OSError as error:
        raise SampleRefused(f"Der kan ikke skrives i {out}. Vælg en anden mappe.") from error


def page_text(leaf: Leaf) -> str:
    """Return a page as its writer would have written it."""
    lines = [line for key, value in leaf.fields.items() for line in _field(key, value)]
    front = "\n".join(["---", *lines, "---", ""])
    return f"{front}{leaf.body}"


def _read_themes(themes: Path) -> dict[str, str]:
    """Return the text of each theme's page that can be read, by its path in a tree."""
    decoded = {
        f"{THEMES}/{file.name}": files.decode(file.name, file.read_bytes()) for file in sorted(themes.glob("*.md"))
    }
    return {path: text for path, text in decoded.items() if isinstance(text, str)}


def _topics(sources: Mapping[str, str]) -> dict[str, Sequence[str]]:
    """Return the topics of each sound theme, in the order of the themes. Raises SampleRefused when there is none."""
    found: list[tuple[int, str, Sequence[str]]] = []
    for path, text in sources.items():
        place = Place(path, Kind.THEME, Path(path).stem)
        page, _ = reader.read_page(place, text)
        if page is not None and isinstance(page.fields, Theme):
            found.append((page.fields.order, place.slug, tuple(page.fields.topics)))
    if not found:
        raise SampleRefused("Der er ingen temaer at lave eksempler til. De skal ligge som themes/<tema>.md.")
    return {slug: topics for _, slug, topics in sorted(found)}


def _clear(out: Path) -> None:
    """Make an empty sample tree of a folder. Raises SampleRefused when something else lies there."""
    if out.exists() and not out.is_dir():
        raise SampleRefused(f"{out} er en fil og ikke en mappe. Vælg en anden mappe.")
    if out.is_dir() and any(out.iterdir()) and not (out / MARK).is_file():
        raise SampleRefused(f"{out} er ikke tom og er ikke et eksempeltræ. Vælg en tom eller en ny mappe.")
    for folder in CONTRIBUTED:
        if (out / folder).is_dir():
            shutil.rmtree(out / folder)
    # First of all, so that a tree which was only half written can be written again.
    _write(out / MARK, _MARK_TEXT)


def _write(file: Path, text: str) -> int:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())
    return 1


def _field(key: str, value: Any) -> list[str]:
    """Return a field of the front matter as lines of YAML."""
    if isinstance(value, Mapping):
        return [f"{key}:", *(f"  {line}" for inner, part in value.items() for line in _field(inner, part))]
    if isinstance(value, (list, tuple)):
        if not isinstance(value[0], Mapping):
            return [f"{key}: {_flow(value)}"]
        return [f"{key}:", *(line for part in value for line in _item(part))]
    return [f"{key}: {_scalar(value)}"]


def _flow(value: Any) -> str:
    """Return a value as YAML on one line: a list within brackets, and any other as it is."""
    return f"[{', '.join(map(_flow, value))}]" if isinstance(value, (list, tuple)) else _scalar(value)


def _item(fields: Mapping[str, Any]) -> list[str]:
    first, *others = [line for key, value in fields.items() for line in _field(key, value)]
    return [f"  - {first}", *(f"    {line}" for line in others)]


def _scalar(value: Any) -> str:
    """Return a value as YAML: plain where that is safe, in quotation marks elsewhere."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    text = str(value)
    if _PLAIN.fullmatch(text) and text.lower() not in _TRUTHS:
        return text
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
