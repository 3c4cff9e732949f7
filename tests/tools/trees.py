"""Content trees: drawn on the disk from small tables, or laid out from the pages under cases/."""

import re
import shutil
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from catalogue.model.pages import AnyPage
from catalogue.model.places import place_of
from catalogue.problems.problem import Problem
from catalogue.reading.reader import read_page

TESTS = Path(__file__).parents[1]
CASES = TESTS / "cases"
GOLDEN = TESTS / "golden"
GOOD = CASES / "good"
BAD = CASES / "bad"
TODAY = date(2026, 6, 1)
"""The day on which the good tree's check is silent."""

_EXPECTATION = re.compile(r"[ ]*(?:# ← |<!-- ← )(?:(\d+): )?([A-Z]\d\d(?: [A-Z]\d\d)*)(?: -->)?$")
"""What a bad page expects: at the end of a line ` # ← F07` or ` <!-- ← T03 -->`, for another line `# ← 1: F02 F02`."""

Found = Counter[tuple[str, int, str]]
"""Problems as cases compare them: path, line and code, and how many of each."""


def draw(root: Path, files: Mapping[str, str | bytes], onto: Path | None = None) -> Path:
    """Write files below a folder, over a copy of a tree when one is given, and return the folder."""
    if onto is not None:
        shutil.copytree(onto, root, dirs_exist_ok=True)
    root.mkdir(parents=True, exist_ok=True)
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def lay_case(root: Path, case: Path) -> tuple[Path, Found]:
    """Lay a bad case over the good tree, and return the tree and what the case expects.

    The expectations are taken out of the pages, which keep their lines. A page without any is an error in the case.
    """
    draw(root, {}, onto=GOOD)
    expected: Found = Counter()
    for file in sorted(file for file in case.rglob("*") if file.is_file()):
        path = file.relative_to(case).as_posix()
        text, wanted = take_expectations(file.read_text("utf-8"))
        if not wanted:
            raise ValueError(f"{path} in {case.name} does not say what is wrong with it")
        draw(root, {path: text})
        expected += Counter({(path, line, code): times for (line, code), times in wanted.items()})
    return root, expected


def take_expectations(text: str) -> tuple[str, Counter[tuple[int, str]]]:
    """Return a text without its expectations, and the expectations as lines and codes."""
    lines, wanted = text.split("\n"), Counter[tuple[int, str]]()
    for number, line in enumerate(lines, 1):
        if found := _EXPECTATION.search(line):
            lines[number - 1] = line[: found.start()]
            wanted.update((int(found[1] or number), code) for code in found[2].split())
    return "\n".join(lines), wanted


def found_in(problems: tuple[Problem, ...]) -> Found:
    """Return problems as cases compare them."""
    return Counter((problem.path, problem.line, problem.code) for problem in problems)


def page(fields: str, body: str = "") -> str:
    """Return the text of a page from its fields, one a line."""
    return f"---\n{fields.strip()}\n---\n{body}"


def theme(order: int = 1, title: str = "Blik for borgeren", more: str = "", body: str = "") -> str:
    """Return a theme page."""
    return page(f"title: {title}\nsubtitle: Undertitel\nsummary: Kort om {title}.\norder: {order}\n{more}", body)


def area(title: str = "Sundhed og Omsorg", more: str = "", body: str = "") -> str:
    """Return the page of an area."""
    return page(f"title: {title}\nkind: område\nsummary: Kort om {title}.\nupdated: 2026-01-31\n{more}", body)


def unit(title: str = "Køkkenet Gryden", area: str = "omraadet", more: str = "", body: str = "") -> str:
    """Return the page of a unit."""
    fields = f"title: {title}\nkind: enhed\narea: {area}\nsummary: Kort om {title}.\nupdated: 2026-02-01\n{more}"
    return page(fields, body)


def interpretation(title: str = "Køkkenet ringer", more: str = "", body: str = "", updated: str = "2026-02-01") -> str:
    """Return the page of an interpretation."""
    return page(f"title: {title}\nsummary: Kort om {title}.\nupdated: {updated}\n{more}", body)


def story(
    title: str = "Morgen", themes: str = "borgeren", more: str = "", body: str = "", date: str = "2026-03-01"
) -> str:
    """Return the page of a story."""
    return page(f"title: {title}\ndate: {date}\nsummary: Kort om {title}.\nthemes: [{themes}]\n{more}", body)


def small() -> dict[str, str | bytes]:
    """Return the least tree that has one page of each kind."""
    return {
        "themes/borgeren.md": theme(),
        "units/omraadet/index.md": area(),
        "units/gryden/index.md": unit(),
        "units/gryden/borgeren.md": interpretation(),
        "stories/morgen.md": story(),
    }


def read(path: str, text: str) -> tuple[AnyPage | None, list[Problem]]:
    """Read one page without a tree around it."""
    place = place_of(path)
    assert place is not None
    return read_page(place, text)
