"""`catalogue receive`: takes in pages that are sent from the form, and keeps each as a branch of a bare repository."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
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
from catalogue.receive.branches import Branches, fill, open_repository
from catalogue.receive.desk import Desk
from catalogue.receive.laying import read_folder
from catalogue.receive.misses import FILE, Misses
from catalogue.receive.pages import Pages, frame_page
from catalogue.refilling import refilling
from catalogue.rendering.edition import Edition
from catalogue.review.git import NotFound
from catalogue.settings import Settings
from catalogue.site.manuscript import Manuscript
from catalogue.views.contents import SitePage

if TYPE_CHECKING:
    from catalogue.receive.application import Application
    from catalogue.receive.configuration import Configuration
    from catalogue.receive.forges.courier import Courier
    from catalogue.receive.gate import Doors
    from catalogue.receive.openid import SignIn
    from catalogue.receive.rounds import Mailing, Rounds

PATH = "/indsend/"
"""Where the receiver answers when mkdocs.yml does not say."""
DATA = checkout.CACHE / "receive"
MISSING = "Modtageren kræver flere pakker. Hent dem med `.venv/bin/pip install --require-hashes -r requirements.lock`."


def add_options(parser: argparse.ArgumentParser) -> None:
    """Add the command's options."""
    add = parser.add_argument
    add("--docs", type=Path, metavar="MAPPE", help="sider, som et tomt lager begynder med")
    add("--repository", type=Path, metavar="LAGER", help="det bare Git-lager (ellers et i .cache/)")
    add("--data", type=Path, default=DATA, metavar="MAPPE", help="hvor modtageren arbejder (ellers i .cache/)")
    where = parser.add_mutually_exclusive_group()
    port = number_from(0, 65_535, "en port: et tal")
    where.add_argument("--port", type=port, default=8001, metavar="N", help="porten på denne maskine (ellers 8001)")
    where.add_argument("--socket", type=Path, metavar="STI", help="en sokkel på disken i stedet for en port")
    add("--config", type=Path, metavar="FIL", help="indstillinger i TOML")


def run(options: argparse.Namespace) -> Exit:
    """Take in pages until Ctrl+C is pressed."""
    try:
        # With packages that a plain installation need not have.
        from catalogue.receive import configuration, doors, server
    except ImportError:
        print(MISSING, file=sys.stderr)
        return Exit.USAGE
    heed_ctrl_c()
    settings = load_settings()
    try:
        limits = configuration.read_configuration(options.config)
        site = doors.find_site(settings, settings.receiver or PATH)
        entrance = _Entrance(
            doors.make_doors(limits, site, is_socket=bool(options.socket)),
            doors.make_sign_in(limits, site, _now, os.urandom),
        )
        branches, courier = _open(options, limits)
        entrance.mailing = doors.make_mailing(limits, settings, site, options.data)
        listening = server.listen_on_path(options.socket) if options.socket else server.listen_on_port(options.port)
    except (configuration.WrongConfiguration, NotFound) as reason:
        print(one_line(str(reason)), file=sys.stderr)
        return Exit.USAGE
    except server.PlaceTaken:
        place = show_name(str(options.socket)) if options.socket else f"Port {options.port}"
        print(f"{place} er optaget. Vælg en anden.", file=sys.stderr)
        return Exit.PROBLEMS
    with listening:
        application, rounds = _make_application(options, settings, limits, branches, courier, entrance)
        listening.listen(512)
        where = options.socket or f"http://127.0.0.1:{listening.getsockname()[1]}{site.path}"
        print(f"Modtageren tager imod på {where} – stop med Ctrl+C.", flush=True)
        with _going(courier), rounds.running():
            server.serve(application, listening, limits.head_seconds)
    if options.socket:
        options.socket.unlink(missing_ok=True)
    return Exit.OK


