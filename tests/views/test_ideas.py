"""Everything that knows interpretations knows ideas: views, search, feeds, exports, form, review, owners, fixes."""

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

import making
import trees
from catalogue.checks.check import Check
from catalogue.commands.codeowners import make_codeowners
from catalogue.fixes.knowledge import gather
from catalogue.fixes.pages import fix_text
from catalogue.model.catalogue import link
from catalogue.model.news import newest
from catalogue.model.places import place_of
from catalogue.rendering.edition import Edition
from catalogue.rendering.store import Store
from catalogue.review.contribution import praise
from catalogue.search.documents import make_documents
from catalogue.search.facets import make_facets
from catalogue.site.calendars import make_calendars
from catalogue.site.exports import make_export
from catalogue.site.feeds import make_feeds
from catalogue.site.redirects import make_redirects
from catalogue.site.tables import make_tables
from catalogue.views.contents import FRAGMENTS, site_pages
from catalogue.views.parts.editing import page_data
from catalogue.views.parts.neighbours import find_neighbours

LENDER, BORROWER = "nord-a/blik/fejlbogen", "syd-a/fortaelling/vi-laante-bogen"


def pages() -> list[making.AnyPage]:
    """Return the small edition's pages, an idea beside an interpretation, and one whose theme has none."""
    return [
        *making.small(),
        making.page(
            f"units/{LENDER}.md", title="Fejlbogen", status="i brug", topics=["et"], redirect_from=["units/fejl"]
        ),
        making.page(f"units/{BORROWER}.md", title="Vi lånte bogen", borrowed_from=[LENDER]),
        making.page("stories/bogen.md", themes=["blik"], interpretations=[LENDER]),
    ]


@pytest.fixture(scope="module")
def made() -> Edition:
    return making.edition(pages())


@pytest.fixture(scope="module")
def views(made: Edition) -> Mapping[str, str]:
    """Every page by its address, and every fragment by its name."""
    shown = {page.address: page.body() for page in site_pages(made)}
    return shown | {name: make(made, "overview/") for name, make in FRAGMENTS.items()}


def test_an_idea_has_the_address_and_the_key_of_its_path(made: Edition) -> None:
    page = made.catalogue.interpretation[LENDER]
    assert (page.kind, page.unit, page.theme, page.slug) == ("idea", "nord-a", "blik", "fejlbogen")
    assert page.address == f"units/{LENDER}/"


@pytest.mark.parametrize(
    "where",
    [
        "themes/blik/", "units/nord-a/", "units/nord-a/blik/", "catalogue/theme/blik/", "catalogue/area/nord/",
        "catalogue_listing", "stories/bogen/", f"units/{BORROWER}/", "embed/theme/blik/",
    ],
)  # fmt: skip
def test_whatever_lists_or_names_interpretations_names_ideas(where: str, views: Mapping[str, str]) -> None:
    assert re.search(r'href="[./]*(units/nord-a/)?(blik/)?fejlbogen/"', views[where]), where


def test_the_page_of_an_idea_leads_to_all_that_belongs_to_it(views: Mapping[str, str]) -> None:
    html = views[f"units/{LENDER}/"]
    for address in (BORROWER.removeprefix("syd-a/"), "stories/bogen/", "themes/blik/", "units/nord/"):
        assert address.rstrip("/") in html, address
    assert "Flere idéer fra" in html
    assert "contribute/form/?borrow=nord-a/blik/fejlbogen" in html


def test_where_there_are_ideas_alone_a_page_is_made_that_lists_them_and_invites(views: Mapping[str, str]) -> None:
    html = views["units/syd-a/fortaelling/"]
    assert "Vi lånte bogen" in html
    assert "contribute/form/?unit=syd-a&amp;theme=fortaelling" in html
    assert "units/syd-b/fortaelling/" not in views


def test_a_cell_of_the_overview_shows_the_furthest_status_and_how_many(views: Mapping[str, str]) -> None:
    row = next(row for row in views["overview_matrix"].split("<tr") if ">Om nord-a<" in row)
    cell = row.split("<td")[1]
    assert re.search(r"i brug<.*· 2<", cell, re.DOTALL), cell
    assert "c-state__amount" not in row.split("<td")[2]  # One page is no number.


def test_ideas_are_neighbours_and_words_that_agree_reach_across_themes() -> None:
    words = {"aliases": ["nattevagt", "overlevering"]}
    near = [
        making.page("units/nord-a/blik/natten.md", **words),
        making.page("units/syd-b/arbejdsplads/natten.md", **words),
    ]
    found = find_neighbours(link([*pages(), *near]))
    assert near[1] in found[near[0].key]
    assert near[0] in found[near[1].key]
    assert all(other.theme == "blik" for other in found["nord-a/blik"])


