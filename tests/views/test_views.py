"""Every page and every piece, looked at for what must hold of them all.

(rendering.edition, views.contents, views.pages.interpretations, views.pages.themes, views.pages.units,
views.parts.site, views.parts.sitepages)
"""

import re
from collections import Counter
from itertools import pairwise

import pytest

from catalogue.rendering.edition import Edition
from catalogue.site import extras
from catalogue.views.contents import FRAGMENTS, frame, site_pages
from catalogue.views.parts.addresses import is_editorial
from catalogue.views.parts.site import Site
from making import THEMES, Elements, crowd, edition, everything, page, small, themes, with_title
from some import some

HOSTILE = """</title><script>alert(1)</script> "x" onfocus='y' & {{ 7*7 }}"""
LABEL = "Opdigtet eksempel"
SETTINGS = {"editors_mail": "red@eksempel.invalid", "forge": {"address": "https://forge.invalid/k"}}


@pytest.fixture(scope="module")
def made() -> Edition:
    return edition(small(), **SETTINGS)


def body_at(made: Edition, address: str) -> str:
    return next(one.body() for one in site_pages(made) if one.address == address)


def test_every_page_has_an_address_a_title_and_a_description(made: Edition) -> None:
    for one in some(site_pages(made)):
        assert re.fullmatch(r"([a-z0-9-]+/)+", one.address)
        assert one.title
        assert one.description


def test_titles_are_unique_also_when_headlines_are_not() -> None:
    pages = [*themes(), *(page(f"units/{slug}/index.md", kind="område", title="Ens") for slug in "ab")]
    pages += [page(f"units/{slug}/{theme}.md", title="Ens") for slug in "ab" for theme in THEMES]
    pages += [page(f"stories/{slug}.md", title="Ens", themes=["blik"]) for slug in "ab"]
    titles = Counter(one.title for one in site_pages(edition(pages)))
    assert max(titles.values()) == 1


def test_every_page_has_one_h1_and_no_heading_skips_a_level(made: Edition) -> None:
    for one in some(site_pages(made)):
        levels = [int(tag[1]) for tag, _ in Elements(one.body()).found if re.fullmatch("h[1-6]", tag)]
        assert levels[0] == 1, one.address
        assert levels.count(1) == 1, one.address
        assert all(after <= before + 1 for before, after in pairwise(levels)), one.address


def test_ids_are_unique_and_what_names_them_is_there(made: Edition) -> None:
    referring = 0
    for name, _, html in everything(made):
        elements = Elements(html)
        ids = Counter(attributes["id"] for _, attributes in elements.found if "id" in attributes)
        assert max(ids.values(), default=1) == 1, name
        named = {attributes["aria-labelledby"] for _, attributes in elements.found if "aria-labelledby" in attributes}
        assert named <= set(ids), name
        referring += len(named)
    assert referring > 20


def test_links_are_relative_and_lead_to_pages(made: Edition) -> None:
    known = {one.address for one in site_pages(made)} | {address for address, _ in extras.make_files(made)}
    within = 0
    for name, address, html in everything(made):
        assert "catalogue:" not in html, name
        for attributes in Elements(html).all("a"):
            href = attributes.get("href", "")
            if href.startswith("#"):
                assert f'id="{href[1:]}"' in html, (name, href)
            elif not re.match(r"[a-z]+:", href):
                up, target = "../" * address.count("/"), re.split("[?#]", href)[0]
                assert target.startswith(up), (name, href)
                assert target.removeprefix(up) in known or is_editorial(target.removeprefix(up)), (name, href)
                within += 1
    assert within > 100


def test_nothing_is_styled_or_scripted_in_the_page(made: Edition) -> None:
    for name, _, html in some(everything(made)):
        for tag, attributes in some(Elements(html).found):
            assert tag not in ("script", "style", "iframe"), name
            assert not any(attribute == "style" or attribute.startswith("on") for attribute in attributes), name


def test_a_hostile_title_is_only_words_in_every_view() -> None:
    made = edition([with_title(one, HOSTILE) for one in small()], **SETTINGS)
    met = 0
    for name, _, html in everything(made):
        met += "&lt;script&gt;" in html
        for tag, attributes in Elements(html).found:
            assert tag not in ("script", "title"), name
            assert not any(attribute.startswith("on") for attribute in attributes), name
        assert "49" not in re.sub(r"\d{3,}", "", html), name
    assert met > 20


@pytest.mark.parametrize("path", ["units/nord-a/blik.md", "stories/historien.md"])
def test_the_example_label_stands_wherever_an_example_is_shown(path: str) -> None:
    pages = [one for one in small() if one.path != path]
    original = next(one for one in small() if one.path == path)
    fields = original.fields.model_copy(update={"example": True, "title": "Et fund"})
    made = edition([*pages, type(original)(original.place, fields, {}, "", 1)])
    shown = 0
    for name, _, html in everything(made):
        seen = re.sub(r' data-(?:page|spec)="[^"]*"', "", html)  # What goes along to the form is not shown.
        for after in seen.split("Et fund")[1:]:
            if not after.startswith("</caption>"):  # The plan's own name, for those who listen.
                assert LABEL in re.split("</li>|</td>|</header>", after)[0], (name, after[:200])
                shown += 1
    assert shown >= 5


