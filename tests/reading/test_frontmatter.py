"""Front matter: YAML's surprises are read as a writer would expect, or named on their line; they never raise."""

from collections.abc import Callable, Iterator
from functools import reduce
from typing import Any

import hypothesis
import hypothesis.strategies as st
import pytest
import yaml

import trees
from catalogue.model.pages import KeyPath
from catalogue.reading import frontmatter, limits
from catalogue.reading.frontmatter import FrontMatter, Span, Spans

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


def test_a_repeated_key_leaves_nothing_but_its_problems() -> None:
    found = frontmatter.parse(PATH, "x:\n  a: 1\nx:\n  a: 2\n  b: Vi er #1\n  c:\n")
    assert found.values == {"x": {"a": "1"}}
    assert (found.lines, found.empty) == ({("x",): 2, ("x", "a"): 3}, set())
    assert [(problem.line, problem.code) for problem in found.problems] == [(4, "L08"), (6, "L10")]


def test_a_repeated_key_is_told_with_the_line_of_the_first() -> None:
    (problem,) = frontmatter.parse(PATH, "title: x\nsummary: z\ntitle: y\n").problems
    assert problem.message == "Feltet »title« står også på linje 2. Slet det ene."


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


# Where the fields stand


def leaves(values: Any, way: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yield every single value of a front matter with the way to it."""
    if isinstance(values, str):
        yield way, values
        return
    for step, inner in values.items() if isinstance(values, dict) else enumerate(values):
        yield from leaves(inner, (*way, step))


def alone(text: str, span: Span) -> Any:
    """Return what a stretch of a front matter means when nothing else is read."""
    stretch = text.split("\n")[span.line][span.start : span.end]
    return yaml.load(stretch, yaml.BaseLoader) if span.quote else stretch


def assert_everything_stands_where_it_was_read(text: str) -> set[KeyPath]:
    """Hold the spans against values and lines; return the ways of the keys and the values that have none."""
    found = frontmatter.parse(PATH, text)
    values = dict(leaves(found.values))
    assert {way: alone(text, span) for way, span in found.spans.values.items()}.items() <= values.items()
    keys = {way for way in found.lines if isinstance(way[-1], str)}
    assert found.spans.keys.keys() <= keys
    for way, span in found.spans.keys.items():
        assert (alone(text, span), span.line + 2) == (way[-1], found.lines[way])
        assert reduce(lambda inner, step: inner[step], way[:-1], found.values) is not None
    return keys - found.spans.keys.keys() | values.keys() - found.spans.values.keys()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "title: Hej",
        "title:   'Det er »her«'  # en bemærkning",
        "title: \"a\\tb\"\nsummary: 'Per''s'",
        "Kort fortalt: 𝄞 æøå # ja\n'et navn': x\n\"et \\x41\": y",
        ": x",
        "title: ''\nsummary: \"\"\nupdated: ~\nstatus:",
        "topics: [a, 'b', ~, \"c\", null, d]",
        "topics:\n- ~\n-\n- a\n- ''\n- NULL\n- b",
        "topics: {a: 1, b: , c: [~, x, {d: ~, e: y}]}",
        "topics:\n  yes: ja\n  2: to",
        "plan:\n  - action: a\n    goal: b\n  - ~\n  - action: c\n  -\n    - x\n    - ~\n    - y",
        "title: x\ntitle: y\nsummary: z",
        "x: {a: 1, b: 2}\nx: {a: 3, c: 4}\ny: {a: 5, a: 6}",
        "x: [a, b]\nx: [~, c, d, e]",
        "x:\nx: y",
        "? a\n: b\n? 'c'\n: - d",
    ],
)
def test_every_key_and_value_on_one_line_stands_where_it_was_read(text: str) -> None:
    assert assert_everything_stands_where_it_was_read(text) == set()


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("title: |\n  Vi\nsummary: x", {("title",)}),
        ("title: >-\n  Vi\nsummary: x", {("title",)}),
        ("title: |", {("title",)}),
        ("title: Vi\n  mødes\nsummary: x", {("title",)}),
        ("title: 'Vi\n  mødes'\nsummary: x", {("title",)}),
        ('topics: [a\n  b, c, "d\n  e"]', {("topics", 0), ("topics", 2)}),
        ("? |\n  a\n: b", {("a\n",)}),
        ("? 'a\n  b'\n: c", {("a b",)}),
    ],
)
def test_what_fills_lines_has_no_place_on_one(text: str, without: set[KeyPath]) -> None:
    assert assert_everything_stands_where_it_was_read(text) == without


@pytest.mark.parametrize("text", ["a: b\nc: [", "a: b\nc: *d", "a: b\n<<: c", f"a: b\nc: {'[' * 9}", "- a", "a", "\0"])
def test_what_cannot_be_read_to_its_end_stands_nowhere(text: str) -> None:
    assert frontmatter.parse(PATH, text).spans == Spans({}, {})


LONG = "lang"
"""Stands in every value that is written on more lines than one."""
PIECES = (
    "Hej", "2026-02-10", "no", "Tæt på", "𝄞 æ", "a#b", "It's", "~", "null", "NULL", "''", '""', "'~'", "'Per''s: nej'",
    '"a\\tb: #"', '"𝄞\\"x"',
)  # fmt: skip
SCALARS = st.sampled_from(PIECES)
NAMES = st.sampled_from(["a", "b", "æ ø", "𝄞", "~", "'c d'", '"e"', "'a'"])
FLOWS = st.recursive(
    SCALARS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4).map(lambda items: f"[{', '.join(items)}]"),
        st.lists(st.tuples(NAMES, inner | st.just("")), max_size=3).map(
            lambda pairs: f"{{{', '.join(f'{name}: {value}' for name, value in pairs)}}}"
        ),
    ),
    max_leaves=6,
)
Node = list[str]
"""A value as it is written: the rest of the line of its key or its dash, and the lines below."""
LEAVES: st.SearchStrategy[Node] = st.one_of(
    st.tuples(FLOWS | st.just(""), st.sampled_from(["", "  # en bemærkning", "   "])).map(
        lambda two: [" " + "".join(two)]
    ),
    st.sampled_from([[" |", LONG], [" >-", LONG, "", LONG], [f" {LONG}", LONG], [f' "{LONG}', f'{LONG}"']]),
)


def indented(lines: Node) -> Node:
    return [f"  {line}" for line in lines]


def mapping(pairs: list[tuple[str, Node]]) -> Node:
    return ["", *(line for name, node in pairs for line in (f"{name}:{node[0]}", *indented(node[1:])))]


def sequence(items: list[Node]) -> Node:
    """Write a list; a mapping in it begins behind its dash, as people write it."""
    begun = [(f"-{node[0]}", node[1:]) if node[0] else (f"- {''.join(node[1:2])}", node[2:]) for node in items]
    return ["", *(line for first, rest in begun for line in (first, *indented(rest)))]


NODES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=4).map(sequence) | st.lists(st.tuples(NAMES, inner), max_size=4).map(mapping)
    ),
    max_leaves=10,
)


@hypothesis.given(st.lists(st.tuples(NAMES, NODES), max_size=6).map(mapping))
def test_in_any_front_matter_everything_stands_where_it_was_read(lines: Node) -> None:
    text = "\n".join(lines) + "\n"
    found = frontmatter.parse(PATH, text)
    assert {problem.code for problem in found.problems} <= {"L08", "L09"}
    without = assert_everything_stands_where_it_was_read(text)
    if "L09" not in {problem.code for problem in found.problems}:
        assert without == {way for way, value in leaves(found.values) if LONG in value}


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("title:\u00a0Hej\nsummary: Kort\n", 2, "et hårdt mellemrum"),
        ("title: Hej\nsummary:\u00a0Kort\n", 3, "et hårdt mellemrum"),
        ("title:\u202fHej\n", 2, "et hårdt mellemrum"),
        ("title: Hej\nplan:\n  - action:\u00a0Ring\n", 4, "et hårdt mellemrum"),
        ("title: Hej\ntopics:\n  -\u00a0taet-paa\n", 4, "et hårdt mellemrum"),
        ("title: “Vi spiser: kom”\n", 2, "buede"),
        ('title: "Vi spiser: kom”\n', 2, "buede"),
        ('title: "Vi siger "hej" til alle."\n', 2, "anførselstegn inde i værdien"),
        ("title: Hej: du\n", 2, "et kolon med mellemrum"),
    ],
)
def test_the_cause_is_named_on_its_line(text: str, line: int, words: str) -> None:
    (problem,) = frontmatter.parse(PATH, text).problems
    assert (problem.line, problem.code) == (line, "L06")
    assert words in problem.message


@pytest.mark.parametrize("text", ["title: Kl.\u00a08\n", "title: |\n  -\u00a0Hej\n  title:\u00a0x\n", "title: “Hej”\n"])
def test_hard_spaces_and_curly_marks_are_letters_elsewhere(text: str) -> None:
    assert frontmatter.parse(PATH, text).problems == []
