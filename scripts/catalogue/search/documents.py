"""Documents: what each page of the catalogue is found by, and what its result shows."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from catalogue.language import wording
from catalogue.language.slugs import slugify
from catalogue.model.fields import HEADINGS, HEADS, Source, Step
from catalogue.model.news import day_told, order_of_news
from catalogue.model.pages import AnyPage, InterpretationPage, MeetingPage, StoryPage, ThemePage, UnitPage
from catalogue.model.places import IDEAS, Kind
from catalogue.rendering.edition import Edition

TITLE, ALIAS, HEADING, SUMMARY, NAME, TEXT, SOURCE = 5.0, 4.0, 2.0, 2.0, 1.5, 1.0, 0.4
"""How much a word counts by where it stands."""
HEADING_WORTHS = frozenset({TITLE, ALIAS, HEADING, SUMMARY})
"""What heads a page: there it counts where words stand, so that those that stand together are told from others."""
SHARES = {Kind.THEME: 0.7, Kind.MEETING: 0.5}
"""How much pages of a kind count beside others: the menu leads to themes, whose names are everyday words, and a meeting
bears the names of its committee and of all that was told there."""


@dataclass(frozen=True, slots=True)
class Card:
    """What a result shows of a page, all plain text: `note` is the unit's name, or the kind and the day of a story."""

    address: str
    title: str
    summary: str
    note: str
    is_example: bool


@dataclass(frozen=True, slots=True)
class Document:
    """A page as the search sees it: words by weight, how much they count, values by facet, age and card."""

    texts: tuple[tuple[float, str], ...]
    share: float
    facets: dict[str, tuple[str, ...]]
    news: tuple[bool, int, bool, str]
    """Where it comes among news: a tuple to sort by."""
    card: Card
    uses: int = 0
    """How many have borrowed or tried it."""
    told: int = 0
    """The day it was told or looked through; 0 for a theme, which is always there."""


def make_documents(edition: Edition) -> list[Document]:
    """Return the documents of an edition: themes, each unit with its interpretations and its meetings, stories.

    Pages that are alike stand together, so that the tables made of them are small.
    """
    return [_make(edition, page) for page in _in_order(edition)]


def _in_order(edition: Edition) -> Iterator[AnyPage]:
    catalogue = edition.catalogue
    yield from catalogue.themes
    for unit in sorted(catalogue.units, key=lambda unit: (_area_slug(edition, unit), unit.fields.kind not in HEADS)):
        yield unit
        yield from catalogue.interpretations_by_unit(unit.slug)
        yield from catalogue.meetings_by_unit(unit.slug)
    yield from catalogue.stories


def _area_slug(edition: Edition, unit: UnitPage) -> str:
    area = edition.catalogue.area_of(unit)
    return area.slug if area else ""


def _make(edition: Edition, page: AnyPage) -> Document:
    fields = page.fields
    own, facets, note = _describe(edition, page)
    rendered = edition.rendered[page.path]
    title, summary = edition.catalogue.title_of(page), edition.catalogue.summary_of(page)
    return Document(
        texts=(
            (TITLE, title),
            *((ALIAS, alias) for alias in fields.aliases),
            (SUMMARY, summary),
            *((HEADING, heading.text) for heading in rendered.headings if not _is_common(heading.text)),
            *((TEXT, text) for text in rendered.paragraphs),
            *own,
            *((SOURCE, text) for source in getattr(fields, "sources", ()) for text in _texts_of_source(source)),
        ),
        share=SHARES.get(page.kind, 1.0),
        facets={"kind": (str(page.kind),), **facets},
        news=order_of_news(page),
        card=Card(page.address, title, summary, note, getattr(fields, "example", False)),
        told=told.toordinal() if (told := day_told(page)) else 0,
        uses=edition.catalogue.uses_of(page.key) if page.kind in IDEAS else 0,
    )


Parts = tuple[Sequence[tuple[float, str]], dict[str, tuple[str, ...]], str]


def _of_theme(edition: Edition, page: ThemePage) -> Parts:
    fields = page.fields
    questions = (ask for round_ in fields.questions for ask in round_.ask)
    texts = [(HEADING, fields.subtitle), *((HEADING, label) for label in fields.topics.values())]
    return [*texts, *((TEXT, text) for text in (*fields.strategies, *questions))], {"theme": (page.slug,)}, ""


