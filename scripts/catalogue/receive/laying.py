"""Laying: the pages of a commit written into a folder, where the check and the build can read them."""

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from catalogue import checkout
from catalogue.model.places import CONTRIBUTED
from catalogue.reading.files import size_limit
from catalogue.review.git import Repository, can_be_laid


def lay(repository: Repository, commit: str, docs: str, target: Path) -> None:
    """Write the pages of a commit (or a tree) below a new folder. Raises NotFound and Stopped, and OSError.

    The checkout's own editorial pages are left out where they are the same: they are then built as its own.
    """
    there = repository.files(commit, docs)
    sizes = repository.sizes(there.values())
    target.mkdir(parents=True, exist_ok=True)
    with repository.reading() as reader:
        for path, name in there.items():
            if can_be_laid(path) and sizes[name] <= size_limit(path) and not _is_ours(path, sizes[name]):
                reader.copy(name, target / path)


def _is_ours(path: str, size: int) -> bool:
    """Tell whether a file is hardly another than the checkout's of the same path, outside the contributed folders."""
    if path.split("/")[0] in CONTRIBUTED:
        return False
    own = checkout.DOCS / path
    return own.is_file() and own.stat().st_size == size


def is_same(repository: Repository, commit: str, docs: str, folder: Path) -> bool:
    """Tell whether a folder holds the contributed pages of a commit, all of them, and no others."""
    there = {path: name for path, name in repository.files(commit, docs).items() if _is_contributed(path)}
    here = {path: content for path, content in read_folder(folder).items() if _is_contributed(path)}
    return there == {
        path: _name_of(content, len(next(iter(there.values()), "")) // 2) for path, content in here.items()
    }


def _is_contributed(path: str) -> bool:
    return path.split("/")[0] in CONTRIBUTED


def _name_of(content: bytes, length: int) -> str:
    """Return the name that Git has for a file, by the length of its names in bytes."""
    digest = hashlib.sha1 if length == 20 else hashlib.sha256
    return digest(b"blob %d\0%s" % (len(content), content)).hexdigest()


def read_folder(docs: Path) -> Mapping[str, bytes]:
    """Return the files of a folder of pages by their path. Links, hidden files and what is too large are left out."""
    return {path.relative_to(docs).as_posix(): path.read_bytes() for path in _files(docs)}


def _files(docs: Path) -> Iterable[Path]:
    for path in sorted(docs.rglob("*")):
        way = path.relative_to(docs)
        if any(part.startswith(".") for part in way.parts) or path.is_symlink() or not path.is_file():
            continue
        if not any((docs / parent).is_symlink() for parent in way.parents) and path.stat().st_size <= size_limit(
            path.name
        ):
            yield path
