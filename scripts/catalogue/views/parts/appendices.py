"""Appendices: what stands beside a meeting's sheet – the lessons gathered, the stories, and the counts of the areas."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from catalogue.model.catalogue import Catalogue
from catalogue.model.pages import InterpretationPage, StoryPage, ThemePage, UnitPage
from catalogue.views.parts.gatherings import Gathering, Scope, everybody_in


@dataclass(frozen=True, slots=True)
class Lesson:
    """Something that was learned: a step's own line, or what a page says under »Det har vi lært«."""

    unit: UnitPage
    page: InterpretationPage | UnitPage
    about: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ThemeLessons:
    """What was learned within one theme."""

    theme: ThemePage
    lessons: tuple[Lesson, ...]

    @property
    def amount(self) -> int:
        """How many there are."""
        return len(self.lessons)


def collect_lessons(
    catalogue: Catalogue,
    gathering: Gathering,
    themes: Iterable[ThemePage],
    told: Callable[[InterpretationPage], Sequence[str]],
) -> tuple[ThemeLessons, ...]:
    """Return the lessons of pages and steps by theme; `told` gives what a page says that it has learned."""
    found: dict[str, list[Lesson]] = defaultdict(list)
    for page in gathering.pages:
        if texts := told(page):
            found[page.theme].append(Lesson(catalogue.unit_of(page), page, page.fields.title, tuple(texts)))
    for planned in gathering.steps:
        if planned.step.lesson:
            found[planned.theme.slug].append(
                Lesson(planned.unit, planned.page, planned.step.action, (planned.step.lesson,))
            )
    return tuple(ThemeLessons(theme, tuple(found[theme.slug])) for theme in themes if theme.slug in found)


def collect_stories(catalogue: Catalogue, scope: Scope) -> tuple[StoryPage, ...]:
    """Return the stories that tell of anybody within the scope, each once, the newest first."""
    stories = {story.slug: story for unit in everybody_in(scope) for story in catalogue.stories_by_unit(unit.slug)}
    return tuple(sorted(stories.values(), key=lambda story: (-story.fields.date.toordinal(), story.slug)))


@dataclass(frozen=True, slots=True)
class AreaCount:
    """One area, as the whole sums it up: its workplaces, and how many ideas and steps they have."""

    area: UnitPage
    workplaces: int
    telling: int
    ideas: int
    steps: int


def count_areas(catalogue: Catalogue, gathering: Gathering) -> tuple[AreaCount, ...]:
    """Return the counts of each area, in Danish order. They are no ranking, and nothing is a share of anything."""
    steps = Counter(planned.unit.slug for planned in gathering.steps)
    return tuple(
        AreaCount(
            area=area,
            workplaces=len(units),
            telling=sum(unit.slug in gathering.pages_by_unit for unit in units),
            ideas=sum(len(gathering.pages_by_unit.get(unit.slug, ())) for unit in units),
            steps=sum(steps[unit.slug] for unit in units),
        )
        for area in gathering.scope.areas
        for units in [catalogue.units_in(area.slug)]
    )
