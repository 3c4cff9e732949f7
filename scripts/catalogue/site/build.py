"""Builds: a docs folder becomes a site folder – all of it, or nothing changes.

The pages are made by an engine, which this module only knows as a function, in a folder beside the site. When all is
there, the two change places.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from catalogue.checks.check import Check, check
from catalogue.model.catalogue import Catalogue
from catalogue.model.pictures import consents_of
from catalogue.problems.problem import Problem
from catalogue.progress import Progress, keep_quiet
from catalogue.refilling import Refilled
from catalogue.rendering import workers
from catalogue.rendering.cache import RenderingCache
from catalogue.rendering.edition import Edition
from catalogue.rendering.pictures import Picture
from catalogue.rendering.store import Store
from catalogue.search import writing
from catalogue.settings import Settings
from catalogue.site.beside import beside
from catalogue.site.engine import Engine
from catalogue.site.extras import write_extras, write_former_addresses, write_tables
from catalogue.site.kept import KeptPages
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

    @property
    def store(self) -> Store:
        """What was made before, beside the renderings."""
        return Store(self.cache.file if self.cache else None)


@dataclass(frozen=True)
class Draft:
    """A site to be: what was found in the docs, and the manuscript, or None when nothing may be published."""

    check: Check
    manuscript: Manuscript | None

    @property
    def left_out(self) -> tuple[str, ...]:
        """The paths of pages that were sent in and will not be on the site, sorted."""
        if self.manuscript is None:
            return ()
        published = {page.path for page in self.manuscript.edition.catalogue.pages}
        published |= {page.path for page in self.manuscript.editorial.brought}
        sent_in = {place.path for place in self.check.reading.places}
        sent_in |= {page.path for page in self.check.editorial.brought}
        return tuple(sorted(sent_in - published))


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of a build: every problem, sorted, how many pages were read, and the paths of those left out."""

    problems: tuple[Problem, ...]
    pages: int
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """How a build went. `left_out` are the paths of pages that are not on the site although they were sent in.

    `manuscript` is what was published, with the frames that the engine put around its pages.
    """

    check: Check
    is_published: bool
    left_out: tuple[str, ...] = ()
    manuscript: Manuscript | None = None

    @property
    def told(self) -> Told:
        """What is told of it."""
        return Told(self.check.problems, len(self.check.reading.places), self.left_out)


def build(request: Request, engine: Engine, on_progress: Progress = keep_quiet) -> Outcome:
    """Check, render and build; replace the site only when no page is broken, or broken pages are to be skipped.

    Raises OSError when the site cannot be written, and EngineError when it cannot be made; it then stands as it was.
    """
    draft = prepare(request, on_progress)
    if draft.manuscript is None:
        return Outcome(draft.check, is_published=False)
    with replacing(request.site) as site, adding(draft, site, request.store):
        engine(draft.manuscript, site)
    return Outcome(draft.check, is_published=True, left_out=draft.left_out, manuscript=draft.manuscript)


def prepare(request: Request, on_progress: Progress = keep_quiet) -> Draft:
    """Check and render what is to be built. Nothing is written."""
    is_first = request.cache is not None and request.cache.is_empty
    return draft_of(check(request.docs, request.today, request.cache, on_progress), request, on_progress, is_first)


def draft_of(found: Check, request: Request, on_progress: Progress = keep_quiet, is_first: bool = False) -> Draft:
    """Return what is to be built of a tree that has been checked.

    The first build notes nothing of its pages: who sets up a catalogue, or builds it once and for all, waits less.
    """
    catalogue = found.sound_catalogue()
    if (found.errors and not request.skip_broken) or not catalogue.themes:
        return Draft(found, None)
    edition = Edition(catalogue, found.rendered, request.today, request.settings, _sound_pictures(found, catalogue))
    kept = KeptPages(request.cache.file, request.docs) if request.cache and not is_first else None
    return Draft(found, Manuscript(edition, found.sound_editorial(), on_progress, kept=kept))


@contextmanager
def adding(draft: Draft, site: Refilled, store: Store) -> Iterator[None]:
    """Write what no engine makes – extras, tables, the search – while the block makes the pages. Raises OSError."""
    assert draft.manuscript is not None
    edition = draft.manuscript.edition
    workers.dismiss()
    with beside(
        partial(writing.write_index, edition, site, store),
        partial(write_extras, edition, draft.check, site, store),
        partial(write_tables, edition, site, store),
    ):
        yield
    write_former_addresses(edition, site)


def _sound_pictures(found: Check, catalogue: Catalogue) -> Mapping[str, Picture]:
    """Return the pictures that a page of the catalogue tells of: only there it stands who has said yes to them.

    One to which the yes is of a day to come is shown from that day: no clock makes a page that holds a broken one.
    """
    broken = {problem.path for problem in found.errors}
    consents = [one for page in catalogue.pages for one in consents_of(page)]
    to_come = {path for path, consent in consents if consent.given and consent.given > found.today}
    told = {path for path, _ in consents} - broken - to_come
    return {path: picture for path, picture in found.pictures.items() if path in told}
