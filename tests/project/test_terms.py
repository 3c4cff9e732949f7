"""Terms: one word for one thing. What the interface no longer says stands in CONTRIBUTING, and in no text that is read.

A text is found by what it is – a page of a built site, a paper, a message, a template, a script – so that a new one is
judged by itself. What a workplace writes is its own affair.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import seed
from catalogue import checkout
from seed import seed_docs
from sites import Site
from some import some
from words import Words

SCRIPTS = checkout.ROOT / "scripts" / "catalogue"
PAPERS = [checkout.ROOT / name for name in ("CONTRIBUTING.md", ".github/pull_request_template.md")]
PAPERS += sorted((checkout.ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
EXPLAINING = "about/words/"
"""The page that explains words, those that the papers use among them."""


def read_table() -> list[str]:
    """Return the retired words: the last column of the table in CONTRIBUTING."""
    section = (checkout.ROOT / "CONTRIBUTING.md").read_text("utf-8").split("### One word for one thing\n", 1)[1]
    rows = re.findall(r"^\|(.*)\|$", section.split("\n### ", 1)[0], re.MULTILINE)[2:]
    cells = [cell.strip() for row in rows for cell in row.rsplit("|", 1)[1].split(";")]
    return [cell for cell in cells if cell]


RETIRED = read_table()
_RETIRED = re.compile(rf"(?<![\w<»-])(?:{'|'.join(map(re.escape, RETIRED))})(?![\w>«-])", re.IGNORECASE)


def retired_in(text: str) -> list[str]:
    """Return the retired words in a text, but for those that are quoted as a value and those that are code."""
    return _RETIRED.findall(re.sub(r"`[^`]*`|<code>.*?</code>", " ", text))


def test_the_table_names_words_that_are_no_longer_used() -> None:
    assert len(RETIRED) > 20
    assert {"enhed", "kommunikationsafdelingen", "uden status"} <= set(RETIRED)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Skriv enhedens navn", ["enhedens"]),
        ("Lokale fortolkninger om temaet", ["Lokale fortolkninger"]),
        ("Skriv »enhed« eller »område«", []),
        ("Filen ligger i `units/<enhed>/`", []),
        ("En aftaleenhed er en arbejdsplads", []),
        ("Fejlen står i linje 4", ["i linje"]),
    ],
)
def test_a_retired_word_is_seen_and_a_quoted_value_is_not(text: str, found: list[str]) -> None:
    assert retired_in(text) == found


# Pages


def test_no_page_of_the_site_says_a_retired_word(good_site: Site) -> None:
    pages = {address: page for address, page in good_site.own_pages.items() if address != EXPLAINING}
    said = {address: retired_in("\n".join(Words(page.html).texts)) for address, page in some(pages.items())}
    assert {address: words for address, words in said.items() if words} == {}


@pytest.mark.parametrize("theme", [seed_docs() / path for path in seed.THEMES], ids=lambda path: path.name)
def test_no_theme_says_a_retired_word(theme: Path) -> None:
    assert retired_in(theme.read_text("utf-8")) == []


@pytest.mark.parametrize("paper", PAPERS, ids=lambda path: path.name)
def test_no_paper_for_writers_says_a_retired_word(paper: Path) -> None:
    written = paper.read_text("utf-8").split("\n## Change the code\n", 1)[0]
    assert retired_in(re.sub(r"^    .*$", "", written, flags=re.MULTILINE)) == []


# The program


def texts_of(module: Path) -> Iterator[str]:
    """Yield what a module may say: its texts of several words, the parts of those that are put together among them."""
    whole = ast.parse(module.read_text("utf-8"))
    joined = [node for node in ast.walk(whole) if isinstance(node, ast.JoinedStr)]
    parts = {part for node in joined for part in node.values}
    alone = (node for node in ast.walk(whole) if isinstance(node, ast.Constant) and node not in parts)
    yield from (
        "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values) for node in joined
    )
    # A single word is a value, and a pattern is read by nobody.
    texts = (node.value for node in alone if isinstance(node.value, str))
    yield from (text for text in texts if " " in text and "(?:" not in text)


def test_no_message_and_no_help_says_a_retired_word() -> None:
    modules = sorted(SCRIPTS.rglob("*.py"))
    said = {path.relative_to(SCRIPTS): [*map(retired_in, texts_of(path))] for path in modules}
    found = {str(path): [word for words in found for word in words] for path, found in some(said.items())}
    # What a status was called is known by its former value, to be guessed from.
    found["model/statuses.py"] = [word for word in found["model/statuses.py"] if word != "i drift"]
    assert {path: words for path, words in found.items() if words} == {}


def test_what_a_message_puts_together_is_read_as_one(tmp_path: Path) -> None:
    module = tmp_path / "module.py"
    module.write_text('say = f"Er {x} i linje {y}?"\nKEY = "enhed"\n"""En enhed her."""\n', "utf-8")
    assert [word for text in texts_of(module) for word in retired_in(text)] == ["i linje", "enhed"]


@pytest.mark.parametrize("ending", ["html", "js"])
def test_no_template_and_no_script_says_a_retired_word(ending: str) -> None:
    comments = {"html": r"\{#.*?#\}|<!--.*?-->", "js": r"/\*.*?\*/|^\s*//[^\n]*$"}[ending]
    for file in some(sorted(checkout.OVERRIDES.rglob(f"*.{ending}"))):
        code = re.sub(comments, "", file.read_text("utf-8"), flags=re.DOTALL | re.MULTILINE)
        # A value by itself, as in `kind == "enhed"`, is nothing that anybody reads.
        assert retired_in(re.sub(r'"enhed"', "", code).replace("`", '"')) == [], file.name
