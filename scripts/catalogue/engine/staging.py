"""Staging: the editorial pages and assets of a site in a folder of their own, which is all that MkDocs gets to read.

What it writes also comes into a folder of its own first.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from catalogue import checkout
from catalogue.reading import listing
from catalogue.reading.leavings import is_left_by_a_system
from catalogue.refilling import Refilled
from catalogue.site.manuscript import Manuscript


@contextmanager
def stage_editorial(manuscript: Manuscript) -> Iterator[Path]:
    """Give a folder that holds copies of the checkout's own editorial pages and assets, as long as it is needed."""
    with TemporaryDirectory(prefix="catalogue-editorial-") as name:
        folder = Path(name)
        for path in (*manuscript.editorial.own, *_assets()):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((checkout.DOCS / path).read_bytes())
        yield folder


@contextmanager
def laying(site: Refilled) -> Iterator[Path]:
    """Give a folder for MkDocs to write into, which it empties first, and lay what is in it to a site at the end.

    Raises OSError.
    """
    with TemporaryDirectory(prefix="catalogue-laid-") as name:
        yield Path(name)
        site.put_all(Path(name))


def _assets() -> Iterator[str]:
    """Yield the checkout's pictures and fonts, without what a system leaves there."""
    for file in sorted((checkout.DOCS / listing.ASSETS).rglob("[!.]*")):
        if file.is_file() and not is_left_by_a_system(file.name):
            yield file.relative_to(checkout.DOCS).as_posix()
