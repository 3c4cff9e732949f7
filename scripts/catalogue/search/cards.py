"""Cards: what results show of pages, in files of neighbours, and the best pages of a term in a file of its own.

What somebody looks for stands on pages all over the catalogue: a file of neighbours has one of those that are shown. So
each term that many pages have has a file with the cards of those that are most about it.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from operator import itemgetter

from catalogue.search.coding import pack, write_json
from catalogue.search.documents import Document
from catalogue.search.index import Posting
from catalogue.search.joints import LONG, LONG_IN_TEXT, join_text

TOGETHER = 8
"""The cards in a file of neighbours."""
LEAST, MOST = 8, 20
"""The pages that a term must have to have a file, and those of them that are in it: as many as are shown at once."""
EPOCH = date(1970, 1, 1).toordinal()
"""The day from which browsers count."""


class Cards:
    """The cards of documents, written once for all files that they are in."""

    def __init__(self, documents: Sequence[Document]) -> None:
        self._rows = [_write_card(document) for document in documents]

    def make_neighbours(self) -> Iterator[tuple[str, bytes]]:
        """Yield the files of cards as the pages follow each other, by name."""
        for number, start in enumerate(range(0, len(self._rows), TOGETHER)):
            yield f"cards-{number}.bin", pack(_list(self._rows[start : start + TOGETHER]))

    def make_best(self, postings: Iterable[tuple[str, Posting]]) -> Iterator[tuple[str, bytes]]:
        """Yield the files of terms by name: the cards of the pages that are most about each, the most first.

        `postings` are the pages of terms, each with what the file of the term is called by.
        """
        for name, posting in postings:
            if len(posting) >= LEAST:
                # Of pages alike the first comes first: sorting leaves them as they stand.
                best = sorted(posting, key=itemgetter(1), reverse=True)[:MOST]
                yield f"best-{name}.bin", pack(_list([self._rows[page] for page, _, _ in best]))


def _list(rows: Sequence[bytes]) -> bytes:
    return b"[" + b",".join(rows) + b"]"


def _write_card(document: Document) -> bytes:
    card = document.card
    title, note = join_text(card.title, LONG), join_text(card.note, LONG_IN_TEXT)
    summary = join_text(card.summary, LONG_IN_TEXT)
    day = max(0, document.told - EPOCH)
    return write_json([card.address, title, summary, note, int(card.is_example), day])
