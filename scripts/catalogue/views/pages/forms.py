"""The forms: pages on which a browser alone makes a file for the catalogue. Every question comes from the model."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import quote

from catalogue.checks import browser
from catalogue.model.fields import HEADINGS, Fields, Interpretation, Story, Unit
from catalogue.model.pages import InterpretationPage, UnitPage
from catalogue.model.places import Kind
from catalogue.model.plans import nedslag_for
from catalogue.model.statuses import MeetingStatus
from catalogue.rendering.outline import Heading
from catalogue.settings import Settings
from catalogue.views.parts.editing import FORMS as ADDRESSES
from catalogue.views.parts.editing import PLAN_FORM, mail_address, to_text
from catalogue.views.parts.grouping import units_by_area
from catalogue.views.parts.photos import CONSENT, PHOTOS, describe_photos
from catalogue.views.parts.questions import Question, ask, pick, to_data
from catalogue.views.parts.site import Site
from catalogue.views.parts.sitepages import TOP, SitePage

PLAN = "plan"
"""The form of a plan: what it asks stands on a unit's own page, and all else that stands there is kept."""
PLANNED = ("plan", "discussed")
"""What the form of a plan asks, and the form of the unit itself keeps."""
SHOWN_OF_A_STEP = ("action", "theme", "from", "responsible", "deadline")
"""What everybody is asked of a step; the rest of it is folded."""
KEPT = ("images", "image", "sources", "aliases", "redirect_from", "example")
"""Fields that the form does not ask for. A page that has them keeps them."""
ADDRESS_BYTES = 8_000
"""The longest address that a forge is sent: servers commonly refuse a request line of 8 KiB."""
PICTURES = 6
"""The most pictures that go with a page."""
MANY_UNITS = 60
"""Units from which the list of them can be narrowed by typing."""
MOST_TITLES = 1_200
"""Pages up to which the form knows them all by their titles. Of more it says that there is one: it must stay light."""
FIRST_HEADING = 1
"""The heading on offer that everybody is asked about; the others are folded."""
SECTION_HINTS = (
    "Hvorfor er det vigtigt hos jer? Et par linjer er nok.",
    "Hvad gør I, eller hvad vil I prøve? Skriv det, som I ville sige det til en kollega.",
    "Hvad driller? Det hjælper andre at vide det.",
    "Hvad vil I sige til andre, der vil prøve det samme?",
)
"""What stands below each of the headings on offer, in their order."""
HINTS: Mapping[str, str] = {
    "area": "Det fagområde, I er en del af.",
    "topics": "Vælg dem, siden handler om.",
    "asks": "Skriv det, I gerne vil have hjælp til. Én ting på hver linje.",
    "tried": "Andres idéer, som I har prøvet.",
    "borrowed_from": "Skriv idéens overskrift, eller indsæt dens adresse. Én på hver linje.",
    "themes": "De temaer, historien hører under. Den kommer til at stå på deres sider.",
    "units": "Skriv en del af navnet, og vælg. Én på hver linje.",
    "interpretations": "Skriv en del af overskriften, og vælg. Én på hver linje.",
    "link": "Artiklens adresse på intranettet. Kopiér den fra browseren.",
    "tells_hard": "Sæt hak, når historien også fortæller om det svære.",
    "updated": "Vi har skrevet dagens dato.",
    "kind": "Et område er et helt fagområde.",
}
"""Hints for what is written otherwise in the form than in a file."""
DATE_HINT = "Skriv for eksempel 1. maj 2027."
"""How a day is written; the day that stands there already is written so too."""


@dataclass(frozen=True, slots=True)
class _Fold:
    """Questions that most people leave out: what stands on the fold, and the keys of the fields in it."""

    title: str
    note: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Form:
    """One form: which kind of page it makes, and the words around its questions."""

    kind: str
    address: str
    model: type[Fields]
    title: str
    lead: str
    text_label: str = "Tekst"
    text_hint: str = "Skriv med korte afsnit."
    shown: tuple[str, ...] = ()
    """Fields that need not be answered, and are asked of everybody all the same."""
    folds: tuple[_Fold, ...] = ()
    kept: tuple[str, ...] = KEPT
    """Fields that the form does not ask for; a page that has them keeps them."""

    @property
    def takes_pictures(self) -> bool:
        """Tell whether pictures go with the page: not with a plan, which shows none."""
        return self.kind != PLAN and "images" in self.model.by_key()


