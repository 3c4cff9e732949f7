"""`catalogue links`: what is told of every kind of answer, given by a real server on loopback.

(commands.links, linkcheck.ask, linkcheck.verdicts)
"""

import json
import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

import trees
from catalogue.linkcheck import ask, verdicts
from catalogue.linkcheck.verdicts import Answer, Conclusion, Hop, Trouble, Verdict
from processes import Finished

HTTP = "HTTP/1.1 {} X\r\nContent-Length: 0\r\nConnection: close\r\n{}\r\n"
SAID = {
    "relative": HTTP.format(301, "Location: ../status/200\r\n"),
    "nowhere": HTTP.format(302, ""),
    "many-headers": "HTTP/1.1 200 X\r\n" + "X-A: b\r\n" * 5000,
    "long-header": "HTTP/1.1 200 X\r\nX-A: " + "b" * 200_000 + "\r\n\r\n",
    "garbled": "EHLO what is this\r\n\r\n",
    "cut": "HTTP/1.1 20",
}
PATIENCE = 1
LOOPBACK = frozenset({"127.0.0.1"})
"""The host of the tests, which may be asked although it is this machine."""


class Teller(socketserver.StreamRequestHandler):
    """Answers by the path that is asked for, and notes what was asked."""

    server: "Telling"

    def handle(self) -> None:
        if not (line := self.rfile.readline(9999).decode("latin-1").split()):
            return  # Whoever had come has gone on without a question.
        method, path, *_ = line
        headers = {}
        while (line := self.rfile.readline(9999).decode("latin-1").strip()) and ":" in line:
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        self.headers = headers
        self.server.asked.append((method, path, headers))
        with suppress(OSError):  # The one who asked has gone.
            self.answer(method, path)

    def answer(self, method: str, path: str) -> None:
        name, *rest = path.partition("?")[0].strip("/").split("/")
        plain = SAID.get(name)
        if plain:
            self.say(plain)
        else:
            getattr(self, f"tell_{name}", self.tell_nothing)(method, rest)

    def tell_nothing(self, method: str, rest: list[str]) -> None:
        self.say(HTTP.format(404, ""))

    def tell_status(self, method: str, rest: list[str]) -> None:
        self.say(HTTP.format(rest[0], ""))

    def tell_get(self, method: str, rest: list[str]) -> None:
        self.say(HTTP.format(200 if method == "GET" else 405, ""))

    def tell_dumb(self, method: str, rest: list[str]) -> None:
        self.say(HTTP.format(200, "") if method == "GET" else "")

    def tell_door(self, method: str, rest: list[str]) -> None:
        """Lead on with a cookie, and say that the page is there to who brings it; to others lead in a ring."""
        if "ticket=1" in self.headers.get("cookie", ""):
            self.say(HTTP.format(200, ""))
        else:
            self.say(HTTP.format(302, f"Set-Cookie: ticket=1; Path=/\r\nLocation: {self.server.address}/door?2\r\n"))

    def tell_to(self, method: str, rest: list[str]) -> None:
        self.say(HTTP.format(rest[0], f"Location: {self.server.address}/{'/'.join(rest[1:])}\r\n"))

    def tell_out(self, method: str, rest: list[str]) -> None:
        self.say(HTTP.format(302, f"Location: {'/'.join(rest)}\r\n"))

    def tell_chain(self, method: str, rest: list[str]) -> None:
        self.say(HTTP.format(302, f"Location: {self.server.address}/chain/{int(rest[0]) + 1}\r\n"))

    def tell_silence(self, method: str, rest: list[str]) -> None:
        self.server.over.wait(60)

    def tell_drip(self, method: str, rest: list[str]) -> None:
        self.say("HTTP/1.1 200 X\r\n")
        while not self.server.over.wait(0.1):
            self.say("x")

    def tell_huge(self, method: str, rest: list[str]) -> None:
        self.say("HTTP/1.1 200 X\r\nContent-Length: 9999999999\r\n\r\n")
        while method == "GET":
            self.say("x" * 65536)
            self.server.sent += 65536

    def say(self, words: str) -> None:
        self.wfile.write(words.encode())
        self.wfile.flush()


class Telling(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Teller)
        self.asked: list[tuple[str, str, dict[str, str]]] = []
        self.sent = 0
        self.over = threading.Event()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


@contextmanager
def telling() -> Iterator[Telling]:
    with Telling() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield server
        finally:
            server.over.set()
            server.shutdown()


@pytest.fixture(scope="module")
def server() -> Iterator[Telling]:
    with telling() as server:
        yield server


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


