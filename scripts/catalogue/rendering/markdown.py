"""Rendering: contributed Markdown becomes safe HTML. A pure function of the text and the page's path.

The language is CommonMark as GitHub shows it, with our boxes, and with the writer's words as they stand where GitHub
would change what they say (decisions/0015). The checkout's own editorial pages are MkDocs' to
render, in another dialect.
"""

from dataclasses import dataclass, replace
from functools import cache

from markdown_it import MarkdownIt

from catalogue.rendering import blocks, html, inlines, outline, preparing, sanitiser
from catalogue.rendering.finishing import Finisher
from catalogue.rendering.outline import Rendered


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
    shared = blocks.begin()
    finisher = Finisher(path, shared)
    tokens = finisher.finish(parser.parse(preparing.prepare(body), shared))
    unsafe = parser.renderer.render(tokens, parser.options, shared)
    safe = html.finish_tasks(sanitiser.sanitise(unsafe)).strip()
    return replace(outline.outline(safe), links=tuple(finisher.links), remarks=finisher.remarks)


class _Parser(MarkdownIt):
    """A parser that leaves addresses as they are written: the check judges them, the sanitiser drops unsafe ones."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 - the library's own name
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


@cache
def _make_parser() -> MarkdownIt:
    """Return the parser. It knows no HTML: a tag is shown as it is written."""
    options = {"html": False, "xhtmlOut": False, "maxNesting": blocks.MAX_NESTING}
    parser = _Parser("commonmark", options, renderer_cls=html.Html)
    parser.enable(["table", "strikethrough"])
    parser.disable(["html_block", "html_inline"])
    blocks.use_blocks(parser)
    inlines.use_inlines(parser)
    return parser
