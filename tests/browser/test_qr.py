"""QR codes: the same modules as an encoder that is not ours, and a picture that can be scanned and listened to."""

from collections.abc import Iterator

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, expect
from segno import encoder

from servers import serving_files
from sites import Site

pytestmark = pytest.mark.browser

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
def address(own_site: Site) -> Iterator[str]:
    with serving_files(own_site.root) as address:
        yield address


@pytest.fixture(scope="module")
def page(browser: Browser, address: str) -> Iterator[Page]:
    """A page of the site that knows how to encode."""
    page = browser.new_page()
    page.goto(address)
    page.evaluate("import('/assets/javascripts/qr/code.js').then(({ encode }) => { window.encode = encode })")
    yield page
    page.close()


@pytest.fixture(autouse=True, scope="module")
def padding_of_the_standard() -> Iterator[None]:
    """Bits are added up to a whole codeword (7.4.10); segno adds eight where the codewords are whole already."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(encoder, "write_padding_bits", lambda buff, version, length: buff.extend([0] * (-length % 8)))
        yield


def draw(text: str) -> list[list[bool]]:
    """Draw a text as segno does."""
    code = segno.make(text, error="m", micro=False, boost_error=False, mode="byte", encoding="utf-8")
    return [[bool(module) for module in row] for row in code.matrix]


def encode(page: Page, text: str) -> list[list[bool]] | None:
    drawn: list[list[bool]] | None = page.evaluate("text => encode(text)", text)
    return drawn


@pytest.mark.parametrize("text", [text for text in TEXTS if text], ids=lambda text: f"{len(text.encode())} bytes")
def test_a_code_has_the_modules_that_another_encoder_gives_it(page: Page, text: str) -> None:
    assert encode(page, text) == draw(text)


@settings(max_examples=150)
@given(st.text(st.characters(codec="utf-8"), min_size=1, max_size=70).filter(lambda text: len(text.encode()) <= 213))
def test_so_has_the_code_of_any_text(page: Page, text: str) -> None:
    assert encode(page, text) == draw(text)


@pytest.mark.parametrize(("version", "length"), list(enumerate(LONGEST, 1)))
def test_a_version_is_no_larger_than_the_text_needs(page: Page, version: int, length: int) -> None:
    code = encode(page, "x" * length)
    assert code is not None
    assert len(code) == 17 + 4 * version


def test_a_text_that_is_too_long_has_no_code(page: Page) -> None:
    assert encode(page, "x" * 214) is None
    assert encode(page, "æ" * 107) is None


def test_nothing_at_all_can_be_encoded_too(page: Page) -> None:
    assert len(encode(page, "") or []) == 21


ADDRESSES = {
    None: "themes/",
    "": "themes/",
    "../units/norddjurs-mad/": "units/norddjurs-mad/",
    "blik-for-borgeren/#emner": "themes/blik-for-borgeren/#emner",
}


def put_code(page: Page, attribute: str | None) -> None:
    """Put a code on the page, as a template would, and fetch what draws it."""
    page.evaluate(
        """async attribute => {
            await import("/assets/javascripts/qr/element.js")
            const code = document.createElement("c-qr")
            code.hidden = true
            if (attribute !== null) code.dataset.address = attribute
            document.querySelector("main").append(code)
        }""",
        attribute,
    )


@pytest.mark.parametrize("attribute", ADDRESSES, ids=str)
def test_a_code_is_a_picture_of_the_whole_address_with_a_name(
    browser: Browser, address: str, attribute: str | None
) -> None:
    page = browser.new_page()
    page.goto(f"{address}themes/#_top")
    put_code(page, attribute)
    meant = address + ADDRESSES[attribute]
    expect(page.get_by_role("img", name=f"QR-kode til {meant}", exact=True)).to_be_visible()
    assert seen(page) == draw(meant)
    page.close()


SCAN = """svg => {
    const size = svg.viewBox.baseVal.width
    const canvas = Object.assign(document.createElement("canvas"), { width: size, height: size })
    const pen = canvas.getContext("2d")
    for (const shape of svg.children) {
        pen.fillStyle = getComputedStyle(shape).fill
        if (shape.localName === "rect") pen.fillRect(0, 0, shape.width.baseVal.value, shape.height.baseVal.value)
        else pen.fill(new Path2D(shape.getAttribute("d")))
    }
    const { data } = pen.getImageData(0, 0, size, size)
    return Array.from({ length: size }, (_, y) => Array.from({ length: size }, (_, x) => data[4 * (y * size + x)]))
}"""


def seen(page: Page) -> list[list[bool]]:
    """Return what a camera would see: the dark modules, within a light frame of four that is asserted."""
    shades = page.locator("c-qr svg").evaluate(SCAN)
    assert {shade for row in shades for shade in row} == {0, 255}
    dark = [[shade == 0 for shade in row] for row in shades]
    frame = [*dark[:4], *dark[-4:], *(row[:4] + row[-4:] for row in dark)]
    assert not any(module for line in frame for module in line)
    return [row[4:-4] for row in dark[4:-4]]


@pytest.mark.parametrize("media", [{"color_scheme": "dark"}, {"media": "print"}, {"forced_colors": "active"}], ids=str)
def test_a_code_is_dark_on_white_everywhere(browser: Browser, address: str, media: dict[str, str]) -> None:
    page = browser.new_page()
    page.emulate_media(**media)  # type: ignore[arg-type]
    page.goto(address)
    put_code(page, None)
    assert seen(page) == draw(address)
    page.close()


def test_a_code_follows_its_address_and_hides_where_there_is_none(browser: Browser, address: str) -> None:
    page = browser.new_page()
    page.goto(address)
    put_code(page, "themes/")
    code = page.locator("c-qr")
    code.evaluate("(code, long) => { code.dataset.address = long }", "?" + "x" * 300)
    expect(code).to_be_hidden()
    code.evaluate("code => { code.dataset.address = 'units/' }")
    expect(code).to_be_visible()
    assert seen(page) == draw(f"{address}units/")
    page.close()