TOLD: dict[str, tuple[Verdict, str]] = {
    "/status/200": (Verdict.WORKS, "siden er der"),
    "/status/204": (Verdict.WORKS, "siden er der"),
    "/status/404": (Verdict.DEAD, "siden findes ikke (404)"),
    "/status/410": (Verdict.DEAD, "siden er taget ned (410)"),
    "/status/400": (Verdict.DEAD, "webstedet afviser adressen (400)"),
    "/status/401": (Verdict.UNSURE, "siden kræver, at man logger på (401)"),
    "/status/403": (Verdict.UNSURE, "siden kræver, at man har adgang (403)"),
    "/status/429": (Verdict.UNSURE, "webstedet vil ikke spørges så tit (429)"),
    "/status/500": (Verdict.UNSURE, "webstedet melder fejl (500)"),
    "/status/503": (Verdict.UNSURE, "webstedet melder fejl (503)"),
    "/get": (Verdict.WORKS, "siden er der"),
    "/dumb": (Verdict.WORKS, "siden er der"),
    "/to/301/status/200": (Verdict.MOVED, "siden er flyttet til {}/status/200"),
    "/to/308/status/200": (Verdict.MOVED, "siden er flyttet til {}/status/200"),
    "/to/301/to/301/status/200": (Verdict.MOVED, "siden er flyttet til {}/status/200"),
    "/to/301/to/302/status/200": (Verdict.MOVED, "siden er flyttet til {}/to/302/status/200"),
    "/to/302/to/301/status/200": (Verdict.WORKS, "siden er der"),
    "/to/302/status/200": (Verdict.WORKS, "siden er der"),
    "/to/303/status/200": (Verdict.WORKS, "siden er der"),
    "/to/301/status/404": (Verdict.DEAD, "siden findes ikke (404)"),
    "/to/302/status/401": (Verdict.UNSURE, "siden kræver, at man logger på (401)"),
    "/relative": (Verdict.MOVED, "siden er flyttet til {}/status/200"),
    "/to/302/to/301/chain/1": (Verdict.DEAD, "adressen fører i ring"),
    "/chain/1": (Verdict.DEAD, "adressen fører i ring"),
    "/nowhere": (Verdict.UNSURE, "webstedet melder fejl (302)"),
    "/out/file:///etc/passwd": (Verdict.DEAD, "adressen fører til noget, der ikke er en webside"),
    "/out/ftp://127.0.0.1/x": (Verdict.DEAD, "adressen fører til noget, der ikke er en webside"),
    "/out/javascript:alert(1)": (Verdict.DEAD, "adressen fører til noget, der ikke er en webside"),
    "/out/http://navn:kode@127.0.0.1/": (Verdict.DEAD, "adressen fører til noget, der ikke er en webside"),
    "/door": (Verdict.WORKS, "siden er der"),
    "/silence": (Verdict.UNSURE, "webstedet svarede ikke i tide"),
    "/drip": (Verdict.UNSURE, "webstedet svarede ikke i tide"),
    "/huge": (Verdict.WORKS, "siden er der"),
    "/many-headers": (Verdict.DEAD, "svaret kan ikke læses"),
    "/long-header": (Verdict.DEAD, "svaret kan ikke læses"),
    "/garbled": (Verdict.DEAD, "svaret kan ikke læses"),
    "/cut": (Verdict.DEAD, "svaret kan ikke læses"),
    "/status/200#afsnit": (Verdict.WORKS, "siden er der"),
    "/status/200?æ=ø å": (Verdict.WORKS, "siden er der"),
    "/æblegrød": (Verdict.DEAD, "siden findes ikke (404)"),
}


@pytest.fixture(scope="module")
def judged(server: Telling) -> Callable[[str], Conclusion]:
    """All of them tried at once, as the command does."""
    given = ask.try_all([server.address + path for path in TOLD], PATIENCE, internal=LOOPBACK)
    return lambda path: verdicts.conclude(given[server.address + path])


@pytest.mark.parametrize("path", TOLD)
def test_every_kind_of_answer_is_told_in_words(path: str, judged: Callable[[str], Conclusion], server: Telling) -> None:
    verdict, words = TOLD[path]
    told = judged(path)
    assert (told.verdict, told.words) == (verdict, words.format(server.address))
    assert told.words.endswith(told.new_address)
    assert bool(told.new_address) == (verdict is Verdict.MOVED)


