"""Accessibility: WCAG 2.2 AA on every kind of page, as far as a machine can tell.

By axe, by keyboard, and as those see it who have large text, a small window, colours of their own or no motion.
"""

import json
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page, expect

from catalogue.model import COLOURS
from page_kinds import OWN_KINDS
from windows import DESK, PHONE, Visit, Watched, every_page

pytestmark = pytest.mark.browser

EYES = Path(__file__).with_name("eyes.js").read_text("utf-8").partition("\n")[2].strip()
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
IN_COLOUR = ["color-contrast", "link-in-text-block"]
"""The rules whose answer changes with light and dark; the rest judge what is the same in both."""
PATHS = ("front page", "theme", "interpretation", "catalogue", "overview")
"""The pages on which the keyboard is tried from the top to the end."""


def open_each(visit: Visit, own: str, tried: str, **options: Any) -> Iterator[tuple[str, Page]]:
    """Yield every kind of page with its address, open in one window a site, without motion."""
    windows = {address: visit(address, reduced_motion="reduce", **options) for address in (own, tried)}
    for address, path in every_page(own, tried):
        yield path, windows[address].open(path, "networkidle")


# By axe


def find_barriers(page: Page, rules: list[str]) -> list[str]:
    """Return what axe finds wrong with a page that it has been put into: the rule and the first element."""
    options = json.dumps({"runOnly": rules, "resultTypes": ["violations"]})
    found = page.evaluate(f"axe.run({options}).then(results => results.violations)")
    return [f"{one['id']}: {one['nodes'][0]['html'][:120]}" for one in found]


def test_no_kind_of_page_has_a_barrier(visit: Visit, own: str, tried: str) -> None:
    """Light and dark, on a phone and on a wide screen. A page is opened once, and then seen in four ways."""
    found: dict[str, list[str]] = {}
    for path, page in open_each(visit, own, tried, viewport=PHONE):
        page.evaluate(AXE_SCRIPT)
        for viewport, scheme in product((PHONE, DESK), ("light", "dark")):
            page.set_viewport_size(viewport)  # type: ignore[arg-type]
            page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
            barriers = find_barriers(page, WCAG if scheme == "light" else IN_COLOUR)
            found |= {f"{path} {viewport['width']} {scheme}": barriers} if barriers else {}
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        page.emulate_media(color_scheme="light")
    assert found == {}


# By keyboard


