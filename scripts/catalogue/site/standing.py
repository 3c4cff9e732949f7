"""Standing: a site that is what a build would make is left as it stands, and what the build told is told again.

Nothing is guessed from times or sizes of what a site is made of: its name is made of every byte that a build reads. The
site itself is known by its files' names, sizes, times and places on the disk: whatever has touched one of them, the
site is built anew. Only a build without errors is kept, since an error may be one of the moment.
"""

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
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


class Standing:
    """The site of a request, as it stands: what a build told when it was made of just what there is now.

    `beside` are further folders and files that what is told depends on.
    """

    def __init__(self, request: Request, beside: Iterable[Path] = ()) -> None:
        self._request = request
        self._beside = tuple(beside)
        self._shelf: Shelf[str] | None = Shelf(request.cache.file, "standing") if request.cache else None
        self._key = hashlib.sha256(os.fsencode(request.site.resolve())).hexdigest()
        self._name = self._name_inputs()

    def find(self) -> Told | None:
        """Return what was told when the site was built; None when a build would make, or tell, something else."""
        if not (self._shelf and self._name):
            return None
        with suppress(sqlite3.Error, OSError, ValueError, TypeError):
            name, site, pages, left_out, problems = json.loads(self._shelf.load([self._key]).get(self._key, "null"))
            if name == self._name and site == name_site(self._request.site):
                return Told(tuple(map(_from_json, problems)), pages, tuple(left_out))
        return None

    def note(self, told: Told) -> None:
        """Keep what was told of a site that has just been built, unless there were errors, or somebody is writing."""
        if not (self._shelf and self._name) or any(problem.is_error for problem in told.problems):
            return
        with suppress(OSError):
            site = name_site(self._request.site)
            if self._name == self._name_inputs():
                kept = [self._name, site, told.pages, told.left_out, list(map(_to_json, told.problems))]
                self._shelf.save({self._key: json.dumps(kept)})

    def _name_inputs(self) -> str:
        """Return a name for all that a build reads; empty when it cannot be told."""
        request = self._request
        read = answers.name_of(request.docs, request.today)
        with suppress(OSError, disk.TooLarge):
            configuration = checkout.CONFIGURATION.read_text("utf-8")
            if read and not any(word in configuration for word in _READS_ELSEWHERE):
                facts = (read, version_of(_ENGINE), configuration, request.settings.model_dump_json())
                digest = hashlib.sha256(repr((*facts, request.skip_broken)).encode("utf-8", "surrogatepass"))
                folders = (checkout.OVERRIDES, checkout.DOCS, Path(checkout.__file__).parent, *self._beside)
                for file in _files_below(folders):
                    digest.update(hashlib.sha256(os.fsencode(file)).digest())
                    digest.update(hashlib.sha256(disk.read_regular(Path(file), _LARGEST)).digest())
                return digest.hexdigest()
        return ""


def name_site(site: Path) -> str:
    """Return a name for the files of a site, by all that changes when one is written, put in or taken away.

    Raises OSError when there is no site.
    """
    digest = hashlib.sha256()
    for file in _files_below([site]):
        status = os.lstat(file)
        facts = (status.st_mode, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)
        digest.update(hashlib.sha256(os.fsencode(file) + repr(facts).encode()).digest())
    return digest.hexdigest()


def _files_below(roots: Iterable[Path]) -> Iterator[str]:
    """Yield the files of folders, and files given themselves, in an order that does not change. Raises OSError."""
    for root in roots:
        if not root.is_dir():
            yield str(root)
            continue
        for folder, folders, names in os.walk(root, onerror=_give_up):
            folders[:] = sorted(one for one in folders if one != "__pycache__")
            yield from (os.path.join(folder, name) for name in sorted(names))  # noqa: PTH118 - many, and quicker


def _give_up(error: OSError) -> None:
    raise error


def _to_json(problem: Problem) -> tuple[str, int, str, str, str]:
    return problem.path, problem.line, problem.code, problem.message, problem.severity


def _from_json(values: tuple[str, int, str, str, str]) -> Problem:
    path, line, code, message, severity = values
    return Problem(path, line, code, message, Severity(severity))
