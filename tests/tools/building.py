"""Building a site to search in."""

from pathlib import Path

from catalogue.engine.plugin import make_site
from catalogue.settings import Settings
from catalogue.site import build as builds
from catalogue.site.build import Request
from trees import TODAY


def build(docs: Path, site: Path, **settings: object) -> Path:
    """Build a docs folder with some settings and return the site."""
    outcome = builds.build(Request(docs, site, TODAY, Settings.model_validate(settings)), make_site)
    assert outcome.is_published, outcome.check.problems[:3]
    return site
