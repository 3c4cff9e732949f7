"""The index as files: the same bytes each time, small, and true to the catalogue.

(search.coding, search.documents, search.facets, search.index, search.packing, search.vocabulary, search.writing)
"""

import gzip
import json
from pathlib import Path

from catalogue.engine.plugin import make_site
from catalogue.language.dictionary import read_dictionary
from catalogue.language.grammar import read_grammar
from catalogue.reading import limits
from catalogue.search.analysis import Analyser
from catalogue.search.documents import Card, Document
from catalogue.search.index import Indexer, cut_into_shards
from catalogue.settings import Settings
from catalogue.site.build import Request, build
from sites import Site
from trees import TODAY

ENDS = "arbejde bad dans elev fag gang hold klub lege musik".split()


def read(site: Path, name: str) -> dict[str, object]:
    version = json.loads((site / "search" / "index.json").read_text("utf-8"))["version"]
    read: dict[str, object] = json.loads(gzip.decompress((site / "search" / version / name).read_bytes()))
    return read


def files(site: Path) -> dict[str, bytes]:
    folder = site / "search"
    return {str(file.relative_to(folder)): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()}


def test_two_builds_give_the_same_bytes(corpus_docs: Path, corpus_site: Path, tmp_path: Path) -> None:
    build(Request(corpus_docs, tmp_path / "site", TODAY, Settings()), make_site)  # With nothing kept from the first.
    assert files(tmp_path / "site") == files(corpus_site)


def test_every_published_page_is_a_result_of_its_own(own_site: Site) -> None:
    export = json.loads((own_site.root / "catalogue.json").read_text("utf-8"))
    expected = [
        entry["address"]
        for kind in ("themes", "units", "interpretations", "ideas", "stories", "meetings")
        for entry in export[kind]
    ]
    amount = len(list((own_site.root / "search").rglob("cards-*.bin")))
    cards = [card[0] for number in range(amount) for card in read(own_site.root, f"cards-{number}.bin")]
    assert sorted(cards) == sorted(expected)


def test_every_facet_has_a_value_or_none_for_every_page(corpus_site: Path) -> None:
    table = read(corpus_site, "facets.bin")
    assert [facet["name"] for facet in table["facets"]] == [
        "type",
        "theme",
        "area",
        "topic",
        "kind",
        "status",
        "profession",
        "hard",
    ]
    assert {len(facet["column"]) for facet in table["facets"]} == {table["pages"]}


def test_the_newest_stand_first_and_titles_in_danish_order(own_site: Site) -> None:
    order = read(own_site.root, "order.bin")
    assert sorted(order["newest"]) == sorted(order["title"]) == list(range(len(order["title"])))


def test_a_shard_is_no_larger_than_asked_for() -> None:
    assert cut_into_shards([5, 5, 5, 20, 1], largest=10) == [0, 2, 3, 4]
    assert cut_into_shards([], largest=10) == [0]


def index_of(*texts: str) -> Indexer:
    """Return the index of pages with a text each."""
    card = Card("", "", "", "", is_example=False)
    documents = [Document(((1.0, text),), 1.0, {}, 0, card) for text in texts]
    return Indexer(Analyser(read_dictionary(), read_grammar()), [], documents)


def test_so_many_long_words_of_a_page_are_taken_apart_and_the_others_are_found_as_written() -> None:
    long = [f"skole{first}{second}{third}gruppen" for first in ENDS for second in ENDS for third in ENDS]
    indexer = index_of(" ".join(long[: limits.LONG_WORDS]) + " hverdagsrehabilitering")
    assert all(len(word) >= limits.LONG_WORD for word in long)
    known = {word.text for word in indexer.words}
    assert "hverdagsrehabilitering" in known
    assert "hverdag" in set(index_of("Om hverdagsrehabilitering").postings)
    assert "hverdag" not in set(indexer.postings)


def test_a_word_longer_than_any_is_not_found_and_breaks_nothing() -> None:
    longest = "arbejds" * 11
    assert len(f"{longest}gru") == limits.WORD_LETTERS
    known = {word.text for word in index_of(f"{longest}gru {longest}grup {longest * 900} møde").words}
    assert {f"{longest}gru", "møde"} <= known
    assert not any(len(word) > limits.WORD_LETTERS for word in known)


def test_a_catalogue_without_a_word_has_an_index() -> None:
    nothing = Document(((1.0, "…"),), 1.0, {}, (False, 0, False, ""), Card("", "", "", "", is_example=False))
    indexer = Indexer(Analyser(read_dictionary(), read_grammar()), [], [nothing])
    assert indexer.postings == {}
