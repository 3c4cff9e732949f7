"""Selections: which files of a pull request are read, before any of them is written to the disk.

Names and sizes come in, as Git tells them. Out goes what is to be written, never more than the limits say, and a
problem for everything else.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from catalogue.privacy.showing import printable
from catalogue.problems import faults
from catalogue.problems.problem import Problem
from catalogue.reading import files, limits
from catalogue.review.git import can_be_laid


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file of the pull request: its path below the docs folder as Git has it, its object's name, and its bytes."""

    path: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Selection:
    """The files to write, and what is wrong with those that are not."""

    written: tuple[Candidate, ...] = ()
    refused: tuple[Problem, ...] = ()


def select(
    candidates: Iterable[Candidate], most: int = limits.CHANGED_FILES, room: int = limits.CHANGED_BYTES
) -> Selection:
    """Return which files are written. Pages come first: pictures alone can fill the room.

    A file with a wrong name or ending is written, if it is no larger than others may be: what must not be published is
    looked for in it too.
    """
    written, refused, left = list[Candidate](), list[Problem](), room
    for one in sorted(candidates, key=lambda one: (not one.path.endswith(".md"), one.path)):
        if not can_be_laid(one.path) or one.size > files.size_limit(one.path):
            refused.append(files.refuse(one.path, one.size) or _too_much(one, most, room))
        elif len(written) >= most or one.size > left:
            refused.append(_too_much(one, most, room))
        else:
            left -= one.size
            written.append(one)
    return Selection(tuple(written), tuple(refused))


def _too_much(one: Candidate, most: int, room: int) -> Problem:
    return faults.too_much.at(printable(one.path), 1, most, room)
