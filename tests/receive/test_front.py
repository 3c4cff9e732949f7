"""End to end: a real nginx as it is shipped, the real process on its socket, real Git, mail server and issuer."""

import base64
import json
import os
import re
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from email.message import EmailMessage
from http.client import HTTPConnection
from http.server import SimpleHTTPRequestHandler
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

import trees
from entering import MAILBOX, PostOffice, files, post_office
from issuers import CLIENT, real_issuer
from receivers import Process, receiving_process
from receiving import JSON, KEY, NUMBER, PAGE, PATH, photo, with_pictures
from servers import NOBODY, Receiving, serving, serving_files

SECRET = "det-er-kun-nginx-og-modtageren-der-kender-den"
BASIC = {"Authorization": "Basic " + base64.b64encode(b"bruger:kode").decode()}
SIGN_ON = """
auth_request /log-ind;
auth_request_set $catalogue_user $upstream_http_x_auth_request_user;
"""
PROXY = """
location = /log-ind {{
    internal;
    proxy_pass {address};
    proxy_pass_request_body off;
    proxy_set_header Content-Length "";
}}
"""


class SignOn(SimpleHTTPRequestHandler):
    """A sign-on proxy: who has the password is told of by name, others are let by without one."""

    def do_GET(self) -> None:
        self.send_response(200)
        if self.headers.get("Authorization") == BASIC["Authorization"]:
            self.send_header("X-Auth-Request-User", "B12345")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        pass


_PROGRAM = """
import sys
from catalogue.settings import Settings
import catalogue.commands.receive as receive
settings = Settings.model_validate_json(sys.argv.pop(1))
receive.load_settings = lambda: settings
from catalogue.commands.main import main
sys.exit(int(main(sys.argv[1:])))
"""
"""The program as it is installed, in a checkout whose mkdocs.yml says what it says here."""


@dataclass
class Front:
    """All that runs: the server in front at `address`, the receiver behind it, and the mail server."""

    address: str
    process: Process
    office: PostOffice
    nginx: Path
    socket: Path

    def post(self, path: str, text: str = "", *pictures: bytes, **more) -> httpx.Response:
        headers = {**JSON, "Origin": self.address.rstrip("/"), **more.pop("headers", {})}
        sent = {"kind": "interpretation", "key": KEY, "text": text, **more}
        parts = [(name, (None, value)) for name, value in sent.items()]
        parts += [("picture", ("x.png", content)) for content in pictures]
        place = path if path.startswith("/") else f"{PATH}{path}"
        return httpx.post(f"{self.address}{place}", files=parts, headers=headers, timeout=60)

    def get(self, path: str, **headers: str) -> httpx.Response:
        return httpx.get(f"{self.address}{path}", headers={**JSON, **headers}, timeout=60)

    def find_mail(self, to: str, subject: str, holding: str = "") -> EmailMessage:
        """Wait until a mail has come in that holds a text, and return it."""
        end = time.monotonic() + 60
        while time.monotonic() < end:
            for mail in reversed(self.office.taken):
                if (mail["To"], mail["Subject"]) == (to, subject) and holding in mail.get_content():
                    return mail
            time.sleep(0.05)
        raise AssertionError([mail["Subject"] for mail in self.office.taken])


