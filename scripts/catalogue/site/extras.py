"""Extras: all that a site holds besides its pages: exports, tables, calendars, feeds, link cards, and old addresses."""

import hashlib
import posixpath
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from catalogue import checkout
from catalogue.checks.check import Check
from catalogue.disk import write_among
from catalogue.model.looks import drawing_of, hue_of
from catalogue.reading.files import IMAGE_ENDINGS
from catalogue.reading.schema import make_schemas
from catalogue.rendering import pictures
from catalogue.rendering.edition import Edition
from catalogue.rendering.store import Making, Store
from catalogue.site import calendars, cards, exports, feeds, redirects, spreadsheets, tables
from catalogue.versions import version_of


def write_extras(edition: Edition, found: Check, target: Path, store: Store) -> None:
    """Write the extras of an edition, but for its tables, into a folder. Raises OSError."""
    for address, text in _texts(edition):
        write_among(f"{target}/{address}", text.encode())
    for address, content in calendars.make_calendars(edition, store):
        write_among(f"{target}/{address}", content)
    looks = ((hue_of(theme), drawing_of(theme)) for theme in edition.catalogue.themes)
    cards.write_cards(looks, checkout.CACHE / "cards", target)
    for address, source in _attachments(edition, found):
        shutil.copyfile(source, _room_for(target / address), follow_symlinks=False)
    # Listings and the like have addresses that no page of the catalogue owns: they stand where both are.
    for address, html in redirects.make_redirects(edition.catalogue):
        write_among(f"{target}/{address}/index.html", html.encode())


def write_tables(edition: Edition, target: Path, store: Store) -> None:
    """Write the tables and workbooks of an edition into a folder. Raises OSError."""
    for address, content in _table_files(edition, store):
        write_among(f"{target}/{address}", content)


def _room_for(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def _texts(edition: Edition) -> Iterator[tuple[str, str]]:
    """Yield the address and the text of every export and feed."""
    yield "catalogue.json", exports.make_export(edition)
    yield "catalogue.schema.json", exports.make_schema()
    for name, schema in make_schemas().items():
        yield f"schemas/{name}.schema.json", schema
    yield "robots.txt", exports.make_robots(edition.settings)
    if sitemap := exports.make_sitemap(edition):
        yield "sitemap.xml", sitemap
    yield from feeds.make_feeds(edition)


def make_files(edition: Edition) -> Iterator[tuple[str, bytes]]:
    """Yield the address and the bytes of every table, workbook and calendar."""
    yield from _table_files(edition, Store())
    yield from calendars.make_calendars(edition, Store())


def _table_files(edition: Edition, store: Store) -> Iterator[tuple[str, bytes]]:
    makings = []
    for folder, sheets in tables.make_tables(edition):
        for sheet in sheets:
            yield f"{folder}{sheet.name}.csv", spreadsheets.to_csv(sheet)
        facts = (edition.settings.name, edition.settings.organisation, edition.today)
        stamp = hashlib.sha256(repr((version_of(spreadsheets.__name__), facts, sheets)).encode()).hexdigest()
        makings.append(Making(f"{folder}catalogue.xlsx", stamp, partial(spreadsheets.to_workbook, sheets, *facts)))
    yield from store.fetch(makings)


def _attachments(edition: Edition, found: Check) -> Iterator[tuple[str, Path]]:
    """Yield the address and the file of every attachment that lies beside a published page."""
    broken = {problem.path for problem in found.errors}
    folders = {posixpath.dirname(page.path) for page in edition.catalogue.pages}
    for file in found.reading.attachments:
        if file.path in broken or posixpath.dirname(file.path) not in folders:
            continue
        if picture := edition.pictures.get(file.path):
            yield pictures.address_of(file.path), picture.file
        elif not file.path.endswith(IMAGE_ENDINGS):  # An image that is no picture of the edition stays where it is.
            yield file.path, file.location
