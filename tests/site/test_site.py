"""The site: every page that was promised is there, every link leads somewhere."""

import json
import re
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest

from catalogue.model.places import OWN_FOLDERS, is_own_address
from sites import Page, Site
from some import some

PROMISED = (
    "index.html",
    "catalogue/index.html",
    "themes/index.html",
    "units/index.html",
    "stories/index.html",
    "overview/index.html",
    "dialogue/index.html",
    "contribute/index.html",
    "contribute/fields/index.html",
    "contribute/rules/index.html",
    "about/index.html",
    "about/words/index.html",
    "accessibility/index.html",
    "404.html",
    "catalogue.json",
    "catalogue.schema.json",
    "robots.txt",
)
GOLDEN = (
    "",
    "catalogue/",
    "themes/",
    "themes/blik-for-borgeren/",
    "units/",
    "units/sundhed-og-omsorg/",
    "units/aakaer-hjemmepleje/",
    "units/aakaer-hjemmepleje/blik-for-borgeren/",
    "stories/",
    "stories/da-ruten-blev-kendt/",
    "overview/",
    "dialogue/blik-for-borgeren/",
    "catalogue/theme/blik-for-borgeren/",
    "catalogue/area/sundhed-og-omsorg/",
)


def test_all_that_was_promised_is_there(site: Site) -> None:
    export = json.loads(site.files["catalogue.json"])
    kinds = ("themes", "units", "interpretations", "stories")
    addresses = [entry["address"] for kind in kinds for entry in export[kind]]
    dialogues = [f"dialogue/{theme['id']}/" for theme in export["themes"]]
    wanted = {*PROMISED, *(f"{address}index.html" for address in (*addresses, *dialogues))}
    assert wanted - set(site.files) == set()


def test_every_link_picture_style_and_script_leads_somewhere(site: Site) -> None:
    assert list(site.broken_links()) == []


def test_every_page_can_be_reached_from_the_front_page(site: Site) -> None:
    reached, waiting = set(), [""]
    while waiting:
        address = waiting.pop()
        if address in site.pages and address not in reached:
            reached.add(address)
            waiting += site.links(address)
    assert set(site.own_pages) - reached == {"404.html"}


def test_no_old_address_can_be_taken_where_the_site_makes_pages_itself(site: Site) -> None:
    export = json.loads(site.files["catalogue.json"])
    contributed = {
        page["address"]
        for kind in ("units", "interpretations", "ideas", "stories", "meetings")
        for page in export[kind]
    }
    folders = {address for address in site.own_pages if "/" in address} - contributed - {"units/", "stories/"}
    assert {address for address in some(folders) if not is_own_address(address)} == set()
    assert {path.partition("/")[0] for path in site.files if "/" in path} <= OWN_FOLDERS | {"units", "stories"}


def test_titles_are_unique(site: Site) -> None:
    titles = Counter(page.title for page in some(site.own_pages.values()))
    assert [title for title, times in titles.items() if times > 1] == []
    assert all(title.endswith(" – Inspirationskatalog") for title in titles if title != "Inspirationskatalog")


def test_each_page_has_one_top_heading_and_skips_no_level(site: Site) -> None:
    for address, page in some(site.own_pages.items()):
        levels = [level for level, _ in page.headings]
        assert levels.count(1) == 1, address
        assert all(after <= before + 1 for before, after in pairwise(levels)), (address, levels)
        assert all(words for _, words in some(page.headings)), address


def test_each_page_is_danish_and_no_id_stands_twice(site: Site) -> None:
    for address, page in some(site.pages.items()):
        assert page.language == "da", address
        assert [name for name, times in Counter(page.ids).items() if times > 1] == [], address


def test_nothing_is_fetched_from_another_host(site: Site) -> None:
    for address, page in some(site.pages.items()):
        fetched = some(target.written for target in page.targets if target.tag not in ("a", "form"))
        assert [one for one in fetched if re.match(r"[a-z]+:|//", one) and not one.startswith("data:")] == [], address
    for path in some(path for path in site.files if path.endswith(".css")):
        assert not re.search(rb"url\(\s*['\"]?(?:https?:)?//|@import", site.files[path]), path


def test_no_template_is_left_in_any_page_or_file(site: Site) -> None:
    left = re.compile(r"\{\{|\{%|catalogue:units|data-fragment|None</|Markup\(")
    for ending in (".html", ".xml", ".json", ".txt"):
        for path in some(path for path in site.files if path.endswith(ending)):
            assert not left.search(site.files[path].decode("utf-8")), path


def test_no_script_stands_in_a_page(site: Site) -> None:
    for address, page in some(site.pages.items()):
        for attributes, body in re.findall(r"<script([^>]*)>(.*?)</script>", page.html, re.DOTALL):
            assert not body.strip() or 'type="application/json"' in attributes, address
        assert not re.search(r"<[^>]*\s(?:on[a-z]+|style)=", page.html), address


def test_search_engines_are_kept_out_unless_the_settings_say_otherwise(site: Site) -> None:
    assert site.files["robots.txt"].decode() == "User-agent: *\nDisallow: /\n"
    assert all('name="robots" content="noindex"' in page.html for page in some(site.pages.values()))


def test_a_site_that_does_not_know_its_address_has_no_map(site: Site) -> None:
    assert "sitemap.xml" not in site.files


def test_made_up_pages_are_labelled_only_where_they_are(own_site: Site) -> None:
    for address, page in some(own_site.own_pages.items()):
        assert "Opdigtet eksempel" not in page.text or address.startswith("contribute/"), address


@pytest.mark.parametrize("address", GOLDEN, ids=lambda address: address.strip("/").replace("/", "-") or "index")
def test_a_page_says_what_was_agreed(address: str, good_site: Site, golden: Callable[[str, str], None]) -> None:
    """Read the golden file as a reader would: the words of the page, its headings, links and pictures."""
    golden(f"site/{address.strip('/').replace('/', '-') or 'index'}.txt", good_site.pages[address].text)


def test_the_page_for_what_is_not_found_works_at_any_depth(own_site: Site) -> None:
    page: Page = own_site.pages["404.html"]
    assert all(target.written.startswith(("/", "#", "mailto:")) for target in some(page.targets)), page.targets
