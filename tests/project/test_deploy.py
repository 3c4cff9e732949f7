"""The shipped server configurations: what nginx sends with every kind of file, and the site in a browser behind it."""

import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, Page

import trees
from catalogue import checkout
from catalogue.engine.plugin import load_settings, make_site
from catalogue.publish import publish
from catalogue.site import build, policy
from catalogue.site.build import Request
from servers import SHIPPED, Server, serving

WEB_CONFIG = checkout.ROOT / "deploy" / "iis" / "web.config"
IMMUTABLE = "public, max-age=31536000, immutable"
PAGE, EMBED = policy.make_header(), policy.make_header(load_settings().embedders)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>document.documentElement.id="ran"</script></svg>'
PLANTED = {
    "units/aakaer-hjemmepleje/ond.svg": SVG,
    "units/aakaer-hjemmepleje/noget.docx": b"PK",
    "assets/proeve.wasm": b"\0asm\1\0\0\0",
    "assets/skrift.0123abcd.woff2": b"wOF2",
    "search/0123456789ab/words.bin": b"\x1f\x8b",
    "tom/fil.txt": b"Hej",
    ".git/config": b"hemmeligt",
}
"""What the good tree has not, put among its release's files to see how nginx answers."""


@pytest.fixture(scope="module")
def store(good: Path) -> Iterator[Path]:
    """A folder to which the good tree has been published, readable to a server without privileges."""
    folder = Path(tempfile.mkdtemp(prefix="catalogue-published-"))
    folder.chmod(0o755)
    _publish(good, folder)
    site = folder / "current"
    trees.draw(site, PLANTED)
    (folder / "udenfor.txt").write_text("hemmeligt", "utf-8")
    (site / "units" / "genvej.txt").symlink_to(folder / "udenfor.txt")
    (site / "udenfor").symlink_to(folder)
    yield folder
    shutil.rmtree(folder)


def _publish(docs: Path, folder: Path) -> None:
    request = Request(docs, Path(), trees.TODAY, load_settings())
    old = os.umask(0o077)  # What the web server may read must not depend on who publishes.
    try:
        publish.publish(folder, lambda site: build.build(_with_site(request, site), make_site))
    finally:
        os.umask(old)


def _with_site(request: Request, site: Path) -> Request:
    return Request(request.docs, site, request.today, request.settings)


@pytest.fixture(scope="module")
def server(store: Path) -> Iterator[Server]:
    with serving(store) as server:
        yield server


# Path: status, type, policy, caching.
ANSWERS = {
    "/": (200, "text/html; charset=utf-8", PAGE, "no-cache"),
    "/units/aakaer-hjemmepleje/": (200, "text/html; charset=utf-8", PAGE, "no-cache"),
    "/units/aakaer/blik-for-borgeren/": (200, "text/html; charset=utf-8", PAGE, "no-cache"),
    "/embed/": (200, "text/html; charset=utf-8", PAGE, "no-cache"),
    "/embed/newest/": (200, "text/html; charset=utf-8", EMBED, "no-cache"),
    "/embed/theme/blik-for-borgeren/": (200, "text/html; charset=utf-8", EMBED, "no-cache"),
    "/assets/scheme.js": (200, "text/javascript; charset=utf-8", PAGE, "no-cache"),
    "/catalogue.json": (200, "application/json; charset=utf-8", None, "no-cache"),
    "/catalogue.schema.json": (200, "application/json; charset=utf-8", None, "no-cache"),
    "/feed.xml": (200, "application/atom+xml; charset=utf-8", policy.NOTHING, "no-cache"),
    "/feed.json": (200, "application/feed+json; charset=utf-8", None, "no-cache"),
    "/themes/blik-for-borgeren/feed.json": (200, "application/feed+json; charset=utf-8", None, "no-cache"),
    "/units/sundhed-og-omsorg/feed.xml": (200, "application/atom+xml; charset=utf-8", policy.NOTHING, "no-cache"),
    "/findes/ikke/feed.xml": (404, "text/html; charset=utf-8", PAGE, "no-cache"),
    "/robots.txt": (200, "text/plain; charset=utf-8", policy.NOTHING, "no-cache"),
    "/stories/doeren.webp": (200, "image/webp", None, "no-cache"),
    "/assets/images/mark.svg": (200, "image/svg+xml", policy.NOTHING, "no-cache"),
    "/assets/proeve.wasm": (200, "application/wasm", None, "no-cache"),
    "/assets/skrift.0123abcd.woff2": (200, "font/woff2", None, IMMUTABLE),
    "/search/index.json": (200, "application/json; charset=utf-8", None, "no-cache"),
    "/search/0123456789ab/words.bin": (200, "application/octet-stream", policy.NOTHING, IMMUTABLE),
    "/units/aakaer-hjemmepleje/plan.pdf": (200, "application/pdf", policy.DOCUMENT, "no-cache"),
    "/units/aakaer-hjemmepleje/ond.svg": (200, "image/svg+xml", policy.NOTHING, "no-cache"),
    "/units/aakaer-hjemmepleje/noget.docx": (200, "application/octet-stream", policy.NOTHING, "no-cache"),
    "/findes/ikke/": (404, "text/html; charset=utf-8", PAGE, "no-cache"),
    "/findes-ikke.pdf": (404, "text/html; charset=utf-8", PAGE, "no-cache"),
    "/assets/findes-ikke.0123abcd.css": (404, "text/html; charset=utf-8", PAGE, "no-cache"),
}


