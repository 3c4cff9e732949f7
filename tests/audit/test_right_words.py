"""Every form of every word of the dictionary, asked of the search's own script. `make test` asks about a hundredth."""

from catalogue.language.dictionary import read_dictionary
from rightwords import asking_for_right_words, forms_of
from rows import Note


def test_no_form_of_any_word_of_the_dictionary_is_a_slip(note: Note) -> None:
    forms = {*forms_of(read_dictionary().words)}
    with asking_for_right_words() as right_words:
        unknown = right_words.find_unknown(sorted(forms))
    note(f"{len(unknown)} of {len(forms):,} forms", "none")
    assert len(forms) > 500_000
    assert unknown == []
