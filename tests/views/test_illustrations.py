"""Contributed images lead to the pictures that were made of them."""

from dataclasses import replace
from pathlib import Path

from catalogue.rendering.pictures import Picture
from catalogue.views.contents import site_pages
from catalogue.views.parts.illustrations import place_pictures
from making import edition, page, small

MADE = {"units/x/bil.jpg": Picture(640, 480, Path("x.webp"))}


def test_an_image_in_a_text_gets_its_picture_and_its_size() -> None:
    html = place_pictures('<p><img src="catalogue:units/x/bil.jpg" alt="En bil > to"></p>', MADE)
    assert 'src="catalogue:units/x/bil.webp" alt="En bil > to" width="640" height="480" loading="lazy"' in html


def test_a_link_to_an_image_leads_to_its_picture() -> None:
    html = place_pictures('<a href="catalogue:units/x/bil.jpg">se</a>', MADE)
    assert html == '<a href="catalogue:units/x/bil.webp">se</a>'


def test_other_links_and_words_are_left_alone() -> None:
    html = '<a href="catalogue:units/x/plan.pdf">src="catalogue:units/x/bil.jpg"</a>'
    assert place_pictures(html, MADE) == html


def test_a_page_shows_its_images_with_their_words() -> None:
    image = {"file": "bil.jpg", "alt": 'En "rød" bil'}
    pages = [*small(), page("units/x/index.md", area="nord"), page("units/x/blik.md", images=[image])]
    made = replace(edition(pages), pictures=MADE)
    body = next(one.body() for one in site_pages(made) if one.address == "units/x/blik/")
    assert 'src="../../../units/x/bil.webp" alt="En &#34;rød&#34; bil" width="640" height="480"' in body
