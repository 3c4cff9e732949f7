"""The dictionary knows words in all their forms."""

from catalogue.language.dictionary import read_dictionary


def test_the_dictionary_can_tell_a_misspelt_word() -> None:
    dictionary = read_dictionary()
    assert dictionary.has_form("medarbejdernes")
    assert not dictionary.has_form("medarbjdernes")
    assert not dictionary.has_form("xyzzy")
