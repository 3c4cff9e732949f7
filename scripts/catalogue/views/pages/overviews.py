"""The overview: the whole as a picture, and for each area a page with who tells about what, and what is to come."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import TypeVar

from catalogue.model.pages import UnitPage
from catalogue.model.plans import PlannedStep
from catalogue.rendering.outline import Heading
from catalogue.views.parts import timelines
from catalogue.views.parts.calendars import Meetings, part_meetings
from catalogue.views.parts.coverage import Coverage, address_of, measure, measure_areas
from catalogue.views.parts.grouping import telling_by_area
from catalogue.views.parts.listings import PAGE_SIZE, Group, Sheet, lay_out, numbered, numbered_address
from catalogue.views.parts.plans import passed_steps
from catalogue.views.parts.site import Site
from catalogue.views.parts.sitepages import TOP, SitePage
from catalogue.views.parts.states import STATES
from catalogue.views.parts.timelines import Event

BASE = "overview/"
LISTED_IN_A_MONTH = 3
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Counts:
    """The line of counts at the top."""

    units: int
    areas: int
    interpretations: int


@dataclass(frozen=True)
class Overview:
    """What the overview and its areas' pages show, each thing found once. Lists go on overleaf after 200 entries."""

    site: Site

    @cached_property
    def groups(self) -> Sequence[Group[UnitPage]]:
        """The units, area by area."""
        return telling_by_area(self.site.catalogue)

    @cached_property
    def areas(self) -> Sequence[Coverage]:
        """All areas, with what their workplaces tell."""
        return measure_areas(self.site.catalogue)

    @cached_property
    def meetings(self) -> Meetings:
        """All meetings."""
        return part_meetings(self.site.catalogue.meetings, self.site.today)

    @cached_property
    def passed(self) -> Sequence[PlannedStep]:
        """All steps whose deadline has passed."""
        return passed_steps(self.site.catalogue, self.site.today)

    @cached_property
    def events_by_area(self) -> Mapping[str, Sequence[Event]]:
        """Meetings and deadlines by the group of their unit."""
        return self._by_area((event.unit, event) for event in timelines.find_events(self.site.catalogue))

    @cached_property
    def passed_by_area(self) -> Mapping[str, Sequence[PlannedStep]]:
        """Passed steps by the group of their unit."""
        return self._by_area((step.unit, step) for step in self.passed)

    def _by_area(self, things: Iterable[tuple[UnitPage, T]]) -> Mapping[str, Sequence[T]]:
        found: dict[str, list[T]] = defaultdict(list)
        for unit, thing in things:
            found[self._group_of.get(unit.slug, "")].append(thing)
        return found

    @cached_property
    def _group_of(self) -> Mapping[str, str]:
        return {unit.slug: group.slug for group in self.groups for unit in group.entries}

    @property
    def last(self) -> int:
        """How many pages the longest of the whole's lists takes."""
        lists = (self.areas, self.meetings.coming, self.meetings.past, self.passed)
        return max(1, -(-max(map(len, lists)) // PAGE_SIZE))

    def areas_on(self, number: int) -> Sequence[Coverage]:
        """Return the areas on one page."""
        return self.areas[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]

    def meetings_on(self, number: int) -> Meetings:
        """Return the meetings on one page."""
        part = slice((number - 1) * PAGE_SIZE, number * PAGE_SIZE)
        return Meetings(self.meetings.coming[part], self.meetings.past[part])

    def passed_on(self, number: int) -> Sequence[PlannedStep]:
        """Return the passed steps on one page."""
        return self.passed[(number - 1) * PAGE_SIZE : number * PAGE_SIZE]


def overview_pages(site: Site) -> Iterator[SitePage]:
    """Yield a page of the overview for each area, and the pages on which the whole goes on after its first."""
    overview = Overview(site)
    for group in overview.groups:
        measured = measure(site.catalogue, group)
        for sheet in lay_out(address_of(group), [group]):
            title = numbered(f"Overblik: {group.title}", sheet.number)
            body = partial(_make_area, overview, measured, sheet, title)
            yield _page(sheet.address, title, f"Hvilke arbejdspladser i {group.title} der har en idé om hvad.", body)
    for number in range(2, overview.last + 1):
        title = numbered("Overblik", number)
        body = partial(_make, overview, number, title)
        description = "Hvilke arbejdspladser der har en idé om hvilke temaer."
        yield _page(numbered_address(BASE, number), title, description, body)


def _page(address: str, title: str, description: str, body: partial[str]) -> SitePage:
    return SitePage(
        address=address,
        title=title,
        description=description,
        kind="listing",
        updated=None,
        theme="",
        headings=(Heading(1, TOP, title),),
        body=body,
    )


def _make_area(overview: Overview, measured: Coverage, sheet: Sheet[UnitPage], title: str) -> str:
    site, [group] = overview.site, sheet.groups
    is_first = sheet.number == 1
    meetings = [meeting for unit in group.entries for meeting in site.catalogue.meetings_by_unit(unit.slug)]
    return site.render(
        "pages/area-overview.html",
        title=title,
        area=site.catalogue.unit.get(group.slug),
        measured=measured if is_first else None,
        sheet=sheet,
        group=group,
        states=STATES,
        timeline=timelines.draw(overview.events_by_area.get(group.slug, ()) if is_first else (), site.today),
        listed=LISTED_IN_A_MONTH,
        meetings=part_meetings(meetings, site.today),
        passed=overview.passed_by_area.get(group.slug, ()) if is_first else (),
    )


def _make(overview: Overview, number: int, title: str) -> str:
    return overview.site.render(
        "pages/overview.html",
        title=title,
        areas=overview.areas_on(number),
        counts=_count(overview.site),
        states=STATES,
        sheet=Sheet(BASE, number, overview.last, ()),
        meetings=overview.meetings_on(number),
        passed=overview.passed_on(number),
    )


def _count(site: Site) -> Counts:
    catalogue = site.catalogue
    return Counts(
        units=len(catalogue.workplaces),
        areas=len(catalogue.areas),
        interpretations=len(catalogue.interpretations),
    )


def coverage(site: Site) -> str:
    """Return the line of counts, and the whole as a picture: what each area's workplaces tell of each theme."""
    overview = Overview(site)
    sheet: Sheet[UnitPage] = Sheet(BASE, 1, overview.last, ())
    return site.render(
        "fragments/coverage.html", counts=_count(site), areas=overview.areas_on(1), states=STATES, sheet=sheet
    )


def overview_matrix(site: Site) -> str:
    """Return a table for each area where there are few units, else the ways to the areas' own pages."""
    sheet = lay_out(BASE, telling_by_area(site.catalogue))[0]
    areas = Overview(site).areas if sheet.is_long else ()
    return site.render("fragments/overview-matrix.html", states=STATES, sheet=sheet, areas=areas)


def timeline(site: Site) -> str:
    """Return the meetings and deadlines month by month, as small bars and as a table: a few of each month by name."""
    drawn = timelines.draw(timelines.find_events(site.catalogue), site.today)
    return site.render("fragments/overview-timeline.html", timeline=drawn, listed=LISTED_IN_A_MONTH)


def meetings(site: Site) -> str:
    """Return the meetings by date, the first 200 on either side of today."""
    return site.render("fragments/meetings.html", meetings=Overview(site).meetings_on(1))


def passed_deadlines(site: Site) -> str:
    """Return the steps whose deadline has passed, the first 200."""
    return site.render("fragments/passed-deadlines.html", passed=Overview(site).passed_on(1))
