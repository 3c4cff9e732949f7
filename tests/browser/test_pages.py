"""The site in a browser: every kind of page, on a phone and on a wide screen, with and without JavaScript."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from catalogue.views.parts.editing import FORMS
from page_kinds import GOOD_KINDS, OWN_KINDS
from sites import Site
from some import some
from windows import DESK, PHONE, Visit, Watched, every_page

pytestmark = pytest.mark.browser


SCROLLED = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"


def find_wide(page: Page) -> list[str]:
    """Return how wide a page is that scrolls sideways."""
    wide, seen = page.evaluate(SCROLLED)
    return [f"{wide} wide in {seen}"] if wide > seen else []


def find_low(page: Page) -> list[str]:
    """Return what is lower than a thumb on a screen that is touched."""
    session = page.context.new_cdp_session(page)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": True})
    assert page.evaluate("matchMedia('(pointer: coarse)').matches")
    low: list[str] = page.evaluate(OUT_OF_REACH, LEAST)
    session.send("Emulation.setTouchEmulationEnabled", {"enabled": False})
    session.detach()
    return low


def find_no_way_past_the_menu(page: Page) -> list[str]:
    """Return why the first step of the keyboard leads nowhere past the menu; what is embedded has none."""
    try:
        if "/embed/" not in page.url:
            go_past_the_menu(page)
    except AssertionError as error:
        return [str(error)]
    return []


def go_past_the_menu(page: Page) -> None:
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    expect(skip).to_have_text("Gå til indholdet")
    expect(skip).to_be_in_viewport(ratio=1)
    skip.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("Boolean(document.activeElement.closest('main, footer'))"), "back in the menu"


@pytest.fixture(scope="module")
def seen(browser: Browser, own: str, tried: str) -> Mapping[str, Mapping[str, list[str]]]:
    """What is wrong with every kind of page, by what was looked for. Each is opened on a phone, and on a desk."""
    found: dict[str, dict[str, list[str]]] = {}
    for device, viewport in (("phone", PHONE), ("desk", DESK)):
        contexts = {address: browser.new_context(locale="da-DK", viewport=viewport) for address in (own, tried)}  # type: ignore[arg-type]
        windows = {address: Watched(context.new_page(), address) for address, context in contexts.items()}
        for address, path in every_page(own, tried):
            page = windows[address].open(path, "networkidle")
            headings = page.locator("h1")
            told = {
                f"loads on a {device}": [*windows[address].faults, *_unless(headings.count() == 1, "one heading")],
                f"has its heading on a {device}": _unless(headings.first.is_visible(), "a heading"),
                f"fits a {device}": find_wide(page),
            }
            if viewport is PHONE:
                told["can be hit with a thumb"] = page.evaluate(SMALL_TARGETS)
                told["is as high as a thumb"] = find_low(page)
                page.set_viewport_size({"width": 320, "height": 800})
                told["fits a window of 320"] = find_wide(page)
                page.set_viewport_size(PHONE)  # type: ignore[arg-type]
            told[f"lets the keyboard past the menu on a {device}"] = find_no_way_past_the_menu(page)
            page.goto("about:blank")  # What the keyboard has asked for and is left behind is no fault of the next page.
            windows[address].faults.clear()
            for sought, faults in told.items():
                found.setdefault(sought, {}).update({path: faults} if faults else {})
        for context in contexts.values():
            context.close()
    return found


def _unless(holds: bool, what: str) -> list[str]:
    return [] if holds else [f"not {what}"]


@pytest.mark.parametrize(
    "sought",
    [
        *(
            f"{what} {device}"
            for what in ("loads on a", "has its heading on a", "fits a", "lets the keyboard past the menu on a")
            for device in ("phone", "desk")
        ),
        "fits a window of 320",
        "can be hit with a thumb",
        "is as high as a thumb",
    ],
)
def test_every_kind_of_page_holds_what_all_pages_promise(
    sought: str, seen: Mapping[str, Mapping[str, list[str]]]
) -> None:
    """Loads: without a fault, and asks nobody else. Fits: does not scroll sideways. Hit: WCAG 2.5.8.

    High: whatever is touched, not only what has near neighbours.
    """
    assert seen[sought] == {}


def test_a_page_that_asks_another_host_is_found(visit: Visit, own: str) -> None:
    watched = visit(own)
    page = watched.open("about/")
    assert watched.faults == []
    with page.expect_request("http://127.0.0.2:9/x.png"):
        page.evaluate("new Image().src = 'http://127.0.0.2:9/x.png'")
    assert "request: http://127.0.0.2:9/x.png" in watched.faults


def test_a_page_without_a_way_past_the_menu_is_found(visit: Visit, own: str) -> None:
    page = visit(own).open("about/")
    page.evaluate("document.querySelector('main').replaceChildren()")
    page.evaluate("document.querySelector('footer').outerHTML = '<nav><a href=\"/\">Menu</a></nav>'")
    assert len(find_no_way_past_the_menu(page)) == 1


def test_a_page_that_scrolls_sideways_is_found(visit: Visit, own: str) -> None:
    page = visit(own, viewport=PHONE).open("about/")
    assert find_wide(page) == []
    page.evaluate("document.querySelector('h1').style.width = '900px'")
    assert len(find_wide(page)) == 1


BROKEN_WORDS = """
element => [...element.querySelectorAll("th, td, .c-badge")].filter(one => one.checkVisibility()).flatMap(one => {
  const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), found = []
  for (let node = walker.nextNode(); node; node = walker.nextNode())
    for (const word of node.data.matchAll(/[\\p{L}\\d]+/gu)) {
      const range = document.createRange()
      range.setStart(node, word.index), range.setEnd(node, word.index + word[0].length)
      if (new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size > 1) found.push(word[0])
    }
  return found
})
"""
"""Gives the words of a table that are broken inside themselves."""


def test_no_word_of_a_plan_is_broken_at_any_width_and_its_marks_stand_on_one_line(visit: Visit, tried: str) -> None:
    page = visit(tried).open(GOOD_KINDS["interpretation with a plan"])
    plan = page.locator(".c-plan")
    plan.evaluate("""plan => {
      plan.querySelector("tbody td:nth-child(2)").lastChild.data = "Arbejdsmiljørepræsentanten i distriktet"
      plan.querySelector(".c-badge").lastChild.data = "gennemført"
    }""")
    for width in (320, 390, 680, 768, 992, 1024, 1180, 1280, 1440, 1920):
        page.set_viewport_size({"width": width, "height": 900})
        assert plan.evaluate(BROKEN_WORDS) == [], width
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.set_viewport_size({"width": 680, "height": 1024})
    page.emulate_media(media="print")
    assert plan.evaluate(BROKEN_WORDS) == []


def test_the_header_is_one_line_wherever_the_menu_stands_in_it(visit: Visit, tried: str) -> None:
    page = visit(tried).open("units/")
    for width in (992, 1024, 1100, 1184, 1280):
        page.set_viewport_size({"width": width, "height": 900})
        boxes = [page.locator(part).bounding_box() for part in (".c-nav", ".c-header__tools")]
        middles = [box["y"] + box["height"] / 2 for box in boxes if box]
        assert len(middles) == 2
        assert abs(middles[0] - middles[1]) < 8, width


@pytest.mark.parametrize("width", [320, 768, 991, 992, 1280])
def test_the_ways_into_the_stories_stand_below_their_words(width: int, visit: Visit, tried: str) -> None:
    page = visit(tried, viewport={"width": width, "height": 900}).open("stories/")
    ways = page.locator("nav[aria-label='Historier efter tema og område']")
    words, lists = ways.locator("p").all(), ways.locator("ul").all()
    assert len(words) == len(lists) == 2
    boxes = [one.bounding_box() for pair in zip(words, lists, strict=True) for one in pair]
    assert all(boxes)
    lefts, tops = [box and box["x"] for box in boxes], [box and box["y"] for box in boxes]
    assert len(set(lefts)) == 1
    assert tops == sorted(tops, key=lambda top: top or 0)
    assert len(set(tops)) == len(tops)


# WCAG 2.5.8: 24 by 24, or else so far from its neighbours that circles of 24 round their middles keep clear of them.
# Links within sentences are excepted there, and so are they here.
SMALL_TARGETS = """() => {
  const shown = (box) => box.width > 1 && box.height > 1
  const inSentence = (element) =>
    getComputedStyle(element).display === "inline" &&
    [...element.parentNode.childNodes].some((node) => node.nodeType === 3 && /\\p{L}/u.test(node.textContent))
  const targets = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .map((element) => ({ element, box: (element.closest("label") ?? element).getBoundingClientRect() }))
    .filter(({ box }) => shown(box))
  const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2]
  const isSmall = ({ box }) => Math.min(box.width, box.height) < 23.95
  const tooNear = (one, other) => {
    const [x, y] = middle(one.box), [otherX, otherY] = middle(other.box), b = other.box
    const away = Math.hypot(Math.max(b.left - x, 0, x - b.right), Math.max(b.top - y, 0, y - b.bottom))
    return away < 12 || (isSmall(other) && Math.hypot(x - otherX, y - otherY) < 24)
  }
  return targets
    .filter((one) => isSmall(one) && !inSentence(one.element))
    .filter((one) => targets.some((other) => other !== one && tooNear(one, other)))
    .map(({ element, box }) => `${element.outerHTML.slice(0, 120)} ${box.width} × ${box.height}`)
}"""


def test_a_target_that_is_too_small_and_too_near_another_is_found(visit: Visit, own: str) -> None:
    page = visit(own, viewport=PHONE).open("about/")
    page.locator("main").evaluate("""(main) => {
      main.innerHTML = "<ul><li><a href='#a'>et</a><li><a href='#b'>to</a></ul><p>Her er <a href='#c'>x</a>.</p>"
      main.querySelector("ul").style.lineHeight = "12px"
    }""")
    assert len(page.evaluate(SMALL_TARGETS)) == 2


LEAST = 43.5
"""Pixels that a thumb asks for, less what is lost when sizes are rounded."""
# A link in a sentence is as high as its line. The bars of months stand twelve beside each other; the same days stand in
# the list below them.
OUT_OF_REACH = """least => {
  const inSentence = (element) =>
    getComputedStyle(element).display === "inline" &&
    [...element.parentNode.childNodes].some((node) => node.nodeType === 3 && /\\p{L}/u.test(node.textContent))
  const heights = (element) => {
    const after = getComputedStyle(element, "::after")
    const around = [element, ...(element.labels ?? []), element.closest("label")].filter(Boolean)
    const own = around.map((one) => one.getBoundingClientRect().height)
    return after.position === "absolute" && after.content !== "none" ? [...own, parseFloat(after.height)] : own
  }
  return [...document.querySelectorAll("a[href], button, input:not([type=hidden]), select, textarea, summary")]
    .filter((element) => element.checkVisibility({ visibilityProperty: true }))
    .filter((element) => element.getBoundingClientRect().width > 2 && !element.matches(".c-months__link"))
    .filter((element) => !inSentence(element))
    .filter((element) => !element.closest(".c-prose :is(ul, ol):not([role]) > li, td, .footnote, sup"))
    .filter((element) => Math.max(...heights(element)) < least)
    .map((element) => `${element.outerHTML.slice(0, 120)} ${Math.max(...heights(element))}`)
}"""


def test_a_target_that_is_lower_than_a_thumb_is_found(visit: Visit, own: str) -> None:
    page = visit(own, viewport=PHONE).open("about/")
    page.evaluate("document.querySelector('.c-contents a').style.cssText = 'min-height: 0; line-height: 1'")
    assert len(find_low(page)) == 1


@pytest.mark.parametrize("kind", ["theme", "interpretation"])
def test_a_long_title_keeps_clear_of_the_drawing_beside_it(kind: str, visit: Visit, own: str) -> None:
    page = visit(own, viewport=DESK).open(OWN_KINDS[kind])
    page.locator("h1").evaluate("title => { title.textContent = 'Et ord '.repeat(30) }")
    title, drawing = page.locator("h1").bounding_box(), page.locator(".c-hero > .c-icon").bounding_box()
    assert title is not None
    assert drawing is not None
    assert title["x"] + title["width"] < drawing["x"]


def test_the_first_screen_of_a_phone_says_where_to_go(visit: Visit, own: str) -> None:
    page = visit(own, viewport=PHONE).open("")
    menu = page.get_by_role("navigation", name="Hovedmenu").bounding_box()
    assert menu is not None
    for name in ("Find inspiration", "Find jeres arbejdsplads", "Send en side ind"):
        box = page.locator(".c-way", has=page.get_by_role("link", name=name, exact=True)).bounding_box()
        assert box is not None
        assert box["height"] >= 44, name
        assert box["y"] + box["height"] <= menu["y"], name


def test_the_front_page_has_one_search_field(visit: Visit, own: str) -> None:
    for viewport in (PHONE, DESK):
        page = visit(own, viewport=viewport).open("")
        expect(page.get_by_role("searchbox")).to_have_count(1)


TITLE = "Vi vil have en fælles introduktion til Sundhed og Omsorg"


def test_the_areas_interpretation_is_two_clicks_from_the_front_page(visit: Visit, own: str) -> None:
    page = visit(own, viewport=PHONE).open("")
    page.get_by_role("main").get_by_role("link", name="En attraktiv arbejdsplads").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("En attraktiv arbejdsplads")
    page.get_by_role("main").get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)
    assert urlsplit(page.url).path == "/units/sundhed-og-omsorg/en-attraktiv-arbejdsplads/"


def background_of(page: Page) -> int:
    """Return how light the page's ground is, from 0 to 765."""
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(int(part) for part in colour[colour.index("(") + 1 : -1].split(",")[:3])


