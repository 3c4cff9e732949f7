"""Illustrations: contributed images as the site shows them – made anew, and with their size."""

import re
from collections.abc import Mapping

from catalogue.model.links import SCHEME
from catalogue.rendering import pictures
from catalogue.rendering.pictures import Picture

_TAG = re.compile(rf'<(a|img)((?:\s(?:[^">]|"[^"]*")*)?\s(?:href|src)="{SCHEME})([^"]*)("(?:[^">]|"[^"]*")*)>')


def place_pictures(html: str, made: Mapping[str, Picture]) -> str:
    """Return a text with its images, and its links to images, led to the pictures that were made of them."""

    def place(match: re.Match[str]) -> str:
        tag, before, path, after = match.groups()
        if path not in made:
            return match[0]
        size = f" {_describe_size(made[path])}" if tag == "img" else ""
        return f"<{tag}{before}{pictures.address_of(path)}{after}{size}>"

    return _TAG.sub(place, html) if made and SCHEME in html else html


def _describe_size(picture: Picture) -> str:
    """Return the attributes that keep a picture's place on the page until it is there."""
    return f'width="{picture.width}" height="{picture.height}" loading="lazy" decoding="async"'
