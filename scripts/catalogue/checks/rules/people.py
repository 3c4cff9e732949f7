"""Rules on people, pictures and dates: who can be written to, what lies beside the page, what was promised."""

import posixpath
import re
from collections.abc import Iterator

from catalogue.checks.rule import Finding, Inspection, rule
from catalogue.language import wording
from catalogue.model.fields import Image
from catalogue.model.pages import AnyPage
from catalogue.model.places import STORIES, Kind
from catalogue.problems.faults import suggestion
from catalogue.problems.problem import Severity
from catalogue.reading.validation import label_of

PERSONAL_MAIL = re.compile(r"\b[a-zæøå]{2,}\.(?:[a-zæøå]\.)?[a-zæøå]{2,}@[\w.-]+\.\w+", re.IGNORECASE)
MAIL_OF_A_PERSON = "»{found}« ligner en persons mail. Brug arbejdspladsens fælles postkasse eller en funktion."


@rule("K01", Severity.ADVICE)
def personal_mail(inspection: Inspection) -> Iterator[Finding]:
    """En mailadresse ser ud til at være en persons.

    Forkert: `mail: fornavn.efternavn@eksempel.dk`
    Rigtigt: `mail: plejecenter@eksempel.dk`
    Hvorfor: Folk skifter arbejde. En fælles postkasse bliver læst, og ingen bliver hængt ud.
    """
    for page in inspection.pages:
        for line, text in inspection.texts[page.path]:
            if "@" in text and (found := PERSONAL_MAIL.search(text)):
                yield page, line, MAIL_OF_A_PERSON.format(found=found[0])


@rule("B01")
def missing_picture(inspection: Inspection) -> Iterator[Finding]:
    """Et billede mangler.

    Forkert: `file: morgenmode.jpg`, når filen hedder `morgenmoede.jpg`.
    Rigtigt: `file: morgenmoede.jpg`
    Hvorfor: Ellers er der et hul på siden, hvor billedet skulle være.
    """
    for page in inspection.of_kind(Kind.INTERPRETATION, Kind.STORY):
        folder = posixpath.dirname(page.path)
        beside = sorted(posixpath.basename(file) for file in inspection.files if posixpath.dirname(file) == folder)
        for line, image in _pictures(page):
            if f"{folder}/{image.file}" not in inspection.files:
                label = label_of(type(image), "file")
                where = "stories/" if folder == STORIES else "sidens mappe"
                yield page, line, f"{label}: »{image.file}« ligger ikke i {where}.{suggestion(image.file, beside)}"


def _pictures(page: AnyPage) -> Iterator[tuple[int, Image]]:
    for number, image in enumerate(getattr(page.fields, "images", ())):
        yield page.line_of("images", number, "file"), image
    if image := getattr(page.fields, "image", None):
        yield page.line_of("image", "file"), image


@rule("D01", Severity.ADVICE)
def deadline_passed(inspection: Inspection) -> Iterator[Finding]:
    """En frist er gået, og siden fortæller ikke, hvad det blev til.

    Forkert: En indsats med en frist, der er gået, på en side, som ikke er rettet efter fristen.
    Rigtigt: `status: gennemført`, eller en ny frist og en linje under `lesson`.
    Hvorfor: Andre vil gerne vide, hvad det blev til – også når det ikke gik som planlagt.
    """
    for page in inspection.of_kind(Kind.INTERPRETATION):
        for number, step in enumerate(page.fields.plan):
            if step.deadline and not step.has_ended and page.fields.updated < step.deadline < inspection.today:
                day = wording.in_words(step.deadline)
                ask = "Hvad blev det til? Skriv status, en ny frist eller jeres erfaring."
                message = f"Fristen for »{step.action}« var {day}. {ask}"
                yield page, page.line_of("plan", number, "deadline"), message


@rule("D02", Severity.ADVICE)
def follow_up_passed(inspection: Inspection) -> Iterator[Finding]:
    """En opfølgning er holdt, og siden fortæller ikke, hvad den handlede om.

    Forkert: En opfølgning, der er holdt, på en side, som ikke er rettet efter mødet.
    Rigtigt: En linje under `note` om, hvad mødet handlede om, og dagen for næste opfølgning.
    Hvorfor: Så kan kolleger se, at samtalen fortsætter.
    """
    for page in inspection.of_kind(Kind.UNIT):
        for number, meeting in enumerate(page.fields.follow_up):
            if not meeting.note and page.fields.updated < meeting.date < inspection.today:
                day = wording.in_words(meeting.date)
                ask = "Skriv under »Bemærkning« (note), hvad den handlede om."
                message = f"Opfølgningen i {meeting.committee} var {day}. {ask}"
                yield page, page.line_of("follow_up", number), message
