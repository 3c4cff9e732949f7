"""Fixes: what a machine can put right on a page, and nothing that is in doubt.

A page's bytes become its fixed bytes and a list of what was changed. Everything else stays byte for byte, the text
below the fields above all: there only marks that can mean but one thing are changed. `catalogue fix` writes the
result; the check of a pull request suggests it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from catalogue.fixes import encoding, fences, marks, quoting, values
from catalogue.fixes.fix import Fix
from catalogue.fixes.followups import move_follow_ups
from catalogue.fixes.knowledge import Knowledge, gather
from catalogue.model.places import place_of
from catalogue.reading import frontmatter

_ROUNDS = 4
"""What is fixed on one page, such as an area's kind, can make a reference from another page sure."""


@dataclass(frozen=True, slots=True)
class Fixed:
    """A page as it becomes, what was changed on the way there, by line, and the pages that are made of it, by path."""

    content: bytes
    fixes: tuple[Fix, ...]
    made: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Job:
    """A page to fix, and what is known of the rest of the tree."""

    path: str
    content: bytes
    knowledge: Knowledge


Run = Callable[[Callable[[Job], Fixed], Iterable[Job]], Iterable[tuple[Job, Fixed | None]]]
"""Gives each job with what a function makes of it, or None where that took too much."""


def run_here(work: Callable[[Job], Fixed], jobs: Iterable[Job]) -> Iterable[tuple[Job, Fixed | None]]:
    """Do jobs one by one, without any limit."""
    return ((job, work(job)) for job in jobs)


def fix_pages(
    contents: Mapping[str, bytes], files: frozenset[str] = frozenset(), run: Run = run_here
) -> Mapping[str, Fixed]:
    """Return every page of a tree on which a machine can fix something, by path, as it becomes.

    `contents` are all pages of the tree, since references are fixed by what there is to refer to; `files` are the
    paths of its attachments. `run` does the work, which may be done elsewhere; a page that takes too much stays as it
    is. Nothing is raised, whatever the pages hold.
    """
    current, told = dict(contents), dict[str, list[Fix]]()
    for _ in range(_ROUNDS):
        knowledge = gather(current, files)
        found = run(fix_one, [Job(path, content, knowledge) for path, content in current.items()])
        changed = {job.path: fixed for job, fixed in found if fixed and fixed.fixes}
        for path, fixed in changed.items():
            current[path] = fixed.content
            told.setdefault(path, []).extend(fixed.fixes)
        if not changed:
            break
    return {path: Fixed(current[path], tuple(sorted(fixes))) for path, fixes in sorted(told.items())}


def move_meetings(
    contents: Mapping[str, bytes], fixed: Mapping[str, Fixed], is_taken: Callable[[str], bool]
) -> Mapping[str, Fixed]:
    """Return the fixed pages of a tree with the follow-ups of units moved to pages of their own, by path.

    `is_taken` tells of any path of the tree whether something lies there. A check of a contribution tells of
    follow-ups and moves none: what it suggests are lines of a page, and no new files.
    """
    everything = dict(fixed)
    for path, content in contents.items():
        before = fixed.get(path, Fixed(content, ()))
        if moved := move_follow_ups(path, before.content, is_taken):
            everything[path] = Fixed(moved.content, tuple(sorted((*before.fixes, *moved.fixes))), moved.made)
    return dict(sorted(everything.items()))


def fix_one(job: Job) -> Fixed:
    """Return a page with what can be fixed on it: `fix_page` for workers, which pass one thing."""
    return fix_page(job.path, job.content, job.knowledge)


def fix_page(path: str, content: bytes, knowledge: Knowledge) -> Fixed:
    """Return a page with what can be fixed on it, given what is known of the rest of the tree."""
    opened = encoding.open_text(path, content)
    if opened is None:
        return Fixed(content, ())
    text, fixes = opened
    text, more = fix_text(path, text, knowledge)
    text, marks_fixed = marks.fix_marks(path, text)
    fixes += [*more, *marks_fixed]
    return Fixed(text.encode(), tuple(fixes)) if fixes else Fixed(content, ())


def fix_text(path: str, text: str, knowledge: Knowledge) -> tuple[str, list[Fix]]:
    """Return a page's text with its fields fixed, and what was changed."""
    place = place_of(path)
    lines = text.split("\n")
    fixes = fences.fix_fences(path, lines)
    split = frontmatter.split(path, "\n".join(lines))
    if place is None or not isinstance(split, frontmatter.Split):
        return (text, []) if fixes else ("\n".join(lines), fixes)
    body = split.body
    fixes += quoting.soften_spaces(path, lines)
    fixes += quoting.fix_quotes(path, lines)
    fixes += values.fix_values(place, lines, knowledge)
    fixed = "\n".join(lines)
    again = frontmatter.split(path, fixed)
    # Whatever the fields look like, the text below them is the writer's.
    if not isinstance(again, frontmatter.Split) or again.body != body:
        return text, []
    return fixed, fixes
