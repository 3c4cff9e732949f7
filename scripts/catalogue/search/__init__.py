"""The search: an index of the edition in small files, and all that the browser needs to ask it in Danish.

`write_index` is the whole of it for the build. Words are taken apart here (`dictionary`, `analysis`), pages become
documents (`documents`) and the documents an index (`index`, `facets`), which is written in parts (`files`). The
browser's half is in `overrides/search/`.
"""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from catalogue.rendering.edition import Edition

FOLDER = "search"
"""Where the files lie below the site."""

__all__ = ["write_index"]


def write_index(edition: "Edition", target: Path) -> None:
    """Write the search of an edition below a finished site. Raises OSError when it cannot be written."""
    # Loaded when an index is made: the spelling rule asks the dictionary, and a check needs nothing of the rest.
    from catalogue.language.dictionary import read_dictionary
    from catalogue.language.grammar import read_grammar
    from catalogue.model.looks import hue_of, icon_of
    from catalogue.reading.synonyms import read_synonyms
    from catalogue.search.analysis import Analyser
    from catalogue.search.documents import make_documents
    from catalogue.search.facets import make_facets
    from catalogue.search.index import Indexer
    from catalogue.search.packing import make_files, write_files

    documents = make_documents(edition)
    indexer = Indexer(Analyser(read_dictionary(), read_grammar()), read_synonyms().groups, documents)
    looks = {theme.slug: {"hue": hue_of(theme), "icon": icon_of(theme)} for theme in edition.catalogue.themes}
    write_files(make_files(indexer, make_facets(edition, documents), looks), target / FOLDER)
