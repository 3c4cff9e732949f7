"""The search corpus as a content tree: 64 pages by as many units, with the queries and their grades."""

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

import trees
from catalogue.language.slugs import slugify

DATA = trees.TESTS / "search" / "data"


@dataclass(frozen=True)
class Query:
    """A search, the kind of rewriting that it asks for, and the grades of the pages that answer it, by unit."""

    category: str
    text: str
    grades: Mapping[str, int]


def read_queries(number: int) -> list[Query]:
    """Return a set of queries."""
    lines = (DATA / f"queries-{number}.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return [Query(row[1], row[2], _grades(row[3])) for row in rows]


def _grades(text: str) -> dict[str, int]:
    return {name: int(grade) for name, grade in (pair.split(":") for pair in text.split())}


def gain(found: Sequence[str], grades: Mapping[str, int]) -> float:
    """Return nDCG@10 (Järvelin and Kekäläinen 2002) of the units found, in order; where none answers, none is right."""
    if not grades:
        return 0.0 if found else 1.0
    ideal = _discounted(sorted(grades.values(), reverse=True)[:10])
    return _discounted([grades.get(name, 0) for name in found[:10]]) / ideal


def _discounted(grades: Sequence[int]) -> float:
    return sum((2**grade - 1) / math.log2(rank + 2) for rank, grade in enumerate(grades))


def units_of(addresses: Sequence[str]) -> list[str]:
    """Return what each address is about, each once: its unit, else its own name."""
    parts = [address.strip("/").split("/") for address in addresses]
    return list(dict.fromkeys(part[part.index("units") + 1] if "units" in part[:-1] else part[-1] for part in parts))


def write_corpus(out: Path) -> Path:
    """Write the corpus as a docs folder, and return it."""
    records = list(_records())
    for order, theme in enumerate(sorted({head[2] for head, _ in records}), 1):
        _write(
            out / "themes" / f"{slugify(theme)}.md",
            {"title": theme, "subtitle": theme, "summary": theme, "order": order},
            "Et tema.",
        )
    for area in sorted({head[4] for head, _ in records}):
        _write(
            out / "units" / slugify(area) / "index.md",
            {"title": area, "kind": "område", "summary": area, "updated": "2026-01-15"},
            "",
        )
    for (name, title, theme, place, area, _), text in records:
        about = {
            "title": f"{place} ({name})",
            "kind": "enhed",
            "area": slugify(area),
            "summary": place,
            "updated": "2026-01-15",
        }
        _write(out / "units" / name / "index.md", about, "")
        fields = {"title": title, "summary": _shorten(text), "updated": "2026-01-15"}
        _write(out / "units" / name / f"{slugify(theme)}.md", fields, f"## Det gør vi\n\n{text}")
    return out


def _records() -> Iterator[tuple[list[str], str]]:
    head: list[str] = []
    for line in (DATA / "pages.txt").read_text("utf-8").splitlines():
        if line.startswith("@"):
            head = [part.strip() for part in line[1:].split("|")]
        elif line.strip() and not line.startswith("#"):
            yield head, line.strip()


def _shorten(text: str) -> str:
    first = re.split(r"(?<=\.) ", text)[0]
    return first if len(first) <= 155 else f"{first[:152].rsplit(' ', 1)[0]} …"


def _write(file: Path, fields: Mapping[str, object], body: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    front = yaml.safe_dump({key: str(value) for key, value in fields.items()}, allow_unicode=True, sort_keys=False)
    file.write_text(f"---\n{front}---\n\n{body}\n", "utf-8")
