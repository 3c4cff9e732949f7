"""»Del«: on every page its address, a short text and a QR code, each to be copied, by mouse and by keyboard."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

import making
from barriers import WCAG, find_barriers
from catalogue.views.contents import site_pages
from contexts import Contexts
from page_kinds import OWN_KINDS
from sites import Site
from some import some

pytestmark = pytest.mark.browser

INTERPRETATION = OWN_KINDS["interpretation"]
PHONE = {"width": 320, "height": 640}


@pytest.fixture
def enter(contexts: Contexts) -> Iterator[Callable[..., BrowserContext]]:
    with ExitStack() as stack:
        yield lambda **options: stack.enter_context(contexts.lend(**options))


def share(page: Page, address: str) -> Page:
    """Open the panel of the page at an address."""
    page.goto(address)
    page.get_by_role("main").get_by_role("button", name="Del", exact=True).click()
    expect(page.get_by_role("dialog", name="Del siden")).to_be_visible()
    return page


def copied(page: Page, command: str) -> str:
    page.get_by_role("button", name=command).click()
    expect(page.get_by_role("status").locator("visible=true")).not_to_be_empty()
    text: str = page.evaluate("navigator.clipboard.readText()")
    return text


def test_every_kind_of_page_can_be_shared(enter: Callable[..., BrowserContext], own: str) -> None:
    page = enter().new_page()
    for kind in some(OWN_KINDS.keys() - {"not found", "embedded"}):
        address = own + OWN_KINDS[kind]
        share(page, address)
        words = page.locator(".c-panel__words")
        assert words.nth(0).inner_text() == address
        assert 0 < len(words.nth(1).inner_text()) <= 280, kind
        assert page.locator("dialog c-qr").get_attribute("data-address") == address
        expect(page.locator("dialog c-qr svg")).to_be_visible()


def test_address_and_text_are_copied_and_told_of(
    enter: Callable[..., BrowserContext], own: str, own_site: Site
) -> None:
    context = enter(permissions=["clipboard-read", "clipboard-write"])
    page = share(context.new_page(), own + INTERPRETATION)
    assert copied(page, "Kopiér adressen") == own + INTERPRETATION
    expect(page.get_by_role("status").locator("visible=true")).to_have_text("Adressen er kopieret.")
    text = copied(page, "Kopiér teksten")
    assert text.startswith(own_site.pages[INTERPRETATION].title)
    assert text.endswith(page.locator("meta[name=description]").get_attribute("content") or "?")
    page.get_by_role("button", name="Kopiér QR-koden").click()
    expect(page.get_by_role("status").locator("visible=true")).to_have_text("QR-koden er kopieret.")
    kinds = page.evaluate("navigator.clipboard.read().then((items) => items.flatMap((item) => item.types))")
    assert kinds == ["image/png"]


def test_an_idea_has_texts_for_other_places_each_to_be_copied(
    enter: Callable[..., BrowserContext], own: str, own_site: Site
) -> None:
    context = enter(viewport={"width": 390, "height": 844}, permissions=["clipboard-read", "clipboard-write"])
    page = share(context.new_page(), own + INTERPRETATION)
    page.get_by_text("Tekster til andre steder").click()
    parts = page.locator(".c-panel__texts .c-panel__part")
    told = {}
    for part in some(parts.all()):
        part.get_by_role("button", name="Kopiér teksten").click()
        name = part.get_by_role("heading").inner_text()
        expect(page.get_by_role("status").locator("visible=true")).to_have_text(f"{name}: teksten er kopieret.")
        told[name] = page.evaluate("navigator.clipboard.readText()")
    assert list(told) == ["Til intranettet", "Til lederens ugebrev", "Til sociale medier", "Til et stillingsopslag"]
    summary = page.locator("meta[name=description]").get_attribute("content") or "?"
    assert all(summary in text for text in told.values())
    assert [own in text for text in told.values()] == [True, True, False, False]
    assert find_barriers(page, WCAG) == []


def test_without_a_clipboard_the_words_are_selected_and_the_code_downloaded(
    enter: Callable[..., BrowserContext], own: str
) -> None:
    context = enter(accept_downloads=True)
    # As on a site without https.
    context.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    context.add_init_script("document.execCommand = () => false")
    page = share(context.new_page(), own + INTERPRETATION)
    page.get_by_role("button", name="Kopiér adressen").click()
    expect(page.get_by_role("status").locator("visible=true")).to_have_text("Teksten er markeret. Kopiér den selv.")
    assert page.evaluate("String(getSelection())") == own + INTERPRETATION
    with page.expect_download() as download:
        page.get_by_role("button", name="Kopiér QR-koden").click()
    assert download.value.suggested_filename == "qr-kode.png"
    expect(page.get_by_role("status").locator("visible=true")).to_have_text("QR-koden er hentet som et billede.")


def test_the_panel_works_by_keyboard_alone(enter: Callable[..., BrowserContext], own: str) -> None:
    page = enter().new_page()
    page.goto(own + INTERPRETATION)
    opener = page.get_by_role("main").get_by_role("button", name="Del", exact=True)
    opener.focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Del siden")
    expect(dialog).to_be_visible()
    expect(dialog.locator(":focus")).to_have_count(1)
    for _ in range(8):  # The keyboard stays within, or goes to the browser's own bars.
        page.keyboard.press("Tab")
        assert page.evaluate("!document.activeElement.closest('main, header, footer')")
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Luk").press("Enter")
    expect(dialog).to_be_hidden()
    expect(opener).to_be_focused()


def test_a_click_beside_the_panel_closes_it_and_one_within_does_not(
    enter: Callable[..., BrowserContext], own: str
) -> None:
    page = share(enter(viewport={"width": 1200, "height": 800}).new_page(), own + INTERPRETATION)
    dialog = page.get_by_role("dialog")
    dialog.click(position={"x": 6, "y": 6})
    expect(dialog).to_be_visible()
    page.mouse.click(10, 10)
    expect(dialog).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_panel_has_no_barrier_and_fits_a_small_phone(
    scheme: Any, enter: Callable[..., BrowserContext], own: str
) -> None:
    page = share(enter(viewport=PHONE, color_scheme=scheme).new_page(), own + INTERPRETATION)
    assert find_barriers(page, WCAG) == []
    assert page.evaluate("document.querySelector('dialog').scrollWidth <= document.querySelector('dialog').clientWidth")
    page.get_by_role("button", name="Luk").click()
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_systems_own_way_to_share_is_offered_where_there_is_one(
    enter: Callable[..., BrowserContext], own: str
) -> None:
    context = enter()
    context.add_init_script("navigator.share = async (what) => { window.shared = what }")
    page = share(context.new_page(), own + INTERPRETATION)
    page.get_by_role("button", name="Del med et andet program").click()
    assert page.evaluate("window.shared.url") == own + INTERPRETATION
    plain = enter()
    plain.add_init_script("delete Navigator.prototype.share")
    page = share(plain.new_page(), own + INTERPRETATION)
    expect(page.get_by_role("button", name="Del med et andet program")).to_have_count(0)


def test_a_site_that_knows_its_address_shares_that_one_and_keeps_the_search(
    enter: Callable[..., BrowserContext], own: str
) -> None:
    page = enter().new_page()
    page.goto(own + INTERPRETATION)
    link = "Object.assign(document.createElement('link'), { rel: 'canonical', href: 'https://k.invalid/x/' })"
    page.evaluate(f"document.head.append({link})")
    page.get_by_role("main").get_by_role("button", name="Del", exact=True).click()
    expect(page.locator(".c-panel__words").first).to_have_text("https://k.invalid/x/")
    share(page, own + "catalogue/?q=mad")
    assert page.locator(".c-panel__words").first.inner_text().startswith(own + "catalogue/?q=mad")


def test_a_long_text_is_cut_between_words_and_an_example_says_what_it_is(
    enter: Callable[..., BrowserContext], own: str
) -> None:
    page = enter().new_page()
    page.goto(own + INTERPRETATION)
    page.evaluate("document.querySelector('meta[name=description]').content = 'æblegrød '.repeat(60)")
    page.evaluate("document.querySelector('main c-share').dataset.label = 'Opdigtet eksempel'")
    page.get_by_role("main").get_by_role("button", name="Del", exact=True).click()
    text = page.locator(".c-panel__words").nth(1).inner_text()
    assert text.startswith("Opdigtet eksempel. ")
    assert 260 < len(text) <= 280
    assert text.endswith("æblegrød…")


def test_nothing_of_the_panel_is_fetched_before_it_is_wanted_and_nothing_shows_without_scripts(
    enter: Callable[..., BrowserContext], own: str
) -> None:
    page = enter().new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(own + INTERPRETATION, wait_until="networkidle")
    assert not [url for url in asked if "/sharing/" in url or "/qr/" in url]
    bare = enter(java_script_enabled=False).new_page()
    bare.goto(own + INTERPRETATION)
    expect(bare.get_by_role("button", name="Del", exact=True)).to_have_count(0)


def test_what_is_made_up_says_so_when_it_is_shared() -> None:
    example = making.page("units/nord-a/arbejdsplads.md", example="true")
    pages = {page.address: page.body() for page in site_pages(making.edition([*making.small(), example]))}
    labelled = {address for address, html in pages.items() if '<c-share hidden data-label="Opdigtet eksempel"' in html}
    assert labelled == {"units/nord-a/arbejdsplads/"}
