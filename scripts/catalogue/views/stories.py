"""Story pages: short pieces that lead on to themes and units."""

from collections.abc import Iterator
from functools import partial

from catalogue.outlines import Heading
from catalogue.pages import StoryPage
from catalogue.views.listings import Sheet, lay_out_plain, numbered
from catalogue.views.site import Site
from catalogue.views.sitepages import TOP, SitePage


def story_pages(site: Site) -> Iterator[SitePage]:
    """Yield the page of every story, and the pages on which the list of stories goes on."""
    for story in site.catalogue.stories:
        yield SitePage(
            address=story.address,
            title=f"{story.fields.title} – historie",
            description=story.fields.summary,
            kind="story",
            updated=story.fields.date,
            theme=next((theme.slug for theme in site.themes_of(story)), ""),
            headings=site.headings(story),
            body=partial(_make, site, story),
        )
    for sheet in _all_stories(site)[1:]:
        yield _continued_list(site, sheet)


def _make(site: Site, story: StoryPage) -> str:
    catalogue, f = site.catalogue, story.fields
    return site.render(
        "pages/story.html",
        story=story,
        themes=site.themes_of(story),
        units=[catalogue.unit[slug] for slug in f.units if slug in catalogue.unit],
        pages=[catalogue.interpretation[key] for key in f.interpretations if key in catalogue.interpretation],
    )


def _all_stories(site: Site) -> list[Sheet[StoryPage]]:
    return lay_out_plain("stories/", site.catalogue.stories)


def _continued_list(site: Site, sheet: Sheet[StoryPage]) -> SitePage:
    title, crumbs = numbered("Historier", sheet.number), [("Historier", "stories/")]
    return SitePage(
        address=sheet.address,
        title=title,
        description="Korte historier fra hverdagen, møderne og arbejdspladserne bag temaerne.",
        kind="listing",
        updated=None,
        theme="",
        headings=(Heading(1, TOP, title),),
        body=partial(site.render, "pages/listing.html", title=title, lead="", crumbs=crumbs, sheet=sheet, hue=""),
    )


def newest_stories(site: Site) -> str:
    """Return the three newest stories, or an invitation."""
    return site.render("components/newest-stories.html", stories=site.catalogue.stories[:3])


def list_stories(site: Site) -> str:
    """Return the stories, the first 200."""
    return site.render("components/story-listing.html", sheet=_all_stories(site)[0])
