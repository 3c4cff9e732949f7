"""Following: a table of what happens on a forge, and what the receipt then says. Nothing is asked of anybody here.

(receive.forges.lines)
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

import trees
from catalogue.receive.forges.following import clean, follow
from catalogue.receive.forges.lines import tell_where
from catalogue.receive.forges.protocol import Pull, Remark
from catalogue.receive.proposals import Event, Proposal, What, from_json, to_json
from catalogue.receive.states import State
from receiving import NOON

LATER = NOON + timedelta(hours=1)
SENT = Proposal("0" * 64, "interpretation", "gryden/borgeren", "Titel", ("a.md",), "x", (Event(What.SENT, NOON),))
OPEN, READ = Pull("7", "bidrag/x"), Pull("7", "bidrag/x", is_read=True)
CLOSED = Pull("7", "bidrag/x", is_open=False, at="2026-06-01T12:30:00.1234567Z")
MERGED = replace(CLOSED, is_merged=True, landed="a" * 40)
SAID = Remark("comment/1", "2026-06-01T12:15:00Z", "Tak!")
ASKED = Remark("review/2", "2026-06-01T12:20:00+02:00", "Hvorfor?", asks=True)


def after(*steps: tuple[Pull, list[Remark] | None] | Event) -> Proposal:
    proposal = SENT
    for step in steps:
        proposal = proposal.then(step) if isinstance(step, Event) else follow(proposal, *step, LATER)
    return proposal


AGAIN, AWAY = Event(What.SENT_AGAIN, NOON), Event(What.WITHDRAWN, NOON)
CASES = {
    "nothing": ([(OPEN, [])], [What.SENT]),
    "nobody asked": ([(OPEN, None)], [What.SENT]),
    "taken on": ([(READ, []), (READ, [])], [What.SENT, What.READ]),
    "words": ([(OPEN, [SAID]), (OPEN, [SAID])], [What.SENT, What.READ]),
    "a question": ([(OPEN, [ASKED])], [What.SENT, What.ASKED]),
    "words take back no question": ([(OPEN, [ASKED]), (READ, [SAID, ASKED])], [What.SENT, What.ASKED, What.ASKED]),
    "answered": ([(OPEN, [ASKED]), AGAIN, (OPEN, [ASKED])], [What.SENT, What.ASKED, What.SENT_AGAIN]),
    "asked once more": (
        [(OPEN, [ASKED]), AGAIN, (OPEN, [ASKED, replace(ASKED, origin="review/3")])],
        [What.SENT, What.ASKED, What.SENT_AGAIN, What.ASKED],
    ),
    "closed": ([(CLOSED, []), (CLOSED, [])], [What.SENT, What.DECLINED]),
    "closed with words": ([(CLOSED, [SAID])], [What.SENT, What.READ, What.DECLINED]),
    "words after it": ([(CLOSED, []), (CLOSED, [ASKED])], [What.SENT, What.DECLINED, What.DECLINED]),
    "opened again": ([(CLOSED, []), (OPEN, [])], [What.SENT, What.DECLINED, What.READ]),
    "merged": ([(MERGED, []), (MERGED, [])], [What.SENT, What.ACCEPTED]),
    "words after the merge": ([(MERGED, []), (MERGED, [ASKED])], [What.SENT, What.ACCEPTED, What.ACCEPTED]),
    "withdrawn": ([AWAY, (CLOSED, [SAID])], [What.SENT, What.WITHDRAWN]),
    "withdrawn too late": ([AWAY, (MERGED, [SAID])], [What.SENT, What.WITHDRAWN, What.ACCEPTED]),
}


@pytest.mark.parametrize("case", CASES)
def test_what_happens_on_the_forge_is_an_event(case: str) -> None:
    steps, expected = CASES[case]
    proposal = after(*steps)
    assert [event.what for event in proposal.events] == expected
    assert from_json(to_json(proposal)) == proposal


def test_when_it_happened_is_what_the_forge_says() -> None:
    assert after((CLOSED, [])).last.at == datetime(2026, 6, 1, 12, 30, tzinfo=UTC)
    assert after((OPEN, [ASKED])).last.at == datetime(2026, 6, 1, 10, 20, tzinfo=UTC)
    assert after((OPEN, [replace(SAID, at="i går")])).last.at == LATER
    assert after((OPEN, [replace(SAID, at="2026-06-01T12:15:00")])).last.at.tzinfo is UTC


def test_a_merge_is_known_by_its_commit_and_by_nothing_that_is_none() -> None:
    assert after((MERGED, [])).landed == "a" * 40
    assert after((replace(MERGED, landed="--all"), [])).landed == ""
    assert after((MERGED, [])).state is State.READY


def test_a_remark_is_told_as_it_is_worded_now() -> None:
    proposal = after((OPEN, [SAID]), (OPEN, [replace(SAID, words="Mange tak!")]))
    assert proposal.words == ["Mange tak!"]
    assert after((OPEN, [SAID]), (OPEN, [])).words == []
    assert after((OPEN, [SAID]), (OPEN, None)).words == ["Tak!"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("  Et\r\n\r\nTo \n", "Et\n\nTo"),
        ("Hej <!-- skjult\n--> dig<!-- til sidst", "Hej  dig"),
        ("a\x07b\u202ec", "abc"),
        ("CPR 010190-1234", "CPR 0101xx-xxxx"),
        ("x" * 5000, "x" * 3999 + "…"),
        ("<script>", "<script>"),
    ],
)
def test_an_editor_s_words_are_plain_text(written: str, shown: str) -> None:
    assert clean(written) == shown


PAGE = "docs/units/gryden/borgeren.md"
TEXT = trees.interpretation("En titel", body="## Det gør vi\nTekst\n")


@pytest.mark.parametrize(
    ("path", "line", "told"),
    [
        (PAGE, 2, "»Overskrift«: Kort?"),
        (PAGE, len(TEXT.splitlines()), "»Det gør vi«: Kort?"),
        (PAGE, 0, "Kort?"),
        (PAGE, 900, "Kort?"),
        ("docs/stories/anden.md", 2, "Kort?"),
        ("docs/../../x", 2, "Kort?"),
    ],
)
def test_a_remark_on_a_line_says_which_field_it_is_about(path: str, line: int, told: str) -> None:
    (remark,) = tell_where([Remark("line/1", "", "Kort?", path=path, line=line)], {PAGE: TEXT, "docs/../../x": TEXT})
    assert remark.words == told
