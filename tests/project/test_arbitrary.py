"""Anything at all as a page ends in problems, never in a traceback."""

from collections.abc import Iterable
from typing import Any

import hypothesis.strategies as st
import pytest
import yaml
from hypothesis import example, given

import trees
from catalogue.checks import judgement, rulebook
from catalogue.checks.subject import Subject
from catalogue.model.fields import MODELS
from catalogue.model.pages import AnyPage
from catalogue.model.places import place_of
from catalogue.problems import reports
from catalogue.problems.problem import Problem
from catalogue.reading import files, frontmatter
from catalogue.reading.reader import Reading, read_page
from catalogue.rendering.markdown import render

PATHS = ("themes/borgeren.md", "units/gryden/index.md", "units/gryden/borgeren.md", "stories/morgen.md")
KEYS = sorted({key for model in MODELS for key in model.by_key()} | {"alt", "file", "action", "date", "role", "mail"})

text = st.text(st.characters(codec="utf-8"), max_size=40)
plain = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Zl", "Zp"]), max_size=40)
yamlish = st.one_of(
    st.sampled_from(
        ["no", "2024", "2026-1-5", "2026-02-10", "~", "true", "1", "1e3", ".nan", "a/b", "område", "enhed"]
    ),
    st.sampled_from(["<<", "*a", "&a", "!x", "a: b", "a #b", "- a", "[", "]", "{", "}", '"', "'", "|", ">", "%", "@"]),
    text,
)
values = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.dates(), yamlish),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(KEYS) | yamlish, inner, max_size=4)
    ),
    max_leaves=12,
)
fields = st.dictionaries(st.sampled_from(KEYS) | yamlish, values, max_size=8)

PIECES = (
    "#", "##", "*", "_", "`", "```", "~~~", "[", "]", "(", ")", "![", "](", "<", ">", "<!--", "<![", "<![CDATA[", "<?",
    "&", "&#x", "&lt;", ";", "|", "-", "---", "| a | b |", ":--", "- [ ]", "- [x]", "1.", "[^1]", "[^1]:", "!!! note",
    '??? "a"', "{: .x}", "{{ x }}", "{% x %}", "http://", "javascript:", "mailto:", "a", "Å", " ", "    ", "\t", "\n",
    "\n\n", "\\", "\\[", "::", ":   ", "^", "~~", "==", "$", "://", "#x", "../", ".md", "x.png", '"', "'", "=\n",
)  # fmt: skip
bodies = st.one_of(text, st.lists(st.sampled_from(PIECES), max_size=60).map("".join))


NOTHING = Reading((), (), (), (), {}, {}, (), {})


def check_page(path: str, raw: bytes) -> list[Problem]:
    """Read, render and judge one page as the check does, without its processes."""
    place = place_of(path)
    assert place is not None
    try:
        reading = NOTHING.with_page(place, raw.decode("utf-8"))
    except UnicodeDecodeError:
        return read_page(place, files.decode(path, raw))[1]
    sound = {page.path for page in reading.pages}
    judged = [judge_alone(page, page.path in sound) for page in (*reading.pages, *reading.broken)]
    return [*reading.found.get(path, ()), *(problem for problems in judged for problem in problems)]


def judge_by_rules(subjects: Iterable[Subject]) -> dict[str, tuple[Problem, ...]]:
    return {subject.path: rulebook.judge_alone(subject) for subject in subjects}


def judge_alone(page: AnyPage, is_sound: bool = True) -> list[Problem]:
    try:
        rendered = {page.path: render(page.path, page.body)}
    except Exception:  # noqa: BLE001 - as a worker does: whatever the library raises, the page is at fault
        rendered = {}
    subject = Subject(page.path, trees.TODAY, page, is_sound=is_sound, rendered=rendered.get(page.path))
    return sorted(judgement.judge([subject], frozenset(), judge_by_rules).problems)


def assert_told_well(problems: list[Problem], path: str, lines: int) -> None:
    """Every problem stands on a line of its page, and each printer can print it on one line."""
    assert all(problem.path == path and 1 <= problem.line <= lines for problem in problems)
    assert len(reports.to_github(problems).splitlines()) == len(problems)
    assert reports.to_text(problems).count("\n") == len(problems)
    reports.to_json(problems).encode()


def count_lines(raw: bytes) -> int:
    return raw.count(b"\n") + raw.count(b"\r") + 1


@pytest.mark.parametrize("path", PATHS)
@given(raw=st.binary(max_size=200))
def test_any_bytes_are_a_page_or_problems(path: str, raw: bytes) -> None:
    assert_told_well(check_page(path, raw), path, count_lines(raw))


@pytest.mark.parametrize("path", PATHS)
@given(raw=st.binary(max_size=120))
def test_any_bytes_between_fences_are_fields_or_problems(path: str, raw: bytes) -> None:
    raw = b"---\n" + raw + b"\n---\nTekst\n"
    assert_told_well(check_page(path, raw), path, count_lines(raw))


@pytest.mark.parametrize("path", PATHS)
@given(
    written=st.lists(st.sampled_from(PIECES) | yamlish | st.sampled_from([f"\n{key}: " for key in KEYS]), max_size=40)
)
def test_any_signs_between_fences_are_fields_or_problems(path: str, written: list[str]) -> None:
    raw = f"---\n{''.join(written)}\n---\nTekst\n".encode()
    assert_told_well(check_page(path, raw), path, count_lines(raw))


@pytest.mark.parametrize("path", PATHS)
@given(values=fields)
def test_any_mapping_is_fields_or_problems(path: str, values: dict[str, Any]) -> None:
    raw = f"---\n{yaml.safe_dump(values, allow_unicode=True)}---\nTekst\n".encode()
    assert_told_well(check_page(path, raw), path, count_lines(raw))


@given(body=bodies)
@example("<![><")
@example("[" * 500)
@example("a\n:   b\n" * 50)
@example("* " * 400)
@example("> " * 400)
@example("_" * 500)
@example("\x02wzxhzdk:0\x03")
def test_any_text_is_a_body_or_problems(body: str) -> None:
    raw = trees.interpretation(body=body).encode()
    assert_told_well(check_page("units/gryden/borgeren.md", raw), "units/gryden/borgeren.md", count_lines(raw))


@given(written=text | bodies)
def test_the_parser_of_fields_never_raises(written: str) -> None:
    found = frontmatter.parse("x.md", written)
    assert {(key,) for key in found.values} <= set(found.lines)
    assert all(2 <= line <= written.count("\n") + 2 for line in found.lines.values())


@given(value=plain)
def test_a_text_in_quotes_comes_out_as_it_went_in(value: str) -> None:
    written = yaml.safe_dump({"title": value}, allow_unicode=True)
    found = frontmatter.parse("x.md", written)
    assert (found.problems, found.values.get("title")) == ([], value)
