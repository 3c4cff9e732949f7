"""Colours: an image's own colours become those that every screen means by the same numbers, sRGB in eight bits.

A picture is made anew without its profile, so numbers that meant Display P3 or Adobe RGB must become others. What is
returned has one of Pillow's plain modes. Runs in a worker.
"""

import io
import struct
from collections.abc import Mapping

from PIL import ExifTags, Image, ImageCms

Matrix = tuple[tuple[float, float, float], tuple[float, float, float], tuple[float, float, float]]
"""The colours of red, green and blue as X, Y and Z under the profiles' common light, D50."""
ADOBE_RGB: Matrix = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
"""Adobe RGB (1998) Color Image Encoding, adapted to D50."""
ADOBE_GAMMA = 563 / 256
_ADOBE_MARK = "R03"
"""How a camera says Adobe RGB without a profile: the interoperability index of DCF 2.0 in EXIF."""
_MODES: Mapping[str, str] = {"RGB": "RGB", "GRAY": "L", "CMYK": "CMYK"}
"""The mode of pixels that a profile of a colour space is for."""
_STEPS: Mapping[str, int] = {"L;2": 85, "L;4": 17}
"""What one step of a shallow grey becomes in eight bits, by the way that a PNG file writes it."""


def make_plain(image: Image.Image, written: str = "") -> Image.Image:
    """Return an image in eight bits a channel, in its own colours: `L`, `RGB` or `CMYK`, or `RGBA` with transparency.

    `written` is Pillow's name for how the pixels stand in the file, as `L;4`: a colour that means transparent is given
    in the file's own depth.
    """
    clear = image.info.get("transparency")
    if image.mode == "I" or image.mode.startswith("I;"):
        return _shrink_depth(image, clear)
    if isinstance(clear, int):
        image.info["transparency"] = clear * _STEPS.get(written, 1)
    elif isinstance(clear, tuple) and max(clear) > 255:
        image.info["transparency"] = tuple(value >> 8 for value in clear)
    if image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or clear is not None:
        return image.convert("RGBA")
    if image.mode in ("L", "CMYK"):
        return image
    return image.convert("L" if image.mode == "1" else "RGB")


def _shrink_depth(image: Image.Image, clear: object) -> Image.Image:
    """Return a grey image of sixteen bits in eight. Pillow itself cuts the brighter values off."""
    deep = image.convert("I")
    grey = deep.point([round(value / 257) for value in range(65536)], "L")
    if not isinstance(clear, int):
        return grey
    seen = deep.point([0 if value == clear else 255 for value in range(65536)], "L")
    return Image.merge("RGBA", (grey, grey, grey, seen))


def profile_of(image: Image.Image) -> bytes:
    """Return the profile that an image's colours are told by, or nothing: then they are sRGB already."""
    profile = image.info.get("icc_profile")
    if isinstance(profile, bytes) and profile:
        return profile
    try:
        mark = image.getexif().get_ifd(ExifTags.IFD.Interop).get(ExifTags.Interop.InteropIndex)
    except Exception:  # noqa: BLE001 - whatever broken EXIF makes the library raise, the picture is shown without it
        return b""
    is_adobe = isinstance(mark, str) and mark.rstrip("\0") == _ADOBE_MARK
    return make_profile(ADOBE_RGB, ADOBE_GAMMA) if is_adobe else b""


def make_profile(primaries: Matrix, gamma: float) -> bytes:
    """Return an ICC profile of version 2 for a screen with these colours (ICC.1:2001-04, sections 6.1 to 6.3)."""
    curve = b"curv" + struct.pack(">4xIHxx", 1, round(gamma * 256))
    light = (0.9642, 1.0, 0.8249)
    names = (b"wtpt", b"rXYZ", b"gXYZ", b"bXYZ")
    places = {
        name: b"XYZ " + struct.pack(">4x3i", *(round(part * 65536) for part in place))
        for name, place in zip(names, (light, *primaries), strict=True)
    }
    tags = {**places, b"rTRC": curve, b"gTRC": curve, b"bTRC": curve}
    start = 128 + 4 + 12 * len(tags)
    table, data = b"", b""
    for name, content in tags.items():
        table += name + struct.pack(">II", start + len(data), len(content))
        data += content
    size = start + len(data)
    head = struct.pack(">I4xI4s4s4s12x4s", size, 0x02100000, b"mntr", b"RGB ", b"XYZ ", b"acsp")
    head = (head + bytes(28) + struct.pack(">3i", *(round(part * 65536) for part in light))).ljust(128, b"\0")
    return head + struct.pack(">I", len(tags)) + table + data


def to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Return a plain image as `RGB` or `RGBA` in sRGB. A profile that is broken or for other pixels is passed over."""
    clear = image.getchannel("A") if image.mode == "RGBA" else None
    colours = _translate(image, profile) if profile else None
    if colours is None:
        return image.convert("RGBA" if clear else "RGB")
    if clear:
        colours.putalpha(clear)
    return colours


def _translate(image: Image.Image, profile: bytes) -> Image.Image | None:
    """Return the colours of an image, without transparency, as sRGB; None where the profile does not lead there."""
    try:
        opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        mode = _MODES.get(opened.profile.xcolor_space.strip(), "")
        if not mode or (mode == "CMYK") != (image.mode == "CMYK"):
            return None
        own = image.convert(mode)
        return ImageCms.profileToProfile(own, opened, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError, SyntaxError):
        return None
