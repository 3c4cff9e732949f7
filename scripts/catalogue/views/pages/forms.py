"""The forms: pages on which a browser alone makes a file for the catalogue. Every question comes from the model."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote

from catalogue.checks import browser
from catalogue.model.fields import HEADINGS, Fields, Interpretation, Story, Unit
from catalogue.model.pages import UnitPage
from catalogue.model.places import Kind
from catalogue.rendering.outline import Heading
from catalogue.settings import Settings
from catalogue.views.parts.editing import FORMS as ADDRESSES
from catalogue.views.parts.editing import mail_address, to_text
from catalogue.views.parts.grouping import units_by_area
from catalogue.views.parts.questions import Question, ask, pick, to_data
from catalogue.views.parts.site import Site
from catalogue.views.parts.sitepages import TOP, SitePage

KEPT = ("images", "image", "sources", "aliases", "redirect_from", "example")
"""Fields that the form does not ask for. A page that has them keeps them."""
ADDRESS_BYTES = 8_000
"""The longest address that a forge is sent: servers commonly refuse a request line of 8 KiB."""
PICTURES = 6
"""The most pictures that the form sends with a page, where there is a receiver."""
MANY_UNITS = 60
"""Units from which the list of them can be narrowed by typing."""
SECTION_HINTS = (
    "Hvorfor er det vigtigt hos jer? Et par linjer er nok.",
    "Hvad gør I i praksis? Giv gerne et eksempel fra hverdagen.",
    "Hvad driller? Det hjælper andre at vide det.",
    "Hvad vil I sige til andre, der vil prøve det samme?",
)
"""What stands below each of the headings on offer, in their order."""
HINTS: Mapping[str, str] = {
    "area": "Vælg det område, I hører til.",
    "topics": "Vælg dem, siden handler om.",
    "asks": "Skriv det, I gerne vil have hjælp til. Én ting på hver linje.",
    "tried": "Andres idéer, som I har prøvet.",
    "borrowed_from": "Indsæt adressen på den side, I har lånt idéen fra. Én på hver linje.",
    "themes": "Vælg mindst ét.",
    "units": "Skriv navnet, eller indsæt adressen på siden om arbejdspladsen. Én på hver linje.",
    "interpretations": "Indsæt adressen på idéens side. Én på hver linje.",
    "tells_hard": "Sæt hak, når historien også fortæller om det svære.",
    "updated": "Vi har skrevet dagens dato.",
    "kind": "Et område er et helt fagområde.",
}
"""Hints for what is written otherwise in the form than in a file."""
DATE_HINT = "Skriv for eksempel 1. maj 2027 eller 1/5-2027."


@dataclass(frozen=True, slots=True)
class _Form:
    """One form: which kind of page it makes, and the words around its questions."""

    kind: Kind
    address: str
    model: type[Fields]
    title: str
    lead: str
    text_label: str = "Tekst"
    text_hint: str = "Skriv med korte afsnit."


FORMS = (
    _Form(
        Kind.INTERPRETATION,
        ADDRESSES[Kind.INTERPRETATION],
        Interpretation,
        "Skriv jeres side",
        "Fortæl, hvad I gør med ét tema. Tre linjer er nok, og det behøver ikke være færdigt.",
    ),
    _Form(
        Kind.UNIT,
        ADDRESSES[Kind.UNIT],
        Unit,
        "Fortæl, hvem I er",
        "Her skriver eller retter du siden om arbejdspladsen.",
        "Om os",
        "Skriv et par linjer mere om jer, hvis I har lyst.",
    ),
    _Form(
        Kind.STORY,
        ADDRESSES[Kind.STORY],
        Story,
        "Skriv en historie",
        "Til redaktionen: en kort historie, der peger på temaer og arbejdspladser.",
        "Historien",
        "Skriv historien, eller nøjes med et link til artiklen.",
    ),
)


def form_pages(site: Site) -> Iterator[SitePage]:
    """Yield the page of every form."""
    for form in FORMS:
        yield SitePage(
            address=form.address,
            title=form.title,
            description=form.lead,
            kind="form",
            updated=None,
            theme="",
            headings=(Heading(1, TOP, form.title),),
            body=partial(_make, site, form),
        )


def _make(site: Site, form: _Form) -> str:
    questions = ask(form.model, KEPT)
    first, rest = _around_the_text(questions)
    return site.render(
        "pages/form.html",
        form=form,
        others=[other for other in FORMS if other is not form],
        up="../" * form.address.count("/"),
        first=first,
        rest=rest,
        new_unit=_about_a_new_unit() if form.kind is Kind.INTERPRETATION else (),
        contact=pick(ask(Unit), "contact")[0].inner if form.kind is Kind.INTERPRETATION else (),
        headings=list(zip(HEADINGS, SECTION_HINTS, strict=True)) if form.kind is Kind.INTERPRETATION else [],
        hints=HINTS,
        date_hint=DATE_HINT,
        pictures=PICTURES if site.settings.receiver and "images" in form.model.by_key() else 0,
        has_many_units=len(site.catalogue.units) > MANY_UNITS,
        data=to_text(_describe(site, form, questions)),
    )


def _around_the_text(questions: Sequence[Question]) -> tuple[list[Question], list[Question]]:
    """Return the questions before the text, down to »Kort fortalt«, and those after it, the day last."""
    keys = [question.key for question in questions]
    cut = keys.index("summary") + 1
    return list(questions[:cut]), sorted(questions[cut:], key=lambda question: question.key == "updated")


def _about_a_new_unit() -> tuple[Question, ...]:
    """Return what must be known of a unit that is not in the catalogue; its kind and its day follow of themselves."""
    return tuple(
        question
        for question in ask(Unit, (*KEPT, "kind", "updated", "contact"))
        if question.is_required or question.key == "area"
    )


def _asked_of_a_unit() -> tuple[Question, ...]:
    """Return all that another form than its own can ask of a unit."""
    return (*_about_a_new_unit(), *pick(ask(Unit), "contact"))


def _describe(site: Site, form: _Form, questions: Sequence[Question]) -> Mapping[str, Any]:
    """Return all that the browser needs to know, as data."""
    settings = site.settings
    return {
        "kind": str(form.kind),
        "questions": list(map(to_data, questions)),
        "order": list(form.model.by_key()),
        "unit": {"questions": list(map(to_data, _asked_of_a_unit())), "order": list(Unit.by_key())},
        "headings": list(HEADINGS) if form.kind is Kind.INTERPRETATION else [],
        "themes": [[theme.slug, theme.fields.title, site.hue(theme)] for theme in site.catalogue.themes],
        "units": _describe_units(site),
        "stories": [story.slug for story in site.catalogue.stories] if form.kind is Kind.STORY else [],
        "rules": {**browser.describe_rules(), "address": ADDRESS_BYTES},
        "said": browser.describe_words([area.fields.title for area in site.catalogue.areas]),
        "sending": _describe_sending(settings, form.model),
    }


def _describe_units(site: Site) -> list[tuple[str, list[list[Any]]]]:
    """Return the units by area: address, name, themes with a page (as bits), whom to write to, and further ideas."""
    bits = {theme.slug: 1 << number for number, theme in enumerate(site.catalogue.themes)}

    def describe(unit: UnitPage) -> list[Any]:
        pages = site.catalogue.interpretations_by_unit(unit.slug)
        taken = sum(bits[page.theme] for page in pages if page.kind is Kind.INTERPRETATION)
        ideas = [f"{page.theme}/{page.slug}" for page in pages if page.kind is Kind.IDEA]
        role = unit.fields.contact.role if unit.fields.contact else ""
        return [unit.slug, unit.fields.title, taken, *([role] if role or ideas else []), *([ideas] if ideas else [])]

    return [(group.title, list(map(describe, group.entries))) for group in units_by_area(site.catalogue)]


def _describe_sending(settings: Settings, model: type[Fields]) -> Mapping[str, Any]:
    """Return where a page can be sent: the receiver, the editors' mail, and the forge's pages for new files."""
    forge = settings.forge
    sending: dict[str, Any] = {"mail": mail_address(settings), "receiver": settings.receiver}
    if settings.receiver and "images" in model.by_key():
        sending["pictures"] = PICTURES
    if forge and forge.kind == "github":
        branch = quote(forge.branch)
        sending |= {"new": f"{forge.address}/new/{branch}", "upload": f"{forge.address}/upload/{branch}"}
    elif forge:
        sending["forge"] = forge.address
    return {key: value for key, value in sending.items() if value}


def form_ways(site: Site) -> str:
    """Return the ways to the forms, the one that most people want first."""
    return site.render("fragments/form-ways.html", forms=FORMS)
