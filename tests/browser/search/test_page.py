"""The catalogue page as the search page: facets, address, keyboard, accessibility, safety and weight."""

import gzip
import json
import re
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Route, expect

from catalogue.commands.main import main
from catalogue.language import wording
from catalogue.language.slugs import slugify
from searching import Browsing
from sites import Site

pytestmark = pytest.mark.browser
HOSTILE = '"><img src=x onerror=document.title="owned"> <script>document.title="owned"</script> &lt;b&gt;'

CARDS = re.compile(r"\b(?:cards|best)-[\d-]+\.bin$")
"""The files that the cards of results lie in."""


@pytest.fixture(scope="module")
def sample_site(tmp_path_factory: pytest.TempPathFactory, build: Callable[..., Site]) -> Path:
    """A site of made-up units, which have a value in every facet."""
    folder = tmp_path_factory.mktemp("sample")
    assert main(["sample", "--units", "40", str(folder / "docs")]) == 0
    return build(folder / "docs").root


@pytest.fixture
def sample(browse: Callable[..., Browsing], sample_site: Path) -> Browsing:
    return browse(sample_site)


def addresses_in(file: Path) -> set[str]:
    """Return the addresses of the pages whose cards lie in a file."""
    return {row[0] for row in json.loads(gzip.decompress(file.read_bytes()))}


def entries(site: Path) -> list[dict[str, Any]]:
    """Every page in catalogue.json, with its values by facet worked out from the export alone."""
    export = json.loads((site / "catalogue.json").read_text("utf-8"))
    units = {unit["id"]: unit for unit in export["units"]}
    themes = {theme["id"] for theme in export["themes"]}
    rows = [{"kind": ["theme"], "theme": [page["id"]], "address": page["address"]} for page in export["themes"]]
    for unit in export["units"]:
        values = {"area": [unit["area"]], "profession": map(slugify, unit["fields"].get("professions", []))}
        values |= {"type": [slugify(unit["fields"]["type"])] if "type" in unit["fields"] else []}
        rows.append({"kind": ["unit"], "address": unit["address"], **values})
    for page in [*export["interpretations"], *export["ideas"]]:
        values = {"area": [page["area"]], "theme": [page["theme"]], "topic": page["fields"].get("topics", [])}
        kind = units[page["unit"]]["fields"].get("type")
        values |= {"type": [slugify(kind)] if kind else []}
        values |= {"profession": map(slugify, page["professions"]), "hard": ["1"] if page["tells_hard"] else []}
        values |= {"status": [slugify(page["fields"]["status"])] if "status" in page["fields"] else []}
        rows.append({"kind": ["interpretation"], "address": page["address"], **values})
    for story in export["stories"]:
        named = {key.split("/")[0] for name in ("units", "interpretations") for key in story["fields"].get(name, [])}
        areas = {units[unit]["area"] for unit in named if unit in units}
        values = {"theme": [theme for theme in story["fields"]["themes"] if theme in themes], "area": areas}
        rows.append(
            {"kind": ["story"], "address": story["address"], "hard": ["1"] if story["tells_hard"] else [], **values}
        )
    for meeting in export["meetings"]:
        values = {"theme": meeting["themes"], "area": [meeting["area"]] if meeting["area"] else []}
        rows.append({"kind": ["meeting"], "address": meeting["address"], **values})
    return [{name: value if name == "address" else set(value) for name, value in row.items()} for row in rows]


def counted(rows: list[dict[str, Any]], facet: str) -> dict[str, int]:
    return dict(Counter(value for row in rows for value in row.get(facet, ())))


FACETS = ("type", "theme", "area", "topic", "kind", "status", "profession", "hard")


def shown_counts(tab: Browsing, facet: str) -> dict[str, int]:
    while more := [button for button in tab.page.query_selector_all(".c-facet__all") if button.is_visible()]:
        more[0].click()
    return dict(tab.counts(facet))


def test_the_counts_of_every_facet_are_those_of_the_export(sample: Browsing, sample_site: Path) -> None:
    rows = entries(sample_site)
    sample.search()
    assert sample.amount() == len(rows)
    assert {facet: shown_counts(sample, facet) for facet in FACETS} == {facet: counted(rows, facet) for facet in FACETS}


