"""What the form begins with and what it keeps: a page that is put right, a borrowed idea, and a draft."""

import base64
import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from catalogue.model.pages import AnyPage
from catalogue.model.places import Kind
from catalogue.reading.reader import read
from catalogue.views.parts.editing import FORMS
from filling import ANSWERS, Form, Window, unfold
from sites import Site
from some import some

pytestmark = pytest.mark.browser

NUMBER = "010190-1234"


def good_pages(good: Path) -> list[AnyPage]:
    return [page for page in read(good).pages if page.kind in FORMS]


def test_every_page_goes_through_its_form_and_comes_out_as_it_was(window: Callable[..., Window], good: Path) -> None:
    opened = window()
    for page in some(good_pages(good)):
        form = opened.follow(page.address, "Ret denne side", FORMS[page.kind])
        if page.kind is not Kind.STORY:  # A page that is put right is suggested to be of today.
            form.fill({"updated": str(getattr(page.fields, "updated", ""))})
        found, problems = form.read()
        assert form.path == page.path
        assert problems == []
        assert found is not None
        assert found.fields.model_dump() == page.fields.model_dump(), page.path
        assert found.body == page.body, page.path
        assert form.page.url.endswith(FORMS[page.kind])  # The page has left the address.
        form.page.close()


def test_a_page_that_is_changed_keeps_all_that_the_form_does_not_show(
    window: Callable[..., Window], good: Path
) -> None:
    page = next(page for page in good_pages(good) if page.key == "aakaer-hjemmepleje/blik-for-borgeren")
    form = window().follow(page.address, "Ret denne side", "contribute/form/")
    new = "Vi har lært, at tavlen skal op.\n# Og mere til"
    form.fill({"title": "De samme ansigter", "section-4": new})
    form.fill({"section-2": form.page.locator("[name='section-2']").input_value() + "\nOg en linje til."})
    found, problems = form.read()
    assert problems == []
    assert found is not None
    was, now = page.fields.model_dump(), found.fields.model_dump()
    assert {key for key in now if now[key] != was[key]} == {"title", "updated"}
    for line in page.body.split("\n"):
        assert line in found.body.split("\n"), line
    assert "Og en linje til." in found.body.split("## Det er svært")[0]
    assert found.body.rstrip().endswith("Vi har lært, at tavlen skal op.\n\n\\# Og mere til")


def test_a_borrowed_idea_says_where_it_comes_from(window: Callable[..., Window]) -> None:
    form = window().follow("units/aakaer-hjemmepleje/blik-for-borgeren/", "Vi vil låne idéen", "contribute/form/")
    form.fill({**ANSWERS, "unit": "zebraens-boernehave", "theme": "blik-for-borgeren"})
    assert "borrowed_from: [aakaer-hjemmepleje/blik-for-borgeren]" in form.text
    assert form.faults == []


def test_an_open_theme_on_a_units_page_leads_to_a_form_about_both(window: Callable[..., Window]) -> None:
    form = window().follow("units/koekkenet-gryden/", "Send en side ind om Digitale muligheder", "contribute/form/")
    assert form.path == "units/koekkenet-gryden/digitale-muligheder.md"


def test_a_unit_that_has_a_page_about_the_theme_writes_a_further_idea(
    window: Callable[..., Window],
) -> None:
    form = window().open()
    form.fill({**ANSWERS, "unit": "aakaer-hjemmepleje", "theme": "blik-for-borgeren"})
    expect(form.page.get_by_text("Ret den, eller skriv en ny idé her")).to_be_visible()
    assert form.faults == []


def test_a_page_too_long_to_go_along_is_told_of(window: Callable[..., Window]) -> None:
    for fragment in ("#page=", "#page=%F0%28", "#page=e30"):
        form = window().open(f"contribute/form/{fragment}")
        expect(form.page.get_by_text("kan ikke åbnes i formularen")).to_be_visible()


def test_a_draft_is_kept_in_the_tab_and_nowhere_else(window: Callable[..., Window]) -> None:
    opened = window()
    form = opened.open()
    form.fill({**ANSWERS, "section-1": f"Vi ringede til {NUMBER}.", "plan.0.action": "Vi prøver"})
    form.page.get_by_role("button", name="Tilføj en indsats til").click()
    form.fill({"plan.1.action": "Vi prøver igen"})
    form.page.reload()
    expect(form.page.locator("[name=title]")).to_have_value(ANSWERS["title"])
    expect(form.page.locator("[name='plan.1.action']")).to_have_value("Vi prøver igen")
    expect(form.page.locator("[name='section-1']")).to_have_value("Vi ringede til 0101xx-xxxx.")
    kept = form.page.evaluate("JSON.stringify({ ...sessionStorage, ...localStorage })")
    assert NUMBER not in kept
    expect(opened.open().page.locator("[name=title]")).to_have_value("")


