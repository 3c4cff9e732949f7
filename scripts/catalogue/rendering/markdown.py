"""Rendering: contributed Markdown becomes safe HTML. A pure function of the text and the page's path."""

import html
from dataclasses import dataclass, replace
from functools import lru_cache
from xml.etree.ElementTree import Element

import markdown
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.extensions.toc import TocExtension
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE
from pymdownx.details import DetailsExtension
from pymdownx.magiclink import MagiclinkExtension
from pymdownx.tasklist import TasklistExtension
from pymdownx.tilde import DeleteSubExtension

from catalogue.language.slugs import slugify
from catalogue.model import links
from catalogue.rendering import outline, sanitiser
from catalogue.rendering.outline import Link, Rendered

# A task list on a page is read, not ticked, so its boxes become marks with words for a screen reader.
_TASKS = (
    ('<input type="checkbox" disabled="" checked="">', '<span role="img" aria-label="Gjort:">☑</span>'),
    ('<input type="checkbox" disabled="">', '<span role="img" aria-label="Ikke gjort:">☐</span>'),
)
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_TITLES = {
    "Note": "Bemærk",
    "Info": "Godt at vide",
    "Success": "Det lykkes",
    "Question": "Spørgsmål",
    "Warning": "Pas på",
    "Danger": "Fare",
    "Example": "Eksempel",
    "Quote": "Citat",
}
"""What stands over a box whose writer gave it no title of its own."""


@dataclass(frozen=True, slots=True, order=True)
class Text:
    """A text to render: the page's path, relative to the docs folder, and its body."""

    path: str
    body: str


def render_text(text: Text) -> Rendered:
    """Return the safe HTML of a text, with its outline: `render` for workers, which pass one thing."""
    return render(text.path, text.body)


def render(path: str, body: str) -> Rendered:
    """Return the safe HTML of a page's body, with its outline. `path` is the page's, relative to the docs folder.

    May raise what a hostile text makes the Markdown library raise (RecursionError, MemoryError, …): call it through
    `workers`, which limits time and memory and turns any failure into a problem.
    """
    if not body.strip():
        return Rendered("")
    parser = _make_parser()
    parser.reset()
    processor = parser.treeprocessors["catalogue"]
    assert isinstance(processor, _PageProcessor)
    processor.begin(path)
    try:
        unsafe = parser.convert(body)
    except BaseException:
        _make_parser.cache_clear()  # A parser that was interrupted may hold half a page.
        raise
    safe = sanitiser.sanitise(unsafe)
    for box, mark in _TASKS:
        safe = safe.replace(box, mark)
    return replace(outline.outline(safe), links=tuple(processor.links))


@lru_cache(maxsize=1)
def _make_parser() -> markdown.Markdown:
    """Return the parser. Raw HTML is left out, so what looks like a tag is shown as it is written."""
    parser = markdown.Markdown(
        extensions=[
            AdmonitionExtension(),
            DefListExtension(),
            DeleteSubExtension(subscript=False),
            DetailsExtension(),
            FencedCodeExtension(),
            FootnoteExtension(BACKLINK_TITLE="Tilbage til teksten ved fodnote {}"),
            MagiclinkExtension(),
            SaneListExtension(),
            TableExtension(use_align_attribute=True),
            TasklistExtension(),
            TocExtension(slugify=lambda value, separator: slugify(value) or "afsnit", marker=""),
        ],
        output_format="html",
    )
    parser.preprocessors.deregister("html_block")
    parser.inlinePatterns.deregister("html")
    # Before `toc` (5), so that headings have their final level; after `inline` (20), so that links are there.
    parser.treeprocessors.register(_PageProcessor(parser), "catalogue", 10)
    return parser


class _PageProcessor(Treeprocessor):
    """Puts headings in order below the page's own, resolves links, and notes every link as it was written."""

    def begin(self, path: str) -> None:
        self.path = path
        self.links: list[Link] = []

    def run(self, root: Element) -> None:
        level = 1
        for element in root.iter():
            if element.tag in _LEVELS:
                level = min(max(_LEVELS[element.tag], 2), level + 1)
                element.tag = f"h{level}"
            elif element.get("class") == "admonition-title" or element.tag == "summary":
                element.text = _TITLES.get(element.text or "", element.text)
            elif element.tag == "a" and not element.get("class"):
                self.resolve(element, "href")
            elif element.tag == "img":
                self.resolve(element, "src")
            elif "align" in element.attrib:
                self.align(element)

    @staticmethod
    def align(cell: Element) -> None:
        """Say by a class where a cell's text stands: the attribute is no longer HTML, and a style is not let in."""
        if (side := cell.attrib.pop("align")) != "left":
            cell.set("class", f"c-cell--{side}")

    def resolve(self, element: Element, attribute: str) -> None:
        written = self.plain(element.get(attribute, ""))
        target = links.resolve(self.path, written)
        element.set(attribute, target)
        self.links.append(Link(written, target, element.tag == "img"))

    def plain(self, written: str) -> str:
        """Return an address without the parser's placeholders and entities, as a browser would read it."""
        unescape = self.md.treeprocessors["unescape"].unescape  # type: ignore[attr-defined]
        return html.unescape(unescape(written.replace(AMP_SUBSTITUTE, "&")))
