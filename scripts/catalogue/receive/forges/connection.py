"""The connection: asks a forge over HTTP, one request after another, with pauses between those that change something.

The token goes to the forge's own host and nowhere else: no redirect is followed but one on that host, nobody's netrc
is read, and no cookie is kept. An answer is taken up to a size and within a time. What is asked and answered is never
logged.

Source of the pauses: GitHub's »Best practices for using the REST API« (Avoid concurrent requests, Pause between
mutative requests, Follow redirects).
"""

import os
import ssl
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.cookiejar import DefaultCookiePolicy
from pathlib import Path
from urllib.parse import quote, urlencode, urljoin, urlsplit

import requests
from requests.auth import AuthBase

from catalogue.receive.forges.answers import Limited, Unreachable, remaining, wait_of
from catalogue.receive.forges.protocol import WRITES, Answer, Conversation, Request, ResultT

AGENT = "catalogue-receive/1 (sends pages to the editors of an inspiration catalogue)"
_MOST_BYTES = 20_000_000
_PIECE = 65_536
_HOPS = 3
_MOVED = {301: ("GET",), 302: ("GET",), 303: ("GET",), 307: ("GET", *WRITES), 308: ("GET", *WRITES)}
"""Redirects, and the methods that may be asked once more at another path of the same host."""


class _Token(AuthBase):
    """Puts the headers that hold the token on each request, so that nobody's netrc is looked into for another."""

    def __init__(self, headers: Mapping[str, str]) -> None:
        self._headers = headers

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers.update(self._headers)
        return request


def trusted() -> str:
    """Return the file that says whom the machine trusts, which may know a forge within the house; or nothing."""
    named = os.environ.get("REQUESTS_CA_BUNDLE") or ssl.get_default_verify_paths().cafile
    return named if named and Path(named).is_file() else ""


@dataclass
class Connection:
    """A forge's interface for programs. `root` is its address, and `headers` hold the token.

    `resume_at` is until when the forge has asked to be left alone, in seconds since 1970.
    """

    root: str
    headers: Mapping[str, str] = field(repr=False)
    seconds: float = 30
    pause: float = 1
    sleep: Callable[[float], object] = time.sleep
    resume_at: float = 0
    _written_at: float = field(default=0, init=False)
    _session: requests.Session = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._session = requests.Session()
        self._session.auth = _Token(self.headers)
        self._session.headers["User-Agent"] = AGENT
        self._session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))

    def hold(self, conversation: Conversation[ResultT]) -> ResultT:
        """Hold a conversation to its end, and return what it found out. Raises Trouble."""
        try:
            request = next(conversation)
            while True:
                request = conversation.send(self.ask(request))
        except StopIteration as done:
            result: ResultT = done.value
            return result

    def ask(self, request: Request) -> Answer:
        """Return what the forge answers. Raises Limited while it is to be left alone, and Unreachable."""
        now = time.time()
        if now < self.resume_at:
            raise Limited("still limited", self.resume_at - now)
        if request.method in WRITES:
            self._wait_for_turn()
        answer = self._follow(request)
        if answer.status in (403, 429) or remaining(answer.headers) == 0:
            self.resume_at = max(self.resume_at, answer.at + wait_of(answer.headers, answer.at))
        return answer

    def _wait_for_turn(self) -> None:
        left = self._written_at + self.pause - time.monotonic()
        if left > 0:
            self.sleep(left)
        self._written_at = time.monotonic()

    def _follow(self, request: Request) -> Answer:
        address = self.root + quote(request.path, safe="/%")
        if request.query:
            address = f"{address}?{urlencode(request.query)}"
        for _ in range(_HOPS):
            answer = self._send(request, address)
            target = _target(address, answer.headers.get("location", ""))
            if request.method not in _MOVED.get(answer.status, ()) or not _is_same_host(target, self.root):
                return answer
            address = target
        raise Unreachable("led around in circles")

    def _send(self, request: Request, address: str) -> Answer:
        end = time.monotonic() + self.seconds * 2
        try:
            with self._session.request(
                request.method,
                address,
                json=request.data,
                timeout=(min(self.seconds, 10), self.seconds),
                allow_redirects=False,
                stream=True,
                # Said here, since what the session says of it yields to the environment of another tool.
                verify=trusted() or True,
            ) as response:
                body = bytearray()
                for piece in response.iter_content(_PIECE):
                    body += piece
                    if len(body) > _MOST_BYTES or time.monotonic() > end:
                        raise Unreachable("the answer does not end")
                headers = {name.lower(): value for name, value in response.headers.items()}
                return Answer(response.status_code, headers, bytes(body), time.time())
        except (requests.RequestException, OSError, ValueError) as error:
            # The kind alone: what it says may quote the address, and a proxy's password in it.
            raise Unreachable(f"no answer: {type(error).__name__}") from None


def _target(address: str, location: str) -> str:
    try:
        return urljoin(address, location) if location else ""
    except ValueError:
        return ""


def _is_same_host(target: str, root: str) -> bool:
    try:
        there, here = urlsplit(target), urlsplit(root)
        return (there.scheme, there.hostname, there.port) == (here.scheme, here.hostname, here.port)
    except ValueError:
        return False
