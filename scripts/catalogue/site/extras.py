"""Extras: all that a site holds besides its pages: exports, tables, calendars, feeds, link cards, and old addresses."""

import errno
import hashlib
import os
import posixpath
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from catalogue import checkout
from catalogue.checks.check import Check
from catalogue.disk import TooLarge, read_regular
from catalogue.model.looks import drawing_of, hue_of
from catalogue.reading import limits
from catalogue.reading.files import IMAGE_ENDINGS
from catalogue.reading.schema import make_schemas
from catalogue.refilling import Refilled
from catalogue.rendering import pictures
from catalogue.rendering.edition import Edition
from catalogue.rendering.store import Making, Store
from catalogue.site import calendars, cards, exports, feeds, redirects, spreadsheets, tables
from catalogue.versions import version_of


def write_extras(edition: Edition, found: Check, site: Refilled, store: Store) -> None:
    """Put the extras of an edition on its site, but for tables and old addresses. Raises OSError."""
    for address, text in _texts(edition):
        site.put(address, text.encode())
    for address, content in calendars.make_calendars(edition, store):
        site.put(address, content)
    looks = ((hue_of(theme), drawing_of(theme)) for theme in edition.catalogue.themes)
    for address, content in cards.make_cards(looks, checkout.CACHE / "cards"):
        site.put(address, content)
    for address, source in _attachments(edition, found):
        site.put(address, _read(source))


def write_tables(edition: Edition, site: Refilled, store: Store) -> None:
    """Put the tables and workbooks of an edition on its site. Raises OSError."""
    for address, content in _table_files(edition, store):
        site.put(address, content)


def write_former_addresses(edition: Edition, site: Refilled) -> None:
    """Put what leads on from old addresses on a site that all else is on already: it stands before. Raises OSError."""
    taken = site.addresses
    for address, html in redirects.make_redirects(edition.catalogue):
        if (file := f"{address.rstrip('/')}/index.html") not in taken:
            site.put(file, html.encode())


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


def _read(file: Path) -> bytes:
    try:
        return read_regular(file, limits.ATTACHMENT_BYTES)
    except TooLarge as error:  # Somebody has written to it since it was judged.
        raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), str(file)) from error


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