def test_choices_are_or_within_a_facet_and_and_between_facets(sample: Browsing, sample_site: Path) -> None:
    rows = entries(sample_site)
    one, other = sorted(counted(rows, "theme"))[:2]
    area = min(counted(rows, "area"))
    in_themes = [row for row in rows if row.get("theme", set()) & {one, other}]
    in_area = [row for row in rows if area in row.get("area", ())]
    found = sample.search(theme=[one, other], area=area)
    both = [row for row in in_themes if row in in_area]
    assert sample.amount() == len(both)
    assert set(found) <= {row["address"] for row in both}
    assert shown_counts(sample, "theme") == counted(in_area, "theme")
    assert shown_counts(sample, "area") == counted(in_themes, "area")
    assert shown_counts(sample, "kind") == counted(both, "kind")


def test_what_tells_of_the_hard_can_be_asked_for(sample: Browsing, sample_site: Path) -> None:
    sample.search(hard="1")
    assert sample.amount() == counted(entries(sample_site), "hard")["1"]


def test_a_choice_changes_the_address_and_a_chip_takes_it_away(sample: Browsing) -> None:
    sample.search()
    everything = sample.amount()
    sample.page.check("input[name=kind][value=story]")
    sample.until(f"document.querySelector('[data-results]').dataset.count < {everything}")
    assert "kind=story" in sample.page.url
    sample.page.click("[data-chosen] button")
    sample.until(f"document.querySelector('[data-results]').dataset.count == {everything}")
    assert "kind" not in sample.page.url
    assert not sample.page.is_checked("input[name=kind][value=story]")


def test_the_first_results_are_shown_while_the_others_are_on_their_way(sample: Browsing, sample_site: Path) -> None:
    cards = {file.name: addresses_in(file) for file in sample_site.glob("search/*/*.bin") if CARDS.match(file.name)}
    asked = "nye kolleger på arbejdet"
    found = sample.search(asked)
    sample.search("xyzzyx")
    held: list[Any] = []

    def hold(route: Route) -> None:
        is_early = cards[route.request.url.rsplit("/", 1)[1]] & set(found[:5])
        route.continue_() if is_early else held.append(route)

    sample.page.reload()  # Else the files are there already.
    sample.results()
    sample.page.route(CARDS, hold)
    sample.page.fill("#_soeg", asked)
    sample.until("document.querySelectorAll('a[data-result]').length === 5")
    assert sample.page.get_attribute("[data-results]", "data-state") == "loading"
    assert sample.page.is_hidden("[data-empty]")
    for route in held:
        route.continue_()
    assert sample.results() == found


def test_one_box_stands_for_interpretations_and_ideas(sample: Browsing, sample_site: Path) -> None:
    sample.search()
    everything = sample.amount()
    sample.page.check("input[name=kind][value=interpretation]")
    sample.until(f"document.querySelector('[data-results]').dataset.count < {everything}")
    assert "kind=interpretation&kind=idea" in sample.page.url
    assert sample.amount() == counted(entries(sample_site), "kind")["interpretation"]
    assert sample.texts("[data-chosen] button") == ["Idé"]
    found = sample.search(kind="idea")
    assert found
    assert all(address.count("/") == 4 for address in found)
    sample.page.click("[data-chosen] button")
    sample.until(f"document.querySelector('[data-results]').dataset.count == {everything}")
    assert "kind" not in sample.page.url


def test_what_other_care_homes_have_done_is_two_taps_and_a_word_away_on_a_phone(
    browse: Callable[..., Browsing], sample_site: Path
) -> None:
    tab = browse(sample_site, viewport={"width": 390, "height": 844})
    tab.page.goto(f"{tab.base}/")
    tab.page.get_by_role("link", name="på et plejecenter").click()
    tab.until("document.querySelector('[data-results]')?.dataset.state === 'ready'")
    everything = tab.amount()
    tab.page.fill("#_soeg", "hverdagen")
    tab.page.get_by_role("button", name="Søg", exact=True).last.click()
    tab.until(f"document.querySelector('[data-results]').dataset.count < {everything}")
    homes = [row["address"] for row in entries(sample_site) if "plejecenter" in row.get("type", ())]
    assert tab.results()
    assert set(tab.results()) <= set(homes)


def test_without_javascript_it_is_one_tap_more(browse: Callable[..., Browsing], sample_site: Path) -> None:
    tab = browse(sample_site, viewport={"width": 390, "height": 844}, java_script_enabled=False)
    tab.page.goto(f"{tab.base}/")
    tab.page.get_by_role("link", name="på et plejecenter").click()
    tab.page.get_by_role("main").get_by_role("link", name="Plejecenter", exact=False).first.click()
    assert tab.page.url.endswith("/catalogue/type/plejecenter/")
    assert "Plejecentre" in tab.page.inner_text("h1")


