"""The shipped server configurations: what nginx sends with every kind of file, and that IIS is told the same."""

import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

import trees
from catalogue import checkout
from catalogue.engine.configuration import load_settings
from catalogue.site import policy
from publishing import publish_to, published
from servers import SHIPPED, Server, serving

WEB_CONFIG = checkout.ROOT / "deploy" / "iis" / "web.config"
IMMUTABLE = "public, max-age=31536000, immutable"
PAGE, EMBED = policy.make_header(), policy.make_header(load_settings().embedders)


@pytest.fixture(scope="module")
def store(good: Path) -> Iterator[Path]:
    with published(good) as folder:
        yield folder


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
    "/assets/javascripts/frame/scheme.js": (200, "text/javascript; charset=utf-8", PAGE, "no-cache"),
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
        publish_to(folder, good)
        trees.draw(folder / "current", {"assets/gammel.0123abcd.css": b"/**/", "kun-gammel.txt": b"x"})
        with serving(folder) as server:
            publish_to(folder, good)
            assert server.get("/kun-gammel.txt").status == 404
            assert server.get("/assets/gammel.0123abcd.css").status == 200
            assert server.get("/assets/javascripts/frame/scheme.js").status == 200
    finally:
        shutil.rmtree(folder)


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
