"""Likeness: a guess is made where one word alone can be meant."""

import pytest

from catalogue.language import likeness


@pytest.mark.parametrize(
    ("word", "known", "meant"),
    [
        ("enhd", ["enhed", "område"], "enhed"),
        ("ehned", ["enhed", "område"], "enhed"),
        ("enhedd", ["enhed", "område"], "enhed"),
        ("ehnde", ["enhed", "område"], None),
        ("Område", ["enhed", "område"], "område"),
        ("omraade", ["enhed", "område"], "område"),
        ("pædagogisk", ["pædagog", "pædagogisk assistent"], None),
        ("skole-3", ["skole-2"], None),
        ("skolen-2", ["skole-2", "skolen"], "skole-2"),
        ("hus", ["bus", "mus"], None),
        ("husene", ["husenes", "husende"], None),
        ("", ["enhed"], None),
        ("æøå", [], None),
    ],
)
def test_a_guess_is_made_where_one_alone_can_be_meant(word: str, known: list[str], meant: str | None) -> None:
    assert likeness.sure(word, likeness.known_names((name, name) for name in known)) == meant