def test_back_leads_to_the_state_before(corpus: Browsing) -> None:
    before = corpus.search("trivsel")
    corpus.page.fill("#_soeg", "droner")
    corpus.page.press("#_soeg", "Enter")
    corpus.until("document.querySelector('a[data-result]')?.href.includes('/p34/')")
    assert "q=droner" in corpus.page.url
    corpus.page.go_back()
    corpus.until("document.querySelector('#_soeg').value === 'trivsel'")
    corpus.until(f"document.querySelector('a[data-result]')?.href.endsWith('{before[0]}')")
    assert corpus.results() == before


def test_a_shared_link_opens_with_its_state(sample: Browsing) -> None:
    sample.search("hverdagen", kind=["interpretation", "story"], sort="title")
    assert sample.page.input_value("#_soeg") == "hverdagen"
    assert sample.page.input_value("[data-sort]") == "title"
    assert sample.page.is_checked("input[name=kind][value=interpretation]")
    assert sample.texts("[data-chosen] button")[-1] == "Fjern alle valg"


def test_titles_are_sorted_in_danish_order_and_days_newest_first(corpus: Browsing) -> None:
    corpus.search(sort="title", kind="interpretation")
    titles = corpus.texts("a[data-result]")
    assert len(titles) == 20
    assert titles == sorted(titles, key=wording.sort_key)
    assert corpus.search(sort="newest")
    assert corpus.page.input_value("[data-sort]") == "newest"


def test_twenty_are_shown_at_once_and_more_on_demand(sample: Browsing) -> None:
    assert len(sample.search()) == 20
    sample.page.click("[data-more]")
    sample.until("document.querySelectorAll('a[data-result]').length === 40")
    assert sample.page.evaluate("document.activeElement === document.querySelectorAll('a[data-result]')[20]")


def test_the_words_searched_for_are_marked(corpus: Browsing) -> None:
    corpus.search("inddragelse")
    assert "Borgerinddragelse" in corpus.texts("[data-results] mark")


def test_a_result_says_what_its_page_has_where_title_and_summary_do_not(corpus: Browsing) -> None:
    corpus.search("inddragelse")
    cards = corpus.page.query_selector_all("[data-results] > li")
    told = [card.query_selector(".c-card__why") is not None for card in cards]
    marked = [card.query_selector("mark") is not None for card in cards]
    assert any(told)
    assert all(why or mark for why, mark in zip(told, marked, strict=True)), corpus.texts("[data-results] > li")
    assert all(text.startswith(("Nævner »", "Om »")) for text in corpus.texts(".c-card__why"))
    corpus.search("")
    assert not corpus.texts(".c-card__why")


def test_the_count_is_told_politely(corpus: Browsing) -> None:
    corpus.search("brinker")
    assert corpus.page.get_attribute("[data-status]", "aria-live") == "polite"
    assert corpus.texts("[data-status]") == ["1 side fundet"]


def test_typing_gives_results_without_a_press_on_anything(corpus: Browsing) -> None:
    corpus.search()
    corpus.page.click("#_soeg")
    corpus.page.keyboard.type("drone")
    corpus.until("document.querySelector('a[data-result]')?.href.includes('/p34/')")
    assert "q=drone" in corpus.page.url
    corpus.page.go_back()
    corpus.until("!location.search")


