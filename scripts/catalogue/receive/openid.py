"""OpenID Connect: who sends a page signs in with the organisation, and nothing of that is kept.

A page is sent first and waits; signing in lets it go on. So no session is needed: what a signing in must remember for
some minutes – state, nonce, PKCE's verifier and which page it is – is held in this process's memory, once, under a word
that the browser alone has, in the one cookie that is ever set. Restarting forgets it, and one signs in again.

After OpenID Connect Core 1.0 (3.1, the code flow), RFC 7636 (PKCE) and RFC 9207 (the issuer in the answer). Only this
module imports Authlib, and only where signing in is set up is this module imported.
"""

import hashlib
import hmac
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import requests
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from authlib.oidc.core import CodeIDToken
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

COOKIE = "__Host-catalogue-sign-in"
_ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"]
"""Signatures by a key that the issuer alone has: neither `none` nor a secret that the two share."""
_MOST = 2000
"""Signings in that are held at a time; with more, the oldest must begin again."""
_KEPT = timedelta(hours=1)
_SECONDS = 10
_FAULTS = (JoseError, AuthlibBaseError, requests.RequestException, ValueError, KeyError, TypeError)


class NotSignedIn(Exception):
    """Somebody could not be signed in. `is_ours` where the issuer cannot be asked, or answers what it should not."""

    def __init__(self, is_ours: bool = False, name: str = "") -> None:
        super().__init__(is_ours)
        self.is_ours = is_ours
        self.name = name


@dataclass(frozen=True, slots=True)
class Issuer:
    """Who signs people in, and what the receiver is to it. `claims` are what its answer must say."""

    issuer: str
    client: str
    redirect: str
    secret: str = field(default="", repr=False)
    scope: str = "openid"
    claims: Mapping[str, str] = field(default_factory=dict)
    leeway: int = 60


@dataclass(frozen=True, slots=True)
class Begun:
    """A signing in that has begun: where the browser is sent, and what its cookie is to hold."""

    address: str
    cookie: str


