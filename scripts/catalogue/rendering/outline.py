"""What a rendered text holds, read from the HTML that readers get: headings, blocks of words, links."""

from dataclasses import dataclass
from html.parser import HTMLParser

from catalogue.model.fields import HARD_HEADING, LEARNED_HEADING
from catalogue.rendering.remarks import Remark

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = {
    *_HEADINGS,
    "p",
    "li",
    "td",
    "th",
    "dt",
    "dd",
    "summary",
    "figcaption",
    "blockquote",
    "div",
    "ul",
    "ol",
    "table",
    "tr",
    "details",
}
_SILENT = {"pre", "code"}


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading in a text: its level (2–6), its id and its words."""

    level: int
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """A link or an image in a text: as it was written, and what it leads to (`catalogue:…` within the site).

    `line` is that of the text, from 0; `words` are those of an image.
    """

    written: str
    target: str
    is_image: bool = False
    line: int = 0
    words: str = ""


@dataclass(frozen=True, slots=True)
class Rendered:
    """A text as safe HTML, with what the checks and the views need to know of it.

    `headings` are in order; `paragraphs` are the running text without code and headings, `lessons` those of them that
    stand under »Det har vi lært«; `remarks` are by line. In the HTML a link within the site reads
    `href="catalogue:units/x/#part"`, since only the page at hand knows the way there.
    """

    html: str
    headings: tuple[Heading, ...] = ()
    paragraphs: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    tells_hard: bool = False
    lessons: tuple[str, ...] = ()
    remarks: tuple[Remark, ...] = ()


def outline(html: str) -> Rendered:
    """Return the HTML with its outline. The HTML must be well-formed, as the sanitiser leaves it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end_block()
    return Rendered(
        html=html,
        headings=tuple(reader.headings),
        paragraphs=tuple(reader.paragraphs),
        tells_hard=reader.tells_hard,
        lessons=tuple(reader.lessons),
    )


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.headings: list[Heading] = []
        self.paragraphs: list[str] = []
        self.tells_hard = False
        self.lessons: list[str] = []
        self._words: list[str] = []
        self._heading: tuple[int, str] | None = None
        self._silent = 0
        self._under = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in _BLOCKS:
            self.end_block()
        if tag in _HEADINGS:
            self._heading = int(tag[1]), values.get("id") or ""
        elif tag in _SILENT:
            self._silent += 1
        elif tag == "br":
            self._words.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self._silent = max(0, self._silent - 1)
        elif tag in _HEADINGS and self._heading:
            level, anchor = self._heading
            text = " ".join("".join(self._words).split())
            self.headings.append(Heading(level, anchor, text))
            if level <= 2:
                self._under = text.casefold().rstrip(" ?!.:")
            self._words, self._heading = [], None
        elif tag in _BLOCKS:
            self.end_block()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words.append(data)

    def end_block(self) -> None:
        """Close the block of words that is open, if it holds any."""
        text = " ".join("".join(self._words).split())
        self._words = []
        if text:
            self.paragraphs.append(text)
            self.tells_hard = self.tells_hard or self._under == HARD_HEADING.casefold()
            if self._under == LEARNED_HEADING.casefold():
                self.lessons.append(text)