def test_suggestions_are_a_combobox_that_the_keyboard_works(corpus: Browsing) -> None:
    page = corpus.page
    page.goto(f"{corpus.base}/about/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "_find"
    page.keyboard.type("drone")
    page.wait_for_selector("#_find_liste [role=option]")
    assert page.get_attribute("#_find", "aria-expanded") == "true"
    page.keyboard.press("ArrowDown")
    active = page.get_attribute("#_find", "aria-activedescendant")
    assert page.get_attribute(f"#{active}", "aria-selected") == "true"
    page.keyboard.press("ArrowUp")
    assert page.get_attribute("#_find", "aria-activedescendant") is None
    page.keyboard.press("Escape")
    assert not page.is_visible("#_find_liste")
    assert page.input_value("#_find") == "drone"
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("#_find_liste [role=option]")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_url("**/units/p34/**")


def test_suggestions_are_of_words_too_and_say_what_they_are_of(corpus: Browsing) -> None:
    page = corpus.page
    page.goto(f"{corpus.base}/about/")
    page.keyboard.press("/")
    page.keyboard.type("borgerp")
    page.wait_for_selector("#_find_liste [role=option] >> text=borgerpanel")
    options = corpus.texts("#_find_liste [role=option]")
    assert options[-1] == "Søg efter »borgerp« i kataloget"
    assert options[-2] == "borgerpanel"
    said = page.locator("c-search-field [role=status]")
    expect(said).to_have_text(f"{len(options)} forslag. Brug pil ned.")
    page.fill("#_find", "databeskytelse")
    page.wait_for_selector("#_find_liste >> text=Viser sider om »databeskyttelse«")
    expect(said).to_contain_text("forslag. Viser sider om »databeskyttelse«.")
    page.keyboard.press("Escape")
    expect(said).to_have_text("")


def test_enter_in_the_header_leads_to_the_catalogue(corpus: Browsing) -> None:
    corpus.page.goto(f"{corpus.base}/units/p34/")
    corpus.page.fill("#_find", "droner")
    corpus.page.press("#_find", "Enter")
    corpus.page.wait_for_url("**/catalogue/?q=droner")
    assert corpus.results()[0].startswith("units/p34/")


def test_slash_leads_to_the_catalogues_own_field_and_is_a_letter_in_it(corpus: Browsing) -> None:
    corpus.search()
    corpus.page.keyboard.press("/")
    assert corpus.page.evaluate("document.activeElement.id") == "_soeg"
    corpus.page.keyboard.press("/")
    assert corpus.page.input_value("#_soeg") == "/"


@pytest.mark.parametrize(
    ("width", "scheme", "text"),
    [(1280, "light", "databeskytelse"), (1280, "dark", "xyzzyx"), (360, "light", "xyzzyx"), (360, "dark", "trivsel")],
)
def test_axe_has_nothing_to_say(
    browse: Callable[..., Browsing], corpus_site: Path, width: int, scheme: str, text: str
) -> None:
    tab = browse(corpus_site, viewport={"width": width, "height": 800}, color_scheme=scheme)
    tab.search(text)
    if width < 500:
        tab.page.click("[data-open]")
    answer = Axe().run(tab.page).response
    assert answer["passes"], "it looked at nothing"
    assert [(violation["id"], node["html"]) for violation in answer["violations"] for node in violation["nodes"]] == []


def test_axe_has_nothing_to_say_of_suggestions(corpus: Browsing) -> None:
    corpus.page.goto(f"{corpus.base}/about/")
    corpus.page.fill("#_find", "trivsel")
    corpus.page.wait_for_selector("#_find_liste [role=option]")
    corpus.page.keyboard.press("ArrowDown")
    answer = Axe().run(corpus.page, {"include": [".c-header"]}).response
    assert answer["passes"], "it looked at nothing"
    assert [(violation["id"], node["html"]) for violation in answer["violations"] for node in violation["nodes"]] == []


def test_on_a_phone_the_choices_lie_on_a_sheet_that_says_what_they_give(
    browse: Callable[..., Browsing], corpus_site: Path
) -> None:
    """Every tick is seen at once: in the foot of the sheet, and then on the button that the focus goes back to."""
    tab = browse(corpus_site, viewport={"width": 360, "height": 700})
    tab.search("trivsel")
    page, before = tab.page, tab.page.get_attribute("[data-results]", "data-count")
    assert not page.is_visible("[data-facets]")
    page.click("[data-open]")
    assert page.is_visible("[data-sheet] [data-facets]")
    assert page.inner_text("[data-show]") == f"Vis {before} sider"
    assert page.is_disabled("[data-clear]")
    page.click("[data-facets] label:visible")
    page.wait_for_function("before => document.querySelector('[data-results]').dataset.count !== before", arg=before)
    after = page.get_attribute("[data-results]", "data-count")
    assert page.inner_text("[data-show]") == ("Vis 1 side" if after == "1" else f"Vis {after} sider")
    foot = page.locator("[data-show]").bounding_box()
    assert foot
    assert foot["y"] + foot["height"] <= 700
    page.keyboard.press("Escape")
    assert not page.is_visible("[data-facets]")
    assert page.evaluate("document.activeElement.matches('[data-open]')")
    assert page.inner_text("[data-open]") == "Afgræns (1)"
    page.click("[data-open]")
    page.click("[data-clear]")
    page.wait_for_function("before => document.querySelector('[data-results]').dataset.count === before", arg=before)
    page.click("[data-show]")
    assert page.inner_text("[data-open]") == "Afgræns"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size({"width": 1280, "height": 700})
    assert page.is_visible(".c-search__side [data-facets]")


def test_hostile_words_in_a_title_stay_words(
    browse: Callable[..., Browsing], corpus_site: Path, tmp_path: Path
) -> None:
    site = shutil.copytree(corpus_site, tmp_path / "site")
    for file in [file for file in (site / "search").rglob("*.bin") if CARDS.match(file.name)]:
        cards = [[card[0], HOSTILE, HOSTILE, HOSTILE, 1, 0] for card in json.loads(gzip.decompress(file.read_bytes()))]
        file.write_bytes(gzip.compress(json.dumps(cards).encode()))
    tab = browse(site)
    tab.search("trivsel")
    assert tab.texts("a[data-result]")[0] == HOSTILE
    assert tab.page.query_selector("[data-results] img, [data-results] script, [data-results] b") is None
    tab.page.goto(f"{tab.base}/about/")
    tab.page.fill("#_find", "trivsel")
    tab.page.wait_for_selector("#_find_liste [role=option]")
    assert tab.page.query_selector("#_find_liste img") is None
    assert "owned" not in tab.page.title()


def test_an_address_with_a_former_status_finds_what_it_is_called_now(sample: Browsing) -> None:
    found = sample.search(status="i-drift")
    assert found == sample.search(status="i-brug") != []
    assert found != sample.search()


def test_hostile_words_in_a_search_stay_words(corpus: Browsing) -> None:
    assert corpus.search(f"trivsel {HOSTILE}")
    assert corpus.search(HOSTILE * 2, theme=HOSTILE, sort=HOSTILE) == []
    assert corpus.page.input_value("#_soeg") == (HOSTILE * 2).strip()
    assert corpus.page.query_selector(".c-search img, .c-search script") is None
    assert "owned" not in corpus.page.title()


@pytest.mark.parametrize(
    "text", ["", "   ", "–", "???", "a", "æ" * 200, "__proto__", "constructor toString", "1 2 3", "\u200b", "😀"]
)
def test_no_search_breaks_the_page(corpus: Browsing, text: str) -> None:
    corpus.search(text)
    assert corpus.complaints == []


def test_without_javascript_the_lists_stand_and_the_form_leads_there(
    browse: Callable[..., Browsing], own_site: Site
) -> None:
    tab = browse(own_site.root, java_script_enabled=False)
    tab.page.goto(f"{tab.base}/about/")
    tab.page.fill("#_find", "velkomst")
    tab.page.press("#_find", "Enter")
    tab.page.wait_for_url("**/catalogue/?q=velkomst")
    assert tab.page.is_visible("[data-without-script] a[href*='sundhed-og-omsorg/en-attraktiv-arbejdsplads']")
    assert not tab.page.is_visible("c-search-page")


def test_a_page_on_which_nobody_searches_loads_the_fields_few_kilobytes(own: Browsing, own_site: Site) -> None:
    own.page.goto(f"{own.base}/about/", wait_until="networkidle")
    field = own_site.root / "assets" / "javascripts" / "search" / "search-field.js"
    assert {address.rpartition("/")[2] for address in own.asked if "/search/" in address} == {field.name}
    assert len(gzip.compress(field.read_bytes())) < 3_000


def test_a_browser_without_the_index_still_shows_the_lists(
    browse: Callable[..., Browsing], corpus_site: Path, tmp_path: Path
) -> None:
    site = shutil.copytree(corpus_site, tmp_path / "site")
    shutil.rmtree(site / "search")
    tab = browse(site)
    tab.page.goto(f"{tab.base}/catalogue/?q=trivsel", wait_until="networkidle")
    tab.page.wait_for_selector("[data-without-script] a", state="visible")


def test_nothing_on_the_page_breaks_its_policy(corpus: Browsing) -> None:
    corpus.search("trivsel")
    corpus.page.goto(f"{corpus.base}/about/")
    corpus.page.fill("#_find", "data")
    corpus.page.wait_for_selector("#_find_liste [role=option]")
    assert corpus.complaints == []
    assert not [address for address in corpus.asked if address.startswith("http")]


def test_results_stand_as_a_list_or_as_cards_and_the_device_remembers_which(
    browse: Callable[..., Browsing], own_site: Site
) -> None:
    """By the keyboard alone, and without asking for anything."""
    tab = browse(own_site.root)
    found = tab.search(sort="newest")
    columns = "[data-results]", "all => getComputedStyle(all).gridTemplateColumns.split(' ').length"
    assert tab.page.eval_on_selector(*columns) == 1
    asked = len(tab.asked)
    tab.page.focus("[data-sort]")
    tab.page.keyboard.press("Tab")
    tab.page.keyboard.press("Enter")
    assert tab.page.eval_on_selector(*columns) == 2
    assert tab.page.evaluate("document.activeElement.textContent") == "Vis som liste"
    assert len(tab.asked) == asked
    assert tab.search(sort="newest") == found
    assert tab.page.eval_on_selector(*columns) == 2
    tab.page.get_by_role("button", name="Vis som liste").click()
    tab.search(sort="newest")
    assert tab.page.eval_on_selector(*columns) == 1
    assert tab.complaints == []
