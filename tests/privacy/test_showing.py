"""What others wrote stays on its line, gives no orders, and holds no number, wherever it is shown."""

import hypothesis
import hypothesis.strategies as st
import pytest

import people
from catalogue.privacy import showing
from catalogue.problems import reports
from catalogue.problems.problem import Problem

HOSTILE = {
    "a line of its own": "a\n::error file=README.md,line=1::Falsk",
    "a carriage return": "a\r::error::Falsk",
    "a line separator": "a\u2028::error::Falsk",
    "a next line": "a\x85::error::Falsk",
    "an order within the line": "a ##[error]Falsk",
    "an order between orders": "a ####[[error]Falsk",
    "a colour of the terminal": "a\x1b[31mrød\x1b]0;titel\x07",
    "text that runs backwards": "a\u202egnp.md",
    "half a letter": "a\udcff\ud800",
    "a number": f"a {people.CHECKED}",
    "very much": "a" * 100_000,
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("show", [showing.one_line, showing.show_name, showing.show_line])
def test_what_is_shown_stays_on_its_line_and_gives_no_orders(show: object, text: str) -> None:
    shown = showing.one_line(text) if show is showing.one_line else showing.show_name(text)
    shown = showing.show_line(text) if show is showing.show_line else shown
    assert shown.isprintable()
    assert "##[" not in shown
    assert people.CHECKED not in shown
    shown.encode("utf-8")


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_report_has_one_line_for_each_problem(text: str) -> None:
    """Names and quoted words go through the same door in every form that a report can have."""
    problem = Problem(f"docs/{text}", 1, "S02", f"Navnet »{text}« kan ikke bruges.")
    for form in ("text", "github"):
        written = reports.FORMATS[form]([problem])
        assert written.count("\n") == 1
        assert written[:-1].isprintable()
        assert "##[" not in written
        assert len(written) < 5000


@hypothesis.given(st.text())
def test_any_text_is_shown_on_one_line(text: str) -> None:
    for shown in (showing.one_line(text, 40), showing.show_name(text, 40)):
        assert shown.isprintable()
        assert len(shown) <= 40


def test_what_is_honest_is_shown_as_it_is() -> None:
    for text in ("docs/units/køkkenet/æøå.md", "»Titel« (title) mangler.", "C# og #1"):
        assert showing.one_line(text) == showing.show_name(text) == text
    assert showing.show_line("+\tto  mellemrum") == "+\tto  mellemrum"


def test_no_number_is_shown_by_halves_where_a_text_is_cut() -> None:
    """A key that is masked makes a text shorter; what stood at the end of what was looked at then comes into sight."""
    key = f"{'-' * 5}BEGIN PRIVATE KEY{'-' * 5}\n{'QUJD ' * 2000}"
    for length in (100, 600):
        for shift in range(30):
            text = f"{key[: 4 * length + 190 - shift]} {people.CHECKED} {'a' * 9000}"
            assert people.CHECKED[:5] not in showing.one_line(text, length)
