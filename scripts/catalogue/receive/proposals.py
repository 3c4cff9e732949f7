"""Proposals: a page that somebody has sent, and all that has happened to it, as data.

A proposal is a list of events, oldest first. What it is now follows from them and from what Git has merged and
published: nothing is kept that could say otherwise.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any

from catalogue.receive.states import State


class What(StrEnum):
    """What can happen to a proposal."""

    HELD = "held"
    SENT = "sent"
    SENT_AGAIN = "sent-again"
    CONFIRMED = "confirmed"
    READ = "read"
    ASKED = "asked"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"


_STATES = {
    What.HELD: State.WAITING,
    What.SENT: State.RECEIVED,
    What.SENT_AGAIN: State.RECEIVED,
    What.CONFIRMED: State.RECEIVED,
    What.READ: State.READ,
    What.ASKED: State.QUESTION,
    What.ACCEPTED: State.READY,
    What.DECLINED: State.DECLINED,
    What.WITHDRAWN: State.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened, when (UTC, to the second), and the editors' words to the writer, if there are any.

    `origin` names the remark on a forge that it comes from, so that it is heard once.
    """

    what: What
    at: datetime
    words: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A page that was sent.

    `digest` is that of its receipt. `kind` and `key` say which page it is, and `files` are the paths below docs/ that
    it brings, the page's own first. `content` is the digest of all that was sent. `moved_to` is the name of the
    proposal that has taken its place, when the same page was sent again before anybody had answered. `form` names the
    form that it comes from, where that is another than that of its kind. `request` is the number of its pull request on
    a forge, empty until there is one and when all is settled there; `landed` is the commit of main that it became,
    where the forge has told.
    """

    digest: str
    kind: str
    key: str
    title: str
    files: tuple[str, ...]
    content: str
    events: tuple[Event, ...]
    told_to: str = ""
    moved_to: str = ""
    form: str = ""
    request: str = ""
    landed: str = ""

    @property
    def name(self) -> str:
        """Its name in the repository."""
        return self.digest[:12]

    @property
    def last(self) -> Event:
        """What happened last."""
        return self.events[-1]

    @property
    def state(self) -> State:
        """What the events alone make of it."""
        return _STATES[self.last.what]

    @property
    def unit(self) -> str:
        """The workplace that it belongs to, by its folder; of a story its own name."""
        return self.key.split("/")[0]

    @property
    def words(self) -> list[str]:
        """What the editors have written to the writer, oldest first."""
        return [event.words for event in self.events if event.words]

    def then(self, event: Event) -> "Proposal":
        """Return the proposal after one more event."""
        return replace(self, events=(*self.events, event))

    def has_lapsed(self, now: datetime, days: int) -> bool:
        """Tell whether its receipt is no longer to be shown: that many days have gone since anything happened."""
        return now - self.last.at > timedelta(days=days)


@dataclass(frozen=True, slots=True)
class Standing:
    """A proposal with what Git says of it: the commit of its branch, whether main has it, and whether readers do."""

    proposal: Proposal
    commit: str
    is_merged: bool = False
    is_published: bool = False
    is_delayed: bool = False
    """Whether the editors' forge has not taken it yet, and should have."""

    @property
    def state(self) -> State:
        """Where the proposal is on its way."""
        state = self.proposal.state
        if self.is_merged and state not in (State.WITHDRAWN, State.DECLINED):
            return State.PUBLISHED if self.is_published else State.READY
        return State.DELAYED if self.is_delayed and state.is_open else state


_LATER = ("form", "request", "landed")
"""Fields that stand in the file only where they say something."""


def to_json(proposal: Proposal) -> bytes:
    """Return a proposal as the file that is kept of it."""
    data = {
        "receipt": proposal.digest,
        "kind": proposal.kind,
        "key": proposal.key,
        "title": proposal.title,
        "files": list(proposal.files),
        "content": proposal.content,
        "told_to": proposal.told_to,
        "moved_to": proposal.moved_to,
        "events": [_to_data(event) for event in proposal.events],
        **{name: value for name in _LATER if (value := getattr(proposal, name))},
    }
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def _to_data(event: Event) -> dict[str, str]:
    data = {"what": str(event.what), "at": f"{event.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"}
    return {**data, **{name: value for name in ("words", "origin") if (value := getattr(event, name))}}


def from_json(raw: bytes) -> Proposal:
    """Return the proposal that a file holds. Raises ValueError for one that is not as `to_json` writes it."""
    try:
        data: dict[str, Any] = json.loads(raw)
        return Proposal(
            digest=str(data["receipt"]),
            kind=str(data["kind"]),
            key=str(data["key"]),
            title=str(data["title"]),
            files=tuple(map(str, data["files"])),
            content=str(data["content"]),
            events=_events(data["events"]),
            told_to=str(data["told_to"]),
            moved_to=str(data["moved_to"]),
            **{name: str(data.get(name, "")) for name in _LATER},
        )
    except (KeyError, TypeError, IndexError) as error:
        raise ValueError("the file is no proposal") from error


def _events(data: Sequence[dict[str, str]]) -> tuple[Event, ...]:
    events = tuple(
        Event(What(one["what"]), datetime.fromisoformat(one["at"]), one.get("words", ""), one.get("origin", ""))
        for one in data
    )
    if not events:
        raise ValueError("nothing has happened to it")
    return events
