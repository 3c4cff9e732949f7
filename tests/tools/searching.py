"""The catalogue page in Chromium, as the search's tests use it."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, urlencode

from playwright.sync_api import Page

READY = '[data-results][data-state="ready"]'
WORDS = "nodes => nodes.map(node => node.textContent.trim())"


@dataclass
class Browsing:
    """A tab on a served site, with every address it has asked for and everything it has complained of."""

    page: Page
    base: str
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.asked.append(request.url.removeprefix(self.base)))
        self.page.on("console", lambda message: message.type == "error" and self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def search(self, text: str = "", **choices: str | Sequence[str]) -> list[str]:
        """Open the catalogue with a query and choices; return the addresses found, in order."""
        query = urlencode({"q": text, **choices} if text else choices, doseq=True, quote_via=quote)
        self.page.goto(f"{self.base}/catalogue/?{query}")
        return self.results()

    def results(self) -> list[str]:
        """Wait until the results are final, and return their addresses below the site's root."""
        self.page.wait_for_selector(READY, state="attached")
        links = self.page.eval_on_selector_all("[data-results] a[data-result]", "links => links.map(link => link.href)")
        return [link.removeprefix(f"{self.base}/") for link in links]

    def ask(self, text: str) -> list[str]:
        """Type a query into the catalogue's field, which must be open; return the addresses found, in order."""
        self.page.evaluate("() => { document.querySelector('[data-results]').dataset.state = 'asked' }")
        self.page.fill("#_soeg", text)
        return self.results()

    def until(self, condition: str) -> None:
        """Wait until a JavaScript expression holds. The page's policy forbids to evaluate it there."""
        deadline = time.monotonic() + 20
        while not self.page.evaluate(f"() => Boolean({condition})"):
            assert time.monotonic() < deadline, condition
            self.page.wait_for_timeout(20)

    def amount(self) -> int:
        """Return how many pages were found in all."""
        return int(self.page.get_attribute("[data-results]", "data-count") or -1)

    def texts(self, selector: str) -> list[str]:
        """Return the words of each element that can be seen."""
        return [
            element.inner_text().strip() for element in self.page.query_selector_all(selector) if element.is_visible()
        ]

    def counts(self, facet: str) -> Mapping[str, int]:
        """Return how many pages each shown value of a facet would give."""
        boxes = self.page.query_selector_all(f'.c-facet__choice:not([hidden]) input[name="{facet}"]')
        amount = "box => box.closest('label').querySelector('.c-facet__amount').textContent"
        return {box.get_attribute("value") or "": int(box.evaluate(amount).strip("()")) for box in boxes}