def _of_unit(edition: Edition, page: UnitPage) -> Parts:
    area = edition.catalogue.area_of(page)
    workplace = page.fields.type
    facets = {
        "area": (area.slug,) if area else (),
        "profession": _slugs(page.fields.professions),
        "type": (workplace.slug,) if workplace else (),
    }
    committee = page.fields.committee
    texts = [
        *((TEXT, name) for name in ((committee.name, committee.short) if committee else ()) if name),
        *((TEXT, word) for word in ((workplace.value, workplace.plural, *workplace.words) if workplace else ())),
        *((TEXT, profession) for profession in page.fields.professions),
        *((TEXT, ask) for ask in page.fields.asks),
        *((TEXT, text) for step in page.fields.own_steps for text in _texts_of(step)),
        *((TEXT, trial.note) for trial in page.fields.tried if trial.note),
    ]
    return texts, facets, area.fields.title if area and area is not page else ""


def _of_interpretation(edition: Edition, page: InterpretationPage) -> Parts:
    unit, theme = edition.catalogue.unit_of(page), edition.catalogue.theme_of(page)
    _, of_unit, _ = _of_unit(edition, unit)
    topics = {slug: theme.fields.topics[slug] for slug in page.fields.topics if slug in theme.fields.topics}
    texts = [(NAME, unit.fields.title), *((NAME, label) for label in topics.values())]
    texts += [(TEXT, word) for word in (unit.fields.type, page.fields.where) if word]
    facets = of_unit | {
        "theme": (page.theme,),
        "topic": tuple(topics),
        "status": _slugs((page.fields.status,) if page.fields.status else ()),
        "hard": ("1",) if edition.tells_hard(page) else (),
    }
    return [*texts, *((TEXT, text) for step in page.fields.plan for text in _texts_of(step))], facets, unit.fields.title


def _of_story(edition: Edition, page: StoryPage) -> Parts:
    catalogue = edition.catalogue
    units = catalogue.units_of(page)
    areas = dict.fromkeys(area.slug for unit in units if (area := catalogue.area_of(unit)))
    facets = {
        "theme": tuple(theme.slug for theme in catalogue.themes_of(page)),
        "area": tuple(areas),
        "hard": ("1",) if edition.tells_hard(page) else (),
    }
    note = f"{page.fields.kind.capitalize()} · {wording.in_words(page.fields.date)}"
    return [(NAME, unit.fields.title) for unit in units], facets, note


def _of_meeting(edition: Edition, page: MeetingPage) -> Parts:
    catalogue = edition.catalogue
    unit, committee = catalogue.unit_of(page), catalogue.committee_of(page)
    area = catalogue.area_of(unit)
    telling = [one.fields.title for group in catalogue.shares_of(page) for one in group]
    decided = [text for one in page.fields.decisions for text in (one.text, one.role) if text]
    facets = {
        "theme": tuple(theme.slug for theme in catalogue.themes_of(page)),
        "area": (area.slug,) if area else (),
    }
    texts = [(NAME, unit.fields.title), *((NAME, committee.short) for _ in (1,) if committee and committee.short)]
    texts += [(TEXT, text) for text in ("møde", *telling, *decided)]
    return texts, facets, f"Møde · {page.fields.status}"


def _describe(edition: Edition, page: AnyPage) -> Parts:
    makers: Mapping[Kind, Callable[[Edition, Any], Parts]] = {
        Kind.THEME: _of_theme,
        Kind.UNIT: _of_unit,
        Kind.INTERPRETATION: _of_interpretation,
        Kind.IDEA: _of_interpretation,
        Kind.STORY: _of_story,
        Kind.MEETING: _of_meeting,
    }
    return makers[page.kind](edition, page)


def _texts_of(step: Step) -> Iterator[str]:
    yield from (text for text in (step.action, step.goal, step.first_step, step.responsible, step.lesson) if text)


def _texts_of_source(source: Source) -> Iterator[str]:
    yield from (text for text in (source.title, source.case, source.document, source.note) if text)


def _slugs(words: Sequence[str]) -> tuple[str, ...]:
    return tuple(slugify(word) for word in words)


def _is_common(heading: str) -> bool:
    """Tell whether a heading is one that every page has, such as »Det gør vi«: nobody finds a page by it."""
    return heading.casefold().rstrip(" ?!.:") in {known.casefold() for known in HEADINGS}
