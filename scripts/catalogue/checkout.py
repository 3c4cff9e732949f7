"""The checkout that the program runs from: where its own content, templates and cache lie."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
OVERRIDES = ROOT / "overrides"
"""The templates, with the CSS and the JavaScript of each component beside it."""
DATA = Path(__file__).with_name("data")
"""Word lists and drawings that the program reads; the editors own those that are text."""
CONFIGURATION_NAME = "CATALOGUE_CONFIGURATION"
CONFIGURATION = Path(os.environ.get(CONFIGURATION_NAME) or ROOT / "mkdocs.yml").absolute()
"""The settings: the checkout's own, or those of the file that the environment names, as on a server for trials."""
CACHE = ROOT / ".cache" / "catalogue"
SITE = ROOT / "site"


def shown(folder: Path) -> str:
    """Return a folder of the checkout as messages name it: as seen from where the program is run, else whole."""
    return os.path.relpath(folder) if folder.is_relative_to(Path.cwd()) else str(folder)
