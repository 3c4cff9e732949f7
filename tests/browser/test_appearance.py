"""A site with every setting of MkDocs and Material that the frame has a place for, as a browser shows it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

import trees
from barriers import IN_COLOUR, find_barriers
from catalogue import checkout
from catalogue.engine.configuration import load_settings
from seed import lay_seed
from servers import serving_files
from sites import Site
from windows import DESK, PHONE, Visit

pytestmark = pytest.mark.browser

SETTINGS = """
site_name: Idékataloget
site_url: https://katalog.eksempel.invalid/
copyright: "&copy; Eksempelby Kommune. <a href='https://by.eksempel.invalid/vilkaar'>Vilkår</a>"
extra_css: [assets/own.css]
theme:
  name: material
  custom_dir: {overrides}
  language: da
  logo: assets/logo.svg
  favicon: assets/icon.svg
  palette:
    - scheme: default
      primary: lime
      accent: yellow
    - scheme: slate
      primary: indigo
      accent: deep purple
  font: {{ text: Exempel Sans, code: Exempel Mono }}
extra:
  social:
    - {{ icon: simple/mastodon, link: "https://social.eksempel.invalid/@by", name: Kommunen på Mastodon }}
    - {{ icon: fontawesome/brands/linkedin, link: "https://arbejde.eksempel.invalid/by", name: Kommunen på LinkedIn }}
    - {{ link: "https://uden.eksempel.invalid/", name: Uden tegn }}
"""
SQUARE = "<svg xmlns='http://www.w3.org/2000/svg' width='32' height='32'><rect width='32' height='32'/></svg>"
ICON = "material/hand-heart"
PAGES = (
    "",
    "themes/digitale-muligheder/",
    "units/aakaer-hjemmepleje/blik-for-borgeren/",
    "catalogue/",
    "overview/",
    "contribute/form/",
    "embed/newest/",
)


def _write_settings(root: Path) -> Path:
    shipped = checkout.CONFIGURATION.read_text("utf-8")
    rest = shipped[shipped.index("validation:") :]  # The extensions and plugins stay as they are.
    file = root / "mkdocs.yml"
    file.write_text(SETTINGS.format(overrides=checkout.OVERRIDES) + rest, "utf-8")
    return file


@pytest.fixture(scope="module")
def dressed(tmp_path_factory: pytest.TempPathFactory, build: Callable[..., Site]) -> Iterator[str]:
    """The address of the good tree's site with every setting set, and with an icon of Material's on a theme."""
    root = tmp_path_factory.mktemp("dressed")
    own = root / "docs"
    lay_seed(own)
    files = {"logo.svg": SQUARE, "icon.svg": SQUARE, "own.css": ".c-footer__name { letter-spacing: 3px }\n"}
    trees.draw(own, {f"assets/{name}": text for name, text in files.items()})
    docs = trees.draw(root / "tree", {}, onto=trees.GOOD)
    theme = docs / "themes" / "digitale-muligheder.md"
    text = theme.read_text("utf-8")
    theme.write_text(text.replace("icon: kompas", f"icon: {ICON}"), "utf-8")
    configuration = _write_settings(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checkout, "DOCS", own)
        patch.setattr(checkout, "CONFIGURATION", configuration)
        site = build(docs, settings=load_settings())
    with serving_files(site.root) as address:
        yield address


def colour_of(page: Page, selector: str, what: str) -> str:
    return str(page.locator(selector).first.evaluate(f"element => getComputedStyle(element).{what}"))


@pytest.mark.parametrize(
    ("scheme", "viewport", "rules"),
    [("light", PHONE, ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]), ("dark", DESK, IN_COLOUR)],
    ids=["on a phone in the light", "on a desk in the dark"],
)
def test_everything_can_be_read_and_nothing_is_asked_of_another_host(
    scheme: str, viewport: object, rules: list[str], dressed: str, visit: Visit
) -> None:
    watched = visit(dressed, color_scheme=scheme, viewport=viewport, reduced_motion="reduce")
    for path in PAGES:
        page = watched.open(path, "networkidle")
        assert find_barriers(page, rules) == [], path
    assert watched.faults == []


def test_the_palette_is_worn_in_light_and_dark(dressed: str, visit: Visit) -> None:
    worn = {}
    for scheme in ("light", "dark"):
        page = visit(dressed, color_scheme=scheme, viewport=DESK).open("themes/")
        worn[scheme] = colour_of(page, ".c-header__send", "backgroundColor")
    assert worn["dark"] == "rgb(126, 132, 204)"  # Indigo, lighter.
    red, green, blue = (int(part) for part in worn["light"][4:-1].split(", "))
    assert green > red > blue  # Lime, darker.


def test_the_logo_and_the_favicon_load(dressed: str, visit: Visit) -> None:
    watched = visit(dressed, viewport=DESK)
    page = watched.open("units/aakaer-hjemmepleje/", "networkidle")
    assert page.locator(".c-brand__logo").evaluate("image => image.complete && image.naturalWidth > 0")
    address = page.locator("link[rel=icon]").evaluate("link => link.href")
    assert address == f"{dressed}assets/icon.svg"
    assert page.request.get(address).ok
    expect(page.locator(".c-brand")).to_contain_text("Idékataloget")


def test_the_foot_names_its_links_and_wears_the_style_of_its_own(dressed: str, visit: Visit) -> None:
    page = visit(dressed, viewport=PHONE).open("units/")
    for name in ("Kommunen på Mastodon", "Kommunen på LinkedIn", "Uden tegn", "Vilkår"):
        expect(page.get_by_role("contentinfo").get_by_role("link", name=name, exact=True)).to_be_visible()
    assert page.locator(".c-social .c-icon").count() == 2
    assert "data:image/svg+xml" in colour_of(page, ".c-social .c-icon", "maskImage")
    assert colour_of(page, ".c-footer__name", "letterSpacing") == "3px"
    assert colour_of(page, "body", "fontFamily").startswith('"Exempel Sans", ')


def test_a_theme_wears_an_icon_of_materials_on_its_tile_and_in_the_search(dressed: str, visit: Visit) -> None:
    watched = visit(dressed, viewport=DESK)
    tile = ".c-tile .c-icon--material-hand-heart"
    assert "data:image/svg+xml" in colour_of(watched.open("themes/"), tile, "maskImage")
    page = watched.open("catalogue/?theme=digitale-muligheder")
    page.locator("[data-results][data-state=ready]").wait_for()
    assert "data:image/svg+xml" in colour_of(page, "[data-results] .c-icon--material-hand-heart", "maskImage")
    assert watched.faults == []
