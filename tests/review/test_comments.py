"""The comment on a pull request, as a pure function: contributed text stays text, and no forge finds it too long.

GitHub's own Markdown is the judge of what would be live. (review.answer, review.comments,
review.quoting)
"""

import random
import re
from collections.abc import Callable
from html import unescape

import hypothesis
import hypothesis.strategies as st
import pytest

import answers
import gfm
from catalogue.problems.problem import Problem
from catalogue.review import quoting
from catalogue.review.answer import Edit
from catalogue.review.comments import MARKER, Surroundings, write_comment, write_suggestion, write_thanks
from catalogue.review.contribution import Contribution, PageReport, Status

HOSTILE = "@alle #12 GH-3 https://x.invalid www.x.invalid a@b.cd <img src=x> ![x](y) [x](y) `c` 0123456789abcdef x/y#1"
QUOTES = (quoting.plain, quoting.message, quoting.code)


@pytest.mark.parametrize("words", answers.LIVE)
@pytest.mark.parametrize("quote", QUOTES, ids=lambda quote: str(quote.__name__))
def test_what_a_forge_makes_live_is_live_without_us_and_not_with_us(quote: Callable[[str], str], words: str) -> None:
    """Each row is a way in: the judge knows it, so the test can fail."""
    assert gfm.find_live(f"{words}\n") or gfm.find_live(f"Her: {words}\n")
    for text in (quote(words), f"- Her: {quote(words)}\n- {quote(words)}", f"### »{quote(words)}« er klar"):
        assert gfm.find_live(f"{text}\n") == []


@hypothesis.given(st.text(alphabet=answers.ALPHABET, max_size=60))
def test_any_text_is_shown_as_it_is_and_does_nothing(text: str) -> None:
    for quote in QUOTES:
        markdown = f"- Her: {quote(text)} slut\n- {quote(text)}\n"
        assert gfm.find_live(markdown) == []
        words = unescape(re.sub(r"<[^>]+>", "", gfm.to_html(markdown))).replace("\u200b", "")
        shown = quoting.one_line(text)
        assert words.split("slut")[0].split("Her:")[1].split() == shown.split()


@hypothesis.given(st.text(alphabet="`~ab\n \t>-", max_size=40))
def test_no_text_gets_out_of_its_block(text: str) -> None:
    markdown = f"{quoting.block(text, 'suggestion')}\n\nEfter"
    assert gfm.read_blocks(markdown) == [f"{text}\n"]
    assert gfm.to_html(markdown).endswith("</pre>\n<p>Efter</p>\n")


SEEDED = 150
"""Answers that are tried at each test; `make audit` tries many more."""


def test_no_answer_that_is_read_makes_a_comment_that_is_live() -> None:
    """A forged answer of the right form can hold any words: they stay words."""
    lots = random.Random(15)
    around = Surroundings(
        repository=answers.REPOSITORY,
        commit="c0ffee",
        preview=f"{answers.REPOSITORY}/actions/runs/7#artifacts",
        site_address=answers.SITE,
    )
    for _ in range(SEEDED):
        answers.assert_inert(lots, around)


@pytest.mark.parametrize(
    "path", ["../../../ond/lager", "docs/../../../ond", "docs/./x", "/ond", "//ond.invalid/x", ".."]
)
def test_no_path_leads_out_of_the_repository(path: str) -> None:
    """A browser goes up at `..`, whatever stands before it."""
    around = Surroundings(repository=answers.REPOSITORY, commit="c0ffee")
    assert around.link(path, 1, "Linje 1") == "Linje 1"
    assert around.link("docs/stories/a..b.md", 1, "Linje 1").startswith(
        f"[Linje 1]({answers.REPOSITORY}/blob/c0ffee/docs/"
    )


def test_a_suggestion_of_nothing_but_fences_stays_one_block() -> None:
    replacement = "```\n@alle\n````` \n    ```\n~~~\n</pre>"
    text = write_suggestion(Edit("docs/a.md", 1, 1, "0" * 16, replacement, ("Sådan.",)))
    assert gfm.read_blocks(text) == [f"{replacement}\n"]
    assert gfm.find_live(text) == []


def report(number: int, problems: int) -> PageReport:
    path = f"units/enhed-{number}/tema.md"
    errors = tuple(Problem(path, line, "F07", f"»{'@' * 300}« {HOSTILE * 3}") for line in range(1, problems + 1))
    return PageReport(path, Status.ADDED, title=HOSTILE, address=f"units/enhed-{number}/tema/", errors=errors)


@pytest.mark.parametrize(("pages", "problems"), [(1, 200), (21, 11), (200, 1)])
def test_a_comment_is_never_longer_than_a_forge_takes(pages: int, problems: int) -> None:
    contribution = Contribution(
        tuple(report(number, problems) for number in range(pages)),
        deleted=tuple(f"stories/{'x' * 200}{number}.md" for number in range(300)),
        others=tuple(f"../{'y' * 200}{number}" for number in range(300)),
    )
    text = write_comment(
        contribution.to_answer("docs"), Surroundings(repository="https://forge.eksempel.invalid/x", commit="c" * 40)
    )
    assert text.startswith(MARKER)
    assert len(text) <= 60_000
    assert " til." in text


MISSING = Problem("stories/a.md", 1, "F02", "»Titel« (title) mangler.")
COMMENTS = {
    "nothing": (Contribution(), Surroundings()),
    "others": (Contribution(others=("../mkdocs.yml",)), Surroundings(editors_mail="redaktionen@eksempel.invalid")),
    "hostile": (
        Contribution((report(1, 1),)),
        Surroundings(
            forge="gitlab",
            repository="https://forge.eksempel.invalid/x",
            commit="abc",
            site_address="https://k.invalid/",
        ),
    ),
    "two": (
        Contribution(
            (
                PageReport("stories/a.md", Status.ADDED, "A", "stories/a/"),
                PageReport("stories/b.md", Status.CHANGED, "B"),
            )
        ),
        Surroundings(forge="forgejo", repository="https://forge.eksempel.invalid/x", commit="abc"),
    ),
    "picture": (Contribution((PageReport("stories/a.png", Status.ADDED, is_page=False),)), Surroundings(is_first=True)),
    "fields": (
        Contribution((PageReport("stories/a.md", Status.ADDED, errors=(MISSING,)),)),
        Surroundings(),
    ),
}


@pytest.mark.parametrize("name", COMMENTS)
def test_the_comment_is_as_agreed(name: str, golden: Callable[[str, str], None]) -> None:
    golden(f"review/comment-{name}.md", write_comment(COMMENTS[name][0].to_answer("docs"), COMMENTS[name][1]))


def test_thanks_lead_to_the_pages(golden: Callable[[str, str], None]) -> None:
    pages = Contribution((PageReport("stories/a.md", Status.ADDED, "A @alle", "stories/a/"),))
    golden(
        "review/thanks-one.md",
        write_thanks(pages.to_thanks("docs"), Surroundings(site_address="https://katalog.eksempel.invalid")),
    )
