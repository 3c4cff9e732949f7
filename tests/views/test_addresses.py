"""Links in views: written from the site's root, shown relative to the page, and never leading nowhere."""

import pytest

from catalogue.views.parts.addresses import is_editorial, relative, resolve


def known(path: str) -> bool:
    return path in ("", "units/x/", "themes/blik/")


@pytest.mark.parametrize(
    ("address", "target", "link"),
    [
        ("", "units/x/", "units/x/"),
        ("", "", "./"),
        ("units/", "units/x/", "../units/x/"),
        ("units/x/blik/", "units/x/", "../../../units/x/"),
        ("units/x/", "", "../../"),
        ("catalogue/", "catalogue/?theme=blik", "../catalogue/?theme=blik"),
    ],
)
def test_a_link_goes_up_to_the_root_and_down_again(address: str, target: str, link: str) -> None:
    assert relative(address, target) == link


@pytest.mark.parametrize(
    ("html", "resolved"),
    [
        ('<a href="catalogue:units/x/">x</a>', '<a href="../units/x/">x</a>'),
        ('<a href="catalogue:units/x/#del">x</a>', '<a href="../units/x/#del">x</a>'),
        ('<a id="c" href="catalogue:themes/blik/?a=b&amp;c">x</a>', '<a id="c" href="../themes/blik/?a=b&amp;c">x</a>'),
        ('<a href="catalogue:">forsiden</a>', '<a href="../">forsiden</a>'),
        ('<a href="catalogue:units/x/plakat.pdf">x</a>', '<a href="../units/x/plakat.pdf">x</a>'),
        ('<img alt="a > b" src="catalogue:units/x/a.webp">', '<img alt="a > b" src="../units/x/a.webp">'),
        ('<a href="https://eksempel.invalid/">x</a>', '<a href="https://eksempel.invalid/">x</a>'),
    ],
)
def test_links_into_the_catalogue_become_relative(html: str, resolved: str) -> None:
    assert resolve(html, "units/", known) == resolved


def test_a_link_to_nothing_keeps_its_words_and_loses_its_address() -> None:
    assert resolve('<a title="t" href="catalogue:units/y/">ordene</a>', "units/", known) == '<a title="t">ordene</a>'


def test_words_that_look_like_a_link_are_left_alone() -> None:
    html = '<p>Skriv href="catalogue:units/x/" i filen.</p>'
    assert resolve(html, "units/", known) == html


def test_an_attribute_that_holds_a_link_as_words_is_left_alone() -> None:
    html = '<a title="a href=&quot;catalogue:units/x/&quot;">x</a>'
    assert resolve(html, "units/", known) == html


@pytest.mark.parametrize("path", ["", "catalogue/", "about/words/", "contribute/fields/"])
def test_editorial_addresses_are_known(path: str) -> None:
    assert is_editorial(path)


@pytest.mark.parametrize("path", ["units/x/", "about", "nowhere/", "contribute/plakat"])
def test_other_addresses_are_not_editorial(path: str) -> None:
    assert not is_editorial(path)