def test_an_example_unit_is_labelled_in_lists_of_units() -> None:
    pages = [one for one in small() if one.path != "units/nord-a/index.md"]
    made = edition([*pages, page("units/nord-a/index.md", area="nord", example="true")])
    assert LABEL in body_at(made, "units/nord-a/")
    assert LABEL in body_at(made, "units/nord/")
    for name in ("units_by_area", "overview_matrix"):
        assert LABEL in FRAGMENTS[name](made, "units/")


def test_a_real_page_is_never_labelled(made: Edition) -> None:
    labelled = {name for name, _, html in everything(made) if LABEL in html}
    assert labelled == {"field_guide"}  # It explains the field.


def test_with_nothing_but_themes_every_view_invites() -> None:
    made = edition(themes())
    views = {name: html for name, _, html in everything(made)}
    for name in ("themes/blik/", "newest_interpretations", "newest_stories", "catalogue_listing", "units_by_area"):
        assert "contribute/" in views[name], name


def test_an_open_theme_on_a_unit_page_invites(made: Edition) -> None:
    assert body_at(made, "units/nord-a/").count("Endnu ingen side i kataloget – hvad gør I?") == 2


def test_a_fifth_theme_is_there_without_a_change_in_code() -> None:
    made = edition([*small(), page("themes/nyt.md", title="Noget nyt", order="5")])
    for name in ("theme_tiles", "overview_matrix", "catalogue_listing", "dialogue_sheets"):
        assert "Noget nyt" in FRAGMENTS[name](made, ""), name
    assert "Noget nyt" in body_at(made, "units/nord-a/")
    assert {"themes/nyt/", "dialogue/nyt/", "catalogue/theme/nyt/"} <= {one.address for one in site_pages(made)}
    assert len(frame(made)["themes"]) == 5


def test_an_interpretation_links_to_what_it_borrowed_and_to_those_who_borrowed(made: Edition) -> None:
    assert "../../../units/nord/blik/" in body_at(made, "units/nord-a/blik/").partition("Lånt fra")[2]
    assert "../../../units/nord-a/blik/" in body_at(made, "units/nord/blik/").partition("Lånt af")[2]


def test_topics_lead_to_the_catalogue_with_that_topic(made: Edition) -> None:
    for address in ("themes/blik/", "units/nord-a/blik/"):
        links = [attributes.get("href", "") for attributes in Elements(body_at(made, address)).all("a")]
        assert any(href.endswith("catalogue/?theme=blik&topic=et") for href in links)


def test_the_areas_own_page_comes_first_in_its_group() -> None:
    pages = [*themes(), page("units/zoo/index.md", kind="område"), page("units/zoo/blik.md", title="Områdets")]
    pages += [page("units/bib/index.md", area="zoo"), page("units/bib/blik.md", title="Enhedens")]
    body = body_at(edition(pages), "themes/blik/")
    assert body.index("Områdets") < body.index("Enhedens")


def test_a_unit_whose_area_is_not_there_is_listed_all_the_same() -> None:
    made = edition([*themes(), page("units/x/index.md", area="findes-ikke", title="Alene"), page("units/x/blik.md")])
    assert "Alene" in FRAGMENTS["units_by_area"](made, "units/")
    assert "Alene" in FRAGMENTS["overview_matrix"](made, "overview/")
    assert "Om x/blik" in body_at(made, "themes/blik/")


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert [html for *_, html in everything(edition(small()))] == [html for *_, html in everything(edition(small()))]


def test_a_long_list_of_borrowers_is_cut_short() -> None:
    pages = crowd(230)
    pages += [page("units/nord/digitalt.md")]
    pages += [page(f"units/u{n}/digitalt.md", borrowed_from=["nord/digitalt"]) for n in range(230)]
    body = body_at(edition(pages), "units/nord/digitalt/")
    assert "Se de andre (218)" in body
    assert "Og 30 til." in body


def test_an_area_wears_the_drawing_of_most_of_its_workplaces() -> None:
    pages = [*themes(), page("units/hele/index.md", kind="kommune"), page("units/nord/index.md", kind="område")]
    kinds = {"a": "plejecenter", "b": "skole", "c": "hjemmepleje", "d": None}
    pages += [page(f"units/{name}/index.md", area="nord", type=kind) for name, kind in kinds.items()]
    site = Site(edition(pages))
    drawn = {unit.slug: site.motif(unit) for unit in site.catalogue.units}
    assert drawn == {"hele": "fyr", "nord": "kop", "a": "kop", "b": "aeble", "c": "kop", "d": "kop"}