@pytest.mark.parametrize("path", ANSWERS)
def test_every_kind_of_file_comes_with_its_headers(server: Server, path: str) -> None:
    answer = server.get(path)
    told = {name: answer.headers.get(name) for name in ("content-type", "content-security-policy", "cache-control")}
    assert (answer.status, *told.values()) == ANSWERS[path]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    assert "camera=()" in answer.headers["permissions-policy"]
    assert answer.headers["server"] == "nginx"


def test_the_hashed_style_of_a_page_is_cached_for_good(server: Server) -> None:
    style = re.search(rb'href="\./(assets/[^"]+\.css)"', server.get("/").body)
    assert style
    answer = server.get(f"/{style[1].decode()}")
    assert (answer.status, answer.headers["cache-control"]) == (200, IMMUTABLE)


def test_only_feeds_and_the_export_may_be_read_by_other_sites(server: Server) -> None:
    shared = {path for path in ANSWERS if "access-control-allow-origin" in server.get(path).headers}
    assert shared == {"/catalogue.json", *(path for path in ANSWERS if "/feed." in path and ANSWERS[path][0] == 200)}


@pytest.mark.parametrize(
    "path", ["/tom/", "/assets/", "/.git/config", "/units/genvej.txt", "/udenfor/udenfor.txt", "/404.html"]
)
def test_what_is_no_page_is_not_there(server: Server, path: str) -> None:
    answer = server.get(path)
    assert answer.status == 404
    assert "Siden findes ikke" in answer.body.decode()
    assert "hemmeligt" not in answer.body.decode()


def test_an_unchanged_page_is_not_sent_again_and_keeps_its_policy(server: Server) -> None:
    answer = server.get("/", If_None_Match=server.get("/").headers["etag"])
    assert (answer.status, answer.body, answer.headers["content-security-policy"]) == (304, b"", PAGE)


def test_an_address_without_its_slash_leads_on_within_the_site(server: Server) -> None:
    assert server.get("/units").headers["location"] == "/units/"


def test_text_is_sent_compressed(server: Server) -> None:
    assert server.get("/", Accept_Encoding="gzip").headers["content-encoding"] == "gzip"


def test_a_switch_shows_at_once_and_open_pages_keep_their_assets(good: Path) -> None:
    folder = Path(tempfile.mkdtemp(prefix="catalogue-switched-"))
    folder.chmod(0o755)
    try:
        _publish(good, folder)
        trees.draw(folder / "current", {"assets/gammel.0123abcd.css": b"/**/", "kun-gammel.txt": b"x"})
        with serving(folder) as server:
            _publish(good, folder)
            assert server.get("/kun-gammel.txt").status == 404
            assert server.get("/assets/gammel.0123abcd.css").status == 200
            assert server.get("/assets/scheme.js").status == 200
    finally:
        shutil.rmtree(folder)


# The site in a browser, under the policy in header and meta tag.

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

    @property
    def violations(self) -> list[str]:
        found: list[str] = self.page.evaluate("window.violations")
        return found + [said for said in self.complaints if "Content Security Policy" in said]


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    context = browser.new_context(color_scheme="light")
    yield Visit(context.new_page())
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("kind", SHOWN)
def test_a_page_works_within_the_policy(visit: Visit, server: Server, kind: str) -> None:
    visit.open(server.address + SHOWN[kind])
    visit.page.mouse.wheel(0, 100_000)
    visit.page.emulate_media(media="print")
    visit.page.pdf()
    assert visit.violations == []
    assert visit.hosts == {server.address.removeprefix("http://")}
    expected = {server.address + SHOWN[kind]} if kind == "missing" else set()
    assert visit.missing == expected
    assert [said for said in visit.complaints if "404" not in said] == []


