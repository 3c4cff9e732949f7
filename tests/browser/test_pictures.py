"""Pictures as readers meet them: seen in the light and in the dark, as wide as the text, and whole on paper."""

from collections.abc import Callable, Iterator
from io import BytesIO

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import Page
from pypdf import PdfReader

import photographs
import trees
from servers import serving_files
from sites import Site
from windows import Visit

pytestmark = pytest.mark.browser

PAGE = "units/koekkenet-gryden/digitale-muligheder"
PHONE = {"width": 390, "height": 844}
TEXT = "![Vores logo](./logo.png) er her.\n\nSlut på teksten."
IMAGES = "".join(
    f"\n  - file: {file}\n    alt: {alt}\n    consent: {{ people: ingen }}"
    for file, alt in (("plakat.png", "En plakat"), ("logo.png", "Logoet igen"))
)


def _draw_logo() -> bytes:
    """Return black words' stand-in on a ground that is not there."""
    logo = Image.new("RGBA", (200, 100), (0, 0, 0, 0))
    ImageDraw.Draw(logo).rectangle((40, 40, 160, 60), fill=(0, 0, 0, 255))
    return photographs.save(logo, "PNG")


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory, build: Callable[..., Site]) -> Iterator[str]:
    """A page with a transparent logo in its text, and a tall poster below."""
    docs = trees.draw(tmp_path_factory.mktemp("pictures") / "docs", {}, onto=trees.GOOD)
    folder = "units/koekkenet-gryden"
    poster = photographs.save(Image.linear_gradient("L").resize((1170, 6000)), "PNG")
    fields = f"title: Billeder\nsummary: Kort.\nupdated: 2026-05-01\nimages:{IMAGES}"
    trees.draw(
        docs,
        {
            f"{folder}/logo.png": _draw_logo(),
            f"{folder}/plakat.png": poster,
            f"{PAGE}.md": trees.page(fields, TEXT),
        },
    )
    with serving_files(build(docs).root) as address:
        yield f"{address}{PAGE}/"


def open_page(visit: Visit, address: str, scheme: str, viewport: dict[str, int]) -> Page:
    page = visit(address, color_scheme=scheme, viewport=viewport).open("")
    for picture in page.locator("main img").all():
        picture.scroll_into_view_if_needed()
    page.wait_for_function("[...document.querySelectorAll('main img')].every((image) => image.complete)")
    return page


def tone_beside(page: Page) -> int:
    """Return how light the ground of the logo is on the screen, beside its black part."""
    image = Image.open(BytesIO(page.locator("main .c-picture--clear").screenshot())).convert("L")
    tone = image.getpixel((image.width // 10, image.height // 10))
    assert isinstance(tone, int)
    return tone


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 800}], ids=["phone", "desk"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_black_on_a_transparent_ground_can_be_seen(
    scheme: str, viewport: dict[str, int], visit: Visit, shown: str
) -> None:
    page = open_page(visit, shown, scheme, viewport)
    assert tone_beside(page) > 230


def test_the_ground_of_a_logo_moves_nothing(visit: Visit, shown: str) -> None:
    boxes = []
    for scheme in ("light", "dark"):
        page = open_page(visit, shown, scheme, PHONE)
        boxes.append([picture.bounding_box() for picture in page.locator("main img").all()])
    assert boxes[0] == boxes[1]


@pytest.mark.parametrize("viewport", [PHONE, {"width": 1280, "height": 800}], ids=["phone", "desk"])
def test_a_tall_picture_is_as_wide_as_its_place_and_each_is_shown_once(
    viewport: dict[str, int], visit: Visit, shown: str
) -> None:
    page = open_page(visit, shown, "light", viewport)
    tall = page.locator("main .c-picture--tall").bounding_box()
    place = page.locator("main .c-figure").bounding_box()
    assert tall is not None
    assert place is not None
    assert tall["width"] == pytest.approx(place["width"], abs=1)
    assert tall["height"] / tall["width"] == pytest.approx(6000 / 1170, rel=0.01)
    assert page.locator("main img").count() == 2


def test_a_tall_picture_runs_over_several_sheets_at_its_width(visit: Visit, shown: str) -> None:
    page = open_page(visit, shown, "dark", {"width": 1280, "height": 800})
    sheets = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len([sheet for sheet in sheets if sheet.images]) >= 3
    page.emulate_media(media="print")
    assert page.locator("main .c-picture--clear").evaluate("(image) => getComputedStyle(image).backgroundColor") == (
        "rgba(0, 0, 0, 0)"
    )
