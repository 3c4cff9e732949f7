"""A second idea about a theme in the form: no dead end, and a page of its own."""

import re
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
    expect(form.page.locator("[data-has='blik-for-borgeren']")).to_contain_text(
        "I har »De samme få ansigter« og 1 idé mere"
    )
    link = form.page.get_by_role("link", name="Ret »De samme få ansigter«")
    assert (link.get_attribute("href") or "").endswith(f"units/{ABOUT}/#ret")
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


def test_what_is_begun_goes_along_to_the_page_that_is_rather_put_right(window: Callable[..., Window]) -> None:
    form = window().open()
    form.fill({**SECOND, "section-2": "Kaffen står klar kl. 7.", "plan.0.action": "Køb kopper"})
    was = form.page.locator("h1").inner_text()
    form.page.get_by_role("link", name="Ret »De samme få ansigter«").click()
    heading = form.page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Ret »De samme få ansigter«")
    expect(form.page.get_by_text("Det, du havde skrevet, står nu sammen med siden.")).to_be_visible()
    assert form.path == f"units/{ABOUT}.md"
    section = form.page.locator("[name='section-2']")
    expect(section).to_have_value(re.compile(f"{SECOND['title']}\n\n{SECOND['summary']}\n\nKaffen står klar kl. 7.$"))
    assert "action: Køb kopper" in form.text
    mended = form.text
    form.page.get_by_role("button", name="Fortryd mine rettelser").click()
    assert "Kaffen" not in form.text
    form.page.get_by_role("button", name="Hent mine rettelser igen").click()
    assert form.text == mended
    form.page.get_by_role("button", name="Ryd alt", exact=True).click()
    form.page.get_by_role("button", name="Ja, ryd alt").click()
    expect(heading).to_have_text(was)


def test_an_idea_is_borrowed_and_can_be_read_on_the_way(window: Callable[..., Window]) -> None:
    form = window().follow(f"units/{ABOUT}/fejlbogen/", "Vi vil låne idéen", "contribute/form/")
    told = form.page.locator("[data-about]")
    expect(told).to_contain_text("I låner »Fejlbogen« fra Aakær Hjemmepleje.")
    told.get_by_text("Læs idéen, I låner").click()
    expect(told.get_by_role("heading", name="Fejlbogen")).to_be_visible()
    expect(form.page.locator("[name=borrowed_from]")).to_have_value("Fejlbogen – Aakær Hjemmepleje")
    form.page.reload()
    expect(told).to_be_hidden()  # Nothing is written yet, so nothing is kept.


def test_an_idea_is_borrowed_by_its_address_alone(window: Callable[..., Window]) -> None:
    form = window().open(f"contribute/form/?borrow={ABOUT}/fejlbogen")
    form.fill({"unit": "zebraens-boernehave", "title": "Vi lånte bogen", "summary": "Vi prøver den."})
    assert form.path == "units/zebraens-boernehave/blik-for-borgeren.md"
    assert f"borrowed_from: [{ABOUT}/fejlbogen]" in form.text
    assert form.faults == []


def test_an_idea_becomes_a_story_in_its_own_words(window: Callable[..., Window]) -> None:
    form = window().follow(f"units/{ABOUT}/fejlbogen/", "Gør idéen til en historie", "contribute/form/story/")
    expect(form.page.locator("[data-notice-words]")).to_contain_text("Her er idéen »Fejlbogen«.")
    expect(form.page.locator("[name=title]")).to_have_value("Fejlbogen")
    form.fill({"title": "Da vi skrev fejlene ned"})
    assert form.faults == []
    assert form.path == "stories/da-vi-skrev-fejlene-ned.md"
    page, problems = form.read()
    assert page is not None
    assert problems == []
    story = page.fields.model_dump()
    assert story["interpretations"] == (f"{ABOUT}/fejlbogen",)
    assert story["themes"] == (ABOUT.split("/")[1],)
    assert story["summary"]
