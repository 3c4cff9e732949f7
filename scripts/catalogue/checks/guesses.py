"""Guesses: what a reference that leads nowhere may have meant – and when it is rather to a page that is gone.

A slip of the finger gets the right name, and a page that has moved its new one. But where unit and theme are known,
the page between them was taken down or never written, and another unit's page about the same theme is no answer.
"""

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from catalogue.checks.tree import Tree, sort_of
from catalogue.language.likeness import normal
from catalogue.language.nearness import Names, nearest
from catalogue.model.places import UNITS, Kind

TAKE_OUT = " Er siden taget ned, så slet linjen."
"""What is asked where no page can have been meant."""
_SMALL_WORDS = frozenset("af den det en et for i og paa til ved".split())


def answer_key(key: str, kind: Kind, tree: Tree) -> str:
    """Return what a message says after naming a key of a unit or an interpretation that there is no page of."""
    guess = _guess_key(key, kind, tree)
    return f" Mente du »{guess}«?" if guess else TAKE_OUT


def _guess_key(key: str, kind: Kind, tree: Tree) -> str | None:
    if moved := tree.moved.get(f"{UNITS}/{key}/"):
        return moved.key if sort_of(moved.kind) is kind else None
    if kind is Kind.UNIT:
        return _guess_unit(key, tree)
    if key.count("/") == 2:
        return _guess_idea(key, tree)
    unit, _, theme = key.partition("/")
    meant = unit if unit in tree.unit_kinds else _guess_unit(unit, tree)
    if meant is None or (meant == unit and theme in tree.themes):
        return None
    return _guess_within(meant, theme, tree.keys[Kind.INTERPRETATION])


def _guess_idea(key: str, tree: Tree) -> str | None:
    """Return the key of the idea that must be meant: one of the same unit's about the same theme, as far as spelt."""
    unit = key.partition("/")[0]
    meant = unit if unit in tree.unit_kinds else _guess_unit(unit, tree)
    if meant is None:
        return None
    return _guess_within(meant, key.partition("/")[2], tree.keys[Kind.IDEA])


def _guess_within(unit: str, rest: str, keys: Names) -> str | None:
    """Return the nearest of a unit's own keys."""
    key = f"{unit}/{rest}"
    return key if key in keys else nearest(key, keys.around(key, f"{unit}/"), cutoff=0.8)


def _guess_unit(slug: str, tree: Tree) -> str | None:
    near = nearest(slug, tree.keys[Kind.UNIT])
    return near if near and is_slip(slug, near) else None


def may_be_meant(address: str, tree: Tree) -> Sequence[str]:
    """Return the paths of the pages that a link to an address, at which there is no page, may have meant."""
    if moved := tree.moved.get(address):
        return [moved.path]
    parts = address.rstrip("/").split("/")
    if parts[0] != UNITS or len(parts) not in (2, 3, 4):
        return tree.paths.around(f"{'/'.join(parts)}.md")
    unit, theme = parts[1], parts[2] if len(parts) > 2 else ""
    if unit not in tree.unit_kinds:
        meant = _guess_unit(unit, tree)
        return _paths_below(f"{UNITS}/{meant}/", parts, tree) if meant else []
    if len(parts) == 4:
        return _paths_below(f"{UNITS}/{unit}/{theme}/", parts, tree)
    if theme in tree.themes:
        return []
    return [*_paths_below("themes/", parts, tree), *_paths_below(f"{UNITS}/{unit}/", parts, tree)]


def _paths_below(folder: str, parts: Sequence[str], tree: Tree) -> Sequence[str]:
    file = f"{parts[-1]}.md" if len(parts) > 2 else "index.md"
    return tree.paths.around(f"{folder}{file}", folder)


def is_slip(written: str, name: str) -> bool:
    """Tell whether a name is written with slips of the finger alone: »plejecenter-nord« is no slip of »-syd«.

    Each of its words may have a slip, a longer one two, and small words may be left out; a digit is never a slip.
    """
    if normal(written) == normal(name):
        return True
    ours, theirs = (_words(one) for one in (written, name))
    return len(ours) == len(theirs) and all(map(_is_near, ours, theirs))


def _words(slug: str) -> list[str]:
    return [word for word in slug.split("-") if word not in _SMALL_WORDS]


def _is_near(written: str, word: str) -> bool:
    if written == word:
        return True
    has_digit = any(letter.isdigit() for letter in written + word)
    longest = max(len(written), len(word))
    limit = 0 if has_digit or longest < 5 else 1 if longest < 8 else 2
    return OSA.distance(written, word) <= limit