TO_DARK, TO_LIGHT = "Skift til mørk visning", "Skift til lys visning"


@pytest.mark.parametrize("viewport", [PHONE, DESK], ids=["phone", "desk"])
def test_a_reader_can_choose_light_or_dark_and_the_choice_is_kept(viewport: Any, visit: Visit, own: str) -> None:
    page = visit(own, viewport=viewport, color_scheme="light").open("")
    light = background_of(page)
    page.get_by_role("button", name=TO_DARK).click()
    dark = background_of(page)
    assert dark < light
    page.goto(own + "about/")
    assert background_of(page) == dark
    page.emulate_media(media="print")
    assert background_of(page) != dark
    page.emulate_media(media="screen")
    page.get_by_role("button", name=TO_LIGHT).press("Enter")
    assert background_of(page) == light


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_the_machine_chooses_until_the_reader_does(script: bool, visit: Visit, own: str) -> None:
    page = visit(own, color_scheme="light", java_script_enabled=script).open("")
    light = page.locator("body").screenshot()
    page.emulate_media(color_scheme="dark")
    assert page.locator("body").screenshot() != light
    expect(page.get_by_role("button", name=TO_LIGHT)).to_have_count(1 if script else 0)


def test_who_chooses_what_the_machine_chose_goes_on_following_the_machine(visit: Visit, own: str) -> None:
    page = visit(own, color_scheme="dark").open("")
    dark = background_of(page)
    page.get_by_role("button", name=TO_LIGHT).click()
    light = background_of(page)
    page.get_by_role("button", name=TO_DARK).click()
    page.emulate_media(color_scheme="light")
    assert background_of(page) == light > dark


