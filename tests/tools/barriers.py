"""Barriers: what axe finds wrong with an open page."""

import json
from collections.abc import Sequence

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


IN_COLOUR = ["color-contrast", "link-in-text-block"]
"""The rules whose answer changes with light and dark; the rest judge what is the same in both."""


def find_barriers(page: Page, rules: Sequence[str], without: str = "") -> list[str]:
    """Return what axe finds wrong with a page: the rule and the first element. One rule may be left out."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    left_out = {without: {"enabled": False}} if without else {}
    options = json.dumps({"runOnly": list(rules), "rules": left_out, "resultTypes": ["violations"]})
    found = page.evaluate(f"axe.run({options}).then(results => results.violations)")
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]
