"""Live: pages as they have just been written, each made when a browser asks for it, until the site is built anew."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from catalogue import disk
from catalogue.checks.check import Check, check
from catalogue.model.places import Kind, Place, place_of
from catalogue.reading import limits
from catalogue.site.build import Outcome, Request, draft_of
from catalogue.site.frame import Frame, FrameKind, kind_of
from catalogue.site.manuscript import Manuscript
from catalogue.site.writing import make_page
from catalogue.views.contents import SitePage

_PAGE = "index.html"
GONE = b""
"""Stands for a page that the site still has, and that is no more."""


@dataclass(frozen=True, slots=True)
class _View:
    """What is shown before the site is: a manuscript, in the frames of the site, and its pages by their addresses."""

    manuscript: Manuscript
    pages: Mapping[str, SitePage]
    gone: frozenset[str]


class Live:
    """The pages of a preview that are newer than its site. `docs` is the folder in which people write."""

    def __init__(self, docs: Path) -> None:
        self._docs = docs.absolute()
        self._site: Manuscript | None = None
        self._check: Check | None = None
        self._view: _View | None = None
        self._frames: dict[FrameKind, Frame] = {}

    def settle(self, outcome: Outcome) -> None:
        """Take note that the site has been built: it shows all that there is."""
        self._site, self._check = outcome.manuscript, outcome.check
        self._view = None
        made = outcome.manuscript.frames if outcome.manuscript else {}
        # As long as no frame has changed, one that no page needs just now is as good as when one did.
        is_same = all(self._frames.get(kind, frame) == frame for kind, frame in made.items())
        self._frames = {**self._frames, **made} if is_same else {**made}

    def show(self, request: Request, changed: frozenset[Path]) -> Outcome | None:
        """Show the pages of a request at once, and return what was found in them, when nothing else has changed.

        None when all of the site is to be built first: no site is there yet, or other files have changed, or a theme,
        whose name and colour stand around every page. A page in a frame that no page has had waits for the site too.
        """
        places = [self._place_of(file) for file in changed]
        if self._site is None or not all(place and place.kind is not Kind.THEME for place in places):
            return None
        found = self._look_at(request, [place for place in places if place])
        draft = draft_of(found, request)
        if draft.manuscript is None:
            return None
        manuscript = replace(draft.manuscript, frames=self._frames)
        pages = {page.address: page for page in manuscript.pages}
        before = {page.address for page in self._site.pages}
        self._view, self._check = _View(manuscript, pages, frozenset(before - pages.keys())), found
        return Outcome(found, is_published=True, left_out=draft.left_out, manuscript=manuscript)

    def find(self, path: str) -> bytes | None:
        """Return the page of an address or of its file, GONE when it is no more; None when the site has what there is.

        `path` is below the site, without a slash at its ends.
        """
        view = self._view
        if view is None:
            return None
        folder = path.removesuffix(_PAGE).rstrip("/")
        address = "" if folder in ("", ".") else f"{folder}/"
        if (page := view.pages.get(address)) is None:
            return GONE if address in view.gone else None
        frame = view.manuscript.frames.get(kind_of(page))
        return make_page(page, frame, view.manuscript.edition.settings) if frame else None

    def _place_of(self, file: Path) -> Place | None:
        """Return where a file is a contributed page, or None when it is none."""
        whole = file.absolute()  # The same folder may be watched by two names, from here and from the root.
        if file.suffix != ".md" or not whole.is_relative_to(self._docs):
            return None
        return place_of(whole.relative_to(self._docs).as_posix())

    def _look_at(self, request: Request, places: list[Place]) -> Check:
        """Return the check of a request's folder: by the pages that have changed alone, where that gives the same."""
        found = self._check
        for place in places:
            text = _read(request.docs / place.path)
            if found is None or found.today != request.today or place not in found.reading.places or text is None:
                return check(request.docs, request.today, request.cache)
            found = found.with_page(place, text)
        return found or check(request.docs, request.today, request.cache)


def _read(file: Path) -> str | None:
    """Return the text of a page, or None when it cannot be read as one."""
    try:
        return disk.read_regular(file, limits.PAGE_BYTES).decode("utf-8")
    except (OSError, UnicodeDecodeError, disk.TooLarge):
        return None