def test_the_choice_holds_before_anything_is_painted_and_in_the_other_windows(visit: Visit, own: str) -> None:
    watched = visit(own, color_scheme="light")
    page = watched.open("")
    other = page.context.new_page()
    other.goto(own + "about/")
    page.get_by_role("button", name=TO_DARK).click()
    expect(other.get_by_role("button", name=TO_LIGHT)).to_be_visible()
    assert background_of(other) == background_of(page)
    # Nothing is painted before there is a body: what holds then, holds for the first paint.
    other.add_init_script(
        """new MutationObserver((_, observer) => {
          if (!document.body) return
          window.first ??= getComputedStyle(document.documentElement).colorScheme
          observer.disconnect()
        }).observe(document, { childList: true, subtree: true })"""
    )
    other.goto(own + "themes/")
    assert other.evaluate("window.first") == "dark"


def test_a_choice_that_cannot_be_kept_holds_for_the_page(visit: Visit, own: str) -> None:
    watched = visit(own, color_scheme="light")
    watched.page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('closed') } })"
    )
    page = watched.open("")
    light = background_of(page)
    page.get_by_role("button", name=TO_DARK).click()
    assert background_of(page) < light
    assert watched.faults == []


def unfold_all(page: Page) -> None:
    """Press every fold that is shut, and those in it."""
    page.locator("main").evaluate("""main => {
      const isShut = (summary) => summary.checkVisibility() && !summary.parentElement.open
      const find = () => [...main.querySelectorAll("details > summary")].find(isShut)
      for (let shut = find(), most = 1000; shut && most > 0; shut = find(), most -= 1) shut.click()
    }""")


