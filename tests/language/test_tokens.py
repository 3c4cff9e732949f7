"""Tokens: the words of a text as they are written, letters in two parts made one."""

import pytest

from catalogue.language.tokens import is_capitals, tokens


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vi mødes kl. 8.30 – alle 12!", ["Vi", "mødes", "kl", "8", "30", "alle", "12"]),
        ("TRIO-gruppen og »MED« -udvalget", ["TRIO-gruppen", "og", "MED", "udvalget"]),
        ("a\u030aben_dag", ["åben", "dag"]),
        ("–  …", []),
    ],
)
def test_a_text_falls_into_words_and_numbers(text: str, expected: list[str]) -> None:
    assert list(tokens(text)) == expected


def test_an_abbreviation_is_told_from_a_word_and_from_a_letter() -> None:
    assert [is_capitals(token) for token in ("MED", "med", "Med", "I")] == [True, False, False, False]
