"""QR codes have the same modules as those of an encoder that is not ours; tests/browser/test_qr.py looks at them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from codes import draw
from nodes import Ask, asking

LONGEST = (14, 26, 42, 62, 84, 106, 122, 152, 180, 213)  # Table 7: bytes at level M, versions 1 to 10.
TEXTS = (
    "",
    "a",
    "http://127.0.0.1:8000/themes/blik-for-borgeren/",
    "https://katalog.example.dk/katalog/units/sundhed-og-omsorg/en-attraktiv-arbejdsplads/?q=løn&theme=æ#plan",
    "æøå ÆØÅ – »rødgrød«",
    "🙂",
    "0123456789",
    "\x00\x7f\n",
    *("x" * length for length in LONGEST),
    *("x" * (length + 1) for length in LONGEST[:-1]),
)


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    with asking(Path(__file__).with_name("codes.js")) as ask:
        yield ask


def encode(ask: Ask, text: str) -> list[list[bool]] | None:
    rows = ask(text)
    return rows and [[bool(module) for module in row] for row in rows]


@pytest.mark.parametrize("text", [text for text in TEXTS if text], ids=lambda text: f"{len(text.encode())} bytes")
def test_a_code_has_the_modules_that_another_encoder_gives_it(ask: Ask, text: str) -> None:
    assert encode(ask, text) == draw(text)


@settings(max_examples=150)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=70).filter(lambda text: len(text.encode()) <= 213))
def test_so_has_the_code_of_any_text(ask: Ask, text: str) -> None:
    assert encode(ask, text) == draw(text)


@pytest.mark.parametrize(("version", "length"), list(enumerate(LONGEST, 1)))
def test_a_version_is_no_larger_than_the_text_needs(ask: Ask, version: int, length: int) -> None:
    code = encode(ask, "x" * length)
    assert code is not None
    assert len(code) == 17 + 4 * version


def test_a_text_that_is_too_long_has_no_code(ask: Ask) -> None:
    assert encode(ask, "x" * 214) is None
    assert encode(ask, "æ" * 107) is None


def test_nothing_at_all_can_be_encoded_too(ask: Ask) -> None:
    assert len(encode(ask, "") or []) == 21
