"""Releases: the sites that have been published to a folder, and which of them is served.

    DEST/current               a link to the release that is served
    DEST/former                a link to the one that was served before it, for readers who still have its pages open
    DEST/releases/000007-…/    a site; its number is its place in the order, and the rest is the digest of its content
    DEST/.lock                 held by the one who publishes

Only `current` decides what is served, and it is set in one step (rename(2)). Releases with a higher number than the
current one are not served any more, or were never: they have been rolled back, or their publisher was killed.
"""

import fcntl
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from catalogue import disk

CURRENT, FORMER = "current", "former"
_NAME = re.compile(r"(\d{6})-([0-9a-f]{12})")
_DRAFT = ".draft-"
"""Begins the name of what is being written or removed. Whoever finds one, while holding the lock, may remove it."""


class Busy(Exception):
    """Somebody else publishes to the folder at this moment."""


@dataclass(frozen=True, order=True)
class Release:
    """A published site, by its number and the digest of its content."""

    number: int
    digest: str

    @property
    def name(self) -> str:
        """The name of its folder."""
        return f"{self.number:06}-{self.digest}"


@dataclass(frozen=True)
class Releases:
    """The releases below a folder. What changes them must be done under the lock; all of it may raise OSError."""

    folder: Path

    @property
    def shelf(self) -> Path:
        """The folder that the releases lie in."""
        return self.folder / "releases"

    @property
    def current(self) -> Release | None:
        """The release that is served, as far as it is one of these."""
        try:
            name = (self.folder / CURRENT).readlink().name
        except OSError:
            return None
        return next((release for release in self.all() if release.name == name), None)

    def all(self) -> list[Release]:
        """Return every release, in order."""
        if not self.shelf.is_dir():
            return []
        found = (_NAME.fullmatch(entry.name) for entry in self.shelf.iterdir())
        return sorted(Release(int(match[1]), match[2]) for match in found if match)

    def earlier(self) -> list[Release]:
        """Return the releases before the current one, the latest first."""
        current = self.current
        return [release for release in reversed(self.all()) if current and release < current]

    def location(self, release: Release) -> Path:
        """Return the folder of a release."""
        return self.shelf / release.name

    def is_whole(self, release: Release) -> bool:
        """Tell whether a release has the content that it was published with."""
        return digest(self.location(release)) == release.digest

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Be the only one who publishes to the folder, which is made when missing. Raises Busy."""
        disk.make_public(self.shelf)
        # The file stays, for a lock on a removed file would keep nobody out. The system frees it if we are killed.
        # A link in its place is not followed: what it leads to is not ours.
        descriptor = os.open(self.folder / ".lock", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, 0o644)
        with os.fdopen(descriptor, "r+b") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise Busy from None
            yield

    @contextmanager
    def drafting(self) -> Iterator[Path]:
        """Give a new folder to write a site in, on the releases' own file system; it is removed again at the end."""
        self.clear()
        room = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=self.shelf))
        try:
            yield room
        finally:
            shutil.rmtree(room, ignore_errors=True)

    def add(self, site: Path) -> Release:
        """Put a finished site among the releases, safe on the disk, and return its release. It is not yet served."""
        _settle(site)
        number = max((release.number for release in self.all()), default=0) + 1
        release = Release(number, digest(site))
        site.rename(self.location(release))
        _sync(self.shelf)
        return release

    def serve(self, release: Release) -> None:
        """Let a release be the served one, in one step."""
        if (current := self.current) and current != release:
            self._point(FORMER, current)
        self._point(CURRENT, release)

    def remove(self, release: Release) -> None:
        """Remove a release. It loses its name first, so that half of one is never taken for a whole."""
        room = Path(tempfile.mkdtemp(prefix=_DRAFT, dir=self.shelf))
        self.location(release).rename(room / release.name)
        shutil.rmtree(room)

    def _point(self, name: str, release: Release) -> None:
        draft = self.folder / f".{name}"
        draft.unlink(missing_ok=True)
        draft.symlink_to(f"{self.shelf.name}/{release.name}")  # Relative, so that the folder can be moved.
        draft.replace(self.folder / name)
        _sync(self.folder)

    def clear(self) -> None:
        """Remove what was left of being written or removed by whoever was killed meanwhile."""
        for entry in self.shelf.iterdir():
            if entry.name.startswith(_DRAFT):
                shutil.rmtree(entry, ignore_errors=True)
        for name in (CURRENT, FORMER):
            (self.folder / f".{name}").unlink(missing_ok=True)


def digest(site: Path) -> str:
    """Return what tells a site's content from another's: the same names and bytes give the same twelve digits."""
    content = hashlib.sha256()
    for file in sorted(path for path in site.rglob("*") if path.is_file()):
        name = file.relative_to(site).as_posix().encode()
        content.update(b"%d %b %d\0" % (len(name), name, file.stat().st_size))
        content.update(file.read_bytes())
    return content.hexdigest()[:12]


def _settle(site: Path) -> None:
    """Make everything below a site readable to the web server, whatever the umask, and write it out to the disk."""
    for path in sorted(site.rglob("*"), reverse=True):
        path.chmod(0o755 if path.is_dir() else 0o644)
        _sync(path)
    site.chmod(0o755)
    _sync(site)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
