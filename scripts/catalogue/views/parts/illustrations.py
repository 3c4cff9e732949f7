"""Illustrations: contributed images as the site shows them – made anew, and with their size."""

import re
from collections.abc import Mapping

from catalogue.model.links import SCHEME
from catalogue.reading.files import IMAGE_ENDINGS
from catalogue.rendering import pictures
from catalogue.rendering.pictures import Picture

_TAG = re.compile(rf'<(a|img)((?:\s(?:[^">]|"[^"]*")*)?\s(?:href|src)="{SCHEME})([^"]*)("(?:[^">]|"[^"]*")*)>')

_TALL = 2.5
"""How much taller than wide a picture is that runs over several sheets: a screenshot of a whole page, a long poster."""


def place_pictures(html: str, made: Mapping[str, Picture], channels: Mapping[str, str] | None = None) -> str:
    """Return a text with its images, and its links to images, led to the pictures that were made of them.

    An image of which there is no picture is not shown, and not linked to: nobody has said yes to it. `channels` says of
    each image, by its path, where it may be shown: »Del« reads it in the page.
    """

    def place(match: re.Match[str]) -> str:
        tag, before, written, after = match.groups()
        path = _path_of(written)
        if path not in made:
            is_image = path.endswith(IMAGE_ENDINGS)
            return match[0] if not is_image else "" if tag == "img" else "<a>"
        told = f" {describe(made[path], (channels or {}).get(path, ''))}" if tag == "img" else ""
        return f"<{tag}{before}{pictures.address_of(path)}{after}{told}>"

    return _TAG.sub(place, html) if SCHEME in html else html


def find_shown(html: str) -> frozenset[str]:
    """Return the paths of the images that a text shows, however the writer spelled the way to them."""
    return frozenset(_path_of(found[3]) for found in _TAG.finditer(html) if found[1] == "img")


def _path_of(address: str) -> str:
    """Return the path of the file at an address within the site: a place within a picture is the picture."""
    return address.partition("#")[0]


def describe(picture: Picture, channels: str = "") -> str:
    """Return the attributes that keep a picture's place on the page until it is there, and say what it needs there.

    `channels` is where it may be shown.
    """
    told = f' data-channels="{channels}"' if channels else ""
    looks = looks_of(picture)
    named = f'class="{looks}" ' if looks else ""
    return f'{named}width="{picture.width}" height="{picture.height}" loading="lazy" decoding="async"{told}'


def looks_of(picture: Picture) -> str:
    """Return the names of the classes that a picture needs beside those of its place: often none."""
    looks = {"c-picture--clear": picture.is_clear, "c-picture--tall": _is_tall(picture)}
    return " ".join(name for name, holds in looks.items() if holds)


def _is_tall(picture: Picture) -> bool:
    """Tell whether a picture would be too narrow to be read if all of it had to fit on one sheet of paper."""
    return picture.height > _TALL * picture.width
