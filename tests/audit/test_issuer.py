"""Signing in with a certified OpenID provider, npm's oidc-provider, as it is installed by `.ci/prepare node`."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

import trees
from catalogue import checkout
from catalogue.receive.configuration import Way
from entering import entered
from issuers import CLIENT, REDIRECT, issuer_at
from receiving import PAGE, PATH
from rows import Note

FOLDER = checkout.ROOT / "tests" / "audit" / "node"
SECRET = "en-hemmelighed-der-er-lang-nok-til-det"


@pytest.fixture(scope="module")
def issuer() -> Iterator[str]:
    node = shutil.which("node")
    assert node, "there is no Node: run .ci/prepare node"
    words = [node, "issuer.mjs", REDIRECT, CLIENT, SECRET]
    process = subprocess.Popen(words, cwd=FOLDER, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert process.stdout
    try:
        yield process.stdout.readline().strip()
    finally:
        process.terminate()
        process.wait()


def sign_in_as(address: str, steps: tuple[str, ...]) -> httpx.URL:
    """Go through the provider's own pages as a browser does, and return where it sends the browser back to."""
    with httpx.Client(follow_redirects=False, timeout=30) as browser:
        answer, left = browser.get(address), list(steps)
        for _ in range(20):
            if answer.is_redirect:
                place = answer.next_request.url if answer.next_request else httpx.URL()
                if str(place).startswith(REDIRECT):
                    return place
                answer = browser.get(place)
            else:
                form = re.search(r'<form[^>]* action="([^"]+)"', answer.text)
                assert form, answer.text
                prompt = left.pop(0)
                said = {"prompt": prompt, **({"login": "anna.andersen", "password": "x"} if prompt == "login" else {})}
                answer = browser.post(httpx.URL(answer.url).join(form[1]), data=said)
    raise AssertionError("the provider leads nowhere")


@pytest.mark.parametrize("wrong", ["", "secret"])
def test_a_certified_provider_lets_a_page_go_on(issuer: str, wrong: str, tmp_path: Path, note: Note) -> None:
    secret = "en-helt-anden-hemmelighed-som-ingen-kender" if wrong else SECRET
    receiving = entered(tmp_path, Way.OPENID, issuer=issuer_at(issuer, secret=secret))
    receiving.clock.now = datetime.now(UTC)
    receipt = receiving.send(trees.interpretation())
    led = receiving.client.get(f"{receipt}sign-in", headers=PAGE)
    back = sign_in_as(led.headers["location"], ("login", "consent"))
    receiving.client.cookies.clear()
    told = {**PAGE, "Cookie": led.headers["set-cookie"].partition(";")[0]}
    ended = receiving.client.get(f"{PATH}signed-in", params=dict(back.params), headers=told)
    state = receiving.show(receipt)["state"]
    note(f"{ended.status_code}, »{state}«", "503, »venter på jer«" if wrong else "303, »modtaget«")
    assert (ended.status_code, state) == ((503, "venter på jer") if wrong else (303, "modtaget")), ended.text
    again = receiving.client.get(f"{PATH}signed-in", params=dict(back.params), headers=told)
    assert again.status_code == 403