def test_what_may_be_a_number_is_advice_and_stands_in_the_file(window: Callable[..., Window]) -> None:
    form = window().open()
    form.fill({**ANSWERS, "section-1": "Vi har ordre 1503901234 i dag."})
    assert form.faults == []
    expect(
        form.page.get_by_text("Teksten indeholder ti cifre, der kan være et CPR-nummer (1503xx-xxxx).")
    ).to_be_visible()
    assert "1503901234" in form.text
    send = form.page.get_by_role("button", name="Kopiér til en mail")
    send.click()
    sure = form.page.get_by_label("Vi har set det efter")
    expect(sure).to_be_focused()
    expect(sure).to_have_accessible_description(re.compile("Sæt hak"))
    sure.check()
    send.click()
    expect(form.page.locator("[data-done]")).to_be_visible()
    form.fill({"section-1": "Vi har ordre 1503901234 i dag. Ring til fru Eksempelsen."})
    assert form.faults == []
    expect(sure).not_to_be_checked()  # There is more to look at now.
    form.fill({"section-1": f"Nummeret er {NUMBER}."})
    expect(form.page.locator("#f-section-1-e")).to_contain_text("indeholder et CPR-nummer (0101xx-xxxx)")
    assert NUMBER not in form.text


def test_a_draft_with_a_former_status_gets_the_one_of_today(window: Callable[..., Window]) -> None:
    opened = window()
    values = {"title": "Kort", "status": "i drift", "plan.0.action": "Sat i drift", "plan.0.status": "ikke begyndt"}
    draft = json.dumps({"values": values, "counts": {"plan": 1}})
    opened.context.add_init_script(f"sessionStorage.setItem('catalogue.form.interpretation', {json.dumps(draft)})")
    text = opened.open().text
    assert re.findall("(?:status|action): (.*)", text) == ["i brug", "Sat i drift", "aftalt"]


def test_a_draft_on_the_device_is_a_choice_and_can_be_cleared(window: Callable[..., Window]) -> None:
    opened = window()
    form = opened.open()
    form.fill(ANSWERS)
    form.page.get_by_label("Gem på denne telefon eller pc").check()
    again = opened.open()
    expect(again.page.locator("[name=title]")).to_have_value(ANSWERS["title"])
    wipe = again.page.get_by_role("button", name="Slet kladden på denne telefon")
    again.page.get_by_role("button", name="Ryd alt", exact=True).click()
    expect(again.page.get_by_role("button", name="Nej, behold det")).to_be_focused()
    again.page.get_by_role("button", name="Nej, behold det").click()
    wipe.click()
    expect(again.page.get_by_role("button", name="Nej, behold det")).to_be_focused()
    again.page.get_by_role("button", name="Ja, ryd alt").click()
    expect(again.page.locator("[name=title]")).to_have_value("")
    expect(wipe).to_be_hidden()
    assert again.page.evaluate("localStorage.length + sessionStorage.length") == 0
    expect(opened.open().page.locator("[name=title]")).to_have_value("")


def test_a_draft_that_one_tab_has_cleared_no_other_tab_keeps_on_the_device_again(window: Callable[..., Window]) -> None:
    opened = window()
    first, second = opened.open(), opened.open()
    first.fill(ANSWERS)
    first.page.get_by_label("Gem på denne telefon eller pc").check()
    second.page.get_by_role("button", name="Ryd alt", exact=True).click()
    second.page.get_by_role("button", name="Ja, ryd alt").click()
    expect(first.page.get_by_label("Gem på denne telefon eller pc")).not_to_be_checked()
    expect(first.page.get_by_text("Det er ikke længere gemt på din telefon eller pc.")).to_be_visible()
    first.fill({"title": "En anden"})
    first.page.close(run_before_unload=True)
    assert second.page.evaluate("localStorage.length") == 0


