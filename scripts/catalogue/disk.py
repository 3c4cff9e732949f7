"""The disk: files read without following a link, and written whole or not at all."""

import os
import stat
import tempfile
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
    # Without O_NONBLOCK a pipe would be waited for.
    descriptor = os.open(location, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with os.fdopen(descriptor, "rb") as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(f"{location} is no regular file")
        raw = stream.read(limit + 1)
    if len(raw) > limit:
        raise TooLarge(len(raw))
    return raw


@contextmanager
def writing_whole(target: Path) -> Iterator[BinaryIO]:
    """Give a stream whose bytes become a file, in one step, when all went well; else the old file stands as it was.

    The file keeps the rights of the one whose place it takes. Makes no folder. Raises OSError.
    """
    descriptor, name = tempfile.mkstemp(prefix=f".{target.stem}-", dir=target.parent)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if target.exists():
            draft.chmod(target.stat().st_mode & 0o777)
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
