"""What is within reach: of a thumb, of the eye that looks for the focus, and of whoever looks for one thing."""

import re

import pytest
from playwright.sync_api import Page, Route, expect

from page_kinds import OWN_KINDS
from windows import DESK, PHONE, Visit, Watched

pytestmark = pytest.mark.browser

# What has the focus, and what is wrong

RINGS = """element => {
  const rings = [element, ...function* () { for (let one = element; one; one = one.parentElement) yield one }()]
  const shown = rings.find((one) => getComputedStyle(one).outlineStyle === "solid")
  const { outlineColor, boxShadow } = getComputedStyle(shown)
  return [outlineColor, boxShadow.match(/rgba?\\([^)]*\\)/)?.[0]]
}"""
FOCUSED = {
    "": (".c-way__link", ".c-tile__link", ".c-card__link", ".c-search-field__input", ".c-chip"),
    "contribute/form/": ("[name=title]",),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_is_two_rings_and_an_error_one(scheme: str, visit: Visit, own: str) -> None:
    watched = visit(own, viewport=DESK, color_scheme=scheme, reduced_motion="reduce")
    for path, selectors in FOCUSED.items():
        page = watched.open(path, "networkidle")
        page.keyboard.press("Tab")  # From now on the keyboard leads, and the focus shows.
        amber, dark, wrong = colours(page, "focus", "focus-inner", "tegl")
        for selector in selectors:
            one = page.locator(f"main {selector}").first
            one.focus()
            outer, inner = one.evaluate(RINGS)
            assert (outer, inner) == (amber, dark), selector
        assert wrong not in (amber, dark)


def colours(page: Page, *names: str) -> list[str]:
    """Return the colours that tokens stand for now, as the browser writes them."""
    found: list[str] = page.evaluate(
        """names => names.map((name) => {
          const one = document.body.appendChild(document.createElement("i"))
          one.style.color = `var(--${name})`
          const { color } = getComputedStyle(one)
          one.remove()
          return color
        })""",
        names,
    )
    return found


# Long pages


def test_a_word_is_found_by_its_letter_and_by_what_is_typed(visit: Visit, own: str) -> None:
    page = visit(own, viewport=PHONE).open(OWN_KINDS["words"], "networkidle")
    page.get_by_role("navigation", name="Bogstaver").get_by_role("link", name="M", exact=True).click()
    expect(page.get_by_role("heading", name="M", exact=True)).to_be_in_viewport()
    page.get_by_role("searchbox", name="Find et ord").fill("omu")
    shown = page.locator(".c-words__term:visible")
    assert any(text.startswith("OMU") for text in shown.all_inner_texts())
    expect(page.locator("[data-found]")).to_have_text("1 ord" if shown.count() == 1 else f"{shown.count()} ord")
    assert page.locator(".c-words__head:visible").count() <= shown.count()
    page.get_by_role("searchbox", name="Find et ord").fill("zzz")
    expect(page.locator("[data-found]")).to_have_text("Intet ord i listen passer på »zzz«. Prøv med færre bogstaver.")


@pytest.mark.parametrize("kind", ["about", "accessibility"])
def test_a_long_page_says_what_is_on_it_and_on_a_desk_goes_on_saying_it(kind: str, visit: Visit, own: str) -> None:
    page = visit(own, viewport=DESK).open(OWN_KINDS[kind])
    contents = page.get_by_role("navigation", name="På denne side")
    chapters = [text.strip() for text in page.locator("main h2").all_inner_texts()]
    assert contents.get_by_role("link").all_inner_texts() == chapters
    contents.get_by_role("link").last.click()
    expect(page.locator("main h2").last).to_be_in_viewport()
    expect(contents).to_be_in_viewport(ratio=1)
    box, text = contents.bounding_box(), page.locator("main h2 + p").first.bounding_box()
    assert box is not None
    assert text is not None
    assert text["x"] + text["width"] <= box["x"]


def test_an_address_with_a_code_opens_what_is_folded_there(visit: Visit, own: str) -> None:
    watched: Watched = visit(own, viewport=PHONE)
    page = watched.open("contribute/rules/#f07")
    expect(page.locator("#f07")).to_be_in_viewport()
    assert page.locator("details.c-rule[open]").count() == 1


@pytest.mark.parametrize("state", ["?q=introduktion", "?theme=digitale-muligheder"])
def test_the_first_result_is_high_on_the_first_screen_of_a_phone(state: str, visit: Visit, own: str) -> None:
    page = visit(own, viewport=PHONE).open(f"catalogue/{state}")
    page.locator("[data-results][data-state=ready]").wait_for()
    box = page.locator("a[data-result]").first.bounding_box()
    assert box is not None
    assert box["y"] < 560
    expect(page.locator("main h1 + p")).to_be_hidden()


# The search, by keyboard and by ear, and while it is on its way


def test_the_keyboard_goes_from_the_field_to_the_first_result_in_five_stops(visit: Visit, own: str) -> None:
    page = visit(own, viewport=DESK).open("catalogue/")
    page.locator("[data-results][data-state=ready]").wait_for()
    page.locator("main input[type=search]").focus()
    stops = 0
    while not page.evaluate("document.activeElement.matches('a[data-result]')"):
        page.keyboard.press("Tab")
        stops += 1
        assert stops <= 5
        if page.locator(":focus").inner_text() == "Gå til resultaterne":
            expect(page.locator(":focus")).to_be_in_viewport(ratio=1)
            page.keyboard.press("Enter")
            expect(page.get_by_role("list", name="Resultater")).to_be_focused()
    assert page.url.endswith("catalogue/")


def test_the_number_of_suggestions_is_said_when_somebody_stops_typing(visit: Visit, own: str) -> None:
    page = visit(own, viewport=DESK).open("units/", "networkidle")
    field = page.locator("header input[type=search]")
    said = page.get_by_role("banner").get_by_role("status")
    field.press_sequentially("introduktion")
    options = page.get_by_role("option")
    expect(options.first).to_be_visible()
    expect(said).to_have_text(f"{options.count()} forslag. Brug pil ned.")
    field.press("Escape")
    expect(said).to_be_empty()


def test_the_field_and_its_words_stand_before_anything_is_found(visit: Visit, own: str) -> None:
    watched = visit(own, viewport=PHONE)
    held: list[Route] = []
    going: list[bool] = []
    index = re.compile(r"^(?!.*/assets/).*/search/")
    watched.page.route(index, lambda route: route.continue_() if going else held.append(route))
    page = watched.open("catalogue/?q=introduktion")
    expect(page.locator("main input[type=search]")).to_have_value("introduktion")
    expect(page.locator(".c-search__wait .c-card").first).to_be_in_viewport(ratio=1)
    expect(page.locator("main h1 + p")).to_be_hidden()
    assert held
    going.append(True)
    for route in held:
        route.continue_()
    page.locator("[data-results][data-state=ready]").wait_for()
    expect(page.locator(".c-search__wait")).to_be_hidden()