def luminance(colour: str) -> float:
    """Return the relative luminance of a computed colour, as WCAG 2.2 defines it."""
    parts = [float(part) / 255 for part in re.findall(r"[\d.]+", colour)[:3]]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Return the contrast of two computed colours."""
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def walk(page: Page) -> list[dict[str, Any]]:
    """Press Tab from the top of a page until it ends, and return what is reached, in order."""
    amount = page.evaluate(f"({EYES}).number()")
    reached = []
    for _ in range(amount):
        page.keyboard.press("Tab")
        found = page.evaluate(f"({EYES}).reached()")
        assert found is not None, f"after {reached[-1]['html']} the focus is nowhere"
        reached.append(found)
    assert [one["number"] for one in reached] == list(range(amount)), [one["html"] for one in reached][-3:]
    return reached


def jumps_back(before: dict[str, Any], after: dict[str, Any]) -> bool:
    """Tell whether the eye has to go back: up, and not to the next column, or to the left on the same line."""
    if before["isApart"] or after["isApart"]:  # The bar of the menu lies by the thumb, and so apart from the page.
        return False
    is_above = after["bottom"] <= before["top"] + 1
    is_on_the_same_line = after["top"] < before["bottom"] - 1 and before["top"] < after["bottom"] - 1
    is_to_the_left = bool(after["right"] <= before["left"] + 1)
    return (is_above and after["left"] < before["right"] - 1) or (is_on_the_same_line and is_to_the_left)


WAYS = {
    "on a phone in the light": {"viewport": PHONE, "color_scheme": "light"},
    "on a wide screen in the dark": {"viewport": DESK, "color_scheme": "dark"},
    "with forced colours": {"viewport": DESK, "forced_colors": "active"},
}


@pytest.mark.parametrize("way", WAYS)
def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(way: str, visit: Visit, own: str) -> None:
    watched = visit(own, reduced_motion="reduce", **WAYS[way])
    for kind in PATHS:
        page = watched.open(OWN_KINDS[kind], "networkidle")
        reached = walk(page)
        for before, after in zip([reached[0], *reached], reached, strict=False):
            where = f"{kind}: {after['html']}"
            assert not after["isHidden"], f"{where} is hidden"
            assert not jumps_back(before, after), f"{where} is before {before['html']}"
            assert after["outline"], f"{where} does not show that it has the focus"
            assert contrast(after["outline"], after["ground"]) >= 3, f"{where}: {after['outline']} on {after['ground']}"


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_the_first_step_of_the_keyboard_leads_past_the_menu(viewport: Any, visit: Visit, own: str, tried: str) -> None:
    for _, page in open_each(visit, own, tried, viewport=viewport):
        page.keyboard.press("Tab")
        skip = page.locator(":focus")
        expect(skip).to_have_text("Gå til indholdet")
        expect(skip).to_be_in_viewport(ratio=1)
        skip.press("Enter")
        expect(page.get_by_role("main")).to_be_focused()
        page.keyboard.press("Tab")
        assert page.evaluate("Boolean(document.activeElement.closest('main, footer'))")


# By landmarks and headings


def test_every_kind_of_page_has_its_landmarks_and_each_navigation_a_name(visit: Visit, own: str, tried: str) -> None:
    for path, page in open_each(visit, own, tried, viewport=DESK):
        for role in ("banner", "main", "contentinfo"):
            expect(page.get_by_role(role), path).to_have_count(1)  # type: ignore[arg-type]
        for role in ("navigation", "search", "region", "complementary"):
            names = re.findall(
                rf'^\s*- {role}(?: "([^"]+)")?(?=:|$)', page.locator("body").aria_snapshot(), re.MULTILINE
            )
            assert len(set(names)) == len(names), (path, role, names)
            assert all(names) or role == "search", (path, role, names)
            assert names or role not in ("navigation", "search"), (path, role)


# As others see it

_LARGE = "document.documentElement.style.fontSize = '200%'"
# WCAG 2.2, 1.4.12.
_SPACED = """
const sheet = new CSSStyleSheet()
sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-block-end: 2em !important }`)
document.adoptedStyleSheets = [sheet]
"""
SIGHTS = {
    "text at 200 % on a wide screen": (DESK, _LARGE),
    "text with more space on a wide screen": (DESK, _SPACED),
    "text with more space on a phone": (PHONE, _SPACED),
    "a window at 400 %": ({"width": 320, "height": 256}, ""),
}


@pytest.mark.parametrize("sight", SIGHTS)
def test_nothing_is_lost_or_scrolls_sideways_with(sight: str, visit: Visit, own: str, tried: str) -> None:
    viewport, change = SIGHTS[sight]
    found: dict[str, list[str]] = {}
    for path, page in open_each(visit, own, tried, viewport=viewport):
        page.evaluate(f"() => {{ {change} }}")
        if lost := page.evaluate(f"({EYES}).lost()"):
            found[path] = lost
    assert found == {}


def test_nothing_moves_for_those_who_asked_for_no_motion(visit: Visit, own: str, tried: str) -> None:
    for path, page in open_each(visit, own, tried, viewport=DESK):
        assert page.evaluate(f"({EYES}).moving()") == [], path
        assert page.evaluate("document.getAnimations().length") == 0, path


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_everything_is_seen_in_the_readers_own_colours(viewport: Any, visit: Visit, own: str, tried: str) -> None:
    found: dict[str, list[str]] = {}
    for path, page in open_each(visit, own, tried, viewport=viewport, forced_colors="active"):
        if unseen := sorted(set(page.evaluate(f"({EYES}).unseen()"))):
            found[path] = unseen
    assert found == {}


# Colours, as the browser computes them from the tokens. tests/views/test_looks.py has the pairs of the plain schemes.

GROUNDS = ("ground", "surface", "sunken")
MORE = [
    *product(("ink", "ink-soft", "link", "brand", "example", "line-strong"), GROUNDS),
    *((colour, ground) for colour in COLOURS for ground in (f"{colour}-soft", *GROUNDS)),
    *(("ink", f"{colour}-soft") for colour in COLOURS),
    *product(("ink", "ink-soft", "link"), ("brand-soft",)),
    ("on-brand", "brand"),
    ("on-brand", "brand-hover"),
    ("example", "example-ground"),
]
"""Words on grounds, for those who ask for more contrast: 7 to 1, as WCAG's AAA does."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_and_edges_have_the_contrast_of_aaa_for_those_who_ask_for_more(
    scheme: str, visit: Visit, own: str
) -> None:
    watched: Watched = visit(own, color_scheme=scheme, contrast="more")
    names = sorted({name for pair in MORE for name in pair} | {"focus"})
    values = watched.open("").evaluate(f"names => ({EYES}).colours(names)", names)
    poor = {pair: round(contrast(*(values[name] for name in pair)), 1) for pair in MORE}
    assert {pair: amount for pair, amount in poor.items() if amount < 7} == {}
    assert all(contrast(values["focus"], values[ground]) >= 4.5 for ground in GROUNDS)
