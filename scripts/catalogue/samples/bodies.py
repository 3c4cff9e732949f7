"""Bodies: the running text of an interpretation and of a story, put together of whole sentences."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from catalogue.language.readability import words_in
from catalogue.model.fields import HEADINGS
from catalogue.model.statuses import Status
from catalogue.samples.bank import NO_STATUS, Area, Bank, Form, Idea, Own, ThemeWords
from catalogue.samples.chance import Chance
from catalogue.samples.phrases import Sentences, fill

MIN_WORDS = 60
_ADDRESS = re.compile(r"\]\([^)]*\)")
_MEANING, _DOING, _HARD, _LEARNED = HEADINGS


@dataclass
class Draft:
    """A text under way: paragraphs under headings, and the words that fill their places."""

    words: Mapping[str, str]
    parts: dict[str, list[str]] = field(default_factory=dict)

    def add(self, heading: str, *sentences: str) -> None:
        """Add a paragraph of sentences under a heading."""
        text = " ".join(fill(sentence, self.words) for sentence in sentences if sentence)
        self.parts.setdefault(heading, []).append(text)

    def extend(self, heading: str, sentence: str) -> None:
        """Add a sentence to the first paragraph under a heading."""
        first, *others = self.parts.get(heading, [""])
        self.parts[heading] = [f"{first} {fill(sentence, self.words)}".strip(), *others]

    def add_list(self, heading: str, lead: str, items: Sequence[str]) -> None:
        """Add a list with a line before it."""
        lines = [f"- {fill(item, self.words)}" for item in items]
        self.parts.setdefault(heading, []).append("\n".join([fill(lead, self.words), "", *lines]))

    @property
    def length(self) -> int:
        """The number of words so far, the addresses of links aside."""
        return sum(len(words_in(_ADDRESS.sub("", text))) for part in self.parts.values() for text in part)

    def text(self, with_headings: bool = True) -> str:
        """Return the body, its parts in the order of the headings on offer."""
        blocks: list[str] = []
        for heading in sorted(self.parts, key=HEADINGS.index):
            blocks += [f"## {heading}"] if with_headings else []
            blocks += self.parts[heading]
        return "\n\n".join(blocks) + "\n"


@dataclass(frozen=True)
class Subject:
    """What an interpretation is about, and whose it is."""

    bank: Bank
    area: Area
    theme: str
    status: Status | None
    words: Mapping[str, str]
    borrowing: str = ""
    link: str = ""

    @property
    def themed(self) -> ThemeWords:
        """The theme's words."""
        return self.bank.themes[self.theme]

    @property
    def meanings(self) -> Sequence[str]:
        """What the theme can mean in this area."""
        return self.area.themes[self.theme].meaning


def unit_body(chance: Chance, said: Sentences, subject: Subject, idea: Idea) -> str:
    """Return a unit's text about its idea, under some of the headings on offer."""
    draft = Draft(subject.words)
    if chance.happens(0.8):
        _add_meaning(chance, said, subject, draft)
    _add_doing(chance, said, subject, idea, draft)
    with_headings = chance.happens(0.94)
    if with_headings and chance.happens(0.55):
        _add_hard(chance, said, subject, idea.hard, draft)
    if subject.status is not Status.IDEA and chance.happens(0.5):
        _add_learned(chance, said, subject, idea, draft)
    _lengthen(chance, said, subject, draft)
    if chance.happens(0.15):
        draft.add(max(draft.parts, key=HEADINGS.index), said.pick(chance, subject.bank.closings))
    return draft.text(with_headings)


def area_body(chance: Chance, said: Sentences, subject: Subject, own: Own) -> str:
    """Return an area's own text about a theme."""
    draft = Draft(subject.words)
    _add_meaning(chance, said, subject, draft)
    if chance.happens(0.3):
        draft.add_list(_DOING, "Områdets arbejdspladser har aftalt tre ting:", own.does)
    else:
        draft.add(_DOING, *own.does)
    draft.add(_HARD, own.hard)
    _lengthen(chance, said, subject, draft)
    return draft.text()


def _add_meaning(chance: Chance, said: Sentences, subject: Subject, draft: Draft) -> None:
    banks = (subject.themed.meaning, subject.meanings)
    sentences = [said.pick(chance, banks[chance.number(0, 1)]), said.pick(chance, banks[0])]
    if chance.happens(0.4):
        sentences.append(said.pick(chance, *banks))
    draft.add(_MEANING, *sentences)


def _add_doing(chance: Chance, said: Sentences, subject: Subject, idea: Idea, draft: Draft) -> None:
    bank, form = subject.bank, subject.bank.forms[idea.form]
    opening = said.pick(chance, bank.openings[subject.status or NO_STATUS])
    if subject.status is not Status.IDEA and chance.happens(0.25):
        draft.add(_DOING, opening, subject.borrowing)
        draft.add_list(_DOING, said.pick(chance, bank.list_leads), idea.does)
    else:
        draft.add(_DOING, opening, subject.borrowing, *idea.does)
    further = _further(chance, said, subject, form)
    if further or subject.link:
        draft.add(_DOING, *further, subject.link)


def _further(chance: Chance, said: Sentences, subject: Subject, form: Form) -> list[str]:
    """Return a sentence or two of what is done besides: thoughts when it is an idea, habits when it is not."""
    if subject.status is Status.IDEA:
        return [said.pick(chance, subject.bank.thoughts) for _ in range(chance.number(1, 2))]
    if subject.status is Status.ENDED:
        return []
    sentences = [said.pick(chance, form.does)] if chance.happens(0.6) else []
    return [*sentences, said.pick(chance, subject.themed.does)] if chance.happens(0.5) else sentences


def _add_hard(chance: Chance, said: Sentences, subject: Subject, own: str, draft: Draft) -> None:
    common = [said.pick(chance, subject.themed.hard, subject.area.hard) for _ in range(chance.number(1, 2))]
    draft.add(_HARD, own if chance.happens(0.75) else "", *common)


def _add_learned(chance: Chance, said: Sentences, subject: Subject, idea: Idea, draft: Draft) -> None:
    banks = (subject.themed.learned, subject.bank.forms[idea.form].learned)
    draft.add(_LEARNED, *(said.pick(chance, *banks) for _ in range(chance.number(1, 3))))
    if chance.happens(0.3):
        lead, advice = said.pick(chance, subject.bank.bold), said.pick(chance, subject.bank.advice)
        draft.add(_LEARNED, f"{lead} {advice}")


def _lengthen(chance: Chance, said: Sentences, subject: Subject, draft: Draft) -> None:
    """Add what the theme means until the text has a fair length."""
    while draft.length < MIN_WORDS:
        draft.extend(_MEANING, said.pick(chance, subject.meanings, subject.themed.meaning))


def story_body(chance: Chance, bank: Bank, words: Mapping[str, str], tells_hard: bool) -> str:
    """Return a story: a scene, an idea, a turn, perhaps what is hard, and an ending."""
    told = bank.stories
    paragraphs = [
        f"{chance.pick(told.openings)} {chance.pick(told.middles)}",
        " ".join(chance.several(told.turns, chance.number(1, 2))),
        chance.pick(told.hard) if tells_hard else "",
        chance.pick(told.endings),
    ]
    return "\n\n".join(fill(paragraph, words) for paragraph in paragraphs if paragraph) + "\n"
