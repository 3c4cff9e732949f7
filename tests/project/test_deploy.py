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
from catalogue.rendering.cache import RenderingCache
from catalogue.site import policy
from configured import real_settings
from publishing import publish_to, published
from servers import SHIPPED, Server, serving

WEB_CONFIG = checkout.ROOT / "deploy" / "iis" / "web.config"
IMMUTABLE = "public, max-age=31536000, immutable"
PAGE, EMBED = policy.make_header(), policy.make_header(real_settings().embedders)


@pytest.fixture(scope="module", params=["", "/katalog"], ids=["at the root", "below a path"])
def path(request: pytest.FixtureRequest) -> str:
    """Where on the host the site lies."""
    return str(request.param)


@pytest.fixture(scope="module")
def store(good: Path, renderings: RenderingCache, path: str) -> Iterator[Path]:
    with published(good, renderings, f"https://katalog.eksempel.invalid{path}/" if path else "") as folder:
        yield folder


@pytest.fixture(scope="module")
def server(store: Path, path: str) -> Iterator[Server]:
    with serving(store, path=path) as server:
        yield server


WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
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
    "/calendar.ics": (200, "text/calendar; charset=utf-8", policy.NOTHING, "no-cache"),
    "/ideas.csv": (200, "text/csv; charset=utf-8", policy.NOTHING, "no-cache"),
    "/units/sundhed-og-omsorg/catalogue.xlsx": (200, WORKBOOK, policy.NOTHING, "no-cache"),
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


@pytest.mark.parametrize("asked", ANSWERS)
def test_every_kind_of_file_comes_with_its_headers(server: Server, asked: str) -> None:
    answer = server.get(asked)
    told = {name: answer.headers.get(name) for name in ("content-type", "content-security-policy", "cache-control")}
    assert (answer.status, *told.values()) == ANSWERS[asked]
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
    "asked", ["/tom/", "/assets/", "/.git/config", "/units/genvej.txt", "/udenfor/udenfor.txt", "/404.html"]
)
def test_what_is_no_page_is_not_there(server: Server, asked: str) -> None:
    answer = server.get(asked)
    assert answer.status == 404
    assert "Siden findes ikke" in answer.body.decode()
    assert "hemmeligt" not in answer.body.decode()


def test_an_unchanged_page_is_not_sent_again_and_keeps_its_policy(server: Server) -> None:
    answer = server.get("/", If_None_Match=server.get("/").headers["etag"])
    assert (answer.status, answer.body, answer.headers["content-security-policy"]) == (304, b"", PAGE)


def test_an_address_without_its_slash_leads_on_within_the_site(server: Server) -> None:
    assert server.get("/units").headers["location"] == f"{server.path}/units/"
    assert server.get("").headers.get("location", "/") == f"{server.path}/"


def test_text_is_sent_compressed(server: Server) -> None:
    assert server.get("/", Accept_Encoding="gzip").headers["content-encoding"] == "gzip"


def test_a_switch_shows_at_once_and_open_pages_keep_their_assets(
    good: Path, renderings: RenderingCache, store: Path, path: str
) -> None:
    folder = Path(tempfile.mkdtemp(prefix="catalogue-switched-"))
    folder.chmod(0o755)
    try:
        shutil.copytree(store, folder, symlinks=True, dirs_exist_ok=True)
        trees.draw(folder / "current", {"assets/gammel.0123abcd.css": b"/**/", "kun-gammel.txt": b"x"})
        with serving(folder, path=path) as server:
            publish_to(folder, good, renderings)
            assert server.get("/kun-gammel.txt").status == 404
            assert server.get("/assets/gammel.0123abcd.css").status == 200
            assert server.get("/assets/javascripts/frame/scheme.js").status == 200
    finally:
        shutil.rmtree(folder)


_PLACES = re.compile(
    r"    # (?:`current` is a link|A folder without a page).*?(?=\n    index |\Z)|    location = /katalog .*", re.DOTALL
)
"""Where nginx finds files: what differs when the site lies below a path."""


def test_both_configurations_of_nginx_are_the_same_but_for_the_places_of_files() -> None:
    both = ((SHIPPED / folder / "catalogue.conf").read_text("utf-8") for folder in ("", "below-a-path"))
    root, below = (_PLACES.sub("", text.split("\nmap ", 1)[1]).split() for text in both)
    assert root == below
    assert "add_header" in root


def test_beside_the_site_below_a_path_there_is_room_for_others(server: Server) -> None:
    if server.path:
        assert Server(server.port).get("/units/").status == 404
        assert b"Siden findes ikke" not in Server(server.port).get("/units/").body
    assert server.get("/units/").status == 200


def test_the_page_for_what_is_not_there_finds_its_styles_at_any_depth(server: Server) -> None:
    for asked in ("/findes/ikke/", "/findes-ikke.pdf"):
        (style,) = re.findall(rb'<link rel="stylesheet" href="([^"]+)"', server.get(asked).body)
        assert style.startswith(b"/")
        assert Server(server.port).get(style.decode()).status == 200


# IIS, which is told the same


def test_iis_has_a_policy_for_the_site_and_one_for_the_small_listings() -> None:
    root = ElementTree.parse(WEB_CONFIG).getroot()
    policies = ".//customHeaders/add[@name='Content-Security-Policy']"
    assert [add.get("value") for add in root.findall(f"system.webServer{policies[1:]}")] == [PAGE]
    listings = {place.get("path"): place.find(policies) for place in root.findall("location")}
    told = {path: add.get("value") for path, add in listings.items() if add is not None}
    assert told == {"embed/newest": EMBED, "embed/theme": EMBED}


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
