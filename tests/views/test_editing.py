"""The way to put a page right: on the forge, by mail, or in plain words (views.pages.editors, views.parts.editing)."""

import json
from dataclasses import replace

import pytest

from catalogue.settings import Settings
from catalogue.views.contents import FRAGMENTS, site_pages
from catalogue.views.parts.editing import MOST_BYTES, edit_address, mail_address, page_data
from making import Elements, edition, page, small

UNIT = page("units/x/index.md", kind="område")


@pytest.mark.parametrize(
    ("kind", "address"),
    [
        ("github", "https://f.invalid/k/edit/main/docs/units/x/index.md"),
        ("gitlab", "https://f.invalid/k/-/edit/main/docs/units/x/index.md"),
        ("forgejo", "https://f.invalid/k/_edit/main/docs/units/x/index.md"),
        ("other", "https://f.invalid/k"),
    ],
)
def test_each_forge_has_its_own_way_to_edit(kind: str, address: str) -> None:
    settings = Settings(forge={"kind": kind, "address": "https://f.invalid/k"})
    assert edit_address(settings, UNIT) == address


def test_without_a_forge_there_is_no_link() -> None:
    assert edit_address(Settings(), UNIT) == ""


def test_a_mail_carries_its_subject() -> None:
    settings = Settings(editors_mail="red@eksempel.invalid")
    assert mail_address(settings, "Idé & mål?") == "mailto:red@eksempel.invalid?subject=Id%C3%A9%20%26%20m%C3%A5l%3F"


def test_without_a_mailbox_the_pages_say_whom_to_write_to() -> None:
    body = next(one.body() for one in site_pages(edition(small())) if one.address == "units/nord-a/blik/")
    assert "Skriv til redaktionen" in body
    assert "mailto:" not in body.replace("mailto:post@eksempel.invalid", "")
    assert "Ret selve filen" not in body


def test_a_page_is_put_right_with_its_form_and_the_page_goes_along() -> None:
    made = edition(small(), forge={"kind": "github", "address": "https://f.invalid/k"})
    for one in site_pages(made):
        links = [found for found in Elements(one.body()).all("a") if "data-page" in found]
        kind = next((str(page.kind) for page in made.catalogue.pages if page.address == one.address), one.kind)
        assert len(links) == (kind in ("unit", "plan", "interpretation", "story")), one.address
        for link in links:
            data = json.loads(link["data-page"])
            if kind == "plan":  # It stands on the unit's own page, and has a form of its own.
                assert (data["kind"], "form/plan/?unit=" in link["href"]) == ("unit", True)
                continue
            assert data["kind"] == kind
            assert link["href"].endswith({"unit": "form/unit/", "story": "form/story/"}.get(kind, "contribute/form/"))
            assert data["fields"]["title"] in one.title
    assert "https://f.invalid/k/edit/main/docs/units/nord-a/blik.md" in "".join(one.body() for one in site_pages(made))


def test_a_page_too_long_for_an_address_goes_nowhere() -> None:
    one = page("units/x/index.md", kind="område")
    long = replace(one, body="æ" * MOST_BYTES)
    assert json.loads(page_data(one))["key"] == "x"
    assert page_data(long) == ""
    assert page_data(page("themes/blik.md")) == ""


def test_the_accessibility_statement_says_when_it_is_not_made() -> None:
    unset = FRAGMENTS["accessibility_statement"](edition(small()), "accessibility/")
    assert "ikke et link til erklæringen endnu" in unset
    made = edition(small(), accessibility_statement="https://was.invalid/x")
    assert 'href="https://was.invalid/x"' in FRAGMENTS["accessibility_statement"](made, "accessibility/")
