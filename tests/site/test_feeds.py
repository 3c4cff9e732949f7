"""Feeds, as programs that are not ours read them: feedparser for Atom, jsonfeed-util for JSON Feed.

(model.news, site.feeds)
"""

import json
import posixpath
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urljoin

import feedparser
import jsonfeed
import pytest

import making
from catalogue.model.pages import AnyPage
from catalogue.site import feeds
from sites import Site
from some import some

ADDRESS = "https://katalog.eksempel.invalid/sti"
NASTY = (
    "</title><script>alert(1)</script>",
    "&amp;lt;b&gt; & ]]> <![CDATA[x",
    "\"><entry>' &#0; &bogus;",
    "Usynligt \x00\x0b\x1b\ufffe\ud800 tegn",
    "Æblegrød på Ærø – »køkkenet« 🥣",
    "{{ config }} {% raw %} ${secrets}",
)


def made(pages: list[AnyPage], **settings: Any) -> Mapping[str, str]:
    """Return the feeds of some pages by path."""
    return dict(feeds.make_feeds(making.edition(pages, **settings)))


def read_atom(text: str) -> Any:
    """Return an Atom feed as feedparser reads it, which found nothing wrong."""
    read = feedparser.parse(text.encode(), response_headers={"content-type": "application/atom+xml"})
    assert not read.bozo, read.bozo_exception
    assert read.version == "atom10"
    return read


def read_json(text: str) -> jsonfeed.Feed:
    """Return a JSON Feed as jsonfeed-util reads it, with what the specification asks for besides."""
    read = jsonfeed.Feed.parse_string(text)
    assert json.loads(text)["version"] == jsonfeed.Feed.version
    assert all(item.content_text and isinstance(item.id, str) for item in read.items)
    return read


def test_all_and_every_theme_and_every_area_have_both_feeds() -> None:
    places = ["", *(f"themes/{slug}/" for slug in making.THEMES), "units/nord/", "units/syd/"]
    assert sorted(made(making.small())) == sorted(
        f"{place}feed.{ending}" for place in places for ending in ("json", "xml")
    )


@pytest.mark.parametrize("site", ["good_site", "own_site"])
def test_the_feeds_of_a_built_site_are_sound_and_lead_to_its_pages(site: str, request: pytest.FixtureRequest) -> None:
    built: Site = request.getfixturevalue(site)
    atoms = [path for path in built.files if path.endswith("feed.xml")]
    assert len(atoms) >= 5
    for path in atoms:
        atom = read_atom(built.files[path].decode())
        assert atom.feed.language == "da"
        for entry in atom.entries:
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), entry.link)) + "/" in built.pages
        feed = read_json(built.files[path.replace(".xml", ".json")].decode())
        assert feed.language == "da"
        assert [item.id for item in feed.items] == [entry.id for entry in atom.entries]
        assert [item.title for item in feed.items] == [entry.title for entry in atom.entries]
        assert [item.content_text for item in feed.items] == [entry.content[0].value for entry in atom.entries]


def test_a_page_with_a_feed_names_it_in_its_head(good_site: Site) -> None:
    naming = {address for address, page in good_site.own_pages.items() if 'type="application/atom+xml"' in page.html}
    assert naming == {path.removesuffix("feed.xml") for path in good_site.files if path.endswith("feed.xml")}
    for address in naming:
        assert 'href="feed.xml"' in good_site.pages[address].html
        assert 'type="application/feed+json" href="feed.json"' in good_site.pages[address].html


def test_a_feed_holds_pages_and_stories_newest_first_with_what_a_reader_must_know() -> None:
    pages = making.small()
    pages.append(
        making.page("stories/ny.md", title="Nyt", date="2026-05-01", themes=["blik"], units=["syd-a"], example="true")
    )
    pages.append(making.page("units/nord-a/fortaelling.md", title="Vi siger det", updated="2026-04-30", status="idé"))
    entries = read_atom(made(pages)["feed.xml"]).entries
    assert [entry.title for entry in entries[:3]] == ["Opdigtet eksempel: Nyt", "Vi siger det", "Om historien"]
    assert entries[0].content[0].value == ("Opdigtet eksempel\nHistorien kort.\nTema: Om blik\nFra: Om syd-a")
    assert entries[1].content[0].value == "Idéen kort.\nTema: Om fortaelling\nFra: Om nord-a\nStatus: idé"
    assert [tag.term for tag in entries[0].tags] == ["Om blik", "Historie", "Opdigtet eksempel"]
    assert [tag.term for tag in entries[1].tags] == ["Om fortaelling", "Idé", "idé"]
    assert entries[0].content[0].type == "text/plain"


def test_a_theme_has_its_own_news_and_an_area_that_of_its_units() -> None:
    feed = made(making.small())
    theme = read_atom(feed["themes/digitalt/feed.xml"])
    assert {tag.term for entry in theme.entries for tag in entry.tags} == {"Om digitalt", "Idé", "idé"}
    area = read_atom(feed["units/nord/feed.xml"])
    authors = {author.name for entry in area.entries for author in entry.authors}
    assert authors == {"Om nord", "Om nord-a", "Om nord-b"}
    assert "Om historien" in {entry.title for entry in area.entries}
    assert "Om historien" not in {entry.title for entry in read_atom(feed["units/syd/feed.xml"]).entries}


