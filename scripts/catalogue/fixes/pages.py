"""Mends: what a machine can put right on a page, and nothing that is in doubt.

A page's bytes become its mended bytes and a list of what was changed. Everything else stays byte for byte, the text
below the fields above all. `catalogue fix` writes the result; the check of a pull request suggests it.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from catalogue.fixes import encoding, fences, quoting, values
from catalogue.fixes.knowledge import Knowledge, gather
from catalogue.fixes.records import Mend
from catalogue.model.places import place_of
from catalogue.reading import frontmatter

_ROUNDS = 4
"""What is mended on one page, such as an area's kind, can make a reference from another page sure."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A page as it becomes, and what was changed on the way there, by line."""

    content: bytes
    mends: tuple[Mend, ...]


def mend_pages(contents: Mapping[str, bytes], files: frozenset[str] = frozenset()) -> Mapping[str, Mended]:
    """Return every page of a tree on which a machine can mend something, by path, as it becomes.

    `contents` are all pages of the tree, since references are mended by what there is to refer to; `files` are the
    paths of its attachments. Nothing is raised, whatever the pages hold.
    """
    current, told = dict(contents), dict[str, list[Mend]]()
    for _ in range(_ROUNDS):
        knowledge = gather(current, files)
        found = {path: mend_page(path, content, knowledge) for path, content in current.items()}
        changed = {path: mended for path, mended in found.items() if mended.mends}
        for path, mended in changed.items():
            current[path] = mended.content
            told.setdefault(path, []).extend(mended.mends)
        if not changed:
            break
    return {path: Mended(current[path], tuple(sorted(mends))) for path, mends in sorted(told.items())}


def mend_page(path: str, content: bytes, knowledge: Knowledge) -> Mended:
    """Return a page with what can be mended on it, given what is known of the rest of the tree."""
    opened = encoding.open_text(path, content)
    if opened is None:
        return Mended(content, ())
    text, mends = opened
    text, more = mend_text(path, text, knowledge)
    mends += more
    return Mended(text.encode(), tuple(mends)) if mends else Mended(content, ())


def mend_text(path: str, text: str, knowledge: Knowledge) -> tuple[str, list[Mend]]:
    """Return a page's text with its fields mended, and what was changed."""
    place = place_of(path)
    lines = text.split("\n")
    mends = fences.mend_fences(path, lines)
    split = frontmatter.split(path, "\n".join(lines))
    if place is None or not isinstance(split, frontmatter.Split):
        return (text, []) if mends else ("\n".join(lines), mends)
    body = split.body
    mends += quoting.mend_quotes(path, lines)
    mends += values.mend_values(place, lines, knowledge)
    mended = "\n".join(lines)
    again = frontmatter.split(path, mended)
    # Whatever the fields look like, the text below them is the writer's.
    if not isinstance(again, frontmatter.Split) or again.body != body:
        return text, []
    return mended, mends
