"""The seed: the pages that the catalogue began with, by name, and a copy of docs/ that holds no others.

Units and communications add pages to docs/ every week, and no test of the program may turn red for it. So a test of our
own pages works on the seed; tests/project/test_growth.py holds all tests to that.
"""

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from catalogue import checkout
from catalogue.model.places import CONTRIBUTED

THEMES = tuple(
    f"themes/{name}.md"
    for name in ("blik-for-borgeren", "digitale-muligheder", "en-attraktiv-arbejdsplads", "en-staerk-fortaelling")
)
UNITS = tuple(
    f"units/{name}/index.md"
    for name in ("hjemmeplejen-glesborg-allingaabro", "norddjurs-mad", "plejecenter-digterparken", "sundhed-og-omsorg")
)
INTERPRETATIONS = tuple(f"units/sundhed-og-omsorg/{theme.removeprefix('themes/')}" for theme in THEMES)
STORIES = tuple(
    f"stories/{name}.md"
    for name in ("arbejdsmiljoedagen-2022", "omraadeudvalget-31-januar-2023", "trio-stormoedet-2022")
)
MEETINGS = tuple(f"units/sundhed-og-omsorg/meetings/{day}.md" for day in ("2022-06-07", "2023-01-31", "2023-06-20"))
SEED = (*THEMES, *UNITS, *INTERPRETATIONS, *STORIES, *MEETINGS)
"""The pages from the editors and from units that the catalogue began with, by their paths below docs/."""
EDITORIAL = tuple(
    file.relative_to(checkout.DOCS).as_posix()
    for file in sorted(checkout.DOCS.rglob("*.md"))
    if file.relative_to(checkout.DOCS).parts[0] not in CONTRIBUTED
)
"""The catalogue's own pages, which belong to the program: the front page, the guides, about, …"""


def lay_seed(docs: Path) -> Path:
    """Lay the seed into a folder that need not be there yet, with the editorial pages and their assets; return it."""
    for path in (*SEED, *EDITORIAL):
        target = docs / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(checkout.DOCS / path, target)
    shutil.copytree(checkout.DOCS / "assets", docs / "assets")
    return docs


@cache
def seed_docs() -> Path:
    """Return the seed in a folder of this process, to read and not to change."""
    folder = Path(tempfile.mkdtemp(prefix="catalogue-seed-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return lay_seed(folder / "docs")
