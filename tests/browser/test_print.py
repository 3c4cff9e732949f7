"""The site on paper: PDFs as Chromium prints them, and pages as they look to a printer."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import BytesIO
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

import trees
from catalogue.views.pages.dialogues import EMPTY_STEPS, PLAN
from contexts import Contexts
from page_kinds import GOOD_KINDS, OWN_KINDS
from servers import serving_files
from sites import Site
from some import some

pytestmark = pytest.mark.browser

THEMES = ("blik-for-borgeren", "digitale-muligheder", "en-attraktiv-arbejdsplads", "en-staerk-fortaelling")
PHONE = {"width": 390, "height": 844}
ROUNDS = ("Hvor er vi?", "Hvad vil vi?", "Hvad gør vi først?")


Open = Callable[..., Page]


@pytest.fixture
def visit(contexts: Contexts) -> Iterator[Open]:
    """Open a page in a window of its own: `visit(address, viewport=PHONE)`."""
    with ExitStack() as stack:

        def visit(address: str, **options: Any) -> Page:
            page = stack.enter_context(contexts.lend(**options)).new_page()
            page.goto(address)
            return page

        yield visit


def print_out(page: Page) -> list[str]:
    """Print a page, and return the words of every sheet's side, in one line each."""
    return [words_of(side.extract_text()) for side in PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages]


def words_of(text: str) -> str:
    """Return words as they are written, without the ligatures of the print and its line breaks."""
    return " ".join(unicodedata.normalize("NFKC", text).split())


# The sheet for a talk


FRONT = (*ROUNDS, "Ordstyrer", "Skribent", "Tidtager", "Redaktionens forslag", "Læs hele temaet")
BACK = ("20 minutter", "45 minutter", "90 minutter", "Indsats", "Begynder i", "Første skridt", "Ansvarlig", "Frist")


@pytest.mark.parametrize("theme", THEMES)
def test_a_dialogue_sheet_has_exactly_two_sides_with_every_question(
    theme: str, visit: Open, own: str, own_site: Site
) -> None:
    address = f"dialogue/{theme}/"
    front, back = print_out(visit(own + address))
    asked = re.findall(r"^- (Hv.*\?)$", own_site.pages[address].text, re.MULTILINE)
    assert len(asked) >= 9
    assert [words for words in (*FRONT, *asked) if words not in front] == []
    assert f"themes/{theme}/" in re.sub(r"\s", "", front)
    assert [words for words in BACK if words not in back] == []


def test_a_sheet_has_two_sides_without_scripts_too(visit: Open, own: str) -> None:
    front, _ = print_out(visit(f"{own}dialogue/en-attraktiv-arbejdsplads/", java_script_enabled=False))
    assert "themes/en-attraktiv-arbejdsplads/" in re.sub(r"\s", "", front)


def test_the_sheet_of_a_theme_without_questions_has_two_sides_too(visit: Open, tried: str, good_site: Site) -> None:
    address = "dialogue/digitale-muligheder/"
    assert "Hvad vil vi gerne have mere af?" in good_site.pages[address].text
    front, back = print_out(visit(tried + address))
    assert all(name in front for name in ROUNDS)
    assert "90 minutter" in back


def test_there_is_room_to_write_on_a_sheet(visit: Open, own: str) -> None:
    page = visit(f"{own}dialogue/en-staerk-fortaelling/", viewport={"width": 680, "height": 1000})
    page.emulate_media(media="print")
    for lines in some(page.locator(".c-lines").all()):
        box = lines.bounding_box()
        assert box is not None
        assert box["height"] > 50
    cells = page.locator(".c-sheet td")
    expect(cells).to_have_count(EMPTY_STEPS * len(PLAN))
    assert all(cell.text_content() == "" for cell in cells.all())


def test_the_code_on_a_sheet_leads_to_the_theme(visit: Open, own: str) -> None:
    page = visit(f"{own}dialogue/blik-for-borgeren/")
    address = f"{own}themes/blik-for-borgeren/"
    expect(page.get_by_role("img", name=f"QR-kode til {address}", exact=True)).to_be_visible()
    expect(page.locator(".p-dialogue c-address")).to_have_text(address)


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


