"""A forge on loopback: real Git over HTTP (`git http-backend`), pull requests, remarks, and whatever can go wrong.

What is asked for by which path is in `forge_kinds`, a class for each kind of forge.
"""

import base64
import json
import os
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

TOKEN = "hemmeligt-token-4711"
EDITOR, READER, BOT = "redaktoer", "gaest", "tjek[bot]"
MAX_PAGE = 3
"""So few at a time, whatever is asked for, that every list has pages."""


@dataclass
class Said:
    """Something that was said of a pull request."""

    number: int
    who: str
    words: str
    kind: str = "comment"
    asks: bool = False
    path: str = ""
    line: int = 0
    at: str = ""
    is_hidden: bool = False


@dataclass
class Pull:
    """A pull request; `state` is open, closed or merged."""

    number: int
    branch: str
    base: str
    title: str
    text: str
    state: str = "open"
    project: str = ""
    assignees: list[str] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    merged_as: str = ""
    at: str = ""
    updated: str = ""


@dataclass
class Answered:
    """What a kind of forge answers."""

    status: int
    data: Any = None
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass
class Asked:
    """What was asked of the forge, as it came."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def line(self) -> str:
        return f"{self.method} {self.path}"


Fault = Callable[["Handler"], None]


class Forge:
    """What a forge holds, and how it is asked. Kinds say the rest."""

    conflict = 422
    closes_without_branch = True
    clone = "/eksempel/katalog.git"

    def __init__(self, repository: Path) -> None:
        self.repository = repository
        self.pulls: dict[int, Pull] = {}
        self.writers = {EDITOR}
        self.asked: list[Asked] = []
        self.faults: list[tuple[Callable[[str], bool], Fault, list[int]]] = []
        self.on_ask: Callable[[int, str], None] = lambda number, when: None
        self.numbers = iter(range(1, 1_000_000))
        self.address = ""
        self.lock = threading.RLock()

    # What tests do there

    def git(self, *words: str, given: str | None = None) -> str:
        command = [
            "git",
            "-C",
            str(self.repository),
            "-c",
            "user.name=x",
            "-c",
            "user.email=x@eksempel.invalid",
            *words,
        ]
        return subprocess.run(command, capture_output=True, encoding="utf-8", input=given, check=True).stdout.strip()

    @property
    def branches(self) -> list[str]:
        return self.git("for-each-ref", "--format=%(refname:short)", "refs/heads/bidrag/").split()

    @property
    def open_pulls(self) -> list[Pull]:
        return [pull for pull in self.pulls.values() if pull.state == "open"]

    def say(self, pull: Pull, words: str, who: str = EDITOR, **more: Any) -> Said:
        said = Said(next(self.numbers), who, words, at=now(), **more)
        pull.said.append(said)
        pull.updated = now()
        return said

    def close(self, pull: Pull, state: str = "closed") -> None:
        pull.state, pull.at, pull.updated = state, now(), now()

    def write(self, branch: str, path: str, text: str) -> str:
        """Commit a file to a branch, as an editor does there."""
        blob = self.git("hash-object", "-w", "--stdin", given=text)
        environment = {**os.environ, "GIT_INDEX_FILE": str(self.repository / "test.index")}
        where = ["git", "-C", str(self.repository)]
        for words in (["read-tree", branch], ["update-index", "--add", "--cacheinfo", f"100644,{blob},{path}"]):
            subprocess.run([*where, *words], env=environment, check=True)
        done = subprocess.run([*where, "write-tree"], env=environment, check=True, capture_output=True, text=True)
        made = self.git("commit-tree", done.stdout.strip(), "-p", branch, "-m", "Ret en side")
        self.git("update-ref", f"refs/heads/{branch}", made)
        return made

    def merge(self, pull: Pull, is_squash: bool = False) -> str:
        tree = self.git("merge-tree", "--write-tree", pull.base, pull.branch).split()[0]
        parents = ["-p", pull.base] if is_squash else ["-p", pull.base, "-p", pull.branch]
        pull.merged_as = self.git("commit-tree", tree, *parents, "-m", "Flet")
        self.git("update-ref", f"refs/heads/{pull.base}", pull.merged_as)
        self.close(pull, "merged")
        return pull.merged_as

    def break_at(self, where: Callable[[str], bool], fault: Fault, times: int = 1) -> None:
        """Let what is asked at some addresses go wrong so many times."""
        self.faults.append((where, fault, [times]))

    # What kinds do

    def answer(self, method: str, path: str, query: Mapping[str, str], data: Any) -> Answered:
        raise NotImplementedError

    def is_allowed(self, headers: Mapping[str, str]) -> bool:
        raise NotImplementedError

    def open(self, branch: str, base: str, title: str, text: str) -> Pull | None:
        """Open a pull request; None where there is one of the branch already."""
        if any(pull.branch == branch and not pull.project for pull in self.open_pulls):
            return None
        self.git("rev-parse", "--verify", f"refs/heads/{branch}")
        pull = Pull(len(self.pulls) + 1, branch, base, title, text, updated=now())
        self.pulls[pull.number] = pull
        return pull

    def paged(self, rows: list[Any], path: str, query: Mapping[str, str]) -> Answered:
        """Return a page of a list, and in the header where the next one is."""
        page = int(query.get("page", "1"))
        links = {}
        if len(rows) > page * MAX_PAGE:
            rest = "&".join(f"{name}={value}" for name, value in {**query, "page": str(page + 1)}.items())
            links = {"Link": f'<{self.address}{path}?{rest}>; rel="next", <{self.address}{path}?page=9>; rel="last"'}
        return Answered(200, rows[(page - 1) * MAX_PAGE : page * MAX_PAGE], links)

    def settle(self) -> None:
        """Do what the forge does by itself when branches are pushed: main is merged, branches are gone."""
        there = set(self.branches)
        for pull in self.open_pulls:
            if self.closes_without_branch and pull.branch not in there and not pull.project:
                self.close(pull)


def now() -> str:
    return f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%SZ}"


class Handler(BaseHTTPRequestHandler):
    """Answers what is asked of the forge."""

    forge: Forge
    protocol_version = "HTTP/1.1"

    def answer(self) -> None:
        body = self._read()
        asked = Asked(self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, body)
        with self.forge.lock:
            self.forge.asked.append(asked)
            number = len(self.forge.asked)
        self.forge.on_ask(number, "before")
        for where, fault, left in self.forge.faults:
            if left[0] > 0 and where(asked.line):
                left[0] -= 1
                return fault(self)
        with self.forge.lock:
            self._answer(asked)
        return None

    do_GET = do_POST = do_PATCH = do_PUT = do_DELETE = answer  # noqa: N815

    def _answer(self, asked: Asked) -> None:
        parts = urlsplit(asked.path)
        if parts.path.startswith(self.forge.clone):
            return self._git(asked, parts.path, parts.query)
        if not self.forge.is_allowed(asked.headers):
            answered = Answered(401, {"message": "Bad credentials"})
        else:
            data = json.loads(asked.body) if asked.body else None
            answered = self.forge.answer(asked.method, parts.path, dict(parse_qsl(parts.query)), data)
        self.forge.on_ask(len(self.forge.asked), "after")
        content = b"" if answered.status == 204 else json.dumps(answered.data).encode()
        return self.give(answered.status, content, {"Content-Type": "application/json", **answered.headers})

    def give(self, status: int, content: bytes, headers: Mapping[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in (headers or {}).items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _read(self) -> bytes:
        if self.headers.get("Transfer-Encoding") != "chunked":
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))
        found = b""
        while size := int(self.rfile.readline().strip() or b"0", 16):
            found += self.rfile.read(size)
            self.rfile.readline()
        self.rfile.readline()
        return found

    def _git(self, asked: Asked, path: str, query: str) -> None:
        kind, _, pair = asked.headers.get("authorization", "").partition(" ")
        if kind != "Basic" or base64.b64decode(pair).decode().partition(":")[2] != TOKEN:
            return self.give(401, b"", {"WWW-Authenticate": 'Basic realm="forge"'})
        environment = {
            "PATH": os.environ["PATH"],
            "GIT_PROJECT_ROOT": str(self.forge.repository),
            "GIT_HTTP_EXPORT_ALL": "1",
            "PATH_INFO": unquote(path).removeprefix(unquote(self.forge.clone)),
            "REMOTE_USER": "receiver",
            "REQUEST_METHOD": asked.method,
            "QUERY_STRING": query,
            "CONTENT_TYPE": asked.headers.get("content-type", ""),
            "CONTENT_LENGTH": str(len(asked.body)),
            "HTTP_CONTENT_ENCODING": asked.headers.get("content-encoding", ""),
            "GIT_PROTOCOL": asked.headers.get("git-protocol", ""),
        }
        done = subprocess.run(
            ["git", "http-backend"], env=environment, input=asked.body, capture_output=True, check=True
        )
        self.forge.settle()
        self.forge.on_ask(len(self.forge.asked), "after")
        head, _, content = done.stdout.partition(b"\r\n\r\n")
        lines = (line.partition(": ") for line in head.decode().split("\r\n"))
        headers = {name: value for name, _, value in lines}
        return self.give(int(headers.pop("Status", "200 OK").split()[0]), content, headers)

    def log_message(self, *words: Any) -> None:
        pass


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        pass  # Who does not trust us hangs up, and who is killed too.


@contextmanager
def serving(forge: Forge, tls: ssl.SSLContext | None = None) -> Iterator[Forge]:
    """Let a forge answer on loopback, as long as it is needed."""
    handler = type("ForgeHandler", (Handler,), {"forge": forge})
    server = _Server(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    forge.address = f"http://127.0.0.1:{server.server_port}"
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
        forge.address = f"https://localhost:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield forge
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
