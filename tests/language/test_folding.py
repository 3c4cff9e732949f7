"""Words as they are compared: in a to z."""

import pytest

from catalogue.language.folding import fold


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Grenaa", "grenå"),
        ("øre", "oere"),
        ("æble", "aeble"),
        ("café", "cafe"),
        ("Malmö", "malmø"),
        ("Müller", "muller"),
    ],
)
def test_two_ways_of_writing_a_word_are_compared_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("får", "far"), ("bær", "ber"), ("før", "for")])
def test_two_words_stay_two(one: str, other: str) -> None:
    assert fold(one) != fold(other)


def test_what_has_no_counterpart_stays_as_it_is() -> None:
    assert fold("ß日本") == "ß日本"
