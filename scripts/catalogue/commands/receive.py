"""`catalogue receive`: takes in pages that are sent from the form, and keeps each as a branch of a bare repository."""

import argparse
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from catalogue import checkout
from catalogue.commands.exits import Exit
from catalogue.commands.options import kept_renderings, number_from
from catalogue.commands.terminal import heed_ctrl_c
from catalogue.engine.configuration import load_settings
from catalogue.engine.plugin import make_site
from catalogue.model.catalogue import link
from catalogue.privacy.showing import one_line, show_name
from catalogue.reading.editorial import EditorialPages
from catalogue.rendering.edition import Edition
from catalogue.settings import Settings
from catalogue.site.manuscript import Manuscript
from catalogue.views.contents import SitePage

PATH = "/indsend/"
"""Where the receiver answers when mkdocs.yml does not say."""
DATA = checkout.CACHE / "receive"
MISSING = (
    "Modtageren kræver nogle pakker mere. Hent dem med: .venv/bin/python -m pip install --require-hashes -r requirements.lock"
)


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add = parser.add_argument
    add("--docs", type=Path, metavar="MAPPE", help="sider, som et tomt lager begynder med")
    add("--repository", type=Path, metavar="LAGER", help="det bare Git-lager (ellers et i .cache/)")
    add("--data", type=Path, default=DATA, metavar="MAPPE", help="hvor modtageren arbejder (ellers i .cache/)")
    where = parser.add_mutually_exclusive_group()
    port = number_from(0, 65_535, "en port: et tal")
    where.add_argument("--port", type=port, default=8001, metavar="N", help="porten på denne maskine (ellers 8001)")
    where.add_argument("--socket", type=Path, metavar="STI", help="en Unix-sokkel i stedet for en port")
    add("--config", type=Path, metavar="FIL", help="indstillinger i TOML")


def run(options: argparse.Namespace) -> Exit:
    """Take in pages until Ctrl+C is pressed."""
    try:
        from catalogue.receive import branches, configuration, laying, server
        from catalogue.review.git import NotFound
    except ImportError:
        print(MISSING, file=sys.stderr)
        return Exit.USAGE
    heed_ctrl_c()
    settings = load_settings()
    try:
        limits = configuration.read_configuration(options.config)
        there = branches.open_repository(options.repository or options.data / "katalog.git", limits.branch, limits.docs)
    except (configuration.WrongConfiguration, NotFound) as reason:
        print(one_line(str(reason)), file=sys.stderr)
        return Exit.USAGE
    if options.docs and not options.docs.is_dir():
        print(f"Mappen {show_name(str(options.docs))} findes ikke.", file=sys.stderr)
        return Exit.USAGE
    if options.docs:
        branches.fill(there, laying.read_folder(options.docs), datetime.now(UTC))
    if not _has_pages(there):
        where = show_name(str(there.repository.folder))
        print(f"Der er ingen sider i {where} på grenen {there.main}. Giv det nogle med --docs.", file=sys.stderr)
        return Exit.USAGE
    try:
        listening = server.listen_on_path(options.socket) if options.socket else server.listen_on_port(options.port)
    except server.PlaceTaken:
        print(f"{_place(options)} er optaget. Vælg en anden.", file=sys.stderr)
        return Exit.PROBLEMS
    return _serve(options, settings, limits, there, listening)


def _serve(options, settings, limits, there, listening) -> Exit:  # type: ignore[no-untyped-def]
    from catalogue.receive.application import Receiver, make_application
    from catalogue.receive.desk import Desk
    from catalogue.receive.pages import Pages
    from catalogue.receive.server import serve

    path = settings.receiver or PATH
    base = base_of(settings)
    desk = Desk(there, options.data / "room", kept_renderings())
    desk.clear()
    there.mend()
    there.forget_lapsed(datetime.now(UTC), limits.receipt_days)
    pages = Pages(settings, base, lambda: make_frame(settings, path, base))
    receiver = Receiver(there, desk, limits, pages, path, lambda: datetime.now(UTC), os.urandom)
    desk.renew(receiver.today)
    where = options.socket or f"http://127.0.0.1:{listening.getsockname()[1]}{path}"
    listening.listen(512)
    print(f"Modtageren tager imod på {where} – stop med Ctrl+C.", flush=True)
    try:
        serve(make_application(receiver), listening)
    finally:
        listening.close()
        if options.socket:
            options.socket.unlink(missing_ok=True)
    return Exit.OK


def base_of(settings: Settings) -> str:
    """Return the site's own path on its host, with a `/` at both ends."""
    path = urlsplit(settings.site_address).path.strip("/")
    return f"/{path}/" if path else "/"


class _FrameAlone(Manuscript):
    """A manuscript of one page, which an engine makes the frame of."""

    address = ""

    @property
    def pages(self) -> tuple[SitePage, ...]:  # type: ignore[override]
        """The one page."""
        from catalogue.receive.pages import frame_page

        return (frame_page(self.address),)


def make_frame(settings: Settings, path: str, base: str) -> str:
    """Return the frame of the receiver's pages, with marks in it. Raises EngineError."""
    below = path.removeprefix(base)
    edition = Edition(link(()), {}, datetime.now(UTC).date(), settings, {})
    manuscript = _FrameAlone(edition, EditorialPages((), (), ()))
    object.__setattr__(manuscript, "address", f"{below}x/")
    with TemporaryDirectory(prefix="catalogue-frame-") as folder:
        site = Path(folder) / "site"
        site.mkdir()
        make_site(manuscript, site)
        return (site / below / "x" / "index.html").read_text("utf-8")


def _has_pages(there) -> bool:  # type: ignore[no-untyped-def]
    from catalogue.review.git import NotFound

    try:
        return bool(there.repository.files(there.main_commit, there.docs))
    except NotFound:
        return False


def _place(options: argparse.Namespace) -> str:
    return show_name(str(options.socket)) if options.socket else f"Port {options.port}"
