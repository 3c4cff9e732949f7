"""The preview: the site on loopback, built again when a file changes, and told to the browsers that show it.

When only pages have changed, they are shown first, each made when a browser asks for it (`commands.live`); the site is
built after that, and a build that is no longer of the latest words is given up.
"""

import os
import re
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import Any, NoReturn

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

from catalogue import checkout
from catalogue.commands.forwarding import Forward
from catalogue.commands.live import Live
from catalogue.problems import reports
from catalogue.problems.problem import Problem
from catalogue.progress import keep_quiet
from catalogue.site import build
from catalogue.site.build import Outcome, Request
from catalogue.site.engine import Engine

_SETTLE_SECONDS = 0.15
"""How long to wait after a change: editors write a file in several steps."""
_POLL_SECONDS = 25
_HOSTS = ("127.0.0.1", "localhost", "[::1]")
_NUMBER = re.compile(r"[0-9]{1,12}")
_RELOADER = Path(__file__).with_name("reload.js")
_RELOADER_ADDRESS = "/_preview/reload.js"
_NEWS_ADDRESS = "/_preview/news"
_LIVE, _SETTLES = "?live", "Preview-Settles"
"""What tells the script of a page that it was shown before the site was built, and what tells it that it stays so."""
_UNBUILT = """<!doctype html>
<html lang="da">
<head><meta charset="utf-8"><meta http-equiv="refresh" content="2"><title>Ikke bygget endnu</title></head>
<body><h1>Kataloget er ikke bygget endnu</h1><p>Det kommer frem her, så snart det er klar.</p></body></html>
""".encode()
"""What stands for every page until a build has gone well."""

Locate = Callable[[Outcome], Sequence[Problem]]
"""Gives the problems of a build, with paths as the writer knows them."""
Watched = Mapping[Path, Callable[[], bool]]
"""Further folders to watch, and what tells whether something that happened there is a reason to build again."""
Renew = Callable[[], Request]
"""Gives what is to be built, by the configuration as it is now. Raises EngineError when that is wrong."""


class News:
    """What is shown: its number, and its problems as text. Browsers wait here for the next.

    `settles` is the number of what was shown before the site was built, when nothing else is shown now that it is.
    """

    def __init__(self) -> None:
        self._condition = threading.Condition()
        self.number = 0
        self.text = ""
        self.settles = 0

    def publish(self, text: str, settles: int = 0) -> int:
        """Tell of something to be shown, and return its number."""
        with self._condition:
            self.number += 1
            self.text, self.settles = text, settles
            self._condition.notify_all()
            return self.number

    def wait_beyond(self, number: int) -> tuple[int, str]:
        """Return number and text of a build later than the one of that number, or of the latest after a while."""
        with self._condition:
            self._condition.wait_for(lambda: self.number > number, _POLL_SECONDS)
            return self.number, self.text


class Changes(FileSystemEventHandler):
    """Notes which files have changed. Reading a file is no change, nor is what happens beside the configuration."""

    def __init__(self) -> None:
        self._changed = threading.Event()
        self._noted: list[Path | None] = []

    @property
    def are_waiting(self) -> bool:
        """Whether something has changed since the last wait."""
        return self._changed.is_set()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take note of a change."""
        is_change = event.event_type in ("created", "modified", "moved", "deleted") and not event.is_directory
        paths = [path for path in (event.src_path, event.dest_path) if _is_followed(path)]
        if is_change and paths:
            self._changed.set()  # First, so that nobody forgets what is noted next.
            self._noted += [Path(os.fsdecode(path)) for path in paths]

    def note(self) -> None:
        """Take note of a change of another kind."""
        self._changed.set()
        self._noted.append(None)

    def wait(self) -> frozenset[Path] | None:
        """Wait for the next change, and until the writing has settled; return the files, or None where it is another.

        What has changed is told of again until a build has been made of it.
        """
        self._changed.wait()
        while self._changed.is_set():
            self._changed.clear()
            self._changed.wait(_SETTLE_SECONDS)
        noted = [*self._noted]
        return frozenset(path for path in noted if path) if noted and None not in noted else None

    def forget(self) -> None:
        """Let go of what has changed, unless there is more by now: a build has been made of it."""
        if not self.are_waiting:
            self._noted.clear()


class Reasons(FileSystemEventHandler):
    """Notes what happens in a folder where not all is a reason to build again."""

    def __init__(self, changes: Changes, is_reason: Callable[[], bool]) -> None:
        self._changes, self._is_reason = changes, is_reason

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Take note, if it is a reason."""
        if event.event_type in ("created", "modified", "moved", "deleted") and self._is_reason():
            self._changes.note()


