"""Truth: what views say of facts holds in any tree – counts, days that have passed, and when a story happened.

(views.parts.calendars, site.frame)
"""

import re
from datetime import date

import pytest

from catalogue.model.catalogue import link
from catalogue.model.news import newest
from catalogue.search.documents import make_documents
from catalogue.settings import Settings
from catalogue.site.frame import CONTENT, DATED, cut
from catalogue.views.contents import site_pages
from making import edition, everything, page, small, themes
from some import some
from words import Words

PLACES = re.compile(r"(\d+) (?:af \d+ )?(arbejdsplads(?:er)?|områder?)\b")
HELD = re.compile(r"\b(?:holdt|afholdt|har været)\b")


def texts_of(html: str) -> str:
    return "\n".join(Words(html).texts)


def test_a_number_of_workplaces_or_areas_counts_no_other() -> None:
    """The small tree has two areas with two workplaces each: three or six of anything would be both together."""
    met = set()
    for name, _, html in some(list(everything(edition(small())))):
        for amount, what in PLACES.findall(texts_of(html)):
            assert int(amount) in ((2, 4) if what.startswith("arbejdsplads") else (2,)), (name, amount, what)
            met.add(what)
    assert met == {"arbejdspladser", "områder"}


def test_a_story_from_an_area_and_its_workplaces_says_which_are_which() -> None:
    told = page("stories/alle.md", title="Alle", themes=["blik"], units=["nord", "nord-a", "nord-b", "syd"])
    shown = {address: texts_of(html) for _, address, html in everything(edition([*small(), told]))}
    lines = shown["stories/alle/"].splitlines()
    assert lines[lines.index("Områder") + 1 : lines.index("Arbejdspladser")] == ["Om nord", "Om syd"]
    assert "4 steder" in shown["embed/newest/"]
    assert "4 arbejdspladser" not in shown["embed/newest/"]


def test_an_area_is_nowhere_called_a_workplace() -> None:
    pages = [*themes(), page("units/nord/index.md", kind="område"), page("units/nord/blik.md")]
    shown = {one.address: (one.title, texts_of(one.body())) for one in site_pages(edition(pages))}
    assert "Område\nOm nord" in shown["units/nord/blik/"][1]
    assert "Arbejdsplads\n" not in shown["units/nord/blik/"][1]
    assert shown["units/nord/"][0] == "Om nord – område"
    assert not re.search(r"^Arbejdsplads\b", shown["units/nord/"][1], re.MULTILINE)


@pytest.mark.parametrize("summary", [None, "Det var planlagt."])
def test_a_day_that_has_passed_is_not_told_as_a_meeting_that_was_held(summary: str | None) -> None:
    meeting = page("units/nord/meetings/2026-01-15.md", summary=summary)
    pages = [*themes(), page("units/nord/index.md", kind="område", committee={"name": "OMU"}), meeting]
    shown = {name: texts_of(html) for name, _, html in everything(edition(pages))}
    naming = {name: text for name, text in shown.items() if "15. januar" in text}
    assert {"units/nord/", "meetings", "timeline"} <= set(naming)
    assert {name for name, text in naming.items() if HELD.search(text)} == set()
    assert "Møder med en dato, der er gået" in naming["meetings"]


# Stories and news


def story(**fields: str) -> str:
    """Return what stands at the foot of a story's page."""
    pages = [*themes(), page("stories/doeren.md", themes=["blik"], date="2026-03-01", **fields)]
    (made,) = (one for one in site_pages(edition(pages)) if one.address == "stories/doeren/")
    return cut(f"{CONTENT}|{DATED}").fill(made, "", Settings())


def test_the_foot_of_a_story_tells_when_it_happened_and_when_it_was_told() -> None:
    assert story() == "| · Det skete den 1. marts 2026"
    assert story(told="2026-04-02") == "| · Det skete den 1. marts 2026 · Fortalt den 2. april 2026"


@pytest.mark.parametrize("kind", ["historie", "baggrund"])
def test_a_story_is_called_what_it_is_wherever_it_stands(kind: str) -> None:
    pages = [*themes(), page("stories/doeren.md", themes=["blik"], title="Døren", kind=kind)]
    shown = {name: texts_of(html) for name, _, html in everything(edition(pages))}
    over = f"{kind.capitalize()} · 1. marts 2026"
    naming = {name for name, text in shown.items() if "Døren" in text and over in text}
    assert {"stories/doeren/", "story_listing", "newest_stories", "catalogue/theme/blik/"} <= naming


def test_what_is_told_is_news_before_what_is_only_planned() -> None:
    """Of one day, ideas and stories come first. A planned meeting comes after all that is older than its page."""
    day = "2026-05-01"
    pages = [
        *themes(),
        page("units/nord/index.md", kind="område"),
        page("units/nord-a/index.md", area="nord"),
        page("units/nord/meetings/2026-09-01.md", status="planlagt", updated="2026-05-31"),
        page("units/nord/meetings/2026-04-30.md", status="holdt", updated=day),
        page("units/nord-a/blik.md", updated=day),
        page("stories/s.md", title="S", date=day, themes=["blik"]),
        page("units/nord-a/digitalt.md", updated="2020-01-01"),
    ]
    made = edition(pages)
    order = [one.card.address for one in sorted(make_documents(made), key=lambda one: one.news)]
    told = [one.page.address for one in newest(made.catalogue, 9).notices]
    assert [address for address in order if address in told] == told
    assert told == [
        "stories/s/",
        "units/nord-a/blik/",
        "units/nord/meetings/2026-04-30/",
        "units/nord-a/digitalt/",
        "units/nord/meetings/2026-09-01/",
    ]


def test_an_old_event_that_is_told_today_is_new_today() -> None:
    pages = [
        page("stories/gammel.md", title="Gammel", date="2020-01-01", told="2026-05-31", themes=["blik"]),
        *(page(f"stories/s{n}.md", title=f"S{n}", date="2026-01-01", themes=["blik"]) for n in range(9)),
    ]
    channel = newest(link([*themes(), *pages]), 3)
    first = channel.notices[0]
    assert (first.page.fields.title, first.day) == ("Gammel", date(2026, 5, 31))
