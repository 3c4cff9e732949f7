"""The guides: their pictures show the site as it is, and their steps name what is really there.

A picture is taken of the site in a browser and kept with the words that stood in it. When the words on the site are
others, the picture is out of date: `pytest tests/browser/test_guides.py --rewrite-golden` takes it again.
"""

import io
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, FloatRect, Locator, Page

from catalogue import checkout
from catalogue.samples.writing import write_sample
from filling import unfold
from seed import seed_docs
from servers import serving_files
from sites import Site

pytestmark = pytest.mark.browser

GUIDES = sorted((checkout.DOCS / "contribute" / "guides").glob("*.md"))
PICTURES = checkout.DOCS / "assets" / "guides"
PHONE = {"width": 390, "height": 844}
ROOM = 8
UNIT, THEME = "hjemmeplejen-eksempelby", "blik-for-borgeren"
WRITTEN: Mapping[str, str] = {
    "unit": UNIT,
    "theme": THEME,
    "title": "De samme få ansigter",
    "summary": "Vi planlægger ruter, så borgeren møder færre forskellige kolleger.",
    "updated": "10. februar 2026",
    "section-1": "Tryghed begynder med, at man kender den, der ringer på.",
    "section-2": "To kolleger deler rute og hjælper hinanden, når planen skrider.",
    "section-3": "Sygdom og ferie. Så må vi ringe og sige, hvem der kommer i stedet.",
}
"""What a writer answers in the pictures: an example, and called so."""


@dataclass(frozen=True)
class Shot:
    """A picture of one part of a page, after some questions are answered."""

    address: str
    part: str
    answers: Mapping[str, str] = field(default_factory=dict)
    press: str = ""


FORM = "contribute/form/"
SHOTS: Mapping[str, Shot] = {
    "form-unit": Shot(FORM, "section:has(> #_hvem)", WRITTEN),
    "form-theme": Shot(FORM, "section:has(> #_tema)", {"unit": UNIT, "theme": THEME}),
    "form-idea": Shot(FORM, "section:has(> #_kort)", WRITTEN),
    "form-more": Shot(FORM, "section:has(> #_mere)"),
    "form-preview": Shot(FORM, "[data-preview]", WRITTEN),
    "form-done": Shot(FORM, "[data-done]", WRITTEN, "Kopiér til en mail"),
    "form-faults": Shot(FORM, "[data-summary]", {"theme": THEME, "title": "De samme få ansigter"}, "Tjek siden"),
    "page-actions": Shot(f"units/{UNIT}/{THEME}/", ".c-actions"),
}


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory, build: Callable[..., Site]) -> Iterator[str]:
    docs = tmp_path_factory.mktemp("sample") / "docs"
    write_sample(60, docs, seed_docs() / "themes")
    with serving_files(build(docs).root) as address:
        yield address


@pytest.mark.parametrize("name", SHOTS)
def test_a_picture_shows_the_words_that_stand_on_the_site(
    name: str, browser: Browser, address: str, golden: Callable[[str, str], None], request: pytest.FixtureRequest
) -> None:
    shot = SHOTS[name]
    # What lies over the page is put in its place by a style of the test's own, which the policy would stop.
    context = browser.new_context(locale="da-DK", viewport=PHONE, device_scale_factor=2, bypass_csp=True)
    part = _open(context.new_page(), address, shot)
    if request.config.getoption("--rewrite-golden"):
        _take(part, name)
    golden(f"guides/{name}.txt", _words(part))
    context.close()


def _open(page: Page, address: str, shot: Shot) -> Locator:
    page.goto(address + shot.address)
    page.add_style_tag(content=".c-nav, .c-header { position: static !important }")
    for name, answer in shot.answers.items():
        control = page.locator(f"[name='{name}']").first
        unfold(control)
        if control.evaluate("one => one.type") == "radio":
            page.locator(f"[name='{name}'][value='{answer}']").check()
        elif control.evaluate("one => one.type") == "select-one":
            control.select_option(answer)
        else:
            control.fill(answer)
    if shot.press:
        page.get_by_role("button", name=shot.press).click()
    part = page.locator(shot.part)
    unfold(part)
    part.wait_for(state="visible")
    return part


def _take(part: Locator, name: str) -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    box = part.bounding_box()
    assert box
    # With room around it, or letters and edges at its rim would be cut.
    around = {"x": box["x"] - ROOM, "width": box["width"] + 2 * ROOM, "height": box["height"] + 2 * ROOM}
    clip = FloatRect(y=box["y"] + part.evaluate("() => scrollY") - ROOM, **around)
    with Image.open(io.BytesIO(part.page.screenshot(full_page=True, clip=clip))) as image:
        image.convert("RGB").save(PICTURES / f"{name}.webp", quality=70, method=6)


def _words(part: Locator) -> str:
    # What is typed shows in a picture too, unless it lies in a fold; what could be chosen does not.
    typed: list[str] = part.locator("textarea, input[type=text], input:not([type])").evaluate_all(
        "all => all.filter(one => one.checkVisibility()).map(one => one.value).filter(Boolean)"
    )
    hidden: list[str] = part.locator("option:not(:checked), optgroup").evaluate_all("all => all.map(one => one.label)")
    lines = [" ".join(line.split()) for line in part.inner_text().splitlines()]
    return "".join(f"{line}\n" for line in [*(line for line in lines if line and line not in hidden), *typed])


_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)\{([^}]*)\}")


@pytest.mark.parametrize("guide", GUIDES, ids=lambda path: path.stem)
def test_every_picture_in_a_guide_is_told_in_words_and_keeps_its_room(guide: Path) -> None:
    text = guide.read_text("utf-8")
    assert text.count("![") == len(_PICTURE.findall(text))
    for words, target, attributes in _PICTURE.findall(text):
        file = (checkout.DOCS / "contribute" / "guides" / target).resolve()
        with Image.open(file) as image:
            width, height = image.size
        assert len(words) > 20
        assert f"width={round(width / 2)} height={round(height / 2)} loading=lazy" in attributes, target


def test_every_picture_that_is_kept_is_taken_and_shown() -> None:
    shown = {Path(target).stem for guide in GUIDES for _, target, _ in _PICTURE.findall(guide.read_text("utf-8"))}
    assert shown == set(SHOTS) == {file.stem for file in PICTURES.iterdir()}


_BUTTON = re.compile(r"[Tt]ryk(?:ke)? (?:på )?»([^«]+)«")


def test_every_button_that_a_guide_tells_to_press_is_on_the_site(own_site: Site) -> None:
    pages = "\n".join(page.html for page in own_site.own_pages.values())
    scripts = "\n".join(content.decode() for path, content in own_site.files.items() if path.endswith(".js"))
    told = {button for guide in GUIDES for button in _BUTTON.findall(guide.read_text("utf-8"))}
    assert told
    assert [button for button in sorted(told) if button not in pages + scripts] == []
