"""Words that are right, asked of the search's own script: it never takes one for a slip (search.orthography)."""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pytest

from catalogue.language.dictionary import read_dictionary
from catalogue.rendering.store import Store
from catalogue.search.orthography import make_right_words, read_places
from nodes import Ask, asking

AT_ONCE = 20_000
ONE_IN = 101


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the address of a folder with the words as the index has them."""
    made = tmp_path_factory.mktemp("right-words")
    for name, data in make_right_words(Store()).items():
        (made / name).write_bytes(data)
    return f"{made.as_uri()}/"


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    with asking(Path(__file__).with_name("right_words.js")) as ask:
        yield ask


def find_unknown(ask: Ask, folder: str, forms: Iterator[str]) -> list[str]:
    unknown: list[str] = []
    while some := list(islice(forms, AT_ONCE)):
        unknown += ask({"folder": folder, "forms": " ".join(some)})
    return unknown


def forms_of(words: Iterable[str]) -> Iterator[str]:
    """Yield words of the dictionary in each of their forms, in small letters; not names with capitals within."""
    dictionary = read_dictionary()
    for word in words:
        if word.isalpha() and word[1:].islower() and dictionary.knows(word):
            yield word.lower()
            yield from (form.lower() for form in dictionary.forms(word) if form.isalpha())


def test_no_form_of_a_word_of_the_dictionary_is_a_slip(ask: Ask, folder: str) -> None:
    """Every set of endings that words take is met many times; all words at once would take minutes."""
    words = islice(sorted(read_dictionary().words), 0, None, ONE_IN)
    assert find_unknown(ask, folder, forms_of(words)) == []


def test_no_place_in_the_municipality_is_a_slip(ask: Ask, folder: str) -> None:
    places = [part.lower() for place in read_places() for part in place.split()]
    assert len(places) > 50
    assert find_unknown(ask, folder, iter(places)) == []


@pytest.mark.parametrize("form", ["trivslsen", "arbjede", "kommnue", "sygefrvær", "politikk"])
def test_a_slip_is_no_right_word(ask: Ask, folder: str, form: str) -> None:
    assert find_unknown(ask, folder, iter([form])) == [form]
