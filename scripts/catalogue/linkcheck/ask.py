"""Asking: addresses on the web become the answers of their servers, a few at a time.

It asks as a polite stranger: HEAD, and GET only where that fails; no body is read, nothing is signed in to, and no
redirect is followed out of the web. Cookies are kept while one address is followed, as many sites ask for, and then
forgotten. A proxy that the environment names is used.

A link is somebody else's words, and the machine that asks may stand on a net that its writer does not. So of those on
such a net, and of this machine itself, only hosts that are named are asked: the connection is made, and the other end
looked at before a word is said. Behind a proxy that is the proxy's to judge.
"""

import ipaddress
import os
import queue
import re
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import quote, urldefrag, urljoin, urlsplit, urlunsplit

import requests
from requests import exceptions
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies
from urllib3 import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, NameResolutionError, ProtocolError

from catalogue.linkcheck.verdicts import MAX_HOPS, REDIRECTS, Answer, Hop, Trouble
from catalogue.progress import Progress, keep_quiet

Result = TypeVar("Result")
PARALLEL = 8
SECONDS_IN_ALL = 300.0
_AGENT = "catalogue-links/1 (looks whether the links of an inspiration catalogue still work)"
# To HEAD some servers answer wrongly or not at all; these answers hold for GET as well.
_SURE = (401, 407, 429)
# What a proxy says to a request for https is the error of its tunnel, not an answer.
_PROXY = re.compile(r"Tunnel connection failed: (\d{3})")


def try_all(
    addresses: Iterable[str],
    seconds: float,
    seconds_in_all: float = SECONDS_IN_ALL,
    internal: frozenset[str] = frozenset(),
    on_progress: Progress = keep_quiet,
) -> Mapping[str, Answer]:
    """Return the answer of every address. Eight are tried at a time; what is not reached in time is not tried.

    `internal` are the hosts that may be asked although they are on a net of their own.

    The threads are daemons, so that one that hangs in the look-up of a name cannot keep the program from its end.
    """
    given = dict.fromkeys(addresses, Answer(trouble=Trouble.NOT_TRIED))
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
    answered: queue.SimpleQueue[tuple[str, Answer]] = queue.SimpleQueue()
    for address in given:
        waiting.put(address)
    for _ in range(min(PARALLEL, len(given))):
        threading.Thread(target=_work, args=(waiting, answered, seconds, internal), daemon=True).start()
    end = time.monotonic() + seconds_in_all
    for done in range(1, len(given) + 1):
        try:
            address, answer = answered.get(timeout=max(end - time.monotonic(), 0))
        except queue.Empty:
            break
        given[address] = answer
        on_progress("Prøver links", done, len(given))
    return given


def _work(
    waiting: "queue.SimpleQueue[str]",
    answered: "queue.SimpleQueue[tuple[str, Answer]]",
    seconds: float,
    internal: frozenset[str],
) -> None:
    with suppress(queue.Empty):
        while True:
            address = waiting.get_nowait()
            answered.put((address, follow(address, seconds, internal)))


class _NoAnswerError(Exception):
    """There is no answer; the trouble says why."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble)
        self.trouble = trouble


def follow(address: str, seconds: float, internal: frozenset[str] = frozenset()) -> Answer:
    """Try an address, and those that it leads on to. Never raises."""
    hops: list[Hop] = []
    session = _make_session(internal)
    try:
        at = _to_uri(address)
        met = {at}
        while True:
            status, target = _ask(session, at, seconds)
            if status not in REDIRECTS or not target:
                return Answer(tuple(hops), status)
            at = _to_uri(urljoin(at, target), Trouble.ASTRAY)
            hops.append(Hop(status, at))
            if at in met or len(hops) > MAX_HOPS:
                return Answer(tuple(hops), trouble=Trouble.CIRCLE)
            met.add(at)
    except _NoAnswerError as error:
        return Answer(tuple(hops), trouble=error.trouble)
    finally:
        session.close()


def _make_session(internal: frozenset[str]) -> requests.Session:
    """Return a visitor without a name, who does not look for the passwords that are kept on a machine."""
    session = requests.Session()
    careful = _Careful(internal)
    session.mount("http://", careful)
    session.mount("https://", careful)
    session.trust_env = False
    session.headers.update({"User-Agent": _AGENT, "Accept": "*/*"})
    session.verify = _find_trusted()
    return session


class _InternalNet(OSError):
    """The other end is on a net that is not the web's, and was not named."""


