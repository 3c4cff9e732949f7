"""Nearness: the nearest name is found, and the number of names makes it no dearer."""

import random
from collections.abc import Iterator

import pytest
from rapidfuzz import process
from rapidfuzz.distance import Indel

from catalogue.language.nearness import COMPARED, Names, nearest
from some import some

SORTS = "boernehaven dagtilbuddet hjemmeplejen koekkenet plejecentret skolen teamet vaerkstedet vuggestuen".split()
PLACES = [f"{first}{last}" for first in "ege birke elle ahorn linde".split() for last in "lund bakke vang dal".split()]
THEMES = "blik-for-borgeren digitale-muligheder en-attraktiv-arbejdsplads en-staerk-fortaelling".split()
KEYS = Names(f"{sort}-{place}/{theme}" for sort in SORTS for place in PLACES for theme in THEMES)


@pytest.mark.parametrize(
    ("word", "known", "expected"),
    [
        ("enhd", ["område", "enhed"], "enhed"),
        ("ENHED", ["område", "enhed"], "enhed"),
        ("afdeling", ["område", "enhed"], None),
        ("igang", ["aftalt", "i gang"], "i gang"),
        ("x", [], None),
        ("", ["enhed"], None),
    ],
)
def test_the_nearest_word_is_guessed_when_one_is_near(word: str, known: list[str], expected: str | None) -> None:
    assert nearest(word, known) == expected


def slips(seed: int, amount: int) -> Iterator[str]:
    """Yield names of the many with a letter left out, put in, changed or swapped with the next."""
    draw = random.Random(seed)
    for _ in range(amount):
        name = draw.choice(KEYS)
        at = draw.randrange(len(name) - 1)
        yield draw.choice(
            [
                name[:at] + name[at + 1 :],
                f"{name[:at]}x{name[at:]}",
                f"{name[:at]}x{name[at + 1 :]}",
                name[:at] + name[at + 1] + name[at] + name[at + 2 :],
            ]
        )


def test_among_many_names_a_slip_is_found_that_a_look_at_all_of_them_finds() -> None:
    assert len(KEYS) > 3 * COMPARED
    for slip in slips(seed=1, amount=200):
        found = KEYS.nearest(slip)
        _, best, _ = process.extractOne(slip, KEYS, scorer=Indel.normalized_similarity)
        assert found is not None, slip
        assert Indel.normalized_similarity(slip, found) == best, (slip, found)


@pytest.mark.parametrize("beginning", ["", "s", "skolen-", "skolen-egelund/", "nej/"])
def test_no_word_is_compared_with_more_names_than_the_limit(beginning: str) -> None:
    for slip in some([*slips(seed=2, amount=20), "", "x" * 100, beginning]):
        near = KEYS.around(slip, beginning)
        assert len(near) <= COMPARED
        assert list(near) == [name for name in KEYS if name in near], "in their order"
        assert all(name.startswith(beginning) for name in near)


def test_where_they_are_few_all_that_begin_so_are_compared() -> None:
    assert KEYS.around("noget helt andet", "skolen-egelund/") == [f"skolen-egelund/{theme}" for theme in THEMES]
