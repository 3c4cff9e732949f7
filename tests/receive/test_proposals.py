"""Proposals: what happened, and what follows from it. (receive.proposals, receive.findings, receive.rates)"""

from datetime import timedelta

import pytest

from catalogue.receive.findings import Finding, refuse
from catalogue.receive.proposals import Event, Proposal, Standing, What, from_json, to_json
from catalogue.receive.rates import Rate
from catalogue.receive.states import State
from receiving import KEY, NOON

SENT = Proposal(
    "d" * 64, "interpretation", KEY, "Æble »1«", ("a.md", "b.png"), "c", (Event(What.SENT, NOON),), "lederen"
)


def test_a_proposal_is_read_as_it_was_written() -> None:
    asked = SENT.then(Event(What.ASKED, NOON + timedelta(days=1), "Hvad\nså?"))
    assert from_json(to_json(asked)) == asked
    assert asked.words == ["Hvad\nså?"]


@pytest.mark.parametrize("raw", [b"", b"{}", b"[]", b"null", b'{"receipt": 1}', to_json(SENT).replace(b"sent", b"x")])
def test_what_is_no_proposal_is_refused(raw: bytes) -> None:
    with pytest.raises(ValueError):
        from_json(raw)


@pytest.mark.parametrize(
    ("what", "state"),
    [
        (What.SENT_AGAIN, State.RECEIVED),
        (What.READ, State.READ),
        (What.ASKED, State.QUESTION),
        (What.ACCEPTED, State.READY),
        (What.DECLINED, State.DECLINED),
        (What.WITHDRAWN, State.WITHDRAWN),
    ],
)
def test_the_last_event_says_where_it_is(what: What, state: State) -> None:
    assert SENT.then(Event(what, NOON)).state is state


def test_what_main_and_readers_have_counts_more_than_what_was_noted() -> None:
    assert Standing(SENT, "c", is_merged=True).state is State.READY
    assert Standing(SENT, "c", is_merged=True, is_published=True).state is State.PUBLISHED
    assert Standing(SENT.then(Event(What.WITHDRAWN, NOON)), "", is_merged=True).state is State.WITHDRAWN


def test_a_receipt_lapses_some_days_after_its_last_state() -> None:
    assert not SENT.has_lapsed(NOON + timedelta(days=180), 180)
    assert SENT.has_lapsed(NOON + timedelta(days=180, seconds=1), 180)
    assert not SENT.then(Event(What.READ, NOON + timedelta(days=9))).has_lapsed(NOON + timedelta(days=181), 180)


def test_a_finding_is_told_with_its_field() -> None:
    told = Finding("title", "Skriv en titel.", "F01", 2).to_data()
    assert told == {"field": "title", "line": 2, "code": "F01", "severity": "error", "message": "Skriv en titel."}
    assert refuse(429, "Vent.", wait=5).findings == [Finding("", "Vent.")]


def test_a_rate_lets_so_many_through_and_then_says_how_long_to_wait() -> None:
    rate = Rate(2, 10)
    for second in (0.0, 4.0):
        assert rate.wait("a", second) == 0
        rate.note("a", second)
    assert rate.wait("a", 5.0) == 6
    assert rate.wait("b", 5.0) == 0
    assert rate.wait("a", 10.5) == 0