# Any page


STEPS = 34
LONG = f"""---
title: En lang plan
summary: Vi prøver mange små ting, én ad gangen.
updated: 2026-02-10
example: true
status: i brug
plan:
{
    "".join(
        f'''  - action: Indsats nummer {number:02}
    goal: Mål nummer {number:02}
    responsible: Rolle {number:02}
    deadline: 2026-12-01
    status: i gang
    lesson: Erfaring nummer {number:02}
'''
        for number in range(STEPS)
    )
}---
## Det gør vi

Læs om [en god idé](https://eksempel.invalid/en/side?q=1), se <https://eksempel.invalid/bar>, og hør
[køkkenet](../koekkenet-gryden/index.md). Skriv til [redaktionen](mailto:post@eksempel.invalid?subject=Hej). Se også
[det svære](#det-er-svaert).

??? tip "Læs mere"
    Det her er foldet sammen.

## Det er svært

Tiden.
"""
LONG_PAGE = "units/zebraens-boernehave/blik-for-borgeren/"


@pytest.fixture(scope="module")
def lengthy(tmp_path_factory: pytest.TempPathFactory, build: Callable[..., Site]) -> Iterator[str]:
    """A site with a page that has a plan of several sides, links of all sorts, and something folded."""
    docs = tmp_path_factory.mktemp("lengthy") / "docs"
    trees.draw(docs, {f"{LONG_PAGE.rstrip('/')}.md": LONG}, onto=trees.GOOD)
    with serving_files(build(docs).root) as address:
        yield address


def on_paper(visit: Open, address: str, **options: Any) -> Page:
    """Open a page as a printer sees it: A4 at 96 dots an inch, without its margins."""
    page = visit(address, viewport={"width": 680, "height": 1024}, **options)
    page.emulate_media(media="print")
    return page


PRINTED = (
    "front page", "theme", "area", "unit", "interpretation", "story", "catalogue", "overview", "words", "about",
    "dialogue sheet", "fields",
)  # fmt: skip
"""Kinds of pages that people print."""
NEVER = ("Hovedmenu", "Send en side ind", "Udskriv", "Del", "Søg", "Ret denne side", "Mørk visning", "Næste runde")
"""What is of no use on paper: names of menus, buttons and ways on."""
CONTROLS = "nav, button, input, select, [role=search], .c-footer, .c-header, .c-button"


def test_no_menu_button_or_search_is_printed(visit: Open, own: str, tried: str) -> None:
    pages = [own + OWN_KINDS[kind] for kind in PRINTED] + [tried + path for path in GOOD_KINDS.values()]
    page = on_paper(visit, pages[0])
    for address in pages:
        page.goto(address)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        controls = page.locator(CONTROLS)
        assert controls.count() > 0, address
        assert controls.locator("visible=true").all_inner_texts() == [], address


@pytest.mark.parametrize("path", [LONG_PAGE, "units/aakaer-hjemmepleje/", "stories/da-ruten-blev-kendt/"])
def test_no_words_of_menus_and_buttons_are_printed(path: str, visit: Open, lengthy: str) -> None:
    lines = [line.strip() for side in read_out(visit(lengthy + path)) for line in side.splitlines()]
    assert len(lines) > 10
    assert not set(NEVER) & set(lines)


def read_out(page: Page) -> list[str]:
    return [side.extract_text() for side in PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages]


def test_every_step_of_a_plan_is_printed_whole_under_the_heads_of_its_columns(visit: Open, lengthy: str) -> None:
    sides = print_out(visit(lengthy + LONG_PAGE))
    assert len(sides) > 2
    for number in range(STEPS):
        parts = [f"{words} {number:02}" for words in ("Indsats nummer", "Mål: Mål nummer", "Erfaring nummer", "Rolle")]
        (side,) = [side for side in sides if parts[0] in side]
        assert all(part in side for part in parts), parts
    planned = some(side for side in sides if "Indsats nummer" in side)
    assert all("Indsats Ansvarlig Frist Status" in side for side in planned)


