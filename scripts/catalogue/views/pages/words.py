"""Words: the list of terms and abbreviations, from the glossary."""

from catalogue.reading import glossary
from catalogue.views.parts.site import Site


def list_words(site: Site) -> str:
    """Return the words with their meanings, in Danish order."""
    return site.render("fragments/words.html", words=glossary.words())
