"""Words that are right, asked of the search's own script: it never takes one for a slip (search.orthography)."""

from collections.abc import Iterator
from itertools import islice

import pytest

from catalogue.language.dictionary import read_dictionary
from catalogue.search.orthography import read_places
from rightwords import RightWords, asking_for_right_words, forms_of

ONE_IN = 101


@pytest.fixture(scope="module")
def right_words() -> Iterator[RightWords]:
    with asking_for_right_words() as right_words:
        yield right_words


def test_no_form_of_a_word_of_the_dictionary_is_a_slip(right_words: RightWords) -> None:
    """Every set of endings that words take is met many times; all words at once are asked about in the audit."""
    words = islice(sorted(read_dictionary().words), 0, None, ONE_IN)
    assert right_words.find_unknown(forms_of(words)) == []


def test_no_place_in_the_municipality_is_a_slip(right_words: RightWords) -> None:
    places = [part.lower() for place in read_places() for part in place.split()]
    assert len(places) > 50
    assert right_words.find_unknown(places) == []


@pytest.mark.parametrize("form", ["trivslsen", "arbjede", "kommnue", "sygefrvær", "politikk"])
def test_a_slip_is_no_right_word(right_words: RightWords, form: str) -> None:
    assert right_words.find_unknown([form]) == [form]
