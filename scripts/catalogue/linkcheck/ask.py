"""Asking: addresses on the web become the answers of their servers, a few at a time.

It asks as a polite stranger: HEAD, and GET only where that fails; no body is read, nothing is signed in to, and no
redirect is followed out of the web. A proxy that the environment names is used.
"""

import http.client
import queue
import re
import socket
import ssl
import threading
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any
from urllib.error import URLError
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit
from urllib.request import HTTPHandler, HTTPSHandler, OpenerDirector, ProxyHandler, Request

from catalogue.linkcheck.verdicts import MAX_HOPS, REDIRECTS, Answer, Hop, Trouble
from catalogue.progress import Progress, keep_quiet

PARALLEL = 8
SECONDS_IN_ALL = 300.0
_AGENT = "catalogue-links/1 (looks whether the links of an inspiration catalogue still work)"
# To HEAD some servers answer wrongly or not at all; these answers hold for GET as well.
_SURE = (401, 407, 429)
# What a proxy says to a request for https is the error of http.client's tunnel, not an answer.
_PROXY = re.compile(r"Tunnel connection failed: (\d{3})")


def try_all(
    addresses: Iterable[str],
    seconds: float,
    seconds_in_all: float = SECONDS_IN_ALL,
    on_progress: Progress = keep_quiet,
) -> Mapping[str, Answer]:
    """Return the answer of every address. Eight are tried at a time; what is not reached in time is not tried.

    The threads are daemons, so that one that hangs in the look-up of a name cannot keep the program from its end.
    """
    given = dict.fromkeys(addresses, Answer(trouble=Trouble.NOT_TRIED))
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
    answered: queue.SimpleQueue[tuple[str, Answer]] = queue.SimpleQueue()
    for address in given:
        waiting.put(address)
    for _ in range(min(PARALLEL, len(given))):
        threading.Thread(target=_work, args=(waiting, answered, seconds), daemon=True).start()
    end = time.monotonic() + seconds_in_all
    for done in range(1, len(given) + 1):
        try:
            address, answer = answered.get(timeout=max(end - time.monotonic(), 0))
        except queue.Empty:
            break
        given[address] = answer
        on_progress("Prøver links", done, len(given))
    return given


def _work(waiting: "queue.SimpleQueue[str]", answered: "queue.SimpleQueue[tuple[str, Answer]]", seconds: float) -> None:
    with suppress(queue.Empty):
        while True:
            address = waiting.get_nowait()
            answered.put((address, follow(address, seconds)))


