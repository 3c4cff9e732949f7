"""Accessibility: WCAG 2.2 AA on every kind of page, as far as a machine can tell.

By axe, by keyboard, and as those see it who have large text, a small window, colours of their own or no motion.
"""

import re
from collections.abc import Callable
from itertools import product
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser, Page, ViewportSize

import trees
from barriers import WCAG, find_barriers
from catalogue.model.fields import COLOURS
from page_kinds import OWN_KINDS
from windows import DESK, PHONE, Visit, Watched, every_page

pytestmark = pytest.mark.browser

EYES = "({})".format((trees.TESTS / "tools/eyes.js").read_text("utf-8").partition("export const eyes = ")[2])
PATHS = ("front page", "theme", "interpretation", "catalogue", "overview")
"""The pages on which the keyboard is tried from the top to the end."""


DEVICES: dict[str, ViewportSize] = {"phone": {"width": 390, "height": 844}, "desk": {"width": 1280, "height": 900}}
FRAMES = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
EMBEDDED = "/embed/"
ONCE, NAMED = ("banner", "main", "contentinfo"), ("navigation", "search", "region", "complementary")
_LARGE = "document.documentElement.style.fontSize = '200%'"
# WCAG 2.2, 1.4.12.
_SPACED = """
const sheet = new CSSStyleSheet()
sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-block-end: 2em !important }`)
document.adoptedStyleSheets = [sheet]
"""
_UNSPACED = "document.adoptedStyleSheets = []"
SIGHTS: dict[str, tuple[ViewportSize, str, str]] = {
    "text at 200 % on a wide screen": (DEVICES["desk"], _LARGE, "document.documentElement.style.fontSize = ''"),
    "text with more space on a wide screen": (DEVICES["desk"], _SPACED, _UNSPACED),
    "text with more space on a phone": (DEVICES["phone"], _SPACED, _UNSPACED),
    "a window at 400 %": ({"width": 320, "height": 256}, "", ""),
}
"""In which window, and with what change, the words of a page must all be there."""

Findings = dict[str, dict[str, list[str]]]
"""What was found, by what was looked for, and by page."""
See = Callable[[Page], list[str]]
"""Returns what is found on an open page when it is seen in one way."""


def look(page: Page, eye: str) -> list[str]:
    """Return what one of the eyes sees on a page."""
    found: list[str] = page.evaluate(f"({EYES}).{eye}()")
    return found


def find_nameless(page: Page) -> list[str]:
    """Return what is wrong with the landmarks of a page: missing, double, or with nothing to tell them apart by."""
    landmarks = re.findall(r'^\s*- ([a-z]+)(?: "([^"]+)")?(?=:|$)', page.locator("body").aria_snapshot(), re.MULTILINE)
    names = {role: [name for found, name in landmarks if found == role] for role in (*ONCE, *NAMED)}
    wrong = [f"{len(names[role])} × {role}" for role in ONCE if len(names[role]) != 1]
    wrong += [f"{role}: {names[role]}" for role in NAMED if len({*names[role]}) < len(names[role]) or "" in names[role]]
    if EMBEDDED in page.url:  # A part of somebody else's page: the landmarks are theirs.
        return [fault for fault in wrong if not fault.endswith(("banner", "contentinfo"))]
    return wrong + [f"no {role}" for role in ("navigation", "search") if not names[role]]


def _by_axe(viewport: ViewportSize, scheme: Literal["light", "dark"]) -> See:
    def see(page: Page) -> list[str]:
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme=scheme)
        return find_barriers(page, WCAG)

    return see


def _in_forced_colours(viewport: ViewportSize) -> See:
    def see(page: Page) -> list[str]:
        page.set_viewport_size(viewport)
        page.emulate_media(color_scheme="light", forced_colors="active")
        found = sorted(set(look(page, "unseen")))
        page.emulate_media(forced_colors="none")
        return found

    return see


def _with_a_change(viewport: ViewportSize, change: str, undo: str) -> See:
    def see(page: Page) -> list[str]:
        page.set_viewport_size(viewport)
        page.evaluate(f"() => {{ {change} }}")
        page.evaluate(FRAMES)  # What watches sizes gets its turn.
        found = look(page, "lost")
        page.evaluate(f"() => {{ {undo} }}")
        return found

    return see


# Axe takes most of the time, and most of it for colours, which are the same on a phone and on a desk, while all but
# colours is the same in the light and in the dark. `make audit` looks at all of it in all four ways.
CHECKS: dict[str, See] = {
    "axe, phone, light": _by_axe(DEVICES["phone"], "light"),
    "landmarks": find_nameless,
    "motion": lambda page: look(page, "moving"),
    "axe, desk, dark": _by_axe(DEVICES["desk"], "dark"),
    **{f"forced colours, {device}": _in_forced_colours(viewport) for device, viewport in DEVICES.items()},
    **{sight: _with_a_change(*ways) for sight, ways in SIGHTS.items()},
}
"""What is looked for on an open page, in the order of the ways that it is seen."""


@pytest.fixture(scope="module")
def findings(browser: Browser, own: str, tried: str) -> Findings:
    """What is found on every kind of page. Each is opened once, and then seen in all ways."""
    found: Findings = {}
    context = browser.new_context(locale="da-DK", viewport=DEVICES["phone"], reduced_motion="reduce")
    page = context.new_page()
    for address, path in every_page(own, tried):
        page.goto(address + path, wait_until="networkidle")
        for sought, see in CHECKS.items():
            faults = see(page)
            found.setdefault(sought, {}).update({path: faults} if faults else {})
    context.close()
    return found


@pytest.mark.parametrize("sought", CHECKS)
def test_no_kind_of_page_has_a_barrier(sought: str, findings: Findings) -> None:
    assert findings[sought] == {}


SPOILT = {
    "axe, phone, light": "document.querySelector('h1').outerHTML = '<h3>x</h3>'",
    "axe, desk, dark": "document.querySelector('h1').style.color = '#666'",
    "forced colours, desk": "document.querySelector('footer').style.maskImage = 'linear-gradient(#000, #000)'",
    "landmarks": "document.querySelector('main').outerHTML = '<div>x</div>'",
    "motion": "document.querySelector('h1').style.transition = 'all 1s'",
    "text with more space on a phone": (
        "Object.assign(document.querySelector('h1').style, { height: '1em', overflow: 'hidden' })"
    ),
    "a window at 400 %": "document.querySelector('h1').style.whiteSpace = 'nowrap'",
}


@pytest.mark.parametrize("sought", SPOILT)
def test_a_barrier_is_found(sought: str, visit: Visit, own: str) -> None:
    page = visit(own, reduced_motion="reduce").open(OWN_KINDS["interpretation"])
    page.evaluate(f"() => {{ {SPOILT[sought]} }}")
    assert CHECKS[sought](page)


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
