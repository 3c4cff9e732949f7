"""Styles and scripts: what of `overrides/` is joined, in which order, and where the rest of it is published.

A script lies in the site as it lies in `overrides/`, so that what it imports is found in both.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from catalogue import checkout

FIRST, LAST = ("frame/tokens.css", "frame/base.css"), ("frame/print.css",)
"""Joined before and after those of the components and the pages, which stand in sorted order. Paper comes last."""
_EMBED_FRAME = "frame/embed.css"
EMBED = ("frame/tokens.css", "parts/embed/embed.css", _EMBED_FRAME)
"""All that the small listings for other sites wear."""
APART: Mapping[str, str] = {
    "form/form.css": "assets/stylesheets/form.css",
    "fragments/words.css": "assets/stylesheets/words.css",
    "pages/dialogue.css": "assets/stylesheets/dialogue.css",
    "pages/planning.css": "assets/stylesheets/planning.css",
    "pages/receipt.css": "assets/stylesheets/receipt.css",
    "search/search-page.css": "assets/stylesheets/search.css",
}
"""Styles that only one kind of page loads, and their addresses."""
OPTIONAL = ("frame/mark.css", "frame/social.css")
"""Joined only where a setting asks for what they dress."""
SCRIPTS = "assets/javascripts"
ON_EVERY_PAGE = ("parts/actions/actions.js", "form/editing.js", "parts/table/scrolling.js", "search/search-field.js")
"""The modules that every page loads. They fetch the others themselves, where a page needs them."""
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_BETWEEN = re.compile(r"\s*\n\s*")
_COMMENT_ALONE = re.compile(r"^[ \t]*/\*(?:(?!\*/).)*\*/[ \t]*\n", re.DOTALL | re.MULTILINE)
"""A comment of a script that shares its lines with no code. Its types are for those who write it."""


@dataclass(frozen=True)
class Additions:
    """What the settings add to the styles: CSS after the tokens, names of optional files, and the masks of icons."""

    after_tokens: str = ""
    optional: tuple[str, ...] = ()
    masks: str = ""


NOTHING = Additions()


def joined(additions: Additions = NOTHING) -> Mapping[str, str]:
    """Return the two styles of the site, those of its pages and those of the small listings, by their addresses."""
    return {
        style_path(additions): _join_styles(additions),
        embed_style_path(additions): _join_embed_styles(additions),
    }


def style_path(additions: Additions = NOTHING) -> str:
    """Return the address of the styles of every page, which changes with what is in them."""
    return f"assets/stylesheets/catalogue.{_digest(_join_styles(additions))}.css"


def embed_style_path(additions: Additions = NOTHING) -> str:
    """Return the address of the styles of the small listings, which changes with what is in them."""
    return f"assets/stylesheets/embed.{_digest(_join_embed_styles(additions))}.css"


def tokens() -> str:
    """Return the CSS of the tokens, whose colours and fonts the settings may change."""
    return _override(FIRST[0]).read_text("utf-8")


def style_files() -> Iterator[Path]:
    """Yield the files that the styles of every page are joined of. A component's place does not hang on its folder."""
    pages = set(checkout.OVERRIDES.glob("pages/*.css"))
    apart = set(map(_override, APART))
    others = {*map(_override, (*FIRST, *LAST, *OPTIONAL, _EMBED_FRAME)), *apart, *pages}
    yield from map(_override, FIRST)
    yield from sorted(set(checkout.OVERRIDES.rglob("*.css")) - others, key=lambda file: file.name)
    yield from sorted(pages - apart)
    yield from map(_override, LAST)


def modules() -> Iterator[str]:
    """Yield the addresses of the modules that every page loads, in their order."""
    return map(_script_address, ON_EVERY_PAGE)


def scripts() -> Mapping[str, str]:
    """Return every script as readers get it, without the comments that stand alone, by its address."""
    files = sorted(checkout.OVERRIDES.rglob("*.js"))
    return {_script_address(_name_of(file)): _COMMENT_ALONE.sub("", file.read_text("utf-8")) for file in files}


def published() -> Iterator[tuple[str, Path]]:
    """Yield the address and the file of the styles that stand apart, which are published as they are."""
    for path, address in APART.items():
        yield address, _override(path)


def _script_address(path: str) -> str:
    return f"{SCRIPTS}/{path}"


def _join_styles(additions: Additions) -> str:
    files = list(style_files())
    # Paper has the last word, also about what is optional.
    last = len(files) - len(LAST)
    return _join([*files[:last], *map(_override, additions.optional), *files[last:]], additions) + additions.masks


def _join_embed_styles(additions: Additions) -> str:
    return _join(map(_override, EMBED), additions)


def _override(path: str) -> Path:
    return checkout.OVERRIDES / path


def _name_of(file: Path) -> str:
    return file.relative_to(checkout.OVERRIDES).as_posix()


def _join(files: Iterable[Path], additions: Additions) -> str:
    """Return styles as one, without the comments and the indents, which are for those who write them."""
    first, *others = (file.read_text("utf-8") for file in files)
    added = [additions.after_tokens] if additions.after_tokens else []
    styles = "\n".join([first, *added, *others])
    return _BETWEEN.sub("\n", _COMMENT.sub("", styles)).lstrip()


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]
