"""Rounds: what is seen to now and then, whether or not anybody asks: pages that have waited too long, and the mail.

Who changed a page may be another process: an editor's `inbox`, or a publishing. So what there is to tell is told from
what stands in the repository, beside what was told of before, and nothing is lost that happens meanwhile.
"""

import logging
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from catalogue.receive.branches import Branches, Closed
from catalogue.receive.configuration import Configuration, Way
from catalogue.receive.desk import Desk
from catalogue.receive.mailboxes import describe, find_mailbox
from catalogue.receive.mails import Mail, Sender, compose, mark_of, write_mail
from catalogue.receive.outbox import Outbox
from catalogue.receive.postman import Delivery, Postman
from catalogue.receive.proposals import Event, Standing, What
from catalogue.receive.receipts import make_link
from catalogue.receive.states import State
from catalogue.review.git import NotFound, Stopped

_LOG = logging.getLogger("catalogue.receive")
_LONGEST = 3600
_TIDY = timedelta(hours=1)
_PATIENCE = timedelta(hours=1)
"""How long a page is seen to wait for the forge before its workplace is told."""
NOBODY_SAID = (
    "Ingen har svaret i postkassen, så siden er slettet. Tal med den, der læser jeres fælles postkasse, "
    "og send siden igen."
)
NOT_THEIRS = "En kollega har svaret, at siden ikke er fra jer, og så er den slettet. Er det en fejl, så send den igen."
_REFUSED = "Denne mail skulle være gået til en arbejdsplads' fælles postkasse, men postkassen tager ikke imod.\n\n"


@dataclass
class Mailing:
    """How mail is written and sent: `address` is the receiver's own with host and path, `key` seals the links."""

    outbox: Outbox
    postman: Postman
    sender: Sender
    editors: str
    domains: tuple[str, ...]
    address: str
    key: bytes = field(repr=False)


