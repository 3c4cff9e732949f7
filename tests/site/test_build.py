"""Builds: all of a site or nothing, the same bytes each time, and nothing of a page that is left out.

(engine.plugin, reading.editorial, rendering.decoding, rendering.pictures, site.build, site.engine, site.extras,
site.manuscript, site.redirects, site.replacing, site.writing, views.pages.editorials)
"""

import json
import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import making
import trees
from catalogue import checkout
from catalogue.engine.plugin import make_site
from catalogue.refilling import Refilled
from catalogue.rendering.cache import RenderingCache
from catalogue.rendering.markdown import render
from catalogue.settings import Settings
from catalogue.site import build as builds
from catalogue.site import replacing
from catalogue.site.build import Outcome, Request
from catalogue.site.manuscript import Manuscript
from catalogue.site.redirects import make_redirects
from catalogue.views.parts import addresses
from processes import Finished
from seed import seed_docs
from sites import Site
from some import some

Draw = Callable[..., Path]
Build = Callable[..., Site]
BROKEN = "---\ntitle: [\n---\n"


def build_with(engine: builds.Engine, docs: Path, site: Path, skip_broken: bool = False) -> Outcome:
    return builds.build(Request(docs, site, trees.TODAY, Settings(), skip_broken), engine)


def write_a_page(manuscript: Manuscript, site: Refilled) -> None:
    """Stand in for the engine where only the exchange of folders matters."""
    site.put("index.html", b"Det nye")


def fail_half_way(manuscript: Manuscript, site: Refilled) -> None:
    site.put("index.html", b"Det nye")
    raise OSError(28, "No space left on device")


def snapshot(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        file.relative_to(folder).as_posix(): (file.read_bytes(), file.stat().st_ino)
        for file in folder.rglob("*")
        if file.is_file()
    }


# All or nothing


def test_a_tree_with_errors_leaves_the_old_site_byte_for_byte(good_site: Site, draw: Draw) -> None:
    docs = draw({"stories/broken.md": BROKEN}, onto=trees.GOOD)
    site = trees.draw(docs.parent / "site", {}, onto=good_site.root)
    before = snapshot(site)
    assert not build_with(make_site, docs, site).is_published
    assert snapshot(site) == before
    assert sorted(path.name for path in docs.parent.iterdir()) == ["docs", "site"]


def test_an_engine_that_fails_half_way_leaves_the_old_site_byte_for_byte(draw: Draw) -> None:
    docs = draw(trees.small())
    site = trees.draw(docs.parent / "site", {"index.html": "Det gamle", "units/gammel/index.html": "Gammel"})
    before = snapshot(site)
    with pytest.raises(OSError, match="No space left"):
        build_with(fail_half_way, docs, site)
    assert snapshot(site) == before
    assert sorted(path.name for path in docs.parent.iterdir()) == ["docs", "site"]


def test_a_good_build_replaces_the_old_site_whole(draw: Draw) -> None:
    docs = draw(trees.small())
    site = trees.draw(docs.parent / "site", {"index.html": "Det gamle", "units/gammel/index.html": "Gammel"})
    assert build_with(write_a_page, docs, site).is_published
    assert (site / "index.html").read_text("utf-8") == "Det nye"
    assert not (site / "units/gammel").exists()
    assert sorted(path.name for path in docs.parent.iterdir()) == ["docs", "site"]


