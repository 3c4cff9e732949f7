"""QR codes on a page: a picture of the right modules that can be scanned and listened to."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from codes import draw
from servers import serving_files
from sites import Site

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def address(own_site: Site) -> Iterator[str]:
    with serving_files(own_site.root) as address:
        yield address


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
