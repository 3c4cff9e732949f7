"""The sets of queries and the everyday list, asked of the search's own scripts and a built index."""

import statistics
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from urllib.parse import urlencode

import pytest

import trees
from catalogue.language.slugs import slugify
from corpus import gain, read_queries, units_of
from nodes import Ask, asking
from sites import Site

EVERYDAY = trees.TESTS / "search" / "everyday.tsv"


@pytest.fixture(scope="module")
def ask() -> Iterator[Ask]:
    with asking(Path(__file__).with_name("queries.js")) as ask:
        yield ask


def find(ask: Ask, site: Path, text: str) -> Sequence[str]:
    """Return the addresses of the first pages that a search finds in a site, in order."""
    found: Sequence[str] = ask({"site": f"{site.resolve().as_uri()}/", "query": urlencode({"q": text})})
    return found


@pytest.mark.parametrize(("number", "floor"), [(1, 0.98), (2, 0.975), (3, 0.88)])
def test_a_set_of_queries_is_answered_well(ask: Ask, corpus_site: Path, number: int, floor: float) -> None:
    gains = defaultdict(list)
    for query in read_queries(number):
        gains[query.category].append(gain(units_of(find(ask, corpus_site, query.text)), query.grades))
    every = [value for values in gains.values() for value in values]
    told = {category: round(statistics.mean(values), 3) for category, values in gains.items()}
    assert statistics.mean(every) >= floor, told


def test_everyday_searches_give_the_page_that_a_colleague_would_name(ask: Ask, own_site: Site) -> None:
    rows = [line.split("\t") for line in EVERYDAY.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert len(rows) >= 25
    found = {text: find(ask, own_site.root, text)[:1] for text, _ in rows}
    assert found == {text: [expected] if expected else [] for text, expected in rows}


@pytest.mark.parametrize(
    ("written", "query"),
    [
        ("café", "cafe"),
        ("caféen", "cafe"),
        ("cafeer", "café"),
        ("strikkecafé", "strikkecafe"),
        ("idébank", "idebank"),
        ("Citroën", "citroen"),
        ("Müller", "muller"),
        ("Malmö", "malmø"),
        ("Grenaa", "grenå"),
        ("Ålborg", "aalborg"),
        ("sårpleje", "sår pleje"),
        ("løvblæseren", "løv blæser"),
    ],
)
def test_a_word_is_found_in_each_way_that_people_write_it(
    ask: Ask, worded_site: Path, written: str, query: str
) -> None:
    pages = find(ask, worded_site, written)
    assert f"stories/{slugify(written)}/" in pages
    assert {*find(ask, worded_site, query)[: len(pages)]} == {*pages}


@pytest.mark.parametrize("name", ["Ubbesens", "ubbesen", "Tuborgvænget", "tuborgvænge"])
def test_a_name_on_a_page_is_never_a_slip_of_another_word(ask: Ask, worded_site: Path, name: str) -> None:
    assert find(ask, worded_site, name) == ["stories/den-ene/"]


def test_a_name_one_letter_from_another_is_itself_where_a_page_has_it(ask: Ask, worded_site: Path) -> None:
    assert find(ask, worded_site, "Ubbelsen")[0] == "stories/den-anden/"


SPELT = "café caféen cafeer strikkecafé idébank Citroën Müller Malmö Grenaa Ålborg sårpleje løvblæseren".split()


@pytest.fixture(scope="module")
def worded_site(tmp_path_factory: pytest.TempPathFactory, build: Callable[..., Site]) -> Path:
    """Return a site on which each of some words stands on a page of its own, and names that no dictionary knows."""
    stories = {
        f"stories/{slugify(word)}.md": trees.story(f"Nummer {number}", body=f"Vi taler om {word} i dag.")
        for number, word in enumerate(SPELT)
    }
    stories["stories/den-ene.md"] = trees.story("Den ene", body="Vi talte om Ubbesens bog på Tuborgvænget.")
    stories["stories/den-anden.md"] = trees.story("Den anden", body="Vi talte med Ubbelsen og Ubbelsen igen.")
    return build(trees.draw(tmp_path_factory.mktemp("worded") / "docs", {**trees.small(), **stories})).root
