"""Forwarding: requests below one path of the preview are passed on to a program at the other end of a Unix socket."""

import http.client
import socket
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path

_HOPS = frozenset("connection keep-alive transfer-encoding te trailer upgrade content-length server date".split())
"""Headers that are about one connection alone, or that the preview says itself."""
_NOT_READY = "Modtageren er ikke klar endnu. Vent et øjeblik, og prøv igen.".encode()
_POLL_SECONDS = 0.2


@dataclass(frozen=True)
class Passed:
    """What was answered."""

    status: int
    headers: Sequence[tuple[str, str]]
    body: bytes


@dataclass(frozen=True)
class Forward:
    """Who answers below a path, and where. It may need some seconds before it listens."""

    path: str
    place: Path
    most_bytes: int = 64_000_000
    patience: float = 30

    def ask(self, method: str, path: str, headers: Iterable[tuple[str, str]], body: bytes) -> Passed:
        """Return what is answered to a request, whose headers are passed on as they are."""
        connection = _Connection(self.place)
        try:
            connection.wait(self.patience)
            connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
            for name, value in headers:
                if name.lower() not in _HOPS:
                    connection.putheader(name, value)
            connection.putheader("Content-Length", str(len(body)))
            connection.endheaders(body)
            answer = connection.getresponse()
            kept = [(name, value) for name, value in answer.getheaders() if name.lower() not in _HOPS]
            return Passed(answer.status, kept, answer.read())
        except (OSError, http.client.HTTPException):
            kind = [("Content-Type", "text/plain; charset=utf-8"), ("Retry-After", "5")]
            return Passed(HTTPStatus.SERVICE_UNAVAILABLE, kind, _NOT_READY)
        finally:
            connection.close()


class _Connection(http.client.HTTPConnection):
    """A connection over a Unix socket."""

    def __init__(self, place: Path) -> None:
        super().__init__("localhost", timeout=120)
        self.place = place

    def connect(self) -> None:
        """Connect to the socket."""
        self.sock = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self.sock.settimeout(120)
        self.sock.connect(str(self.place))

    def wait(self, seconds: float) -> None:
        """Connect as soon as somebody listens, within some seconds. Raises OSError."""
        end = time.monotonic() + seconds
        while True:
            try:
                self.connect()
            except OSError:
                if time.monotonic() > end:
                    raise
                time.sleep(_POLL_SECONDS)
            else:
                return
