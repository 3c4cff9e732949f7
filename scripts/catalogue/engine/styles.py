"""Styles and scripts: which styles are joined, in which order, and which modules every page loads."""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from catalogue import checkout

FIRST, LAST = ("tokens.css", "base.css"), ("print.css",)
"""Joined before and after those of the components and the pages, which stand in sorted order. Paper comes last."""
EMBED = ("tokens.css", "components/embed.css", "embed.css")
"""All that the small listings for other sites wear."""
SOURCES = frozenset((*FIRST, *LAST, *EMBED))
"""What the styles are made of: no files of the site."""
SCRIPTS = "assets/javascripts"
ON_EVERY_PAGE = ("parts/actions/actions.js", "form/mend.js", "parts/table/scrolling.js", "search/search-field.js")
"""The modules that every page loads. They fetch the others themselves, where a page needs them."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BETWEEN = re.compile(r"\s*\n\s*")


def joined() -> Mapping[str, str]:
    """Return the two styles of the site, those of its pages and those of the small listings, by their addresses."""
    return {style_path(): _join_styles(), embed_style_path(): _join_embed_styles()}


def style_path() -> str:
    """Return the address of the styles of every page, which changes with what is in them."""
    return f"assets/stylesheets/catalogue.{_digest(_join_styles())}.css"


def embed_style_path() -> str:
    """Return the address of the styles of the small listings, which changes with what is in them."""
    return f"assets/stylesheets/embed.{_digest(_join_embed_styles())}.css"


def modules() -> Iterator[str]:
    """Yield the addresses of the modules that every page loads, in their order."""
    return (f"{SCRIPTS}/{path}" for path in ON_EVERY_PAGE)


def _join_styles() -> str:
    return _join(file for file in _style_files() if file.is_file())


def _join_embed_styles() -> str:
    return _join(map(_override, EMBED))


def _style_files() -> Iterator[Path]:
    yield from map(_override, FIRST)
    yield from sorted(checkout.OVERRIDES.glob("components/*.css"))
    yield from sorted(checkout.OVERRIDES.glob("pages/*.css"))
    yield from map(_override, LAST)


def _override(path: str) -> Path:
    return checkout.OVERRIDES / path


def _join(files: Iterable[Path]) -> str:
    """Return styles as one, without the comments and the indents, which are for those who write them."""
    styles = "\n".join(file.read_text("utf-8") for file in files)
    return _BETWEEN.sub("\n", _COMMENT.sub("", styles)).lstrip()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
