"""Looks: a theme wears what it has chosen, or else what its number gives it."""

import making
from catalogue.model.fields import COLOURS, ICONS
from catalogue.model.looks import drawing_of, hue_of, icon_of, material_icon_of


def test_a_theme_wears_its_own_choice() -> None:
    theme = making.page("themes/nyt.md", order="1", colour=COLOURS[-1], icon=ICONS[-1])
    assert hue_of(theme) == COLOURS[-1] != COLOURS[0]
    assert icon_of(theme) != icon_of(making.page("themes/nyt.md", order="1"))


def test_themes_without_a_choice_wear_one_after_the_other_and_then_begin_again() -> None:
    themes = [making.page("themes/nyt.md", order=str(number + 1)) for number in range(len(COLOURS) + 1)]
    assert [hue_of(theme) for theme in themes] == [*COLOURS, COLOURS[0]]


def test_a_theme_with_an_icon_of_materials_has_the_card_that_its_number_gives() -> None:
    theme = making.page("themes/nyt.md", order="2", icon="fontawesome/solid/house")
    assert icon_of(theme) == "fontawesome-solid-house"
    assert material_icon_of(theme) == "fontawesome/solid/house"
    assert drawing_of(theme) == icon_of(making.page("themes/nyt.md", order="2"))


def test_a_theme_with_one_of_the_catalogues_own_has_it_on_its_card_too() -> None:
    for theme in (making.page("themes/nyt.md", order="1", icon=ICONS[-1]), making.page("themes/nyt.md", order="3")):
        assert drawing_of(theme) == icon_of(theme)
        assert material_icon_of(theme) is None
