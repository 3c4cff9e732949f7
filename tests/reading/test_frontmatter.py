"""Front matter: YAML's surprises are read as a writer would expect, or named on their line; they never raise."""

from collections.abc import Callable
from typing import Any

import pytest

import trees
from catalogue.reading import frontmatter, limits
from catalogue.reading.frontmatter import FrontMatter

PATH = "units/gryden/borgeren.md"


def read_field(text: str, key: str = "title") -> Any:
    """Return a field of a front matter that has no problems."""
    found = frontmatter.parse(PATH, text)
    assert found.problems == []
    return found.values.get(key)


def faults_in(text: str) -> list[tuple[int, str]]:
    """Return the lines and codes of what is wrong with a front matter, or of what splitting the page finds."""
    parts = frontmatter.split(PATH, text)
    if not isinstance(parts, frontmatter.Split):
        return [(parts.line, parts.code)]
    return [(problem.line, problem.code) for problem in frontmatter.parse(PATH, parts.yaml).problems]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("title: no", "no"),
        ("title: off", "off"),
        ("title: 2024", "2024"),
        ("title: 1e3", "1e3"),
        ("title: 0x1F", "0x1F"),
        ("title: 12:30", "12:30"),
        ("title: 2026-1-5", "2026-1-5"),
        ("title: 2026-02-10 10:00", "2026-02-10 10:00"),
        ("title: .nan", ".nan"),
        ("title: =", "="),
        ("title: kl. 8:30 og ud ad døren", "kl. 8:30 og ud ad døren"),
        ("title: Nr.#1", "Nr.#1"),
        ("title: Hej # en bemærkning", "Hej"),
        ("title: 'Vi er #1'", "Vi er #1"),
        ('title: "Husk: vi mødes"', "Husk: vi mødes"),
        ("title: 'Det er »her«, vi mødes'", "Det er »her«, vi mødes"),
        ("title: It's all right", "It's all right"),
        ("title: C\\D", "C\\D"),
        ('title: ""', ""),
        ("title: 'null'", "null"),
        ("title: Vi\n  mødes", "Vi mødes"),
        ("title: |\n  Vi\n  mødes\n", "Vi\nmødes\n"),
        ("title: >\n  Vi\n  mødes\n", "Vi mødes\n"),
        ("title:", None),
        ("title: ~", None),
        ("title: null", None),
        ("title: # kun en bemærkning", None),
        ("# kun en bemærkning", None),
        ("", None),
    ],
)
def test_a_value_stays_the_words_that_were_written(written: str, expected: str | None) -> None:
    assert read_field(written) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("topics: [a, b]", ["a", "b"]),
        ("topics: [a, b,]", ["a", "b"]),
        ("topics: [no, 1]", ["no", "1"]),
        ("topics: []", []),
        ("topics: [~, a]", ["a"]),
        ("topics:\n- a\n- b", ["a", "b"]),
        ("topics:\n  -\n  - b", ["b"]),
        ("topics:\n  - a  # den første\n  - b", ["a", "b"]),
        ("topics: {a: b}", {"a": "b"}),
        ("topics: {a: }", {}),
        ("topics: {1: en}", {"1": "en"}),
        ("topics:\n  yes: ja", {"yes": "ja"}),
    ],
)
def test_lists_and_mappings_hold_texts(written: str, expected: Any) -> None:
    assert read_field(written, "topics") == expected


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        # No fields at all, or not told apart from the text
        ("", [(1, "L04")]),
        ("\n---\ntitle: x\n---\n", [(1, "L04")]),
        ("title: x\nsummary: y\n\nTekst", [(1, "L04")]),
        (" ---\ntitle: x\n---\n", [(1, "L04")]),
        ("----\ntitle: x\n----\n", [(1, "L04")]),
        ("---", [(1, "L05")]),
        ("---\ntitle: x\n", [(1, "L05")]),
        ("---\ntitle: x\n...\n", [(1, "L05")]),
        ("---\ntitle: x\n --- \nTekst", [(1, "L05")]),
        # YAML that does not hold
        ("---\ntitle: Husk: nu\n---\n", [(2, "L06")]),
        ('---\nsummary: x\ntitle: "Hej\n---\n', [(3, "L06")]),
        ("---\ntitle: 'Hej\nsummary: x\n---\n", [(2, "L06")]),
        ("---\ntitle: - hjem\n---\n", [(2, "L06")]),
        ("---\ntitle: @hjem\n---\n", [(2, "L06")]),
        ("---\ntitle: `hjem`\n---\n", [(2, "L06")]),
        ("---\ntitle: %hjem\n---\n", [(2, "L06")]),
        ("---\ntitle: [a\n---\n", [(3, "L06")]),
        ("---\ntitle: {a\n---\n", [(3, "L06")]),
        ("---\ntitle: a]\nplan: ]\n---\n", [(3, "L06")]),
        ("---\ntitle: x\n summary: y\n---\n", [(3, "L06")]),
        ("---\nsummary: x\ntitle y\n---\n", [(3, "L06")]),
        ("---\n\ttitle: x\n---\n", [(2, "L06")]),
        ("---\nplan:\n\t- action: x\n---\n", [(3, "L06")]),
        ('---\ntitle: "C:\\plan"\n---\n', [(2, "L06")]),
        ('---\ntitle: "\\ud800"\n---\n', [(2, "L06")]),
        # A code for a character that may not stand in the file itself
        ('---\ntitle: "C:\\Plan"\n---\n', [(2, "L02")]),
        ('---\ntitle: "a\\u202Eb"\n---\n', [(2, "L02")]),
        ('---\ntitle: "\\0"\n---\n', [(2, "L02")]),
        ('---\n"ti\\u200Btle": x\n---\n', [(2, "L02")]),
        ("---\ntitle: x\n- y\n---\n", [(3, "L06")]),
        ("---\n%YAML 1.2\ntitle: x\n---\n", [(3, "L06")]),
        # Codes that the catalogue does not use
        ("---\ntitle: &a x\n---\n", [(2, "L07")]),
        ("---\ntitle: *a\n---\n", [(2, "L07")]),
        ("---\ntitle: !x y\n---\n", [(2, "L07")]),
        ("---\ntitle: !!str y\n---\n", [(2, "L07")]),
        ("---\ntitle: !!python/object/apply:os.system [ls]\n---\n", [(2, "L07")]),
        ("---\nplan: &a [x]\n---\n", [(2, "L07")]),
        ("---\n&a title: x\n---\n", [(2, "L07")]),
        ("---\n!x title: x\n---\n", [(2, "L07")]),
        ("---\n*a : x\n---\n", [(2, "L07")]),
        ("---\n&a\ntitle: x\n---\n", [(2, "L07")]),
        ("---\na: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n---\n", [(2, "L07")]),
        # Keys that are there twice, or are no keys
        ("---\ntitle: x\ntitle: y\n---\n", [(3, "L08")]),
        ("---\ntitle: x\n\"title\": y\n'title': z\n---\n", [(3, "L08"), (4, "L08")]),
        ("---\ntitle:\ntitle: y\n---\n", [(3, "L08")]),
        ("---\nplan:\n  - action: x\n    action: y\n---\n", [(4, "L08")]),
        ("---\n<<: x\n---\n", [(2, "L11")]),
        ("---\n? [a, b]\n: x\n---\n", [(2, "L11")]),
        ("---\n? {a: b}\n: x\n---\n", [(2, "L11")]),
        ("---\n[a, b]: x\n---\n", [(2, "L11")]),
        # No mapping, or more than one
        ("---\nMorgenmøde\n---\n", [(2, "L11")]),
        ("---\n- a\n---\n", [(2, "L11")]),
        ("---\n[a]\n---\n", [(2, "L11")]),
        ("---\ntitle x\nsummary: y\n---\n", [(2, "L11")]),
        ("---\ntitle: x\n...\nsummary: y\n---\n", [(4, "L06")]),
        # Too deep
        (f"---\nplan: {'[' * 7}{']' * 7}\n---\n", [(2, "L09")]),
        (f"---\nplan: {'[' * 7_000}\n---\n", [(2, "L09")]),
        (f"---\nplan: {'{a: ' * 3_000}\n---\n", [(2, "L09")]),
        # Text that looks like a comment
        ("---\ntitle: Vi er #1\n---\n", [(2, "L10")]),
        ("---\nsummary: Vi er\n  nummer #1 her\n---\n", [(3, "L10")]),
        ("---\ntopics: [a #b\n  ]\n---\n", [(2, "L10")]),
        ("---\ntitle: Vi er # 1\n---\n", []),
    ],
)
def test_what_is_wrong_is_named_on_its_line(page: str, expected: list[tuple[int, str]]) -> None:
    assert faults_in(page) == expected


