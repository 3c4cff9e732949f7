"""Every rule of axe on every kind of page, on a phone and on a desk, in light and in dark.

`make test` looks at each page with each rule once, and at the colours once in the light and once in the dark.
"""

from itertools import product

import pytest
from playwright.sync_api import Browser

from barriers import WCAG, find_barriers
from rows import Note
from windows import DESK, PHONE, every_page

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(("viewport", "scheme"), list(product((PHONE, DESK), ("light", "dark"))))
def test_axe_finds_no_barrier_in_any_way_of_seeing_a_page(
    viewport: dict[str, int], scheme: str, browser: Browser, own: str, tried: str, note: Note
) -> None:
    context = browser.new_context(locale="da-DK", viewport=viewport, color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page = context.new_page()
    found: dict[str, list[str]] = {}
    pages = list(every_page(own, tried))
    for address, path in pages:
        page.goto(address + path, wait_until="networkidle")
        found[path] = find_barriers(page, WCAG)
    context.close()
    note(f"{sum(map(len, found.values()))} barriers on {len(pages)} pages", "none")
    assert len(found) > 30
    assert {path: faults for path, faults in found.items() if faults} == {}
