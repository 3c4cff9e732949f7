"""The looks, as far as numbers go: contrast in both schemes, weight, and nothing from other hosts.

(engine.styles)
"""

import gzip
import re
from itertools import product
from pathlib import Path

import pytest

from catalogue.checkout import OVERRIDES
from catalogue.engine import styles
from catalogue.language.slugs import slugify
from catalogue.model.fields import COLOURS, ICONS
from catalogue.model.statuses import Mark
from some import some

STYLES = sorted(file for file in OVERRIDES.rglob("*.css") if file.relative_to(OVERRIDES).as_posix() not in styles.APART)
SCRIPTS = sorted(OVERRIDES.rglob("*.js"))
ON_EVERY_PAGE = [OVERRIDES / path for path in ("frame/scheme.js", *styles.ON_EVERY_PAGE)]
MAX_WEIGHT = 30_000
SCHEMES = ("light", "dark")


def read_colours() -> dict[str, dict[str, str]]:
    css = (OVERRIDES / "frame" / "tokens.css").read_text("utf-8")
    light, dark, *_ = re.split(r"@media [^{]*", css)  # More contrast: tests/browser/test_accessibility.py.
    light_values, dark_values = (dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{3,6});", text)) for text in (light, dark))
    return dict(zip(SCHEMES, (light_values, dark_values), strict=True))


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(digit * 2 for digit in colour[1:])
    parts = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(("scheme", "colour"), [*product(SCHEMES, COLOURS)])
def test_a_themes_colour_can_be_read_on_every_ground(scheme: str, colour: str) -> None:
    values = read_colours()[scheme]
    for ground in (f"{colour}-soft", "ground", "surface", "sunken"):
        assert contrast(values[colour], values[ground]) >= 4.5, ground
    assert contrast(values["ink"], values[f"{colour}-soft"]) >= 7


@pytest.mark.parametrize(
    ("scheme", "words", "ground"),
    [
        (scheme, words, ground)
        for scheme in SCHEMES
        for words, ground in [
            *product(("ink", "ink-soft", "link"), ("ground", "surface", "sunken", "brand-soft")),
            ("on-brand", "brand"),
            ("on-brand", "brand-hover"),
            ("example", "example-ground"),
        ]
    ],
)
def test_words_can_be_read(scheme: str, words: str, ground: str) -> None:
    values = read_colours()[scheme]
    assert contrast(values[words], values[ground]) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES)
def test_focus_and_edges_stand_out(scheme: str) -> None:
    values = read_colours()[scheme]
    for ground in ("ground", "surface", "sunken", *(f"{colour}-soft" for colour in COLOURS)):
        assert contrast(values["focus"], values[ground]) >= 3
        assert contrast(values["line-strong"], values[ground]) >= 3


def test_every_colour_icon_and_status_has_its_style() -> None:
    css = "".join(file.read_text("utf-8") for file in STYLES)
    for name in (*(f"c-hue--{colour}" for colour in COLOURS), *(f"c-icon--{slugify(icon)}" for icon in ICONS)):
        assert f".{name} " in css
    for mark in {*Mark} - {Mark.OPEN}:  # The plain circle.
        assert f".c-mark--{mark} {{" in css
    assert set(re.findall(r"\.c-mark--([a-z-]+)", css)) <= {*Mark}


def test_the_styles_and_the_scripts_of_every_page_are_light() -> None:
    joined = (b"\n".join(file.read_bytes() for file in files) for files in (STYLES, ON_EVERY_PAGE))
    assert sum(len(gzip.compress(text, 9)) for text in joined) <= MAX_WEIGHT


@pytest.mark.parametrize("file", [*STYLES, *SCRIPTS, *OVERRIDES.rglob("*.html")], ids=lambda file: file.name)
def test_nothing_comes_from_another_host(file: Path) -> None:
    text = file.read_text("utf-8").replace("http://www.w3.org/2000/svg", "")
    # `@import {` names the types in a comment; in a stylesheet it would fetch another.
    assert not re.search(r"https?://|@import(?! \{)|url\(\s*[\"']?//", text)


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: file.name)
def test_readers_get_a_script_without_the_types_and_with_all_of_its_code(file: Path) -> None:
    published = styles.scripts()[f"{styles.SCRIPTS}/{file.relative_to(OVERRIDES).as_posix()}"]
    written = file.read_text("utf-8").splitlines()
    kept = iter(published.splitlines())
    line = next(kept, None)
    dropped = []
    for one in written:
        if one == line:
            line = next(kept, None)
        else:
            dropped.append(one.strip())
    assert line is None, line
    assert dropped, "it says nothing of itself"
    assert [one for one in dropped if not one.startswith(("/*", "*"))] == []
    assert not re.search(r"^\s*/[*]{2}[^/]*[*]/$", published, re.MULTILINE)


def test_what_a_script_imports_lies_there() -> None:
    imports = ((file, re.findall(r'(?:from|import) ?\(?"(\.[^"]+)"', file.read_text("utf-8"))) for file in SCRIPTS)
    for file, address in some((file, address) for file, addresses in imports for address in addresses):
        assert (file.parent / address).is_file(), (file.name, address)


def test_the_order_of_the_styles_does_not_hang_on_folders() -> None:
    """Tokens and base, every component by name, every page by name, and paper."""
    names = [file.name for file in styles.style_files() if file.parent.name != "pages"]
    assert names == ["tokens.css", "base.css", *sorted(names[2:-1]), "print.css"]
    assert {"icon.css", "nav.css", "qr.css", "search-field.css", "matrix.css"} < set(names)
    assert not set(styles.style_files()) & {OVERRIDES / path for path in styles.APART}


def test_classes_have_one_of_the_two_prefixes() -> None:
    met = 0
    markdown = {"admonition", "admonition-title", "footnote", "footnote-ref", "task-list", "task-list-item"}
    for file in STYLES:
        css = re.sub(r'url\("[^"]*"\)|/\*.*?\*/', "", file.read_text("utf-8"), flags=re.DOTALL)
        for name in re.findall(r"\.(-?[a-z][\w-]*)", re.sub(r"\{[^{}]*\}", "{}", css)):
            met += 1
            assert name.startswith(("c-", "p-")) or name in markdown, (file.name, name)
    assert met > 100


def test_colours_stand_in_the_tokens_and_nowhere_else() -> None:
    for file in some(file for file in STYLES if file.name != "tokens.css"):
        css = re.sub(r'url\("[^"]*"\)|/\*.*?\*/', "", file.read_text("utf-8"), flags=re.DOTALL)
        assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?![^{]*\{)|\b(?:rgb|hsl|oklch)a?\(", css), file.name
