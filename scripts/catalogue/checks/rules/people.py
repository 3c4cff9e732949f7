"""Rules on people and dates: who can be written to, and what was promised."""

import re
from collections.abc import Iterator
from datetime import date

from catalogue.checks.rule import Finding, rule
from catalogue.checks.subject import Subject
from catalogue.language import wording
from catalogue.model.places import IDEAS, Kind
from catalogue.problems.problem import Severity
from catalogue.reading.validation import label_of

_FUNCTIONS = (
    r"(?:center|centret|centeret|plejehjem|skole|skolen|børnehave|boernehave|vuggestue|børnehus|boernehus|dagpleje|"
    r"sundhedshus|kulturhus|køkken|koekken|team|teamet|afdeling|gruppe|sekretariat|service|kontor|ledelse|leder|udvalg|"
    r"pleje|plejen|bibliotek|museum|kommune|administration|personale|redaktion|kommunikation|projekt|netværk|netvaerk|"
    r"forvaltning|myndighed|visitation|postkasse|klinik|værksted|vaerksted|hallen|formand|formanden|formandskab|repræsentant|repraesentant|rådgiver|raadgiver|omsorg|sekretær|sekretaer|"
    # Short ones end names too: Ahmad, Michal.
    r"(?:(?<![a-zæøå])|idræts|idraets|sports|svømme|svoemme|natte?|aften|dag)(?:hal|bad|mad|vagt))"
)
PERSONAL_MAIL = re.compile(
    rf"\b(?![a-zæøå.]{{0,60}}{_FUNCTIONS}[.@])(?!(?:[a-zæøå]{{1,30}}\.){{0,2}}(?:info|post|kontakt|it|hr|mail)[.@])"
    r"[a-zæøå]{2,}\.(?:[a-zæøå]\.)?[a-zæøå]{2,}@[\w.-]+\.\w+",
    re.IGNORECASE,
)
MAIL_OF_A_PERSON = "»{found}« ligner en persons mail. Brug arbejdspladsens fælles postkasse eller en funktion."


@rule("K01", Severity.ADVICE, kinds=tuple(Kind))
def personal_mail(subject: Subject) -> Iterator[Finding]:
    """En mailadresse ser ud til at være en persons.

    Forkert: `mail: fornavn.efternavn@eksempel.dk`
    Rigtigt: `mail: plejecenter@eksempel.dk`
    Hvorfor: Folk skifter arbejde. En fælles postkasse bliver læst, og ingen bliver hængt ud.
    """
    for line, text in subject.texts:
        if "@" in text and (found := PERSONAL_MAIL.search(text)):
            yield line, MAIL_OF_A_PERSON.format(found=found[0])


@rule("D01", Severity.ADVICE, kinds=(Kind.UNIT, *IDEAS))
def deadline_passed(subject: Subject) -> Iterator[Finding]:
    """En frist er gået, og siden fortæller ikke, hvad det blev til.

    Forkert: En indsats med en frist, der er gået, på en side, som ikke er rettet efter fristen.
    Rigtigt: `status: gennemført`, eller en ny frist og en linje under `lesson`.
    Hvorfor: Andre vil gerne vide, hvad det blev til – også når det ikke gik som planlagt.
    """
    page = subject.page
    if subject.kind is Kind.UNIT and not page.fields.discussed:  # A draft is shown to nobody as what they will do.
        return
    for number, step in enumerate(page.fields.plan):
        if not step.deadline or step.has_ended or not _has_been(step.deadline, subject):
            continue
        if step.status or not page.line_of_key("plan", number, "status"):
            day = wording.in_words(step.deadline)
            ask = "Hvad blev det til? Skriv status, en ny frist eller jeres erfaring."
            message = f"Fristen for »{step.action or 'indsatsen'}« var {day}. {ask}"
            yield page.line_of("plan", number, "deadline"), message


def _has_been(day: date, subject: Subject) -> bool:
    """Tell whether a day has been, and the page has not been put right since, for all that is known."""
    updated = subject.page.fields.updated
    return bool(updated) and updated < day < subject.today


@rule("D05", Severity.ADVICE, kinds=(Kind.UNIT,))
def not_discussed_yet(subject: Subject) -> Iterator[Finding]:
    """En plan siger, at den er drøftet på en dag, der ikke er kommet endnu.

    Forkert: `discussed: 2030-01-01`, skrevet før den dag.
    Rigtigt: Dagen, hvor I har talt om planen – eller ingen dag, så længe den er et udkast.
    Hvorfor: Først når jeres MED-udvalg har talt om planen, vises den for andre.
    """
    day = subject.page.fields.discussed
    if day and day > subject.today:
        label = label_of(type(subject.page.fields), "discussed")
        told = f"{wording.in_words(day)}, men den dag er ikke kommet endnu"
        yield subject.page.line_of("discussed"), f"{label} er {told}. Slet linjen, indtil I har talt om planen."