def test_a_feed_is_bounded() -> None:
    feed = made(making.crowd(120))
    for path in ("feed.xml", "themes/blik/feed.xml", "units/nord/feed.xml"):
        assert len(read_atom(feed[path]).entries) == feeds.LENGTH


def test_a_feed_is_as_new_as_its_newest_page_and_an_empty_one_is_not_of_today() -> None:
    feed = made(making.small())
    assert read_atom(feed["feed.xml"]).feed.updated == "2026-03-01T00:00:00Z"
    assert read_atom(feed["themes/digitalt/feed.xml"]).feed.updated == "2026-02-10T00:00:00Z"
    empty = read_atom(feed["themes/fortaelling/feed.xml"])
    assert (empty.entries, empty.feed.updated) == ([], "2026-03-01T00:00:00Z")
    assert read_atom(made(making.themes())["feed.xml"]).feed.updated == "2026-06-01T00:00:00Z"


def test_with_an_address_every_link_is_whole_and_leads_to_the_page() -> None:
    feed = made(making.small(), site_address=f"{ADDRESS}/")
    atom, other = read_atom(feed["units/nord/feed.xml"]), read_json(feed["units/nord/feed.json"])
    assert {link.rel: link.href for link in atom.feed.links} == {
        "self": f"{ADDRESS}/units/nord/feed.xml",
        "alternate": f"{ADDRESS}/units/nord/",
    }
    assert (other.home_page_url, other.feed_url) == (f"{ADDRESS}/units/nord/", f"{ADDRESS}/units/nord/feed.json")
    assert [item.url for item in other.items] == [entry.link for entry in atom.entries]
    assert f"{ADDRESS}/stories/historien/" in {item.url for item in other.items}


def test_without_an_address_atom_leads_on_from_where_it_lies_and_json_says_nothing_wrong() -> None:
    feed = made(making.small())
    atom, other = read_atom(feed["units/nord/feed.xml"]), read_json(feed["units/nord/feed.json"])
    assert urljoin("https://sted.invalid/units/nord/feed.xml", atom.entries[0].link) == (
        "https://sted.invalid/stories/historien/"
    )
    assert (other.home_page_url, other.feed_url, {item.url for item in other.items}) == (None, None, {None})


def test_ids_are_lasting_whole_and_for_one_page_each() -> None:
    def ids(pages: list[AnyPage], **settings: Any) -> dict[str, str]:
        entries = read_atom(made(pages, **settings)["feed.xml"]).entries
        return {entry.title: entry.id for entry in entries}

    first = ids(making.small())
    assert all(uuid.UUID(one.removeprefix("urn:uuid:")).version == 5 for one in some(first.values()))
    assert len(set(first.values())) == len(first)
    assert ids(making.small(), site_address=ADDRESS) == first
    moved = making.page(
        "stories/nyt-navn.md", title="Om historien", themes=["blik"], redirect_from=["stories/historien"]
    )
    renamed = [page for page in making.small() if page.path != "stories/historien.md"]
    assert ids([*renamed, moved]) == first
    # A unit takes its pages along.
    stayed = [page for page in making.small() if not page.path.startswith("units/nord-a/")]
    along = [
        making.page(page.path.replace("nord-a", "ny-a"), **page.fields.model_dump(exclude_unset=True), **redirect)
        for page in making.small()
        if page.path.startswith("units/nord-a/")
        for redirect in [{"redirect_from": ["units/nord-a"]} if page.path.endswith("index.md") else {}]
    ]
    assert ids([*stayed, *along]) == first
    assert set(ids(making.small(), organisation="Andenby").values()).isdisjoint(first.values())


def test_the_same_pages_give_the_same_bytes() -> None:
    assert made(making.small()) == made(list(reversed(making.small())))


@pytest.mark.parametrize("title", NASTY)
def test_no_words_of_a_page_break_a_feed_or_become_markup(title: str) -> None:
    nasty = making.with_title(making.page("units/nord-a/arbejdsplads.md", updated="2026-05-05"), title)
    feed = made([*making.small(), nasty])
    entry = read_atom(feed["feed.xml"]).entries[0]
    shown = "".join(
        letter for letter in title if letter in "\t\n\r" or (letter >= " " and letter not in "\ufffe\ud800")
    )
    assert entry.title_detail.value == shown
    assert (entry.title_detail.type, entry.summary_detail.type) == ("text/plain", "text/plain")
    assert len(read_atom(feed["feed.xml"]).entries) == len(read_json(feed["feed.json"]).items)


def test_a_time_is_one_that_programs_can_read() -> None:
    for item in some(read_json(made(making.small())["feed.json"]).items):
        (written,) = {item.date_published, item.date_modified} - {None}
        assert datetime.fromisoformat(written).tzinfo == UTC
