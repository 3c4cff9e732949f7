"""Readability: LIX, with sentences as Danes end them."""

import pytest

from catalogue.language import readability


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
