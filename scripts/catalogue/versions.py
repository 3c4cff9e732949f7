"""Versions: a name for all that an answer was made by, so that what is kept is asked for again when any of it changes.

Nothing is listed by hand: a module's imports lead to the sources it runs on, however far away they lie, and these name
the data that they read.
"""

import hashlib
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from sysconfig import get_path

PACKAGE = Path(__file__).parent
_IMPORT = re.compile(
    r"^[ \t]*(?:from (catalogue[\w.]*) import (\([^)]*\)|[^\n]*)|import (catalogue[\w.]*))", re.MULTILINE
)
_DATA = re.compile(r'\bDATA / "([\w.-]+)"')


@cache
def version_of(module: str, package: Path = PACKAGE) -> str:
    """Return a name for what a module of ours runs on: its source and all those it imports, the data, the libraries."""
    files = [_file_digest(file) for file in find_inputs(module, package)]
    return hashlib.sha256("\n".join([*files, *_installed_libraries()]).encode()).hexdigest()


def find_inputs(module: str, package: Path = PACKAGE) -> tuple[Path, ...]:
    """Return the files that a module runs on: of all modules of ours that it imports, and of their data, sorted."""
    found: set[Path] = set()
    left = [module]
    while left:
        file = _file_of(left.pop(), package)
        if file is not None and file not in found:
            data, imports = _read(file, package)
            found |= {file, *data}
            left += imports
    return tuple(sorted(found))


@cache
def _read(file: Path, package: Path) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Return the data that a source names, and what it imports: what several modules run on is read once."""
    source = file.read_text("utf-8")
    return tuple(_data_of(source, package)), tuple(_imports_in(source))


def _imports_in(source: str) -> Iterator[str]:
    """Yield the names that imports could mean: of modules, or of something within one."""
    for parent, names, whole in _IMPORT.findall(source):
        yield parent or whole
        for name in re.sub(r"#[^\n]*|[()]", "", names).split(","):
            yield f"{parent}.{name.split()[0]}" if name.strip() else parent


def _data_of(source: str, package: Path) -> Iterator[Path]:
    for name in _DATA.findall(source):
        named = package / "data" / name
        yield from (file for file in (named, *named.rglob("*")) if file.is_file())


@cache
def _file_of(module: str, package: Path) -> Path | None:
    path = package.parent.joinpath(*module.split("."))
    return next((file for file in (path.with_suffix(".py"), path / "__init__.py") if file.is_file()), None)


@cache
def _file_digest(file: Path) -> str:
    return f"{file.name} {hashlib.sha256(file.read_bytes()).hexdigest()}"


@cache
def _installed_libraries() -> tuple[str, ...]:
    """Return names and versions of the libraries beside us, as their folders are called."""
    return tuple(sorted(folder.name for folder in Path(get_path("purelib")).glob("*.dist-info")))
