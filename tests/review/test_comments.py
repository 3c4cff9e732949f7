"""The comment on a pull request, as a pure function: contributed text stays text, and no forge finds it too long.

(review.comments, review.quoting)
"""

import re
from collections.abc import Callable
from html import unescape

import hypothesis
import hypothesis.strategies as st
import pytest
from markdown_it import MarkdownIt

from catalogue.problems.problem import Problem
from catalogue.review import quoting
from catalogue.review.comments import MARKER, Surroundings, write_comment, write_thanks
from catalogue.review.contribution import Contribution, PageReport, Status

HOSTILE = "@alle #12 GH-3 https://x.invalid www.x.invalid a@b.cd <img src=x> ![x](y) [x](y) `c` 0123456789abcdef x/y#1"


def test_contributed_text_stays_text() -> None:
    """Golden words: nobody is called, nothing is linked, nothing is shown."""
    shown = quoting.plain(HOSTILE)
    assert not re.search(
        r"@\w|#\d|GH-\d|://\w|www\.\w|<\w|(?<!\\)[\[\]`!]|[0-9a-f]{7}", shown.replace("&#8203;", "\u200b")
    )


@hypothesis.given(st.text(alphabet="abæ1.@#<>!`*_[]()~|\\&;:/-+ \n»«wGH$^=", max_size=60))
def test_any_text_is_shown_as_it_is_and_does_nothing(text: str) -> None:
    reader = MarkdownIt("gfm-like", {"linkify": False})
    for quote in (quoting.plain, quoting.message, quoting.code):
        html = reader.render(f"- Her: {quote(text)} slut\n- {quote(text)}\n")
        assert re.sub(r"</?(?:ul|li|code)>|\n", "", html).count("<") == 0, html
        words = unescape(re.sub(r"<[^>]+>", "", html)).replace("\u200b", "")
        assert words.split("slut")[0].split("Her:")[1].split() == text.split()


@hypothesis.given(st.text(alphabet="`~ab\n", max_size=40))
def test_no_text_gets_out_of_its_block(text: str) -> None:
    tokens = MarkdownIt().parse(f"{quoting.block(text, 'suggestion')}\n\nEfter")
    assert [token.type for token in tokens] == ["fence", "paragraph_open", "inline", "paragraph_close"]
    assert tokens[0].content == f"{text}\n"


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
    text = write_comment(contribution, Surroundings(repository="https://forge.eksempel.invalid/x", commit="c" * 40))
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
    golden(f"review/comment-{name}.md", write_comment(*COMMENTS[name]))


def test_thanks_lead_to_the_pages(golden: Callable[[str, str], None]) -> None:
    pages = [PageReport("stories/a.md", Status.ADDED, "A @alle", "stories/a/")]
    golden("review/thanks-one.md", write_thanks(pages, Surroundings(site_address="https://katalog.eksempel.invalid")))
