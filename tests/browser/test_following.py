"""Both previews in a browser: what is changed shows by itself, and nothing that the page does breaks the policy.

(commands.preview, engine.livereload)
"""

import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache, partial
from http.client import HTTPConnection
from socket import socket
from time import monotonic, sleep

import pytest
from playwright.sync_api import Browser, Page, expect

from checkouts import Checkout, copy_checkout
from processes import heed_interruptions

pytestmark = pytest.mark.browser
PATIENCE = 90
"""Seconds after which a silent server fails the test."""
STORY = "docs/stories/trio-stormoedet-2022.md"
ADDRESS = "stories/trio-stormoedet-2022/"
Follow = Callable[[str], tuple[Checkout, str]]


def free_port() -> int:
    with socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def is_answering(port: int) -> bool:
    try:
        connection = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        connection.request("GET", "/")
        return connection.getresponse().status == 200
    except OSError:
        return False


@contextmanager
def serving(copy: Checkout, program: str) -> Iterator[str]:
    """Serve a copy of the checkout by one of the programs, and give its address."""
    port = free_port()
    option = ["-a", f"127.0.0.1:{port}"] if program == "mkdocs" else ["--port", str(port)]
    log = (copy.root / "log").open("wb")
    words = copy.words(program, "serve", *option)
    start = partial(subprocess.Popen, cwd=copy.root, env=copy.environment, stdout=log, stderr=log)
    with log, start(words, preexec_fn=heed_interruptions) as process:
        try:
            end = monotonic() + PATIENCE
            while not is_answering(port):
                assert process.poll() is None, (copy.root / "log").read_text("utf-8")
                assert monotonic() < end
                sleep(0.2)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait()


@pytest.fixture(scope="module")
def following(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Follow]:
    """Serve a copy of the checkout by a program as long as this file is tried; gives the copy and the address."""
    with ExitStack() as stack:

        @cache
        def follow(program: str) -> tuple[Checkout, str]:
            copy = copy_checkout(tmp_path_factory.mktemp(program) / "checkout")
            return copy, stack.enter_context(serving(copy, program))

        yield follow


@contextmanager
def watching(browser: Browser, address: str) -> Iterator[tuple[Page, list[str]]]:
    """Open a page, and give it with all that its console complains of."""
    context = browser.new_context(locale="da-DK")
    page, faults = context.new_page(), list[str]()
    page.on("console", lambda one: faults.append(one.text) if one.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(address, wait_until="load")
    yield page, faults
    context.close()


@pytest.mark.parametrize("program", ["mkdocs", "catalogue"])
def test_a_changed_page_override_and_configuration_show_by_themselves(
    program: str, browser: Browser, following: Follow
) -> None:
    copy, base = following(program)
    with watching(browser, f"{base}/{ADDRESS}") as (page, faults):
        expect(page.locator("h1")).to_be_visible()
        for path, old, new in (
            (STORY, "title: ", "title: Rettet. "),
            ("overrides/frame/footer.html", "<footer", '<p id="ny">Ny fod</p><footer'),
            ("mkdocs.yml", "organisation: Norddjurs Kommune", "organisation: Prøvens Kommune"),
        ):
            copy.change(path, old, new)
            shown = {STORY: "Rettet.", "mkdocs.yml": "Prøvens Kommune"}.get(path, "Ny fod")
            expect(page.locator("body")).to_contain_text(shown, timeout=PATIENCE * 1000)
        assert faults == []
        assert page.locator("script:not([src])").count() == 0


def test_a_broken_page_is_told_of_and_does_not_end_the_preview(browser: Browser, following: Follow) -> None:
    copy, base = following("mkdocs")
    with watching(browser, f"{base}/{ADDRESS}") as (page, _):
        copy.change(STORY, "title: ", "titel: ")
        expect(page.locator("h1")).to_have_text("Siden findes ikke", timeout=PATIENCE * 1000)
        assert f"{STORY}:" in (copy.root / "log").read_text("utf-8")
        copy.change(STORY, "titel: ", "title: Igen. ")
        expect(page.locator("h1")).to_contain_text("Igen.", timeout=PATIENCE * 1000)


def test_a_slip_in_the_configuration_is_told_of_and_mended(browser: Browser, following: Follow) -> None:
    copy, base = following("catalogue")
    with watching(browser, f"{base}/{ADDRESS}") as (page, _):
        copy.change("mkdocs.yml", "organisation:", "organisatoin:")
        told = "indstillingerne i mkdocs.yml er ikke i orden"
        expect(page.locator("body")).to_contain_text(told, timeout=PATIENCE * 1000)
        copy.change("mkdocs.yml", "organisatoin: ", "organisation: Mendet ")
        expect(page.locator("body")).to_contain_text("Mendet ", timeout=PATIENCE * 1000)
