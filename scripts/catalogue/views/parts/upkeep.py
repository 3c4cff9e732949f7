"""Upkeep: what the editors might look at next. Nobody is late: each list is an offer, and an empty one is good news."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache

from catalogue.language import wording
from catalogue.language.slugs import slugify
from catalogue.model.catalogue import Catalogue
from catalogue.model.fields import Story
from catalogue.model.pages import AnyPage, InterpretationPage, TitledPage, UnitPage
from catalogue.model.pictures import images_of
from catalogue.model.statuses import MeetingStatus, Status
from catalogue.rendering.edition import Edition
from catalogue.views.parts.listings import Group

SHOWN = 200
"""How many entries of a list are shown; the others are counted."""
OTHERS = "Andre"
NEAR = 0.87
"""How much of two titles must be the same before they are said to be near."""
_LOOK = 2


@dataclass(frozen=True, slots=True)
class Remark:
    """A page to look at, what there is to say of it, and the page whose title is near its own."""

    page: AnyPage
    note: str = ""
    other: AnyPage | None = None


@dataclass(frozen=True, slots=True)
class Upkeep:
    """One list: its heading, what the editors can do with it, what to say when it is empty, and its first entries."""

    slug: str
    title: str
    advice: str
    empty: str
    amount: int = 0
    entries: tuple[Remark, ...] = ()
    groups: tuple[Group[Remark], ...] = ()
    """The same entries, area by area."""

    @property
    def rest(self) -> int:
        """How many entries are not shown."""
        return self.amount - len(self.entries)


def list_upkeep(edition: Edition) -> list[Upkeep]:
    """Return all lists, also those that are empty."""
    return [_fill(edition.catalogue, kind, find(edition)) for kind, find in _LISTS]


def _fill(catalogue: Catalogue, kind: Upkeep, entries: Iterable[Remark]) -> Upkeep:
    found = tuple(entries)
    shown = found[:SHOWN]
    return replace(kind, amount=len(found), entries=shown, groups=tuple(_group(catalogue, shown)))


def _group(catalogue: Catalogue, remarks: Iterable[Remark]) -> Iterator[Group[Remark]]:
    """Yield remarks by the area of their page, in Danish order; what belongs to no area comes last."""
    by_area: dict[str, list[Remark]] = defaultdict(list)
    for remark in remarks:
        by_area[_area_of(catalogue, remark.page)].append(remark)
    for area in catalogue.heads:
        if area.slug in by_area:
            yield Group(area.slug, area.fields.title, tuple(by_area[area.slug]))
    if by_area[""]:
        yield Group("andre", OTHERS, tuple(by_area[""]))


def _area_of(catalogue: Catalogue, page: AnyPage) -> str:
    """Return the slug of the area that a page belongs to; a story belongs to its first unit's. Empty without one."""
    if isinstance(page.fields, Story):
        units: Sequence[UnitPage] = catalogue.units_of(page)[:1]
    else:
        units = [catalogue.unit[page.unit or page.slug]]
    area = catalogue.area_of(units[0]) if units else None
    return area.slug if area else ""


def _stories_without_unit(edition: Edition) -> Iterator[Remark]:
    for story in edition.catalogue.stories:
        if not edition.catalogue.units_of(story):
            yield Remark(story, wording.in_words(story.fields.date))


def _units_without_story(edition: Edition) -> Iterator[Remark]:
    for unit in edition.catalogue.units:
        if unit.fields.kind == "enhed" and not edition.catalogue.stories_by_unit(unit.slug):
            yield Remark(unit)


def _ideas_without_story(edition: Edition) -> Iterator[Remark]:
    """Yield the ideas that no story tells of, good candidates first: in use, taken up, telling what is hard."""
    catalogue = edition.catalogue
    untold = [page for page in catalogue.interpretations if not catalogue.stories_by_interpretation(page.key)]
    remarks = [(list(_reasons_to_tell(edition, page)), page) for page in untold]
    for reasons, page in sorted(remarks, key=lambda one: -len(one[0])):  # Those alike stay in the catalogue's order.
        yield Remark(page, wording.listed(reasons).capitalize())


def _reasons_to_tell(edition: Edition, page: InterpretationPage) -> Iterator[str]:
    if page.fields.status is Status.IN_USE:
        yield Status.IN_USE.value
    if uses := edition.catalogue.uses_of(page.key):
        yield f"lånt eller prøvet af {uses}"
    if edition.tells_hard(page):
        yield "fortæller om det svære"


def _old_pages(edition: Edition) -> Iterator[Remark]:
    """Yield the pages that have stood for a year or more, the oldest first."""
    limit = _year_before(edition.today)
    old: list[UnitPage | InterpretationPage] = [
        *(unit for unit in edition.catalogue.units if unit.fields.updated <= limit),
        *(page for page in edition.catalogue.interpretations if page.fields.updated <= limit),
    ]
    for page in sorted(old, key=lambda page: (page.fields.updated, page.address)):
        yield Remark(page, f"Opdateret {wording.in_words(page.fields.updated)}")


def _year_before(day: date) -> date:
    leaps = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leaps else day.day)