_MORE = _Fold("Lidt mere", "", ())
"""The last fold has what no other has."""
FORMS = (
    _Form(
        Kind.INTERPRETATION,
        ADDRESSES[Kind.INTERPRETATION],
        Interpretation,
        "Skriv jeres idé",
        "Tre linjer er nok, og det behøver ikke være færdigt.",
        folds=(
            _Fold("Plan", "hvem gør hvad, og hvornår", ("plan",)),
            _Fold(
                "Status, emner og sted", "hvor langt I er", ("status", "topics", "where", "borrowed_from", "updated")
            ),
        ),
    ),
    _Form(
        Kind.UNIT,
        ADDRESSES[Kind.UNIT],
        Unit,
        "Fortæl, hvem I er",
        "Her skriver eller retter du siden om arbejdspladsen.",
        "Om os",
        "Skriv et par linjer mere om jer, hvis I har lyst.",
        shown=("area",),
        folds=(
            _Fold("Slags arbejdsplads og faggrupper", "så andre kan finde jer", ("type", "professions")),
            _Fold("Kontakt og udvalg", "hvem kolleger kan skrive til", ("contact", "committee")),
            _Fold("Prøvet, og brug for hjælp", "hvad I har lånt, og hvad I beder om", ("tried", "asks")),
        ),
        kept=(*KEPT, *PLANNED),
    ),
    _Form(
        PLAN,
        PLAN_FORM,
        Unit,
        "Lav jeres plan",
        "Hvad vil I, hvem gør det, og hvornår? Én indsats er nok til at begynde med.",
        kept=tuple(key for key in Unit.by_key() if key not in (*PLANNED, "updated")),
    ),
    _Form(
        Kind.STORY,
        ADDRESSES[Kind.STORY],
        Story,
        "Skriv en historie",
        "Til redaktionen: en kort historie, der peger på temaer og arbejdspladser.",
        "Historien",
        "Skriv historien, eller nøjes med et link til artiklen.",
        shown=("units", "link"),
        folds=(
            _Fold(
                "Idéer, type og dag",
                "for redaktionen",
                ("interpretations", "kind", "told", "tells_hard"),
            ),
        ),
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
    questions = ask(form.model, form.kept)
    first, folds = _parted(form, questions)
    return site.render(
        "pages/form.html",
        form=form,
        others=[other for other in FORMS if other is not form],
        up="../" * form.address.count("/"),
        first=first,
        folds=folds,
        new_unit=_about_a_new_unit() if form.kind is Kind.INTERPRETATION else (),
        contact=pick(ask(Unit), "contact")[0].inner if form.kind is Kind.INTERPRETATION else (),
        sections=_sections() if form.kind is Kind.INTERPRETATION else [],
        hints={key: hint for key, hint in HINTS.items() if (form.kind, key) != (Kind.STORY, "kind")},
        date_hint=DATE_HINT,
        pictures=PICTURES if form.takes_pictures else 0,
        photos=PHOTOS,
        consent=CONSENT,
        has_many_units=len(site.catalogue.units) > MANY_UNITS,
        planned={one.key: one for one in questions} if form.kind == PLAN else {},
        shown_of_a_step=SHOWN_OF_A_STEP,
        data=to_text(_describe(site, form, questions)),
    )


def _sections() -> list[tuple[str, str, str]]:
    """Return the texts under the headings on offer, the one that everybody is asked for first: name, label and hint."""
    sections = [
        (f"section-{number}", heading, hint)
        for number, (heading, hint) in enumerate(zip(HEADINGS, SECTION_HINTS, strict=True), 1)
    ]
    return [sections.pop(FIRST_HEADING), *sections]


def _parted(
    form: _Form, questions: Sequence[Question]
) -> tuple[Sequence[Question], Sequence[tuple[_Fold, Sequence[Question]]]]:
    """Return the questions that everybody meets, and the folds with the others; the day of an idea is among them."""
    first = [one for one in questions if (one.is_required and one.key != "updated") or one.key in form.shown]
    others = {one.key: one for one in questions if one not in first}
    folded = {key for fold in form.folds for key in fold.keys}
    last = sorted(others.keys() - folded, key=lambda key: (key == "updated", list(others).index(key)))
    folds = [(fold, [others[key] for key in fold.keys if key in others]) for fold in form.folds]
    folds.append((_MORE, [others[key] for key in last]))
    return first, [(fold, asked) for fold, asked in folds if asked]


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
        "sending": _describe_sending(settings, form),
        "photos": describe_photos(),
        **(_describe_beginnings(site) if form.kind == PLAN else {}),
        **({"whole": site.catalogue.whole.slug} if site.catalogue.whole and form.kind == Kind.UNIT else {}),
    }


def _describe_units(site: Site) -> list[tuple[str, list[list[Any]]]]:
    """Return the units by area: address, name, themes with a page (as bits), contact, further ideas, and titles."""
    numbers = {theme.slug: number for number, theme in enumerate(site.catalogue.themes)}
    is_known = len(site.catalogue.interpretations) <= MOST_TITLES

    def describe(unit: UnitPage) -> list[Any]:
        pages = site.catalogue.interpretations_by_unit(unit.slug)
        taken = sum(1 << numbers[page.theme] for page in pages if page.kind is Kind.INTERPRETATION)
        ideas = [f"{page.theme}/{page.slug}" for page in pages if page.kind is Kind.IDEA]
        role = unit.fields.contact.role if unit.fields.contact else ""
        titles = {_number(page, numbers): page.fields.title for page in pages if is_known}
        told: list[Any] = [unit.slug, unit.fields.title, taken, role, ideas, titles]
        while not told[-1]:
            told.pop()
        return [*told[:2], taken, *told[3:]]

    return [(group.title, list(map(describe, group.entries))) for group in units_by_area(site.catalogue)]


def _describe_beginnings(site: Site) -> Mapping[str, Any]:
    """Return what a plan can begin in and be done before: the nedslag and the next meeting by the area's name.

    The meeting of a unit's own committee comes before that of its area; it is told by the unit's slug.
    """
    nedslag, meetings = {}, {}
    for group in units_by_area(site.catalogue):
        head = group.entries[0]
        pages = nedslag_for(site.catalogue, head)
        nedslag[group.title] = [[page.key, page.fields.title, page.theme] for page in pages]
        for unit in group.entries:
            if day := _next_meeting(site, unit):
                meetings[unit.slug] = day
                if unit is head:
                    meetings.setdefault(group.title, day)
    return {"nedslag": nedslag, "meetings": meetings}


def _next_meeting(site: Site, unit: UnitPage) -> str:
    """Return the day of the next planned meeting of a unit's committee, or an empty text."""
    meetings = site.catalogue.meetings_by_unit(unit.slug)
    planned = (page.day for page in meetings if page.fields.status is MeetingStatus.PLANNED and page.day > site.today)
    return next((day.isoformat() for day in planned), "")


def _number(page: InterpretationPage, numbers: Mapping[str, int]) -> str:
    """Return a page's key within its unit, in few characters: the theme's number, and the name of a further idea."""
    number = str(numbers[page.theme])
    return f"{number}/{page.slug}" if page.kind is Kind.IDEA else number


def _describe_sending(settings: Settings, form: _Form) -> Mapping[str, Any]:
    """Return where a page can be sent: the receiver, the editors' mail, and the forge's pages for new files."""
    forge = settings.forge
    sending: dict[str, Any] = {"mail": mail_address(settings), "receiver": settings.receiver}
    if form.takes_pictures:
        sending["pictures"] = PICTURES
    if forge and forge.kind == "github":
        branch = quote(forge.branch)
        sending |= {"new": f"{forge.address}/new/{branch}", "upload": f"{forge.address}/upload/{branch}"}
    elif forge:
        sending["forge"] = forge.address
    return {key: value for key, value in sending.items() if value}


LETTER = """\
Hvem er vi, og hvilket tema handler det om?


Hvad gør vi, eller hvad vil vi prøve?


Hvad kan andre lære af det – også det, der er svært?

"""
"""What a mail to the editors begins with: three questions are easier to answer than an empty page."""


def form_ways(site: Site) -> str:
    """Return the doors to the catalogue, the form first, and the ways to the other forms."""
    return site.render("fragments/form-ways.html", forms=FORMS, questions=LETTER)