@contextmanager
def _going(courier: "Courier | None") -> Iterator[None]:
    """Let the courier go between here and the forge, where there is one."""
    if courier:
        courier.start()
    yield
    if courier:
        courier.stop()


def _open(options: argparse.Namespace, limits: "Configuration") -> "tuple[Branches, Courier | None]":
    """Return the repository, with pages in it, and who brings them to a forge.

    Raises NotFound where there are no pages, and WrongConfiguration.
    """
    from catalogue.receive.forges.opening import open_courier

    branches = open_repository(options.repository or options.data / "katalog.git", limits.branch, limits.docs)
    if options.docs and not options.docs.is_dir():
        raise NotFound(f"Mappen {show_name(str(options.docs))} findes ikke.")
    now = datetime.now(UTC)
    branches.mend()
    courier = open_courier(limits, branches, options.data, lambda: datetime.now(UTC))
    if courier and not branches.has_pages:
        courier.make_round()  # The pages are there: the receiver's own repository begins as a copy.
        if courier.trouble:
            raise NotFound(f"Siderne kunne ikke hentes fra {limits.forge_address}: {courier.trouble.told}.")
    elif options.docs and not courier:
        fill(branches, read_folder(options.docs), now)
    if not branches.has_pages:
        where = show_name(str(branches.repository.folder))
        raise NotFound(f"Der er ingen sider i {where} på grenen {branches.main}. Giv det nogle med --docs.")
    if not courier:  # It forgets on the forge first.
        branches.forget_lapsed(now, limits.receipt_days)
    return branches, courier


@dataclass
class _Entrance:
    """What lets people in."""

    doors: "Doors"
    sign_in: "SignIn | None" = None
    mailing: "Mailing | None" = None


def _make_application(
    options: argparse.Namespace,
    settings: Settings,
    limits: "Configuration",
    branches: Branches,
    courier: "Courier | None",
    entrance: _Entrance,
) -> "tuple[Application, Rounds]":
    from catalogue.receive.application import Receiver, make_application
    from catalogue.receive.rounds import Rounds

    path, base = settings.receiver or PATH, base_of(settings)
    desk = Desk(branches, options.data / "room", kept_renderings())
    desk.clear()
    pages = Pages(settings, base, lambda: make_frame(settings, path, base))
    misses = Misses(branches.repository.folder / FILE) if settings.count_misses else None
    rounds = Rounds(branches, desk, limits, _now, entrance.mailing, courier.look if courier else None)
    receiver = Receiver(
        *(branches, desk, limits, pages, path, _now, os.urandom),
        doors=entrance.doors,
        sign_in=entrance.sign_in,
        rounds=rounds,
        misses=misses,
        courier=courier,
    )
    desk.get_ready(receiver.today)
    return make_application(receiver), rounds


def _now() -> datetime:
    return datetime.now(UTC)


def base_of(settings: Settings) -> str:
    """Return the site's own path on its host, with a `/` at both ends."""
    path = urlsplit(settings.site_address).path.strip("/")
    return f"/{path}/" if path else "/"


@dataclass(frozen=True)
class _FrameAlone(Manuscript):
    """A manuscript of one page, which an engine makes the frame of."""

    address: str = ""

    @cached_property
    def pages(self) -> Sequence[SitePage]:
        """The one page."""
        return (frame_page(self.address),)


def make_frame(settings: Settings, path: str, base: str) -> str:
    """Return the frame of the receiver's pages, with marks in it. Raises EngineError."""
    below = path.removeprefix(base)
    edition = Edition(link(()), {}, datetime.now(UTC).date(), settings, {})
    manuscript = _FrameAlone(edition, EditorialPages((), (), ()), address=f"{below}x/")
    with TemporaryDirectory(prefix="catalogue-frame-") as folder:
        site = Path(folder) / "site"
        site.mkdir()
        with refilling(site) as filled:
            make_site(manuscript, filled, nav=[])
        return (site / below / "x" / "index.html").read_text("utf-8")
