"""The catalogue: sorted as readers expect, linked both ways, and never leading to a page that is not there.

(model.catalogue, model.pages)
"""

from collections.abc import Callable, Iterable
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

import trees
from catalogue.checks.check import Check
from catalogue.model.catalogue import Catalogue, link
from catalogue.model.news import newest
from catalogue.model.pages import AnyPage
from catalogue.reading.reader import read
from catalogue.rendering.edition import Edition
from catalogue.rendering.outline import Rendered
from catalogue.search.documents import make_documents
from catalogue.views.contents import site_pages
from catalogue.views.parts.upkeep import list_upkeep
from some import some

Draw = Callable[..., Path]
Judge = Callable[[Path], Check]


@pytest.fixture
def catalogue(good: Path) -> Catalogue:
    """The good tree's catalogue."""
    return link(read(good).pages)


def keys(pages: Iterable[AnyPage]) -> list[str]:
    return [page.key for page in pages]


def codes_by_path(check: Check) -> set[tuple[str, str]]:
    return {(problem.path, problem.code) for problem in check.problems}


def test_themes_stand_by_their_number(catalogue: Catalogue) -> None:
    assert keys(catalogue.themes) == ["blik-for-borgeren", "digitale-muligheder"]


def test_themes_of_one_number_stand_by_their_name(draw: Draw) -> None:
    docs = draw({f"themes/{slug}.md": trees.theme(1, title) for slug, title in [("a", "Ø"), ("b", "Æ"), ("c", "Å")]})
    assert keys(link(read(docs).pages).themes) == ["b", "a", "c"]


def test_units_stand_in_danish_order_with_double_a_last(catalogue: Catalogue) -> None:
    assert [unit.fields.title for unit in catalogue.units] == [
        "Børn og Kultur",
        "Køkkenet Gryden",
        "Sundhed og Omsorg",
        "Zebraens Børnehave",
        "Aakær Hjemmepleje",
    ]
    assert keys(catalogue.areas) == ["boern-og-kultur", "sundhed-og-omsorg"]


def test_interpretations_stand_by_theme_and_then_by_unit(catalogue: Catalogue) -> None:
    assert keys(catalogue.interpretations) == [
        "koekkenet-gryden/blik-for-borgeren",
        "sundhed-og-omsorg/blik-for-borgeren",
        "aakaer-hjemmepleje/blik-for-borgeren",
        "aakaer-hjemmepleje/blik-for-borgeren/fejlbogen",
        "sundhed-og-omsorg/digitale-muligheder",
    ]


def test_stories_stand_with_the_newest_first(catalogue: Catalogue) -> None:
    assert keys(catalogue.stories) == ["da-ruten-blev-kendt", "morgen-i-koekkenet"]


def test_the_last_updated_interpretations_come_first_among_the_newest(catalogue: Catalogue) -> None:
    assert keys(catalogue.newest)[:2] == [
        "aakaer-hjemmepleje/blik-for-borgeren/fejlbogen",
        "koekkenet-gryden/blik-for-borgeren",
    ]


def test_the_order_does_not_depend_on_the_order_of_reading(good: Path) -> None:
    pages = read(good).pages
    assert link(pages) == link(reversed(pages))


def test_a_theme_knows_its_interpretations_and_each_knows_its_theme(catalogue: Catalogue) -> None:
    for theme in catalogue.themes:
        for page in catalogue.interpretations_by_theme(theme.slug):
            assert catalogue.theme_of(page) is theme
    assert sum(len(catalogue.interpretations_by_theme(theme.slug)) for theme in catalogue.themes) == 5


def test_a_unit_knows_its_interpretations_in_the_order_of_the_themes(catalogue: Catalogue) -> None:
    pages = catalogue.interpretations_by_unit("sundhed-og-omsorg")
    assert keys(pages) == ["sundhed-og-omsorg/blik-for-borgeren", "sundhed-og-omsorg/digitale-muligheder"]
    assert all(catalogue.unit_of(page).slug == "sundhed-og-omsorg" for page in some(pages))
    assert catalogue.interpretations_by_unit("zebraens-boernehave") == ()


def test_an_area_knows_its_units_and_each_knows_its_area(catalogue: Catalogue) -> None:
    assert keys(catalogue.units_in("sundhed-og-omsorg")) == ["koekkenet-gryden", "aakaer-hjemmepleje"]
    assert keys(catalogue.units_in("boern-og-kultur")) == ["zebraens-boernehave"]
    for area in catalogue.areas:
        assert catalogue.area_of(area) is area
        assert all(catalogue.area_of(unit) is area for unit in catalogue.units_in(area.slug))


