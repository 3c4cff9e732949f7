"""A forge on loopback: as much of GitHub's interface for programs as the answer to a pull request needs."""

import io
import json
import re
import threading
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

REPOSITORY = "norddjurs/katalog"
BOT = {"type": "Bot", "login": "github-actions[bot]"}


class Forge:
    """What the forge holds: pull requests by number, archives by name, comments, and reviews with their suggestions."""

    def __init__(self) -> None:
        self.pulls: dict[int, dict[str, Any]] = {}
        self.guards: dict[str, str | None] = {}
        """The folder of workflows at a commit, as Git names it; else it is main's."""
        self.is_truncated = False
        self.asked: list[str] = []
        self.on_question: Callable[[str], None] = lambda _: None
        self.archives: dict[str, bytes] = {}
        self.comments: dict[int, list[dict[str, Any]]] = {}
        self.suggestions: list[dict[str, Any]] = []
        self.reviews: list[dict[str, Any]] = []
        self.refuses_reviews = False
        self.leaked: list[str] = []
        self.address = ""
        self.numbers = iter(range(1, 10_000))

    def open_pull(self, number: int, commit: str, association: str = "CONTRIBUTOR", base: str = "main") -> None:
        self.pulls[number] = {
            "number": number,
            "state": "open",
            "author_association": association,
            "base": {"ref": base},
            "head": {"sha": commit, "label": "kollega:bidrag"},
            "merged_at": None,
            "merge_commit_sha": None,
        }
        self.comments.setdefault(number, [])

    def keep_archive(self, name: str, files: Mapping[str, bytes | str]) -> None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
            for path, content in files.items():
                archive.writestr(path, content)
        self.archives[name] = stream.getvalue()

    def say(self, number: int, body: str, user: Mapping[str, str]) -> None:
        self.comments[number].append({"id": next(self.numbers), "body": body, "user": dict(user)})

    def answer(self, method: str, path: str, query: str, data: Any) -> Any:
        """Return what is answered, None when there is nothing of the kind, or a status."""
        self.asked.append(path)
        self.on_question(path)
        if re.search(r"&page=(?!1$)", query):
            return []
        if re.match(r"/(?:compare|git)/", path):
            return self._of_git(path)
        if path == "/pulls":
            return [one for one in self.pulls.values() if f"head={one['head']['label'].replace(':', '%3A')}" in query]
        if found := re.fullmatch(r"/pulls/(\d+)(?:/(comments|reviews))?", path):
            return self._of_pull(int(found[1]), found[2], data)
        if found := re.fullmatch(r"/issues/(\d+)/comments", path):
            if method == "GET":
                return self.comments[int(found[1])]
            self.say(int(found[1]), data["body"], BOT)
            return {}
        if found := re.fullmatch(r"/issues/comments/(\d+)", path):
            comments = (one for said in self.comments.values() for one in said)
            next(one for one in comments if one["id"] == int(found[1]))["body"] = data["body"]
            return {}
        if found := re.fullmatch(r"/commits/(\w+)/pulls", path):
            return list(self.pulls.values())
        if re.fullmatch(r"/actions/runs/\d+/artifacts", path):
            names = enumerate(self.archives, 1)
            return {"artifacts": [{"id": number, "name": name, "expired": False} for number, name in names]}
        return None

    def _of_git(self, path: str) -> Any:
        if re.fullmatch(r"/compare/main\.\.\.(\w+)", path):
            return {"merge_base_commit": {"sha": "main"}}
        if found := re.fullmatch(r"/git/commits/(\w+)", path):
            return {"sha": found[1], "tree": {"sha": f"tree{found[1]}"}}
        if found := re.fullmatch(r"/git/trees/tree(\w+)", path):
            return {"tree": self._tree(found[1]), "truncated": self.is_truncated}
        return None

    def _tree(self, commit: str) -> list[dict[str, str]]:
        guard = self.guards.get(commit, "guard")
        return [{"path": "docs", "mode": "040000", "sha": "d" * 40}] + (
            [] if guard is None else [{"path": ".github", "mode": "040000", "sha": guard}]
        )

    def _of_pull(self, number: int, what: str | None, data: Any) -> Any:
        if not what:
            return self.pulls[number]
        if what == "comments":
            return self.suggestions
        if self.refuses_reviews:
            return 422
        self.reviews.append(data)
        self.suggestions += [{**one, "user": BOT} for one in data["comments"]]
        return {}


@contextmanager
def serving(forge: Forge) -> Iterator[str]:
    """Serve a forge, and its archives from another port as the real one does; give its address."""
    archives = ThreadingHTTPServer(("127.0.0.1", 0), _serve_archives(forge))
    interface = ThreadingHTTPServer(("127.0.0.1", 0), _serve_interface(forge, archives.server_port))
    for server in (archives, interface):
        threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{interface.server_port}"
    finally:
        for server in (archives, interface):
            server.shutdown()
            server.server_close()


class _Quiet(BaseHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        pass


def _serve_archives(forge: Forge) -> type[BaseHTTPRequestHandler]:
    class Archives(_Quiet):
        def do_GET(self) -> None:
            forge.leaked += [self.headers["Authorization"]] if self.headers["Authorization"] else []
            _send(self, 200, forge.archives[self.path.strip("/")])

    return Archives


def _serve_interface(forge: Forge, archives_port: int) -> type[BaseHTTPRequestHandler]:
    class Interface(_Quiet):
        def do_GET(self) -> None:
            path, _, query = self.path.removeprefix(f"/repos/{REPOSITORY}").partition("?")
            if self.headers["Authorization"] != "Bearer et-tegn":
                return _send(self, 401, b"")
            if found := re.fullmatch(r"/actions/artifacts/(\d+)/zip", path):
                name = list(forge.archives)[int(found[1]) - 1]
                self.send_response(302)
                self.send_header("Location", f"http://127.0.0.1:{archives_port}/{name}")
                self.end_headers()
                return None
            length = int(self.headers["Content-Length"] or 0)
            data = json.loads(self.rfile.read(length)) if length else None
            answer = forge.answer(self.command, path, query, data)
            if answer is None or isinstance(answer, int):
                return _send(self, answer or 404, b"")
            return _send(self, 200, json.dumps(answer).encode())

        do_POST = do_PATCH = do_GET  # noqa: N815

    return Interface


def _send(handler: BaseHTTPRequestHandler, status: int, content: bytes) -> None:
    handler.send_response(status)
    handler.send_header("Content-Length", str(len(content)))
    handler.end_headers()
    handler.wfile.write(content)