@pytest.mark.parametrize(
    ("address", "trouble"),
    [
        ("http://findes-ikke.invalid/", Trouble.NO_HOST),
        ("http://navn:kode@127.0.0.1/", Trouble.UNUSABLE),
        ("http://[::1/", Trouble.UNUSABLE),
        ("http://127.0.0.1:99999/", Trouble.UNUSABLE),
        ("http://" + "a" * 70 + ".dk/", Trouble.UNUSABLE),
        ("http:///sti", Trouble.UNUSABLE),
        ("ftp://127.0.0.1/", Trouble.UNUSABLE),
        ("file:///etc/hostname", Trouble.UNUSABLE),
    ],
)
def test_an_address_that_leads_to_no_server_is_told_of(address: str, trouble: Trouble) -> None:
    assert ask.follow(address, PATIENCE) == Answer(trouble=trouble)


def test_a_closed_port_and_a_server_without_a_certificate_are_told_of(server: Telling) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    assert ask.follow(f"http://127.0.0.1:{port}/", PATIENCE, LOOPBACK).trouble is Trouble.UNREACHABLE
    secure = server.address.replace("http:", "https:")
    assert ask.follow(secure, PATIENCE, LOOPBACK).trouble in (Trouble.UNTRUSTED, Trouble.SLOW, Trouble.UNREACHABLE)


@pytest.mark.parametrize(
    "to",
    [
        "https://login.eksempel.invalid/common/oauth2/authorize?x=1",
        "https://eksempel.invalid/adfs/ls/",
        "https://intranet.eksempel.invalid/Log-In?next=/artikel",
        "https://sso.eksempel.invalid/",
    ],
)
def test_a_page_that_only_shows_its_sign_in_is_not_said_to_work(to: str) -> None:
    assert verdicts.conclude(Answer((Hop(302, to),), 200)).verdict is Verdict.UNSURE
    assert (
        verdicts.conclude(Answer((Hop(302, "https://eksempel.invalid/logistik/blogindlaeg"),), 200)).verdict
        is Verdict.WORKS
    )


def test_servers_are_asked_politely() -> None:
    with telling() as server:
        ask.try_all(
            [f"{server.address}/status/200", f"{server.address}/status/404", f"{server.address}/status/401"],
            5,
            internal=LOOPBACK,
        )
    asked = sorted((path, method) for method, path, _ in server.asked)
    assert asked == [("/status/200", "HEAD"), ("/status/401", "HEAD"), ("/status/404", "GET"), ("/status/404", "HEAD")]
    for _, _, headers in server.asked:
        assert headers["user-agent"].startswith("catalogue-links/")
        assert {"authorization", "cookie", "referer"}.isdisjoint(headers)


def test_no_body_is_read() -> None:
    with telling() as server:
        answer = ask._request(ask._make_session(LOOPBACK), "GET", f"{server.address}/huge", 5)
    assert answer == (200, "")
    assert server.sent < 50_000_000  # What fits between the two sockets, and no more, out of ten billion.


def test_the_same_address_is_asked_for_once_and_no_more_than_eight_at_a_time() -> None:
    with telling() as server:
        addresses = [f"{server.address}/silence/{number}" for number in range(12)]
        started = threading.Thread(target=ask.try_all, args=(addresses * 2, 30, 1.5, LOOPBACK))
        started.start()
        started.join()
        assert len(server.asked) == ask.PARALLEL


def test_what_is_not_reached_in_time_is_said_not_to_be_tried(server: Telling) -> None:
    addresses = [f"{server.address}/silence/{number}" for number in range(20)]
    given = ask.try_all(addresses, 30, seconds_in_all=0.3, internal=LOOPBACK)
    assert [verdicts.conclude(given[address]).words for address in addresses] == [
        "tiden gik, før adressen blev prøvet"
    ] * len(addresses)


