"""Wording: order, dates, numbers, lists and guesses as Danes expect them."""

from datetime import date

import pytest

from catalogue.language import wording


@pytest.mark.parametrize(
    "words",
    [
        ["Anholt", "Bønnerup", "Zebra", "Ærø", "Ørsted", "Åbyhøj"],
        ["a", "b", "z", "æ", "ø", "å"],
        ["Zoo", "Aabenraa", "Aarhus", "Årslev"],
        ["Cafe", "Café", "Cafeen"],
        ["Bøger", "Børn", "Båd"],
        ["»Hej«", "Hejs"],
        ["1. sal", "2. sal", "Anden sal"],
        ["Norddjurs", "Norddjurs Mad", "Norddjursskolen"],
    ],
)
def test_words_stand_in_danish_order(words: list[str]) -> None:
    assert sorted(reversed(words), key=wording.sort_key) == words  # noqa: C414 - a sort that keeps ties in place shows nothing


@pytest.mark.parametrize(("one", "other"), [("Åkær", "aakær"), ("Müller", "Myller"), ("Café!", "cafe")])
def test_spellings_of_one_word_stand_together(one: str, other: str) -> None:
    assert wording.sort_key(one)[0] == wording.sort_key(other)[0]


def test_dates_are_in_words() -> None:
    assert wording.in_words(date(2023, 1, 31)) == "31. januar 2023"
    assert wording.day_and_month(date(2023, 1, 31)) == "31. januar"


@pytest.mark.parametrize(
    ("value", "decimals", "expected"), [(1234.5, 1, "1.234,5"), (1234.5, 0, "1.234"), (0, 0, "0"), (44.96, 1, "45,0")]
)
def test_numbers_have_a_decimal_comma(value: float, decimals: int, expected: str) -> None:
    assert wording.number(value, decimals) == expected


@pytest.mark.parametrize(
    ("amount", "expected"), [(0, "0 sider"), (1, "1 side"), (12, "12 sider"), (1200, "1.200 sider")]
)
def test_amounts_bend_their_noun(amount: int, expected: str) -> None:
    assert wording.count(amount, "side", "sider") == expected


@pytest.mark.parametrize(
    ("words", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")]
)
def test_words_are_listed(words: list[str], expected: str) -> None:
    assert wording.listed(words) == expected


def test_choices_are_quoted() -> None:
    assert wording.quoted(["område", "enhed"]) == "»område« eller »enhed«"
