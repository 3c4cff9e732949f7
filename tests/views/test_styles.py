"""Styles: every class belongs to one component, which alone says how it looks. (engine.styles)

A component's classes are `c-name`, `c-name__part` and `c-name--kind`; a page's are `p-name`, or `c-page--kind` where
all of the page is meant. A stylesheet may say how another component looks within its own (`.c-finder .c-search-field`),
and paper has the last word about all of them.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from catalogue import checkout
from catalogue.engine import styles
from some import some

PAPER = {checkout.OVERRIDES / path for path in styles.LAST}
ELEMENTS = {"c-address", "c-print", "c-qr", "c-search-page", "c-share", "c-copy"}
"""Custom elements, and what only scripts look for: nothing needs to dress them."""
_COMMENT = re.compile(r"/\*.*?\*/|\"(?:[^\"\\]|\\.)*\"", re.DOTALL)
_NAME = r"[cp]-[a-z0-9]+(?:-[a-z0-9]+)*"
_BLOCK = re.compile(rf"[.](c-page--[a-z]+|{_NAME})")
_USED = re.compile(r"(?<![\w./#-])(c-[a-z0-9]+(?:-[a-z0-9]+)*)(?=__|--|[^\w-]|$)")


def selectors_of(css: str) -> Iterator[str]:
    """Yield each selector of a stylesheet, those of a list one by one."""
    for rule in re.finditer(r"([^{}@;]+)\{", _COMMENT.sub("", css)):
        yield from map(str.strip, re.split(r",(?![^(]*\))", rule[1]))


def owned_by(css: str) -> set[str]:
    """Return the components that a stylesheet says the looks of.

    Those are the ones that stand alone in a selector. One that names more, and none of those, is led by its owner:
    `.c-finder .c-search-field`.
    """
    named = [blocks for blocks in map(_BLOCK.findall, selectors_of(css)) if blocks]
    alone = {blocks[0] for blocks in named if len(set(blocks)) == 1}
    return alone | {blocks[0] for blocks in named if alone.isdisjoint(blocks)}


def homes_of(sheets: Mapping[str, str]) -> dict[str, set[str]]:
    """Return the stylesheets that say how each component looks."""
    homes: dict[str, set[str]] = defaultdict(set)
    for name, css in sheets.items():
        for block in owned_by(css):
            homes[block].add(name)
    return homes


def read(files: Iterable[Path]) -> dict[str, str]:
    return {file.relative_to(checkout.OVERRIDES).as_posix(): file.read_text("utf-8") for file in files}


def worn_on_pages() -> dict[str, str]:
    """Return the stylesheets that a page may wear together, by their paths, but for that of paper."""
    more = (checkout.OVERRIDES / path for path in (*styles.APART, *styles.OPTIONAL))
    return read(file for file in (*styles.style_files(), *more) if file not in PAPER)


WORN = {"pages": worn_on_pages(), "embedded": read(checkout.OVERRIDES / path for path in styles.EMBED)}


@pytest.mark.parametrize("sheets", WORN.values(), ids=WORN)
def test_a_component_gets_its_looks_from_one_stylesheet(sheets: Mapping[str, str]) -> None:
    homes = homes_of(sheets)
    assert {block: sorted(files) for block, files in some(homes.items()) if len(files) > 1} == {}


def test_a_component_with_a_folder_of_its_own_has_its_looks_there() -> None:
    folders = {f"c-{folder.name}": folder for folder in checkout.OVERRIDES.glob("parts/*")}
    homes = {block: files for block, files in homes_of(WORN["pages"]).items() if block in folders}
    assert len(homes) > 20
    assert {
        block: sorted(files)
        for block, files in homes.items()
        if files != {(folders[block] / f"{folders[block].name}.css").relative_to(checkout.OVERRIDES).as_posix()}
    } == {}


def test_every_stylesheet_is_judged() -> None:
    judged = {*WORN["pages"], *WORN["embedded"], *styles.LAST}
    assert judged == set(read(checkout.OVERRIDES.rglob("*.css")))


def test_one_name_for_two_components_is_found() -> None:
    """As it was: the ways on from the front page, and the ways into the stories, which fell apart at 992 px."""
    finder = ".c-ways { gap: 1em } @media (min-width: 62em) { .c-ways { grid-template-columns: repeat(3, 1fr) } }"
    sheets = {"finder.css": finder, "chip.css": ".c-chip, .c-ways__label { font-weight: 600 }"}
    assert homes_of(sheets) == {"c-ways": {"finder.css", "chip.css"}, "c-chip": {"chip.css"}}


def test_another_component_is_dressed_only_together_with_ones_own() -> None:
    assert owned_by(".c-finder .c-search-field { margin: 0 } .p-theme .c-prose { margin: 0 }") == {
        "c-finder",
        "p-theme",
    }
    assert owned_by(".c-field { margin: 0 } .c-header .c-field { margin: 1em }") == {"c-field"}
    assert owned_by(".c-field { margin: 0 } .c-header .c-icon { margin: 1em }") == {"c-field", "c-header"}
    assert owned_by("@media print { .c-card, .c-tile:hover > a:not(.c-tile__link) { color: red } }") == {
        "c-card",
        "c-tile",
    }
    assert owned_by('.c-icon { --drawing: url("data:a.c-note{}") } /* .c-panel {} */') == {"c-icon"}


def test_every_class_of_a_template_or_a_script_is_dressed() -> None:
    dressed = {name for sheets in (*WORN.values(), read(PAPER)) for css in sheets.values() for name in _names(css)}
    used = defaultdict(set)
    for file in (*checkout.OVERRIDES.rglob("*.html"), *checkout.OVERRIDES.rglob("*.js")):
        for name in _USED.findall(file.read_text("utf-8")):
            used[name].add(file.name)
    assert {name: files for name, files in some(used.items()) if name not in dressed | ELEMENTS} == {}


def _names(css: str) -> Iterator[str]:
    return (name for selector in selectors_of(css) for name in re.findall(rf"[.]({_NAME})", selector))
