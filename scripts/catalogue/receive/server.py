"""The server: the application on a port of this machine, or on a Unix socket, until it is told to stop."""

import logging
import os
import socket
import sys
from pathlib import Path
from typing import Any

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

_HEAD_BYTES = 16_384
_NOT_HTTP = "Vi kan ikke finde ud af det, der blev sendt. Begynd forfra i kataloget."
"""In ASCII alone, which is all that the protocol sends here."""


class PlaceTaken(Exception):
    """Another program listens there."""


class _Protocol(H11Protocol):
    """HTTP as uvicorn reads it; to what is none it answers in Danish, and says no more about it."""

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


def serve(application: ASGIApp, listening: socket.socket) -> None:
    """Answer until SIGTERM or Ctrl+C; what is being answered then is finished first."""
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
        http=_Protocol,
        ws="none",
        lifespan="off",
        h11_max_incomplete_event_size=_HEAD_BYTES,
        timeout_graceful_shutdown=10,
        backlog=512,
        **options,
    )
    uvicorn.Server(config).run(sockets=[listening])
