"""What everyday words lead to on some pages (search.everyday, search.index)."""

from datetime import date

import pytest

from catalogue.language.dictionary import read_dictionary
from catalogue.language.grammar import read_grammar
from catalogue.reading.lexicon import Entry
from catalogue.reading.synonyms import Group
from catalogue.search.analysis import Analyser
from catalogue.search.documents import SOURCE, TEXT, TITLE, Card, Document
from catalogue.search.everyday import Ways, find_ways
from catalogue.search.index import GAP, Indexer

NEWS = (False, -date(2026, 1, 15).toordinal(), False, "")
GROUPS = (Group(("plejecenter", "plejehjem")), Group(("skærmbesøg", "videosamtale")))


def document(*texts: tuple[float, str]) -> Document:
    return Document(texts, 1.0, {}, NEWS, Card("", "", "", "", is_example=False))


@pytest.fixture(scope="module")
def indexer() -> Indexer:
    pages = [
        document((TITLE, "Rengøring på plejecentret"), (TEXT, "Vi vasker gulve sammen.")),
        document((TITLE, "Faste teams"), (TEXT, "Teams, der er faste."), (SOURCE, "Sag i Økonomiudvalget")),
    ]
    return Indexer(Analyser(read_dictionary(), read_grammar()), GROUPS, pages)


def ways(indexer: Indexer, *entries: Entry) -> Ways:
    return find_ways(indexer, entries, {})


def test_a_word_leads_to_the_terms_that_pages_have_in_the_order_of_its_line(indexer: Indexer) -> None:
    found = ways(indexer, Entry("mop", leads_to=("rengøring", "svamp", "gulv")))["mop"]
    assert [(way.terms, way.name) for way in found] == [(("rengøring",), "rengøring"), (("gulv",), "gulv")]
    assert found[0].worth > found[1].worth


def test_a_family_counts_as_much_as_the_first_word_of_a_line(indexer: Indexer) -> None:
    found = ways(indexer, Entry("skure", near=("vaske",), leads_to=("rengøring",)))["skure"]
    assert {way.worth for way in found} == {6}


def test_words_of_more_words_must_all_be_there(indexer: Indexer) -> None:
    found = ways(indexer, Entry("fast gruppe", leads_to=("faste teams", "faste gulvtæpper")))["fast gruppe"]
    assert [(len(way.terms), way.name) for way in found] == [(2, "faste teams")]


def test_a_word_leads_to_the_group_that_the_word_it_names_is_in(indexer: Indexer) -> None:
    found = ways(indexer, Entry("alderdomshjem", leads_to=("plejehjem",)))["alderdomshjem"]
    assert [way.terms for way in found] == [("~0",)]


def test_a_compound_that_no_page_has_leads_to_what_it_begins_with(indexer: Indexer) -> None:
    found = ways(indexer, Entry("rengøringskone", leads_to=("rengøringsassistent",)))["rengoeringskone"]
    assert [way.terms for way in found] == [("rengøring",)]


def test_a_word_that_leads_nowhere_is_known_all_the_same(indexer: Indexer) -> None:
    assert ways(indexer, Entry("svamp", leads_to=("klud",)))["svamp"] == []


def test_the_thesaurus_is_asked_of_what_the_editors_do_not_know(indexer: Indexer) -> None:
    thesaurus = {"pudse": {"vaske": 2}, "mop": {"vaske": 2}}
    found = find_ways(indexer, [Entry("mop", leads_to=("gulv",))], thesaurus)
    assert [way.terms for way in found["pudse*"]] == [("vaske",)]
    assert "mop*" not in found


def test_a_source_is_found_and_makes_its_page_no_longer(indexer: Indexer) -> None:
    ((page, _, place),) = indexer.postings["økonomiudvalg"]
    assert (page, place) == (1, 0)


def test_a_word_has_its_place_where_it_heads_a_page(indexer: Indexer) -> None:
    assert [(page, place) for page, _, place in indexer.postings["team"]] == [(1, 2)]
    two = Indexer(indexer.analyser, (), [document((TITLE, "Et to"), (TITLE, "Fugl"))])
    assert two.postings["fugl"][0][2] == 2 + GAP + 1
