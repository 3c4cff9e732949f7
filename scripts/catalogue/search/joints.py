"""Joints: where the parts of a long word meet, for a line that cannot hold it. Many browsers break no Danish words."""

import re
from functools import cache
from itertools import accumulate, pairwise

from catalogue.language.dictionary import read_dictionary
from catalogue.language.grammar import read_grammar
from catalogue.reading import limits
from catalogue.search.analysis import Analyser

LONG, LONG_IN_TEXT = 16, 22
"""Letters from which a word is joined: in headings, cells and other narrow places, and in running text."""
SHORTEST = 4
"""Letters that stand together on a line at least."""
LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZæøåÆØÅéÉèÈüÜöÖäÄ"
SOFT_HYPHEN = "\u00ad"
"""Stands at a joint in a text that is given to a script, which draws what the joints of a page are."""
_RUN = re.compile(rf"[{LETTERS}]{{{LONG},}}")


def find_joints(word: str) -> tuple[int, ...]:
    """Return the places in a compound at which a part of it begins; none where it cannot be taken apart."""
    lengths = [len(piece.letters) for piece in _analyser().analyse(word).pieces[:-1]]
    ends = (end for end in accumulate(lengths) if SHORTEST <= end <= len(word) - SHORTEST)
    return tuple(ends)


@cache
def join_word(word: str, joint: str) -> str:
    """Return a word with something put in at its joints."""
    places = (0, *find_joints(word), len(word))
    return joint.join(word[start:end] for start, end in pairwise(places))


def join_text(text: str, longest: int) -> str:
    """Return a text in which words of so many letters or more have soft hyphens at their joints."""
    return _RUN.sub(lambda run: _join_run(run[0], longest), text)


def _join_run(word: str, longest: int) -> str:
    return join_word(word, SOFT_HYPHEN) if longest <= len(word) <= limits.WORD_LETTERS else word


@cache
def _analyser() -> Analyser:
    return Analyser(read_dictionary(), read_grammar())


def get_ready_to_join() -> None:
    """Read the dictionary, which processes that are forked afterwards then share."""
    _analyser()