@dataclass
class Rounds:
    """Sees to what waits. Without `mailing` no mail is written.

    `look` tells how a proposal stands to whom waits for the editors' forge, where a courier goes to one; that one
    forgets there first what is to be forgotten here.
    """

    branches: Branches
    desk: Desk
    limits: Configuration
    clock: Callable[[], datetime]
    mailing: Mailing | None = None
    look: Callable[[Standing], Standing] | None = None
    _delayed: dict[str, datetime] = field(default_factory=dict)
    _seen: str = ""
    _tidied: datetime | None = None
    _later: dict[str, tuple[datetime, float]] = field(default_factory=dict)
    _woken: threading.Event = field(default_factory=threading.Event)
    _ended: threading.Event = field(default_factory=threading.Event)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Go round in a thread of its own, as long as it is needed. Raises OSError when the disk is full."""
        if self.mailing:  # What was there already is no news, but whatever comes in from now on is.
            with suppress(NotFound, Stopped):
                self._read_told(self.mailing.outbox, {one.proposal.name: one for one in self.branches.all()})
        thread = threading.Thread(target=self._go_round, daemon=True)
        thread.start()
        try:
            yield
        finally:
            self._ended.set()
            self._woken.set()
            thread.join(self.limits.smtp_seconds)

    def wake(self) -> None:
        """Go round at once: something has happened."""
        self._woken.set()

    def _go_round(self) -> None:
        while not self._ended.is_set():
            try:
                self.go()
            except Exception as error:  # noqa: BLE001 - one round that fails must not be the last
                _LOG.error("%s in a round", type(error).__name__)
            self._woken.wait(self.limits.round_seconds)
            self._woken.clear()

    def go(self) -> None:
        """Go round once. Raises OSError when the disk is full; the next round goes on from there."""
        now = self.clock()
        try:
            self._tidy(now)
            self._tell(now)
        except (NotFound, Stopped):
            _LOG.error("the repository cannot be read in a round")
        if self.mailing:
            self._deliver(self.mailing, now)

    def _tidy(self, now: datetime) -> None:
        if self._tidied and now - self._tidied < _TIDY:
            return
        if self.look is None:
            self.branches.forget_lapsed(now, self.limits.receipt_days)
        most = timedelta(days=self.limits.waiting_days)
        for standing in self.branches.all():
            if standing.state is State.WAITING and now - standing.proposal.last.at > most:
                try:
                    self.branches.disown(standing.proposal.name, Event(What.DECLINED, now, NOBODY_SAID))
                except Closed:
                    continue
        if self.mailing:
            self.mailing.outbox.clear_aside(now.timestamp(), self.limits.mail_days * 86_400)
        self._tidied = now

    # What is told

    def _tell(self, now: datetime) -> None:
        """Write a mail for each proposal that something has happened to."""
        mark = self.branches.mark
        if self.mailing is None or (mark == self._seen and self.look is None):
            return
        found = {one.proposal.name: one for one in self.branches.all()}
        told = self._read_told(self.mailing.outbox, found)
        standings = {name: self._see(one, told.get(name), now) for name, one in found.items()}
        marks = {name: mark_of(standing) for name, standing in standings.items()}
        for name, standing in standings.items():
            if told.get(name) != marks[name]:
                is_over = told.get(name) == mark_of(replace(standing, is_delayed=True))
                if not is_over and (mail := self._write(self.mailing, standing, now)):
                    self.mailing.outbox.put(mail)
                told[name] = marks[name]
                self.mailing.outbox.write_told(told)
        self._seen = mark

    def _see(self, standing: Standing, told: str | None, now: datetime) -> Standing:
        """Return how a proposal stands, also to whom waits for the forge: trouble that soon ends is nobody's news."""
        seen = self.look(standing) if self.look else standing
        if not seen.is_delayed:
            self._delayed.pop(standing.proposal.name, None)
            return standing
        since = self._delayed.setdefault(standing.proposal.name, now)
        return seen if now - since >= _PATIENCE or told == mark_of(seen) else standing

    def _read_told(self, outbox: Outbox, standings: Mapping[str, Standing]) -> dict[str, str]:
        """Return what was told of, of the proposals that there still are."""
        before = outbox.read_told()
        if before is None:  # What happened before there was any mail is nobody's news, but who waits still does.
            before = {name: mark_of(one) for name, one in standings.items() if one.state is not State.WAITING}
            outbox.write_told(before)
        return {name: mark for name, mark in before.items() if name in standings}

    def _write(self, mailing: Mailing, standing: Standing, now: datetime) -> Mail | None:
        if not _is_news(standing) or (standing.state is State.WAITING and Way.MAILBOX not in self.limits.ways):
            return None
        checked = self.desk.renew(now.astimezone().date())
        mailbox = find_mailbox(standing.proposal, checked, mailing.editors, mailing.domains)
        if mailbox is None:
            return None
        link = f"{mailing.address}{make_link(standing.proposal.name, mailing.key).token}/"
        subject = describe(standing.proposal, checked)
        return write_mail(standing, subject, mailbox, link, now, self.limits.waiting_days)

    # What is sent

    def _deliver(self, mailing: Mailing, now: datetime) -> None:
        for mail in mailing.outbox.waiting():
            if self._ended.is_set() or self._must_wait("", now):
                return
            if self._is_stale(mail):
                mailing.outbox.remove(mail)
            elif not self._must_wait(mail.name, now):
                self._bring(mailing, mail, now)

    def _bring(self, mailing: Mailing, mail: Mail, now: datetime) -> None:
        try:
            delivery = mailing.postman.bring(compose(mail, mailing.sender))
        except ValueError:
            delivery = Delivery.REFUSED
        _LOG.info("mail %s", delivery.value)
        if delivery is not Delivery.DOWN:
            self._later.pop("", None)
        if delivery is Delivery.TAKEN:
            mailing.outbox.remove(mail)
            self._later.pop(mail.name, None)
        elif delivery is Delivery.REFUSED:
            self._give_up(mailing, mail)
        elif now.timestamp() - mailing.outbox.written(mail) > self.limits.mail_days * 86_400:
            _LOG.error("mail given up after %d days", self.limits.mail_days)
            mailing.outbox.put_aside(mail)
        else:
            self._put_off("" if delivery is Delivery.DOWN else mail.name, now)

    def _give_up(self, mailing: Mailing, mail: Mail) -> None:
        """Let the editors have a mail that a workplace's mailbox refuses; what they refuse too is put aside."""
        if mailing.editors and not mail.is_editors:
            mailing.outbox.put(replace(mail, to=mailing.editors, text=_REFUSED + mail.text, is_editors=True))
        else:
            _LOG.error("mail refused")
            mailing.outbox.put_aside(mail)

    def _is_stale(self, mail: Mail) -> bool:
        """Tell whether a question is answered already, or is about a version that is no more."""
        if not mail.is_question:
            return False
        try:
            standing = self.branches.find(mail.about)
        except (NotFound, Stopped, ValueError):
            return False
        is_there = standing is not None and standing.state is State.WAITING
        return not (is_there and standing and mail.name.endswith(f".{mark_of(standing)}"))

    def _must_wait(self, what: str, now: datetime) -> bool:
        return what in self._later and now < self._later[what][0]

    def _put_off(self, what: str, now: datetime) -> None:
        """Wait before the next attempt, twice as long each time; »« is the server itself."""
        seconds = min(self._later[what][1] * 2, _LONGEST) if what in self._later else self.limits.round_seconds
        self._later[what] = (now + timedelta(seconds=seconds), seconds)


def _is_news(standing: Standing) -> bool:
    """Tell whether there is anything to tell: not of a page that nobody answered for, or that was disowned."""
    events = [event.what for event in standing.proposal.events]
    return events[-2:] != [What.HELD, What.DECLINED]
