"""A second idea about a theme in the form: no dead end, and a page of its own."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from filling import Window

pytestmark = pytest.mark.browser
ABOUT = "aakaer-hjemmepleje/blik-for-borgeren"
SECOND = {
    "unit": "aakaer-hjemmepleje",
    "theme": "blik-for-borgeren",
    "title": "Kaffe ved døren",
    "summary": "Vi drikker kaffe, før ruten begynder.",
}


def test_a_second_idea_becomes_a_page_of_its_own_and_the_first_is_named(window: Callable[..., Window]) -> None:
    form = window().open()
    form.fill({**SECOND, "borrowed_from": f"https://katalog.invalid/units/{ABOUT}/fejlbogen/"})
    assert form.path == f"units/{ABOUT}/kaffe-ved-doeren.md"
    link = form.page.locator("[data-taken-page]")
    expect(link).to_have_text("»De samme få ansigter«")  # It is fetched from the page itself.
    assert (link.get_attribute("href") or "").endswith(f"units/{ABOUT}/")
    assert form.faults == []
    page, problems = form.read()
    assert page is not None
    assert page.kind == "idea"
    assert problems == []
    assert page.fields.model_dump()["borrowed_from"] == (f"{ABOUT}/fejlbogen",)


def test_where_there_is_no_page_about_the_theme_nothing_is_said(window: Callable[..., Window]) -> None:
    form = window().open()
    form.fill({**SECOND, "unit": "zebraens-boernehave"})
    assert form.path == "units/zebraens-boernehave/blik-for-borgeren.md"
    expect(form.page.locator("[data-taken]")).to_be_hidden()


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Fejlbogen", f"Der ligger allerede en side i units/{ABOUT}/fejlbogen.md. Ret den, eller vælg en anden titel."),
        ("Plan", "Navnet er optaget af møder og planer."),
        ("???", "Brug mindst ét bogstav."),
    ],
)
def test_a_name_that_an_idea_cannot_have_is_refused_as_the_check_does(
    title: str, words: str, window: Callable[..., Window]
) -> None:
    form = window().open()
    form.fill({**SECOND, "title": title})
    assert [words in fault for fault in form.faults] == [True]


def test_an_idea_is_put_right_in_its_own_place(window: Callable[..., Window]) -> None:
    form = window().follow(f"units/{ABOUT}/fejlbogen/", "Ret denne side", "contribute/form/")
    assert form.path == f"units/{ABOUT}/fejlbogen.md"
    expect(form.page.locator("[data-taken]")).to_be_hidden()
    form.fill({"title": "Bogen med det skæve"})
    assert form.path == f"units/{ABOUT}/fejlbogen.md"  # An address never changes.
    assert form.faults == []


def test_an_idea_is_borrowed(window: Callable[..., Window]) -> None:
    form = window().open(f"contribute/form/?borrow={ABOUT}/fejlbogen")
    form.fill({"unit": "zebraens-boernehave", "title": "Vi lånte bogen", "summary": "Vi prøver den."})
    assert form.path == "units/zebraens-boernehave/blik-for-borgeren.md"
    assert f"borrowed_from: [{ABOUT}/fejlbogen]" in form.text
    assert form.faults == []
