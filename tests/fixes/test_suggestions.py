"""A suggestion on a pull request stays within the lines that are shown there."""

from functools import partial

import trees
from catalogue.fixes.pages import fix_pages
from catalogue.fixes.suggestions import suggest


def test_a_suggestion_stays_within_what_is_shown() -> None:
    content = b"---\ntitel: x\nupdated: 1/2-2026\n---\nTekst \nmere \n"
    fixed = fix_pages(
        {**{k: v.encode() for k, v in trees.small().items() if isinstance(v, str)}, "units/gryden/borgeren.md": content}
    )
    found = partial(suggest, "units/gryden/borgeren.md", content, fixed["units/gryden/borgeren.md"])
    assert [(one.first, one.last, one.replacement) for one in found([(1, 9)])] == [
        (2, 2, "title: x"),
        (3, 3, "updated: 2026-02-01"),
        (5, 6, "Tekst\nmere"),
    ]
    assert [one.first for one in found([(3, 5)])] == [3]
    assert len({one.key for one in found([(1, 9)])}) == 3
