"""Meetings on paper: the item alone on at most four sides, however many workplaces there are; appendices on request."""

from collections.abc import Iterator
from io import BytesIO

import pytest
from playwright.sync_api import Browser, Page, expect
from pypdf import PdfReader

from catalogue.engine import styles
from catalogue.model.pages import AnyPage
from catalogue.views.contents import site_pages
from making import THEMES, edition, page, themes

pytestmark = pytest.mark.browser

WORKPLACES = 58
ADDRESS = "units/nord/meetings/2026-09-10/"
LONG = "En ret lang overskrift om noget, som mange prøver af i hverdagen"


def crowded() -> Iterator[AnyPage]:
    """Yield an area of many workplaces, each with ideas and steps of all stages about every theme, in long words."""
    yield from themes()
    yield page("units/nord/index.md", kind="område", title="Området med de mange arbejdspladser")
    steps = [
        {"action": f"{LONG} {number}", "deadline": day, "status": status, "lesson": "Ferier kræver en afløser"}
        for number, (day, status) in enumerate(
            [
                ("2026-05-01", "gennemført"),
                ("2026-05-01", "i gang"),
                ("2026-08-01", "aftalt"),
                ("2027-08-01", "i gang"),
                (None, "i gang"),
            ]
        )
    ]
    decisions = [{"text": f"{LONG} {number}", "goes_to": ["LMU"], "deadline": "2026-05-01"} for number in range(3)]
    told = {"status": "holdt", "open": "true", "decisions": decisions}
    yield page("units/nord/meetings/2026-01-10.md", **told)
    for theme in THEMES:
        yield page(f"units/nord/{theme}.md", title=LONG, summary=f"{LONG}. {LONG}.")
    for number in range(WORKPLACES):
        name = f"Arbejdspladsen med det lange navn nummer {number}"
        yield page(f"units/u{number}/index.md", area="nord", title=name, asks=[f"{LONG}?"])
        for theme in THEMES:
            yield page(f"units/u{number}/{theme}.md", title=f"{LONG} {number}", updated="2026-05-01", plan=steps)
    yield page(ADDRESS.rstrip("/") + ".md", shares=["u1", "u2", ["u3", "u4"], "u5"], summary=f"{LONG}. {LONG}.")


def sides(page: Page) -> list[str]:
    return [side.extract_text() for side in PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages]


def test_the_sheet_of_a_large_area_has_at_most_four_sides_and_more_when_its_appendices_are_asked_for(
    browser: Browser,
) -> None:
    made = edition(crowded())
    body = next(one.body() for one in site_pages(made) if one.address == ADDRESS)
    css = next(text for path, text in styles.joined().items() if "catalogue" in path)
    context = browser.new_context(locale="da-DK", java_script_enabled=False)
    sheet = context.new_page()
    sheet.set_content(f"<html lang=da><style>{css}</style><main class=c-page><div class=c-wrap>{body}</div></main>")
    printed = sides(sheet)
    assert len(printed) <= 4, [side[:60] for side in printed]
    assert "Det fortæller vi andre" in "".join(printed)
    assert "Kopiér" not in "".join(printed)
    assert not any("Bilag 1" in side for side in printed)
    sheet.get_by_role("checkbox", name="Alle idéer og indsatser").check()
    with_all = sides(sheet)
    assert len(with_all) > len(printed) + 8
    assert with_all[len(printed)].startswith("Bilag 1"), "an appendix begins on a side of its own"
    assert f"nummer {WORKPLACES - 1}" in "".join(with_all[len(printed) :])
    expect(sheet.get_by_role("checkbox", name="Det har vi lært")).not_to_be_checked()
    context.close()


def test_each_field_of_the_item_is_copied_as_plain_text(browser: Browser, own: str) -> None:
    context = browser.new_context(locale="da-DK", permissions=["clipboard-read", "clipboard-write"])
    sheet = context.new_page()
    sheet.goto(f"{own}units/sundhed-og-omsorg/meetings/2023-06-20/")
    sheet.evaluate("document.querySelector('main').append(document.createElement('textarea'))")
    field, copied = sheet.locator("textarea"), {}
    for one in sheet.locator("c-copy").all():
        button = one.get_by_role("button")
        button.click()
        expect(one.get_by_role("status")).to_have_text("Det er kopieret.")
        field.fill("")
        field.press("ControlOrMeta+V")
        copied[button.inner_text()] = field.input_value()
    assert [*copied] == [
        "Kopiér sagsfremstillingen",
        "Kopiér sammenhængen",
        "Kopiér konsekvenserne",
        "Kopiér indstillingen",
        "Kopiér bilagslisten",
    ]
    for name, text in copied.items():
        assert text == text.strip(), name
        assert not any(mark in text for mark in ("\n\n\n", " \n", "\n ", "\t", "\xad", "Kopiér")), name
    told, _, _, proposed, appended = copied.values()
    assert "Blik for borgeren\nOmrådets nedslag: »Vi vil sætte os i den andens sted«." in told
    assert proposed.startswith("Formanden indstiller, at udvalget\n1. ")
    assert appended.endswith(f"\n{own}units/sundhed-og-omsorg/meetings/2023-06-20/")
    context.close()