def _is_followed(path: str | bytes) -> bool:
    """Tell whether a file is one that pages are made of: of the checkout's root only the configuration is."""
    file = Path(os.fsdecode(path))
    return bool(path) and (file.parent != checkout.ROOT or file == checkout.CONFIGURATION)


class Handler(SimpleHTTPRequestHandler):
    """Serves the built site, with the reload script added to its pages."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, news: News, live: Live, forward: Forward | None = None, **kwargs: Any) -> None:
        self.news, self.live, self.forward = news, live, forward
        super().__init__(*args, **kwargs)

    def do_GET(self) -> None:
        """Answer with the reload script, the news, or a file of the site."""
        path, _, query = self.path.partition("?")
        if not _is_this_machine(self.headers.get("Host", "")):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        elif self.forward and path.startswith(self.forward.path):
            self._pass_on(self.forward)
        elif path == _RELOADER_ADDRESS:
            self._send(_RELOADER.read_bytes(), "text/javascript; charset=utf-8")
        elif path == _NEWS_ADDRESS:
            number, text = self.news.wait_beyond(int(query) if _NUMBER.fullmatch(query) else 0)
            settles = {_SETTLES: str(self.news.settles)}
            self._send(f"{number}\n{text}".encode(), "text/plain; charset=utf-8", headers=settles)
        else:
            self._send_page()

    def do_HEAD(self) -> None:
        """Answer as to GET, for who asks by the name of this machine."""
        if _is_this_machine(self.headers.get("Host", "")):
            super().do_HEAD()
        else:
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)

    def do_POST(self) -> None:
        """Pass on what is for the receiver; nothing else takes anything."""
        if not _is_this_machine(self.headers.get("Host", "")):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        elif self.forward and self.path.partition("?")[0].startswith(self.forward.path):
            self._pass_on(self.forward)
        else:
            self.send_error(HTTPStatus.NOT_FOUND)

    def _pass_on(self, forward: Forward) -> None:
        length = self.headers.get("Content-Length", "0")
        if not _NUMBER.fullmatch(length) or int(length) > forward.most_bytes or self.headers.get("Transfer-Encoding"):
            self.close_connection = True
            self.send_error(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return
        answer = forward.ask(self.command, self.path, self.headers.items(), self.rfile.read(int(length)))
        self.send_response(answer.status)
        for name, value in answer.headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)

    def _send_page(self) -> None:
        self.news.wait_beyond(0)  # Who comes before the first build waits for it.
        path = self.path.partition("?")[0]
        found = Path(self.translate_path(path))
        page = self._find_live(found) if path.endswith(("/", ".html")) else None
        if page:
            self._send(_with_reloader(page, _LIVE), "text/html; charset=utf-8")
            return
        if found.is_dir() and path.endswith("/"):
            found /= "index.html"
        if page is None and found.suffix == ".html" and found.is_file():
            self._send(_with_reloader(found.read_bytes()), "text/html; charset=utf-8")
        elif page is None and found.exists():
            super().do_GET()
        else:
            missing = Path(self.directory, "404.html")
            body = missing.read_bytes() if missing.is_file() else _UNBUILT
            self._send(_with_reloader(body), "text/html; charset=utf-8", HTTPStatus.NOT_FOUND)

    def _find_live(self, file: Path) -> bytes | None:
        with suppress(Exception):  # A template that is being edited: the build tells of it.
            return self.live.find(os.path.relpath(file, self.directory))
        return None

    def _send(
        self,
        body: bytes,
        kind: str,
        status: HTTPStatus = HTTPStatus.OK,
        headers: Mapping[str, str] = MappingProxyType({}),
    ) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:
        """Keep quiet: the writer wants to hear of pages, not of requests."""


def _is_this_machine(host: str) -> bool:
    """Tell whether a browser means this machine by the host that it asks for.

    A foreign page whose host's name leads to loopback could else read what is not published yet (DNS rebinding).
    """
    return re.sub(r":\d{1,5}$", "", host).casefold() in _HOSTS


class Server(ThreadingHTTPServer):
    """The preview's server. A browser that has gone on to another page is nothing to tell of."""

    daemon_threads = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Keep quiet about a reader who did not wait for the answer."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def _with_reloader(page: bytes, how: str = "") -> bytes:
    script = f'<script type="module" src="{_RELOADER_ADDRESS}{how}"></script></body>'
    return page.replace(b"</body>", script.encode(), 1)


