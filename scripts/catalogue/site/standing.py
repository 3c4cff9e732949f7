"""Standing: a site that is what a build would make is left as it stands, and what the build told is told again.

Nothing is guessed from times or sizes of what a site is made of: its name is made of every byte that a build reads. The
site itself is known by its files' names, sizes, times and places on the disk: whatever has touched one of them, the
site is built anew; and so it is known that nobody has written to what a build reads while it was read. Only a build
without errors is kept, since an error may be one of the moment.
"""

import hashlib
import json
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from catalogue import checkout, disk
from catalogue.checks import answers
from catalogue.problems.problem import Problem, Severity
from catalogue.rendering.shelf import Shelf
from catalogue.site.build import Request, Told
from catalogue.versions import version_of

_ENGINE = "catalogue.engine.plugin"
"""The module that all of what makes a site is imported by. It is above this room, and only named here."""
_READS_ELSEWHERE = "!ENV", "INHERIT"
"""What leads MkDocs from its configuration to something that is not in the checkout."""
_LARGEST = 100_000_000
_TICK = 100_000_000
"""Nanoseconds, ten times those of a tick of the disks' clocks: within one, a file can change twice at one time."""


class Standing:
    """The site of a request, as it stands: what a build told when it was made of just what there is now.

    `beside` are further folders and files that what is told depends on.
    """

    def __init__(self, request: Request, beside: Iterable[Path] = ()) -> None:
        self._request = request
        self._beside = tuple(beside)
        self._shelf: Shelf[str] | None = Shelf(request.cache.file, "standing") if request.cache else None
        self._key = hashlib.sha256(os.fsencode(request.site.resolve())).hexdigest()
        self._is_restless = False
        self._before = self._look()

    def find(self) -> Told | None:
        """Return what was told when the site was built; None when a build would make, or tell, something else."""
        if not self._shelf:
            return None
        with suppress(sqlite3.Error, OSError, ValueError, TypeError):
            name, site, pages, left_out, problems = json.loads(self._shelf.load([self._key]).get(self._key, "null"))
            if site == name_site(self._request.site) and name == self._name_inputs():
                return Told(tuple(map(_from_json, problems)), pages, tuple(left_out))
        return None

    def note(self, told: Told) -> None:
        """Keep what was told of a site that has just been built, unless there were errors, or somebody is writing."""
        if not self._shelf or any(problem.is_error for problem in told.problems):
            return
        with suppress(OSError):
            name, site = self._name_inputs(), name_site(self._request.site)
            # After the name: what has been read by a build, and then by the naming, must be one and the same.
            if name and self._before and self._before == self._look():
                kept = [name, site, told.pages, told.left_out, list(map(_to_json, told.problems))]
                self._shelf.save({self._key: json.dumps(kept)})

    def _look(self) -> str:
        """Return a name that changes when anybody writes to what a build reads; empty when it cannot be told.

        It is made of how the files lie on the disk, or of every byte where one has changed just now.
        """
        with suppress(OSError):
            name, latest = _look_at([self._request.docs, *self._folders, checkout.CONFIGURATION])
            self._is_restless |= latest + _TICK > time.time_ns()
            return self._name_inputs() if self._is_restless else name
        return ""

    @property
    def _folders(self) -> Sequence[Path]:
        return checkout.OVERRIDES, checkout.DOCS, Path(checkout.__file__).parent, *self._beside

    def _name_inputs(self) -> str:
        """Return a name for all that a build reads; empty when it cannot be told."""
        request = self._request
        read = answers.name_of(request.docs, request.today)
        with suppress(OSError, disk.TooLarge):
            configuration = checkout.CONFIGURATION.read_text("utf-8")
            if read and not any(word in configuration for word in _READS_ELSEWHERE):
                facts = (read, version_of(_ENGINE), configuration, request.settings.model_dump_json())
                digest = hashlib.sha256(repr((*facts, request.skip_broken)).encode("utf-8", "surrogatepass"))
                for file in _files_below(self._folders):
                    digest.update(hashlib.sha256(os.fsencode(file)).digest())
                    digest.update(hashlib.sha256(disk.read_regular(Path(file), _LARGEST)).digest())
                return digest.hexdigest()
        return ""


def name_site(site: Path) -> str:
    """Return a name for the files of a site, by all that changes when one is written, put in or taken away.

    Raises OSError when there is no site.
    """
    return _look_at([site])[0]


def _look_at(roots: Iterable[Path]) -> tuple[str, int]:
    """Return a name for how the files of folders lie on the disk, and when the last changed. Raises OSError."""
    digest, latest = hashlib.sha256(), 0
    for file in _files_below(roots, with_folders=True):
        if file.endswith("/"):
            digest.update(hashlib.sha256(os.fsencode(file)).digest())
            continue
        status = os.lstat(file)
        facts = (status.st_mode, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        digest.update(hashlib.sha256(os.fsencode(file) + repr(facts).encode()).digest())
        latest = max(latest, status.st_ctime_ns)
    return digest.hexdigest(), latest


def _files_below(roots: Iterable[Path], with_folders: bool = False) -> Iterator[str]:
    """Yield the files of folders, and files given themselves, in an order that does not change. Raises OSError.

    Folders are only yielded when they are asked for, with a slash at their ends.
    """
    for root in roots:
        if not root.is_dir():
            yield str(root)
            continue
        for folder, folders, names in os.walk(root, onerror=_give_up):
            folders[:] = sorted(one for one in folders if one != "__pycache__")
            if with_folders:
                yield f"{folder}/"
            yield from (os.path.join(folder, name) for name in sorted(names))  # noqa: PTH118 - many, and quicker


def _give_up(error: OSError) -> None:
    raise error


def _to_json(problem: Problem) -> tuple[str, int, str, str, str]:
    return problem.path, problem.line, problem.code, problem.message, problem.severity


def _from_json(values: tuple[str, int, str, str, str]) -> Problem:
    path, line, code, message, severity = values
    return Problem(path, line, code, message, Severity(severity))
