"""Cards: neighbours lie together, and the best pages of a common term in a file of its own. (search.cards)"""

import gzip
import json

import pytest

from catalogue.search import cards
from catalogue.search.cards import Cards
from catalogue.search.documents import Card, Document

AMOUNT = 30


def document(page: int) -> Document:
    card = Card(f"units/{page}/", f"Side {page}", "", "", is_example=False)
    return Document(((1.0, "…"),), 1.0, {}, (False, 0, False, ""), card)


def pages_in(data: bytes) -> list[int]:
    return [int(row[0].split("/")[1]) for row in json.loads(gzip.decompress(data))]


@pytest.fixture(scope="module")
def all_cards() -> Cards:
    return Cards([document(page) for page in range(AMOUNT)])


def test_every_page_lies_with_its_neighbours(all_cards: Cards) -> None:
    files = dict(all_cards.make_neighbours())
    assert list(files) == [f"cards-{number}.bin" for number in range(len(files))]
    assert [page for data in files.values() for page in pages_in(data)] == list(range(AMOUNT))
    assert len(pages_in(files["cards-0.bin"])) == cards.TOGETHER


@pytest.mark.parametrize(
    ("weights", "places"),
    [  # As tests/javascript/search/test_cards.js has them.
        ([5, 63, 9, 63, 9], [1, 3, 2]),
        ([1, 1, 1, 1], [0, 1, 2]),
        ([9, 8], [0, 1]),
        ([1, 2, 3, 63], [3, 2, 1]),
    ],
)
def test_the_best_pages_of_a_term_lie_together_the_most_first(
    weights: list[int], places: list[int], all_cards: Cards, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cards, "LEAST", 2)
    monkeypatch.setattr(cards, "MOST", 3)
    ((name, data),) = all_cards.make_best([("4-2", [(2 * place, weight, 0) for place, weight in enumerate(weights)])])
    assert (name, pages_in(data)) == ("best-4-2.bin", [2 * place for place in places])


@pytest.mark.parametrize(("amount", "files"), [(cards.LEAST - 1, 0), (cards.LEAST, 1), (AMOUNT, 1)])
def test_only_a_term_that_many_pages_have_has_a_file(amount: int, files: int, all_cards: Cards) -> None:
    made = list(all_cards.make_best([("7", [(page, 1, 0) for page in range(amount)])]))
    assert len(made) == files
    assert all(len(pages_in(data)) == min(amount, cards.MOST) for _, data in made)
