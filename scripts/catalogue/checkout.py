"""The checkout that the program runs from: where its own content, templates and cache lie."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
OVERRIDES = ROOT / "overrides"
CONFIGURATION = ROOT / "mkdocs.yml"
CACHE = ROOT / ".cache" / "catalogue"
SITE = ROOT / "site"