def test_every_repeated_key_is_told_of_at_once() -> None:
    assert faults_in("---\na: 1\nb: 1\na: 2\nb: 2\na: 3\n---\n") == [(4, "L08"), (5, "L08"), (6, "L08")]


def test_a_repeated_key_is_told_with_the_line_of_the_first() -> None:
    (problem,) = frontmatter.parse(PATH, "title: x\nsummary: z\ntitle: y\n").problems
    assert problem.message == "Feltet »title« står også i linje 2. Slet det ene."


MISTAKES = (
    "title: Husk: nu",
    'title: "Hej',
    "title: @hjem",
    "topics: [a, b\nx: y",
    "topics: {a: b\nx: y",
    "summary: y\ntitle x",
    "plan:\n\t- x",
    "plan:\n  - x\n - y",
    "title: - x",
    "title: x\n summary: y",
    'title: "C:\\plan"',
    "title: &",
    "title: *",
    "title: !a%",
    "title: %",
    "title: |x",
)


def test_the_parsers_words_are_put_into_danish(golden: Callable[[str, str], None]) -> None:
    told = []
    for written in MISTAKES:
        (problem,) = frontmatter.parse(PATH, written + "\n").problems
        told.append(f"{written}\n→ {problem.line}: {problem.message} [{problem.code}]\n")
    golden("yaml.txt", "\n".join(told))


