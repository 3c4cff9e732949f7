"""`catalogue serve`: a real process on a free port, which builds again on a change and tells of broken pages.

(commands.preview, commands.serve)
"""

import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from queue import Queue
from socket import socket
from threading import Thread
from urllib.parse import quote

import pytest

import trees
from catalogue.commands.serve import telling_unset
from catalogue.settings import Settings
from catalogue.site.build import Request
from catalogue.site.engine import EngineError
from processes import heed_interruptions

PATIENCE = 120
"""Seconds after which a silent server fails the test; none of them are waited for when it speaks."""


class Preview:
    """A running preview: what it prints, and what it answers."""

    def __init__(self, process: subprocess.Popen[str], docs: Path, port: int) -> None:
        self.process, self.docs, self.port = process, docs, port
        self.lines: Queue[str] = Queue()
        Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line)

    def hear(self, pattern: str) -> re.Match[str]:
        """Return the next line that matches. What comes before it is let go."""
        while True:
            if found := re.search(pattern, self.lines.get(timeout=PATIENCE)):
                return found

    def get(self, path: str, method: str = "GET", **headers: str) -> tuple[HTTPResponse, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        body = answer.read().decode("utf-8", "replace")
        connection.close()
        return answer, body

    def news(self, after: int) -> tuple[int, str]:
        number, _, text = self.get(f"/_preview/news?{after}")[1].partition("\n")
        return int(number), text


@contextmanager
def starting(docs: Path, port: int = 0) -> Iterator[Preview]:
    words = [
        sys.executable,
        "-u",
        "-m",
        "catalogue.commands.main",
        "serve",
        "--docs",
        str(docs),
        "--port",
        str(port),
        "--today",
        "2026-06-01",
    ]
    start = partial(subprocess.Popen, stdout=subprocess.PIPE, text=True, encoding="utf-8", bufsize=1)
    with start(words, preexec_fn=heed_interruptions) as process:
        try:
            yield Preview(process, docs, port)
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()


@contextmanager
def serving(docs: Path) -> Iterator[Preview]:
    with starting(docs) as preview:
        preview.port = int(preview.hear(r"Kataloget vises på http://127\.0\.0\.1:(\d+)/ – stop med Ctrl\+C\.")[1])
        yield preview


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    with serving(trees.draw(tmp_path_factory.mktemp("preview") / "docs", trees.small())) as preview:
        yield preview


def change(preview: Preview, path: str, text: str | None, until: Callable[[str], bool]) -> None:
    """Write a file, or take it away, and follow the news until a build tells what it should."""
    number, _ = preview.news(0)
    trees.draw(preview.docs, {path: text} if text else {})
    if text is None:
        (preview.docs / path).unlink()
    for _ in range(5):  # A build that was under way when the file changed may be told of first.
        number, told = preview.news(number)
        if until(told):
            return
    raise AssertionError(f"no build saw the change of {path}")


def test_a_page_is_served_with_the_reload_script(preview: Preview) -> None:
    answer, body = preview.get("/units/gryden/")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Køkkenet Gryden" in body
    assert body.count('<script type="module" src="/_preview/reload.js"></script></body>') == 1
    assert preview.get("/_preview/reload.js")[0].headers["Content-Type"].startswith("text/javascript")


def test_what_is_not_there_answers_404_with_a_page(preview: Preview) -> None:
    answer, body = preview.get("/findes/ikke/")
    assert answer.status == 404
    assert "<h1" in body


@pytest.mark.parametrize("path", ["/../../../../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/..%2f..%2fetc/passwd"])
def test_nothing_outside_the_site_is_served(preview: Preview, path: str) -> None:
    answer, body = preview.get(path)
    assert answer.status == 404
    assert "root:" not in body


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8000", "localhost:8000", "LOCALHOST", "[::1]:8000"])
def test_the_preview_answers_who_means_this_machine(preview: Preview, host: str) -> None:
    assert preview.get("/units/gryden/", Host=host)[0].status == 200


@pytest.mark.parametrize(
    "host",
    ["eksempel.invalid", "eksempel.invalid:8000", "127.0.0.1.eksempel.invalid", "127.0.0.1@eksempel.invalid", ""],
)
@pytest.mark.parametrize("path", ["/units/gryden/", "/_preview/news?0", "/_preview/reload.js", "/catalogue.json"])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_a_page_of_another_host_gets_nothing_of_the_preview(
    preview: Preview, host: str, path: str, method: str
) -> None:
    """A name of one's own can be made to lead to loopback, and a browser then takes the answer for that page's own."""
    answer, body = preview.get(path, method, Host=host)
    assert answer.status == 421
    assert "Gryden" not in body


@pytest.mark.parametrize("query", ["9" * 5000, "²", "-1", "x", ""])
def test_odd_questions_for_news_are_answered(preview: Preview, query: str) -> None:
    answer, _ = preview.get(f"/_preview/news?{quote(query)}")
    assert answer.status == 200


def test_files_are_served_as_what_they_are(preview: Preview) -> None:
    assert preview.get("/catalogue.json")[0].headers["Content-Type"] == "application/json"
    assert preview.get("/units/gryden")[0].status == 301


def test_a_changed_file_leads_to_a_new_build_and_news(preview: Preview) -> None:
    text = trees.unit("Køkkenet Gryden", body="Nu med suppe.")
    change(preview, "units/gryden/index.md", text, lambda told: "Nu med suppe." in preview.get("/units/gryden/")[1])


def test_a_page_is_shown_before_the_site_is_built_and_not_loaded_again_when_it_is(preview: Preview) -> None:
    number, _ = preview.news(0)
    trees.draw(preview.docs, {"units/gryden/index.md": trees.unit("Køkkenet Gryden", body="Nu med brød.")})
    first, _ = preview.news(number)
    assert "Nu med brød." in preview.get("/units/gryden/")[1]
    preview.news(first)
    answer, _ = preview.get("/_preview/news?0")
    assert answer.headers["Preview-Settles"] == str(first)


def test_a_broken_page_is_told_of_and_the_rest_stays(preview: Preview) -> None:
    place = f"{preview.docs}/stories/morgen.md:3: "
    change(preview, "stories/morgen.md", "---\ntitle: [\n---\n", lambda told: told.startswith(place))
    preview.hear("ret siderne ovenfor")
    assert preview.get("/stories/morgen/")[0].status == 404
    assert preview.get("/units/gryden/")[0].status == 200
    change(preview, "stories/morgen.md", trees.story("Morgen igen"), lambda told: told == "")
    assert "Morgen igen" in preview.get("/stories/morgen/")[1]


def test_a_page_that_is_added_and_taken_away_is_followed(preview: Preview) -> None:
    def is_there(told: str) -> bool:
        return preview.get("/stories/aften/")[0].status == 200

    change(preview, "stories/aften.md", trees.story("Aften"), is_there)
    change(preview, "stories/aften.md", None, lambda told: not is_there(told))


def test_news_of_a_build_that_has_been_come_at_once(preview: Preview) -> None:
    number, _ = preview.news(0)
    assert number >= 1
    assert preview.news(number - 1)[0] == number
    assert int(preview.get("/_preview/news?x")[1].partition("\n")[0]) == number


def test_a_port_that_is_taken_is_told_of(run: Callable[..., object], tmp_path: Path) -> None:
    docs = trees.draw(tmp_path / "docs", trees.small())
    with socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        done = run("serve", "--docs", docs, "--port", port)
    assert (done.status, done.err) == (
        1,
        f"Port {port} er optaget. Vælg en anden: make serve PORT={port + 1} eller catalogue serve --port {port + 1}\n",
    )


def test_who_comes_before_the_first_build_waits_for_it_and_an_interruption_ends_the_preview(tmp_path: Path) -> None:
    with socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with starting(trees.draw(tmp_path / "docs", trees.small()), port) as preview:
        while True:
            try:
                answer, body = preview.get("/units/gryden/")
                break
            except ConnectionRefusedError:  # The program is not there yet.
                assert preview.process.poll() is None
                time.sleep(0.02)
        preview.process.send_signal(signal.SIGINT)
        assert preview.process.wait(timeout=60) == 0
    assert answer.status == 200
    assert "Køkkenet Gryden" in body


def test_until_a_build_goes_well_a_page_says_so_and_looks_again(tmp_path: Path) -> None:
    with serving(trees.draw(tmp_path / "docs", {"themes/proeve.md": "Ingen felter"})) as preview:
        answer, body = preview.get("/")
    assert answer.status == 404
    assert "Kataloget er ikke bygget endnu" in body
    assert 'http-equiv="refresh"' in body
    assert "/_preview/reload.js" in body


def test_a_preview_tells_of_unset_settings_once_and_again_when_they_have_changed(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    settings = [Settings(), Settings(), Settings(editors_mail="redaktionen@eksempel.invalid"), EngineError("nej")]

    def renew() -> Request:
        if isinstance(now := settings.pop(0), EngineError):
            raise now
        return Request(tmp_path, tmp_path, trees.TODAY, now)

    renewed = telling_unset(renew)
    told = []
    for _ in range(3):
        assert renewed().docs == tmp_path
        told.append(capsys.readouterr().err.count("Ikke sat endnu: "))
    assert told == [6, 0, 5]
    with pytest.raises(EngineError):
        renewed()
