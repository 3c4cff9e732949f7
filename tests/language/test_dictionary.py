"""The dictionary knows words in all their forms."""

from itertools import islice

import pytest

from catalogue.language.dictionary import read_dictionary


def test_the_dictionary_can_tell_a_misspelt_word() -> None:
    dictionary = read_dictionary()
    assert dictionary.has_form("medarbejdernes")
    assert not dictionary.has_form("medarbjdernes")
    assert not dictionary.has_form("xyzzy")


@pytest.mark.parametrize(
    ("form", "words"),
    [
        ("kik", ["kikke", "kik"]),  # What somebody is told to do: one of two consonants alike goes.
        ("trivslen", ["trivsel"]),
        ("caféen", ["café"]),  # No rule names é.
        ("vist", ["vis", "vise"]),
        ("politikkens", ["politik"]),  # Two endings in a row.
        ("xyzzyen", []),
    ],
)
def test_a_form_leads_to_the_words_it_may_come_from(form: str, words: list[str]) -> None:
    assert list(dict.fromkeys(origin.word for origin in read_dictionary().origins(form))) == words


def test_every_form_leads_back_to_its_word() -> None:
    dictionary = read_dictionary()
    words = islice(dictionary.words, 0, None, 150)
    lost = [
        (word, form)
        for word in words
        for form in dictionary.forms(word)
        if word not in {origin.word for origin in dictionary.origins(form)}
    ]
    assert not lost


@pytest.mark.parametrize(("piece", "word"), [("trivsels", "trivsel"), ("uge", "uge"), ("børne", "børn")])
def test_a_front_part_leads_to_its_word(piece: str, word: str) -> None:
    assert word in read_dictionary().binders(piece)
