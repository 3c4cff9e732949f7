"""Colours keep what they mean: other colour spaces, deep and shallow grey, and transparency however it is written."""

import io
import struct
import zlib

import pytest
from PIL import ExifTags, Image

import photographs
from catalogue.rendering import colours

RED = (255, 0, 0)
SAME = 2
"""How far a colour may be from the wanted one: what rounding in eight bits can do."""


def near(got: object, wanted: tuple[int, ...]) -> bool:
    assert isinstance(got, tuple)
    return len(got) == len(wanted) and all(abs(a - b) <= SAME for a, b in zip(got, wanted, strict=True))


def read(raw: bytes) -> tuple[Image.Image, bytes, str]:
    image = Image.open(io.BytesIO(raw))
    written = str(image.tile[0].args) if image.tile else ""
    return colours.make_plain(image, written), colours.profile_of(image), image.mode


def shown(raw: bytes) -> Image.Image:
    plain, profile, _ = read(raw)
    return colours.to_srgb(plain, profile)


# Pure red and a green of sRGB, as other spaces write them.
SPACES = {
    "Display P3": (photographs.DISPLAY_P3, (234, 51, 35), RED),
    "Adobe RGB": (photographs.ADOBE_RGB, (219, 0, 0), RED),
    "ProPhoto": (photographs.PROPHOTO, (179, 70, 26), RED),
    "grey that stays grey in Display P3": (photographs.DISPLAY_P3, (128, 128, 128), (128, 128, 128)),
    "white in ProPhoto": (photographs.PROPHOTO, (255, 255, 255), (255, 255, 255)),
}


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("space", SPACES)
def test_a_colour_looks_as_in_its_own_space(space: str, kind: str) -> None:
    profile, written, wanted = SPACES[space]
    options = {"lossless": True} if kind == "WEBP" else {"quality": 100, "subsampling": 0} if kind == "JPEG" else {}
    raw = photographs.save(Image.new("RGB", (16, 16), written), kind, icc_profile=profile, **options)
    got = shown(raw).getpixel((8, 8))
    # A JPEG rounds each colour once more on its way, which a wide space spreads.
    assert near(got, wanted) or (kind == "JPEG" and all(abs(a - b) <= 8 for a, b in zip(got, wanted, strict=True)))


def test_a_palette_and_a_transparent_picture_have_their_colours_translated_and_nothing_else() -> None:
    base = Image.new("RGB", (4, 4), (234, 51, 35))
    palette = photographs.save(base.quantize(2), "PNG", icc_profile=photographs.DISPLAY_P3)
    assert near(shown(palette).getpixel((0, 0)), RED)
    base.putalpha(100)
    assert near(shown(photographs.save(base, "PNG", icc_profile=photographs.DISPLAY_P3)).getpixel((0, 0)), (*RED, 100))


def test_a_camera_that_only_says_adobe_rgb_is_understood() -> None:
    exif = Image.Exif()
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.ColorSpace] = 65535
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.IFD.Interop] = {ExifTags.Interop.InteropIndex: "R03"}
    raw = photographs.save(Image.new("RGB", (16, 16), (219, 0, 0)), "JPEG", exif=exif, quality=100, subsampling=0)
    assert Image.open(io.BytesIO(raw)).getexif().get_ifd(ExifTags.IFD.Interop)
    assert near(shown(raw).getpixel((8, 8)), RED)


@pytest.mark.parametrize(
    ("what", "profile"),
    [
        ("cut off", photographs.DISPLAY_P3[:200]),
        ("noise", bytes(range(256)) * 4),
        ("one byte", b"x"),
        ("for other pixels", photographs.GREY),
        ("none", b""),
    ],
)
def test_a_profile_that_cannot_be_used_leaves_a_picture_as_it_is(what: str, profile: bytes) -> None:
    options = {"icc_profile": profile} if profile else {}
    raw = photographs.save(Image.new("RGB", (4, 4), (200, 100, 50)), "PNG", **options)
    got = shown(raw).getpixel((0, 0))
    # A profile for grey makes an image grey; it never stops one.
    assert got == (200, 100, 50) or what == "for other pixels"


def test_grey_with_a_profile_of_its_own_is_translated_with_its_transparency() -> None:
    image = Image.new("LA", (2, 2), (128, 90))
    got = shown(photographs.save(image, "PNG", icc_profile=photographs.GREY)).getpixel((0, 0))
    # Grey 128 of gamma 1.0 is far brighter in sRGB.
    assert near(got, (188, 188, 188, 90))