def test_feeds_exports_and_old_addresses_know_ideas(made: Edition) -> None:
    assert f"units/{LENDER}/" in {notice.page.address for notice in newest(made.catalogue, 50).notices}
    export = json.loads(make_export(made))
    lender = next(entry for entry in export["ideas"] if entry["id"] == LENDER)
    assert (lender["theme"], lender["unit"], lender["lent_to"], lender["stories"]) == (
        "blik",
        "nord-a",
        [BORROWER],
        ["bogen"],
    )
    assert LENDER not in {entry["id"] for entry in export["interpretations"]}
    for kind, key in (("themes", "blik"), ("units", "nord-a")):
        assert LENDER in next(entry for entry in export[kind] if entry["id"] == key)["ideas"]
    assert f"../../units/{LENDER}/" in dict(make_redirects(made.catalogue))["units/fejl/"]


def test_a_unit_that_moves_takes_its_ideas_along() -> None:
    moved = making.page("units/nord-a/index.md", area="nord", redirect_from=["units/gamle-nord"])
    made = making.edition([*(one for one in pages() if one.path != moved.path), moved])
    assert f"units/{LENDER}/" in dict(make_redirects(made.catalogue))["units/gamle-nord/blik/fejlbogen/"]


def test_the_search_finds_ideas_by_kind_and_by_all_that_interpretations_are_found_by(made: Edition) -> None:
    idea = next(one for one in make_documents(made) if one.card.address == f"units/{LENDER}/")
    assert idea.facets | {"area": ()} == {
        "kind": ("idea",), "theme": ("blik",), "topic": ("et",), "status": ("i-brug",), "hard": (), "area": (),
        "type": ("skole",), "profession": ("laerer",),
    }  # fmt: skip
    kinds = next(facet for facet in make_facets(made, make_documents(made)) if facet.name == "kind")
    labels = dict(kinds.values)
    assert labels["idea"] == labels["interpretation"] == "Idé"  # To a reader one box.


def test_the_form_knows_which_ideas_there_are_and_puts_one_right(made: Edition, views: Mapping[str, str]) -> None:
    assert "&#34;blik/fejlbogen&#34;" in views["contribute/form/"]
    assert json.loads(page_data(made.catalogue.interpretation[LENDER])) == {
        "kind": "idea",
        "key": LENDER,
        "fields": json.loads(page_data(made.catalogue.interpretation[LENDER]))["fields"],
        "body": "",
    }
    assert "data-page" in views[f"units/{LENDER}/"]


def test_the_review_praises_an_idea_as_an_interpretation(made: Edition) -> None:
    idea, other = made.catalogue.interpretation[BORROWER], made.catalogue.interpretation["nord-a/blik"]
    borrowed = "I fortæller, hvem I har lånt idéen fra."
    assert borrowed in praise(idea, made.rendered[idea.path])
    assert borrowed in praise(other, made.rendered[other.path])


def test_the_owners_of_an_area_own_its_ideas(made: Edition) -> None:
    lines = make_codeowners(made.catalogue, {"nord": "@hold/nord"}).split("\n")
    owned = [line.split()[0] for line in lines if line.endswith("@hold/nord")]
    assert any(f"/docs/units/{LENDER}.md".startswith(path) for path in owned)


def test_a_reference_to_an_idea_is_fixed_by_its_title() -> None:
    files = {
        **{path: str(text).encode() for path, text in trees.small().items()},
        "units/gryden/borgeren/fejlbogen.md": trees.interpretation("Fejlbogen").encode(),
    }
    text = trees.interpretation("Vi låner", more="borrowed_from: [Køkkenet Gryden/borgeren/fejlbogn]\n")
    fixed, fixes = fix_text("units/omraadet/borgeren.md", text, gather(files, ()))
    assert "[gryden/borgeren/fejlbogen]" in fixed, fixes


