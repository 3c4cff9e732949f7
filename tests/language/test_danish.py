"""Danish: order, dates, numbers, lists, guesses and slugs as Danes expect them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalogue.language import readability, wording
from catalogue.language.slugs import is_slug, slugify


@pytest.mark.parametrize(
    "words",
    [
        ["Anholt", "Bønnerup", "Zebra", "Ærø", "Ørsted", "Åbyhøj"],
        ["a", "b", "z", "æ", "ø", "å"],
        ["Zoo", "Aabenraa", "Aarhus", "Årslev"],
        ["Cafe", "Café", "Cafeen"],
        ["Bøger", "Børn", "Båd"],
        ["»Hej«", "Hejs"],
        ["1. sal", "2. sal", "Anden sal"],
        ["Norddjurs", "Norddjurs Mad", "Norddjursskolen"],
    ],
)
def test_words_stand_in_danish_order(words: list[str]) -> None:
    assert sorted(reversed(words), key=wording.sort_key) == words  # noqa: C414 - a sort that keeps ties in place shows nothing


@pytest.mark.parametrize(("one", "other"), [("Åkær", "aakær"), ("Müller", "Myller"), ("Café!", "cafe")])
def test_spellings_of_one_word_stand_together(one: str, other: str) -> None:
    assert wording.sort_key(one)[0] == wording.sort_key(other)[0]


def test_dates_are_in_words() -> None:
    assert wording.in_words(date(2023, 1, 31)) == "31. januar 2023"
    assert wording.day_and_month(date(2023, 1, 31)) == "31. januar"


@pytest.mark.parametrize(
    ("value", "decimals", "expected"), [(1234.5, 1, "1.234,5"), (1234.5, 0, "1.234"), (0, 0, "0"), (44.96, 1, "45,0")]
)
def test_numbers_have_a_decimal_comma(value: float, decimals: int, expected: str) -> None:
    assert wording.number(value, decimals) == expected


@pytest.mark.parametrize(
    ("amount", "expected"), [(0, "0 sider"), (1, "1 side"), (12, "12 sider"), (1200, "1.200 sider")]
)
def test_amounts_bend_their_noun(amount: int, expected: str) -> None:
    assert wording.count(amount, "side", "sider") == expected


@pytest.mark.parametrize(
    ("words", "expected"), [([], ""), (["a"], "a"), (["a", "b"], "a og b"), (["a", "b", "c"], "a, b og c")]
)
def test_words_are_listed(words: list[str], expected: str) -> None:
    assert wording.listed(words) == expected


def test_choices_are_quoted() -> None:
    assert wording.quoted(["område", "enhed"]) == "»område« eller »enhed«"


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("enhd", ["område", "enhed"], "enhed"),
        ("ENHED", ["område", "enhed"], "enhed"),
        ("afdeling", ["område", "enhed"], None),
        ("igang", ["ikke begyndt", "i gang"], "i gang"),
        ("x", [], None),
        ("", ["enhed"], None),
    ],
)
def test_the_nearest_word_is_guessed_when_one_is_near(word: str, known: list[str], expected: str | None) -> None:
    assert wording.nearest(word, known) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Idé på kanten", "ide-paa-kanten"),
        ("Blik for borgeren", "blik-for-borgeren"),
        ("En stærk fortælling", "en-staerk-fortaelling"),
        ("ÆØÅ", "aeoeaa"),
        ("a\u030a", "aa"),
        ("Hjemmeplejen Glesborg/Allingåbro", "hjemmeplejen-glesborg-allingaabro"),
        ("  – Hvad nu? –  ", "hvad-nu"),
        ("Über Straße", "ueber-strasse"),
        ("50 % færre", "50-faerre"),
        ("???", ""),
        ("日本", ""),
    ],
)
def test_slugs_spell_danish_letters_out(text: str, expected: str) -> None:
    assert slugify(text) == expected


@given(text=st.text())
def test_a_slug_is_empty_or_sound_and_stays_as_it_is(text: str) -> None:
    slug = slugify(text)
    assert slug == "" or is_slug(slug)
    assert slugify(slug) == slug


def test_lix_is_words_a_sentence_and_the_share_of_long_words() -> None:
    # Ten words in two sentences, two of them longer than six letters: 10 / 2 + 100 × 2 / 10.
    measured = readability.measure(["Vi kommer hver dag hjem. Sommetider kommer vi meget tidligt."])
    assert (measured.words, measured.lix) == (10, 25)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Vi mødes den 31. januar 2026 i køkkenet.", 1),
        ("Vi mødes kl. 8.30 d. 1. maj i lokale nr. 3 og taler f.eks. om ruter.", 1),
        ("F.eks. Gryden, bl.a. Ovnen og evt. »Kedlen« er med, jf. Planen.", 1),
        ("Det koster 20 kr. Vi betaler. Hvem? »Jer!« Tak.", 5),
        ("Kom den 3. Vi venter.", 2),
    ],
)
def test_a_shortened_word_or_a_date_does_not_end_a_sentence(text: str, sentences: int) -> None:
    measured = readability.measure([text])
    long_words = sum(len(word) > 6 for word in readability.words_in(text))
    assert measured.lix == pytest.approx(measured.words / sentences + 100 * long_words / measured.words)


def test_a_text_without_words_is_easy() -> None:
    assert readability.measure(["", "– 2026 –"]).lix == 0


def test_the_longest_sentences_come_first_and_short_ones_are_not_among_them() -> None:
    long, longer = "En to tre " * 5 + "fire.", "En to tre " * 6 + "fire."
    assert readability.measure([f"En to tre. {long} En to tre fire fem. {longer}"]).longest == (longer, long)
