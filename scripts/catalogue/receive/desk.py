"""The desk: main's pages, checked and kept in memory. A page that is sent is judged among them at its own cost.

When main moves, only what has changed on it is judged again. What is made of pictures lies in a folder of their own
while they are judged, and is gone after it: nothing is left of what is refused.
"""

import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from threading import Lock

from catalogue.checks.check import Check, check
from catalogue.model.places import CONTRIBUTED, Place, place_of
from catalogue.problems.problem import Problem
from catalogue.reading.files import SourceFile
from catalogue.reading.reader import MODELS
from catalogue.receive.branches import Branches
from catalogue.receive.fields import field_at, label_of
from catalogue.receive.findings import Finding
from catalogue.receive.laying import lay
from catalogue.receive.submissions import Submission, leak_words, picture_names
from catalogue.rendering.cache import RenderingCache
from catalogue.review.git import DiffEntry, Repository

_FEW = 20
"""Changed pages of main up to which each is judged by itself; with more all is."""
_LEAKS = ("P01", "P03")
_REGULAR = "100644"


@dataclass
class Desk:
    """Judges pages. `room` is a folder of its own, and `cache` keeps the renderings of main's pages."""

    branches: Branches
    room: Path
    cache: RenderingCache | None = None
    commit: str = ""
    checked: Check | None = None
    _mark: tuple[int, ...] = ()
    _renewing: Lock = field(default_factory=Lock)

    def clear(self) -> None:
        """Throw away what a process that was killed has left in the room."""
        shutil.rmtree(self.room, ignore_errors=True)
        self.room.mkdir(parents=True, exist_ok=True)

    def get_ready(self, today: date) -> None:
        """Check main, and load what judging a page takes: the dictionary, and the workers that render."""
        checked = self.renew(today)
        page = next(iter(checked.reading.pages), None)
        if page:
            checked.problems_with({page.place: checked.reading.sources[page.path]}, (), self.room)

    def renew(self, today: date) -> Check:
        """Return the check of main as it stands on a day. Raises NotFound where there is no main."""
        with self._renewing:
            # Git is asked only when main can have moved: to start it costs as much as to judge a page.
            mark = self.branches.main_mark
            if self.checked and self.checked.today == today and mark and mark == self._mark:
                return self.checked
            commit, self._mark = self.branches.main_commit, mark
            if self.checked is None or self.checked.today != today:
                self.checked = self._check_all(commit, today)
            elif commit != self.commit:
                self.checked = self._follow(self.checked, self.commit, commit) or self._check_all(commit, today)
            self.commit = commit
            return self.checked

    def judge(self, submission: Submission, today: date, is_thorough: bool = False) -> list[Finding]:
        """Return all that is to be said of a page, in the order of its lines.

        Thoroughly judged, it is also told what the page would do to others. Raises NotFound where there is no main.
        """
        checked = self.renew(today)
        findings = list(_find_obstacles(submission, checked))
        with self._laid(submission) as (room, pictures):
            problems = checked.problems_with(submission.texts, pictures, room / "made")
            findings += [_to_finding(problem, submission) for problem in problems]
            if is_thorough and not any(one.is_error for one in findings):
                findings += self._damages(submission, pictures, checked)
        return findings

    def _damages(self, submission: Submission, pictures: list[SourceFile], checked: Check) -> Iterator[Finding]:
        """Yield what the page makes wrong elsewhere."""
        after = checked
        for place, text in submission.texts.items():
            after = after.with_page(place, text)
        own = {place.path for place in submission.texts} | {picture.path for picture in pictures}
        for path, told in after.judgement.within.items():
            before = set(checked.judgement.within.get(path, ()))
            for problem in told:
                if path not in own and problem.is_error and problem not in before:
                    yield Finding("", f"Det går ud over en anden side: {problem.message}", problem.code)

    @contextmanager
    def _laid(self, submission: Submission) -> Iterator[tuple[Path, list[SourceFile]]]:
        """Write the pictures of a page where they can be looked at, for as long as that takes."""
        self.room.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.room) as name:
            yield Path(name), list(_write(Path(name), submission.pictures))

    def _check_all(self, commit: str, today: date) -> Check:
        self.room.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=self.room) as name:
            docs = Path(name) / "docs"
            lay(self.branches.repository, commit, self.branches.docs, docs)
            return check(docs, today, self.cache)

    def check_of(self, commit: str, today: date) -> Check:
        """Return the check of a commit of main, which the desk then stands at."""
        with self._renewing:
            if self.checked is None or self.commit != commit or self.checked.today != today:
                self.checked, self.commit = self._check_all(commit, today), commit
            return self.checked

    def check_after(self, checked: Check, before: str, after: str, today: date) -> Check:
        """Return the check of a commit or a tree from that of another commit and what differs between the two."""
        return self._follow(checked, before, after) or self._check_all(after, today)

    def _follow(self, checked: Check, before: str, after: str) -> Check | None:
        """Return the check of another commit from what differs; None where that is not a few pages alone."""
        repository = self.branches.repository
        entries = repository.changes(before, after)
        changed = list(_pages_among(entries, f"{self.branches.docs}/"))
        if len(entries) > _FEW or len(changed) < len(entries):
            return None
        pictures = {path: _content(repository, entry) for path, place, entry in changed if place is None}
        with tempfile.TemporaryDirectory(dir=self.room) as name:
            written = list(_write(Path(name), pictures))
            for _, place, entry in changed:
                if place:
                    text = _content(repository, entry).decode("utf-8", "surrogateescape") if entry.new_object else None
                    checked = checked.with_page(place, text, written)
        return checked


