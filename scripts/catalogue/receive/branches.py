"""Branches: the proposals in a bare repository. What stands there is all that is true; the rest can be made anew.

    refs/heads/bidrag/<name>           the page: a commit over main as it was, and one more each time it is sent again
    refs/catalogue/proposals/<name>    what has happened to it, in `proposal.json`: a commit for each event
    refs/catalogue/published           the commit of main that readers see
    refs/catalogue/releases/<name>     the commit of main that a release was made of
    refs/catalogue/arrived/…           what a forge has: main, and the branches, as they were last fetched
    refs/catalogue/agreed/<name>       the commit of a branch that a forge is known to have had when this one did

The last parent of an event is the branch's commit as it was then: a branch that was lost can be set again, and one
that nobody was told of can be known. The name is a part of the digest of the receipt. The very same page sent once more
is an event of its own receipt, which leads to the first; the branch stays.
"""

import fcntl
import hashlib
import logging
import os
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from catalogue.model.places import Kind
from catalogue.receive import landing, streams
from catalogue.receive.proposals import Event, Proposal, Standing, What, from_json, to_json
from catalogue.receive.receipts import BRANCHES, NAME, Receipt
from catalogue.receive.states import State
from catalogue.receive.streams import Commit
from catalogue.receive.submissions import Submission
from catalogue.review.git import NotFound, Repository
from catalogue.review.locks import clear_locks

_LOG = logging.getLogger("catalogue.receive")
_HEADS = f"refs/heads/{BRANCHES}"
_EVENTS = "refs/catalogue/proposals/"
PUBLISHED = "refs/catalogue/published"
_RELEASES = "refs/catalogue/releases/"
ARRIVED = "refs/catalogue/arrived/"
AGREED = "refs/catalogue/agreed/"
_FILE = "proposal.json"
_DURABLE = ("-c", "core.fsync=committed,loose-object,reference", "-c", "core.fsyncMethod=fsync")
_DATE_FORMAT = "%(refname)%00%(objectname)%00%(parent)"


class Taken(Exception):
    """There is an open proposal of the same page already, with another content."""


class Changed(Exception):
    """The page is not any more what somebody has said yes to."""


class Closed(Exception):
    """What is asked of a proposal cannot be done in the state that it has."""

    def __init__(self, state: State) -> None:
        super().__init__(state)
        self.state = state


