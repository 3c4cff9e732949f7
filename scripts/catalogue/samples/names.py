"""Names and headlines that nobody else in the tree has."""

from collections.abc import Iterator

from catalogue.language.slugs import slugify
from catalogue.model.statuses import Status
from catalogue.samples.bank import NO_STATUS, Area, Bank, Idea, UnitType
from catalogue.samples.chance import Chance

MAX_TITLE = 80
_ATTEMPTS = 300
_DEFINITE = ("en", "et", "ne")


class Taken:
    """The names given so far. Two that make the same address count as the same."""

    def __init__(self) -> None:
        self._slugs: set[str] = set()

    def claim(self, title: str) -> bool:
        """Take a title if it is free and short enough, and tell whether it was."""
        slug = slugify(title)
        if slug in self._slugs or len(title) > MAX_TITLE or len(slug) > MAX_TITLE:
            return False
        self._slugs.add(slug)
        return True

    def first_free(self, titles: Iterator[str]) -> str:
        """Take and return the first free title. Raises ValueError when none of them is free."""
        for title in titles:
            if self.claim(title):
                return title
        raise ValueError("no title is free")


def unit_titles(bank: Bank, kind: UnitType, town: str, chance: Chance) -> Iterator[str]:
    """Yield names for a unit of a type in a town: »Børnehuset Solsikken i Eksempelby«."""
    for _ in range(_ATTEMPTS):
        name = chance.pick(kind.names)
        if "$by" in name:
            yield name.replace("$by", town)
        elif kind.named and chance.happens(0.6):
            yield f"{name} {chance.pick(bank.houses[kind.named])} i {town}"
        elif chance.happens(0.35):
            yield f"{name} på {chance.pick(bank.streets)} i {town}"
        else:
            quarter = f" {chance.pick(bank.directions)}" if chance.happens(0.8) else ""
            yield f"{name} {'i ' if name.endswith(_DEFINITE) else ''}{town}{quarter}"


def headlines(bank: Bank, area: Area, idea: Idea, status: Status | None, town: str, chance: Chance) -> Iterator[str]:
    """Yield headlines for an idea: first its own, then others with a setting, a tail or both."""
    settings = (*bank.settings, *bank.forms[idea.form].settings, *area.settings, f"i {town}")
    tails = (*bank.tails["any"], *bank.tails.get(status or NO_STATUS, ()))
    if status is Status.IDEA:
        tails = bank.tails[Status.IDEA]
    yield idea.title
    if chance.happens(0.3):
        yield chance.pick(idea.heads)
    for attempt in range(_ATTEMPTS):
        head, setting = chance.pick(idea.heads), chance.pick(settings)
        settled = f"{head}{_joint(setting)}{setting}" if _goes_with(head, setting) else head
        # Most need no tail; where headlines grow scarce, both are used.
        tailed = settled == head or attempt > 8 or chance.happens(0.25)
        tail = chance.pick(tails).replace("$by", town)
        if not tailed:
            yield settled
        elif not (town in settled and town in tail):
            yield f"{settled} – {tail}"


def _joint(setting: str) -> str:
    """Return what stands between a head and its setting: a clause has a comma before it."""
    return ", " if setting.startswith("når ") else " "


def _goes_with(head: str, setting: str) -> bool:
    """Tell whether a setting can follow a head: no clause before it, and no word or preposition twice."""
    lowered = head.lower()
    preposition, *words = setting.split()
    if "," in head or preposition in lowered.split():
        return False
    return not any(len(word) > 3 and word[:5] in lowered for word in words)
