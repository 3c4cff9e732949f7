"""The server: the application on a port of this machine, or on a Unix socket, until it is told to stop."""

import asyncio
import logging
import os
import socket
import sys
from pathlib import Path
from typing import Any

import h11
import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

_HEAD_BYTES = 16_384
_NOT_HTTP = "Vi kan ikke finde ud af det, der blev sendt. Begynd forfra i kataloget."
"""In ASCII alone, which is all that the protocol sends here."""


class PlaceTaken(Exception):
    """Another program listens there."""


class _Protocol(H11Protocol):
    """HTTP as uvicorn reads it; to what is none it answers in Danish, and says no more about it.

    Who is connected and asks for nothing, never comes to the end of a head, or goes on sending what has been refused,
    is let go: each holds a file of the process.
    """

    head_seconds = 20.0
    _letting_go: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first request."""
        super().connection_made(transport)
        self._wait_for_a_request()

    def data_received(self, data: bytes) -> None:
        """Wait as long as there is nothing to answer."""
        super().data_received(data)
        is_answered = bool(self.cycle) and self.cycle.response_complete
        if self.conn.their_state is h11.IDLE or is_answered:
            self._wait_for_a_request()
        else:
            self._stop_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait_for_a_request(self) -> None:
        if self._letting_go is None:
            self._letting_go = self.loop.call_later(self.head_seconds, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._letting_go is not None:
            self._letting_go.cancel()
            self._letting_go = None

    def send_400_response(self, msg: str) -> None:
        """Answer to what is no HTTP."""
        super().send_400_response(_NOT_HTTP)


def listen_on_port(port: int) -> socket.socket:
    """Return a socket that listens on a port of loopback; 0 is any. Raises PlaceTaken."""
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(("127.0.0.1", port))
    except OSError:
        listening.close()
        raise PlaceTaken from None
    return listening


def listen_on_path(path: Path) -> socket.socket:
    """Return a Unix socket that listens at a path, for this user and group. Raises PlaceTaken, and OSError.

    A socket that nobody listens on any more is replaced; anything else that lies there stays.
    """
    if path.is_socket():
        with socket.socket(socket.AF_UNIX) as asked:
            try:
                asked.connect(str(path))
            except ConnectionError:
                path.unlink()
            else:
                raise PlaceTaken
    listening = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    former = os.umask(0o117)
    try:
        listening.bind(str(path))
    except OSError as error:
        listening.close()
        if path.exists():
            raise PlaceTaken from None
        raise error
    finally:
        os.umask(former)
    return listening


def serve(application: ASGIApp, listening: socket.socket, head_seconds: float) -> None:
    """Answer until SIGTERM or Ctrl+C; what is being answered then is finished first.

    Who has not asked for anything after `head_seconds` is let go.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
    log = logging.getLogger("catalogue.receive")
    log.setLevel(logging.INFO)
    log.propagate = False
    log.addHandler(handler)
    # What others log may quote what was sent: of their errors our own log says the kind.
    logging.getLogger("uvicorn").setLevel(logging.CRITICAL)
    options: dict[str, Any] = {"log_config": None, "access_log": False, "server_header": False, "proxy_headers": False}
    config = uvicorn.Config(
        application,
        http=type("_PatientProtocol", (_Protocol,), {"head_seconds": head_seconds}),
        ws="none",
        lifespan="off",
        h11_max_incomplete_event_size=_HEAD_BYTES,
        timeout_graceful_shutdown=10,
        backlog=512,
        **options,
    )
    uvicorn.Server(config).run(sockets=[listening])
