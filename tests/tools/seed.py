"""The seed: the pages that the catalogue began with, by name, in a copy of the tests' own.

Units and communications add pages to docs/ every week, rewrite those that the editors began with, and take some down.
No test of the program may turn red for it. So a test of our own pages works on the seed, which lies in cases/seed and
stands still; tests/project/test_growth.py holds all tests to that.

Whoever writes our own pages anew takes them over from docs/, and reads the difference: `python tests/tools/seed.py`.
"""

import atexit
import shutil
import tempfile
from collections.abc import Iterable
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
FOLDER = Path(__file__).parents[1] / "cases" / "seed"
"""Where they lie."""
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
    for root, paths in ((FOLDER, SEED), (checkout.DOCS, EDITORIAL)):
        _copy(root, docs, paths)
    shutil.copytree(checkout.DOCS / "assets", docs / "assets")
    return docs


def _copy(root: Path, folder: Path, paths: Iterable[str]) -> None:
    for path in paths:
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / path, target)


@cache
def seed_docs() -> Path:
    """Return the seed in a folder of this process, to read and not to change."""
    folder = Path(tempfile.mkdtemp(prefix="catalogue-seed-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return lay_seed(folder / "docs")


if __name__ == "__main__":
    _copy(checkout.DOCS, FOLDER, (path for path in SEED if (checkout.DOCS / path).is_file()))