def _pages_among(entries: Iterable[DiffEntry], docs: str) -> Iterator[tuple[str, Place | None, DiffEntry]]:
    """Yield the changed files that are pages of a good place, and new pictures."""
    for entry in entries:
        path = entry.path.removeprefix(docs)
        is_known = entry.path.startswith(docs) and path.split("/")[0] in CONTRIBUTED[1:]
        if not is_known or entry.letter not in "AMD" or (entry.letter != "D" and entry.mode != _REGULAR):
            continue
        place = place_of(path) if path.endswith(".md") else None
        if place or (entry.letter != "D" and not path.endswith(".md")):
            yield path, place, entry


def _content(repository: Repository, entry: DiffEntry) -> bytes:
    return repository.run("cat-file", "blob", entry.new_object)


def _write(folder: Path, pictures: Mapping[str, bytes]) -> Iterator[SourceFile]:
    for path, content in pictures.items():
        location = folder / "sent" / path
        location.parent.mkdir(parents=True, exist_ok=True)
        location.write_bytes(content)
        yield SourceFile(path, location)


def _find_obstacles(submission: Submission, checked: Check) -> Iterator[Finding]:
    """Yield what stands in the way on main: a workplace that is there already, a picture of another page."""
    there = checked.judgement.tree.by_path
    for place in submission.texts:
        if place != submission.place and place.path in there:
            yield Finding("unit", "Arbejdspladsen står allerede på listen. Vælg den dér.")
    subject = checked.judgement.subjects.get(submission.place.path)
    named = picture_names(subject.page) if subject is not None and subject.page is not None else []
    for number, path in enumerate(submission.pictures):
        name = path.rpartition("/")[2]
        if path in checked.judgement.tree.files and name not in named:
            yield Finding(
                f"images.{number}.file",
                f"Der ligger allerede et billede, der hedder »{name}«. Giv jeres et andet navn.",
            )


def _to_finding(problem: Problem, submission: Submission) -> Finding:
    field_name, label = _field_of(problem, submission)
    message = leak_words(problem.code, label) if problem.code in _LEAKS else problem.message
    return Finding(field_name, message, problem.code, problem.line, problem.is_error)


def _field_of(problem: Problem, submission: Submission) -> tuple[str, str]:
    """Return the name and the Danish label of the field that a problem belongs to."""
    for number, path in enumerate(submission.pictures):
        if path == problem.path:
            return f"images.{number}.file", "billedet"
    page = submission.page_at(problem.path)
    above = "" if page.place == submission.place else "unit."
    name = field_at(page, problem.line, problem.message, above)
    return name, label_of(MODELS[page.kind], name)