def test_the_proxy_of_the_environment_is_used(server: Telling, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", server.address)
    monkeypatch.setenv("no_proxy", "")
    assert ask.follow("http://intranet.eksempel.invalid/artikel", PATIENCE).status == 404
    assert server.asked[-1][1] == "http://intranet.eksempel.invalid/artikel"


def test_what_the_environment_keeps_from_its_proxy_is_asked_for_directly(
    server: Telling, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    assert ask.follow(f"{server.address}/status/200", PATIENCE, LOOPBACK).status == 200


CLOSED = ["localhost", "[::ffff:127.0.0.1]", "0.0.0.0", "2130706433", "0x7f.1"]
NOT_ASKED = (Trouble.INTERNAL, Trouble.UNREACHABLE, Trouble.UNUSABLE, Trouble.NO_HOST, Trouble.ASTRAY)


@pytest.mark.parametrize("host", ["127.0.0.1", *CLOSED])
def test_nobody_on_a_closed_net_is_asked_who_is_not_named(host: str) -> None:
    """By whatever name its address is written; not a word is said to it."""
    with telling() as server:
        answer = ask.follow(f"{server.address.replace('127.0.0.1', host)}/secret", PATIENCE)
        assert answer.trouble in NOT_ASKED
        assert server.asked == []


@pytest.mark.parametrize("host", CLOSED)
def test_nor_is_one_that_a_redirect_leads_to(host: str) -> None:
    with telling() as server, telling() as door:
        address = server.address.replace("127.0.0.1", host)
        answer = ask.follow(f"{door.address}/out/{address}/secret", PATIENCE, LOOPBACK)
        assert answer.trouble in NOT_ASKED
        assert (len(door.asked), server.asked) == (1, [])


# The command


def tree_of(draw: Callable[..., Path], address: str) -> Path:
    one = trees.story("Morgen", more=f"link: {address}/status/404", body=f"Se [her]({address}/to/301/status/200).\n")
    two = trees.story(
        "Aften",
        more=f"link: {address}/status/200",
        body=f"Ja.\n\nSe [vagten]({address}/status/401), [siden](morgen.md) og [igen]({address}/status/404).\n",
    )
    return draw({**trees.small(), "stories/morgen.md": one, "stories/aften.md": two})


def test_the_report_names_file_line_and_what_to_do(
    draw: Callable[..., Path], run: Callable[..., Finished], server: Telling
) -> None:
    docs = tree_of(draw, server.address)
    done = run("links", "--internal", "127.0.0.1", "--docs", "docs", "--timeout", 5, cwd=docs.parent)
    assert done.out == (
        f"docs/stories/aften.md:10: Linket {server.address}/status/404 virker ikke: siden findes ikke (404).\n"
        f"docs/stories/morgen.md:6: Linket {server.address}/status/404 virker ikke: siden findes ikke (404).\n"
        f"docs/stories/morgen.md:8: Råd: Linket {server.address}/to/301/status/200 virker, men siden er flyttet til "
        f"{server.address}/status/200. Skriv den nye adresse.\n"
        f"docs/stories/aften.md:10: Råd: Linket {server.address}/status/401 kan ikke afgøres: siden kræver, at man "
        "logger på (401). Prøv det selv.\n"
    )
    assert done.err == "5 links er prøvet: 1 virker, 2 virker ikke, 1 er flyttet, og 1 kan ikke afgøres.\n"
    assert done.status == 1


def test_programs_get_json(draw: Callable[..., Path], run: Callable[..., Finished], server: Telling) -> None:
    docs = tree_of(draw, server.address)
    done = run("links", "--internal", "127.0.0.1", "--docs", "docs", "--format", "json", cwd=docs.parent)
    told: list[dict[str, Any]] = json.loads(done.out)
    assert [(one["path"], one["line"], one["verdict"]) for one in told] == [
        ("docs/stories/aften.md", 10, "dead"),
        ("docs/stories/morgen.md", 6, "dead"),
        ("docs/stories/morgen.md", 8, "moved"),
        ("docs/stories/aften.md", 10, "unsure"),
    ]
    assert told[2]["new_address"] == f"{server.address}/status/200"
    assert (done.status, done.err) == (1, "")


def test_links_that_work_or_cannot_be_told_are_no_failure(
    draw: Callable[..., Path], run: Callable[..., Finished], server: Telling
) -> None:
    fine = trees.story("Morgen", more=f"link: {server.address}/status/200")
    unsure = trees.story("Aften", more=f"link: {server.address}/status/403")
    docs = draw({**trees.small(), "stories/morgen.md": fine})
    done = run("links", "--internal", "127.0.0.1", "--docs", docs)
    assert (done.status, done.out, done.err) == (0, "", "1 link er prøvet. Alle virker.\n")
    trees.draw(docs, {"stories/aften.md": unsure})
    assert run("links", "--internal", "127.0.0.1", "--docs", docs).status == 0


def test_a_catalogue_without_links_has_nothing_to_try(draw: Callable[..., Path], run: Callable[..., Finished]) -> None:
    done = run("links", "--docs", draw(trees.small()))
    assert (done.status, done.out, done.err) == (0, "", "Ingen historier linker ud af kataloget.\n")


@pytest.mark.parametrize("words", [["--timeout", "0"], ["--format", "github"]])
def test_wrong_usage_is_told_in_danish(words: list[str], run: Callable[..., Finished]) -> None:
    done = run("links", *words)
    assert (done.status, done.is_calm, done.out) == (2, True, "")