class PortTaken(Exception):
    """Another program listens on the port."""

    def __init__(self, port: int) -> None:
        super().__init__(port)
        self.port = port


def show(
    docs: Path,
    renew: Renew,
    engine: Engine,
    port: int,
    locate: Locate,
    forward: Forward | None = None,
    watched: Watched = MappingProxyType({}),
    on_built: Callable[[], None] = lambda: None,
) -> NoReturn:
    """Build and serve until interrupted, which is raised as KeyboardInterrupt. Raises PortTaken.

    `forward` is who answers below a path of its own. What changes in a folder of `watched` is a reason to build when
    its function says so, and `on_built` is called when the site has been built. Broken pages are left out of the
    preview and told of in the terminal and in the browser; they never stop it.
    """
    with tempfile.TemporaryDirectory(prefix="catalogue-preview-") as folder:
        site = Path(folder) / "site"
        site.mkdir()
        news, live, changes = News(), Live(docs), Changes()
        handler = partial(Handler, directory=str(site), news=news, live=live, forward=forward)
        try:
            server = Server(("127.0.0.1", port), handler)
        except OSError as error:
            raise PortTaken(port) from error
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            builds = Builds(site, renew, engine, news, live, locate, changes, on_built)
            _build_again_and_again(docs, builds, changes, server.server_address[1], watched)
        finally:
            server.shutdown()
            server.server_close()


def _build_again_and_again(docs: Path, builds: "Builds", changes: Changes, port: int, watched: Watched) -> NoReturn:
    observer = Observer()
    for folder in (docs, checkout.DOCS, checkout.OVERRIDES):
        observer.schedule(changes, str(folder), recursive=True)
    observer.schedule(changes, str(checkout.CONFIGURATION.parent), recursive=False)
    for folder, is_reason in watched.items():
        observer.schedule(Reasons(changes, is_reason), str(folder), recursive=False)
    observer.start()
    try:
        builds.follow(None)
        print(f"Kataloget vises på http://127.0.0.1:{port}/ – stop med Ctrl+C.", flush=True)
        while True:
            builds.follow(changes.wait())
    finally:
        observer.stop()
        observer.join()


class _Superseded(Exception):
    """Something has changed again while a site was being built."""


@dataclass
class Builds:
    """The builds of a preview, one after the other, each told of when it has been made."""

    site: Path
    renew: Renew
    engine: Engine
    news: News
    live: Live
    locate: Locate
    changes: Changes
    on_built: Callable[[], None] = lambda: None

    def follow(self, changed: frozenset[Path] | None) -> None:
        """Show what has changed: first the pages, if these are all that has (None: something else), then the site."""
        shown = 0
        try:
            request = replace(self.renew(), site=self.site)
            if changed is not None and (first := self.live.show(request, changed)):
                shown = self.news.publish(self._report(first))
            outcome = build.build(request, self.engine, self._give_up_when_superseded if shown else keep_quiet)
        except _Superseded:
            return
        except Exception as error:  # noqa: BLE001 - a template that is being edited must not end the preview
            report = f"Sitet kunne ikke bygges: {error}\n"
        else:
            report = self._report(outcome)
            self.live.settle(outcome)
            self.on_built()
        self.changes.forget()
        sys.stdout.write(report)
        print(f"{datetime.now():%H.%M.%S} – {'ret siderne ovenfor' if report else 'bygget'}", flush=True)
        self.news.publish(report, settles=shown)

    def _report(self, outcome: Outcome) -> str:
        return reports.to_text(problem for problem in self.locate(outcome) if problem.is_error)

    def _give_up_when_superseded(self, stage: str, done: int, total: int) -> None:
        if self.changes.are_waiting:
            raise _Superseded