class _Careful(HTTPAdapter):
    """Connects, and says nothing before it has looked who is at the other end."""

    def __init__(self, internal: frozenset[str]) -> None:
        self._internal = internal
        super().__init__()

    def init_poolmanager(self, *args: Any, **options: Any) -> None:
        """Make the pools, of connections that are looked at."""
        super().init_poolmanager(*args, **options)
        self.poolmanager.pool_classes_by_scheme = _careful_pools(self._internal)


def _careful_pools(internal: frozenset[str]) -> dict[str, type[HTTPConnectionPool]]:
    def look_at(connected: socket.socket, host: str) -> socket.socket:
        if host not in internal and not ipaddress.ip_address(connected.getpeername()[0].partition("%")[0]).is_global:
            connected.close()
            raise _InternalNet
        return connected

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return look_at(super()._new_conn(), self.host)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return look_at(super()._new_conn(), self.host)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _find_trusted() -> str | bool:
    """Return the file that says whom the machine trusts, which may know more than the web does; else the library's."""
    named = os.environ.get("REQUESTS_CA_BUNDLE") or ssl.get_default_verify_paths().cafile
    return named if named and Path(named).is_file() else True


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


def _ask(session: requests.Session, address: str, seconds: float) -> tuple[int, str]:
    """Return the status and the `Location` of an address. Raises _NoAnswerError."""
    try:
        status, target = _request(session, "HEAD", address, seconds)
    except _NoAnswerError as error:
        if error.trouble is not Trouble.GARBLED:
            raise
    else:
        if status < 400 or status in _SURE:
            return status, target
    return _request(session, "GET", address, seconds)


def _request(session: requests.Session, method: str, address: str, seconds: float) -> tuple[int, str]:
    def ask() -> tuple[int, str]:
        proxies = get_environ_proxies(address)
        with session.request(
            method, address, timeout=seconds, stream=True, allow_redirects=False, proxies=proxies
        ) as answer:
            return answer.status_code, answer.headers.get("Location", "")

    try:
        return _within(seconds, ask)
    except (exceptions.RequestException, HTTPError, OSError, ValueError) as error:
        if refused := _PROXY.search(str(error)):
            return int(refused[1]), ""
        raise _NoAnswerError(_explain(error)) from error


def _within(seconds: float, ask: Callable[[], Result]) -> Result:
    """Return what a function returns, or raise what it raises. Raises TimeoutError when it takes too long in all.

    A socket's own limit begins anew with every byte, so who drips is left to drip, in a thread that nobody waits for.
    """
    answers: queue.SimpleQueue[tuple[Result | None, Exception | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            answers.put((ask(), None))
        except Exception as error:  # noqa: BLE001 - raised again where somebody waits for it
            answers.put((None, error))

    threading.Thread(target=run, daemon=True).start()
    try:
        result, error = answers.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if error is not None:
        raise error
    return result  # type: ignore[return-value]


def _explain(error: Exception) -> Trouble:
    causes = list(_causes_of(error))
    kinds: tuple[tuple[type[Exception] | tuple[type[Exception], ...], Trouble], ...] = (
        (_InternalNet, Trouble.INTERNAL),
        ((TimeoutError, exceptions.Timeout), Trouble.SLOW),
        (NameResolutionError, Trouble.NO_HOST),
        ((ssl.SSLError, exceptions.SSLError), Trouble.UNTRUSTED),
        ((exceptions.InvalidURL, exceptions.InvalidSchema, exceptions.MissingSchema), Trouble.UNUSABLE),
        ((ProtocolError, exceptions.ChunkedEncodingError, exceptions.InvalidHeader), Trouble.GARBLED),
        ((OSError, exceptions.ConnectionError), Trouble.UNREACHABLE),
    )
    return next(
        (trouble for kind, trouble in kinds if any(isinstance(cause, kind) for cause in causes)), Trouble.UNUSABLE
    )


def _causes_of(error: BaseException | None) -> Iterable[BaseException]:
    """Yield an error and all that it was made of: the library wraps what the net says in several layers."""
    if error is not None:
        yield error
        inner = [getattr(error, "reason", None), *error.args]
        for one in inner:
            if isinstance(one, BaseException) and one is not error:
                yield from _causes_of(one)