def test_the_form_works_where_nothing_can_be_kept(window: Callable[..., Window]) -> None:
    opened = window()
    opened.context.add_init_script(
        "for (const name of ['localStorage', 'sessionStorage'])"
        " Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError') } })"
    )
    form = opened.open()
    form.fill(ANSWERS)
    assert form.faults == []


def test_another_start_does_not_lose_the_draft(window: Callable[..., Window]) -> None:
    form = window().open()
    form.fill(ANSWERS)
    form.page.goto(form.page.url + "?theme=blik-for-borgeren")
    expect(form.page.locator("[name=title]")).to_have_value("")
    form.page.get_by_role("button", name="Hent kladden").click()
    expect(form.page.locator("[name=title]")).to_have_value(ANSWERS["title"])


def test_another_start_can_have_the_device_forget_the_draft(window: Callable[..., Window]) -> None:
    form = window().open()
    form.fill(ANSWERS)
    form.page.get_by_label("Gem på denne telefon eller pc").check()
    form.page.goto(form.page.url + "?theme=blik-for-borgeren")
    form.page.get_by_role("button", name="Slet kladden på denne telefon").click()
    expect(form.page.get_by_text("Kladden er slettet.")).to_be_focused()
    assert form.page.evaluate("localStorage.length + sessionStorage.length") == 0


def test_steps_are_added_taken_out_and_taken_back(window: Callable[..., Window]) -> None:
    form = window().open()
    add = form.page.get_by_role("button", name="Tilføj en indsats til")
    form.fill({**ANSWERS, "plan.0.action": "Første"})
    add.click()
    expect(form.page.locator("[name='plan.1.action']")).to_be_focused()
    form.fill({"plan.1.action": "Anden", "plan.1.status": "i gang"})
    form.page.get_by_role("button", name="Fjern indsats 1").click()
    expect(form.page.get_by_role("button", name="Fortryd")).to_be_focused()
    expect(form.page.get_by_text("Indsats 1 er fjernet.")).to_be_visible()
    assert plan_of(form) == [("Anden", "i gang")]
    form.page.get_by_role("button", name="Fortryd").click()
    assert plan_of(form) == [("Første", None), ("Anden", "i gang")]


def plan_of(form: Form) -> list[tuple[str, str | None]]:
    page, problems = form.read()
    assert problems == []
    assert page is not None
    return [(step["action"], step["status"]) for step in page.fields.model_dump()["plan"]]


@pytest.mark.parametrize(
    ("kind", "answers", "path"),
    [
        (
            Kind.UNIT,
            {"title": "Køkkenet Gul", "kind": "enhed", "area": "sundhed-og-omsorg", "summary": "Vi laver mad."},
            "units/koekkenet-gul/index.md",
        ),
        (
            Kind.STORY,
            {
                "title": "Da døren gik op",
                "date": "1/3-2026",
                "summary": "Naboerne kom med.",
                "themes": "blik-for-borgeren",
                "units": "Køkkenet Gryden\n/units/aakaer-hjemmepleje/",
                "interpretations": "https://katalog.invalid/units/aakaer-hjemmepleje/blik-for-borgeren/",
                "body": "Det var en mandag.\n\nSå kom de.",
            },
            "stories/da-doeren-gik-op.md",
        ),
    ],
)
def test_a_unit_and_a_story_are_written_likewise(
    kind: Kind, answers: dict[str, str], path: str, window: Callable[..., Window]
) -> None:
    form = window().open(FORMS[kind])
    form.fill(answers)
    assert form.faults == []
    page, problems = form.read()
    assert form.path == path
    assert problems == []
    assert page is not None
    fields = page.fields.model_dump(mode="json")
    assert fields["title"] == answers["title"]
    if kind is Kind.STORY:
        assert fields["date"] == "2026-03-01"
        assert fields["units"] == ["koekkenet-gryden", "aakaer-hjemmepleje"]
        assert fields["interpretations"] == ["aakaer-hjemmepleje/blik-for-borgeren"]
        assert page.body == "Det var en mandag.\n\nSå kom de.\n"


FORGE = {"new": "https://f.invalid/k/new/main", "upload": "https://f.invalid/k/upload/main"}


