"""Issuers of identities on loopback: a real one, and one whose answers are as wrong as a test wants them."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
from joserfc import jwt
from joserfc.jwk import RSAKey
from oidc_provider_mock import run_server_in_thread

from catalogue.receive.openid import Issuer
from entering import SITE

REDIRECT = f"{SITE.address}signed-in"
CLIENT = "kataloget"


@contextmanager
def real_issuer(**options: Any) -> Iterator[str]:
    """Run oidc-provider-mock, and give its address."""
    with run_server_in_thread(require_nonce=True, **options) as server:
        yield f"http://localhost:{server.server_port}"


def sign_in_at(address: str, who: str = "somebody") -> dict[str, str]:
    """Sign somebody in at the real issuer, as a browser does, and return what it sends back."""
    answer = httpx.post(address, data={"sub": who}, follow_redirects=False)
    assert answer.status_code == 302, answer.text
    assert answer.headers["location"].startswith(REDIRECT)
    return {name: value for name, (value,) in parse_qs(urlsplit(answer.headers["location"]).query).items()}


def issuer_at(address: str, **more: Any) -> Issuer:
    """Return what the receiver is told of an issuer."""
    return Issuer(**{"issuer": address, "client": CLIENT, "redirect": REDIRECT, "secret": "hemmelig", **more})


@cache
def _make_key() -> RSAKey:
    return RSAKey.generate_key(parameters={"kid": "1"})


def _as_it_is(data: Any) -> Any:
    return data


@dataclass
class FalseIssuer:
    """What an issuer answers, each part changed by a function before it goes out; `asked` is what it was asked."""

    claims: dict[str, Any] = field(default_factory=dict)
    header: dict[str, Any] = field(default_factory=dict)
    key: RSAKey = field(default_factory=_make_key)
    metadata: Callable[[dict[str, Any]], Any] = _as_it_is
    tokens: Callable[[dict[str, Any]], Any] = _as_it_is
    sign: Callable[[dict[str, Any]], str] | None = None
    status: int = 200
    address: str = ""
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    served: list[RSAKey] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.served = [self.key]

    def describe(self) -> Any:
        return self.metadata(
            {
                "issuer": self.address,
                "authorization_endpoint": f"{self.address}/authorize",
                "token_endpoint": f"{self.address}/token",
                "jwks_uri": f"{self.address}/keys",
            }
        )

    def give_keys(self) -> Any:
        return {"keys": [key.as_dict(private=False) for key in self.served]}

    def give_tokens(self) -> Any:
        sign = self.sign or (lambda claims: jwt.encode({"alg": "RS256", "kid": "1", **self.header}, claims, self.key))
        return self.tokens({"access_token": "x", "token_type": "Bearer", "id_token": sign(self.claims)})


@contextmanager
def false_issuer(**answers: Any) -> Iterator[FalseIssuer]:
    """Run an issuer that answers as it is told."""
    issuer = FalseIssuer(**answers)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._send(issuer.give_keys() if self.path == "/keys" else issuer.describe())

        def do_POST(self) -> None:
            raw = self.rfile.read(int(self.headers["Content-Length"])).decode()
            issuer.asked.append({**parse_qs(raw), "authorization": [self.headers.get("Authorization", "")]})
            self._send(issuer.give_tokens())

        def _send(self, data: Any) -> None:
            body = data if isinstance(data, bytes) else json.dumps(data).encode()
            self.send_response(issuer.status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    issuer.address = f"http://127.0.0.1:{server.server_address[1]}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield issuer
    finally:
        server.shutdown()
        server.server_close()
