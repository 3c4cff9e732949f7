"""Pictures of every kind of page, to be looked at: `.cache/screenshots/<site>-<kind>-<way>.jpg`.

A machine cannot tell whether a page looks right; it can see to it that there is something to look at.
"""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from catalogue import checkout
from catalogue.language.slugs import slugify
from page_kinds import GOOD_KINDS, OWN_KINDS
from rows import Note
from windows import DESK, PHONE

pytestmark = pytest.mark.browser

FOLDER = checkout.CACHE.parent / "screenshots"
MAX_HEIGHT = 2600
"""How much of a long page is kept."""
PAPER = {"width": 718, "height": 1047}
"""A4 with margins of 10 mm and 10 mm, at 96 points an inch."""
WAYS = {
    "phone-light": (PHONE, {"media": "screen", "color_scheme": "light"}),
    "phone-dark": (PHONE, {"media": "screen", "color_scheme": "dark"}),
    "desk-light": (DESK, {"media": "screen", "color_scheme": "light"}),
    "desk-dark": (DESK, {"media": "screen", "color_scheme": "dark"}),
    "print": (PAPER, {"media": "print", "color_scheme": "light"}),
}


def every_kind(own: str, tried: str) -> Iterator[tuple[str, str]]:
    yield from ((f"own-{slugify(kind)}", own + path) for kind, path in OWN_KINDS.items())
    yield from ((f"good-{slugify(kind)}", tried + path) for kind, path in GOOD_KINDS.items())


def keep(page: Page, name: str) -> int:
    """Keep a picture of an open page, from the top and as far down as pictures go; return its bytes."""
    height = page.evaluate("document.documentElement.scrollHeight")
    width = page.viewport_size["width"] if page.viewport_size else 0
    clip = {"x": 0, "y": 0, "width": width, "height": min(height, MAX_HEIGHT)}
    file = FOLDER / f"{name}.jpg"
    page.screenshot(path=file, full_page=True, clip=clip, type="jpeg", quality=60)  # type: ignore[arg-type]
    return file.stat().st_size


def test_there_is_a_picture_of_every_kind_of_page(browser: Browser, own: str, tried: str, note: Note) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    for file in FOLDER.glob("*.jpg"):
        file.unlink()
    context = browser.new_context(locale="da-DK", reduced_motion="reduce")
    page = context.new_page()
    for name, address in every_kind(own, tried):
        page.goto(address, wait_until="load")
        for way, (viewport, media) in WAYS.items():
            page.set_viewport_size(viewport)  # type: ignore[arg-type]
            page.emulate_media(**media)  # type: ignore[arg-type]
            assert keep(page, f"{name}-{way}") > 5_000, (name, way)
    context.close()
    kinds = len(OWN_KINDS) + len(GOOD_KINDS)
    pictures = len(list(FOLDER.glob("*.jpg")))
    note(f"{pictures} pictures", f"{kinds * len(WAYS)}")
    assert pictures == kinds * len(WAYS)
