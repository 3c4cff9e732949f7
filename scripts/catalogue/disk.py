"""The disk: files read without following a link, and written whole or not at all."""

import errno
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


class TooLarge(Exception):
    """A file holds more bytes than may be read; `size` is how many were seen, at least."""

    def __init__(self, size: int) -> None:
        super().__init__(size)
        self.size = size


def read_regular(location: Path, limit: int) -> bytes:
    """Return the bytes of a regular file. Raises OSError for a link or anything else, TooLarge above the limit."""
    raw = read_start(location, limit + 1)
    if len(raw) > limit:
        raise TooLarge(len(raw))
    return raw


def read_start(location: Path, length: int) -> bytes:
    """Return the first bytes of a regular file, at most so many. Raises OSError for a link or anything else."""
    # Without O_NONBLOCK a pipe would be waited for.
    descriptor = os.open(location, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    if not stat.S_ISREG(os.fstat(descriptor).st_mode):
        os.close(descriptor)
        raise OSError(errno.EINVAL, "no regular file", str(location))
    with os.fdopen(descriptor, "rb") as stream:
        return stream.read(length)


def write_among(file: str, content: bytes) -> None:
    """Write a file into a folder that nobody else sees yet, and make the folders that it lies in. Raises OSError.

    By the system's own calls: a site has thousands of files, and each `Path` on the way costs as much as the writing.
    """
    folder = os.path.dirname(file)  # noqa: PTH120
    try:
        os.mkdir(folder)  # noqa: PTH102
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    with open(file, "wb", buffering=0) as stream:  # noqa: PTH123
        rest = memoryview(content)
        while rest:
            rest = rest[stream.write(rest) :]


@contextmanager
def writing_whole(target: Path, is_synced: bool = True) -> Iterator[BinaryIO]:
    """Give a stream whose bytes become a file, in one step, when all went well; else the old file stands as it was.

    The file keeps the rights of the one whose place it takes. What can be made again need not be synced, which waits
    for the disk. Makes no folder. Raises OSError.
    """
    draft = target.with_name(f".{target.stem}-{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o666)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            if is_synced:
                stream.flush()
                os.fsync(stream.fileno())
        if target.exists():
            draft.chmod(stat.S_IMODE(target.stat().st_mode))
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def make_public(folder: Path) -> None:
    """Make a folder and those that it lies in, where they are missing, for all to read. Raises OSError.

    The web server must get in, whatever the umask of who made them.
    """
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    for one in reversed(missing):
        one.mkdir(exist_ok=True)
        one.chmod(0o755)