@pytest.fixture(scope="module")
def front() -> Iterator[Front]:
    folder = Path(tempfile.mkdtemp(prefix="catalogue-front-"))
    folder.chmod(0o755)
    place = folder / "s"
    with ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        office = stack.enter_context(post_office())
        issuer = stack.enter_context(real_issuer())
        (folder / "secret").write_text(SECRET, "utf-8")
        (folder / "openid").write_text("hemmelig", "utf-8")
        (folder / "site" / "current").mkdir(parents=True)
        (folder / "site" / "current" / "404.html").write_text("<h1>Siden findes ikke</h1>", "utf-8")
        proxy = PROXY.format(address=stack.enter_context(serving_files(folder, SignOn)))
        server = stack.enter_context(serving(folder / "site", receiving=Receiving(place, SECRET, SIGN_ON, proxy)))
        settings = {"site_address": server.address, "editors_mail": "redaktionen@eksempel.invalid", "receiver": PATH}
        environment = {
            "WAYS": '["proxy", "openid", "mailbox"]',
            "SECRET_FILE": str(folder / "secret"),
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(office.port),
            "SMTP_SECURITY": "none",
            "OPENID_ISSUER": issuer,
            "OPENID_CLIENT": CLIENT,
            "OPENID_SECRET_FILE": str(folder / "openid"),
            "ROUND_SECONDS": "0.2",
        }
        program = (sys.executable, "-c", _PROGRAM, json.dumps(settings))
        told = {f"CATALOGUE_RECEIVE_{name}": value for name, value in environment.items()}
        docs = trees.draw(folder / "docs", files())
        process = stack.enter_context(receiving_process(folder, docs, place, program, **told))
        if os.geteuid() == 0:  # Where systemd runs it, both are of one group.
            os.chown(place, NOBODY, NOBODY)
        yield Front(server.address, process, office, server.folder, place)


def link_in(mail: str) -> str:
    """Return the address in a mail, without its host."""
    found = re.search(rf"http://\S+?({PATH}[0-9a-f]{{52}}/)", mail)
    assert found, mail
    return found[1]


def test_who_is_signed_on_sends_through_the_server_in_front(front: Front) -> None:
    text, picture = with_pictures("en.png"), photo((1800, 1200))
    answer = front.post("", text, picture, headers=BASIC)
    assert (answer.status_code, answer.json()["state"]) == (201, "modtaget"), answer.text
    receipt = front.get(answer.json()["receipt"]).json()
    assert front.process.git("show", f"{receipt['branch']}:docs/units/gryden/borgeren.md") == text
    page = front.get(answer.json()["receipt"], Accept="text/html")
    assert "<title>Modtaget: jeres side" in page.text
    for header, value in (("cache-control", "no-store"), ("x-robots-tag", "noindex, nofollow")):
        assert page.headers.get_list(header) == [value]
    assert len(page.headers.get_list("content-security-policy")) == 1
    assert "camera=()" in page.headers["permissions-policy"]
    assert httpx.post(f"{front.address}{answer.json()['receipt']}withdraw", headers=JSON).status_code == 200


def test_who_is_not_waits_until_a_colleague_presses_the_button_in_the_mail(front: Front) -> None:
    answer = front.post("", trees.interpretation("Vi spørger først"), key="gryden/borgeren/spoerg", kind="idea")
    assert answer.json()["state"] == "venter på jer", answer.text
    receipt = answer.json()["receipt"]
    link = link_in(front.find_mail(MAILBOX, "Er siden fra jer?").get_content())
    for method in ("GET", "HEAD", "OPTIONS"):
        httpx.request(method, f"{front.address}{link}", headers=PAGE)
    assert front.get(receipt).json()["state"] == "venter på jer"
    page = front.get(link, Accept="text/html").text
    button = re.search(r'action="(confirm/[0-9a-f]{64})"', page)
    assert button, page
    pressed = httpx.post(f"{front.address}{link}{button[1]}", headers={**PAGE, "Origin": front.address})
    assert (pressed.status_code, pressed.headers["location"]) == (303, link)
    assert front.get(receipt).json()["state"] == "modtaget"
    assert front.find_mail(MAILBOX, "Modtaget: jeres side til kataloget", link)


FORGED = {
    "who": {"X-Remote-User": "B12345"},
    "who, with _": {"X_Remote_User": "B12345"},
    "who, in two spellings": {"X-Remote-User": "B12345", "X_Remote_User": "B12345"},
    "who, as the proxy says it": {"X-Auth-Request-User": "B12345", "X_Auth_Request_User": "B12345"},
    "the secret": {"X-Catalogue-Secret": SECRET, "X_Catalogue_Secret": SECRET, "X-Remote-User": "B12345"},
    "an address": {"X-Catalogue-Address": "10.9.9.9", "X-Forwarded-For": "127.0.0.1", "Forwarded": "for=127.0.0.1"},
}