def test_a_page_is_opened_as_a_pull_request_when_it_fits_an_address(window: Callable[..., Window]) -> None:
    opened = window()
    opened.context.route("**/contribute/form/", lambda route: with_forge(route))
    form = opened.open()
    form.fill({**ANSWERS, "section-1": "Kort."})
    unfold(form.page.locator("[data-pulling]"))
    link = form.page.get_by_role("link", name="Åbn på GitHub")
    address = urlsplit(link.get_attribute("href") or "")
    assert address.path == "/k/new/main"
    asked = parse_qs(address.query)
    assert asked == {"filename": [f"docs/{form.path}"], "value": [form.text]}
    form.fill({"section-1": "æ" * 2000})
    assert link.get_attribute("href") == "https://f.invalid/k/upload/main/docs/units/koekkenet-gryden"
    expect(form.page.get_by_text("Hent først filen.")).to_be_visible()
    form.fill({"title": ""})
    unfold(link)
    before = opened.context.pages
    link.click()
    expect(form.page.get_by_role("alert").first).to_be_focused()
    assert opened.context.pages == before


def with_forge(route: object) -> None:
    """Answer with the page as it is where a forge is set."""
    answer = route.fetch()  # type: ignore[attr-defined]
    data = json.dumps(FORGE)[1:-1].replace('"', "&#34;")
    body = answer.text().replace("&#34;sending&#34;:{", f"&#34;sending&#34;:{{{data},")
    assert data in body
    route.fulfill(response=answer, body=body)  # type: ignore[attr-defined]


def test_what_is_copied_holds_the_file_and_what_the_editors_must_know(window: Callable[..., Window]) -> None:
    form = window().open()
    form.fill({**ANSWERS, "told_to": "Køkkenlederen", "contact.role": "Køkkenet"})
    form.page.evaluate(
        "document.addEventListener('copy', () => (window.copied = String(document.getSelection() ?? '')))"
    )
    form.page.evaluate(
        "Object.defineProperty(navigator, 'clipboard', {"
        " value: { writeText: async (text) => (window.copied = text) } })"
    )
    form.page.get_by_role("button", name="Kopiér til en mail").click()
    expect(form.page.get_by_role("button", name="Kopieret ✓")).to_be_visible()
    expect(form.page.locator("[data-done]")).to_contain_text("Siden er kopieret.")
    copied = form.page.evaluate("window.copied")
    assert form.text in copied
    assert f"docs/{form.path}" in copied
    assert "Hvem fortæller, og hvem skriver: Køkkenlederen" in copied
    subject = "Side til kataloget: »Ti minutter ved tavlen« (Køkkenet Gryden, Digitale muligheder)"
    assert f"Emne: {subject}" in copied
    expect(form.page.locator("[data-done] ol > li")).to_have_count(4)
    expect(form.page.locator("[data-done]")).to_contain_text(subject)
    form.fill({"title": "Ti minutter"})  # What was copied is not the page any longer.
    expect(form.page.get_by_role("button", name="Kopiér til en mail")).to_be_visible()
    expect(form.page.locator("[data-done]")).to_be_hidden()


def test_the_form_says_what_was_agreed(good_site: Site, golden: Callable[[str, str], None]) -> None:
    kinds = {address: kind for kind, address in reversed(FORMS.items())}  # An idea has the form of an interpretation.
    for address, kind in some(kinds.items()):
        golden(f"form/{kind}.txt", good_site.pages[address].text)


def test_what_the_catalogue_no_longer_knows_stays_with_the_page(window: Callable[..., Window]) -> None:
    fields = {"title": "T", "summary": "S", "updated": "2026-01-01", "topics": ["borte", "taet-paa-borgeren"]}
    body = "Før.\n\n## Andet\n\n| a | b |\n|---|---|\n\n## Det gør vi\n### Under\n\nTekst.\n\n## Sidst\nSlut.\n"
    page = {"kind": "interpretation", "key": "koekkenet-gryden/blik-for-borgeren", "fields": fields, "body": body}
    packed = base64.urlsafe_b64encode(json.dumps(page).encode()).decode().rstrip("=")
    form = window().open(f"contribute/form/#page={packed}")
    assert "topics: [borte, taet-paa-borgeren]" in form.text
    assert form.text.endswith(f"---\n{body}")
    form.fill({"section-2": "### Under\n\nNyt.", "section-1": "Først."})
    assert form.text.endswith(
        "Før.\n\n## Andet\n\n| a | b |\n|---|---|\n\n## Det betyder temaet hos os\n\nFørst.\n\n"
        "## Det gør vi\n\n### Under\n\nNyt.\n\n## Sidst\nSlut.\n"
    )
