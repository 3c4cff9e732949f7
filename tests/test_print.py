"""The site on paper: PDFs as Chromium prints them, and pages as they look to a printer."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from servers import browsing, serving_files
from sites import Site

pytestmark = pytest.mark.browser

THEMES = ("blik-for-borgeren", "digitale-muligheder", "en-attraktiv-arbejdsplads", "en-staerk-fortaelling")
PHONE = {"width": 390, "height": 844}
ROUNDS = ("Hvor er vi?", "Hvad vil vi?", "Hvad gør vi først?")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as browser:
        yield browser


@pytest.fixture(scope="module")
def own(own_site: Site) -> Iterator[str]:
    with serving_files(own_site.root) as address:
        yield address


@pytest.fixture(scope="module")
def tried(good_site: Site) -> Iterator[str]:
    with serving_files(good_site.root) as address:
        yield address


Open = Callable[..., Page]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Open]:
    """Open a page in a window of its own: `visit(address, viewport=PHONE)`."""
    contexts = []

    def visit(address: str, **options: Any) -> Page:
        context = browser.new_context(locale="da-DK", **options)
        contexts.append(context)
        page = context.new_page()
        page.goto(address, wait_until="networkidle")
        return page

    yield visit
    for context in contexts:
        context.close()


def print_out(page: Page) -> list[str]:
    """Print a page, and return the words of every sheet's side, in one line each."""
    return [words_of(side.extract_text()) for side in PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages]


def words_of(text: str) -> str:
    """Return words as they are written, without the ligatures of the print and its line breaks."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


# The sheet for a talk


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
@pytest.mark.parametrize("theme", THEMES)
def test_a_dialogue_sheet_has_exactly_two_sides(theme: str, script: bool, visit: Open, own: str) -> None:
    front, back = print_out(visit(f"{own}dialogue/{theme}/", java_script_enabled=script))
    for name in (*ROUNDS, "Ordstyrer", "Skribent", "Tidtager", "Forslag fra redaktionen", f"themes/{theme}/"):
        assert words_of(name).replace(" ", "") in front.replace(" ", ""), name
    for name in ("20 minutter", "45 minutter", "90 minutter", "Indsats", "Første skridt", "Frist", "Opfølgning"):
        assert name in back, name


def test_the_sheet_of_a_theme_without_questions_has_two_sides_too(visit: Open, tried: str, good_site: Site) -> None:
    address = "dialogue/digitale-muligheder/"
    assert "Hvad vil vi gerne have mere af?" in good_site.pages[address].text
    front, back = print_out(visit(tried + address))
    assert all(name in front for name in ROUNDS)
    assert "90 minutter" in back


def test_there_is_room_to_write_on_a_sheet(visit: Open, own: str) -> None:
    page = visit(f"{own}dialogue/en-staerk-fortaelling/", viewport={"width": 680, "height": 1000})
    page.emulate_media(media="print")
    for lines in page.locator(".c-lines").all():
        box = lines.bounding_box()
        assert box is not None
        assert box["height"] > 50
    cells = page.locator(".c-sheet td")
    expect(cells).to_have_count(20)
    assert all(cell.text_content() == "" for cell in cells.all())


def test_no_question_is_cut_off_on_a_sheet(visit: Open, own: str, own_site: Site) -> None:
    for theme in THEMES:
        front, _ = print_out(visit(f"{own}dialogue/{theme}/"))
        asked = re.findall(r"^- (Hv.*\?)$", own_site.pages[f"dialogue/{theme}/"].text, re.MULTILINE)
        assert len(asked) >= 9
        for question in asked:
            assert question.replace(" ", "") in front.replace(" ", ""), question


def test_the_code_on_a_sheet_leads_to_the_theme(visit: Open, own: str) -> None:
    page = visit(f"{own}dialogue/blik-for-borgeren/")
    address = f"{own}themes/blik-for-borgeren/"
    expect(page.get_by_role("img", name=f"QR-kode til {address}", exact=True)).to_be_visible()
    expect(page.locator("c-address")).to_have_text(address)


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_a_meeting_can_follow_one_round_at_a_time_on_a_phone(script: bool, visit: Open, own: str) -> None:
    page = visit(f"{own}dialogue/blik-for-borgeren/", viewport=PHONE, java_script_enabled=script)
    rounds = page.locator(".c-round")
    expect(rounds.locator("visible=true")).to_have_count(3)
    page.get_by_role("navigation", name="Runder").get_by_role("link", name="Hvor er vi?").click()
    for name, following in zip(ROUNDS, (*ROUNDS[1:], None), strict=True):
        expect(rounds.locator("visible=true")).to_have_count(1)
        expect(page.get_by_role("heading", level=3, name=name).first).to_be_in_viewport()
        if following:
            page.get_by_role("link", name=f"Næste runde: {following}").click()
    page.reload()
    expect(rounds.locator("visible=true")).to_have_count(1)
    expect(page.get_by_role("heading", name=ROUNDS[-1])).to_be_visible()
    page.get_by_role("link", name="Vis alle runder").click()
    expect(rounds.locator("visible=true")).to_have_count(3)


def test_a_sheet_is_whole_on_paper_whichever_round_is_open(visit: Open, own: str) -> None:
    front, _ = print_out(visit(f"{own}dialogue/blik-for-borgeren/#_runde-2", viewport=PHONE))
    assert all(name in front for name in ROUNDS)


def test_only_pages_with_a_code_fetch_what_draws_one(visit: Open, own: str) -> None:
    page = visit(f"{own}about/")
    fetched: list[str] = []
    page.on("request", lambda request: fetched.append(request.url))
    for address, is_drawn in (("dialogue/blik-for-borgeren/", True), ("themes/blik-for-borgeren/", False)):
        fetched.clear()
        page.goto(own + address, wait_until="networkidle")
        assert any("/qr/" in url for url in fetched) is is_drawn