def test_everything_can_be_read_without_javascript(
    visit: Visit, own: str, tried: str, own_site: Site, good_site: Site
) -> None:
    sites = {own: own_site, tried: good_site}
    windows = {address: visit(address, viewport=PHONE, java_script_enabled=False) for address in sites}
    for address, path in some(every_page(own, tried)):
        page = windows[address].open(path)
        unfold_all(page)
        shown = " ".join(page.get_by_role("main").inner_text().split()).casefold()
        headings = [words for _, words in sites[address].pages[path].headings]
        # What only a script can fill is not shown without one.
        for words in some(words for words in headings if words != "Resultater"):
            assert " ".join(words.split()).casefold() in shown, (path, words)
        # A script that must not run is a failed request in Chromium's eyes.
        assert [fault for fault in windows[address].faults if not fault.startswith("failed: ")] == [], path


def test_without_javascript_a_form_is_a_list_of_questions_and_says_how_to_send_the_answers(
    visit: Visit, tried: str
) -> None:
    window = visit(tried, java_script_enabled=False)
    for path in some(set(FORMS.values())):
        page = window.open(path)
        words = page.get_by_role("main").inner_text()
        assert "Formularen virker kun med JavaScript." in words, path
        assert "skriv svarene i en mail til redaktionen" in words, path
        expect(page.get_by_role("main").locator("button:visible:enabled")).to_have_count(0)
        page.locator("main noscript a[href$='contribute/file/']").click()
        assert urlsplit(page.url).path == "/contribute/file/", path


def test_without_javascript_the_catalogue_leads_to_every_page(visit: Visit, tried: str) -> None:
    page = visit(tried, java_script_enabled=False).open("catalogue/")
    page.get_by_role("main").get_by_role("link", name="Blik for borgeren", exact=True).first.click()
    assert "catalogue/theme/blik-for-borgeren" in page.url
    page.get_by_role("main").get_by_role("link", name="De samme få ansigter").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("De samme få ansigter")


@pytest.mark.parametrize("path", ["overview/", "embed/"])
def test_folded_text_can_be_opened_without_javascript(path: str, visit: Visit, tried: str) -> None:
    page = visit(tried, java_script_enabled=False).open(path)
    for summary in some(page.get_by_role("main").locator("summary:visible").all()):
        summary.click()
        expect(summary.locator("xpath=..")).to_have_attribute("open", "")


def test_a_page_can_be_printed_without_menu_and_buttons(visit: Visit, own: str) -> None:
    page = visit(own, viewport=DESK).open(OWN_KINDS["interpretation"])
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    expect(page.get_by_role("navigation", name="Hovedmenu")).to_be_hidden()
    expect(page.get_by_role("link", name="Send en side ind").first).to_be_hidden()
