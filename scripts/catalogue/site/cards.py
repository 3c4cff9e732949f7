"""Link cards: the picture shown with a link in a chat or a mail. Each theme has one in its colour, the site its own.

A card is composed from the tokens' colours and from drawings kept as masks in `data/cards/`, which
tests/browser/test_cards.py makes of the same drawings that the site shows. It holds no words, and so needs no font: the
title stands beside it. Material's icons have no masks, and nothing here can draw an SVG: a theme that wears one has the
card of the drawing that its number gives (`looks.drawing_of`).
"""

import hashlib
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw

from catalogue import checkout, disk
from catalogue.model.looks import CARD_SIZE, SITE_CARD, card_address
from catalogue.versions import version_of

MASKS = checkout.DATA / "cards"
WIDTH, HEIGHT = CARD_SIZE
_DRAWING, _MARK = 340, 96
_HILLS = (-500, 820, 1500, 2300), (800, 900, 3300, 2700)
"""Circles of which the upper parts show, on a card of twice the size."""
_MARGIN = 72


def make_cards(looks: Iterable[tuple[str, str]], kept: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the PNG of the cards of themes, given by colour and drawing, and of the site's own.

    Cards are kept in the folder `kept` by what they are made of, so each is composed once.
    """
    for colour, drawing in sorted({SITE_CARD, *looks}):
        file = kept / f"{_key(colour, drawing)}.png"
        try:
            yield card_address(colour, drawing), file.read_bytes()
        except OSError:
            yield card_address(colour, drawing), _keep(make_card(colour, drawing), file)


def _keep(card: Image.Image, file: Path) -> bytes:
    """Return a card as a PNG, kept in one step if that can be done."""
    stream = io.BytesIO()
    card.save(stream, "PNG", optimize=True)
    with suppress(OSError):  # The next build composes it anew.
        file.parent.mkdir(parents=True, exist_ok=True)
        with disk.writing_whole(file, is_synced=False) as whole:
            whole.write(stream.getvalue())
    return stream.getvalue()


def make_card(colour: str, drawing: str) -> Image.Image:
    """Return a card: the drawing in white on the colour, over hills like those of the front page, and our mark."""
    ground = read_colours()[colour]
    card = Image.new("RGB", (WIDTH, HEIGHT), ground)
    _draw_hills(card, ground)
    if drawing != SITE_CARD[1]:
        _paste(card, SITE_CARD[1], _MARK, (WIDTH - _MARGIN - _MARK, HEIGHT - _MARGIN + 16 - _MARK))
    _paste(card, drawing, _DRAWING, ((WIDTH - _DRAWING) // 2, (HEIGHT - _DRAWING) // 2 - 40))
    # Few colours: a fifth of the weight, and nobody sees it.
    return card.quantize(64, dither=Image.Dither.NONE)


def _draw_hills(card: Image.Image, ground: str) -> None:
    base = Image.new("RGB", (1, 1), ground)
    light, dark = (_blend(base, shade, share) for shade, share in (("white", 0.1), ("black", 0.22)))
    for shade, hill in zip((light, dark), _hills(), strict=True):
        card.paste(shade, mask=hill)


@lru_cache(maxsize=1)
def _hills() -> tuple[Image.Image, ...]:
    """Return the shapes of the hills, which all cards share, the one in front last."""
    # Drawn large and made small, since Pillow's shapes have jagged edges.
    large = [Image.new("L", (WIDTH * 2, HEIGHT * 2)) for _ in _HILLS]
    for image, hill in zip(large, _HILLS, strict=True):
        ImageDraw.Draw(image).ellipse(hill, fill=255)
    return tuple(image.reduce(2) for image in large)


def _blend(base: Image.Image, shade: str, share: float) -> tuple[int, int, int]:
    red, green, blue = Image.blend(base, Image.new("RGB", (1, 1), shade), share).tobytes()
    return red, green, blue


def _paste(card: Image.Image, drawing: str, size: int, place: tuple[int, int]) -> None:
    with Image.open(MASKS / f"{drawing}.png") as image:
        mask = image.convert("L").resize((size, size), Image.Resampling.LANCZOS)
    card.paste(Image.new("RGB", mask.size, "white"), place, mask)


@lru_cache(maxsize=1)
def read_colours() -> dict[str, str]:
    """Return the colours of the tokens by name, as they are in the light."""
    light = (checkout.OVERRIDES / "frame" / "tokens.css").read_text("utf-8").partition("@media")[0]
    return dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{3,6});", light))


def _key(colour: str, drawing: str) -> str:
    """Return a name for all that a card is made of."""
    masks = [(MASKS / f"{name}.png").read_bytes() for name in (drawing, SITE_CARD[1])]
    parts = [version_of(__name__).encode(), read_colours()[colour].encode(), *masks]
    return hashlib.sha256(b"\0".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()[:32]
