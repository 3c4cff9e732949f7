"""Photographs: images made as cameras, phones and drawing programs write them, with the profiles of their colours."""

import io
import struct
from typing import Any

from PIL import Image

from catalogue.rendering.colours import ADOBE_GAMMA, make_profile
from catalogue.rendering.colours import ADOBE_RGB as ADOBE_PRIMARIES

# Colours of red, green and blue under D50, as the standards' own profiles give them.
DISPLAY_P3 = make_profile(((0.51512, 0.24120, -0.00105), (0.29198, 0.69225, 0.04189), (0.15710, 0.06657, 0.78407)), 2.2)
PROPHOTO = make_profile(((0.79767, 0.28804, 0.0), (0.13519, 0.71187, 0.0), (0.03134, 0.00009, 0.82490)), 1.8)
ADOBE_RGB = make_profile(ADOBE_PRIMARIES, ADOBE_GAMMA)


def _make_grey_profile() -> bytes:
    """Return a profile for grey without any curve, such as scanners give."""
    light = struct.pack(">4xiii", 63190, 65536, 54061)
    tags = {b"wtpt": b"XYZ " + light, b"kTRC": b"curv" + struct.pack(">4xI", 0)}
    table, data = b"", b""
    start = 132 + 12 * len(tags)
    for name, content in tags.items():
        table += name + struct.pack(">II", start + len(data), len(content))
        data += content
    size = start + len(data)
    head = struct.pack(">I4xI4s4s4s12x4s", size, 0x02100000, b"mntr", b"GRAY", b"XYZ ", b"acsp")
    head = (head + bytes(28) + light[4:]).ljust(128, b"\0")
    return head + struct.pack(">I", len(tags)) + table + data


GREY = _make_grey_profile()


def save(image: Image.Image, kind: str, **options: Any) -> bytes:
    """Return an image as the bytes of a file of some kind."""
    stream = io.BytesIO()
    image.save(stream, kind, **options)
    return stream.getvalue()


def make_film(kind: str, frames: int = 3) -> bytes:
    """Return an image of some kind that moves, if it has more than one frame."""
    shots = [Image.new("RGB", (40, 30), (60 * number, 120, 200)) for number in range(frames)]
    return save(shots[0], kind, save_all=True, append_images=shots[1:], duration=200, loop=0)