FEJL, BOG = "units/gryden/borgeren/fejl.md", "units/gryden/borgeren/bog.md"
WRONG: Mapping[str, tuple[dict[str, str], list[tuple[str, str]]]] = {
    "a folder that is no theme": ({"units/gryden/borgere/fejl.md": trees.interpretation("Fejl")},
        [("H01", "»borgere/«")]),
    "an index in a theme's folder": (
        {"units/gryden/borgeren/index.md": trees.interpretation("Fejl")},
        [("S01", "units/gryden/borgeren.md")],
    ),
    "a folder without a unit": ({"units/gryd/borgeren/fejl.md": trees.interpretation("Fejl")}, [("H02", "»gryden«")]),
    "an idea that is not there": (
        {FEJL: trees.interpretation("Fejl", more="borrowed_from: [gryden/borgeren/x]\n")},
        [("H07", "»gryden/borgeren/x«")],
    ),
    "a loan from itself": (
        {FEJL: trees.interpretation("Fejl", more="borrowed_from: [gryden/borgeren/fejl]\n")},
        [("H08", "selv")],
    ),
    "the address of a page that is made": (
        {
            "units/omraadet/borgeren/fejl.md": trees.interpretation("Fejl"),
            BOG: trees.interpretation("Bog", more="redirect_from: [units/omraadet/borgeren]\n"),
        },
        [("H09", "egne sider")],
    ),
    "the address of meetings": (
        {FEJL: trees.interpretation("Fejl", more="redirect_from: [units/gryden/meetings]\n")},
        [("H09", "egne sider")],
    ),
    "a title that stands on an interpretation": (
        {FEJL: trees.interpretation("Køkkenet ringer", updated="2026-03-01")},
        [("T01", "units/gryden/borgeren.md")],
    ),
    "a picture that is not beside the idea": (
        {FEJL: trees.interpretation("Fejl", more="images: [{file: a.png, alt: Et a, consent: {people: ingen}}]\n")},
        [("B01", "»a.png«")],
    ),
    "a link to a made page": (
        {
            "units/omraadet/borgeren/fejl.md": trees.interpretation("Fejl"),
            BOG: trees.interpretation("Bog", body="Se [dem](/units/omraadet/borgeren/)."),
        },
        [],
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_with_an_idea_is_told_as_of_an_interpretation(
    case: str, tmp_path: Path, judge: Callable[[Path], Check]
) -> None:
    files, expected = WRONG[case]
    problems = [
        one for one in judge(trees.draw(tmp_path / "docs", {**trees.small(), **files})).problems if one.is_error
    ]
    assert [problem.code for problem in problems] == [code for code, _ in expected]
    for problem, (_, words) in zip(problems, expected, strict=True):
        assert words in problem.message


def test_one_page_judged_anew_is_as_the_whole_tree_judged(tmp_path: Path, judge: Callable[[Path], Check]) -> None:
    path, text = "units/omraadet/borgeren/fejl.md", trees.interpretation("Fejl")
    other = {"units/gryden/borgeren.md": trees.interpretation(more="borrowed_from: [omraadet/borgeren/fejl]\n")}
    without = judge(trees.draw(tmp_path / "docs", {**trees.small(), **other}))
    place = place_of(path)
    assert place is not None
    assert [one.code for one in without.errors] == ["H07"]
    within = without.with_page(place, text)
    assert within.problems == judge(trees.draw(tmp_path / "docs", {path: text})).problems
    assert not within.errors


PLACES = {"interpretation": "units/nord-b/arbejdsplads.md", "idea": "units/nord-b/arbejdsplads/bogen.md"}


def whole_site(kind: str) -> dict[str, str]:
    """Return all that is made of an edition in which one page, with all that a page can have, is of a kind."""
    path = PLACES[kind]
    key = path.removeprefix("units/").removesuffix(".md")
    steps = [
        {"action": "Bogen ligger fremme", "deadline": "2026-05-01", "status": "i gang", "goal": "Den bliver brugt"}
    ]
    tried = [{"idea": key, "how": "det virkede", "date": "2026-05-20"}]
    looked_at = making.page(
        path, title="Bogen", status="i brug", topics=["et"], plan=steps, borrowed_from=["nord/blik"], where="Hus B",
        updated="2026-05-30", redirect_from=["units/gammel"], aliases=["notesbog"],
    )  # fmt: skip
    others = [
        making.page("units/syd-b/index.md", area="syd", tried=tried),
        making.page("units/syd-b/blik.md", borrowed_from=[key], title="Vi lånte"),
        making.page("stories/bogen.md", themes=["arbejdsplads"], interpretations=[key], title="Om den"),
    ]
    replaced = {one.path for one in others}
    made = making.edition([*(one for one in making.small() if one.path not in replaced), looked_at, *others])
    pages = {one.address: one.body() for one in site_pages(made)}
    pieces = {name: make(made, "overview/") for name, make in FRAGMENTS.items()}
    files = {
        **{path: str(tables) for path, tables in make_tables(made)},
        **{path: content.decode() for path, content in make_calendars(made, Store())},
        **dict(make_feeds(made)),
        "catalogue.json": make_export(made),
        "search": "\n".join(one.card.address + one.card.title for one in make_documents(made)),
        "redirects": str(dict(make_redirects(made.catalogue))),
    }
    return {
        name.replace(key, "{page}"): text.replace(key, "{page}") for name, text in {**pages, **pieces, **files}.items()
    }


def test_everything_that_knows_an_interpretation_knows_an_idea() -> None:
    """Pages and pieces of them, tables, calendars, feeds, the export, the search, old addresses: all that is made."""
    words = ("Bogen", "Bogen ligger fremme", "units/{page}", "notesbog")
    interpretation, idea = whole_site("interpretation"), whole_site("idea")
    told = {(name, word) for name, text in interpretation.items() for word in words if word in text}
    assert len({name for name, _ in told}) >= 30, "it is known in many places"
    unknown = {(name, word) for name, word in told if word not in idea.get(name, "")}
    # A cell of the overview leads to all that a unit tells about a theme, which for ideas alone is a page of its own.
    assert unknown == {("overview_matrix", "units/{page}")}
