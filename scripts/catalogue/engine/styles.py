"""Styles and scripts: what of `overrides/` is joined, in which order, and where the rest of it is published.

A script lies in the site as it lies in `overrides/`, so that what it imports is found in both.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from catalogue import checkout

FIRST, LAST = ("frame/tokens.css", "frame/base.css"), ("frame/print.css",)
"""Joined before and after those of the components and the pages, which stand in sorted order. Paper comes last."""
_EMBED_FRAME = "frame/embed.css"
EMBED = ("frame/tokens.css", "parts/embed/embed.css", _EMBED_FRAME)
"""All that the small listings for other sites wear."""
APART: Mapping[str, str] = {"form/form.css": "assets/stylesheets/form.css"}
"""Styles that only one kind of page loads, and their addresses."""
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


def style_files() -> Iterator[Path]:
    """Yield the files that the styles of every page are joined of. A component's place does not hang on its folder."""
    pages = sorted(checkout.OVERRIDES.glob("pages/*.css"))
    others = {*map(_override, (*FIRST, *LAST, *APART, _EMBED_FRAME)), *pages}
    yield from map(_override, FIRST)
    yield from sorted(set(checkout.OVERRIDES.rglob("*.css")) - others, key=lambda file: file.name)
    yield from pages
    yield from map(_override, LAST)


def modules() -> Iterator[str]:
    """Yield the addresses of the modules that every page loads, in their order."""
    return map(_script_address, ON_EVERY_PAGE)


def published() -> Iterator[tuple[str, Path]]:
    """Yield the address and the file of what is published as it is: the scripts, and the styles that stand apart."""
    for file in sorted(checkout.OVERRIDES.rglob("*.js")):
        yield _script_address(_name_of(file)), file
    for path, address in APART.items():
        yield address, _override(path)


def _script_address(path: str) -> str:
    return f"{SCRIPTS}/{path}"


def _join_styles() -> str:
    return _join(style_files())


def _join_embed_styles() -> str:
    return _join(map(_override, EMBED))


def _override(path: str) -> Path:
    return checkout.OVERRIDES / path


def _name_of(file: Path) -> str:
    return file.relative_to(checkout.OVERRIDES).as_posix()


def _join(files: Iterable[Path]) -> str:
    """Return styles as one, without the comments and the indents, which are for those who write them."""
    styles = "\n".join(file.read_text("utf-8") for file in files)
    return _BETWEEN.sub("\n", _COMMENT.sub("", styles)).lstrip()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
