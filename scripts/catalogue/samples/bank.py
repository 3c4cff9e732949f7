"""The word bank: `data/samples.yml`, checked and typed. All of it is made up."""

from datetime import date
from functools import cached_property, lru_cache
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict

from catalogue import checkout
from catalogue.language.slugs import slugify
from catalogue.model.fields import GoesTo, Profession
from catalogue.model.statuses import Status
from catalogue.model.workplaces import Workplace

FILE = checkout.DATA / "samples.yml"
NO_STATUS = "none"
"""What the sentences are kept under that suit a page without a status."""

Words = Annotated[tuple[str, ...], BeforeValidator(lambda value: value.split() if isinstance(value, str) else value)]
"""A list of words, or one text of words with spaces between them."""
Sentences = tuple[str, ...]


class BankEntry(BaseModel):
    """What every entry of the bank shares: a misspelt key is refused when the bank is read."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class CommitteeWords(BankEntry):
    """A committee, as a unit's page names it."""

    name: str
    short: str = ""


class DecisionWords(BankEntry):
    """Something that a meeting can decide."""

    text: str
    role: str = ""
    goes_to: tuple[GoesTo, ...] = ()


class StepWords(BankEntry):
    """A step that a plan can hold."""

    action: str
    goal: str = ""
    first_step: str = ""


class Form(BankEntry):
    """What an initiative is in practice (a meeting, a tool …), with what can be said of all of that form."""

    settings: Sentences
    does: Sentences
    learned: Sentences
    steps: tuple[StepWords, ...]


class Idea(BankEntry):
    """One initiative, as several units can tell of it.

    `title` is its first headline; later ones are made from `heads`. `unit` names the unit that had it first, with its
    `status`. `fits` are the types of unit that it suits, empty for all; `begun` says that it is told as done.
    """

    title: str
    heads: Sentences
    form: str
    topics: tuple[str, ...]
    lines: Sentences
    does: Sentences
    hard: str
    action: str
    goal: str
    first_step: str = ""
    unit: str = ""
    status: Status | None = None
    fits: tuple[str, ...] = ()
    begun: bool = False

    def suits(self, unit_type: str) -> bool:
        """Tell whether units of a type can have the idea."""
        return not self.fits or unit_type in self.fits


class Own(BankEntry):
    """An area's own interpretation of a theme."""

    title: str
    line: str
    topics: tuple[str, ...]
    does: Sentences
    hard: str


class Cell(BankEntry):
    """What an area says of a theme: its own interpretation, its sentences and the ideas that belong there alone."""

    own: Own
    meaning: Sentences
    ideas: tuple[Idea, ...]


class ThemeWords(BankEntry):
    """What everybody can say of a theme."""

    aliases: Words
    meaning: Sentences
    does: Sentences
    hard: Sentences
    learned: Sentences
    ideas: tuple[Idea, ...]


class UnitType(BankEntry):
    """A type of unit, with the words that stand for its people and places in every sentence."""

    id: str
    workplace: Workplace
    weight: int
    names: tuple[str, ...]
    named: str = ""
    borgere: tuple[str, str]
    team: str
    room: str
    meeting: str
    leader: str
    professions: tuple[Profession, ...]
    summaries: Sentences


class Area(BankEntry):
    """An area with its types of unit and its words for each theme."""

    title: str
    short: str
    share: int
    committee: CommitteeWords
    role: str
    mail: str
    summary: str
    body: Sentences
    aliases: tuple[str, ...]
    roles: tuple[str, ...]
    settings: Sentences
    hard: Sentences
    types: tuple[UnitType, ...]
    themes: dict[str, Cell]

    @cached_property
    def slug(self) -> str:
        """The name of the area's folder."""
        return slugify(self.title)


class Whole(BankEntry):
    """The unit that is the whole organisation."""

    title: str
    summary: str
    committee: CommitteeWords
    role: str
    mail: str
    body: Sentences


class NamedUnit(BankEntry):
    """A unit with a fixed name: those that the first ideas belong to."""

    title: str
    type: str


class AreaStory(BankEntry):
    """A story that is written as it stands, about an area."""

    title: str
    area: str
    themes: tuple[str, ...]
    date: date
    summary: str
    tells_hard: bool
    body: Sentences


class StoryWords(BankEntry):
    """What stories are made of."""

    areas: tuple[AreaStory, ...]
    titles: Sentences
    summaries: Sentences
    openings: Sentences
    middles: Sentences
    turns: Sentences
    hard: Sentences
    endings: Sentences


class Bank(BankEntry):
    """The whole bank. Keys are explained in the file."""

    mail_domain: str
    towns: Words
    directions: Words
    streets: Words
    houses: dict[str, Words]
    weekdays: Words
    months: Words
    periods: tuple[str, ...]
    settings: Sentences
    tails: dict[str, Sentences]
    openings: dict[str, Sentences]
    summary_tails: dict[str, Sentences]
    list_leads: Sentences
    bold: Sentences
    advice: Sentences
    borrowing: Sentences
    borrowing_from_area: Sentences
    relating: Sentences
    relating_own: Sentences
    relating_theme: Sentences
    meeting_notes: Sentences
    meeting_plans: Sentences
    meeting_decisions: tuple[DecisionWords, ...]
    meeting_heard: Sentences
    unit_committees: tuple[CommitteeWords, ...]
    contact_roles: tuple[str, ...]
    trial_notes: Sentences
    asks: Sentences
    wheres: Sentences
    unit_extras: Sentences
    unit_bodies: Sentences
    thoughts: Sentences
    closings: Sentences
    forms: dict[str, Form]
    themes: dict[str, ThemeWords]
    whole: Whole
    areas: tuple[Area, ...]
    units: tuple[NamedUnit, ...]
    stories: StoryWords

    def place_of(self, unit_type: str) -> tuple[Area, UnitType]:
        """Return a type of unit by its id, with its area. Raises KeyError when there is none."""
        for area in self.areas:
            for kind in area.types:
                if kind.id == unit_type:
                    return area, kind
        raise KeyError(unit_type)


@lru_cache(maxsize=1)
def load() -> Bank:
    """Return the bank. Raises pydantic's ValidationError when the file does not hold what it should."""
    entries: Any = yaml.load(FILE.read_text("utf-8"), Loader=yaml.CSafeLoader)
    return Bank.model_validate(entries)
