"""One image file becomes one picture: upright, as wide as it is read, and told of when it cannot be one."""

import struct
import zlib
from pathlib import Path

import pytest
from PIL import ExifTags, Image, PngImagePlugin

import photographs
from catalogue.rendering.decoding import Made, decode


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "pictures"


def make(folder: Path, raw: bytes) -> Made | str:
    file = folder.parent / "fil.jpg"
    file.write_bytes(raw)
    return decode(file, folder)


def made(folder: Path, raw: bytes) -> Made:
    picture = make(folder, raw)
    assert isinstance(picture, Made), picture
    return picture


SIZES = {
    "small ones are never scaled up": ((40, 30), (40, 30)),
    "one point": ((1, 1), (1, 1)),
    "as wide as shown": ((1400, 900), (1400, 900)),
    "a photo": ((4000, 3000), (1400, 1050)),
    "a tall one keeps its width": ((1170, 12000), (1170, 12000)),
    "a tall and wide one": ((2000, 6000), (1400, 4200)),
    "a very wide one": ((12000, 1000), (1400, 117)),
    "a line": ((9000, 1), (1400, 1)),
    "a column as tall as can be": ((300, 16383), (300, 16383)),
    "a column that is a little taller": ((1400, 17000), (1349, 16383)),
}


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("case", SIZES)
def test_a_picture_is_as_wide_as_it_is_read(case: str, kind: str, folder: Path) -> None:
    size, wanted = SIZES[case]
    picture = made(folder, photographs.save(Image.new("L", size, 90), kind))
    assert (picture.width, picture.height) == wanted
    assert Image.open(picture.file).size == wanted


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_picture_is_brought_upright_before_its_width_is_measured(orientation: int, folder: Path) -> None:
    # Upright, the left half is dark and the top has a light corner to the right.
    upright = Image.new("L", (1600, 400), 200)
    upright.paste(20, (0, 0, 800, 400))
    upright.paste(120, (1400, 0, 1600, 100))
    lying = upright.transpose(_BACK[orientation]) if orientation in _BACK else upright
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    picture = made(folder, photographs.save(lying, "JPEG", exif=exif, quality=95))
    assert (picture.width, picture.height) == (1400, 350)
    with Image.open(picture.file) as shown:
        tones = [shown.convert("L").getpixel(place) for place in ((100, 300), (1000, 300), (1350, 20))]
    assert all(abs(got - wanted) < 8 for got, wanted in zip(tones, (20, 200, 120), strict=True))


_T = Image.Transpose
_BACK = {
    2: _T.FLIP_LEFT_RIGHT,
    3: _T.ROTATE_180,
    4: _T.FLIP_TOP_BOTTOM,
    5: _T.TRANSPOSE,
    6: _T.ROTATE_90,
    7: _T.TRANSVERSE,
    8: _T.ROTATE_270,
}


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
def test_broken_exif_does_not_stop_a_picture(folder: Path) -> None:
    for exif in (b"Exif\0\0MM\0*\xff\xff\xff\xff", b"Exif\0\0II*\0\x08\0\0\0\xff\xff" + b"\x12\x01\x03\0", b"Exif\0\0"):
        assert made(folder, photographs.save(Image.new("RGB", (20, 10)), "JPEG", exif=exif)).width == 20


def test_a_text_in_a_png_of_any_length_is_passed_over(folder: Path) -> None:
    info = PngImagePlugin.PngInfo()
    info.add_text("Kilde", "tegning " * 700_000, zip=True)
    assert made(folder, photographs.save(Image.new("RGB", (20, 10)), "PNG", pnginfo=info)).width == 20


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "GIF"])
def test_transparency_is_kept_and_told_of(kind: str, folder: Path) -> None:
    logo = Image.new("RGBA", (20, 10), (0, 0, 0, 0))
    logo.paste((0, 0, 0, 255), (0, 0, 10, 10))
    picture = made(folder, photographs.save(logo, kind))
    assert picture.is_clear
    with Image.open(picture.file) as shown:
        assert (shown.convert("RGBA").getpixel((2, 5))[3], shown.convert("RGBA").getpixel((17, 5))[3]) == (255, 0)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "RGB", "P", "L"])
def test_a_picture_that_nothing_shines_through_is_not_called_transparent(mode: str, folder: Path) -> None:
    assert not made(folder, photographs.save(Image.new("RGBA", (20, 10), "teal").convert(mode), "PNG")).is_clear


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_an_image_that_moves_is_told_of_and_one_that_stands_is_not(kind: str, folder: Path) -> None:
    moving = made(folder, photographs.make_film(kind))
    assert moving.is_still
    assert (moving.width, moving.height) == (40, 30)
    assert not made(folder, photographs.make_film(kind, frames=1)).is_still


