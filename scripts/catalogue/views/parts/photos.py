"""Photos: what the form asks of each picture, one question at a time, and what it says where an answer stops it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from catalogue.model.fields import CHANNELS, HERE, REVIEW_YEARS, Consent, Interpretation
from catalogue.problems.faults import CITIZEN_SHOWN
from catalogue.views.parts.questions import Question, ask, pick, to_data

NO_WORD = (
    "Man kan kende nogen på billedet, og vi mangler at vide, at de har sagt ja. "
    "Spørg dem, eller vælg et andet billede. Din tekst er her stadig."
)
_STAYS = "Din tekst er her stadig."


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: the value, what stands beside its box, and what is said where it stops the picture."""

    value: str
    label: str
    stop: str = ""


YES, NO = Answer("ja", "Ja"), Answer("nej", "Nej")


@dataclass(frozen=True, slots=True)
class Photo:
    """One question. `keys` are its fields within the picture's own, as `consent.given`.

    Without answers it is answered by a day and a role. `missing` is said where it is not answered, and `only_with` is
    whom one can know where it is asked at all.
    """

    keys: tuple[str, ...]
    words: str
    missing: str
    answers: tuple[Answer, ...] = ()
    is_list: bool = False
    only_with: str = ""


COLLEAGUES = "kolleger"
PHOTOS = (
    Photo(
        ("phone",),
        "Er billedet taget med en arbejdstelefon? Ellers spørg din leder først.",
        "Svar på, om billedet er taget med en arbejdstelefon.",
        (
            YES,
            Answer("spurgt", "Nej, men lederen har sagt ja"),
            Answer("nej", "Nej", f"Spørg din leder først, eller vælg et andet billede. {_STAYS}"),
        ),
    ),
    Photo(
        ("readable",),
        "Kan man læse noget på tavler, skærme, papirer, medicin eller dørskilte?",
        "Svar på, om man kan læse noget på billedet.",
        (
            NO,
            Answer("offentligt", "Ja, men kun noget, alle må læse"),
            Answer(
                "ja",
                "Ja",
                f"Det, man kan læse, kan handle om en borger. Tag et nyt billede, eller vælg et andet. {_STAYS}",
            ),
        ),
    ),
    Photo(
        ("consent.people",),
        "Kan man kende nogen – også på tøj eller sted?",
        "Svar på, om man kan kende nogen på billedet.",
        (
            Answer("ingen", "Nej"),
            Answer(COLLEAGUES, "Kolleger"),
            Answer("borgere", "Borgere, børn eller pårørende", f"{CITIZEN_SHOWN} {_STAYS}"),
        ),
    ),
    Photo(
        ("agreed",),
        "Har hver kollega set netop dette billede og sagt ja?",
        "Svar på, om hver kollega har sagt ja.",
        (YES, Answer("nej", "Nej", NO_WORD)),
        only_with=COLLEAGUES,
    ),
    Photo(
        ("consent.channels",),
        "Hvor må det vises?",
        f"Vælg, hvor billedet må vises. Det skal i hvert fald være i {HERE}, for det kommer på en side dér.",
        tuple(Answer(channel, channel.capitalize()) for channel in CHANNELS),
        is_list=True,
    ),
    Photo(
        ("consent.given", "consent.kept_by"),
        "Hvornår sagde de ja, og hvilken rolle gemmer det?",
        "Skriv, hvornår de sagde ja, og hvilken rolle der gemmer det.",
        only_with=COLLEAGUES,
    ),
    Photo(
        ("informed",),
        "Ved de, at de frit kan sige nej eller fortryde, og hvem de siger det til?",
        "Svar på, om de ved, at de kan fortryde.",
        (YES, Answer("nej", "Nej", f"Fortæl dem det først. Et ja gælder kun, når man kan fortryde. {_STAYS}")),
        only_with=COLLEAGUES,
    ),
    Photo(
        ("rights",),
        "Har I selv taget det, eller lov af fotografen?",
        "Svar på, hvem der har taget billedet.",
        (YES, Answer("nej", "Nej", f"Spørg fotografen først, eller vælg et andet billede. {_STAYS}")),
    ),
)
"""The questions in the order in which they are asked."""
CONSENT = {key: field for key, field in Consent.by_key().items() if key in ("given", "kept_by")}
"""What is written in words: the day, and the role."""


def _within(above: str, questions: Iterable[Question]) -> Iterator[Question]:
    """Yield what is written in words, by its way from the picture. It is only asked where it must be answered."""
    for question in questions:
        if question.key in CONSENT:
            yield replace(question, key=f"{above}.{question.key}", is_required=True)


def describe_photos() -> Mapping[str, Any]:
    """Return what the browser must know of the questions: which stop, what is said, and when one asks again."""
    image = pick(ask(Interpretation), "images")[0].inner
    written = (*pick(image, "alt"), *_within("consent", pick(image, "consent")[0].inner))
    return {
        "fields": list(map(to_data, written)),
        "questions": [
            {
                "keys": photo.keys,
                "missing": photo.missing,
                "stops": {answer.value: answer.stop for answer in photo.answers if answer.stop},
                "onlyWith": photo.only_with,
            }
            for photo in PHOTOS
        ],
        "here": HERE,
        "years": REVIEW_YEARS,
    }
