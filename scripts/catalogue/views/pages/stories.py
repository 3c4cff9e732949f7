"""Story pages: short pieces that lead on to themes and units, and the lists of them by date, theme and unit."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from catalogue.model.catalogue import Catalogue
from catalogue.model.pages import StoryPage, ThemePage, UnitPage
from catalogue.rendering.outline import Heading
from catalogue.views.parts.listings import Group, Sheet, lay_out, numbered
from catalogue.views.parts.site import Site
from catalogue.views.parts.sitepages import TOP, SitePage

_PLACES = {"kommune": "Hele kommunen", "område": "Områder", "enhed": "Arbejdspladser"}
"""What stands over the places of a story, by their kind."""


def story_pages(site: Site) -> Iterator[SitePage]:
    """Yield the page of every story, and the lists of them: all, by theme and by unit."""
    for story in site.catalogue.stories:
        yield SitePage(
            address=story.address,
            title=f"{story.fields.title} – {story.fields.kind}",
            description=story.fields.summary,
            kind="story",
            updated=story.fields.date,
            theme=next((theme.slug for theme in site.catalogue.themes_of(story)), ""),
            headings=site.headings(story),
            body=partial(_make, site, story),
            told=story.fields.told,
        )
    everything = _all_stories(site)
    for sheet in everything.sheets[1:]:
        yield _list_page(site, sheet, everything)
    yield from _archive_pages(site)


def _make(site: Site, story: StoryPage) -> str:
    catalogue, f = site.catalogue, story.fields
    return site.render(
        "pages/story.html",
        story=story,
        themes=catalogue.themes_of(story),
        places=[
            (words, units)
            for kind, words in _PLACES.items()
            if (units := [unit for unit in catalogue.units_of(story) if unit.fields.kind == kind])
        ],
        pages=[catalogue.interpretation[key] for key in f.interpretations if key in catalogue.interpretation],
    )


@dataclass(frozen=True, slots=True)
class Archive:
    """Stories about one theme or from one place: what heads the sheets, and the sheets."""

    title: str
    lead: str
    head: tuple[str, str]
    amount: int
    sheets: Sequence[Sheet[StoryPage]]
    theme: str = ""

    @property
    def address(self) -> str:
        """The address of the first sheet."""
        return self.sheets[0].address


def archive_of_theme(theme: ThemePage) -> str:
    """Return the address of the stories about a theme. No story lies that deep, so it is nobody else's."""
    return f"stories/theme/{theme.slug}/"


def archive_of_unit(unit: UnitPage) -> str:
    """Return the address of the stories from a unit or an area."""
    return f"stories/unit/{unit.slug}/"


def _archives_of_themes(site: Site) -> Iterator[Archive]:
    for theme in site.catalogue.themes:
        if stories := site.catalogue.stories_by_theme(theme.slug):
            title = theme.fields.title
            sheets = lay_out(archive_of_theme(theme), _by_year(stories))
            lead = f"Alle historier om {title}, de nyeste først."
            yield Archive(f"Historier om {title}", lead, (title, theme.address), len(stories), sheets, theme.slug)


def _archives_of_areas(site: Site) -> Iterator[Archive]:
    for area in site.catalogue.areas:
        if groups := _by_unit(site.catalogue, (area, *site.catalogue.units_in(area.slug))):
            amount = len({story.slug for group in groups for story in group.entries})
            lead = f"Alle historier fra {area.fields.title} og områdets arbejdspladser."
            yield _archive_of(area, lead, amount, groups)


def _archives_of_units(site: Site) -> Iterator[Archive]:
    for unit in site.catalogue.units:
        stories = site.catalogue.stories_by_unit(unit.slug)
        if stories and unit.fields.kind != "område":
            lead = f"Alle historier fra {unit.fields.title}, de nyeste først."
            yield _archive_of(unit, lead, len(stories), _by_year(stories))


def _archive_of(unit: UnitPage, lead: str, amount: int, groups: Sequence[Group[StoryPage]]) -> Archive:
    title = unit.fields.title
    sheets = lay_out(archive_of_unit(unit), groups)
    return Archive(f"Historier fra {title}", lead, (title, unit.address), amount, sheets)


def _by_year(stories: Iterable[StoryPage]) -> list[Group[StoryPage]]:
    years = groupby(stories, key=lambda story: str(story.fields.date.year))
    return [Group(year, year, tuple(told)) for year, told in years]


def _by_unit(catalogue: Catalogue, units: Iterable[UnitPage]) -> list[Group[StoryPage]]:
    """Return the stories of some units, each unit's under its name: a story from two of them stands twice."""
    told = ((unit, catalogue.stories_by_unit(unit.slug)) for unit in units)
    return [
        Group(unit.slug, unit.fields.title, stories, unit.address, is_example=unit.fields.example)
        for unit, stories in told
        if stories
    ]


def _archive_pages(site: Site) -> Iterator[SitePage]:
    for archive in (*_archives_of_themes(site), *_archives_of_areas(site), *_archives_of_units(site)):
        for sheet in archive.sheets:
            yield _list_page(site, sheet, archive)


def _all_stories(site: Site) -> Archive:
    stories = site.catalogue.stories
    lead = "Korte historier fra hverdagen og baggrund om de møder, temaerne kommer fra."
    return Archive("Historier", lead, ("", ""), len(stories), lay_out("stories/", _by_year(stories)))


def _list_page(site: Site, sheet: Sheet[StoryPage], archive: Archive) -> SitePage:
    title = numbered(archive.title, sheet.number)
    crumbs = [("Historier", "stories/"), *([archive.head] if archive.head[1] else [])]
    return SitePage(
        address=sheet.address,
        title=title,
        description=archive.lead,
        kind="listing",
        updated=None,
        theme=archive.theme,
        headings=(Heading(1, TOP, title),),
        body=partial(
            site.render,
            "pages/listing.html",
            title=title,
            lead=archive.lead if archive.head[1] and sheet.number == 1 else "",
            crumbs=crumbs,
            sheet=sheet,
            hue=site.hue(archive.theme) if archive.theme else "",
        ),
    )


def newest_stories(site: Site) -> str:
    """Return the three newest stories, or an invitation."""
    return site.render("fragments/newest-stories.html", stories=site.catalogue.stories[:3])


def list_stories(site: Site) -> str:
    """Return the ways to the stories by theme and by area, and the first 200, newest first."""
    return site.render(
        "fragments/story-listing.html",
        ways=(("Efter tema", list(_archives_of_themes(site))), ("Efter område", list(_archives_of_areas(site)))),
        sheet=_all_stories(site).sheets[0],
    )