def test_four_colours_of_print_become_three_with_a_profile_and_without() -> None:
    white, cyan = Image.new("CMYK", (16, 16), (0, 0, 0, 0)), Image.new("CMYK", (16, 16), (255, 0, 0, 0))
    assert near(shown(photographs.save(white, "JPEG", quality=100)).getpixel((8, 8)), (255, 255, 255))
    assert near(shown(photographs.save(cyan, "JPEG", quality=100)).getpixel((8, 8)), (0, 255, 255))
    wrong = photographs.save(white, "JPEG", quality=100, icc_profile=photographs.DISPLAY_P3)
    assert near(shown(wrong).getpixel((8, 8)), (255, 255, 255))


def png(depth: int, colour: int, row: bytes, width: int, clear: bytes = b"", palette: bytes = b"") -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, 1, depth, colour, 0, 0, 0))
    more = (chunk(b"PLTE", palette) if palette else b"") + (chunk(b"tRNS", clear) if clear else b"")
    body = chunk(b"IDAT", zlib.compress(b"\0" + row))
    return b"\x89PNG\r\n\x1a\n" + head + more + body + chunk(b"IEND", b"")


def shorts(*values: int) -> bytes:
    return struct.pack(f">{len(values)}H", *values)


G, GA, RGB, P = 0, 4, 2, 3
DEPTHS = {
    "grey of 16 bits": (png(16, G, shorts(0, 1000, 40000, 65535), 4), [0, 4, 156, 255]),
    "grey of 8 bits": (png(8, G, bytes([0, 4, 156, 255]), 4), [0, 4, 156, 255]),
    "grey of 4 bits": (png(4, G, b"\x1f", 2), [17, 255]),
    "grey of 2 bits": (png(2, G, b"\x1b", 4), [0, 85, 170, 255]),
    "grey of 1 bit": (png(1, G, b"\x40", 2), [0, 255]),
    "grey and transparency of 16 bits": (png(16, GA, shorts(1000, 65535, 40000, 0), 2), [(3, 255), (156, 0)]),
    "grey and transparency of 8 bits": (png(8, GA, bytes([4, 255, 156, 0]), 2), [(4, 255), (156, 0)]),
    "colours of 16 bits": (png(16, RGB, shorts(256, 512, 768), 1), [(1, 2, 3)]),
    "one clear grey of 16 bits": (png(16, G, shorts(1000, 40000), 2, shorts(40000)), [(4, 255), (156, 0)]),
    "one clear grey of 8 bits": (png(8, G, bytes([16, 128]), 2, shorts(128)), [(16, 255), (128, 0)]),
    "one clear grey of 4 bits": (png(4, G, b"\x1f", 2, shorts(1)), [(17, 0), (255, 255)]),
    "one clear grey of 2 bits": (png(2, G, b"\x1b", 4, shorts(3)), [(0, 255), (85, 255), (170, 255), (255, 0)]),
    "one clear grey of 1 bit": (png(1, G, b"\x40", 2, shorts(1)), [(0, 255), (255, 0)]),
    "one clear colour of 8 bits": (
        png(8, RGB, bytes([1, 2, 3, 4, 5, 6]), 2, shorts(4, 5, 6)),
        [(1, 2, 3, 255), (4, 5, 6, 0)],
    ),
    "one clear colour of 16 bits": (
        png(16, RGB, shorts(256, 512, 768, 1024, 1280, 1536), 2, shorts(1024, 1280, 1536)),
        [(1, 2, 3, 255), (4, 5, 6, 0)],
    ),
    "a palette with transparency": (
        png(4, P, b"\x01", 2, b"\x00\x80", bytes([1, 2, 3, 4, 5, 6])),
        [(1, 2, 3, 0), (4, 5, 6, 128)],
    ),
    "a palette": (png(8, P, b"\x01", 1, palette=bytes([1, 2, 3, 4, 5, 6])), [(4, 5, 6)]),
}


@pytest.mark.parametrize("case", DEPTHS)
def test_every_depth_and_every_transparency_keeps_its_tones(case: str) -> None:
    raw, wanted = DEPTHS[case]
    image = shown(raw)
    got = [image.getpixel((x, 0)) for x in range(image.width)]
    full = [(value, value, value) if isinstance(value, int) else value for value in wanted]
    assert got == [(value[0], *[value[0]] * 2, value[1]) if len(value) == 2 else value for value in full]
