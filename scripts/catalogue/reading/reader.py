"""The reader: a docs folder becomes pages and problems. The one way from a contributed file into the catalogue."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from catalogue.model.fields import Fields, Interpretation, Story, Theme, Unit
from catalogue.model.pages import AnyPage, Page, select
from catalogue.model.places import Kind, Place, place_of
from catalogue.problems import faults
from catalogue.problems.problem import Problem
from catalogue.reading import files, frontmatter
from catalogue.reading.files import SourceFile
from catalogue.reading.validation import label_of, validate

MODELS: dict[Kind, type[Fields]] = {
    Kind.THEME: Theme,
    Kind.UNIT: Unit,
    Kind.INTERPRETATION: Interpretation,
    Kind.STORY: Story,
}
_EXPECTED = {
    "themes": "Temaer ligger som themes/<tema>.md.",
    "units": "Enheder ligger som units/<enhed>/index.md, og lokale fortolkninger som units/<enhed>/<tema>.md.",
    "stories": "Historier ligger som stories/<historie>.md.",
}


@dataclass(frozen=True)
class Reading:
    """What was read: the pages that hold, the places of all pages, the attachments, and the problems.

    `sources` are the texts of all pages by path, also of those that do not hold.
    """

    pages: tuple[AnyPage, ...]
    places: tuple[Place, ...]
    attachments: tuple[SourceFile, ...]
    problems: tuple[Problem, ...]
    sources: Mapping[str, str] = field(default_factory=dict)


def read(docs: Path) -> Reading:
    """Return every contributed page below a docs folder. Whatever is wrong is a problem; nothing is raised."""
    listed, problems = files.list_files(docs)
    page_files = [file for file in listed if file.is_page]
    places: list[Place] = []
    pages: list[AnyPage] = []
    sources: dict[str, str] = {}
    for file in page_files:
        text = files.read_text(file)
        if isinstance(text, str):
            sources[file.path] = text
        if (place := place_of(file.path)) is None:
            problems.append(faults.misplaced_page.at(file.path, 1, _EXPECTED[file.path.split("/")[0]]))
            continue
        places.append(place)
        page, found = read_page(place, text)
        problems += found
        if page is not None:
            pages.append(page)
    if not any(place.kind is Kind.THEME for place in places):
        problems.append(faults.no_themes.at("themes", 1))
    attachments = tuple(file for file in listed if not file.is_page)
    return Reading(tuple(pages), tuple(places), attachments, tuple(_with_areas(problems, pages)), sources)


def read_page(place: Place, text: str | Problem) -> tuple[AnyPage | None, list[Problem]]:
    """Return the page that a text is at its place, or None, and the problems found."""
    if isinstance(text, Problem):
        return None, [text]
    parts = frontmatter.split(place.path, text)
    if isinstance(parts, Problem):
        return None, [parts]
    front = frontmatter.parse(place.path, parts.yaml)
    if any(problem.is_error for problem in front.problems):
        return None, front.problems
    fields, problems = validate(place.path, MODELS[place.kind], front)
    problems = front.problems + problems
    if fields is None:
        return None, problems
    page: Page[Any] = Page(place, fields, front.lines, parts.body, parts.body_line)
    return page, problems


def _with_areas(problems: Iterable[Problem], pages: list[AnyPage]) -> list[Problem]:
    """Add what is wrong with a unit's kind and area, which needs the names of the areas."""
    units = select(pages, Unit)
    areas = sorted(page.slug for page in units if page.fields.kind == "område")
    found = list(problems)
    for page in units:
        label = label_of(Unit, "area")
        if page.fields.kind == "enhed" and not page.fields.area:
            found.append(faults.area_missing.at(page.path, page.line_of("kind"), label, areas))
        elif page.fields.kind == "område" and page.fields.area:
            found.append(faults.area_on_area.at(page.path, page.line_of("area"), label))
    return found
