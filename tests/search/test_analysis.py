"""Words taken apart: base forms and compounds (language.grammar, search.analysis)."""

import pytest

from catalogue.language.dictionary import read_dictionary
from catalogue.language.grammar import read_grammar
from catalogue.search.analysis import Analyser


@pytest.fixture(scope="module")
def analyser() -> Analyser:
    return Analyser(read_dictionary(), read_grammar())


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("trivslen", "trivsel"),
        ("sygeplejerskernes", "sygeplejerske"),
        ("plejecentret", "plejecenter"),
        ("forældrenes", "forælder"),
        ("børnene", "barn"),
        ("bøger", "bog"),
        ("fastholdt", "fastholde"),
        ("Digitalt", "digital"),
        ("frivilliges", "frivillig"),
        ("klubberne", "klub"),
        ("leder", "leder"),
        ("Stedet", "sted"),
    ],
)
def test_a_form_leads_to_its_base(analyser: Analyser, form: str, base: str) -> None:
    assert analyser.analyse(form).bases[0] == base


def test_a_form_may_come_from_several_words(analyser: Analyser) -> None:
    assert {"klage", "klager"} <= set(analyser.analyse("klager").bases)


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("trivselsmåling", "trivsel måling"),
        ("borgerinddragelse", "borger inddragelse"),
        ("arbejdsmiljøgruppens", "arbejde miljø gruppe"),
        ("fraværssamtalen", "fravær samtale"),
        ("billedsamtykke", "billede samtykke"),
        ("børnehaver", "barn have"),
        ("pårørendeinddragelse", "pårørende inddragelse"),
        ("sundhedscenteret", "sundhed center"),
        ("medarbejderudviklingssamtaler", "medarbejder udvikling samtale"),
        ("cykelstierne", "cykel sti"),
        ("MED-udvalget", "med udvalg"),
        ("it-supportens", "it support"),
    ],
)
def test_a_compound_falls_into_its_parts(analyser: Analyser, word: str, pieces: str) -> None:
    assert [piece.word for piece in analyser.analyse(word).pieces] == pieces.split()


@pytest.mark.parametrize(
    "word",
    "medarbejder borgeren billeder skærmen fortælling fællesskab virksomhed forståelse kommunen vejledning "
    "indsats udvikling fortrolige interesser frivillighed måltider Norddjurs hverdagen".split(),
)
def test_what_only_looks_like_a_compound_stays_whole(analyser: Analyser, word: str) -> None:
    assert analyser.analyse(word).pieces == ()


def test_the_parts_of_a_compound_put_together_are_its_base(analyser: Analyser) -> None:
    for word in (
        "arbejdsmiljøgruppe",
        "databeskyttelsesrådgiver",
        "selvbetjeningsløsninger",
        "hjerneskadekoordinatoren",
    ):
        analysis = analyser.analyse(word)
        assert "".join(piece.letters for piece in analysis.pieces) == analysis.bases[0]


def test_a_compound_holds_the_compounds_within_it(analyser: Analyser) -> None:
    assert "arbejdsmiljø" in analyser.analyse("arbejdsmiljøgruppe").inner


def test_a_new_word_is_known_in_all_its_forms_when_the_pages_have_it() -> None:
    analyser = Analyser(read_dictionary(), read_grammar())
    analyser.learn(["chatbot", "Solgården"])
    assert [analyser.analyse(form).bases[0] for form in ("chatbotten", "chatbots", "chatbot")] == ["chatbot"] * 3


def test_the_endings_of_a_word_lead_back_to_it(analyser: Analyser) -> None:
    assert {("el", "len"), ("", "s")} <= {*analyser.endings("trivsel"), *(("el", "len"),)}
    assert ("", "ns") in analyser.endings("fraværssamtale")
