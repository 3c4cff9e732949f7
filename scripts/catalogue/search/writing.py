"""Writing the search: an edition becomes an index in small files, with all that the browser needs to ask it in Danish.

Words are taken apart (`analysis`), pages become documents (`documents`) and the documents an index (`index`, `facets`),
which is written in parts (`packing`). The browser's half is in `overrides/search/`.
"""

from catalogue.language.dictionary import read_dictionary
from catalogue.language.grammar import read_grammar
from catalogue.language.thesaurus import read_thesaurus
from catalogue.model.looks import hue_of, icon_of
from catalogue.reading.lexicon import read_lexicon
from catalogue.reading.synonyms import read_synonyms
from catalogue.refilling import Refilled
from catalogue.rendering.edition import Edition
from catalogue.rendering.store import Store
from catalogue.search.analysis import Analyser
from catalogue.search.documents import make_documents
from catalogue.search.everyday import find_ways
from catalogue.search.facets import make_facets
from catalogue.search.index import Indexer
from catalogue.search.packing import make_files, write_files

FOLDER = "search"
"""Where the files lie below the site."""


def write_index(edition: Edition, site: Refilled, store: Store) -> None:
    """Put the search of an edition on its site. Raises OSError."""
    documents = make_documents(edition)
    indexer = Indexer(Analyser(read_dictionary(), read_grammar()), read_synonyms().groups, documents)
    looks = {theme.slug: {"hue": hue_of(theme), "icon": icon_of(theme)} for theme in edition.catalogue.themes}
    ways = find_ways(indexer, read_lexicon().entries, read_thesaurus())
    write_files(make_files(indexer, ways, make_facets(edition, documents), looks, store), site, FOLDER)