def test_the_second_picture_of_a_phone_is_no_film(folder: Path) -> None:
    shots = [Image.new("RGB", (40, 30), colour) for colour in ("teal", "navy")]
    raw = photographs.save(shots[0], "MPO", save_all=True, append_images=shots[1:])
    assert not made(folder, raw).is_still


def test_what_is_known_of_a_picture_is_known_the_next_time_too(folder: Path) -> None:
    film = photographs.save(Image.new("RGBA", (9, 9), (0, 0, 0, 90)), "PNG")
    for raw in (film, photographs.make_film("GIF"), photographs.save(Image.new("RGB", (9, 9)), "PNG")):
        first = made(folder, raw)
        assert made(folder, raw) == first
    assert len(list(folder.iterdir())) == 3


def test_the_same_image_gives_the_same_bytes(folder: Path) -> None:
    raw = photographs.save(Image.radial_gradient("L").convert("RGB"), "PNG", icc_profile=photographs.DISPLAY_P3)
    first = made(folder, raw).file
    before = first.read_bytes()
    first.unlink()
    assert made(folder, raw).file.read_bytes() == before


def test_nothing_that_the_file_told_of_comes_along(folder: Path) -> None:
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "Kamera"
    raw = photographs.save(
        Image.new("RGB", (20, 10)), "JPEG", exif=exif, comment=b"hemmeligt", icc_profile=photographs.DISPLAY_P3
    )
    with Image.open(made(folder, raw).file) as shown:
        assert not {"exif", "xmp", "icc_profile", "comment"} & set(shown.info)


def bomb(side: int) -> bytes:
    head = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


PHOTO = photographs.save(Image.effect_noise((300, 300), 90), "JPEG")
REFUSED = {
    "five thousand points too many": (
        bomb(5001),
        "billedet har 26 millioner pixel, og der må højst være 25. Gør det mindre",
    ),
    "more than Pillow opens": (bomb(30_000), "millioner pixel, og der må højst være 25. Gør det mindre"),
    "too tall to be read": (photographs.save(Image.new("L", (300, 60_000)), "PNG"), "for højt til, at det kan læses"),
    "cut off": (PHOTO[: len(PHOTO) // 3], "i stykker"),
    "only its beginning": (b"\x89PNG\r\n\x1a\n", "i stykker"),
    "too many bytes": (PHOTO + bytes(15_000_000), "højst fylde 15 MB"),
    "of an iPhone": (
        b"\0\0\0\x18ftypheic" + bytes(40),
        "er et billede i formatet HEIC, som mange telefoner gemmer i. Et andet navn er ikke nok: Åbn det",
    ),
    "a document": (b"PK\x03\x04" + bytes(30) + b"word/document.xml", "er et Word-dokument. Læg selve billedet ind"),
    "a page": (b"<!DOCTYPE html><p>Hej", "er en webside (HTML). Læg selve billedet ind"),
    "empty": (b"", "er tom"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_cannot_be_a_picture_is_told_why(case: str, folder: Path) -> None:
    raw, words = REFUSED[case]
    told = make(folder, raw)
    assert isinstance(told, str)
    assert words in told
    assert "almindeligt .jpg" not in told, "it may be called so already"
    assert not folder.exists()


def test_a_picture_is_refused_before_it_is_unpacked(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def unpack(*_: object) -> None:
        raise AssertionError("unpacked")

    monkeypatch.setattr(Image.Image, "load", unpack)
    monkeypatch.setattr(PngImagePlugin.PngImageFile, "load", unpack)
    assert "millioner pixel" in str(make(folder, bomb(5001)))


def test_a_good_image_is_not_called_broken_when_there_is_no_room_for_its_picture(folder: Path) -> None:
    folder.write_text("Her er ingen mappe", "utf-8")
    assert "kunne ikke gemmes" in str(make(folder, PHOTO))


def test_a_file_that_is_gone_is_not_called_broken(folder: Path) -> None:
    assert "kan ikke læses" in str(decode(folder.parent / "vaek.jpg", folder))


def test_a_plain_file_is_taken_whatever_it_is_called(folder: Path) -> None:
    for kind in ("PNG", "JPEG", "GIF", "WEBP"):
        assert made(folder, photographs.save(Image.new("RGB", (4, 4)), kind)).width == 4
