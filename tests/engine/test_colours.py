"""Colours: every one of Material's can be read, in light and dark, and by those who ask for more contrast."""

import re
from itertools import product

import pytest

from catalogue.engine import colours, styles
from catalogue.model.fields import COLOURS
from some import some

CONDITIONS = {
    "light": "",
    "dark": "@media screen and (prefers-color-scheme: dark)",
    "more": "@media (prefers-contrast: more)",
    "dark more": "@media screen and (prefers-color-scheme: dark) and (prefers-contrast: more)",
}
PALETTES = [*((primary, "") for primary in colours.PRIMARY.values()), *product(["#4051b5"], colours.ACCENT.values())]


def values_of(css: str) -> dict[str, dict[str, str]]:
    """Return the colours in each block of some CSS, by the condition under which it holds."""
    found: dict[str, dict[str, str]] = {}
    for condition, block in re.findall(r"(@media [^{]+?)? ?(?:\{\s*)?:root \{(.*?)\}", css, re.DOTALL):
        found.setdefault(condition, {}).update(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{3,6});", block))
    return found


def seen(palette: tuple[str, str]) -> dict[str, dict[str, str]]:
    """Return the colours as a browser has them under each condition, by its name."""
    css = styles.tokens() + colours.style_palette(styles.tokens(), palette, palette)
    blocks = values_of(css)
    holding = {"light": ["light"], "dark": ["light", "dark"], "more": ["light", "more"], "dark more": [*CONDITIONS]}
    return {
        name: {token: value for part in parts for token, value in blocks[CONDITIONS[part]].items()}
        for name, parts in holding.items()
    }


@pytest.mark.parametrize("palette", PALETTES, ids=" ".join)
def test_every_colour_of_materials_can_be_read_on_every_ground(palette: tuple[str, str]) -> None:
    for name, values in some(seen(palette).items()):
        limit = 7 if "more" in name else 4.5
        pairs = [
            *product(("brand", "link", "focus", "ink", "ink-soft"), ("ground", "surface", "sunken")),
            *product(("link", "ink", "ink-soft"), ("brand-soft",)),
            *product(("brand", "brand-hover"), ("on-brand",)),
        ]
        for words, ground in pairs:
            least = 3 if words == "focus" else limit
            assert colours.contrast(values[words], values[ground]) >= least, (name, words, ground)
        # The focus is two rings, and nobody need see more than one of them.
        for ground in ("ground", "surface", "sunken"):
            rings = [colours.contrast(values[ring], values[ground]) for ring in ("focus", "focus-inner")]
            assert max(rings) >= 4.5, (name, ground)
        for theme in COLOURS:
            assert colours.contrast(values["focus"], values[f"{theme}-soft"]) >= 3, (name, theme)


def test_a_colour_that_can_be_read_stays_as_it_is() -> None:
    assert colours.legible("#4051b5", ["#fff", "#fbf8f3"], 4.5, is_dark=False) == "#4051b5"


@pytest.mark.parametrize(("colour", "is_dark"), [*product(("#ffec3d", "#000000", "#ffffff", "#757575"), (True, False))])
def test_a_colour_becomes_legible_or_as_dark_or_light_as_can_be(colour: str, is_dark: bool) -> None:
    ground = "#12191f" if is_dark else "#f3eee5"
    assert colours.contrast(colours.legible(colour, [ground], 4.5, is_dark), ground) >= 4.5
    assert colours.legible(colour, ["#777777"], 21, is_dark) == ("#ffffff" if is_dark else "#000000")


def test_without_a_palette_nothing_is_added() -> None:
    assert colours.style_palette(styles.tokens(), ("", ""), ("", "")) == ""


@pytest.mark.parametrize(("first", "second", "expected"), [("#000", "#fff", 21), ("#777777", "#ffffff", 4.48)])
def test_contrast_is_that_of_wcag(first: str, second: str, expected: float) -> None:
    assert colours.contrast(first, second) == colours.contrast(second, first) == pytest.approx(expected, abs=0.005)
