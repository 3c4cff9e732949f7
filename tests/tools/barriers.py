"""Barriers: what axe finds wrong with an open page."""

import json

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def find_barriers(page: Page, rules: list[str]) -> list[str]:
    """Return what axe finds wrong with a page: the rule and the first element."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE_SCRIPT)
    options = json.dumps({"runOnly": rules, "resultTypes": ["violations"]})
    found = page.evaluate(f"axe.run({options}).then(results => results.violations)")
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]
