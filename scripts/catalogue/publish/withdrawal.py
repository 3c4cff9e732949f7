"""Withdrawal: releases that hold a picture go, all but the one that is served."""

import hashlib
from collections.abc import Collection
from pathlib import Path

from catalogue.publish.releases import FORMER, Release, Releases


def digest_of(file: Path) -> str:
    """Return what tells a file's content from any other. Raises OSError."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def find_contents(releases: Releases, addresses: Collection[str]) -> frozenset[str]:
    """Return the digests of what stands at some addresses in any release. Raises OSError."""
    files = (releases.location(release) / address for release in releases.all() for address in addresses)
    return frozenset(digest_of(file) for file in files if file.is_file())


def holds(site: Path, addresses: Collection[str], contents: Collection[str]) -> bool:
    """Tell whether a site has anything at some addresses, or a picture with one of some contents anywhere."""
    if any((site / address).is_file() for address in addresses):
        return True
    return any(digest_of(file) in contents for file in site.rglob("*.webp") if file.is_file())


def remove_holding(releases: Releases, addresses: Collection[str], contents: Collection[str]) -> list[Release]:
    """Remove the releases that hold a picture, and return those that do and stay: the one that is served.

    Nobody is served the release before any more where that is one of them. It raises Busy and OSError.
    """
    with releases.locked():
        releases.clear()  # What a killed publisher was writing has no name, and may have the picture.
        current, left = releases.current, []
        for release in releases.all():
            if not holds(releases.location(release), addresses, contents):
                continue
            if release == current:
                left.append(release)
                continue
            former = releases.folder / FORMER
            if former.is_symlink() and former.readlink().name == release.name:
                former.unlink()
            releases.remove(release)
        return left
