"""Builds: a docs folder becomes a site folder – all of it, or nothing changes.

The pages are made by an engine, which this module only knows as a function, in a new folder beside the site. When all
is there, the new folder and the old change places.
"""

import ctypes
import os
import posixpath
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from catalogue import checkout, search, views
from catalogue.checks import check as checks
from catalogue.checks.check import Check
from catalogue.model.looks import hue_of, icon_of
from catalogue.progress import Progress, keep_quiet
from catalogue.reading import schema as fields
from catalogue.reading.editorial import EditorialPages
from catalogue.rendering import pictures
from catalogue.rendering.cache import RenderingCache
from catalogue.rendering.edition import Edition
from catalogue.rendering.pictures import Picture
from catalogue.settings import Settings
from catalogue.site import cards, exports, feeds, redirects
from catalogue.views import SitePage


@dataclass(frozen=True)
class Manuscript:
    """What an engine makes a site of: an edition, and the editorial pages around it."""

    edition: Edition
    editorial: EditorialPages
    on_progress: Progress = keep_quiet

    @cached_property
    def pages(self) -> Sequence[SitePage]:
        """The pages that the views make."""
        return tuple(views.site_pages(self.edition))

    @cached_property
    def brought_pages(self) -> Sequence[SitePage]:
        """The editorial pages that the docs folder brings."""
        return tuple(views.brought_pages(self.edition, self.editorial.brought))

    @property
    def frame(self) -> Mapping[str, Any]:
        """What the frame around every page shows of the catalogue."""
        return views.frame(self.edition)

    def fragment(self, name: str, address: str) -> str:
        """Return the HTML of a view that an editorial page calls, as seen from that page's address."""
        return views.FRAGMENTS[name](self.edition, address)


class EngineError(Exception):
    """The engine could not make the site; the message says why."""


Engine = Callable[[Manuscript, Path], None]
"""Writes the site of a manuscript into a new folder."""


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
    found = checks.check(request.docs, request.today, request.cache, on_progress)
    if found.errors and not request.skip_broken:
        return Outcome(found, is_published=False)
    catalogue = found.sound_catalogue()
    if not catalogue.themes:
        return Outcome(found, is_published=False)
    edition = Edition(catalogue, found.rendered, request.today, request.settings, _sound_pictures(found))
    with _replacing(request.site) as target:
        engine(Manuscript(edition, found.sound_editorial(), on_progress), target)
        _write_extras(edition, found, target)
        search.write_index(edition, target)
    published = {page.path for page in catalogue.pages}
    published |= {page.path for page in found.sound_editorial().brought}
    sent_in = {*(place.path for place in found.reading.places), *(page.path for page in found.editorial.brought)}
    left_out = sorted(sent_in - published)
    return Outcome(found, is_published=True, left_out=tuple(left_out))


def _write_extras(edition: Edition, found: Check, target: Path) -> None:
    """Write what is no page: the exports, the pages' attachments, and the pages that lead on from old addresses."""
    (target / "catalogue.json").write_text(exports.make_export(edition), "utf-8")
    (target / "catalogue.schema.json").write_text(exports.make_schema(), "utf-8")
    (target / "schemas").mkdir()
    for name, schema in fields.make_schemas().items():
        (target / "schemas" / f"{name}.schema.json").write_text(schema, "utf-8")
    (target / "robots.txt").write_text(exports.make_robots(edition.settings), "utf-8")
    if sitemap := exports.make_sitemap(edition):
        (target / "sitemap.xml").write_text(sitemap, "utf-8")
    looks = ((hue_of(theme), icon_of(theme)) for theme in edition.catalogue.themes)
    cards.write_cards(looks, checkout.CACHE / "cards", target)
    for address, text in feeds.make_feeds(edition):
        (target / address).parent.mkdir(parents=True, exist_ok=True)
        (target / address).write_text(text, "utf-8")
    for address, source in _attachments(edition, found):
        destination = target / address
        destination.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, destination, follow_symlinks=False)
    for address, html in redirects.make_redirects(edition.catalogue):
        page = target / address / "index.html"
        if not page.exists():  # Listings and the like have addresses that no page of the catalogue owns.
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text(html, "utf-8")


def _sound_pictures(found: Check) -> Mapping[str, Picture]:
    broken = {problem.path for problem in found.errors}
    return {path: picture for path, picture in found.pictures.items() if path not in broken}


def _attachments(edition: Edition, found: Check) -> Iterator[tuple[str, Path]]:
    """Yield the address and the file of every attachment that lies beside a published page."""
    broken = {problem.path for problem in found.errors}
    folders = {posixpath.dirname(page.path) for page in edition.catalogue.pages}
    for file in found.reading.attachments:
        if file.path in broken or posixpath.dirname(file.path) not in folders:
            continue
        if picture := edition.pictures.get(file.path):
            yield pictures.address_of(file.path), picture.file
        else:
            yield file.path, file.location


@contextmanager
def _replacing(site: Path) -> Iterator[Path]:
    """Give a new folder beside the site, and put it in the site's place when all went well."""
    site = site.resolve()
    site.parent.mkdir(parents=True, exist_ok=True)
    room = Path(tempfile.mkdtemp(prefix=f".{site.name}-", dir=site.parent))
    try:
        target = room / "new"
        target.mkdir()
        yield target
        _exchange(target, site)
    finally:
        shutil.rmtree(room, ignore_errors=True)


def _exchange(new: Path, site: Path) -> None:
    """Put a folder in the site's place. On Linux the two change places in one step, so the site is never gone."""
    if not site.exists():
        new.rename(site)
    elif not _exchange_in_one_step(new, site):
        old = new.with_name("old")
        site.rename(old)
        new.rename(site)


def _exchange_in_one_step(first: Path, second: Path) -> bool:
    # renameat2(2) with RENAME_EXCHANGE; Python has no call of its own for it.
    at_working_directory, exchange = -100, 2
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (OSError, AttributeError):
        return False
    return bool(
        rename(at_working_directory, os.fsencode(first), at_working_directory, os.fsencode(second), exchange) == 0
    )
