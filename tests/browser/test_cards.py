"""The masks of link cards are the drawings of the site, as Chromium draws them. `--rewrite-golden` makes them anew."""

import io
import re
from collections.abc import Iterator

import pytest
from PIL import Image, ImageChops, ImageStat
from playwright.sync_api import Browser

from catalogue import checkout
from catalogue.language.slugs import slugify
from catalogue.model.fields import ICONS
from catalogue.model.looks import SITE_CARD
from catalogue.site import cards

pytestmark = pytest.mark.browser
DRAWINGS = sorted({*map(slugify, ICONS), SITE_CARD[1]})
MASK = 480


def sources() -> Iterator[tuple[str, str]]:
    """Yield the name of every drawing, and its SVG."""
    css = (checkout.OVERRIDES / "parts" / "icon" / "icon.css").read_text("utf-8")
    yield from re.findall(r'\.c-icon--([a-z-]+) \{ --drawing: url\("data:image/svg\+xml,([^"]*)"\)', css)
    header = (checkout.OVERRIDES / "frame" / "header.css").read_text("utf-8")
    (mark,) = re.findall(r'c-brand__mark \{[^}]*url\("data:image/svg\+xml,([^"]*)"', header)
    # The mark without its ground: the sprout alone, all in one colour.
    bare = re.sub(r"%3Crect[^%]*(?:%(?!3E)[^%]*)*%3E", "", mark)
    yield SITE_CARD[1], re.sub(r"%23[0-9a-f]{3,6}", "%23000", bare)


def draw_mask(browser: Browser, source: str) -> Image.Image:
    """Return a drawing as a mask: white where it is drawn."""
    page = browser.new_page(viewport={"width": MASK, "height": MASK})
    image = f'<img style="display: block" width={MASK} src="data:image/svg+xml,{source}">'
    page.set_content(f'<body style="margin: 0; background: #fff">{image}')
    page.wait_for_function("document.images[0].complete")
    shot = page.screenshot()
    page.close()
    with Image.open(io.BytesIO(shot)) as image:
        return ImageChops.invert(image.convert("L"))


def test_the_masks_are_the_drawings_of_the_site(browser: Browser, request: pytest.FixtureRequest) -> None:
    drawn = {name: draw_mask(browser, source) for name, source in sources()}
    assert set(DRAWINGS) <= set(drawn)
    for name in DRAWINGS:
        file = cards.MASKS / f"{name}.png"
        if request.config.getoption("--rewrite-golden"):
            file.parent.mkdir(parents=True, exist_ok=True)
            drawn[name].save(file, "PNG", optimize=True)
        with Image.open(file) as kept:
            # Browsers smooth edges each in their own way.
            assert ImageStat.Stat(ImageChops.difference(kept.convert("L"), drawn[name])).mean[0] < 2, name
