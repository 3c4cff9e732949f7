"""Addresses and links. Views write `catalogue:units/x/`; on the page at hand it becomes `../../units/x/`."""

import posixpath
import re
from collections.abc import Callable

from catalogue.model.links import SCHEME

EDITORIAL = frozenset(
    {
        "",
        "about/",
        "accessibility/",
        "catalogue/",
        "contribute/",
        "dialogue/",
        "editors/",
        "embed/",
        "overview/",
        "stories/",
        "themes/",
        "units/",
    }
)
"""The editorial pages at the top of the site. Below `contribute/` and `about/` editors may add more."""
_EDITORIAL_FOLDERS = ("contribute/", "about/")
# A tag up to its link, attribute by attribute: what looks like a link within another attribute or a text is none.
_LINK = re.compile(rf'(<(?:a|img|source)(?:\s+[^\s">=]+(?:="[^"]*")?)*?)\s+(href|src)="{SCHEME}([^"]*)"')


def relative(address: str, target: str) -> str:
    """Return the link from one address to another, both from the site's root: `../../units/x/`."""
    return "../" * address.count("/") + target or "./"


def resolve(html: str, address: str, is_known: Callable[[str], bool]) -> str:
    """Return the HTML with every link into the catalogue made relative to the page at an address.

    A link to nothing loses its `href`, so that the words stay and nobody is led astray.
    """
    up = "../" * address.count("/")

    def resolve_link(match: re.Match[str]) -> str:
        before, attribute, target = match.groups()
        path = target.partition("#")[0].partition("?")[0]
        leads_somewhere = attribute == "src" or is_known(path) or is_file(path)
        return f'{before} {attribute}="{up + target or "./"}"' if leads_somewhere else before

    return _LINK.sub(resolve_link, html)


def is_file(path: str) -> bool:
    """Tell whether an address is a file's, such as `units/x/plakat.pdf`, and not a page's."""
    return bool(posixpath.splitext(path)[1])


def is_editorial(path: str) -> bool:
    """Tell whether an address is that of a page the editors write, marks and all."""
    return path in EDITORIAL or (path.endswith("/") and path.startswith(_EDITORIAL_FOLDERS))
