"""Landing: whether a branch has all that a proposal brings although not its commit: it was squashed, rebased or picked.

What counts is what came onto the branch after the proposal was made: a page that is set back to what it once was is not
there already.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

from catalogue.review.git import Repository

Arrivals = frozenset[tuple[bytes, str]]
"""Files that came onto a branch: each path with the name of the object that it became."""
_ENTRY = re.compile(rb":\d+ \d+ [0-9a-f]+ ([0-9a-f]+) [A-Z]\d*\0([^\0]+)\0")
_LOG = ("log", "--first-parent", "-m", "--raw", "-z", "--no-abbrev", "--no-renames", "--no-ext-diff", "--format=")


def has_landed(repository: Repository, commit: str, reference: str) -> bool:
    """Tell whether each file that a commit brings has come onto a branch since they parted. Raises NotFound."""
    parted = repository.fork_point(commit, reference)
    brought = _read(repository, "diff", "--raw", "-z", "-r", "--no-abbrev", "--no-renames", parted, commit, "--")
    added = {(path, name) for path, name in brought if name.strip("0")}
    return bool(added) and added <= _read(repository, *_LOG, f"{parted}..{reference}", "--")


def may_have_landed(repository: Repository, files: Mapping[str, Iterable[str]], reference: str) -> set[str]:
    """Return those of some commits whose files have all been on a branch at any time, asking Git only twice.

    `files` are the paths in the repository that each commit brings. Raises NotFound.
    """
    asked = [(commit, path) for commit, paths in files.items() for path in paths]
    arrived = _arrivals(repository.folder, repository.commit(reference))
    questions = "".join(f"{commit}:{path}\n" for commit, path in asked).encode("utf-8", "surrogateescape")
    answers = repository.run("cat-file", "--batch-check=%(objectname)", given=questions).decode().splitlines()
    there = {commit: True for commit, paths in files.items() if paths}
    for (commit, path), answer in zip(asked, answers, strict=True):
        # A file that the proposal no longer has is told of as missing, with more words than a name.
        there[commit] &= (path.encode("utf-8", "surrogateescape"), answer) in arrived
    return {commit for commit, is_there in there.items() if is_there}


@lru_cache(maxsize=4)
def _arrivals(folder: Path, commit: str) -> Arrivals:
    """Return all that has ever come onto a branch; it is other only when the branch has moved."""
    return _read(Repository(folder), *_LOG, commit, "--")


def _read(repository: Repository, *words: str) -> Arrivals:
    return frozenset((path, name.decode()) for name, path in _ENTRY.findall(repository.run(*words)))
