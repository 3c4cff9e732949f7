"""Alone: what there is to say of each file by itself, found in workers within their limits, and kept by its content.

Whatever stands in a file costs no more than the limit: over it the file is told of as too heavy, and the others go on.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from catalogue.checks import rulebook
from catalogue.checks.leaks import find_leaks
from catalogue.checks.speller import Misspelling
from catalogue.checks.spelling import Spelling, spell_page
from catalogue.checks.subject import Subject
from catalogue.problems import faults
from catalogue.problems.problem import Problem, Severity
from catalogue.rendering.cache import RenderingCache
from catalogue.rendering.markdown import Text, render_text
from catalogue.rendering.outline import Rendered
from catalogue.rendering.shelf import Shelf
from catalogue.rendering.workers import map_within_limits
from catalogue.versions import version_of


@dataclass(frozen=True, slots=True)
class Job:
    """A file to judge, and what its words give rise to where that is known from another day."""

    subject: Subject
    spelling: Spelling | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one file, and what its words give rise to, which is the same on every day."""

    problems: tuple[Problem, ...]
    spelling: Spelling = field(default_factory=Spelling)


@dataclass(frozen=True, slots=True)
class Look:
    """A page as it was seen, rendered, and what was told of it."""

    subject: Subject
    told: Told


def look_at_page(subject: Subject) -> tuple[Rendered, Told]:
    """Return a page's rendering, and what is told of it with that. Runs in a worker."""
    rendered = render_text(Text(subject.path, subject.page.body))
    return rendered, judge_file(Job(replace(subject, rendered=rendered)))


def judge_files(
    subjects: Iterable[Subject], cache: RenderingCache | None = None, looks: Mapping[str, Look] | None = None
) -> Mapping[str, tuple[Problem, ...]]:
    """Return what the rules that look at one file tell, by path. Files without any are left out.

    What is kept lies in the same file as the renderings. `looks` are those at pages just read, by path, while
    nothing is kept of any; one that is by now seen otherwise is judged anew.
    """
    everything = list(subjects)
    texts = [subject for subject in everything if subject.seen]
    found = {subject.path: _judge_name(subject) for subject in everything if not subject.seen}
    shelf = _JudgementShelf(cache) if cache else None
    known, spelt = shelf.load(texts) if shelf and looks is None else ({}, {})
    there = ((subject, looks.get(subject.path)) for subject in texts) if looks else ()
    fresh = [(subject, look.told) for subject, look in there if look and look.subject == subject]
    found |= {subject.path: told.problems for subject, told in fresh}
    jobs = [Job(one, spelt.get(one.path)) for one in texts if one.path not in known and one.path not in found]
    for job, told in map_within_limits(judge_file, jobs):
        found[job.subject.path] = told.problems if told else (_too_heavy(job.subject),)
        if told:
            fresh.append((job.subject, told))
    if shelf and fresh:
        shelf.save(fresh)
    return {path: problems for path, problems in {**found, **known}.items() if problems}


def _judge_name(subject: Subject) -> tuple[Problem, ...]:
    """Return what is told of a file without a text: by its name, and by what was seen in it if it is an attachment."""
    return rulebook.judge_alone(replace(subject, leaks=subject.leaks or find_leaks(subject.path, subject.today)))


def judge_file(job: Job) -> Told:
    """Return what is told of one file with a text. Runs in a worker."""
    subject = job.subject
    seen = find_leaks(subject.path, subject.today, subject.seen, subject.rendered)
    spelt = job.spelling
    if spelt is None:
        is_page = subject.page is not None and bool(subject.source)
        spelt = spell_page(subject.page, subject.rendered) if is_page else Spelling()
    leaks = tuple(dict.fromkeys([*subject.leaks, *seen]))
    judged = replace(subject, leaks=leaks, misspellings=spelt.misspellings, abbreviations=spelt.abbreviations)
    return Told(rulebook.judge_alone(judged), spelt)


def _too_heavy(subject: Subject) -> Problem:
    return faults.too_heavy.at(subject.path, subject.bodied.body_line if subject.bodied else 1)


class _JudgementShelf:
    """What was told of files, kept by their paths and texts with the day on which it was told."""

    def __init__(self, cache: RenderingCache) -> None:
        self._shelf: Shelf[str] = Shelf(cache.file, "judged")

    def load(self, subjects: Sequence[Subject]) -> tuple[Mapping[str, tuple[Problem, ...]], Mapping[str, Spelling]]:
        """Return what is told on their day of those that are kept, and the spellings of all that are, by path."""
        keys = {subject.path: _key_of(subject) for subject in subjects}
        known: dict[str, tuple[Problem, ...]] = {}
        spelt: dict[str, Spelling] = {}
        try:
            kept = self._shelf.load(keys.values())
            for subject in subjects:
                if keys[subject.path] in kept:
                    day, told, words, shorts = json.loads(kept[keys[subject.path]])
                    spelt[subject.path] = Spelling(tuple(Misspelling(*pair) for pair in words), tuple(shorts))
                    if day == subject.today.isoformat():
                        known[subject.path] = tuple(_problem(subject.path, *one) for one in told)
        except (sqlite3.Error, OSError, ValueError, TypeError):
            return {}, {}
        return known, spelt

    def save(self, fresh: Iterable[tuple[Subject, Told]]) -> None:
        """Keep what was told. Does nothing when the file cannot be written."""
        # A page that took too long to render has been read in part; another day it may be read whole.
        whole = ((one, told) for one, told in fresh if one.rendered is not None or one.bodied is None)
        self._shelf.save({_key_of(one): _to_json(one, told) for one, told in whole})


def _to_json(subject: Subject, told: Told) -> str:
    problems = [(one.line, one.code, one.message, one.severity) for one in told.problems]
    words = [(one.word, one.guess) for one in told.spelling.misspellings]
    return json.dumps([subject.today.isoformat(), problems, words, told.spelling.abbreviations])


def _problem(path: str, line: int, code: str, message: str, severity: str) -> Problem:
    return Problem(path, line, code, message, Severity(severity))


def _key_of(subject: Subject) -> str:
    """Return the key of a file: its path, its text, what it is taken for, and the version of what judges it."""
    kind = f"{subject.kind} {subject.brought is not None} {subject.is_sound} {bool(subject.source)}"
    packed = repr(subject.leaks) if subject.leaks else ""
    told = "\0".join((version_of(__name__), kind, packed, subject.path, subject.seen))
    return hashlib.sha256(told.encode()).hexdigest()