def test_what_is_borrowed_is_known_at_both_ends(catalogue: Catalogue) -> None:
    for page in catalogue.interpretations:
        assert all(page in catalogue.lent_to(lender.key) for lender in catalogue.borrowed_from(page))
        assert all(page in catalogue.borrowed_from(borrower) for borrower in catalogue.lent_to(page.key))
    assert keys(catalogue.lent_to("aakaer-hjemmepleje/blik-for-borgeren")) == ["koekkenet-gryden/blik-for-borgeren"]


def test_a_story_is_known_by_its_themes_units_and_interpretations(catalogue: Catalogue) -> None:
    newest, oldest = catalogue.stories
    assert catalogue.stories_by_theme("blik-for-borgeren") == (newest, oldest)
    assert catalogue.stories_by_theme("digitale-muligheder") == (oldest,)
    assert catalogue.stories_by_unit("aakaer-hjemmepleje") == (newest,)
    assert catalogue.stories_by_unit("sundhed-og-omsorg") == (oldest,)
    assert catalogue.stories_by_interpretation("aakaer-hjemmepleje/blik-for-borgeren") == (newest,)
    assert catalogue.stories_by_unit("ingen") == ()


def test_a_story_about_an_interpretation_is_known_by_its_unit_too(draw: Draw) -> None:
    story = trees.story(more="interpretations: [gryden/borgeren]")
    found = link(read(draw({**trees.small(), "stories/morgen.md": story})).pages)
    assert keys(found.stories_by_unit("gryden")) == ["morgen"]


def test_a_name_that_is_given_twice_links_once(draw: Draw) -> None:
    story = trees.story(themes="borgeren, borgeren", more="units: [gryden, gryden]\ninterpretations: [gryden/borgeren]")
    found = link(read(draw({**trees.small(), "stories/morgen.md": story})).pages)
    assert keys(found.stories_by_unit("gryden")) == keys(found.stories_by_theme("borgeren")) == ["morgen"]


def test_a_catalogue_cannot_be_changed(catalogue: Catalogue) -> None:
    with pytest.raises(FrozenInstanceError):
        catalogue.themes = ()  # type: ignore[misc]
    with pytest.raises(ValueError, match="frozen"):
        catalogue.themes[0].fields.title = "Andet"


def test_every_address_is_one_pages(catalogue: Catalogue) -> None:
    addresses = [page.address for page in catalogue.pages]
    assert len(addresses) == len(set(addresses))
    assert catalogue.interpretation["koekkenet-gryden/blik-for-borgeren"].address == (
        "units/koekkenet-gryden/blik-for-borgeren/"
    )


# Broken pages and what depends on them


BROKEN = "---\ntitle: [\n---\n"


@pytest.mark.parametrize(
    ("broken", "left_out"),
    [
        ("themes/borgeren.md", {"gryden/borgeren", "borgeren"}),
        ("units/gryden/index.md", {"gryden", "gryden/borgeren"}),
        ("units/gryden/borgeren.md", {"gryden/borgeren"}),
        ("units/omraadet/index.md", {"omraadet"}),
        ("stories/morgen.md", {"morgen"}),
    ],
)
def test_a_reference_to_a_broken_page_is_no_second_error(
    draw: Draw, judge: Judge, broken: str, left_out: set[str]
) -> None:
    more = "units: [gryden]\ninterpretations: [gryden/borgeren]"
    body = "[g](../units/gryden/index.md) [b](../units/gryden/borgeren.md) [t](../themes/borgeren.md)"
    tree = {
        **trees.small(),
        "stories/morgen.md": trees.story(more=more, body=body),
        "themes/andet.md": trees.theme(2, "Andet"),
    }
    found = judge(draw({**tree, broken: BROKEN}))
    assert codes_by_path(found) == {(broken, "L06")}
    whole = {"borgeren", "andet", "omraadet", "gryden", "gryden/borgeren", "morgen"}
    assert set(keys(found.sound_catalogue().pages)) == whole - left_out


def test_a_unit_stays_when_its_area_is_left_out(draw: Draw, judge: Judge) -> None:
    sound = judge(draw({**trees.small(), "units/omraadet/index.md": BROKEN})).sound_catalogue()
    assert sound.area_of(sound.unit["gryden"]) is None
    assert sound.units_in("omraadet") == sound.units


