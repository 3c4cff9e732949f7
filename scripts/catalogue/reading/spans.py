"""Spans: where in a front matter's text each key and each value stands, so that one can be changed and nothing else."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from catalogue.model.pages import KeyPath


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one line of the front matter: line and columns count from 0; `quote` is the quotation mark used."""

    line: int
    start: int
    end: int
    quote: str = ""


@dataclass(frozen=True)
class Spans:
    """Where the keys and the single values of a front matter stand, by the way to each; none that fills lines."""

    keys: Mapping[KeyPath, Span] = field(default_factory=dict)
    values: Mapping[KeyPath, Span] = field(default_factory=dict)


def find_spans(text: str) -> Spans:
    """Return the spans of a front matter's YAML. One that cannot be read has none."""
    finder = _Finder()
    try:
        finder.read(iter(yaml.parse(text, Loader=yaml.CSafeLoader)))
    except (yaml.YAMLError, ValueError, StopIteration, RecursionError):
        return Spans()
    return Spans(finder.keys, finder.values)


class _Finder:
    def __init__(self) -> None:
        self.keys: dict[KeyPath, Span] = {}
        self.values: dict[KeyPath, Span] = {}

    def read(self, events: Iterator[Any]) -> None:
        for event in events:
            if isinstance(event, yaml.MappingStartEvent):
                self.mapping(events, ())
                return

    def node(self, event: Any, events: Iterator[Any], way: KeyPath) -> None:
        if isinstance(event, yaml.ScalarEvent):
            _note(self.values, way, event)
        elif isinstance(event, yaml.MappingStartEvent):
            self.mapping(events, way)
        elif isinstance(event, yaml.SequenceStartEvent):
            number = 0
            while not isinstance(item := next(events), yaml.SequenceEndEvent):
                self.node(item, events, (*way, number))
                # The reader leaves out empty items, and the items after them move up.
                number += 0 if isinstance(item, yaml.ScalarEvent) and not item.style and not item.value else 1

    def mapping(self, events: Iterator[Any], way: KeyPath) -> None:
        while not isinstance(key := next(events), yaml.MappingEndEvent):
            at = (*way, str(getattr(key, "value", "")))
            if isinstance(key, yaml.ScalarEvent) and at not in self.keys:
                _note(self.keys, at, key)
            self.node(next(events), events, at)


def _note(spans: dict[KeyPath, Span], way: KeyPath, event: Any) -> None:
    start, end = event.start_mark, event.end_mark
    if start.line == end.line and event.style in (None, "", "'", '"'):
        spans[way] = Span(start.line, start.column, end.column, event.style or "")
