"""Frames: what stands around a page's content. An engine makes each once, with marks in it; pages are filled in."""

import html
import re
from dataclasses import dataclass

from catalogue.language.wording import in_words
from catalogue.settings import Settings
from catalogue.views.contents import SitePage

TITLE, DESCRIPTION, ADDRESS, CONTENT, PATH, DATED = "\ue000", "\ue001", "\ue002", "\ue003", "\ue004", "\ue005"
"""What an engine puts where a page's own words go: characters for private use, which no template holds."""
_MARK = re.compile(f"([{TITLE}{DESCRIPTION}{ADDRESS}{CONTENT}{PATH}{DATED}])")


@dataclass(frozen=True, slots=True)
class FrameKind:
    """What a frame depends on: pages of one kind share it. `depth` is the number of folders above the page."""

    section: str
    depth: int
    kind: str
    theme: str
    has_description: bool
    has_feed: bool = False


def kind_of(page: SitePage) -> FrameKind:
    """Return the kind of frame that a page stands in."""
    section, depth = page.address.partition("/")[0], page.address.count("/")
    return FrameKind(section, depth, page.kind, page.theme, bool(page.description), page.has_feed)


@dataclass(frozen=True, slots=True)
class Frame:
    """A frame cut at its marks: texts and marks in turn."""

    pieces: tuple[str, ...]

    def fill(self, page: SitePage, content: str, settings: Settings) -> str:
        """Return a page's whole HTML: its title and description escaped, its content as it is."""
        words = {
            TITLE: html.escape(page.title),
            DESCRIPTION: html.escape(page.description),
            ADDRESS: html.escape(f"{settings.site_address.rstrip('/')}/{page.address}"),
            CONTENT: content,
            PATH: html.escape(page.address),
            DATED: f" · {_dated(page)}" if page.updated else "",
        }
        return "".join(words.get(piece, piece) for piece in self.pieces)


def _dated(page: SitePage) -> str:
    """Return when a page was updated, in words; of a story when it happened, and when it was told."""
    assert page.updated is not None
    if page.kind != "story":
        return f"Opdateret den {in_words(page.updated)}"
    told = f" · Fortalt den {in_words(page.told)}" if page.told else ""
    return f"Det skete den {in_words(page.updated)}{told}"


def cut(text: str) -> Frame:
    """Return the frame that an engine has made. Raises ValueError when it has no place for the content."""
    if CONTENT not in text:
        raise ValueError("the frame has no place for a page's content")
    return Frame(tuple(_MARK.split(text)))
