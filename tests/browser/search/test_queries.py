"""The two public sets of queries and the everyday list, asked on the real page."""

import statistics
from collections import defaultdict

import pytest

import trees
from corpus import gain, read_queries, units_of
from searching import Browsing

pytestmark = pytest.mark.browser
EVERYDAY = trees.TESTS / "search" / "everyday.tsv"


@pytest.mark.parametrize(("number", "floor"), [(1, 0.97), (2, 0.96)])
def test_a_set_of_queries_is_answered_well(corpus: Browsing, number: int, floor: float) -> None:
    corpus.search()
    gains = defaultdict(list)
    for query in read_queries(number):
        gains[query.category].append(gain(units_of(corpus.ask(query.text)), query.grades))
    every = [value for values in gains.values() for value in values]
    told = {category: round(statistics.mean(values), 3) for category, values in gains.items()}
    assert statistics.mean(every) >= floor, told


def test_everyday_searches_give_the_page_that_a_colleague_would_name(own: Browsing) -> None:
    rows = [line.split("\t") for line in EVERYDAY.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert len(rows) >= 25
    own.search()
    found = {text: own.ask(text)[:1] for text, _ in rows}
    assert found == {text: [expected] if expected else [] for text, expected in rows}
