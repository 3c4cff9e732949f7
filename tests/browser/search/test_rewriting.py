"""Each way in which a search is rewritten, on its own, on the real page – and what the page says of it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from contexts import Contexts
from searching import Browsing

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def corpus(contexts: Contexts, served: Callable[[Path], str], corpus_site: Path) -> Iterator[Browsing]:
    """One tab for all tests of this file: each begins with a search, and its address is all that a search knows."""
    with contexts.lend() as context:
        yield Browsing(context.new_page(), served(corpus_site))


def notes(tab: Browsing) -> str:
    return " ".join(tab.texts("[data-notes] p"))


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        pytest.param("vikarernes", "p23", id="an inflected word"),
        pytest.param("forælder", "p48", id="the singular of another form"),
        pytest.param("bog", "p06", id="a plural with another vowel"),
        pytest.param("rådgivning", "p44", id="the last part of a compound"),
        pytest.param("vold", "p13", id="the first part of a compound, without its binding letter"),
        pytest.param("medarbejdertrivsel", "p07", id="a compound for its parts"),
        pytest.param("paaroerende", "p03", id="two letters for one"),
        pytest.param("AARSBERETNING", "p63", id="capitals and two letters for one"),
        pytest.param("GDPR", "p31", id="the editors' synonym"),
        pytest.param("klarsprog", "p40", id="a word for a phrase"),
        pytest.param("it support", "p37", id="two words for one with a hyphen"),
        pytest.param("IT-supporten", "p37", id="a word with a hyphen, inflected"),
        pytest.param("hvordan sender jeg digital post", "p24", id="a question in full"),
    ],
)
def test_a_word_is_found_in_another_guise(corpus: Browsing, text: str, unit: str) -> None:
    assert corpus.search(text)[0].startswith(f"units/{unit}/")


@pytest.mark.parametrize(
    ("text", "unit", "said"),
    [
        ("databeskytelse", "p31", "Viser resultater for »databeskyttelse«."),
        ("sundhedsplejeske", "p48", "Viser resultater for »sundhedsplejerske«."),
        ("genburgsplads", "p51", "Viser resultater for »genbrugsplads«."),
        ("dronetilsyn", "p34", "Ingen sider har ordet »dronetilsyn«. Viser sider med »drone« og »tilsyn«."),
        ("password", "p37", "Ingen sider har ordet »password«. Viser sider om »adgangskode« og »kode«."),
        ("kodeordet", "p37", "Ingen sider har ordet »kodeordet«. Viser sider om »adgangskode« og »kode«."),
        ("naturv", "p61", "Ingen sider har ordet »naturv«. Viser sider med ord, der begynder sådan."),
        ("skærmbesøg xyzzy", "p29", "Ingen sider har ordet »xyzzy«."),
    ],
)
def test_what_stands_in_for_a_word_is_told(corpus: Browsing, text: str, unit: str, said: str) -> None:
    assert corpus.search(text)[0].startswith(f"units/{unit}/")
    assert said in notes(corpus)


def test_a_word_that_stands_on_a_page_is_taken_as_it_is(corpus: Browsing) -> None:
    assert len(corpus.search("robotter")) == corpus.amount()
    assert "Ingen sider" not in notes(corpus)


@pytest.mark.parametrize("text", ["guitar", "flygtninge", "ferierne", "vinter"])
def test_a_danish_word_that_no_page_has_is_never_taken_for_a_slip(corpus: Browsing, text: str) -> None:
    assert corpus.search(text) == []
    assert corpus.texts("[data-empty] p")[0] == f"Ingen sider om »{text}« endnu."


def test_there_is_a_way_back_to_the_literal_word(corpus: Browsing) -> None:
    corpus.search("databeskytelse")
    corpus.page.click("text=Søg efter »databeskytelse«")
    corpus.page.wait_for_selector("[data-empty]:not([hidden])")
    assert corpus.results() == []
    assert corpus.texts("[data-empty] p")[0] == "Ingen sider har »databeskytelse« endnu."
    assert "exact=1" in corpus.page.url
    corpus.page.click("text=Søg bredere")
    corpus.page.wait_for_selector("a[data-result]")
    assert corpus.results()[0].startswith("units/p31/")


def test_a_literal_word_finds_no_synonyms(corpus: Browsing) -> None:
    assert corpus.search("videoopkald", exact="1") == []
    assert "p3" in corpus.search("databeskyttelse", exact="1")[0]


def test_a_quotation_may_be_asked_for_and_may_be_left_out(corpus: Browsing) -> None:
    found = corpus.search('"billeder af borgere"')
    assert found[0].startswith("units/p54/")
    assert "passer på det hele" in notes(corpus)
    assert "Ingen sider" not in notes(corpus)
    found = corpus.search('samtykke -"billeder af borgere"')
    assert not [address for address in found if address.startswith("units/p54/")]
    assert {address.split("/")[1] for address in found} >= {"p32", "p53"}
    assert notes(corpus).startswith("Uden sider med »billeder af borgere«.")


def test_pages_with_only_some_of_the_words_come_last_and_are_told_of(corpus: Browsing) -> None:
    found = corpus.search("droner vandløb trivsel")
    assert found[0].startswith("units/p34/")
    assert "noget af det" in notes(corpus)


def test_the_empty_list_is_honest_and_helps_on(own: Browsing) -> None:
    assert own.search("fravær") == []
    (words,) = own.texts("[data-empty]")
    assert words.startswith("Ingen sider om »fravær« endnu.")
    assert "Se temaet En attraktiv arbejdsplads" in words
    assert "Skriv til redaktionen" in words
    for link in own.page.query_selector_all("[data-empty] a[href^='?']"):
        assert own.search(link.inner_text()), link.inner_text()


def test_words_without_content_are_left_out_unless_there_is_nothing_else(own: Browsing) -> None:
    assert own.search("hvordan er det med en velkomst") == own.search("velkomst")
    assert own.search("MED")[0].startswith(("units/", "stories/"))
