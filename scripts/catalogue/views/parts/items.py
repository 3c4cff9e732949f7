"""Items: a meeting's point in the form that agendas have, field by field and as plain text, to be pasted elsewhere.

The texts are the editors' proposal, made of what the pages hold: whoever pastes them may change every word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from catalogue.language import wording
from catalogue.model.catalogue import Catalogue
from catalogue.model.fields import Committee
from catalogue.model.pages import InterpretationPage, MeetingPage, UnitPage
from catalogue.views.parts.gatherings import Gathering, Stage, ThemeNews

ASKS_SHOWN = 8
"""How many of the workplaces' asks stand on a sheet and in an item."""


_MADE_UP = "Opdigtet eksempel"


@dataclass(frozen=True, slots=True)
class Ask:
    """What a unit asks its committee for help with."""

    unit: UnitPage
    text: str


@dataclass(frozen=True, slots=True)
class ItemField:
    """One field of the item: its name, what its button says, and its text. An address may stand as its last line."""

    name: str
    command: str
    text: str
    address: str = ""


@dataclass(frozen=True)
class Occasion:
    """A meeting with all that its sheet and its item are made of."""

    meeting: MeetingPage
    committee: Committee | None
    gathering: Gathering
    before: MeetingPage | None
    between: Sequence[MeetingPage]
    shares: Sequence[Sequence[UnitPage]]
    asks: Sequence[Ask]
    appendices: Sequence[str]
    is_all_example: bool = False
    """Whether all that it tells of is made up: then that is said once, and not of each."""

    @property
    def body(self) -> str:
        """What the committee is called in running text: »udvalget«, or »mødet« where it is a meeting of the staff."""
        return call(self.committee)

    def name(self, unit: UnitPage) -> str:
        """Return the name of a unit, with word of it where it is made up among others that are not."""
        return unit.fields.title + self.label(unit)

    def label(self, page: InterpretationPage | UnitPage) -> str:
        """Return what stands after the name of a page that is made up among others that are not."""
        return f" ({_MADE_UP})" if page.fields.example and not self.is_all_example else ""

    def name_shares(self) -> str:
        """Return who tells, those that tell together as one: »Egelunden, Bøgely sammen med Lunden og Solsiden«."""
        return wording.listed(" sammen med ".join(map(self.name, group)) for group in self.shares)


def call(committee: Committee | None) -> str:
    """Return what a committee is called in running text."""
    if committee is None or "udvalg" in committee.name.casefold() or (committee.short or "").endswith("U"):
        return "udvalget"
    return "mødet"


def write_item(catalogue: Catalogue, occasion: Occasion, seen: str) -> tuple[ItemField, ...]:
    """Return the fields of an item in the order of an agenda; `seen` is the day in words on which it looked so."""
    return (
        ItemField("Sagsfremstilling", "Kopiér sagsfremstillingen", _join(_present(occasion, seen))),
        ItemField("Sammenhæng til andre politikker", "Kopiér sammenhængen", _join(_relate(occasion))),
        ItemField(
            "Økonomiske konsekvenser",
            "Kopiér konsekvenserne",
            "Punktet er en drøftelse og har ikke i sig selv økonomiske konsekvenser.",
        ),
        ItemField("Indstilling", "Kopiér indstillingen", _join(_propose(occasion))),
        ItemField("Bilag", "Kopiér bilagslisten", _join(_append(occasion)), occasion.meeting.address),
    )


def _join(lines: Iterator[str]) -> str:
    return "\n".join(lines).strip()


def _present(occasion: Occasion, seen: str) -> Iterator[str]:
    gathering = occasion.gathering
    scope = gathering.scope
    themes = wording.listed([news.theme.fields.title for news in gathering.themes])
    who = "Vi arbejder" if scope.is_workplace else f"Arbejdspladserne i {scope.unit.fields.title} arbejder"
    yield f"{who} med {'temaet' if len(gathering.themes) == 1 else 'de fælles temaer'}: {themes}."
    yield ""
    yield from _recall(occasion)
    if occasion.shares:
        yield f"Denne gang fortæller {occasion.name_shares()}."
        yield ""
    has_news = any(gathering.themes)
    for news in gathering.themes:
        yield from _tell_theme(occasion, news, has_news)
    if not has_news:
        yield "Der er ikke kommet nyt om temaerne i kataloget siden sidst."
        yield ""
    if occasion.asks:
        yield "Der bliver bedt om hjælp til:"
        for ask in occasion.asks[:ASKS_SHOWN]:
            yield f"- {ask.text}" + ("" if scope.is_workplace else f" ({occasion.name(ask.unit)})")
        yield ""
    yield f"Sådan så det ud den {seen}."
    if occasion.is_all_example:
        yield f"{_MADE_UP}."