@pytest.mark.parametrize("what", FORGED)
def test_a_browser_s_own_headers_change_nothing(what: str, front: Front) -> None:
    answer = front.post("check", trees.interpretation(), headers=FORGED[what])
    assert answer.status_code == 200
    key = f"forsoeg-{sorted(FORGED).index(what)}"
    sent = front.post("", trees.story("Forsøg"), kind="story", key=key, headers=FORGED[what])
    assert sent.json()["state"] == "venter på jer", sent.text


def test_a_program_that_reaches_the_socket_without_the_secret_gets_nothing(front: Front) -> None:
    transport = httpx.HTTPTransport(uds=str(front.socket))
    host = urlsplit(front.address).netloc
    with httpx.Client(transport=transport, base_url=f"http://{host}") as client:
        for headers in ({"X-Remote-User": "B12345"}, {"X-Remote-User": "B12345", "X-Catalogue-Secret": "x" * 40}):
            answer = client.get(f"{PATH}{'0' * 40}/", headers={**JSON, **headers})
            assert answer.status_code == 403
        known = [("X-Catalogue-Secret", SECRET), ("X-Catalogue-Address", "10.0.0.1"), ("X-Remote-User", "B12345")]
        assert client.get(f"{PATH}{'0' * 40}/", headers=[*known, *JSON.items()]).status_code == 404
        for forged in (("X-Remote-User", "B2"), ("X_Remote_User", "B2"), ("x_catalogue_secret", SECRET)):
            assert client.get(f"{PATH}{'0' * 40}/", headers=[*known, forged, *JSON.items()]).status_code == 403


def test_who_signs_in_at_a_real_issuer_lets_the_page_go_on(front: Front) -> None:
    answer = front.post("", trees.story("Historien om en nat"), kind="story", key="en-nat")
    receipt = answer.json()["receipt"]
    led = httpx.get(f"{front.address}{receipt}sign-in", headers=PAGE)
    assert led.status_code == 303, led.text
    cookie = led.headers["set-cookie"].partition(";")[0]
    issued = httpx.post(led.headers["location"], data={"sub": "anna.andersen"}, follow_redirects=False)
    assert issued.status_code == 302, issued.text
    back = issued.headers["location"]
    assert back.startswith(f"{front.address}{PATH}signed-in?")
    others = {**PAGE, "Cookie": f"a=b; {cookie}; c=d", "Sec-Fetch-Site": "cross-site"}
    ended = httpx.get(back, headers=others)
    assert (ended.status_code, ended.headers["location"]) == (303, receipt), ended.text
    assert front.get(receipt).json()["state"] == "modtaget"
    assert httpx.get(back, headers=others).status_code == 403


def test_a_page_that_nginx_itself_refuses_is_told_of_in_danish(front: Front) -> None:
    connection = HTTPConnection(urlsplit(front.address).netloc, timeout=30)
    connection.request("POST", PATH, headers={"Content-Length": "50000000", **PAGE})
    large = connection.getresponse()
    assert (large.status, "For meget på én gang" in large.read().decode()) == (413, True)
    connection.close()


def test_no_log_holds_a_receipt_an_address_or_anything_that_was_sent(front: Front) -> None:
    answer = front.post("", trees.story(f"Om {NUMBER}"), kind="story", key="et-nummer")
    assert answer.status_code == 422
    receipt = front.post("", trees.story("Om noget"), kind="story", key="om-noget").json()["receipt"]
    front.get(receipt)
    time.sleep(0.1)
    logs = [*front.nginx.rglob("*.log"), front.process.said]
    said = "".join(log.read_text("utf-8") for log in logs)
    assert "/indsend/... 200" in said
    for secret in (receipt.split("/")[2], "127.0.0.1", "B12345", NUMBER, SECRET, "anna"):
        assert secret not in said
    assert re.search(r"[0-9a-f]{40}", said) is None


def test_a_receiver_that_is_away_is_told_of_in_danish(front: Front) -> None:
    front.process.process.terminate()
    front.process.process.wait(30)
    for answer in (front.post("", trees.interpretation()), front.get(f"{PATH}x/", Accept="text/html")):
        assert answer.status_code == 503
        assert "din tekst er der stadig" in answer.text
        assert answer.headers["retry-after"] == "30"
    assert front.get("/findes-ikke").status_code == 404