def test_a_plan_that_fits_on_a_side_is_not_divided(visit: Open, tried: str) -> None:
    page = on_paper(visit, tried + GOOD_KINDS["interpretation with a plan"])
    page.evaluate("document.querySelector('.c-prose').style.height = '18cm'")
    sides = print_out(page)
    (side,) = [side for side in sides if "Indsats Ansvarlig" in side]
    assert "Faste makkerpar" in side
    assert "En tavle ved døren" in side


def test_the_addresses_of_links_are_printed_once_and_in_full_where_they_lead_out(visit: Open, lengthy: str) -> None:
    text = " ".join(print_out(visit(lengthy + LONG_PAGE)))
    assert "en god idé (https://eksempel.invalid/en/side?q=1), se https://eksempel.invalid/bar, og" in text
    assert "køkkenet (units/koekkenet-gryden/). Skriv" in text
    assert "redaktionen (post@eksempel.invalid). Se" in text
    assert "det svære." in text


def test_without_scripts_the_addresses_that_lead_out_are_printed(visit: Open, lengthy: str) -> None:
    text = " ".join(print_out(visit(lengthy + LONG_PAGE, java_script_enabled=False)))
    assert "en god idé (https://eksempel.invalid/en/side?q=1), se" in text
    assert "køkkenet." in text


def test_the_address_of_an_article_is_printed(visit: Open, tried: str) -> None:
    text = " ".join(print_out(visit(tried + GOOD_KINDS["story with a picture"])))
    assert "Læs artiklen på intranettet (https://intranet.eksempel.invalid/artikel)" in text


IN_TEXT = {
    "units/aakaer-hjemmepleje/": ["(units/aakaer-hjemmepleje/blik-for-borgeren/)"],
    "themes/blik-for-borgeren/": ["(themes/digitale-muligheder/)"],
    "overview/": [],
    "catalogue/": [],
    "units/": [],
}


@pytest.mark.parametrize(("path", "printed"), IN_TEXT.items(), ids=list(IN_TEXT))
def test_addresses_in_lists_cards_and_facts_are_left_out(
    path: str, printed: list[str], visit: Open, tried: str
) -> None:
    page = visit(tried + path)
    if path == "catalogue/":
        expect(page.locator("[data-results]")).to_have_attribute("data-state", "ready")
    text = " ".join(print_out(page)).replace("- ", "-")
    assert re.findall(r"\((?:units|themes|stories|catalogue)/\S*", text) == [f"{one}." for one in printed]


@pytest.mark.parametrize("script", [True, False], ids=["with scripts", "without scripts"])
def test_what_is_folded_on_the_screen_is_open_on_paper(script: bool, visit: Open, lengthy: str) -> None:
    page = visit(lengthy + LONG_PAGE, java_script_enabled=script)
    assert "Det her er foldet sammen." in " ".join(print_out(page))
    expect(page.get_by_text("Det her er foldet sammen.")).to_be_hidden()


DATED = {
    LONG_PAGE: "Opdateret den 10. februar 2026",
    "units/aakaer-hjemmepleje/": "Opdateret den 10. februar 2026",
    "stories/da-ruten-blev-kendt/": "Det skete den 1. april 2026",
    "themes/blik-for-borgeren/": "",
    "overview/": "",
    "": "",
}


@pytest.mark.parametrize(("path", "date"), DATED.items(), ids=[path or "front page" for path in DATED])
def test_a_page_on_paper_says_where_it_is_from_and_when(path: str, date: str, visit: Open, lengthy: str) -> None:
    words = re.sub(r"\s", "", print_out(visit(lengthy + path, timezone_id="Europe/Copenhagen"))[-1])
    source = re.sub(r"\s", "", f"Inspirationskatalog · {lengthy}{path}" + (f" · {date}" if date else ""))
    assert re.search(rf"{re.escape(source)}·Udskrevetden\d\d?\.[a-z]+20\d\d", words)


