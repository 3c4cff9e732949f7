"""The form, used as a new writer would: on a phone, in Danish, under the shipped policy, and without any request."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import trees
from barriers import IN_COLOUR, WCAG, find_barriers
from catalogue.checks.check import Check
from catalogue.model.places import place_of
from catalogue.views.parts.editing import FORMS
from filling import ANSWERS, Window, unfold
from sites import Site

pytestmark = pytest.mark.browser

TRAPS = """\
# Ikke en overskrift
---
Vi siger: "Godmorgen" – og 'farvel' til kl. 8
===
## Det gør vi
1. maj begynder vi, 2*3*4 gange
> 30 borgere & &amp; <b>flere</b>
    rykket ind
| Dag | Rute |
|-----|------|
[note]: https://eksempel.invalid
```
!!! note "Nej"
: et kolon først
_a_b_ og \\# og C:\\_mappe
+ 2 timer ~~om ugen~~"""
"""Lines that Markdown would make something of. Each must stand on the page as it is written."""


def test_a_new_writer_makes_a_page_on_a_phone_that_passes_and_shows_what_was_written(
    window: Callable[..., Window], build: Callable[..., Site], judge: Callable[[Path], Check], tmp_path: Path
) -> None:
    form = window().open()
    requests: list[str] = []
    form.page.on("request", lambda request: requests.append(request.url))
    form.fill({"unit": "aakaer-hjemmepleje", "theme": "blik-for-borgeren"})  # What it has is known without asking.
    form.fill({"unit": "+", "unit.title": "Køkkenet »Ærø Å« & co: nr. 1", "unit.area": "sundhed-og-omsorg"})
    form.fill({"unit.summary": 'Vi laver "rigtig" mad: hver dag # altid', "theme": "digitale-muligheder"})
    form.fill({"title": '"Blåbærgrød": æøå --- #1', "summary": "Vi spørger: 'Hvad nu?' – og \\ svarer #straks"})
    form.fill({"section-2": TRAPS, "status": "afprøves", "contact.role": "Køkkenets kontor: æøå"})
    form.fill({"plan.0.action": 'Vi køber: en "tavle" #2', "plan.0.deadline": "1. maj 2027", "plan.0.status": "i gang"})
    form.fill({"told_to": "Køkkenlederen"})
    assert form.faults == []
    expect(form.page.get_by_text("Siden er klar.")).to_be_focused()
    docs = trees.draw(tmp_path / "docs", {}, onto=trees.GOOD)
    saved = form.save(docs)
    assert [file.relative_to(docs).as_posix() for file in saved] == [
        "units/koekkenet-aeroe-aa-co-nr-1/digitale-muligheder.md",
        "units/koekkenet-aeroe-aa-co-nr-1/index.md",
    ]
    assert [request for request in requests if not request.startswith("blob:")] == []
    mine = [problem for problem in judge(docs).problems if "koekkenet-aeroe" in problem.path]
    assert [problem for problem in mine if problem.is_error] == []
    page = build(docs).pages["units/koekkenet-aeroe-aa-co-nr-1/digitale-muligheder/"]
    shown = re.sub(r"\[([^\]]*)\]\(https:[^)]*\)", r"\1", page.text)  # An address becomes a link.
    for line in TRAPS.split("\n"):
        assert " ".join(line.split()) in shown, line
    for words in ('"Blåbærgrød": æøå --- #1', "Vi spørger: 'Hvad nu?' – og \\ svarer #straks", "1. maj 2027"):
        assert words in page.text
    assert [heading for level, heading in page.headings if level == 2][:2] == ["Det gør vi", "Plan"]
    assert "Køkkenlederen" not in "".join(file.read_text("utf-8") for file in saved)
    unfold(form.page.locator("[data-preview]"))
    preview = form.page.locator("[data-preview]").inner_text()
    for line in TRAPS.split("\n"):
        assert " ".join(line.split()) in " ".join(preview.split()), line


WRONG = [
    ({"title": ""}, "title"),
    ({"summary": ""}, "summary"),
    ({"title": "x" * 91}, "title"),
    ({"summary": "æ" * 1200}, "summary"),
    ({"title": "Vi <b>prøver</b>"}, "title"),
    ({"summary": "{{ navn }}"}, "summary"),
    ({"updated": "i går"}, "updated"),
    ({"updated": "2026-02-30"}, "updated"),
    ({"updated": ""}, "updated"),
    ({"plan.0.goal": "Ro"}, "plan.0.action"),
    ({"plan.0.action": "x" * 501}, "plan.0.action"),
    ({"plan.0.action": "Vi prøver", "plan.0.responsible": "<mig>"}, "plan.0.responsible"),
    ({"borrowed_from": "Sundhed og Omsorg"}, "borrowed_from"),
    ({"borrowed_from": "sundhed-og-omsorg/hverken-eller"}, "borrowed_from"),
    ({"borrowed_from": "koekkenet-gryden/digitale-muligheder"}, "borrowed_from"),
    ({"section-1": "Borgeren har 010190-1234 som nummer."}, "section-1"),
    ({"section-3": "[skriv et par linjer her]"}, "section-3"),
    ({"section-2": "Koden til døren er 4711."}, "section-2"),
]


EMPTY = {
    "title": "Skriv en overskrift.",
    "summary": "Skriv én eller to sætninger under »Kort fortalt«.",
    "updated": "Skriv en dato.",
    "plan.0.action": "Udfyld »Indsats« i indsats 1.",
}
"""What the form says of an empty field: the check's words would repeat the hint above it."""
NAMELESS = "»Lånt fra«: »Sundhed og Omsorg« er ikke blandt katalogets idéer."
"""What the form says of a name that there is not: how a file refers to a page is nothing to who writes here."""


def test_what_is_wrong_is_said_in_the_words_of_the_check_and_leads_to_the_field(
    window: Callable[..., Window], judge: Callable[[Path], Check], good: Path
) -> None:
    form, check = window().open(), judge(good)
    form.fill(ANSWERS)
    for answers, name in WRONG:
        right = {key: form.page.locator(f"[name='{key}']").input_value() for key in answers}
        form.fill(answers)
        (words,) = form.faults
        field = form.page.locator(f"[name='{name}']")
        expect(form.page.get_by_role("alert").first).to_be_focused()
        form.page.locator("[data-faults] a").click()
        expect(field).to_be_focused()
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(field).to_have_accessible_description(re.compile(re.escape(words)))
        place, text = place_of(form.path), form.text.replace("0101xx-xxxx", "010190-1234")
        form.fill(right)
        assert place
        found = check.with_page(place, text).problems
        said = [problem.message for problem in found if problem.path == place.path and problem.is_error]
        essence = words.replace("Teksten indeholder", "Linjen indeholder")
        if words.startswith(NAMELESS):
            assert any("»Sundhed og Omsorg«" in message for message in said)
        elif answers.get(name):
            assert any(essential(essence) in without_key(message) for message in said), (words, said)
        else:
            assert words == EMPTY[name]
            assert any("mangler" in message or "er tomt" in message for message in said), said
    assert form.faults == []


def test_what_a_new_unit_must_tell_leads_to_its_fields(window: Callable[..., Window]) -> None:
    form = window().open()
    assert len(form.faults) == 4
    form.fill({**ANSWERS, "unit": "+"})
    name, area, summary = form.faults
    assert (name, summary) == ("Skriv et navn.", EMPTY["summary"])
    assert area == "Vælg et område."
    for number, field in enumerate(("unit.title", "unit.area", "unit.summary")):
        form.page.locator("[data-faults] a").nth(number).click()
        expect(form.page.locator(f"[name='{field}']")).to_be_focused()
    form.fill({"unit.title": "Køkkenet Gryden", "unit.summary": "Vi er her.", "unit.area": "boern-og-kultur"})
    taken = "Der ligger allerede en side i units/koekkenet-gryden/index.md. Ret den, eller vælg en anden titel."
    assert form.faults == [taken]
    form.fill({"unit.title": "Køkkenet Nyt"})
    expect(form.page.locator("#f-unit-title-e")).to_be_hidden()  # What is mended is no longer told of.
    assert form.faults == []


def without_key(message: str) -> str:
    """Return a message without the key of its field, which only a file's writer knows."""
    return re.sub(r"» *\(\w+\)|(?<=«) \(\w+(?:\.\w+)*\)", "", message)


def essential(words: str) -> str:
    """Return the first sentence, which says what is wrong."""
    return words.split(". ")[0].rstrip(".")


def find_barriers_in_both(page: Page) -> list[str]:
    """Return what axe finds wrong in the light, and with the colours in the dark."""
    in_light = find_barriers(page, WCAG)
    page.emulate_media(color_scheme="dark")
    in_dark = find_barriers(page, IN_COLOUR)
    page.emulate_media(color_scheme="light")
    return in_light + in_dark


def test_nobody_meets_a_barrier_in_an_empty_a_wrong_or_a_finished_form(window: Callable[..., Window]) -> None:
    opened = window(color_scheme="light", reduced_motion="reduce")
    for path in sorted({*FORMS.values()}):
        form = opened.open(path)
        assert find_barriers_in_both(form.page) == [], path
        assert len(form.faults) >= 2
        assert find_barriers_in_both(form.page) == [], path
        form.page.close()
    form = opened.open()
    form.fill({**ANSWERS, "section-1": "Fru Eksempelsen kom.", "plan.0.action": "Vi prøver", "unit": "+"})
    form.fill({"unit.title": "Køkkenet", "unit.area": "sundhed-og-omsorg", "unit.summary": "Vi er her."})
    form.page.get_by_role("button", name="Tilføj en indsats til").click()
    form.page.get_by_role("button", name="Ryd alt", exact=True).click()
    for fold in form.page.locator("details").all():
        unfold(fold)
    assert form.faults == []
    form.page.get_by_role("button", name="Kopiér til en mail").click()
    assert find_barriers_in_both(form.page) == []
    form.page.get_by_label("Vi har set det efter").check()
    form.page.get_by_role("button", name="Kopiér til en mail").click()
    expect(form.page.locator("[data-done]")).to_be_visible()
    assert find_barriers_in_both(form.page) == []


def test_the_topics_on_offer_are_those_of_the_chosen_theme(window: Callable[..., Window]) -> None:
    form = window().open()
    topics = form.page.locator("[data-topics] label")
    unfold(topics.first)
    expect(topics.filter(visible=True)).to_have_count(0)
    expect(form.page.get_by_text("Vælg først et tema.")).to_be_visible()
    form.fill({**ANSWERS, "theme": "digitale-muligheder"})
    expect(form.page.get_by_text("Vælg først et tema.")).to_be_hidden()
    own = topics.filter(visible=True)
    assert own.all_inner_texts() == ["Løsninger, der hjælper"]
    own.first.click()
    assert "topics: [loesninger-der-hjaelper]" in form.text
    form.fill({"theme": "blik-for-borgeren"})
    assert own.all_inner_texts() == ["Tæt på borgeren", "Sammen om opgaven"]
    assert "topics:" not in form.text  # What was chosen of another theme is no part of this page.