def _meetings_without_word(edition: Edition) -> Iterator[Remark]:
    """Yield the meetings whose day has passed while they stand as planned, without a word of it; the latest first."""
    been = [
        meeting
        for meeting in edition.catalogue.meetings
        if meeting.fields.status is MeetingStatus.PLANNED and meeting.day < edition.today and not meeting.fields.summary
    ]
    for meeting in sorted(been, key=lambda one: (-one.day.toordinal(), one.key)):
        yield Remark(meeting)


def _pictures_to_ask_of(edition: Edition) -> Iterator[Remark]:
    """Yield the pictures whose people are to be asked again, the one first that has waited longest."""
    dated = [
        (image.consent.review, page, image)
        for page in edition.catalogue.pages
        for _, image in images_of(page)
        if image.consent.review and image.consent.review <= edition.today
    ]
    for day, page, image in sorted(dated, key=lambda one: (one[0], one[1].address, one[2].file)):
        kept = f", gemt af: {image.consent.kept_by}" if image.consent.kept_by else ""
        yield Remark(page, f"{image.file}, siden {wording.in_words(day)}{kept}")


def _near_titles(edition: Edition) -> Iterator[Remark]:
    """Yield pairs of pages of one kind whose titles are near each other."""
    groups: tuple[Sequence[TitledPage], ...] = (
        edition.catalogue.units,
        edition.catalogue.interpretations,
        edition.catalogue.stories,
    )
    for pages in groups:
        yield from (Remark(page, other=other) for page, other in find_near(pages))


def find_near(pages: Sequence[TitledPage]) -> list[tuple[TitledPage, TitledPage]]:
    """Return the pairs whose titles are near each other, in the pages' order.

    Pages are put in order twice, by their title and by the words of their title in order of the alphabet, and each is
    compared with the two that follow it: the cost grows with the pages, not with their pairs, and so a pair may be
    missed whose titles differ in their first letters both ways.
    """
    plain = [slugify(page.fields.title) for page in pages]
    worded = ["-".join(sorted(re.findall(r"[a-z]+|\d+", title))) for title in plain]
    found: set[tuple[int, int]] = set()
    for keys in (plain, worded):
        order = sorted(range(len(pages)), key=lambda index: (keys[index], index))
        for place, one in enumerate(order):
            for other in order[place + 1 : place + 1 + _LOOK]:
                if _is_near(keys[one], keys[other]):
                    found.add((min(one, other), max(one, other)))
    return [(pages[one], pages[other]) for one, other in sorted(found)]


def _is_near(one: str, other: str) -> bool:
    if one == other:
        return True
    # The least that the letters' numbers allow, before anything is counted.
    if 2 * min(len(one), len(other)) < NEAR * (len(one) + len(other)):
        return False
    # Names that differ in a number alone, as »Afdeling 1« and »Afdeling 2«, are meant to.
    if re.findall(r"\d+", one) != re.findall(r"\d+", other):
        return False
    # The most that the letters allow, whatever their order. SequenceMatcher's own such question costs far more.
    if 2 * (_letters_of(one) & _letters_of(other)).total() < NEAR * (len(one) + len(other)):
        return False
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= NEAR


@lru_cache(maxsize=8)
def _letters_of(text: str) -> Counter[str]:
    return Counter(text)


_LISTS: tuple[tuple[Upkeep, Callable[[Edition], Iterable[Remark]]], ...] = (
    (
        Upkeep(
            "historier-uden-arbejdsplads",
            "Historier uden arbejdsplads eller område",
            "Handler historien om en arbejdsplads eller et område, så peg på det. Så står historien også dér.",
            "Alle historier peger på en arbejdsplads eller et område.",
        ),
        _stories_without_unit,
    ),
    (
        Upkeep(
            "arbejdspladser-uden-historie",
            "Arbejdspladser uden historie",
            "Måske er der en god historie at hente her.",
            "Alle arbejdspladser er med i en historie.",
        ),
        _units_without_story,
    ),
    (
        Upkeep(
            "ideer-uden-historie",
            "Idéer uden historie",
            "De første er gode bud: De er i brug, andre har taget dem op, eller de fortæller om det svære. "
            "Åbn idéen, og tryk »Gør idéen til en historie«.",
            "Alle idéer er med i en historie.",
        ),
        _ideas_without_story,
    ),
    (
        Upkeep(
            "et-aar",
            "Sider, som ingen har set igennem i et år",
            "De kan trænge til et kig. Måske passer de stadig, og så er en ny dato nok.",
            "Alle sider er set igennem det seneste år.",
        ),
        _old_pages,
    ),
    (
        Upkeep(
            "moeder",
            "Møder, der står som planlagt, selv om dagen er gået",
            "Spørg gerne, hvad det blev til. En enkelt linje er nok, også når ingen ved det.",
            "Alle møder med en dato, der er gået, fortæller, hvad det blev til.",
        ),
        _meetings_without_word,
    ),
    (
        Upkeep(
            "billeder",
            "Billeder, hvor kollegerne skal spørges igen",
            "Spørg den rolle, der gemmer deres ja. Siger de ja igen, så skriv de nye datoer. Ellers tag billedet ned.",
            "Ingen skal spørges igen om et billede lige nu.",
        ),
        _pictures_to_ask_of,
    ),
    (
        Upkeep(
            "titler",
            "Titler, der ligner hinanden",
            "Det gør ikke noget, hvis det er meningen. Ellers hjælper en anden titel med at finde den rigtige side.",
            "Ingen titler ligner hinanden.",
        ),
        _near_titles,
    ),
)
