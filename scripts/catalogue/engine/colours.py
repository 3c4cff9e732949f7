"""Colours: those that `theme.palette` names, made dark or light enough to be read on every ground of ours.

A colour keeps its hue. Its lightness moves until words in it, and words on it, have the contrast of WCAG 2.2: 4.5 to 1
(1.4.3), and 7 to 1 (1.4.6) for readers who ask for more contrast, as the tokens themselves have.
"""

import colorsys
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

PRIMARY: Mapping[str, str] = {
    "red": "#ef5552",
    "pink": "#e92063",
    "purple": "#ab47bd",
    "deep-purple": "#7e56c2",
    "indigo": "#4051b5",
    "blue": "#2094f3",
    "light-blue": "#02a6f2",
    "cyan": "#00bdd6",
    "teal": "#009485",
    "green": "#4cae4f",
    "light-green": "#8bc34b",
    "lime": "#cbdc38",
    "yellow": "#ffec3d",
    "amber": "#ffc105",
    "orange": "#ffa724",
    "deep-orange": "#ff6e42",
    "brown": "#795649",
    "grey": "#757575",
    "blue-grey": "#546d78",
    "black": "#14151a",
    "white": "#ffffff",
}
ACCENT: Mapping[str, str] = {
    "red": "#ff1a47",
    "pink": "#f50056",
    "purple": "#df41fb",
    "deep-purple": "#7c4dff",
    "indigo": "#526cfe",
    "blue": "#4287ff",
    "light-blue": "#0091eb",
    "cyan": "#00bad6",
    "teal": "#00bda4",
    "green": "#00c753",
    "light-green": "#63de17",
    "lime": "#b0eb00",
    "yellow": "#ffd500",
    "amber": "#ffaa00",
    "orange": "#ff9100",
    "deep-orange": "#ff6e42",
}
"""Material's names, and what it means by them."""
CONTRAST, MORE_CONTRAST = 4.5, 7.0
_STEP = 0.01
_GROUNDS = ("ground", "surface", "sunken")
_SOFT = 0.14
"""How much of the primary colour there is in the ground of what is marked by it, at most."""
_BLOCK = re.compile(r"(?:(@media [^{]+?) \{\s*)?:root \{(.*?)\}", re.DOTALL)
_VALUE = re.compile(r"--([a-z-]+):\s*(#[0-9a-f]{3,6});")


def style_palette(tokens: str, light: tuple[str, str], dark: tuple[str, str]) -> str:
    """Return CSS that gives our tokens the colours of a palette, to stand after the tokens, whose text is given.

    `light` and `dark` are a primary and an accent each, as `#rrggbb` or empty; what is empty stays as it is.
    """
    if not any((*light, *dark)):
        return ""
    return "".join(
        f"{condition} {{\n:root {{{block}}}\n}}\n" if condition else f":root {{{block}}}\n"
        for condition, block in _blocks(tokens, light, dark)
    )


def _blocks(tokens: str, light: tuple[str, str], dark: tuple[str, str]) -> Iterator[tuple[str, str]]:
    """Yield each condition under which the tokens have colours, and the colours of the palette under it."""
    read: dict[str, dict[str, str]] = {}
    for condition, block in _BLOCK.findall(tokens):
        if values := dict(_VALUE.findall(block)):
            read[condition] = values
    for condition in read:
        is_dark, is_more = "scheme: dark" in condition, "contrast: more" in condition
        # What holds then: each later block overrules those before it whose condition is part of its own.
        holds = [
            values
            for other, values in read.items()
            if is_dark >= ("scheme: dark" in other) and is_more >= ("contrast: more" in other)
        ]
        made = _derive(
            {name: value for values in holds for name, value in values.items()}, is_dark, is_more, light, dark
        )
        yield condition, " ".join(f"--{name}: {value};" for name, value in made.items())


def _derive(
    values: Mapping[str, str], is_dark: bool, is_more: bool, light: tuple[str, str], dark: tuple[str, str]
) -> Mapping[str, str]:
    """Return the tokens that a primary and an accent colour give, where the other tokens have these values."""
    primary, accent = dark if is_dark else light
    limit = MORE_CONTRAST if is_more else CONTRAST
    grounds = [values[name] for name in _GROUNDS]
    made: dict[str, str] = {}
    if primary:
        brand = legible(primary, [*grounds, values["on-brand"]], limit, is_dark)
        soft = _soften(brand, values["surface"], [values["ink"], values["ink-soft"]], limit)
        link = legible(primary, [*grounds, soft], limit, is_dark)
        made |= {"brand": brand, "brand-hover": _move(brand, 8 * _STEP, is_dark), "brand-soft": soft, "link": link}
    if accent:
        focus = legible(accent, grounds, limit, is_dark)
        made |= {"brand-hover": legible(accent, [*grounds, values["on-brand"]], limit, is_dark), "focus": focus}
    return made


def legible(colour: str, others: Iterable[str], limit: float, is_dark: bool) -> str:
    """Return a colour made darker, or lighter where it is dark, until its contrast to all others reaches a limit."""
    grounds = list(others)
    return _until(colour, lambda tried: all(contrast(tried, ground) >= limit for ground in grounds), is_dark)


def _until(colour: str, is_enough: Callable[[str], bool], is_dark: bool) -> str:
    end = "#ffffff" if is_dark else "#000000"
    while colour != end and not is_enough(colour):
        colour = _move(colour, _STEP, is_dark)
    return colour


def _move(colour: str, step: float, is_dark: bool) -> str:
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(colour))
    lightness = min(1.0, lightness + step) if is_dark else max(0.0, lightness - step)
    return _to_hex(colorsys.hls_to_rgb(hue, lightness, saturation))


def _soften(colour: str, ground: str, words: Iterable[str], limit: float) -> str:
    """Return a ground with something of a colour in it: as much as leaves some words legible."""
    written = list(words)
    for percent in range(round(_SOFT * 100), 0, -1):
        share = percent / 100
        mixed = (a * share + b * (1 - share) for a, b in zip(_parts(colour), _parts(ground), strict=True))
        soft = _to_hex(tuple(mixed))
        if all(contrast(word, soft) >= limit for word in written):
            return soft
    return ground


def contrast(first: str, second: str) -> float:
    """Return the contrast of two colours, `#rgb` or `#rrggbb`, as WCAG 2.2 defines it: 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of WCAG 2.2."""
    linear = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(colour))
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _parts(colour: str) -> tuple[float, float, float]:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _to_hex(parts: Iterable[float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)
