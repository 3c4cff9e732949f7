"""The overview: who has a page about what, when committees take it up, and which deadlines have passed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from catalogue.model.pages import UnitPage
from catalogue.model.plans import PlannedStep
from catalogue.rendering.outline import Heading
from catalogue.views.parts import timelines
from catalogue.views.parts.calendars import Meetings, part_meetings
from catalogue.views.parts.coverage import Coverage, measure_areas
from catalogue.views.parts.grouping import telling_by_area
from catalogue.views.parts.listings import PAGE_SIZE, Sheet, lay_out, numbered, numbered_address
from catalogue.views.parts.plans import passed_steps
from catalogue.views.parts.site import Site
from catalogue.views.parts.sitepages import TOP, SitePage
from catalogue.views.parts.states import STATES

BASE = "overview/"
LISTED_IN_A_MONTH = 3


@dataclass(frozen=True, slots=True)
class Counts:
    """The line of counts at the top."""

    units: int
    areas: int
    interpretations: int


@dataclass(frozen=True)
class Overview:
    """Lists that run side by side over the pages of the overview, 200 of each on a page."""

    site: Site

    @cached_property
    def units(self) -> list[Sheet[UnitPage]]:
        """The rows of the tables, by area."""
        return lay_out(BASE, telling_by_area(self.site.catalogue))

    @cached_property
    def areas(self) -> Sequence[Coverage]:
        """All areas, with how many of their workplaces have a page."""
        return measure_areas(self.site.catalogue, self.units)

    @cached_property
    def meetings(self) -> Meetings:
        """All meetings."""
        return part_meetings(self.site.catalogue.meetings, self.site.today)

    @cached_property
    def passed(self) -> Sequence[PlannedStep]:
        """All steps whose deadline has passed."""
        return passed_steps(self.site.catalogue, self.site.today)

    @property
    def last(self) -> int:
        """How many pages the longest of the lists takes."""
        longest = max(len(self.meetings.coming), len(self.meetings.past), len(self.passed))
        return max(len(self.units), -(-longest // PAGE_SIZE))

    def units_on(self, number: int) -> Sheet[UnitPage]:
        """Return the rows on one page."""
        groups = self.units[number - 1].groups if number <= len(self.units) else ()
        return Sheet(BASE, number, self.last, groups)

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
    """Yield the pages on which the overview goes on after its first."""
    overview = Overview(site)
    for number in range(2, overview.last + 1):
        title = numbered("Overblik", number)
        yield SitePage(
            address=numbered_address(BASE, number),
            title=title,
            description="Hvilke arbejdspladser der har en idé om hvilke temaer.",
            kind="listing",
            updated=None,
            theme="",
            headings=(Heading(1, TOP, title),),
            body=partial(_make, overview, number, title),
        )


def _make(overview: Overview, number: int, title: str) -> str:
    return overview.site.render(
        "pages/overview.html",
        title=title,
        areas=overview.areas_on(number),
        counts=_count(overview.site),
        sheet=overview.units_on(number),
        states=STATES,
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
    """Return the line of counts, and for each area how many of its workplaces have a page."""
    return site.render("fragments/coverage.html", counts=_count(site), areas=Overview(site).areas_on(1))


def overview_matrix(site: Site) -> str:
    """Return how to read the tables, and a table per area, the first 200 rows."""
    return site.render("fragments/overview-matrix.html", states=STATES, sheet=Overview(site).units_on(1))


def timeline(site: Site) -> str:
    """Return the timeline of meetings and deadlines, drawn and as a table: a few events of each month by name."""
    drawn = timelines.draw(timelines.find_events(site.catalogue), site.today)
    return site.render("fragments/overview-timeline.html", timeline=drawn, listed=LISTED_IN_A_MONTH)


def meetings(site: Site) -> str:
    """Return the meetings by date, the first 200 on either side of today."""
    return site.render("fragments/meetings.html", meetings=Overview(site).meetings_on(1))


def passed_deadlines(site: Site) -> str:
    """Return the steps whose deadline has passed, the first 200."""
    return site.render("fragments/passed-deadlines.html", passed=Overview(site).passed_on(1))
