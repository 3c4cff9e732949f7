"""Building a site to search in."""

from pathlib import Path

from catalogue.engine.plugin import make_site
from catalogue.settings import Settings
from catalogue.site import build as builds
from catalogue.site.build import Request
from trees import TODAY


def build(docs: Path, site: Path) -> Path:
    """Build a docs folder and return the site."""
    outcome = builds.build(Request(docs, site, TODAY, Settings()), make_site)
    assert outcome.is_published, outcome.check.problems[:3]
    return site
