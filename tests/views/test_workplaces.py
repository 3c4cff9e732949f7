"""»What have other care homes done?«: kinds of workplace as ways in, on cards, on pages, and as listings."""

from collections.abc import Mapping

import pytest

import making
from catalogue.search.documents import make_documents
from catalogue.search.facets import make_facets
from catalogue.views.contents import FRAGMENTS, site_pages

TYPES = {"nord-a": "plejecenter", "nord-b": "skole", "syd-a": "plejecenter"}


def pages() -> list[making.AnyPage]:
    """Return the small edition's pages, with kinds of workplace, and an idea from a care home."""
    typed = [
        making.page(one.path, **{**one.fields.model_dump(mode="json", exclude_unset=True), "type": TYPES[one.slug]})
        if one.slug in TYPES and one.kind == "unit"
        else one
        for one in making.small()
    ]
    return [*typed, making.page("units/syd-a/blik/natten.md", title="Om natten")]


@pytest.fixture(scope="module")
def views() -> Mapping[str, str]:
    made = making.edition(pages())
    shown = {page.address: page.body() for page in site_pages(made)}
    return shown | {name: make(made, "") for name, make in FRAGMENTS.items()}


def test_the_front_page_has_a_way_for_each_kind_there_is_most_ideas_first(views: Mapping[str, str]) -> None:
    ways = views["workplace_ways"]
    assert ways.index("?type=plejecenter") < ways.index("?type=skole")
    assert "på et plejecenter" in ways
    assert "jobcenter" not in ways


def test_a_catalogue_without_kinds_shows_no_ways() -> None:
    made = making.edition(making.crowd(3))
    assert FRAGMENTS["workplace_ways"](made, "").strip() == ""
    assert "type" not in {
        page.address.split("/")[1] for page in site_pages(made) if page.address.startswith("catalogue/")
    }


def test_each_kind_has_a_listing_of_what_its_workplaces_tell(views: Mapping[str, str]) -> None:
    listing = views["catalogue/type/plejecenter/"]
    assert "Katalog: Plejecentre" in listing
    for address in ("units/nord-a/blik/", "units/syd-a/blik/natten/"):
        assert address in listing
    assert "units/nord-b/" not in listing
    assert "catalogue/type/plejecenter/" in views["catalogue_listing"]  # The way there without JavaScript.


def test_cards_and_pages_say_what_kind_it_is(views: Mapping[str, str]) -> None:
    assert "Plejecenter" in views["catalogue/theme/blik/"]
    for address in ("units/nord-a/", "units/nord-a/blik/", "units/syd-a/blik/natten/"):
        assert "catalogue/type/plejecenter/" in views[address], address


def test_a_name_that_says_the_kind_is_not_followed_by_it() -> None:
    named = making.page("units/nord-a/index.md", area="nord", title="Plejecenter Nord", type="plejecenter")
    made = making.edition([*(one for one in making.small() if one.path != named.path), named])
    assert "· Plejecenter" not in FRAGMENTS["catalogue_listing"](made, "catalogue/")


def test_the_kind_is_the_first_facet_and_is_searched_by_its_other_words() -> None:
    made = making.edition(pages())
    documents = make_documents(made)
    facet = make_facets(made, documents)[0]
    assert facet.name == "type"
    found = {one.card.address for one in documents if one.facets.get("type") == ("plejecenter",)}
    assert {"units/nord-a/", "units/nord-a/blik/", "units/syd-a/blik/natten/"} <= found
    unit = next(one for one in documents if one.card.address == "units/nord-a/")
    assert "plejehjem" in [text for _, text in unit.texts]


def test_a_kind_without_an_idea_is_no_way_yet_and_has_its_listing_all_the_same() -> None:
    made = making.edition([page for page in pages() if page.kind in ("theme", "unit")])
    assert FRAGMENTS["workplace_ways"](made, "").strip() == ""
    listing = next(page for page in site_pages(made) if page.address == "catalogue/type/plejecenter/")
    assert listing.title == "Katalog: Plejecentre"
    assert "fra plejecentre, tema for tema" in listing.body()