def test_fields_that_hold_16_000_bytes_are_read() -> None:
    page = f"---\ntitle: {'x' * (limits.FRONT_MATTER_BYTES - len('title: ') - 1)}\n---\n"
    assert faults_in(page) == []


def test_fields_that_hold_more_are_refused_unread() -> None:
    page = f"---\ntitle: {'x' * (limits.FRONT_MATTER_BYTES - len('title: '))}\n---\n"
    assert faults_in(page) == [(1, "L03")]
    assert faults_in(f"---\n{'[' * 30_000}\n---\n") == [(1, "L03")]


def test_the_limit_counts_bytes_and_not_letters() -> None:
    assert faults_in(f"---\ntitle: {'ø' * 8_000}\n---\n") == [(1, "L03")]


def test_spaces_after_a_fence_are_no_matter() -> None:
    assert faults_in("---  \ntitle: x\n--- \t\nTekst") == []


def test_the_body_begins_after_the_second_fence() -> None:
    parts = frontmatter.split(PATH, "---\ntitle: x\n---\nFørste\n---\nAnden\n")
    assert parts == frontmatter.Split("title: x\n", "Første\n---\nAnden\n", 4)


def test_a_page_of_no_fields_is_read_as_one_that_lacks_them() -> None:
    _, problems = trees.read(PATH, "---\n---\n")
    assert [(problem.line, problem.code) for problem in problems] == [(1, "F02")] * 3


def test_every_key_knows_its_line() -> None:
    found: FrontMatter = frontmatter.parse(PATH, "title: x\n\nplan:\n  - action: a\n    goal: b\n  - action: c\n")
    assert found.lines == {
        ("title",): 2,
        ("plan",): 4,
        ("plan", 0): 5,
        ("plan", 0, "action"): 5,
        ("plan", 0, "goal"): 6,
        ("plan", 1): 7,
        ("plan", 1, "action"): 7,
    }


def test_empty_values_are_remembered_as_empty() -> None:
    assert frontmatter.parse(PATH, "title:\nsummary: ~\nupdated: ''\n").empty == {("title",), ("summary",)}
