"""Following: what a receipt says of what happened on the forge. Pure: a proposal, a pull request and remarks go in.

Nothing that a writer has typed is read here: not the title of a pull request, not its text, no label. What counts is
what the forge itself says of it, and the words of people who may write to the project.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from catalogue.privacy.masking import mask
from catalogue.receive.forges.protocol import Pull, Remark
from catalogue.receive.proposals import Event, Proposal, What
from catalogue.receive.states import State
from catalogue.review.comments import MARKER, THANKS_MARKER

TAKEN_ANYWAY = (
    "Siden var allerede taget med, da I trak den tilbage. Skriv til redaktionen, hvis den skal fjernes fra kataloget."
)
_MOST_WORDS = 4000
_HIDDEN = re.compile(r"<!--.*?(-->|\Z)", re.DOTALL)
_CLOSED = (What.ACCEPTED, What.DECLINED)
_UNREAD = (What.SENT, What.SENT_AGAIN)


def follow(proposal: Proposal, pull: Pull, remarks: Sequence[Remark] | None, now: datetime) -> Proposal:
    """Return a proposal after what happened to its pull request. `remarks` are all there are; None if nobody asked."""
    if proposal.state is State.WITHDRAWN:
        return _follow_withdrawn(proposal, pull, now)
    if remarks is not None:
        proposal = _hear(proposal, pull, remarks, now)
    if pull.is_merged:
        if proposal.last.what is not What.ACCEPTED:
            proposal = proposal.then(_decided(What.ACCEPTED, pull, now))
        return replace(proposal, landed=_commit(pull.landed) or proposal.landed)
    if not pull.is_open:
        return proposal if proposal.last.what in _CLOSED else proposal.then(_decided(What.DECLINED, pull, now))
    is_reopened = proposal.last.what is What.DECLINED
    is_taken_on = pull.is_read and proposal.last.what in _UNREAD
    return proposal.then(Event(What.READ, _second(now))) if is_reopened or is_taken_on else proposal


def _follow_withdrawn(proposal: Proposal, pull: Pull, now: datetime) -> Proposal:
    if not pull.is_merged:
        return proposal
    event = replace(_decided(What.ACCEPTED, pull, now), words=TAKEN_ANYWAY)
    return replace(proposal.then(event), landed=_commit(pull.landed), request="")


def _hear(proposal: Proposal, pull: Pull, remarks: Sequence[Remark], now: datetime) -> Proposal:
    """Return a proposal with the words of remarks: new ones, and those of before as they are worded now."""
    said = {remark.origin: remark for remark in remarks if not _is_the_check_s(remark)}
    events = tuple(_reword(event, said) for event in proposal.events)
    proposal = replace(proposal, events=events)
    heard = {event.origin for event in events}
    for origin, remark in said.items():
        if origin not in heard:
            at = _day_of(remark.at) or _second(now)
            proposal = proposal.then(Event(_what(proposal, pull, remark), at, clean(remark.words), origin))
    return proposal


def _reword(event: Event, said: Mapping[str, Remark]) -> Event:
    """Return an event with its remark as it stands now; what was taken back is no longer told."""
    if not event.origin:
        return event
    return replace(event, words=clean(said[event.origin].words) if event.origin in said else "")


def _what(proposal: Proposal, pull: Pull, remark: Remark) -> What:
    """Return what a remark makes of a proposal: words alone decide nothing, and take back no question."""
    if proposal.last.what in _CLOSED and not pull.is_open:
        return proposal.last.what
    return What.ASKED if remark.asks or proposal.last.what is What.ASKED else What.READ


def _is_the_check_s(remark: Remark) -> bool:
    """Tell whether a remark is what the check of pull requests answers, which is not the editors'."""
    return remark.words.lstrip().startswith((MARKER, THANKS_MARKER))


def clean(words: str) -> str:
    """Return an editor's words as a receipt shows them: plain text, without what must be written nowhere."""
    seen = _HIDDEN.sub("", words.replace("\r\n", "\n"))
    kept = "".join(one for one in seen if one.isprintable() or one == "\n").strip()
    masked = mask(kept)
    return masked if len(masked) <= _MOST_WORDS else f"{masked[: _MOST_WORDS - 1]}…"


def _decided(what: What, pull: Pull, now: datetime) -> Event:
    return Event(what, _day_of(pull.at) or _second(now))


def _commit(name: str) -> str:
    return name if re.fullmatch(r"[0-9a-f]{40}([0-9a-f]{24})?", name) else ""


def _second(at: datetime) -> datetime:
    return at.astimezone(UTC).replace(microsecond=0)


def _day_of(written: str) -> datetime | None:
    """Return the time that a forge writes; of the fractions of a second some write more than Python reads."""
    try:
        found = datetime.fromisoformat(re.sub(r"\.\d+", "", written))
    except ValueError:
        return None
    return _second(found if found.tzinfo else found.replace(tzinfo=UTC))
