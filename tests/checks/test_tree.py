"""The tree: what pages have in common is told of in short, however many they are."""

from collections.abc import Callable
from pathlib import Path

import pytest

import trees
from catalogue.checks.check import check
from catalogue.reading import limits

WHOLE = trees.page("title: Det hele {0}\nkind: kommune\nsummary: En linje.\nupdated: 2026-02-01")


def told(docs: Path, code: str) -> dict[str, str]:
    """Return the messages of a code, by path."""
    return {one.path: one.message for one in check(docs, trees.TODAY).problems if one.code == code}


@pytest.mark.parametrize(
    ("amount", "others"),
    [
        (2, "units/det-hele-1/"),
        (3, "units/det-hele-1/ og units/det-hele-2/"),
        (30, "units/det-hele-19/, units/det-hele-2/ og 17 til"),
    ],
)
def test_of_many_pages_about_the_whole_some_are_named_and_the_others_counted(
    draw: Callable[..., Path], amount: int, others: str
) -> None:
    pages = {f"units/det-hele-{number}/index.md": WHOLE.format(number) for number in range(amount)}
    messages = told(draw({**trees.small(), **pages}), "F15")
    assert len(messages) == amount
    assert others in messages["units/det-hele-0/index.md"]


def test_of_many_areas_some_are_named_to_a_workplace_in_none(draw: Callable[..., Path]) -> None:
    areas = {f"units/egn-{number:02}/index.md": trees.area(f"Egn {number}") for number in range(30)}
    lost = trees.page("title: Et sted\nkind: enhed\nsummary: Kort.\nupdated: 2026-02-01")
    (message,) = told(draw({**trees.small(), **areas, "units/sted/index.md": lost}), "F13").values()
    assert message.endswith(
        "Områderne er egn-00, egn-01, egn-02, egn-03, egn-04, egn-05, egn-06, egn-07, egn-08, "
        "egn-09, egn-10, egn-11 og flere."
    )


@pytest.mark.parametrize("extra", [0, 1, 500])
def test_a_page_has_had_so_many_addresses_and_no_more(draw: Callable[..., Path], extra: int) -> None:
    lines = "".join(f"\n- units/var-{number}" for number in range(limits.FORMER_ADDRESSES + extra))
    docs = draw({**trees.small(), "units/gryden/index.md": trees.unit(more=f"redirect_from:{lines}")})
    messages = [one for one in check(docs, trees.TODAY).problems if one.code == "H09"]
    assert [(one.line, f"Der står {limits.FORMER_ADDRESSES + extra}" in one.message) for one in messages] == (
        [(8 + limits.FORMER_ADDRESSES, True)] if extra else []
    )


def test_of_a_picture_with_many_consents_one_that_differs_is_named(draw: Callable[..., Path]) -> None:
    def story(day: int) -> str:
        consent = (
            f"people: kolleger, given: 2026-01-{day:02}, kept_by: Lederen, channels: [kataloget], review: 2027-01-01"
        )
        return trees.story(f"Dag {day}", more=f"image: {{ file: tavlen.png, alt: Tavlen, consent: {{ {consent} }} }}")

    days = {"a": 1, "b": 1, "c": 2, "d": 3}
    picture = (trees.GOOD / "stories/doeren.png").read_bytes()
    pages = {f"stories/{name}.md": story(day) for name, day in days.items()}
    messages = told(draw({**trees.small(), **pages, "stories/tavlen.png": picture}), "B08")
    named = {path: message.rpartition(" ")[2].removesuffix(".") for path, message in messages.items()}
    assert named == {f"stories/{page}.md": f"stories/{other}.md" for page, other in ("ac", "bc", "ca", "da")}