def test_an_idea_on_paper_has_a_code_that_leads_back_to_it(visit: Open, own: str) -> None:
    address = own + OWN_KINDS["interpretation"]
    page = visit(address)
    code = page.locator(".c-source c-qr > svg")
    code.wait_for(state="attached")  # It waits until the page has come to rest.
    expect(code).to_be_hidden()
    page.emulate_media(media="print")
    expect(page.get_by_role("img", name=f"QR-kode til {address}", exact=True)).to_be_visible()
    assert page.get_by_role("img", name="QR-kode").count() == 1


def test_a_search_on_paper_says_what_was_searched_for_and_what_was_found(visit: Open, own: str) -> None:
    page = visit(f"{own}catalogue/?q=introduktion&theme=en-attraktiv-arbejdsplads")
    page.locator("[data-results][data-state=ready]").wait_for()
    found = page.locator("a[data-result]").all_inner_texts()
    words = " ".join(print_out(page))
    assert "Søgt efter: »introduktion« · En attraktiv arbejdsplads" in words
    assert found
    assert all(words_of(title) in words for title in found)
    assert "Afgræns" not in words


def test_without_scripts_the_foot_has_the_path_and_the_date(visit: Open, lengthy: str) -> None:
    last = print_out(visit(lengthy + LONG_PAGE, java_script_enabled=False))[-1]
    assert f"Inspirationskatalog · {LONG_PAGE} · Opdateret den 10. februar 2026" in last
    assert "Udskrevet" not in last


def test_the_foot_is_not_on_the_screen(visit: Open, own: str) -> None:
    expect(visit(own).locator(".c-source")).to_be_hidden()


def test_a_page_is_printed_dark_on_white_also_by_those_who_read_in_the_dark(visit: Open, lengthy: str) -> None:
    page = on_paper(visit, lengthy + LONG_PAGE, color_scheme="dark")
    words = "() => getComputedStyle(document.querySelector('h1')).color"
    ground = "() => getComputedStyle(document.body).backgroundColor"
    assert sum(int(part) for part in re.findall(r"\d+", page.evaluate(words))[:3]) < 200
    assert page.evaluate(ground) == "rgba(0, 0, 0, 0)"


def test_badges_can_be_read_in_black_and_white(visit: Open, lengthy: str) -> None:
    page = on_paper(visit, lengthy + LONG_PAGE)
    for words in ("Opdigtet eksempel", "Fortæller også om det svære", "i brug"):
        badge = page.locator(".c-badge", has_text=words).first
        style = badge.evaluate(
            "e => [getComputedStyle(e).color, getComputedStyle(e).borderTopColor, getComputedStyle(e).backgroundColor]"
        )
        assert style == ["rgb(28, 38, 46)", "rgb(28, 38, 46)", "rgba(0, 0, 0, 0)"], words


def test_running_text_is_between_10_and_11_points(visit: Open, own: str) -> None:
    for kind in ("interpretation", "theme"):
        page = on_paper(visit, own + OWN_KINDS[kind])
        pixels = page.locator(".c-prose p:not([class])").last.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        assert 10 <= pixels * 72 / 96 <= 11, kind


def test_pictures_and_cards_are_not_divided(visit: Open, tried: str) -> None:
    for path in ("stories/da-ruten-blev-kendt/", "themes/blik-for-borgeren/"):
        page = on_paper(visit, tried + path)
        for part in some(page.locator("figure, .c-card").all()):
            assert part.evaluate("e => getComputedStyle(e).breakInside") == "avoid"


AT_MOST = {"front page": 2, "unit": 2, "interpretation": 2, "theme": 3, "overview": 3}


def test_a_page_takes_no_more_sides_than_it_needs(visit: Open, own: str) -> None:
    for kind, most in AT_MOST.items():
        assert len(print_out(visit(own + OWN_KINDS[kind]))) <= most, kind
