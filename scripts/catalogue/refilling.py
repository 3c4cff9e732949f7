"""Refilling: a folder is filled by several processes, new or with what an earlier filling has left in it.

A file that holds its bytes already is left as it lies: of a site of thousands of files few change from one build to the
next, and a disk takes ten times as long to make and to remove a file as to read it. Nothing is believed of what lies
there but its own bytes.
"""

import hashlib
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, cast

from catalogue.disk import TooLarge, read_regular, write_among

_LARGEST = 100_000_000
_NOTHING: Mapping[str, int] = MappingProxyType({})


class Refilled:
    """A folder that is being filled. Any process may put into it that was forked off after it was made."""

    def __init__(self, folder: Path, noted: BinaryIO, found: Mapping[str, int], beside: Path | None) -> None:
        self.folder = folder
        self._root = f"{folder}/"
        self._noted, self._found, self._beside = noted, found, beside

    def put(self, address: str, content: bytes) -> None:
        """Let a file hold some bytes, and make the folders that it lies in. Raises OSError."""
        file = self._root + address
        size = self._found.get(address)
        if size is None:
            self._write(file, content)
        elif size != len(content) or not _holds(file, content):
            # A new file, not new bytes in the old: a reader may have that open, and a copy may be linked to it.
            with suppress(OSError):
                os.unlink(file)  # noqa: PTH108 - many, and quicker
            self._write(file, content)
        self._note(address)

    def keep(self, address: str, digest: str) -> bool:
        """Let a file hold the bytes of a SHA-256 digest if it has them, or the folder beside; tell whether it does.

        Raises OSError.
        """
        if address in self._found and _digest_of(self._root + address)[0] == digest:
            self._note(address)
            return True
        if self._beside:
            beside, content = _digest_of(f"{self._beside}/{address}")
            if beside == digest:
                self.put(address, content)
                return True
        return False

    def put_folder(self, folder: str, version: str, files: Mapping[str, bytes]) -> None:
        """Let the files of a folder lie in one below it that is called by their version, and no others there.

        Of those that an earlier filling left, called by its version, the ones that are the same need not be written.
        Raises OSError.
        """
        found = {address: size for address, size in self._found.items() if address.startswith(f"{folder}/")}
        former = sorted({address.split("/")[1] for address in found if address.count("/") > 1} - {version})
        target = f"{folder}/{version}"
        if former and not Path(self._root + target).exists():
            os.rename(f"{self._root}{folder}/{former[0]}", self._root + target)  # noqa: PTH104 - as in the rest
            before = f"{folder}/{former[0]}/"
            moved = {address: size for address, size in found.items() if address.startswith(before)}
            self._found = {**self._found, **{f"{target}/{one.removeprefix(before)}": moved[one] for one in moved}}
        for name, content in files.items():
            self.put(f"{target}/{name}", content)
        # Who clears up at the end knows them by the places that they had.
        for address in [one for one in self._found if one.startswith(f"{target}/")]:
            if address.removeprefix(f"{target}/") not in files:
                with suppress(FileNotFoundError):
                    os.unlink(self._root + address)  # noqa: PTH108

    def put_all(self, folder: Path) -> None:
        """Put every file that lies below another folder, at the same place. Raises OSError."""
        for file in folder.rglob("*"):
            if file.is_file():
                self.put(file.relative_to(folder).as_posix(), file.read_bytes())

    @property
    def addresses(self) -> frozenset[str]:
        """The places of all files that have been put, as paths below the folder."""
        self._noted.seek(0)
        return frozenset(map(os.fsdecode, self._noted.read().split(b"\0")))

    def clear(self) -> None:
        """Remove what was found and not put again. Raises OSError."""
        left = self._found.keys() - self.addresses
        for address in left:
            with suppress(FileNotFoundError, NotADirectoryError, IsADirectoryError):  # It has made way.
                os.unlink(self._root + address)  # noqa: PTH108
        for folder in sorted({one for address in left for one in _folders_of(address)}, key=len, reverse=True):
            with suppress(OSError):  # There is something else in it.
                os.rmdir(self._root + folder)  # noqa: PTH106

    def _note(self, address: str) -> None:
        # By one call, at the place where the last ended: all processes share it.
        self._noted.write(os.fsencode(address) + b"\0")

    def _write(self, file: str, content: bytes) -> None:
        try:
            write_among(file, content)
        except (IsADirectoryError, NotADirectoryError, FileExistsError):
            self._make_way(file)
            write_among(file, content)

    def _make_way(self, file: str) -> None:
        """Remove what was found where a file is to lie, or a folder above it: a folder there, or a file here."""
        shutil.rmtree(file, ignore_errors=True)
        for folder in _folders_of(file.removeprefix(self._root)):
            with suppress(OSError):
                os.unlink(self._root + folder.rstrip("/"))  # noqa: PTH108 - it refuses a folder


@contextmanager
def refilling(folder: Path, found: Mapping[str, int] = _NOTHING, beside: Path | None = None) -> Iterator[Refilled]:
    """Give a folder to be filled; at the end, when all went well, what was found there and not put again is gone.

    `found` is what an earlier filling left, as `look_through` tells it, and `beside` a folder like it from which bytes
    may be taken over. Raises OSError.
    """
    with tempfile.TemporaryFile(buffering=0) as noted:
        refilled = Refilled(folder, cast(BinaryIO, noted), found, beside)
        yield refilled
        refilled.clear()


def look_through(folder: Path, like: os.stat_result) -> Mapping[str, int] | None:
    """Return the sizes of all files below a folder, by their paths in it. Raises OSError.

    Returns None where it is not to be filled anew, since something in it is neither file nor folder, or is not owned
    and open to others as what is made now. `like` is the status of a folder made now.
    """
    found = {}
    waiting = [""]
    while waiting:
        below = waiting.pop()
        if not _is_like(os.lstat(folder / below), like, stat.S_IFDIR, 0o7777):
            return None
        with os.scandir(folder / below) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(f"{below}{entry.name}/")
                    continue
                status = entry.stat(follow_symlinks=False)
                if not _is_like(status, like, stat.S_IFREG, 0o666):
                    return None
                found[below + entry.name] = status.st_size
    return found


def _is_like(status: os.stat_result, like: os.stat_result, kind: int, rights: int) -> bool:
    mode = kind | stat.S_IMODE(like.st_mode) & rights
    return (status.st_mode, status.st_uid, status.st_gid) == (mode, like.st_uid, like.st_gid)


def _holds(file: str, content: bytes) -> bool:
    try:
        with open(file, "rb", buffering=0) as stream:  # noqa: PTH123 - many, and quicker
            return stream.read() == content
    except OSError:
        return False


def _digest_of(file: str) -> tuple[str, bytes]:
    """Return the digest of a file and its bytes; of none where it cannot be read."""
    try:
        content = read_regular(Path(file), _LARGEST)
    except (OSError, TooLarge):
        return "", b""
    return hashlib.sha256(content).hexdigest(), content


def _folders_of(address: str) -> Iterator[str]:
    """Yield the folders that a file lies in, the innermost first, as paths ending in a slash."""
    end = address.rfind("/")
    while end > 0:
        yield address[: end + 1]
        end = address.rfind("/", 0, end)