@pytest.mark.parametrize("can_exchange", [True, False])
def test_the_site_is_replaced_also_where_folders_cannot_change_places(
    can_exchange: bool, draw: Draw, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not can_exchange:
        monkeypatch.setattr(replacing, "_exchange_in_one_step", lambda first, second: False)
    docs = draw(trees.small())
    site = trees.draw(docs.parent / "site", {"index.html": "Det gamle", "gammel.html": "Gammel"})
    assert build_with(write_a_page, docs, site).is_published
    assert not (site / "gammel.html").exists()
    assert sorted(path.name for path in docs.parent.iterdir()) == ["docs", "site"]


def test_a_site_that_is_a_link_is_replaced_where_it_leads(draw: Draw) -> None:
    docs = draw(trees.small())
    real = trees.draw(docs.parent / "rigtig", {"index.html": "Det gamle"})
    (docs.parent / "site").symlink_to(real)
    assert build_with(write_a_page, docs, docs.parent / "site").is_published
    assert (docs.parent / "site").is_symlink()
    assert (real / "index.html").read_text("utf-8") == "Det nye"


def test_a_site_may_be_read_by_a_web_server(good_site: Site) -> None:
    for path in (good_site.root, *good_site.root.rglob("*")):
        assert path.stat().st_mode & 0o444 == 0o444, path
        assert not path.is_symlink()


# Broken pages left out


def test_skipping_leaves_out_broken_pages_and_what_depends_on_them_and_publishes_the_rest(
    draw: Draw, renderings: RenderingCache
) -> None:
    docs = draw({"units/aakaer-hjemmepleje/index.md": BROKEN, "stories/morgen-i-koekkenet.md": BROKEN}, onto=trees.GOOD)
    site = docs.parent / "site"
    outcome = builds.build(Request(docs, site, trees.TODAY, Settings(), True, renderings), make_site)
    assert outcome.is_published
    assert outcome.left_out == (
        "stories/morgen-i-koekkenet.md",
        "units/aakaer-hjemmepleje/blik-for-borgeren.md",
        "units/aakaer-hjemmepleje/blik-for-borgeren/fejlbogen.md",
        "units/aakaer-hjemmepleje/index.md",
        "units/aakaer-hjemmepleje/meetings/2026-05-04.md",
    )
    built = Site(site)
    assert "units/koekkenet-gryden/blik-for-borgeren/" in built.pages
    assert not any("aakaer-hjemmepleje" in path or "morgen-i-koekkenet" in path for path in built.files)
    # A link in a text to a page that is left out keeps its words and loses its way.
    assert list(built.broken_links()) == []
    assert "En tavle ved døren" not in b"".join(built.files.values()).decode("utf-8", "replace")


def test_skipping_a_broken_theme_leaves_out_its_interpretations(draw: Draw, build: Build) -> None:
    site = build(draw({"themes/blik-for-borgeren.md": BROKEN}, onto=trees.GOOD), skip_broken=True)
    assert [address for address in site.pages if "blik-for-borgeren" in address] == []
    assert "units/sundhed-og-omsorg/digitale-muligheder/" in site.pages
    assert list(site.broken_links()) == []


def test_skipping_a_broken_area_keeps_its_units(draw: Draw, build: Build) -> None:
    site = build(draw({"units/sundhed-og-omsorg/index.md": BROKEN}, onto=trees.GOOD), skip_broken=True)
    assert "units/koekkenet-gryden/blik-for-borgeren/" in site.pages
    assert "units/koekkenet-gryden/" in site.links("units/")
    assert "units/sundhed-og-omsorg/" not in site.pages
    assert list(site.broken_links()) == []


def test_nothing_is_published_when_no_theme_is_sound(draw: Draw) -> None:
    docs = draw({**trees.small(), "themes/borgeren.md": BROKEN})
    outcome = build_with(write_a_page, docs, docs.parent / "site", skip_broken=True)
    assert not outcome.is_published
    assert not (docs.parent / "site").exists()


# The same bytes


def test_two_builds_of_one_tree_give_the_same_bytes(
    run: Callable[..., Finished], good_site: Site, tmp_path: Path
) -> None:
    # In another process, from another folder, with files of another age and another order of hashing.
    docs = Path(shutil.copytree(trees.GOOD, tmp_path / "et-andet-sted"))
    for number, file in enumerate(docs.rglob("*")):
        os.utime(file, (number, number))
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Pacific/Kiritimati", "SOURCE_DATE_EPOCH": "1"}
    done = run("build", "--docs", docs, "--site", tmp_path / "site", "--today", trees.TODAY, env=environment)
    assert done.status == 0, done.err
    other = Site(tmp_path / "site")
    assert set(other.files) == set(good_site.files)
    assert [path for path in other.files if other.files[path] != good_site.files[path]] == []


def test_another_day_is_another_site(good: Path, good_site: Site, build: Build) -> None:
    later = build(good, today=trees.TODAY.replace(year=2027))
    assert json.loads(later.files["catalogue.json"])["date"] == "2027-06-01"
    assert "Fristen var 1. august 2026 – hvad blev det til?" in later.pages["overview/"].text
    assert "Fristen var" not in good_site.pages["overview/"].text


def test_lines_end_as_on_unix_and_nothing_tells_the_time(good_site: Site) -> None:
    for ending in (".html", ".json", ".xml", ".txt", ".css", ".js"):
        for path in some(path for path in good_site.files if path.endswith(ending)):
            assert b"\r" not in good_site.files[path], path
    for path in some(path for path in good_site.files if path.endswith(".html")):
        assert b"Build Date" not in good_site.files[path], path
        assert b"generator" not in good_site.files[path], path


def test_the_order_of_the_folders_does_not_matter(draw: Draw, build: Build, good_site: Site) -> None:
    docs = draw({})
    for file in sorted(trees.GOOD.rglob("*"), reverse=True):
        if file.is_file():
            trees.draw(docs, {file.relative_to(trees.GOOD).as_posix(): file.read_bytes()})
    assert build(docs).files == good_site.files


# What goes with the pages


def test_attachments_go_with_their_pages(good_site: Site) -> None:
    plan = "units/aakaer-hjemmepleje/plan.pdf"
    assert good_site.files[plan] == (trees.GOOD / plan).read_bytes()
    assert plan in good_site.links("units/aakaer-hjemmepleje/blik-for-borgeren/")


def test_pictures_are_made_anew_and_shown(good_site: Site) -> None:
    assert good_site.files["units/aakaer-hjemmepleje/morgenmoede.webp"].startswith(b"RIFF")
    assert good_site.files["stories/doeren.webp"].startswith(b"RIFF")
    assert not any(
        path.endswith(".png")
        for path in some(path for path in good_site.files if path.startswith(("units/", "stories/")))
    )
    shown = {
        target.written for target in good_site.pages["stories/da-ruten-blev-kendt/"].targets if target.tag == "img"
    }
    assert "../../stories/doeren.webp" in shown


def test_old_addresses_lead_on(good_site: Site) -> None:
    for old, new in [
        ("units/aakaer/blik-for-borgeren/", "units/aakaer-hjemmepleje/blik-for-borgeren/"),
        ("units/zebraen/", "units/zebraens-boernehave/"),
    ]:
        page = good_site.pages[old]
        written = "../" * old.count("/") + new
        assert f'<meta http-equiv="refresh" content="0; url={written}">' in page.html
        assert good_site.links(old) == {new}
        assert [level for level, _ in page.headings] == [1]
        assert page.title.endswith(" er flyttet")
        assert "noindex" in page.html


def test_a_unit_that_has_moved_takes_its_pages_along() -> None:
    moved = [
        making.page("units/nyt/index.md", title="Nyt", redirect_from=["units/foer", "units/foerst/"]),
        making.page("units/nyt/blik.md", title="Nyt om blik"),
        making.page("units/nyt/digitalt.md", title="Nyt om digitalt", redirect_from=["units/andre/digitalt"]),
        making.page("units/anden/index.md", title="Anden"),
        making.page("units/anden/blik.md", title="Anden om blik", redirect_from=["units/foer/blik"]),
        making.page("stories/s.md", title="S", themes=["blik"], redirect_from=["stories/foer"]),
    ]
    found = {
        address: re.search(r'url=(?:\.\./)*([^"]*)"', page)[1]
        for address, page in make_redirects(making.edition([*making.themes(), *moved]).catalogue)
    }
    assert found == {
        "was/": "accessibility/",
        "units/foer/": "units/nyt/",
        "units/foerst/": "units/nyt/",
        "units/foer/blik/": "units/anden/blik/",  # It asked for the address itself.
        "units/foerst/blik/": "units/nyt/blik/",
        "units/foer/digitalt/": "units/nyt/digitalt/",
        "units/foerst/digitalt/": "units/nyt/digitalt/",
        "units/andre/digitalt/": "units/nyt/digitalt/",
        "stories/foer/": "stories/s/",
    }


def test_an_old_address_never_takes_the_place_of_a_page(draw: Draw, build: Build) -> None:
    taken = ["dialogue/borgeren", "catalogue/theme/borgeren", "catalogue/area/omraadet", "assets", "search"]
    docs = draw(
        {**trees.small(), "stories/aften.md": trees.story("Aften", more=f"redirect_from: [{', '.join(taken)}]")}
    )
    site = build(docs, skip_broken=True)
    assert site.pages["dialogue/borgeren/"].title.startswith("Tal om Blik for borgeren")
    assert site.pages["catalogue/theme/borgeren/"].title.startswith("Katalog: Blik for borgeren")
    assert site.pages["catalogue/area/omraadet/"].title.startswith("Katalog: Sundhed og Omsorg")
    assert list(site.broken_links()) == []


# Editorial pages

MACROS = "{{ theme_tiles() }} {{ 7 * 7 }} {% include 'main.html' %} <b>fed</b>"
LINKS_IN_DISGUISE = (
    "[a](catalogue:javascript:alert%281%29//a.x)",
    "[b](./javascript:alert%281%29//a.x)",
    "[c](catalogue://eksempel.invalid/x.png)",
    "![d](catalogue://eksempel.invalid/y.png)",
    "[e](.//eksempel.invalid/x.png)",
    "[f](about/wordz.md)",
)
BROUGHT = {
    "index.md": trees.page(
        "title: Forside",
        f"# Forside\n\n{MACROS}\n\n[historien](/stories/morgen.md) og [arket](/dialogue/borgeren/)\n",
    ),
    "about/index.md": trees.page("title: Om os", f"# Om os\n\n{MACROS}\n"),
    "contribute/rules.md": trees.page("title: Vores regler", f"{MACROS}\n"),
    "accessibility/index.md": trees.page("title: Adgang for alle", "Ring til os."),
    "overview.md": trees.page("title: Vores overblik", MACROS),
    "ny.md": trees.page("title: En ny side", MACROS),
    "assets/javascripts/bundle.js": "alert(1)",
    "CNAME": "eksempel.invalid",
    "x.html": "<script>alert(1)</script>",
}


@pytest.fixture(scope="module")
def brought(tmp_path_factory: pytest.TempPathFactory, build: Build) -> Site:
    """The site of a tree that brings editorial pages, one of them a copy of the checkout's own."""
    folder = tmp_path_factory.mktemp("brought") / "docs"
    return build(
        trees.draw(folder, {**trees.small(), **BROUGHT, "themes.md": (checkout.DOCS / "themes.md").read_bytes()})
    )


def test_editorial_pages_that_are_missing_come_from_the_checkout(brought: Site) -> None:
    for address in (
        "catalogue/",
        "units/",
        "stories/",
        "dialogue/",
        "about/words/",
        "contribute/",
        "contribute/fields/",
    ):
        assert address in brought.pages
    assert "Morgen" in brought.pages["stories/"].text


def test_a_copy_of_the_checkouts_own_page_runs_its_macros(brought: Site) -> None:
    assert "Kort om Blik for borgeren." in brought.pages["themes/"].text
    assert "{{" not in brought.pages["themes/"].html


@pytest.mark.parametrize(
    ("address", "title"),
    [
        ("", "Forside"),
        ("about/", "Om os"),
        ("contribute/rules/", "Vores regler"),
        ("overview/", "Vores overblik"),
        ("ny/", "En ny side"),
    ],
)
def test_an_editorial_page_of_another_tree_is_shown_and_never_evaluated(
    brought: Site, address: str, title: str
) -> None:
    page = brought.pages[address]
    assert page.title == f"{title} – Inspirationskatalog"
    assert MACROS in page.text
    assert page.headings[0] == (1, title)
    assert [level for level, _ in page.headings].count(1) == 1


def test_a_page_at_the_address_of_an_editorial_page_takes_its_place(brought: Site) -> None:
    assert "Ring til os." in brought.pages["accessibility/"].text


def test_links_to_and_from_brought_pages_lead_somewhere(brought: Site) -> None:
    assert list(brought.broken_links()) == []
    assert {"stories/morgen/", "dialogue/borgeren/"} <= brought.links("")


def test_links_of_a_brought_page_that_lead_nowhere_are_told_of(
    draw: Draw, judge: Callable[[Path], builds.Check]
) -> None:
    links = "\n\n".join(LINKS_IN_DISGUISE)
    docs = draw({**trees.small(), "ny.md": trees.page("title: Nyt", f"{links}\n\n[g](//eksempel.invalid/)")})
    found = [(problem.path, problem.line, problem.code) for problem in judge(docs).problems]
    assert found == [("ny.md", line, "T03") for line in range(4, 15, 2)] + [("ny.md", 16, "T04")]


def test_links_of_a_brought_page_never_leave_the_site_in_disguise() -> None:
    for link in LINKS_IN_DISGUISE:
        html = addresses.resolve(render("index.md", link).html, "", lambda path: True)
        assert not re.search(r'(?:href|src)="(?:javascript:|//|catalogue:)', html), html


def test_of_two_brought_pages_at_one_address_the_second_is_told_of(
    draw: Draw, judge: Callable[[Path], builds.Check]
) -> None:
    page = trees.page("title: Nyt", "Ord.")
    docs = draw({**trees.small(), "ny.md": page, "ny/index.md": page})
    check = judge(docs)
    assert [(problem.path, problem.code) for problem in check.problems] == [("ny/index.md", "S08")]
    assert [one.path for one in check.sound_editorial().brought] == ["ny.md"]


def test_nothing_else_of_another_tree_is_published(brought: Site) -> None:
    assert not {"assets/javascripts/bundle.js", "CNAME", "x.html"} & set(brought.files)


@pytest.mark.parametrize("field", ["render_macros: true", "template: redirect.html", "hide: [toc]"])
def test_an_editorial_page_of_another_tree_has_only_a_title_and_a_description(
    field: str, draw: Draw, judge: Callable[[Path], builds.Check]
) -> None:
    docs = draw({**trees.small(), "index.md": trees.page(f"title: Forside\n{field}", "{{ 7 * 7 }}")})
    assert [(problem.path, problem.code) for problem in judge(docs).problems] == [("index.md", "F01")]


# A fifth theme


FIFTH = trees.page(
    """
title: Bæredygtig hverdag
subtitle: Grønne vaner på arbejdspladsen
summary: Vi passer på det, vi har.
order: 5
topics: { mindre-spild: Mindre spild }
questions:
  - round: Hvor er vi?
    ask: [Hvad smider vi ud?]
""",
    "Vi begynder i det små.",
)


@pytest.fixture(scope="module")
def five(tmp_path_factory: pytest.TempPathFactory, build: Build) -> Site:
    """The site of the checkout's own pages and a fifth theme with a page."""
    folder = tmp_path_factory.mktemp("five") / "docs"
    page = trees.interpretation("Vi vejer maden", "topics: [mindre-spild]")
    extra = {"themes/baeredygtig-hverdag.md": FIFTH, "units/norddjurs-mad/baeredygtig-hverdag.md": page}
    return build(trees.draw(folder, extra, onto=seed_docs()))


@pytest.mark.parametrize(
    "address",
    [
        "",
        "themes/",
        "themes/baeredygtig-hverdag/",
        "units/sundhed-og-omsorg/",
        "units/norddjurs-mad/",
        "units/plejecenter-digterparken/",
        "units/norddjurs-mad/baeredygtig-hverdag/",
        "overview/",
        "dialogue/",
        "dialogue/baeredygtig-hverdag/",
        "catalogue/",
        "catalogue/theme/baeredygtig-hverdag/",
    ],
)
def test_a_fifth_theme_shows_everywhere_without_a_change_of_code(five: Site, address: str) -> None:
    assert "Bæredygtig hverdag" in five.pages[address].text


def test_a_fifth_theme_is_linked_where_themes_are_linked(five: Site) -> None:
    for address in ("", "themes/"):
        assert "themes/baeredygtig-hverdag/" in five.links(address), address
    assert "dialogue/baeredygtig-hverdag/" in five.links("dialogue/")
    assert "catalogue/theme/baeredygtig-hverdag/" in five.links("catalogue/")
    assert "units/norddjurs-mad/baeredygtig-hverdag/" in five.links("themes/baeredygtig-hverdag/")


def test_a_fifth_theme_is_exported(five: Site) -> None:
    export = json.loads(five.files["catalogue.json"])
    assert [theme["id"] for theme in export["themes"]][-1] == "baeredygtig-hverdag"
    assert export["themes"][-1]["interpretations"] == ["norddjurs-mad/baeredygtig-hverdag"]


def test_a_fifth_theme_breaks_no_link(five: Site) -> None:
    assert list(five.broken_links()) == []