class _NoAnswerError(Exception):
    """There is no answer; the trouble says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


def follow(address: str, seconds: float) -> Answer:
    """Try an address, and those that it leads on to. Never raises."""
    hops: list[Hop] = []
    try:
        at = _to_uri(address)
        met = {at}
        while True:
            status, target = _ask(at, seconds)
            if status not in REDIRECTS or not target:
                return Answer(tuple(hops), status)
            at = _to_uri(urljoin(at, target), Trouble.ASTRAY)
            hops.append(Hop(status, at))
            if at in met or len(hops) > MAX_HOPS:
                return Answer(tuple(hops), trouble=Trouble.CIRCLE)
            met.add(at)
    except _NoAnswerError as error:
        return Answer(tuple(hops), trouble=error.trouble)


def _to_uri(address: str, trouble: Trouble = Trouble.UNUSABLE) -> str:
    """Return an address as it goes over the wire, without its fragment. Raises _NoAnswerError when it is not the web's.

    A name and a password in it are credentials, and are not sent.
    """
    try:
        parts = urlsplit(urldefrag(address)[0])
        host, port = parts.hostname or "", parts.port
        name = f"[{host}]" if ":" in host else host.encode("idna").decode()
    except (ValueError, UnicodeError):
        raise _NoAnswerError(trouble) from None
    if parts.scheme not in ("http", "https") or not name or "@" in parts.netloc:
        raise _NoAnswerError(trouble)
    place = f"{name}:{port}" if port else name
    path, query = (quote(part, safe="%/:=&?~+!$,;'@()*[]") for part in (parts.path or "/", parts.query))
    return urlunsplit((parts.scheme, place, path, query, ""))


def _ask(address: str, seconds: float) -> tuple[int, str]:
    """Return the status and the `Location` of an address. Raises _NoAnswerError."""
    try:
        status, target = _request("HEAD", address, seconds)
    except _NoAnswerError as error:
        if error.trouble is not Trouble.GARBLED:
            raise
    else:
        if status < 400 or status in _SURE:
            return status, target
    return _request("GET", address, seconds)


def _request(method: str, address: str, seconds: float) -> tuple[int, str]:
    watch = _Watch(seconds)
    request = Request(address, method=method, headers={"User-Agent": _AGENT, "Accept": "*/*"})  # noqa: S310
    try:
        with _make_opener(watch).open(request, timeout=seconds) as answer:
            if watch.has_rung:  # What is cut off may look like an answer that is whole.
                raise TimeoutError
            return answer.status, answer.headers.get("Location", "")
    except (OSError, http.client.HTTPException, ValueError) as error:
        if refused := _PROXY.search(str(error)):
            return int(refused[1]), ""
        raise _NoAnswerError(Trouble.SLOW if watch.has_rung else _explain(error)) from error
    finally:
        watch.stop()


def _explain(error: Exception) -> Trouble:
    reason = error.reason if isinstance(error, URLError) and isinstance(error.reason, Exception) else error
    kinds: tuple[tuple[type[Exception] | tuple[type[Exception], ...], Trouble], ...] = (
        (TimeoutError, Trouble.SLOW),
        (socket.gaierror, Trouble.NO_HOST),
        (ssl.SSLError, Trouble.UNTRUSTED),
        (http.client.InvalidURL, Trouble.UNUSABLE),
        (http.client.HTTPException, Trouble.GARBLED),
        (OSError, Trouble.UNREACHABLE),
    )
    return next((trouble for kind, trouble in kinds if isinstance(reason, kind)), Trouble.UNUSABLE)


class _Watch:
    """Ends a conversation that takes too long in all: a socket's own limit begins anew with every byte."""

    def __init__(self, seconds: float) -> None:
        self.has_rung = False
        self._socket: socket.socket | None = None
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True

    def start(self, connected: socket.socket) -> None:
        """Begin to count."""
        self._socket = connected
        self._timer.start()

    def stop(self) -> None:
        """Count no more."""
        self._timer.cancel()

    def _ring(self) -> None:
        self.has_rung = True
        if self._socket:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)


@dataclass(frozen=True)
class _Connecting:
    """Makes connections that are watched."""

    kind: type[http.client.HTTPConnection]
    watch: _Watch

    def __call__(self, host: str, **options: Any) -> http.client.HTTPConnection:
        connection = self.kind(host, **options)
        connect = connection.connect

        def connect_and_watch() -> None:
            connect()
            self.watch.start(connection.sock)

        connection.connect = connect_and_watch  # type: ignore[method-assign]
        return connection


class _Http(HTTPHandler):
    """Opens http addresses under a watch."""

    def __init__(self, watch: _Watch) -> None:
        super().__init__()
        self._watch = watch

    def http_open(self, req: Request) -> Any:
        return self.do_open(_Connecting(http.client.HTTPConnection, self._watch), req)


class _Https(HTTPSHandler):
    """Opens https addresses under a watch."""

    def __init__(self, watch: _Watch) -> None:
        super().__init__()
        self._watch = watch

    def https_open(self, req: Request) -> Any:
        make = _Connecting(http.client.HTTPSConnection, self._watch)
        return self.do_open(make, req, context=_trust())


_contexts: list[ssl.SSLContext] = []


def _trust() -> ssl.SSLContext:
    """Return whom the machine trusts, read once."""
    if not _contexts:
        _contexts.append(ssl.create_default_context())
    return _contexts[0]


def _make_opener(watch: _Watch) -> OpenerDirector:
    """Return an opener that knows http, https and the environment's proxies: no redirects, no cookies, no passwords."""
    opener = OpenerDirector()
    for handler in (ProxyHandler(), _Http(watch), _Https(watch)):
        opener.add_handler(handler)
    return opener