@dataclass(frozen=True)
class Branches:
    """The proposals of a bare repository. `main` is the branch that is published, `docs` the folder of pages in it.

    What writes raises NotFound when Git cannot: the disk is full, or the repository is broken.
    """

    repository: Repository
    main: str = "main"
    docs: str = "docs"

    # Reading

    @property
    def main_commit(self) -> str:
        """The commit that main stands at. Raises NotFound when there is none."""
        return self.repository.commit(f"refs/heads/{self.main}")

    @property
    def main_mark(self) -> tuple[int, ...]:
        """What is other when main has moved, known without asking Git; empty where that cannot be known.

        A reference is a file that is replaced in one step, or a line of a file that is.
        """
        marks: list[int] = []
        for name in (f"refs/heads/{self.main}", "packed-refs"):
            try:
                known = (self.repository.folder / name).stat()
            except OSError:
                continue
            marks += (known.st_ino, known.st_mtime_ns, known.st_size)
        return tuple(marks)

    @property
    def follows_forge(self) -> bool:
        """Whether main is what it is on a forge, where the editors decide."""
        return bool(self.tips(ARRIVED))

    @property
    def has_pages(self) -> bool:
        """Whether main has any pages."""
        try:
            return bool(self.repository.files(self.main_commit, self.docs))
        except NotFound:
            return False

    def find(self, name: str) -> Standing | None:
        """Return a proposal by its name, as it stands now; the one that has taken its place where one has."""
        for _ in range(20):
            found = self._refs(f"{_EVENTS}{name}")
            if not found:
                return None
            (events, parents) = found[name]
            proposal = self._read(events)
            if not proposal.moved_to:
                return self._stand(proposal, parents[-1] if parents else "")
            name = proposal.moved_to
        return None

    def owns(self, receipt: Receipt) -> Standing | None:
        """Return the proposal of a receipt, or None where there is none."""
        found = self._refs(f"{_EVENTS}{receipt.name}").get(receipt.name)
        if found is None or not receipt.fits(self._read(found[0]).digest):
            return None
        return self.find(receipt.name)

    def all(self) -> list[Standing]:
        """Return every proposal, the oldest first, without those whose place another has taken."""
        refs = self._refs(_EVENTS)
        read = self._read_all({name: events for name, (events, _) in refs.items()})
        heads = {name: (refs[name][1] or ("",))[-1] for name in read}
        merged = self._taken_into(f"refs/heads/{self.main}", read, heads)
        published = self._taken_into(PUBLISHED, read, heads)
        found = [
            Standing(proposal, heads[name], name in merged, name in published)
            for name, proposal in read.items()
            if not proposal.moved_to
        ]
        return sorted(found, key=lambda standing: (standing.proposal.events[0].at, standing.proposal.name))

    def read_files(self, standing: Standing, paths: Collection[str]) -> dict[str, bytes]:
        """Return files of a proposal's branch by their path below docs/; those that are not there are left out."""
        there = self.repository.files(standing.commit, self.docs) if paths and standing.commit else {}
        with self.repository.reading() as reader:
            return {path: reader.read(there[path]) for path in sorted(paths) if path in there}

    def _stand(self, proposal: Proposal, commit: str) -> Standing:
        head = self._commit_or_none(f"{_HEADS}{proposal.name}") or commit
        is_merged = self._has_it(f"refs/heads/{self.main}", head, proposal)
        return Standing(proposal, head, is_merged, is_merged and self._has_it(PUBLISHED, head, proposal))

    def _has_it(self, reference: str, commit: str, proposal: Proposal) -> bool:
        """Tell whether a reference has taken a proposal in, by its commit or by the one that a forge has told of."""
        return self._has_taken(reference, commit) or self.holds(reference, proposal.landed)

    def _has_taken(self, reference: str, commit: str) -> bool:
        """Tell whether a reference contains a commit, or has all that it brings: it was squashed, say."""
        if not commit or not self._commit_or_none(reference):
            return False
        return self.holds(reference, commit) or self._has_landed(reference, commit)

    def _has_landed(self, reference: str, commit: str) -> bool:
        try:
            return landing.has_landed(self.repository, commit, reference)
        except NotFound:  # They have nothing in common.
            return False

    def holds(self, reference: str, commit: str) -> bool:
        """Tell whether a reference contains a commit."""
        if not commit:
            return False
        try:
            self.repository.run("merge-base", "--is-ancestor", commit, reference)
        except NotFound:
            return False
        return True

    def _taken_into(self, reference: str, read: Mapping[str, Proposal], heads: Mapping[str, str]) -> set[str]:
        """Return the names of the proposals that a reference has taken in; of decided ones nobody need ask."""
        merged = self._merged_into(reference)
        open_ones = {name: one for name, one in read.items() if name not in merged and _may_be_taken(one)}
        files = {
            heads[name]: [f"{self.docs}/{path}" for path in one.files] for name, one in open_ones.items() if heads[name]
        }
        if not open_ones or not self._commit_or_none(reference):
            return merged
        likely = landing.may_have_landed(self.repository, files, reference)
        return merged | {
            name
            for name, one in open_ones.items()
            if (heads[name] in likely and self._has_landed(reference, heads[name])) or self.holds(reference, one.landed)
        }

    def _merged_into(self, reference: str) -> set[str]:
        if not self._commit_or_none(reference):
            return set()
        told = self.repository.run("for-each-ref", f"--merged={reference}", "--format=%(refname)", _HEADS)
        return {line.removeprefix(_HEADS) for line in told.decode().splitlines()}

    def _commit_or_none(self, reference: str) -> str:
        try:
            return self.repository.commit(reference)
        except NotFound:
            return ""

    def _refs(self, pattern: str) -> dict[str, tuple[str, tuple[str, ...]]]:
        """Return references by their last part: the object, and the parents of its commit."""
        told = self.repository.run("for-each-ref", f"--format={_DATE_FORMAT}", pattern).decode()
        rows = (line.split("\0") for line in told.splitlines())
        return {ref.rpartition("/")[2]: (name, tuple(parents.split())) for ref, name, parents in rows}

    def tips(self, prefix: str) -> dict[str, str]:
        """Return the commits of references, by the part of their name that follows a prefix."""
        told = self.repository.run("for-each-ref", "--format=%(refname)%00%(objectname)", prefix).decode()
        rows = (line.partition("\0") for line in told.splitlines())
        return {name.removeprefix(prefix): commit for name, _, commit in rows}

    def heads_main(self) -> str:
        """Return the commit that main stands at, or nothing where there is none."""
        return self._commit_or_none(f"refs/heads/{self.main}")

    @property
    def heads(self) -> dict[str, str]:
        """The commits of the branches of proposals, by the proposals' names."""
        return self.tips(_HEADS)

    def _read(self, events: str) -> Proposal:
        return from_json(self.repository.run("cat-file", "blob", f"{events}:{_FILE}"))

    def _read_all(self, events: Mapping[str, str]) -> dict[str, Proposal]:
        with self.repository.reading() as reader:
            return {name: from_json(reader.read(f"{commit}:{_FILE}")) for name, commit in events.items()}

    @property
    def mark(self) -> str:
        """What is other when anything has happened, to a page or to main. Raises NotFound."""
        told = self.repository.run("for-each-ref", "--format=%(refname) %(objectname)")
        return hashlib.sha256(told).hexdigest()

    # Writing

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Be the only one who changes proposals, in this process and in all others of this machine."""
        descriptor = os.open(self.repository.folder / "catalogue.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        with os.fdopen(descriptor, "r+b") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def unlock_references(self) -> None:
        """Free the references that a killed Git had locked. For whoever alone changes proposals: see `locked`."""
        for file in clear_locks(self.repository.folder):
            _LOG.warning("a lock that a killed Git had left is taken away: %s", file.name)

    def propose(self, submission: Submission, receipt: Receipt, now: datetime, is_held: bool = False) -> Proposal:
        """Keep a page as a new proposal. Its branch is there when this returns. Raises Taken.

        A page that is held waits until it is confirmed, and stands in nobody's way before. The very same page once
        more, before anybody has answered, is the first: whoever did not hear that it came in sends it again, there is
        still one, and both receipts lead to it.
        """
        with self.locked():
            double = self._find_double(submission, is_held)
            if double and double.state is State.WAITING and not is_held:
                double = replace(double, proposal=self._add(double, Event(What.CONFIRMED, now)))
            proposal = Proposal(
                digest=receipt.digest,
                kind=str(submission.place.kind),
                key=submission.place.key,
                title=submission.title,
                files=tuple(submission.files),
                content=submission.content,
                events=double.proposal.events if double else (Event(What.HELD if is_held else What.SENT, now),),
                told_to=submission.told_to,
                form=submission.form,
            )
            if double:
                led = replace(proposal, title="", told_to="", moved_to=double.proposal.name)
                self._import(streams.write_commit(self._event(led, now)))
            else:
                self._write_page(proposal, submission, now, self.main_commit)
            return proposal

    def send_again(self, standing: Standing, submission: Submission, now: datetime, is_held: bool = False) -> Proposal:
        """Add a commit with a new version of the page to a proposal's branch. Raises Closed.

        One that waits goes on waiting, if this is held too; one that was confirmed once is not held again.
        """
        with self.locked():
            current = self._open(standing.proposal.name)
            proposal = replace(
                current.proposal,
                title=submission.title,
                files=tuple(submission.files),
                content=submission.content,
                told_to=submission.told_to or current.proposal.told_to,
            ).then(Event(What.HELD if is_held and current.state is State.WAITING else What.SENT_AGAIN, now))
            gone = set(current.proposal.files) - set(proposal.files)
            before = self.repository.files(self.main_commit, self.docs)
            self._write_page(proposal, submission, now, current.commit, gone - before.keys())
            return proposal

    def add(self, name: str, event: Event) -> Proposal:
        """Add an event to an open proposal. Raises Closed."""
        with self.locked():
            current = self._open(name)
            return self._add(current, event)

    def amend(
        self,
        name: str,
        change: Callable[[Proposal], Proposal],
        now: datetime,
        moved: tuple[str, str] | None = None,
    ) -> Standing | None:
        """Keep what a proposal becomes by a change, and return it; None where there is no such proposal.

        `moved` are two commits: if its branch stands at the first, it stands at the second from now on.
        """
        with self.locked():
            current = self.find(name)
            if current is None:
                return None
            proposal = change(current.proposal)
            moves = moved is not None and moved[0] == current.commit
            if proposal == current.proposal and not moves:
                return current
            commit = moved[1] if moved and moves else current.commit
            before = self._refs(f"{_EVENTS}{proposal.name}")[proposal.name][0] if commit else ""
            kept = self._event(proposal, now, commit, before, "Note what a page has come to")
            reset = f"reset {_HEADS}{proposal.name}\nfrom {commit}\n\n".encode()
            self._import(streams.write_commit(kept), *([reset] if moves else []))
            return self.find(name)

    def confirm(self, name: str, content: str, now: datetime) -> Proposal:
        """Let a page go on that waited, if it still is what was confirmed. Raises Closed, Changed and Taken.

        `content` is the digest of what somebody saw and said yes to.
        """
        with self.locked():
            current = self._open(name)
            if current.state is not State.WAITING:
                raise Closed(current.state)
            if current.proposal.content != content:
                raise Changed
            if current.proposal.kind != Kind.UNIT and self._settled(current.proposal.kind, current.proposal.key):
                raise Taken
            return self._add(current, Event(What.CONFIRMED, now))

    def note_accepted(self, name: str, event: Event) -> None:
        """Note that main has a proposal's commit, once."""
        with self.locked():
            current = self.find(name)
            if current and current.proposal.state.is_open:
                self._add(current, event)

    def withdraw(self, name: str, now: datetime) -> Proposal:
        """Close a proposal as its writer wishes: the branch goes, and so does what led to it. Raises Closed."""
        with self.locked():
            return self._end(self._open(name), Event(What.WITHDRAWN, now))

    def disown(self, name: str, event: Event) -> Proposal:
        """Close a page that waits, as nobody says that it is theirs: nothing stays of it. Raises Closed."""
        with self.locked():
            current = self._open(name)
            if current.state is not State.WAITING:
                raise Closed(current.state)
            return self._end(current, event)

    def _end(self, current: Standing, event: Event) -> Proposal:
        """Close a proposal so that nothing stays of it but that it was there."""
        ended = replace(current.proposal, title="", told_to="").then(event)
        kept = self._event(ended, event.at, message=f"Note that a page is {event.what}")
        gone = [reference for reference in self._leading_to(ended.name) if self._commit_or_none(reference)]
        self._import(streams.write_commit(kept), *map(streams.delete, gone))
        return ended

    def publish(self, commit: str, release: str = "") -> None:
        """Record which commit of main readers see, and by which release, if it has a name."""
        with self.locked():
            self.unlock_references()
            if release:
                self.repository.run(*_DURABLE, "update-ref", f"{_RELEASES}{release}", commit)
            self.repository.run(*_DURABLE, "update-ref", PUBLISHED, commit)

    def go_back(self, release: str) -> bool:
        """Record that readers see a release of before again; tell whether it is known what it was made of."""
        commit = self._commit_or_none(f"{_RELEASES}{release}")
        if commit:
            self.publish(commit)
        return bool(commit)

    def move_main(self, commit: str, before: str) -> bool:
        """Let main stand at another commit, if it still stands where it did before; tell whether it did."""
        try:
            self.repository.run(*_DURABLE, "update-ref", f"refs/heads/{self.main}", commit, before)
        except NotFound:
            return False
        return True

    def _leading_to(self, name: str) -> list[str]:
        """Return the references that lead to a proposal's page."""
        return [f"{_HEADS}{name}", f"{AGREED}{name}", f"{ARRIVED}{BRANCHES}{name}"]

    def set_references(self, commits: Mapping[str, str]) -> None:
        """Let references stand at commits; take away those whose commit is empty."""
        told = [f"update {name} {commit}\n" if commit else f"delete {name}\n" for name, commit in commits.items()]
        if told:
            self.repository.run(*_DURABLE, "update-ref", "--stdin", given="".join(told).encode())

    def mend(self) -> None:
        """Set right what a process that was killed has left: every proposal has its branch, every branch a proposal.

        What its Git had locked is free again.
        """
        with self.locked():
            self.unlock_references()
            events, heads = self._refs(_EVENTS), self._refs(_HEADS)
            told = []
            for name, (commit, parents) in events.items():
                if parents and name not in heads and self._read(commit).state.is_open and not self._is_moved(commit):
                    told.append(f"create {_HEADS}{name} {parents[-1]}\n")
                elif parents and name in heads and self._lags(heads[name][0], parents[-1]):
                    told.append(f"update {_HEADS}{name} {parents[-1]} {heads[name][0]}\n")
            # Whoever sent a page whose branch alone is there was never told that it came in.
            told += [
                f"delete {_HEADS}{name} {commit}\n"
                for name, (commit, _) in heads.items()
                if name not in events and NAME.fullmatch(name)
            ]
            if told:
                self.repository.run(*_DURABLE, "update-ref", "--stdin", given="".join(told).encode())

    def forget_lapsed(self, now: datetime, days: int) -> None:
        """Take away all that is decided and whose receipt is no longer to be shown, with its branch."""
        with self.locked():
            told = []
            for name, (commit, _) in self._refs(_EVENTS).items():
                proposal = self._read(commit)
                led = self.find(name) if proposal.moved_to else None
                if led and not led.proposal.has_lapsed(now, days):
                    continue  # A receipt is there for as long as the page that it leads to.
                is_decided = proposal.moved_to or not self._is_open(proposal, name)
                if is_decided and proposal.has_lapsed(now, days):
                    told.append(f"delete {_EVENTS}{name} {commit}\n")
                    told += [f"delete {one}\n" for one in self._leading_to(name) if self._commit_or_none(one)]
            if told:
                self.repository.run(*_DURABLE, "update-ref", "--stdin", given="".join(told).encode())

    def _is_open(self, proposal: Proposal, name: str) -> bool:
        head = self._commit_or_none(f"{_HEADS}{name}")
        return proposal.state.is_open and not self._has_taken(f"refs/heads/{self.main}", head)

    def _is_moved(self, commit: str) -> bool:
        return bool(self._read(commit).moved_to)

    def _lags(self, head: str, told: str) -> bool:
        return head != told and self.holds(told, head)

    def _open(self, name: str) -> Standing:
        current = self.find(name)
        if current is None:
            raise NotFound(f"Der er ingen side med kvitteringen {name}.")
        if not current.state.is_open:
            raise Closed(current.state)
        return current

    def _find_double(self, submission: Submission, is_held: bool) -> Standing | None:
        """Return the open proposal that is the very same. Raises Taken where there is another of the same page.

        A page that waits is in nobody's way: anybody may have sent it.
        """
        kind, key = str(submission.place.kind), submission.place.key
        there = [one for one in self.all() if (one.proposal.kind, one.proposal.key) == (kind, key)]
        there = [one for one in there if one.state.is_open]
        same = [one for one in there if one.proposal.content == submission.content]
        known = next((one for one in same if one.state is State.RECEIVED), None)
        if known and not is_held:
            return known
        if submission.place.kind is not Kind.UNIT and any(one.state is not State.WAITING for one in there):
            raise Taken
        return next((one for one in same if one.state is State.WAITING), None)

    def _settled(self, kind: str, key: str) -> bool:
        """Tell whether there is an open proposal of a page that does not wait for its workplace."""
        return any(
            one.state.is_open and one.state is not State.WAITING
            for one in self.all()
            if (one.proposal.kind, one.proposal.key) == (kind, key)
        )

    def _write_page(
        self,
        proposal: Proposal,
        submission: Submission,
        now: datetime,
        start: str,
        gone: Collection[str] = (),
    ) -> None:
        page = Commit(
            reference=f"{_HEADS}{proposal.name}",
            message=f"Add {proposal.files[0]} as it was sent",
            at=now,
            start=start,
            files={f"{self.docs}/{path}": content for path, content in submission.files.items()},
            gone=[f"{self.docs}/{path}" for path in sorted(gone)],
            mark=1,
        )
        before = self._refs(f"{_EVENTS}{proposal.name}").get(proposal.name, ("",))[0]
        self._import(streams.write_commit(page), streams.write_commit(self._event(proposal, now, ":1", before)))

    def _add(self, current: Standing, event: Event) -> Proposal:
        proposal = current.proposal.then(event)
        before = self._refs(f"{_EVENTS}{proposal.name}")[proposal.name][0]
        self._import(streams.write_commit(self._event(proposal, event.at, current.commit, before)))
        return proposal

    def _event(self, proposal: Proposal, at: datetime, commit: str = "", before: str = "", message: str = "") -> Commit:
        """Return the commit of an event: its parents are the event before it and, last, the branch as it was then."""
        return Commit(
            reference=f"{_EVENTS}{proposal.name}",
            message=message or f"Note that a page is {proposal.last.what}",
            at=at,
            start=before or commit,
            also=commit if before else "",
            files={_FILE: to_json(proposal)},
            is_alone=True,
        )

    def _import(self, *parts: bytes) -> None:
        self.repository.run(*_DURABLE, "fast-import", "--quiet", "--force", "--done", given=streams.join(parts))


def _may_be_taken(proposal: Proposal) -> bool:
    return not proposal.moved_to and proposal.state not in (State.WITHDRAWN, State.DECLINED)


def open_repository(folder: Path, main: str = "main", docs: str = "docs") -> Branches:
    """Return the proposals of a bare repository, which is made where there is none. Raises NotFound."""
    repository = Repository(folder)
    if not (folder / "HEAD").is_file():
        folder.mkdir(parents=True, exist_ok=True)
        repository.run("init", "--quiet", "--bare", f"--initial-branch={main}", "--template=")
    return Branches(repository, main, docs)


def fill(branches: Branches, files: Mapping[str, bytes], now: datetime) -> bool:
    """Give a repository without main a first commit, of files by their path below docs/; tell whether it needed one."""
    with branches.locked():
        try:
            _ = branches.main_commit
        except NotFound:
            first = Commit(
                reference=f"refs/heads/{branches.main}",
                message="Begin with the pages that were there",
                at=now,
                files={f"{branches.docs}/{path}": content for path, content in files.items()},
            )
            branches._import(streams.write_commit(first))
            return True
        return False
