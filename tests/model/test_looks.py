"""Looks: a theme wears what it has chosen, or else what its number gives it."""

import making
from catalogue.model.fields import COLOURS, ICONS
from catalogue.model.looks import hue_of, icon_of


def test_a_theme_wears_its_own_choice() -> None:
    theme = making.page("themes/nyt.md", order="1", colour=COLOURS[-1], icon=ICONS[-1])
    assert hue_of(theme) == COLOURS[-1] != COLOURS[0]
    assert icon_of(theme) != icon_of(making.page("themes/nyt.md", order="1"))


def test_themes_without_a_choice_wear_one_after_the_other_and_then_begin_again() -> None:
    themes = [making.page("themes/nyt.md", order=str(number + 1)) for number in range(len(COLOURS) + 1)]
    assert [hue_of(theme) for theme in themes] == [*COLOURS, COLOURS[0]]
