"""Damage: letters that were lost on the way are known for what they were, and nothing else is touched."""

import pytest

from catalogue.language.damage import Damage, find_damage, mend


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("mÃ¸de", "møde"),
        ("Ã†bler, Ã¥r og Ã˜l", "Æbler, år og Øl"),
        ("cafÃ©", "café"),
        ("â€œHejâ€\u009d", "“Hej”"),
        ("Â»HejÂ«", "»Hej«"),
        ("ÃƒÂ¸l", "øl"),
        ("m=C3=B8de p=C3=A5 K=C3=98KKENET", "møde på KØKKENET"),
        ("m=F8de p=E5tv=E6rs", "møde påtværs"),
        ("K&oslash;kken &amp;aring;bent", "Køkken åbent"),
        ("m\\u00f8de", "møde"),
        ("m├╕de p├Ñ ├ÿen", "møde på Øen"),
        ("m├©de", "møde"),
        ("m√∏de p√• k√∏kken√∏en", "møde på køkkenøen"),
        ("m%C3%B8de p%c3%a5", "møde på"),
    ],
)
def test_what_can_have_been_but_one_is_put_right(written: str, meant: str) -> None:
    assert mend(written) == meant
    assert all(damage.mended in meant for damage in find_damage(written))
    assert [*find_damage(written)]


@pytest.mark.parametrize(
    "text",
    [
        "Møde på café med Ångström, señor, Âge og Zoë.",
        "Ã og Â er bogstaver, 3 €, 20 °C → ude.",
        "Se https://eksempel.invalid/?id=F8a&p=C3=B8 og /sti?x=E6b.",
        "x=1, A=B og R&D; C=C3",
        "[siden](k%C3%B8kken.md) og [a](b?c) i stien/p%C3%A5",
        "√4 er 2, og ├ er en streg; 50 %C",
        "Hvad?Nu og hvornår? Så",
        "",
    ],
)
def test_nothing_else_is_touched(text: str) -> None:
    assert mend(text) == text
    assert list(find_damage(text)) == []


def test_a_question_mark_within_a_word_is_a_lost_letter() -> None:
    assert [damage.word for damage in find_damage("Et m?de")] == ["m\ufffdde"]
    assert mend("Et m?de") == "Et m?de"


def test_a_letter_that_is_lost_is_told_of_without_being_put_right() -> None:
    assert list(find_damage("Et m\ufffdde")) == [Damage("m\ufffdde")]
    assert mend("Et m\ufffdde") == "Et m\ufffdde"


def test_names_of_letters_are_read_by_markdown() -> None:
    assert list(find_damage("K&oslash;kken og m=C3=B8de", reads_names=True)) == [Damage("m=C3=B8de", "møde")]