@dataclass(frozen=True, slots=True)
class _Held:
    cookie: str
    nonce: str
    verifier: str
    name: str
    receipt: str
    ends: datetime


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Whom nobody knows, but who was let in: the proposal's name, and the receipt's token."""

    name: str
    receipt: str


@dataclass
class SignIn:
    """Signs people in. `clock` and `random` are handed in; `seconds` is how long one may take."""

    issuer: Issuer
    clock: Callable[[], datetime]
    random: Callable[[int], bytes]
    seconds: int = 600
    _held: dict[str, _Held] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _metadata: Mapping[str, Any] = field(default_factory=dict)
    _keys: Mapping[str, Any] = field(default_factory=dict)
    _asked: datetime | None = None

    def begin(self, name: str, receipt: str) -> Begun:
        """Begin to sign somebody in for a proposal. Raises NotSignedIn."""
        state, cookie, nonce, verifier = (self.random(32).hex() for _ in range(4))
        try:
            metadata = self._find_metadata()
            with self._session() as session:
                address, _ = session.create_authorization_url(
                    metadata["authorization_endpoint"], state=state, nonce=nonce, code_verifier=verifier
                )
        except _FAULTS:
            raise NotSignedIn(is_ours=True) from None
        held = _Held(_digest(cookie), nonce, verifier, name, receipt, self.clock() + timedelta(seconds=self.seconds))
        with self._lock:
            # One at a time for a page: beginning again and again pushes nobody else out.
            self._held = {word: one for word, one in self._held.items() if one.name != name}
            self._held[_digest(state)] = held
            while len(self._held) > _MOST:
                del self._held[next(iter(self._held))]
        return Begun(address, cookie)

    def end(self, answer: Mapping[str, str], cookie: str) -> SignedIn:
        """Return for which proposal somebody was signed in. A state holds once. Raises NotSignedIn."""
        with self._lock:
            held = self._held.pop(_digest(answer.get("state", "")), None)
        if held is None or self.clock() > held.ends or not hmac.compare_digest(held.cookie, _digest(cookie)):
            raise NotSignedIn
        if "error" in answer or not answer.get("code"):
            raise NotSignedIn(name=held.receipt)
        try:
            self._judge(answer, held)
        except requests.RequestException:
            raise NotSignedIn(is_ours=True, name=held.receipt) from None
        except OAuthError as error:  # All but a code that does not hold is about the two machines, and no person.
            raise NotSignedIn(is_ours=error.error != "invalid_grant", name=held.receipt) from None
        except _FAULTS:
            raise NotSignedIn(name=held.receipt) from None
        return SignedIn(held.name, held.receipt)

    def _judge(self, answer: Mapping[str, str], held: _Held) -> None:
        metadata = self._find_metadata()
        is_said = metadata.get("authorization_response_iss_parameter_supported") is True
        if answer.get("iss", "" if is_said else self.issuer.issuer) != self.issuer.issuer:
            raise ValueError("another issuer answers")
        with self._session(_auth_method(metadata)) as session:
            token = session.fetch_token(
                metadata["token_endpoint"],
                grant_type="authorization_code",
                code=answer["code"],
                redirect_uri=self.issuer.redirect,
                code_verifier=held.verifier,
                allow_redirects=False,
            )
        decoded = self._decode(str(token["id_token"]))
        essential = {"iss": self.issuer.issuer, "aud": self.issuer.client}
        claims = CodeIDToken(
            decoded.claims,
            decoded.header,
            {name: {"essential": True, "value": value} for name, value in essential.items()},
            {"nonce": held.nonce, "client_id": self.issuer.client, "access_token": token.get("access_token")},
        )
        claims.validate(now=int(self.clock().timestamp()), leeway=self.issuer.leeway)
        for name, wanted in self.issuer.claims.items():
            said = claims.get(name)
            if wanted not in (said if isinstance(said, list) else [said]):
                raise ValueError("a claim is not what it must be")

    def _decode(self, token: str) -> jwt.Token:
        registry = JWSRegistry(algorithms=_ALGORITHMS, strict_check_header=False)
        try:
            return jwt.decode(token, self._key_set(), registry=registry)
        except InvalidKeyIdError:  # The issuer has other keys than before.
            return jwt.decode(token, self._key_set(is_fresh=True), registry=registry)

    def _find_metadata(self) -> Mapping[str, Any]:
        """Return what the issuer says of itself, asked for now and then. It must be the issuer that was meant."""
        if self._metadata and self._asked and self.clock() - self._asked < _KEPT:
            return self._metadata
        found: Mapping[str, Any] = _get(f"{self.issuer.issuer.rstrip('/')}/.well-known/openid-configuration")
        places = [found["authorization_endpoint"], found["token_endpoint"], found["jwks_uri"]]
        if found["issuer"] != self.issuer.issuer or not all(map(is_safe, places)):
            raise ValueError("the metadata is not the issuer's")
        self._metadata, self._asked, self._keys = found, self.clock(), {}
        return found

    def _key_set(self, is_fresh: bool = False) -> KeySet:
        if is_fresh or not self._keys:
            self._keys = _get(self._find_metadata()["jwks_uri"])
        return KeySet.import_key_set({"keys": self._keys["keys"]})

    def _session(self, method: str = "none") -> Any:
        return OAuth2Session(
            self.issuer.client,
            self.issuer.secret or None,
            token_endpoint_auth_method=method if self.issuer.secret else "none",
            scope=self.issuer.scope,
            redirect_uri=self.issuer.redirect,
            code_challenge_method="S256",
            default_timeout=_SECONDS,
        )


def is_safe(address: object) -> bool:
    """Tell whether an address of the issuer's is one that nobody can listen in on: by TLS, or on this machine."""
    parts = urlsplit(str(address))
    return parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in ("127.0.0.1", "localhost", "::1"))


def _auth_method(metadata: Mapping[str, Any]) -> str:
    methods = metadata.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
    return "client_secret_post" if "client_secret_basic" not in methods else "client_secret_basic"


def _get(address: str) -> Any:
    answer = requests.get(address, timeout=_SECONDS, allow_redirects=False, headers={"Accept": "application/json"})
    if answer.status_code != 200:
        raise requests.RequestException
    found = answer.json()
    if not isinstance(found, dict):
        raise ValueError("the answer is no object")
    return found


def _digest(word: str) -> str:
    return hashlib.sha256(word.encode("utf-8", "replace")).hexdigest()
