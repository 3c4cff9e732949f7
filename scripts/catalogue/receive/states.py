"""States: where a proposal is on its way, and the words of its receipt."""

from enum import StrEnum


class State(StrEnum):
    """Where a proposal is on its way, as the receipt's JSON says it."""

    WAITING = "venter på jer"
    RECEIVED = "modtaget"
    READ = "bliver læst"
    QUESTION = "spørgsmål til jer"
    READY = "klar"
    PUBLISHED = "udgivet"
    WITHDRAWN = "trukket tilbage"
    DECLINED = "ikke taget med"
    DELAYED = "forsinket"

    @property
    def heading(self) -> str:
        """The state as a heading."""
        return self.value[0].upper() + self.value[1:]

    @property
    def words(self) -> str:
        """What the receipt says of it."""
        return _WORDS[self]

    @property
    def is_open(self) -> bool:
        """Whether the writer can still change the page or withdraw it: nothing is decided."""
        return self in (State.WAITING, State.RECEIVED, State.READ, State.QUESTION, State.DELAYED)


_WORDS = {
    State.WAITING: (
        "Vi har skrevet til jeres fælles postkasse. Når en kollega dér trykker »Ja, den er fra os«, går siden videre."
    ),
    State.RECEIVED: "Tak! Vi har jeres side. Gem linket, så kan du følge den.",
    State.READ: "Redaktionen læser siden. Du skal ikke gøre noget.",
    State.QUESTION: "Vi har et spørgsmål, før siden kan komme ud. Tryk »Svar og ret«.",
    State.READY: "Siden kommer med, næste gang kataloget bliver udgivet.",
    State.PUBLISHED: "Nu kan kolleger læse jeres side. Vis den til holdet.",
    State.WITHDRAWN: "Som du ønskede. Siden kommer ikke ud.",
    State.DECLINED: "Siden kom ikke med denne gang. Her står hvorfor, og hvad I kan gøre.",
    State.DELAYED: "Siden ligger trygt hos os, men teknikken driller. Vi prøver selv igen.",
}
PATH = (State.RECEIVED, State.READ, State.READY, State.PUBLISHED)
"""The way that most pages go, as the receipt draws it."""
