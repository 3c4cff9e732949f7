"""Every page of the built sites is valid HTML, as html-validate sees it with all that its presets ask for."""

from collections import Counter
from pathlib import Path

import pytest

from nodes import FOLDER, read_json, run_node
from rows import Note
from sites import Site

CONFIGURATION = FOLDER / "htmlvalidate.mjs"


@pytest.mark.parametrize("name", ["own_site", "good_site", "sample_site"])
def test_every_page_is_valid_html(name: str, request: pytest.FixtureRequest, note: Note) -> None:
    site: Site = request.getfixturevalue(name)
    found = find_faults(site.root)
    pages = sum(1 for _ in site.root.rglob("*.html"))
    note(f"{sum(found.values())} faults on {pages} pages", "0 faults")
    assert found == Counter()


def find_faults(folder: Path) -> Counter[str]:
    """Return every kind of fault on the pages below a folder, with the first place, and how often it is found."""
    said = run_node("html-validate/bin/html-validate.mjs", "--config", CONFIGURATION, "--formatter", "json", folder)
    places: dict[str, str] = {}
    found: Counter[str] = Counter()
    for file in read_json(said):
        for fault in file["messages"]:
            what = f"{fault['ruleId']}: {fault['message']}"
            path = Path(file["filePath"]).relative_to(folder.resolve())
            places.setdefault(what, f"{path}:{fault['line']}:{fault['column']}")
            found[what] += 1
    return Counter({f"{places[what]} {what}": times for what, times in found.items()})
