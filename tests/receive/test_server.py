"""The server: the real process, its sockets, and what is left when it is killed."""

import contextlib
import socket
import time
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

import httpx
import pytest

import trees
from catalogue.receive import server
from receivers import Process, receiving_process
from receiving import JSON, PATH, main_files, photo, with_pictures


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    return trees.draw(tmp_path / "docs", main_files())


def raw(process: Process, request: bytes) -> bytes:
    """Return what the process answers to bytes that need be no HTTP."""
    with connected(process) as connection:
        connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        return read_to_end(connection)


BROKEN = [
    b"\0\1\2\r\n\r\n",
    b"GET\r\n\r\n",
    b"POST /indsend/ HTTP/1.1\r\n: x\r\n\r\n",
    b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 9999,
]


def test_the_process_takes_a_page_and_says_nothing_raw_to_what_is_no_request(tmp_path: Path, docs: Path) -> None:
    with receiving_process(tmp_path, docs) as process:
        for request in BROKEN:
            answer = raw(process, request)
            assert b" 400 " in answer.split(b"\r\n")[0], answer
            assert "Begynd forfra i kataloget." in answer.decode()
        chunked = raw(
            process, b"POST /indsend/ HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
        )
        assert b" 400 " in chunked.split(b"\r\n")[0]
        text, picture = with_pictures("en.png"), photo()
        answer = process.post("", text, picture)
        assert answer.status_code == 201, answer.text
        branch = httpx.get(process.address.replace(PATH, answer.json()["receipt"]), headers=JSON).json()["branch"]
        assert process.git("show", f"{branch}:docs/units/gryden/borgeren.md") == text
        page = httpx.get(process.address.replace(PATH, answer.json()["receipt"]), headers={"Accept": "text/html"})
        assert "<title>Modtaget: jeres side – Inspirationskatalog</title>" in page.text
        assert 'content="noindex"' in page.text
    said = process.said.read_text("utf-8")
    assert "send 201" in said
    assert "Traceback" not in said
    assert answer.json()["receipt"].split("/")[2] not in said


GET = b"GET /x HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
FORM = b"POST /indsend/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\n"


def test_who_never_comes_to_an_end_is_answered_or_let_go(tmp_path: Path, docs: Path) -> None:
    patience = {"CATALOGUE_RECEIVE_HEAD_SECONDS": "1", "CATALOGUE_RECEIVE_BODY_SECONDS": "1"}
    with receiving_process(tmp_path, docs, **patience) as process:
        with connected(process) as silent, connected(process) as slow, connected(process) as again:
            slow.sendall(FORM)
            again.sendall(GET)
            assert b" 404 " in again.recv(65_536)
            again.sendall(GET[:20])
            assert read_to_end(silent) == read_to_end(slow) == b""
            assert b"GET" not in read_to_end(again)
        with connected(process) as stopping:
            stopping.sendall(FORM + b"Content-Length: 1000\r\n\r\n--x\r\n")
            assert b" 408 " in stopping.recv(65_536)
        with connected(process) as endless:
            endless.sendall(FORM + b"Transfer-Encoding: chunked\r\n\r\n" + endless_text())
            assert b" 413 " in read_to_end(endless).partition(b"\r\n")[0]
        assert process.post("", trees.story("Ny"), kind="story", key="ny-a").status_code == 201


def endless_text() -> bytes:
    """Return a piece of a form of which nobody says how long it is, with more in it than is taken."""
    piece = b'--x\r\nContent-Disposition: form-data; name="text"\r\n\r\n' + b"x" * 1_100_000
    return b"%x\r\n" % len(piece) + piece + b"\r\n"


def connected(process: Process) -> socket.socket:
    return socket.create_connection(("127.0.0.1", urlsplit(process.address).port or 0), timeout=120)


def read_to_end(connection: socket.socket) -> bytes:
    """Return what is still answered on a connection, which we keep open, until it is closed."""
    found = b""
    with contextlib.suppress(ConnectionError):
        while piece := connection.recv(65_536):
            found += piece
    return found


def test_a_page_is_in_one_branch_or_sent_again_whenever_the_process_is_killed(tmp_path: Path, docs: Path) -> None:
    moments = [0.02, 0.1]  # `make audit` kills the writing at 200 points.
    for number, moment in enumerate(moments):
        with receiving_process(tmp_path, docs) as process:
            told = kill_while_sending(process, moment, trees.story(f"Historie {number}"), f"nummer-{number}a")
        with receiving_process(tmp_path) as process:
            if not told:
                again = process.post("", trees.story(f"Historie {number}"), kind="story", key=f"nummer-{number}a")
                assert again.status_code == 201, again.text
            heads = process.git("for-each-ref", "--format=%(refname)", "refs/heads/bidrag/").split()
            assert len(heads) == number + 1
            process.git("fsck", "--strict", "--connectivity-only")


def kill_while_sending(process: Process, moment: float, text: str, key: str) -> bool:
    """Send a page, kill the process after a moment, and return whether the sender was told that it came in."""
    told: list[int] = []

    def send() -> None:
        with contextlib.suppress(httpx.HTTPError):
            told.append(process.post("", text, kind="story", key=key).status_code)

    thread = Thread(target=send)
    thread.start()
    time.sleep(moment)
    process.kill()
    thread.join()
    return 201 in told


def test_a_socket_is_for_its_user_and_group_and_one_that_is_left_is_replaced(tmp_path: Path) -> None:
    place = tmp_path / "s"
    with server.listen_on_path(place) as first:
        assert place.stat().st_mode & 0o777 == 0o660
        first.listen()
        with pytest.raises(server.PlaceTaken):
            server.listen_on_path(place)
    with server.listen_on_path(place):
        pass
    place.unlink()
    place.write_text("noget andet")
    with pytest.raises(server.PlaceTaken):
        server.listen_on_path(place)
    assert place.read_text() == "noget andet"


def test_a_port_that_is_taken_is_told_of() -> None:
    with server.listen_on_port(0) as first:
        first.listen()
        with pytest.raises(server.PlaceTaken):
            server.listen_on_port(first.getsockname()[1])
