"""The site in a browser behind the shipped nginx, under the policy in header and meta tag."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

import trees
from catalogue.rendering.cache import RenderingCache
from publishing import published
from servers import Server, serving

pytestmark = pytest.mark.browser
WATCH = """
window.violations = []
document.addEventListener("securitypolicyviolation", event =>
  window.violations.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`))
"""
SHOWN = {
    "front": "/",
    "theme": "/themes/blik-for-borgeren/",
    "interpretation": "/units/aakaer-hjemmepleje/blik-for-borgeren/",
    "unit": "/units/aakaer-hjemmepleje/",
    "story": "/stories/da-ruten-blev-kendt/",
    "catalogue": "/catalogue/",
    "search": "/catalogue/?q=k%C3%B8kken",
    "units": "/units/",
    "embed": "/embed/",
    "embedded": "/embed/newest/",
    "overview": "/overview/",
    "dialogue": "/dialogue/blik-for-borgeren/",
    "missing": "/findes/slet/ikke/",
}


@pytest.fixture(scope="module")
def store(good: Path, renderings: RenderingCache) -> Iterator[Path]:
    with published(good, renderings) as folder:
        yield folder


@pytest.fixture(scope="module")
def server(store: Path) -> Iterator[Server]:
    with serving(store) as server:
        yield server


@pytest.fixture(scope="module")
def below(good: Path, renderings: RenderingCache) -> Iterator[Server]:
    """The site below a path of its host."""
    with (
        published(good, renderings, "https://katalog.eksempel.invalid/katalog/") as folder,
        serving(folder, path="/katalog") as server,
    ):
        yield server


class Visit:
    """A page in the browser, and what it complained of."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.hosts: set[str] = set()
        self.missing: set[str] = set()
        page.add_init_script(WATCH)
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.hosts.add(request.url.split("/")[2]))
        page.on("response", lambda answer: self.missing.add(answer.url) if answer.status >= 400 else None)

    def open(self, address: str) -> None:
        self.page.goto(address, wait_until="networkidle")

    def forget(self) -> "Visit":
        """Begin anew, as if it were a window of its own."""
        self.page.emulate_media(media="screen")
        for noted in (self.complaints, self.hosts, self.missing):
            noted.clear()
        return self

    @property
    def violations(self) -> list[str]:
        found: list[str] = self.page.evaluate("window.violations")
        return found + [said for said in self.complaints if "Content Security Policy" in said]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    context = browser.new_context(color_scheme="light")
    yield Visit(context.new_page())
    context.close()


@pytest.fixture(scope="module")
def lasting(browser: Browser) -> Iterator[Visit]:
    """A window for tests that leave nothing in it."""
    context = browser.new_context(color_scheme="light")
    yield Visit(context.new_page())
    context.close()


@pytest.mark.parametrize("kind", SHOWN)
def test_a_page_works_below_a_path_of_its_host(lasting: Visit, below: Server, kind: str) -> None:
    lasting.forget().open(below.address + SHOWN[kind])
    links = lasting.page.evaluate(
        "Array.from(document.querySelectorAll('a[href]:not([href^=mailto])'), one => one.href)"
    )
    assert links
    assert [link for link in links if not link.startswith(f"{below.address}/") and "//127.0.0.1" in link] == []
    assert lasting.missing == ({below.address + SHOWN[kind]} if kind == "missing" else set())
    assert lasting.violations == []
    assert lasting.page.evaluate("getComputedStyle(document.body).margin") == "0px", "the styles are there"


def test_one_can_search_and_follow_a_result_below_a_path(visit: Visit, below: Server) -> None:
    visit.open(f"{below.address}/catalogue/?q=k%C3%B8kken")
    visit.page.locator("[data-results][data-state=ready] a[data-result]").first.click()
    visit.page.wait_for_url(f"{below.address}/*/**")
    assert visit.page.locator("main h1").count() == 1
    assert visit.missing == set()


@pytest.mark.parametrize("path", ["", "/katalog"])
def test_a_search_over_tls_fetches_its_files_over_http_2(browser: Browser, store: Path, path: str) -> None:
    with serving(store, path=path, is_secure=True) as server:
        context = browser.new_context(ignore_https_errors=True)
        page = context.new_page()
        page.goto(f"{server.address}/catalogue/?q=k%C3%B8kken")
        page.wait_for_selector("[data-results][data-state=ready] a[data-result]")
        entries = "[...performance.getEntriesByType('resource'), ...performance.getEntriesByType('navigation')]"
        spoken = page.evaluate(f"{entries}.map(({{ name, nextHopProtocol }}) => [name, nextHopProtocol])")
        context.close()
    assert [name for name, _ in spoken if "/cards-" in name or "/best-" in name]
    assert {protocol for name, protocol in spoken if name.startswith("https:")} == {"h2"}


@pytest.mark.parametrize("kind", SHOWN)
def test_a_page_works_within_the_policy(lasting: Visit, server: Server, kind: str) -> None:
    lasting.forget().open(server.address + SHOWN[kind])
    lasting.page.mouse.wheel(0, 100_000)
    lasting.page.emulate_media(media="print")
    lasting.page.pdf()
    assert lasting.violations == []
    assert lasting.hosts == {server.address.removeprefix("http://")}
    expected = {server.address + SHOWN[kind]} if kind == "missing" else set()
    assert lasting.missing == expected
    assert [said for said in lasting.complaints if "404" not in said] == []


def test_the_choice_of_dark_works_and_lasts_within_the_policy(visit: Visit, server: Server) -> None:
    visit.open(server.address + "/")
    scheme = "getComputedStyle(document.documentElement).colorScheme"
    assert visit.page.evaluate(scheme) == "light"
    visit.page.get_by_role("button", name="Skift til mørk visning").click()
    assert visit.page.evaluate(scheme) == "dark"
    visit.open(server.address + SHOWN["interpretation"])
    assert visit.page.evaluate(scheme) == "dark"
    assert visit.violations == []


def test_pictures_and_drawings_are_shown_within_the_policy(visit: Visit, server: Server) -> None:
    visit.open(server.address + SHOWN["interpretation"])
    visit.page.evaluate("for (const image of document.images) image.loading = 'eager'")
    visit.page.wait_for_function("Array.from(document.images).every(image => image.complete)")
    widths = visit.page.evaluate("Array.from(document.images, image => image.naturalWidth)")
    assert widths
    assert min(widths) > 0
    drawing = (
        "(async () => { const image = new Image(); image.src = '/assets/images/mark.svg'; await image.decode() })()"
    )
    visit.page.evaluate(drawing)  # Raises when the drawing cannot be shown.


def test_an_old_address_leads_on_within_the_policy(visit: Visit, server: Server) -> None:
    visit.open(server.address + "/units/aakaer/blik-for-borgeren/")
    visit.page.wait_for_url("**/units/aakaer-hjemmepleje/blik-for-borgeren/")
    assert visit.violations == []


def test_what_the_policy_forbids_is_stopped_and_noticed(visit: Visit, server: Server, store: Path) -> None:
    front = (store / "current" / "index.html").read_text("utf-8")
    planted = "<script>window.ran = 1</script><p style='color: red'></p><img src='http://localhost:9/x.png'></body>"
    trees.draw(store / "current", {"plantet.html": front.replace("</body>", planted)})
    (store / "current" / "plantet.html").chmod(0o644)
    visit.open(server.address + "/plantet.html")
    assert visit.page.evaluate("window.ran") is None
    assert {said.split()[0] for said in visit.page.evaluate("window.violations")} == {
        "script-src-elem",
        "style-src-attr",
        "img-src",
    }


def test_a_drawing_that_got_in_cannot_run_script(visit: Visit, server: Server) -> None:
    visit.open(server.address + "/units/aakaer-hjemmepleje/ond.svg")
    assert visit.page.evaluate("document.documentElement.localName") == "svg"
    assert visit.page.evaluate("document.documentElement.id") == ""


def test_another_site_cannot_show_the_site_in_a_frame(visit: Visit, server: Server) -> None:
    # An empty page has no policy: what refuses is the one of the site.
    visit.page.set_content(f"<iframe src='{server.address}/'></iframe>", wait_until="networkidle")
    _, shown = visit.page.frames
    assert "Inspirationskatalog" not in shown.content()
    assert any("frame-ancestors" in said for said in visit.complaints), visit.complaints
