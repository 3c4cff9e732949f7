"""Windows of a browser on a built site: what goes wrong in one, and the ways of looking at every kind of page."""

from collections.abc import Callable, Iterator
from typing import Literal
from urllib.parse import urlsplit

from playwright.sync_api import Page

from page_kinds import GOOD_KINDS, OWN_KINDS

GIVEN_UP = "net::ERR_ABORTED"
"""What a request ends with that the window itself let go, as it does with all that is under way when it is led on."""

PHONE, DESK = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


class Watched:
    """A page, and what went wrong on it: errors in the console, requests to other hosts, and answers that failed."""

    def __init__(self, page: Page, address: str) -> None:
        self.page, self.address = page, address
        self.faults: list[str] = []
        page.on("console", lambda message: self.note(message.type in ("error", "warning"), f"console: {message.text}"))
        page.on("pageerror", lambda error: self.note(True, f"error: {error}"))
        page.on("request", lambda request: self.note(not self.is_here(request.url), f"request: {request.url}"))
        page.on("response", lambda answer: self.note(answer.status >= 400, f"{answer.status}: {answer.url}"))
        page.on("requestfailed", lambda request: self.note(request.failure != GIVEN_UP, f"failed: {request.url}"))

    def note(self, is_fault: bool, words: str) -> None:
        if is_fault:
            self.faults.append(words)

    def is_here(self, url: str) -> bool:
        return urlsplit(url).netloc == urlsplit(self.address).netloc or url.startswith(("data:", "blob:", "about:"))

    def open(self, path: str, until: Literal["load", "networkidle"] = "load") -> Page:
        self.page.goto(self.address + path, wait_until=until)
        return self.page


Visit = Callable[..., Watched]
"""Opens a window of its own: `visit(address, viewport=PHONE)`."""


def every_page(own: str, tried: str) -> Iterator[tuple[str, str]]:
    yield from ((own, path) for path in OWN_KINDS.values())
    yield from ((tried, path) for path in GOOD_KINDS.values())
