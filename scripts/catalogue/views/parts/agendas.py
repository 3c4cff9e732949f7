"""Agendas: what a talk about a theme is made of – rounds, roles, and how the minutes are spent."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from catalogue.model.fields import Questions

WHERE, WHAT, FIRST = "Hvor er vi?", "Hvad vil vi?", "Hvad gør vi først?"
"""The three rounds of every talk, in order. The first begins with what the workplace is good at."""
CHOOSING = "Vælg"
"""What the part is called in which people choose: no talk is without one."""

_PLAIN: Mapping[str, tuple[str, ...]] = {
    WHERE: (
        "Hvad er vi gode til i dag, når det gælder temaet?",
        "Hvornår lykkedes det sidst, og hvad gjorde vi?",
        "Hvad hjælper os i hverdagen?",
    ),
    WHAT: (
        "Hvad betyder temaet hos os, når det er allerbedst?",
        "Hvad vil vi gerne have mere af?",
        "Hvem vil vi gerne gøre det sammen med?",
    ),
    FIRST: (
        "Hvad kan vi prøve allerede i næste uge?",
        "Hvem tager det første skridt, og hvem skal vi have med?",
        "Hvornår ser vi på, hvordan det gik?",
    ),
}


@dataclass(frozen=True, slots=True)
class Round:
    """One round of a talk: its number, its name, and what is asked in it."""

    number: int
    name: str
    questions: tuple[str, ...]


def rounds_of(asked: tuple[Questions, ...]) -> tuple[Round, ...]:
    """Return the rounds of a theme's talk: the three, and after them any others that the theme has.

    Where the theme asks nothing in one of the three, plain questions stand in.
    """
    own = {one.round: one.ask for one in asked}
    questions = {**_PLAIN, **own}
    return tuple(Round(number, name, tuple(ask)) for number, (name, ask) in enumerate(questions.items(), 1))


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody with a task during the talk, and the task in one line."""

    name: str
    task: str


ROLES = (
    Role("Ordstyrer", "sørger for, at alle kommer til orde, og tager ét spørgsmål ad gangen."),
    Role("Skribent", "skriver idéerne ned med de ord, der bliver sagt, og udfylder planen."),
    Role("Tidtager", "siger til i god tid, så I også når at vælge."),
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a talk: how many minutes, what it is called, and what people do."""

    minutes: int
    name: str
    doing: str

    @property
    def is_choice(self) -> bool:
        """Tell whether people choose in this part."""
        return self.name == CHOOSING


@dataclass(frozen=True, slots=True)
class Agenda:
    """A way to spend a number of minutes, and the kind of meeting it fits."""

    minutes: int
    occasion: str
    parts: tuple[Part, ...]

    @property
    def steps(self) -> Iterator[tuple[int, Part]]:
        """Yield each part with the minute it begins at."""
        start = 0
        for part in self.parts:
            yield start, part
            start += part.minutes


AGENDAS = (
    Agenda(
        20,
        "Et personalemøde",
        (
            Part(2, "Begynd", "Læs temaets tre linjer højt, og fordel rollerne."),
            Part(5, WHERE, "Vælg ét spørgsmål, og tal sammen to og to."),
            Part(5, WHAT, "Vælg ét spørgsmål, og tal videre to og to."),
            Part(3, "Hør hinanden", "Hvert par siger én ting højt."),
            Part(5, CHOOSING, "Hvad gør vi først? Tag én ting, og skriv det første skridt i planen."),
        ),
    ),
    Agenda(
        45,
        "Et møde i MED-udvalget eller TRIO",
        (
            Part(3, "Begynd", "Læs temaets tre linjer højt, og fordel rollerne."),
            Part(12, WHERE, "Skriv først hver for sig, og tal så sammen."),
            Part(12, WHAT, "Skriv først hver for sig, og tal så sammen."),
            Part(8, FIRST, "Find flere første skridt, også de helt små."),
            Part(7, CHOOSING, "Tag en eller to indsatser, og skriv dem i planen."),
            Part(3, "Rund af", "Aftal, hvornår I tager det op igen."),
        ),
    ),
    Agenda(
        90,
        "En temadag for hele arbejdspladsen",
        (
            Part(5, "Begynd", "Læs de tre linjer højt. Lav grupper på fire til seks, og fordel rollerne."),
            Part(10, "En god historie", "Fortæl om noget, der er lykkedes hos jer."),
            Part(20, WHERE, "Tal om det i grupperne."),
            Part(20, WHAT, "Bland grupperne, og tal videre."),
            Part(10, "Pause", "Hent luft og kaffe."),
            Part(10, FIRST, "Gå tilbage til grupperne, og find de første skridt."),
            Part(10, CHOOSING, "Hør alle grupper, og tag to eller tre indsatser sammen."),
            Part(5, "Rund af", "Skriv planen færdig, og aftal, hvornår I ser på den igen."),
        ),
    ),
)

PLANNING = Agenda(
    30,
    "Et møde i jeres LMU, eller et personalemøde med MED-status",
    (
        Part(5, "Læs", "Områdets nedslag, hver for sig. Sæt streg under det, der ligner jer."),
        Part(10, CHOOSING, "Fortæl hinanden, hvad I satte streg under. Vælg højst to nedslag."),
        Part(10, "Skriv", "En indsats til hvert valg: Hvad vil vi, og hvad gør vi allerførst?"),
        Part(5, "Hvem og hvornår", "Sæt en rolle og en dag på hver indsats. Aftal, hvornår I ser på den igen."),
    ),
)
"""How the LMU of a workplace makes its plan from the area's nedslag."""

EACH = 5
"""The minutes of those who tell at a committee's meeting."""
_SHORTEST, _LONGEST, _MOST = 5, 15, 45


@dataclass(frozen=True, slots=True)
class Spending:
    """The minutes of the five parts of a committee's item."""

    recalled: int
    telling: int
    talking: int
    asked: int
    carried_on: int

    @property
    def minutes(self) -> int:
        """What all of them take."""
        return self.recalled + self.telling + self.talking + self.asked + self.carried_on


def spend(groups: int) -> Spending:
    """Return the minutes of an item at which some groups tell: 30 to 45 in all, as long as five tell at most.

    Each group has five minutes; the talk about the themes gives up what it can for it.
    """
    recalled, asked, carried_on, telling = 5, 5, 5, EACH * groups
    left = _MOST - recalled - asked - carried_on - telling
    return Spending(recalled, telling, max(_SHORTEST, min(_LONGEST, left)), asked, carried_on)