def test_a_story_stays_and_leads_only_to_what_is_there(draw: Draw, judge: Judge) -> None:
    story = trees.story(themes="borgeren, andet", more="units: [gryden]")
    tree = {**trees.small(), "stories/morgen.md": story, "themes/andet.md": BROKEN, "units/gryden/index.md": BROKEN}
    sound = judge(draw(tree)).sound_catalogue()
    assert keys(sound.stories) == ["morgen"]
    assert keys(sound.units) == ["omraadet"]
    assert keys(sound.stories_by_theme("borgeren")) == ["morgen"]


def test_a_page_with_advice_is_not_left_out(draw: Draw, judge: Judge) -> None:
    found = judge(draw({**trees.small(), "stories/morgen.md": trees.story(body="Vi bruger VAR og FMK.")}))
    assert codes_by_path(found) == {("stories/morgen.md", "T11")}
    assert found.errors == ()
    assert "morgen" in keys(found.sound_catalogue().pages)


# A title that is used twice


@pytest.mark.parametrize(
    ("first", "second", "told_of"),
    [
        ("2026-02-01", "2026-03-01", "units/omraadet/borgeren.md"),
        ("2026-03-01", "2026-02-01", "units/gryden/borgeren.md"),
        ("2026-03-01", "2026-03-01", "units/omraadet/borgeren.md"),
    ],
)
def test_a_title_used_twice_is_the_newer_pages_fault(
    draw: Draw, judge: Judge, first: str, second: str, told_of: str
) -> None:
    found = judge(
        draw(
            {
                **trees.small(),
                "units/gryden/borgeren.md": trees.interpretation("Morgenmøde", updated=first),
                "units/omraadet/borgeren.md": trees.interpretation("MORGENMØDE", updated=second),
            }
        )
    )
    assert codes_by_path(found) == {(told_of, "T01")}


def test_the_oldest_page_keeps_its_title_among_three(draw: Draw, judge: Judge) -> None:
    days = {"gryden": "2026-03-01", "omraadet": "2026-01-01", "kilden": "2026-02-01"}
    pages = {f"units/{unit}/borgeren.md": trees.interpretation("Ens", updated=day) for unit, day in days.items()}
    found = judge(draw({**trees.small(), "units/kilden/index.md": trees.unit("Kilden"), **pages}))
    assert codes_by_path(found) == {("units/gryden/borgeren.md", "T01"), ("units/kilden/borgeren.md", "T01")}


def test_pages_of_different_kinds_may_share_a_title(draw: Draw, judge: Judge) -> None:
    tree = {
        **trees.small(),
        "stories/morgen.md": trees.story("Køkkenet"),
        "units/gryden/index.md": trees.unit("Køkkenet"),
        "units/gryden/borgeren.md": trees.interpretation("Køkkenet"),
    }
    assert judge(draw(tree)).problems == ()


def catalogue_with(story: str) -> Catalogue:
    """Return the smallest catalogue, with a story of its own."""
    tree = {**trees.small(), "stories/morgen.md": story}
    read_pages = (trees.read(path, str(text))[0] for path, text in tree.items())
    return link(page for page in read_pages if page)


def test_a_story_has_the_units_that_it_names_and_those_of_the_pages_that_it_names() -> None:
    story = trees.story(more="units: [omraadet]\ninterpretations: [gryden/borgeren, omraadet/borgeren]")
    read_pages = (
        trees.read(path, str(text))[0] for path, text in {**trees.small(), "stories/morgen.md": story}.items()
    )
    catalogue = link(page for page in read_pages if page)
    [told] = catalogue.stories
    assert keys(catalogue.units_of(told)) == ["omraadet", "gryden"]
    assert all(told in catalogue.stories_by_unit(unit.slug) for unit in some(catalogue.units_of(told)))


def test_a_story_that_names_only_a_page_has_its_unit_everywhere() -> None:
    """On the story's page, in the search with its area, in the feeds, and in what the editors look after."""
    story = trees.story(more="interpretations: [gryden/borgeren]")
    read_pages = (
        trees.read(path, str(text))[0] for path, text in {**trees.small(), "stories/morgen.md": story}.items()
    )
    catalogue = link(page for page in read_pages if page)
    rendered = {page.path: Rendered("") for page in catalogue.pages}
    edition = Edition(catalogue, rendered, trees.TODAY)
    [document] = [one for one in make_documents(edition) if one.card.address == "stories/morgen/"]
    assert document.facets["area"] == ("omraadet",)
    assert newest(catalogue, 1).notices[0].units == ("Køkkenet Gryden",)
    [page] = [page for page in site_pages(edition) if page.address == "stories/morgen/"]
    assert "Køkkenet Gryden</a>" in page.body()
    assert list_upkeep(edition)[0].amount == 0
