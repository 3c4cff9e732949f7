"""Contributed images lead to the pictures that were made of them."""

from dataclasses import replace
from pathlib import Path

import pytest

from catalogue.rendering.markdown import render
from catalogue.rendering.pictures import Picture
from catalogue.views.contents import site_pages
from catalogue.views.parts.illustrations import find_shown, place_pictures
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
    image = {"file": "bil.jpg", "alt": 'En "rød" bil', "consent": {"people": "ingen"}}
    pages = [*small(), page("units/x/index.md", area="nord"), page("units/x/blik.md", images=[image])]
    made = replace(edition(pages), pictures=MADE)
    body = next(one.body() for one in site_pages(made) if one.address == "units/x/blik/")
    assert 'src="../../../units/x/bil.webp" alt="En &#34;rød&#34; bil" width="640" height="480"' in body


def test_a_picture_that_the_ground_shows_through_and_one_that_is_tall_say_so() -> None:
    html = '<img src="catalogue:units/x/bil.jpg" alt="En bil">'
    for picture, named in [
        (Picture(640, 480, Path("x.webp"), is_clear=True), 'class="c-picture--clear" width'),
        (Picture(400, 1600, Path("x.webp")), 'class="c-picture--tall" width'),
        (Picture(400, 1600, Path("x.webp"), is_clear=True), 'class="c-picture--clear c-picture--tall" width'),
        (Picture(640, 480, Path("x.webp"), is_still=True), '" width'),
    ]:
        shown = place_pictures(html, {"units/x/bil.jpg": picture})
        assert f'alt="En bil" {named}'.replace('" " width', '" width') in shown
        assert ("class=" in shown) == ("class=" in named)


SPELLINGS = (
    "![En bil](bil.jpg)",
    "![En bil](./bil.jpg)",
    "![En bil](../x/bil.jpg)",
    "![En bil](/units/x/bil.jpg)",
    "![En bil](b%69l.jpg)",
    "![En bil](<bil.jpg>)",
    '![En bil](bil.jpg "Vores bil")',
    "![En bil](bil.jpg?ny)",
    "![En bil](bil.jpg#forside)",
    "![En bil][b]\n\n[b]: bil.jpg",
    "![b]\n\n[b]: ./bil.jpg",
    "[![En bil](bil.jpg)](https://eksempel.invalid/)",
    "- et punkt\n- ![En bil](bil.jpg)",
    "| a |\n| - |\n| ![En bil](bil.jpg) |",
)
NOT_SHOWN = ("Tekst.", "[se billedet](bil.jpg)", "`![En bil](bil.jpg)`", "![Et hus](hus.jpg)", "![En bil](Bil.jpg)")


def body_with(text: str, files: tuple[str, ...] = ("bil.jpg",), kind: str = "interpretation") -> str:
    """Return the body of a page with a text and with images beside it."""
    images = [{"file": file, "alt": f"Ved siden af: {file}", "consent": {"people": "ingen"}} for file in files]
    made = {
        f"{folder}/{file}": Picture(640, 480, Path("x.webp")) for folder in ("units/x", "stories") for file in files
    }
    if kind == "story":
        path, pages = "stories/bilen.md", [page("stories/bilen.md", themes=["blik"], image=images[0])]
    else:
        path, pages = "units/x/blik.md", [page("units/x/blik.md", images=images)]
    whole = edition([*small(), page("units/x/index.md", area="nord"), *pages])
    rendered = {**whole.rendered, path: render(path, text)}
    address = path.removesuffix(".md") + "/"
    return next(
        one.body() for one in site_pages(replace(whole, rendered=rendered, pictures=made)) if one.address == address
    )


@pytest.mark.parametrize("text", SPELLINGS)
def test_a_picture_that_the_text_shows_is_not_shown_once_more_below(text: str) -> None:
    body = body_with(text)
    assert body.count("units/x/bil.webp") == 1, body
    assert 'alt="Ved siden af' not in body


@pytest.mark.parametrize("text", NOT_SHOWN)
def test_a_picture_that_the_text_does_not_show_is_shown_below(text: str) -> None:
    assert 'alt="Ved siden af: bil.jpg"' in body_with(text)


def test_the_picture_of_a_story_is_shown_above_it_unless_the_text_shows_it() -> None:
    assert 'alt="Ved siden af: bil.jpg"' in body_with("Tekst.", kind="story")
    body = body_with("![En bil](bil.jpg)", kind="story")
    assert (body.count("stories/bil.webp"), 'alt="Ved siden af' in body) == (1, False)


def test_a_picture_that_is_named_twice_is_shown_once_and_in_its_place() -> None:
    body = body_with("![Et hus](hus.jpg)", ("bil.jpg", "hus.jpg", "tavle.jpg", "bil.jpg"))
    assert body.index("bil.webp") < body.index("tavle.webp")
    assert [body.count(name) for name in ("bil.webp", "hus.webp", "tavle.webp")] == [1, 1, 1]


def test_what_a_text_shows_is_known_by_the_file() -> None:
    html = '<img alt="a" src="catalogue:units/x/bil.jpg#z"><a href="catalogue:units/x/hus.jpg">se</a><img src="https://x/y.png">'
    assert find_shown(html) == {"units/x/bil.jpg"}
