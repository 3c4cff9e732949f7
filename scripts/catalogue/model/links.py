"""Links in a text: from what a writer writes (`../norddjurs-mad/index.md`) to addresses within the site."""

import posixpath
import re
from urllib.parse import unquote

SCHEME = "catalogue:"
"""Begins a link to a page or a file of the site; the rest is the address from the site's root."""
# Our own scheme is for addresses made here; one that a writer has typed is a path like any other, and leads nowhere.
_ABSOLUTE = re.compile(rf"(?!(?i:{SCHEME}))[A-Za-z][A-Za-z0-9+.-]*:|//|#|$")
# Browsers drop tabs and line breaks from an address and read `\` as `/`: such an address is left for the check.
_TWISTED = re.compile(r"[\x00-\x20\x7f\\]")


def resolve(path: str, written: str) -> str:
    """Return what a link written on the page at `path` leads to.

    A link to a file or a page of the site becomes `catalogue:units/x/#part`; any other stays as it is written. Only the
    paths are looked at, so a link may lead to nothing: that is for the check to tell.
    """
    if _ABSOLUTE.match(written) or _TWISTED.search(written):
        return written
    target, hash_, fragment = written.partition("#")
    target = unquote(target.partition("?")[0])
    folder = "" if target.startswith("/") else posixpath.dirname(path)
    joined = posixpath.normpath(posixpath.join(folder, target.lstrip("/") or "."))
    # On the front page a link is as short as the address; a colon in it must not look like a scheme.
    return SCHEME + _address(joined, target).replace(":", "%3A") + hash_ + fragment


def _address(joined: str, target: str) -> str:
    if joined.endswith(".md"):
        stem = joined.removesuffix(".md")
        stem = stem.removesuffix("index").rstrip("/") if stem == "index" or stem.endswith("/index") else stem
        return f"{stem}/" if stem else ""
    if joined == ".":
        return ""
    return joined if posixpath.splitext(joined)[1] else f"{joined}/"
