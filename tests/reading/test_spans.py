"""Spans: where keys and values stand, so that one can be changed and nothing else."""

import pytest

from catalogue.reading.spans import Span, Spans, find_spans

TEXT = """title: 'Hej'
topics: [en, to]
plan:
  -
  - action: Ring # nu
summary: >
  To
  linjer
"""


def test_keys_and_values_are_found_by_the_way_to_them() -> None:
    spans = find_spans(TEXT)
    assert spans.keys["title",] == Span(0, 0, 5)
    assert spans.values["title",] == Span(0, 7, 12, "'")
    assert spans.values["topics", 1] == Span(1, 13, 15)


def test_an_empty_item_does_not_count() -> None:
    assert find_spans(TEXT).values["plan", 0, "action"] == Span(4, 12, 16)


def test_a_value_that_fills_lines_has_no_span_but_its_key_has() -> None:
    spans = find_spans(TEXT)
    assert ("summary",) in spans.keys
    assert ("summary",) not in spans.values


@pytest.mark.parametrize("text", ["title: [", "- en\n- to\n", ""])
def test_what_holds_no_fields_has_no_spans(text: str) -> None:
    assert find_spans(text) == Spans()
