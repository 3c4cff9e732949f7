"""Builds: a docs folder becomes a site folder – all of it, or nothing changes.

The pages are made by an engine, which this module only knows as a function, in a new folder beside the site. When all
is there, the new folder and the old change places.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from catalogue.checks.check import Check, check
from catalogue.progress import Progress, keep_quiet
from catalogue.rendering.cache import RenderingCache
from catalogue.rendering.edition import Edition
from catalogue.rendering.pictures import Picture
from catalogue.search import writing
from catalogue.settings import Settings
from catalogue.site.engine import Engine
from catalogue.site.extras import write_extras
from catalogue.site.manuscript import Manuscript
from catalogue.site.replacing import replacing


@dataclass(frozen=True)
class Request:
    """What to build, and where to. `site` is replaced when all went well."""

    docs: Path
    site: Path
    today: date
    settings: Settings
    skip_broken: bool = False
    cache: RenderingCache | None = None


@dataclass(frozen=True)
class Outcome:
    """How a build went. `left_out` are the paths of pages that are not on the site although they were sent in."""

    check: Check
    is_published: bool
    left_out: tuple[str, ...] = ()


def build(request: Request, engine: Engine, on_progress: Progress = keep_quiet) -> Outcome:
    """Check, render and build; replace the site only when no page is broken, or broken pages are to be skipped.

    Raises OSError when the site cannot be written, and EngineError when it cannot be made; it then stands as it was.
    """
    found = check(request.docs, request.today, request.cache, on_progress)
    if found.errors and not request.skip_broken:
        return Outcome(found, is_published=False)
    catalogue = found.sound_catalogue()
    if not catalogue.themes:
        return Outcome(found, is_published=False)
    edition = Edition(catalogue, found.rendered, request.today, request.settings, _sound_pictures(found))
    with replacing(request.site) as target:
        engine(Manuscript(edition, found.sound_editorial(), on_progress), target)
        write_extras(edition, found, target)
        writing.write_index(edition, target)
    published = {page.path for page in catalogue.pages}
    published |= {page.path for page in found.sound_editorial().brought}
    sent_in = {*(place.path for place in found.reading.places), *(page.path for page in found.editorial.brought)}
    left_out = sorted(sent_in - published)
    return Outcome(found, is_published=True, left_out=tuple(left_out))


def _sound_pictures(found: Check) -> Mapping[str, Picture]:
    broken = {problem.path for problem in found.errors}
    return {path: picture for path, picture in found.pictures.items() if path not in broken}
