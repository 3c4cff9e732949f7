"""A real nginx with the shipped configuration, on loopback and without privileges; plain files; and a browser."""

import http.client
import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from playwright.sync_api import Browser, sync_playwright

from catalogue import checkout
from catalogue.site import policy
from configured import real_settings

SHIPPED = checkout.ROOT / "deploy" / "nginx"
NOBODY = 65534
QUIET = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
QUIET += ("--disable-sync", "--no-first-run", "--renderer-process-limit=1")
"""What keeps Chromium from calling anybody of its own accord and from starting a process for each page, and lets it run
as root."""
_MAIN = """
daemon off; worker_processes 1; pid {prefix}/nginx.pid; error_log {prefix}/error.log;
events {{ worker_connections 64; }}
http {{
    access_log off;
    client_body_temp_path {prefix}/t; proxy_temp_path {prefix}/t; fastcgi_temp_path {prefix}/t;
    uwsgi_temp_path {prefix}/t; scgi_temp_path {prefix}/t;
    include {prefix}/conf.d/*.conf;
}}
"""


@dataclass(frozen=True)
class Answer:
    """What a server answered; the names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Server:
    """A server on loopback, and the path that the site lies below, if any."""

    port: int
    path: str = ""
    scheme: str = "http"
    folder: Path = Path()
    """Where it keeps its own files, the logs among them."""

    @property
    def address(self) -> str:
        return f"{self.scheme}://127.0.0.1:{self.port}{self.path}"

    def get(self, path: str, **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request(
            "GET", self.path + path, headers={name.replace("_", "-"): value for name, value in headers.items()}
        )
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, body)


@contextmanager
def serving(
    folder: Path,
    embedders: Sequence[str] | None = None,
    path: str = "",
    *,
    is_secure: bool = False,
    receiving: "Receiving | None" = None,
) -> Iterator[Server]:
    """Serve a folder of releases with the shipped configuration, as nobody where we are root.

    `embedders` are those of the checkout's settings if not given. With `path`, such as `/katalog`, it is the
    configuration for a site below a path, which names that one. `is_secure` takes the marks away before what stands
    there for TLS, with a certificate that nobody else has. With `receiving` the receiver's is there as well.
    """
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
    assert program, "there is no nginx to test with: run .ci/prepare nginx"
    prefix = Path(tempfile.mkdtemp(prefix="catalogue-nginx-"))
    port = _free_port()
    told = real_settings().embedders if embedders is None else embedders
    _configure(prefix, folder, port, SHIPPED / "below-a-path" if path else SHIPPED)
    if is_secure:
        _secure(prefix, port)
    if receiving:
        _configure_receiver(prefix, receiving)
    (prefix / "conf.d" / "catalogue-policy.conf").write_text(policy.make_nginx_map(told, f"https://x{path}/"), "utf-8")
    _give_to_nobody(prefix)
    user = NOBODY if os.geteuid() == 0 else None
    words = [program, "-p", str(prefix), "-c", str(prefix / "nginx.conf"), "-e", str(prefix / "error.log")]
    process = subprocess.Popen(words, user=user, group=user, extra_groups=None if user is None else [])
    try:
        _await(process, port, prefix)
        yield Server(port, path, "https" if is_secure else "http", prefix)
    finally:
        process.terminate()
        process.wait()
        shutil.rmtree(prefix)


def _configure(prefix: Path, folder: Path, port: int, shipped: Path) -> None:
    (prefix / "conf.d").mkdir()
    (prefix / "nginx.conf").write_text(_MAIN.format(prefix=prefix), "utf-8")
    text = (shipped / "catalogue.conf").read_text("utf-8")
    text = text.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/srv/katalog/", f"{folder}/")
    (prefix / "conf.d" / "catalogue.conf").write_text(text, "utf-8")


@dataclass(frozen=True)
class Receiving:
    """What the server is told of a receiver: its socket, the secret, and the lines that say who has signed on."""

    socket: Path
    secret: str
    sign_on: str = ""
    more: str = ""


def _configure_receiver(prefix: Path, receiving: Receiving) -> None:
    own, shipped, site = prefix / "catalogue", SHIPPED / "receiver", prefix / "conf.d" / "catalogue.conf"
    own.mkdir()
    places = {"/etc/nginx/catalogue/": f"{own}/", "/var/log/nginx/": f"{prefix}/"}
    places["/run/catalogue/receive.sock"] = str(receiving.socket)
    files = {
        prefix / "conf.d" / "catalogue-receiver.conf": (shipped / "catalogue-receiver.conf").read_text("utf-8"),
        own / "location.conf": (shipped / "location.conf").read_text("utf-8") + receiving.more,
        own / "secret.conf": f'proxy_set_header X-Catalogue-Secret "{receiving.secret}";\n',
        own / "sign-on.conf": receiving.sign_on,
        site: site.read_text("utf-8"),
    }
    for file, text in files.items():
        for place, here in places.items():
            text = text.replace(place, here)
        file.write_text(text, "utf-8")


def _secure(prefix: Path, port: int) -> None:
    """Let the server listen with TLS alone, as its configuration says how."""
    program = shutil.which("openssl")
    assert program, "there is no openssl to make a certificate with"
    key, certificate = prefix / "key.pem", prefix / "certificate.pem"
    words = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=127.0.0.1"]
    subprocess.run([program, *words, "-keyout", key, "-out", certificate], check=True, capture_output=True)
    configuration = prefix / "conf.d" / "catalogue.conf"
    text = configuration.read_text("utf-8").replace(f"listen 127.0.0.1:{port};", "")
    for marked, line in {
        "# listen 443 ssl http2;": f"listen 127.0.0.1:{port} ssl http2;",
        "# ssl_certificate /etc/ssl/katalog.pem;": f"ssl_certificate {certificate};",
        "# ssl_certificate_key /etc/ssl/private/katalog.key;": f"ssl_certificate_key {key};",
    }.items():
        assert marked in text, marked
        text = text.replace(marked, line)
    configuration.write_text(text, "utf-8")


def _give_to_nobody(prefix: Path) -> None:
    if os.geteuid() == 0:
        for path in (prefix, *prefix.rglob("*")):
            os.chown(path, NOBODY, NOBODY)


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _await(process: "subprocess.Popen[bytes]", port: int, prefix: Path) -> None:
    while process.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError(f"nginx did not start: {(prefix / 'error.log').read_text('utf-8')}")


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files and says nothing about it."""

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serving_files(folder: Path, handler: type[SimpleHTTPRequestHandler] = _Quiet) -> Iterator[str]:
    """Serve a folder as it is, or as a handler does, and give its address, with a slash."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(folder)))
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()


def find_chromium() -> str | None:
    """Return the Chromium to test with: the one that CHROMIUM names, else the machine's."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


class _Shared:
    """The one Chromium of this process, for Playwright cannot be started twice at a time."""

    users = 0
    stack = ExitStack()
    browser: Browser


@contextmanager
def browsing() -> Iterator[Browser]:
    """Give a Chromium that calls nobody of its own accord, the same one to all who want it at a time."""
    if not _Shared.users:
        playwright = _Shared.stack.enter_context(sync_playwright())
        _Shared.browser = playwright.chromium.launch(executable_path=find_chromium(), args=QUIET)
        _Shared.stack.callback(_Shared.browser.close)
    _Shared.users += 1
    try:
        yield _Shared.browser
    finally:
        _Shared.users -= 1
        if not _Shared.users:
            _Shared.stack.close()