def _recall(occasion: Occasion) -> Iterator[str]:
    before, gathering = occasion.before, occasion.gathering
    if before is not None:
        day = wording.in_words(before.day)
        yield f"På mødet den {day} blev det besluttet:" if before.fields.decisions else f"Sidste møde var den {day}."
        yield from (f"- {decision.text}" for decision in before.fields.decisions)
    for one in occasion.between:
        yield f"Et møde var planlagt til den {wording.in_words(one.day)}. Kataloget ved ikke, hvad det blev til."
    if gathering.heard_from and not gathering.scope.is_workplace:
        heard = wording.count(gathering.heard_from, "arbejdsplads", "arbejdspladser")
        yield f"Siden da er der nyt fra {heard} i kataloget." if before else f"Der er nyt fra {heard} i kataloget."
    yield ""


def _tell_theme(occasion: Occasion, news: ThemeNews, has_news: bool) -> Iterator[str]:
    yield news.theme.fields.title
    if news.nedslag and not occasion.gathering.scope.is_whole:
        named = (f"»{page.fields.title}«{occasion.label(page)}" for page in news.nedslag)
        yield f"Områdets nedslag: {wording.listed(named)}."
    counted = [
        *([wording.count(news.ideas.amount, "ny eller ændret idé", "nye eller ændrede idéer")] if news.ideas else []),
        *(wording.count(news.steps[stage].amount, *words) for stage, words in _IN_SHORT.items() if news.steps[stage]),
    ]
    if counted:
        yield f"{wording.listed(counted)}."
    elif has_news:
        yield "Intet nyt siden sidst."
    yield ""


_IN_SHORT = {
    Stage.REACHED: ("indsats nået", "indsatser nået"),
    Stage.ONGOING: ("indsats i gang", "indsatser i gang"),
    Stage.BEFORE_NEXT: ("indsats med frist inden næste møde", "indsatser med frist inden næste møde"),
    Stage.PASSED: ("indsats, hvis frist er gået", "indsatser, hvis frist er gået"),
}


def _relate(occasion: Occasion) -> Iterator[str]:
    related = [(news.theme, news.theme.fields.strategies) for news in occasion.gathering.themes]
    if not any(strategies for _, strategies in related):
        yield "Temaerne nævner ingen andre politikker."
        return
    yield "Punktet hænger sammen med:"
    for theme, strategies in related:
        yield from (f"- {strategy} ({theme.fields.title})" for strategy in strategies)


def _propose(occasion: Occasion) -> Iterator[str]:
    yield f"Formanden indstiller, at {occasion.body}"
    yield from (f"{number}. {task}" for number, task in enumerate(_tasks(occasion), start=1))


def _tasks(occasion: Occasion) -> Iterator[str]:
    if occasion.before is not None and occasion.before.fields.decisions:
        yield f"hører, hvad der er sket med beslutningerne fra den {wording.in_words(occasion.before.day)}"
    if occasion.shares:
        yield f"hører erfaringer fra {occasion.name_shares()}"
    yield "drøfter temaerne og det nye siden sidst"
    if occasion.asks:
        yield "tager stilling til det, der bliver bedt om hjælp til"
    if occasion.gathering.scope.is_workplace:
        yield "aftaler, hvad vi tager med videre."
    else:
        yield "aftaler, hvad der går videre, og hvem der fortæller næste gang."


def _append(occasion: Occasion) -> Iterator[str]:
    yield from (f"{number}. {title}" for number, title in enumerate(occasion.appendices, start=1))
    yield "Bilagene står på siden om mødet:"
