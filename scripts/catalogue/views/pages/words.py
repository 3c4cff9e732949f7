"""Words: the list of terms and abbreviations, from the glossary."""

from itertools import groupby

from catalogue.reading import glossary
from catalogue.reading.glossary import Word
from catalogue.views.parts.site import Site


def list_words(site: Site) -> str:
    """Return the words with their meanings, letter by letter, in Danish order."""
    letters = [(letter, list(words)) for letter, words in groupby(glossary.words(), _first_letter)]
    return site.render("fragments/words.html", letters=letters)


def _first_letter(word: Word) -> str:
    """Return the letter that a word stands under: »aa« is an å."""
    return "Å" if word.term.lower().startswith("aa") else word.term[0].upper()
