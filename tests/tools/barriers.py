"""Barriers: what axe finds wrong with an open page."""

import json
from collections.abc import Sequence

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


IN_COLOUR = ["color-contrast", "link-in-text-block"]
"""The rules whose answer changes with light and dark; the rest judge what is the same in both."""


def find_barriers(page: Page, rules: Sequence[str]) -> list[str]:
    """Return what axe finds wrong with a page: the rule and the first element.

    Styles and media are not fetched once more for it: of the rules of WCAG only the one on sound that plays by itself
    would look at them, and no page has any.
    """
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    options = json.dumps({"runOnly": list(rules), "resultTypes": ["violations"], "preload": False})
    found = page.evaluate(f"axe.run({options}).then(results => results.violations)")
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]
