"""The outbox: mails wait on the disk until the mail server has taken them, so that none is lost while it is down.

    outbox/<name>.json          a mail that waits
    outbox/refused/<name>.json  one that the server will not have, or that nobody has taken for days: somebody must look

What has been told of is `told.json` beside it: by a proposal's name, what was new. It is written after the mail is, so
that a process that is killed between the two writes the same mail once more, under the same name.
"""

import json
import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from catalogue.receive.mails import Mail, from_data

_NAME = re.compile(r"[0-9a-z.-]{1,80}")


@dataclass(frozen=True)
class Outbox:
    """The mails that wait in a folder, and what was told of already. What writes raises OSError."""

    folder: Path

    @property
    def _refused(self) -> Path:
        return self.folder / "refused"

    def make(self) -> None:
        """Make the folders, for this user alone: a mail holds a link that opens a page."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._refused.mkdir(mode=0o700, exist_ok=True)

    def put(self, mail: Mail) -> None:
        """Keep a mail until it is sent; the same mail once more takes its own place."""
        _write(self.folder / f"{_name(mail)}.json", mail.to_data())

    def waiting(self) -> Iterator[Mail]:
        """Yield the mails that wait, the oldest first. What is no mail is put aside."""
        files = [(path.stat().st_mtime_ns, path) for path in self.folder.glob("*.json")]
        for _, path in sorted(files):
            try:
                yield from_data(json.loads(path.read_bytes()))
            except FileNotFoundError:
                continue
            except (ValueError, TypeError):
                path.replace(self._refused / path.name)

    def remove(self, mail: Mail) -> None:
        """Forget a mail: it is sent, or nobody needs it any more."""
        (self.folder / f"{_name(mail)}.json").unlink(missing_ok=True)

    def put_aside(self, mail: Mail) -> None:
        """Keep a mail where it is not tried again."""
        (self.folder / f"{_name(mail)}.json").replace(self._refused / f"{_name(mail)}.json")

    def clear_aside(self, now: float, seconds: float) -> None:
        """Forget what was put aside that long ago."""
        for path in self._refused.iterdir():
            if now - path.stat().st_mtime > seconds:
                path.unlink(missing_ok=True)

    def written(self, mail: Mail) -> float:
        """Return when a mail was written, in seconds since 1970."""
        try:
            return (self.folder / f"{_name(mail)}.json").stat().st_mtime
        except OSError:
            return float("inf")

    def read_told(self) -> dict[str, str] | None:
        """Return what was told of already, or None where that is not known: at the first start, or it was lost."""
        try:
            data = json.loads((self.folder.parent / "told.json").read_bytes())
        except (OSError, ValueError):
            return None
        return {str(name): str(mark) for name, mark in data.items()} if isinstance(data, dict) else None

    def write_told(self, told: Mapping[str, str]) -> None:
        """Record what was told of."""
        _write(self.folder.parent / "told.json", told)


def _name(mail: Mail) -> str:
    if not _NAME.fullmatch(mail.name):
        raise ValueError(mail.name)
    return mail.name


def _write(path: Path, data: Mapping[str, object]) -> None:
    """Write a file whole or not at all, and onto the disk."""
    with NamedTemporaryFile("w", dir=path.parent, encoding="utf-8", delete=False, suffix=".part") as file:
        part = Path(file.name)
        try:
            json.dump(data, file, ensure_ascii=False)
            file.flush()
            os.fsync(file.fileno())
            part.replace(path)
        except OSError:
            part.unlink(missing_ok=True)
            raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
