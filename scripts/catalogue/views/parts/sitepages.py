"""A generated page of the site, as the edge gets it: what stands in its head, and how to make its content."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from catalogue.rendering.outline import Heading

TOP = "_top"
"""The id of every generated page's h1. The texts' own ids never hold `_`, so the two cannot meet."""


@dataclass(frozen=True, slots=True)
class SitePage:
    """One generated page. `address` is relative to the site's root; `body` makes the content when asked.

    `title` and `description` are plain text, `theme` is the slug of the theme whose colour the page wears. `has_feed`
    tells that feeds lie beside the page. `updated` is when a story happened, `told` when it was told, if otherwise.
    """

    address: str
    title: str
    description: str
    kind: str
    updated: date | None
    theme: str
    headings: tuple[Heading, ...]
    body: Callable[[], str]
    has_feed: bool = False
    told: date | None = None
