"""Link cards: what a chat or a mail shows of a link, in words and in a picture."""

import html
import io
import re
from collections.abc import Callable
from itertools import product
from pathlib import Path
from urllib.parse import urljoin

import pytest
from PIL import Image

from catalogue.language.slugs import slugify
from catalogue.model.fields import COLOURS, ICONS
from catalogue.model.looks import SITE_CARD
from catalogue.settings import Settings
from catalogue.site import cards
from page_kinds import OWN_KINDS
from sites import Site
from some import some

DRAWINGS = sorted({*map(slugify, ICONS), SITE_CARD[1]})


def read_card(page: str) -> dict[str, str]:
    """Return the Open Graph properties of a page."""
    found = re.findall(r'<meta property="og:([^"]+)" content="([^"]*)">', page)
    return {name: html.unescape(value) for name, value in found}


# A small listing in another site's frame is nothing that anybody links to.
@pytest.mark.parametrize("kind", [kind for kind in OWN_KINDS if kind != "embedded"])
def test_every_kind_of_page_has_a_card(kind: str, own_site: Site) -> None:
    path = OWN_KINDS[kind]
    page = own_site.pages[path]
    card = read_card(page.html)
    assert card["title"] == page.title.removesuffix(" – Inspirationskatalog")
    assert (card["site_name"], card["locale"]) == ("Inspirationskatalog", "da_DK")
    assert card["type"] == ("article" if kind in ("interpretation", "story") else "website")
    assert card["image:alt"]
    described = re.search(r'<meta name="description" content="([^"]*)">', page.html)
    assert card.get("description") == (html.unescape(described[1]) if described else None)
    address = urljoin(f"/{path}", card["image"]).lstrip("/")
    with Image.open(io.BytesIO(own_site.files[address])) as image:
        assert (image.format, image.size) == ("PNG", (int(card["image:width"]), int(card["image:height"])))
    assert len(own_site.files[address]) < 40_000


def test_a_page_of_a_theme_has_the_themes_picture(own_site: Site) -> None:
    images = {
        kind: read_card(own_site.pages[OWN_KINDS[kind]].html)["image"].rpartition("/")[2]
        for kind in ("front page", "theme", "interpretation", "dialogue sheet", "catalogue by theme")
    }
    assert images["front page"] == "brand-spire.png"
    assert images["theme"] == images["interpretation"] != images["front page"]
    assert images["dialogue sheet"] == images["catalogue by theme"] != images["theme"]


def test_a_site_that_knows_its_address_gives_whole_ones(
    good: Path, good_site: Site, build: Callable[..., Site]
) -> None:
    """Without an address the picture's is relative, which some readers of cards follow, and the page's is left out."""
    site = build(good, settings=Settings(site_address="https://katalog.example.dk/inspiration/"))
    for address in ("", "themes/blik-for-borgeren/", "units/aakaer-hjemmepleje/blik-for-borgeren/", "about/"):
        card = read_card(site.pages[address].html)
        assert card["url"] == f"https://katalog.example.dk/inspiration/{address}"
        image = card["image"].removeprefix("https://katalog.example.dk/inspiration/")
        assert image in site.files
    assert "url" not in read_card(good_site.pages[""].html)


@pytest.mark.parametrize(("colour", "drawing"), [*product(COLOURS, map(slugify, ICONS)), SITE_CARD])
def test_every_colour_goes_with_every_drawing(colour: str, drawing: str) -> None:
    card = cards.make_card(colour, drawing).convert("RGB")
    assert card.size == (1200, 630)
    assert sum(card.crop((400, 80, 800, 480)).convert("L").histogram()[235:]) > 2_000


def test_a_card_is_composed_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    composed = []
    make = cards.make_card
    monkeypatch.setattr(cards, "make_card", lambda *names: composed.append(names) or make(*names))
    first, second = (list(cards.make_cards((), tmp_path / "kept")) for _ in range(2))
    assert composed == [SITE_CARD]
    assert first == second


def test_no_contributed_picture_is_shown_where_its_consent_says_nothing(good_site: Site) -> None:
    shown = [path for path in good_site.files if re.match(r"(units|stories|themes)/.*\.webp$", path)]
    pages = {path: page.html for path, page in good_site.pages.items()}
    met = 0
    for path, page in pages.items():
        assert not any(name in read_card(page).get("image", "") for name in some(shown)), path
        for image in re.findall(r"<img [^>]*>", page):
            if re.search(r'src="[^"]*(units|stories|themes)/', image):
                assert 'data-channels="kataloget' in image, path
                assert not path.startswith("embed/"), path
                met += 1
    assert met > 2
    for feed in ("feed.xml", "feed.json"):
        assert not any(name.encode() in good_site.files[feed] for name in shown)
