"""Reading weight: what a page costs the one who reads it, from the shipped nginx, over the wire.

The bounds are the issue's: a front page of 120 kB and ten requests, 25 kB of styles and scripts of our own.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from page_kinds import OWN_KINDS
from servers import QUIET, Server, find_chromium, serving
from sites import Site
from some import some

pytestmark = pytest.mark.browser

PAGE_BYTES, PAGE_REQUESTS, OWN_BYTES = 60_000, 12, 32_000
ORDINARY = ("front page", "theme", "interpretation", "unit")

_FONT_BYTES = """() => performance.getEntriesByType("resource")
  .filter((one) => one.name.endsWith(".woff2")).map((one) => one.transferSize)"""
_WATCH = """
window.shifts = []
new PerformanceObserver((list) => window.shifts.push(...list.getEntries().map((entry) => ({
  by: entry.value, what: entry.sources.map((source) => source.node?.outerHTML?.slice(0, 80) ?? ""),
})))).observe({ type: "layout-shift", buffered: true })
"""


@pytest.fixture(scope="module")
def server(own_site: Site) -> Iterator[Server]:
    """The checkout's own site behind the shipped nginx, readable to a server without privileges."""
    folder = Path(tempfile.mkdtemp(prefix="catalogue-weighed-"))
    shutil.copytree(own_site.root, folder / "release")
    (folder / "current").symlink_to("release")
    for path in (folder, *folder.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() else 0o644)
    with serving(folder) as server:
        yield server
    shutil.rmtree(folder)


class Wire:
    """What crosses the wire while a page is open: addresses with the bytes of each answer, headers included."""

    def __init__(self, page: Page) -> None:
        self.bytes: dict[str, int] = {}
        self.kinds: dict[str, str] = {}
        self._addresses: dict[str, str] = {}
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.send("Network.setCacheDisabled", {"cacheDisabled": True})
        session.on("Network.responseReceived", self._note)
        session.on("Network.loadingFinished", self._count)

    def _note(self, event: dict[str, Any]) -> None:
        address = event["response"]["url"]
        if not address.startswith("data:"):
            self._addresses[event["requestId"]] = address
            self.kinds[address] = event["type"]

    def _count(self, event: dict[str, Any]) -> None:
        if address := self._addresses.get(event["requestId"]):
            self.bytes[address] = event["encodedDataLength"]

    def weigh(self, *kinds: str) -> int:
        """Return the bytes of all answers, or of those of some kinds."""
        return sum(size for address, size in self.bytes.items() if not kinds or self.kinds[address] in kinds)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("kind", ORDINARY)
def test_an_ordinary_page_is_light(kind: str, page: Page, server: Server) -> None:
    wire = Wire(page)
    page.goto(f"{server.address}/{OWN_KINDS[kind]}", wait_until="networkidle")
    page.mouse.wheel(0, 100_000)  # What is lazy comes too.
    page.wait_for_load_state("networkidle")
    assert wire.weigh() <= PAGE_BYTES, wire.bytes
    assert len(wire.bytes) <= PAGE_REQUESTS, sorted(wire.bytes)
    assert 0 < wire.weigh("Stylesheet", "Script") <= OWN_BYTES, wire.bytes


@pytest.mark.parametrize(("kind", "files"), [("front page", 1), ("catalogue", 0)])
def test_the_face_of_headings_is_fetched_once_and_not_where_people_search(
    kind: str, files: int, page: Page, server: Server
) -> None:
    wire = Wire(page)
    page.goto(f"{server.address}/{OWN_KINDS[kind]}", wait_until="networkidle")
    assert list(wire.kinds.values()).count("Font") == files


def test_who_comes_from_another_page_sees_the_face_where_people_search_and_fetches_it_no_more(
    page: Page, server: Server
) -> None:
    page.goto(server.address, wait_until="networkidle")
    page.get_by_role("link", name="Søg", exact=True).click()
    page.wait_for_url("**/catalogue/")
    page.wait_for_load_state("networkidle")
    assert page.locator("h1").evaluate("one => getComputedStyle(one).fontFamily").startswith("Newsreader")
    assert page.evaluate("document.fonts.check('650 1em Newsreader')")
    assert page.evaluate(_FONT_BYTES) == [0]


@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_moves_while_a_page_loads(width: int, page: Page, server: Server) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.add_init_script(_WATCH)
    paths = [OWN_KINDS[kind] for kind in (*ORDINARY, "catalogue")]
    for path in (*paths, "catalogue/?q=introduktion&theme=en-attraktiv-arbejdsplads", "about/words/"):
        page.goto(f"{server.address}/{path}", wait_until="networkidle")
        assert page.evaluate("window.shifts") == [], path


def test_nothing_moves_where_a_scrollbar_takes_room(browser: Browser, server: Server) -> None:
    """A page that grows out of the window gets a scrollbar, and all that is centred would make way for it."""
    ours = ["--hide-scrollbars"]
    desk = browser.browser_type.launch(executable_path=find_chromium(), args=QUIET, ignore_default_args=ours)
    with closing(desk):
        page = desk.new_page(viewport={"width": 1350, "height": 940})
        page.add_init_script(_WATCH)
        for path in ("catalogue/", "about/words/", ""):
            page.goto(f"{server.address}/{path}", wait_until="networkidle")
            bar = page.evaluate("innerWidth - document.documentElement.clientWidth")
            assert (bar > 0, page.evaluate("window.shifts")) == (True, []), path


def test_pictures_have_their_size_and_wait_below_the_first_screen(page: Page, tried: str, good_site: Site) -> None:
    """Each has its size, so that nothing moves when it comes; what is not seen at once is fetched when it is near."""
    seen = 0
    for path in some(path for path, shown in good_site.own_pages.items() if "<img" in shown.html):
        page.goto(f"{tried}{path}")
        for image in page.evaluate(
            """() => Array.from(document.querySelectorAll("main img"), (image) => ({
              html: image.outerHTML, top: scrollY + image.getBoundingClientRect().top, lazy: image.loading === "lazy",
              sized: Number(image.getAttribute("width")) > 0 && Number(image.getAttribute("height")) > 0,
            }))"""
        ):
            seen += 1
            assert image["sized"], (path, image["html"])
            assert image["lazy"] or image["top"] < 844, (path, image["html"])
    assert seen
