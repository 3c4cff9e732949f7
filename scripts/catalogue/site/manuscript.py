"""The manuscript: what an engine makes a site of."""

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from catalogue.progress import Progress, keep_quiet
from catalogue.reading.editorial import EditorialPages
from catalogue.rendering.edition import Edition
from catalogue.site.frame import Frame, FrameKind
from catalogue.site.kept import KeptPages
from catalogue.views import contents
from catalogue.views.contents import SitePage


@dataclass(frozen=True)
class Manuscript:
    """What an engine makes a site of: an edition, and the editorial pages around it.

    `frames` are those that the engine has put around the pages, and `kept` is what is known of pages made before.
    """

    edition: Edition
    editorial: EditorialPages
    on_progress: Progress = keep_quiet
    frames: MutableMapping[FrameKind, Frame] = field(default_factory=dict)
    kept: KeptPages | None = None

    @cached_property
    def pages(self) -> Sequence[SitePage]:
        """The pages that the views make."""
        return tuple(contents.site_pages(self.edition))

    @cached_property
    def brought_pages(self) -> Sequence[SitePage]:
        """The editorial pages that the docs folder brings."""
        return tuple(contents.brought_pages(self.edition, self.editorial.brought))

    @property
    def frame(self) -> Mapping[str, Any]:
        """What the frame around every page shows of the catalogue."""
        return contents.frame(self.edition)

    def fragment(self, name: str, address: str) -> str:
        """Return the HTML of a view that an editorial page calls, as seen from that page's address."""
        return contents.FRAGMENTS[name](self.edition, address)