@pytest.mark.browser
def test_the_choice_of_dark_works_and_lasts_within_the_policy(visit: Visit, server: Server) -> None:
    visit.open(server.address + "/")
    scheme = "getComputedStyle(document.documentElement).colorScheme"
    assert visit.page.evaluate(scheme) == "light"
    visit.page.get_by_role("button", name="Skift til mørk visning").click()
    assert visit.page.evaluate(scheme) == "dark"
    visit.open(server.address + SHOWN["interpretation"])
    assert visit.page.evaluate(scheme) == "dark"
    assert visit.violations == []


@pytest.mark.browser
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


@pytest.mark.browser
def test_an_old_address_leads_on_within_the_policy(visit: Visit, server: Server) -> None:
    visit.open(server.address + "/units/aakaer/blik-for-borgeren/")
    visit.page.wait_for_url("**/units/aakaer-hjemmepleje/blik-for-borgeren/")
    assert visit.violations == []


@pytest.mark.browser
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


@pytest.mark.browser
def test_a_drawing_that_got_in_cannot_run_script(visit: Visit, server: Server) -> None:
    visit.open(server.address + "/units/aakaer-hjemmepleje/ond.svg")
    assert visit.page.evaluate("document.documentElement.id") == ""


@pytest.mark.browser
def test_another_site_cannot_show_the_site_in_a_frame(visit: Visit, server: Server) -> None:
    visit.open(server.address.replace("127.0.0.1", "localhost") + "/robots.txt")
    visit.page.set_content(f"<iframe src='{server.address}/'></iframe>", wait_until="networkidle")
    assert all("Inspirationskatalog" not in frame.content() for frame in visit.page.frames)


# What is made from the policy is fresh. Rewritten with --rewrite-golden.


def test_the_policy_for_nginx_is_the_one_of_the_settings(request: pytest.FixtureRequest) -> None:
    _hold_fresh(request, SHIPPED / "catalogue-policy.conf", policy.make_nginx_map(load_settings().embedders))


def test_the_policy_for_iis_is_the_one_of_the_settings(request: pytest.FixtureRequest) -> None:
    text = WEB_CONFIG.read_text("utf-8")
    setting = re.compile(r'(<add name="Content-Security-Policy" value=")[^"]*(")')
    told = iter([PAGE, EMBED, EMBED])  # The site's, and those of the two kinds of small listings.
    _hold_fresh(request, WEB_CONFIG, setting.sub(lambda found: f"{found[1]}{next(told)}{found[2]}", text))
    assert list(told) == []


def _hold_fresh(request: pytest.FixtureRequest, file: Path, text: str) -> None:
    if request.config.getoption("--rewrite-golden"):
        file.write_text(text, "utf-8")
    assert file.read_text("utf-8") == text


def test_iis_sends_what_nginx_sends() -> None:
    root = ElementTree.parse(WEB_CONFIG).getroot()
    headers = {add.get("name"): add.get("value") for add in root.findall("system.webServer//customHeaders/add")}
    nginx = (SHIPPED / "catalogue.conf").read_text("utf-8")
    for name in ("X-Content-Type-Options", "Referrer-Policy", "Permissions-Policy"):
        assert re.search(rf'add_header {name} "?{re.escape(headers[name] or "?")}"? always;', nginx)
    allowing = ".//customHeaders/add[@name='Access-Control-Allow-Origin']"
    shared = {place.get("path") for place in root.findall("location") if place.find(allowing) is not None}
    assert shared == {"catalogue.json", "feed.json", "feed.xml"}


def test_iis_knows_every_kind_of_file_on_the_site(store: Path) -> None:
    root = ElementTree.parse(WEB_CONFIG).getroot()
    known = {entry.get("fileExtension") for entry in root.iter("mimeMap")}
    by_itself = {".gif", ".ico", ".jpg", ".pdf", ".png", ".svg"}
    there = {file.suffix for file in (store / "current").rglob("*") if file.is_file()} - {".docx", ""}
    assert there - known - by_itself == set()
