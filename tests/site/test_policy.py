"""The policy: on every page, first of all, without exceptions for scripts or styles within the pages.

(site.frame, site.policy)
"""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pydantic import ValidationError

from catalogue.settings import Settings
from catalogue.site import policy
from sites import Site
from some import some

REDIRECT = "units/aakaer/blik-for-borgeren/index.html"
SHORT = "was/index.html"


@pytest.fixture
def site(good_site: Site) -> Path:
    """The good tree as a site: the frame around known pages, a canary for what the frame puts into them."""
    return good_site.root


def pages(site: Path) -> Iterator[tuple[str, str]]:
    for file in sorted(site.rglob("*.html")):
        yield file.relative_to(site).as_posix(), file.read_text("utf-8")


class Elements(HTMLParser):
    """The elements of a page in order, and the texts of its inline scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.scripts: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        tag, attributes = self.found[-1] if self.found else ("", {})
        if tag == "script" and "src" not in attributes and attributes.get("type") != "application/json":
            self.scripts.append(data)


def elements(site: Path) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield every element of every page: the page's path, the tag and the attributes."""
    for path, text in pages(site):
        yield from ((path, tag, attributes) for tag, attributes in Elements(text).found)


def test_the_policy_is_the_first_thing_in_the_head_of_every_page(site: Path) -> None:
    leading_on = (REDIRECT, SHORT)
    for path, text in some(one for one in pages(site) if one[0] not in leading_on and "units/zebraen/" not in one[0]):
        found = Elements(text).found
        after_head = found[[tag for tag, _ in found].index("head") + 1]
        assert after_head == ("meta", {"http-equiv": "Content-Security-Policy", "content": policy.make_meta()}), path


@pytest.mark.parametrize(
    ("path", "target"),
    [(REDIRECT, "../../../units/aakaer-hjemmepleje/blik-for-borgeren/"), (SHORT, "../accessibility/")],
)
def test_a_page_at_another_address_may_do_nothing_but_lead_on(path: str, target: str, site: Path) -> None:
    metas = [attributes for tag, attributes in Elements((site / path).read_text("utf-8")).found if tag == "meta"]
    assert [meta["content"] for meta in metas if "http-equiv" in meta] == ["default-src 'none'", f"0; url={target}"]


def test_the_frame_has_no_inline_script_but_the_pinned_ones(site: Path) -> None:
    """Make a new one a file, as overrides/frame/scheme.js is; if that cannot be done, pin its hash."""
    found = {policy.hash_of(script) for _, text in pages(site) for script in Elements(text).scripts if script.strip()}
    assert found == set(policy.INLINE_SCRIPTS)


def test_no_page_has_a_style_or_a_handler_of_its_own(site: Path) -> None:
    for path, tag, attributes in some(elements(site)):
        assert tag not in ("style", "base"), path
        assert not [name for name in attributes if name == "style" or name.startswith("on")], path


def test_no_page_asks_another_host_for_anything(site: Path) -> None:
    asking = ("img", "script", "link", "source", "iframe", "object", "embed")
    for path, attributes in some((path, attributes) for path, tag, attributes in elements(site) if tag in asking):
        assert not re.match(r"(https?:)?//", attributes.get("src", attributes.get("href", ""))), path


def test_the_policy_begins_with_nothing_and_never_allows_what_stands_in_a_page() -> None:
    directives = dict(part.split(" ", 1) for part in policy.make_header(()).split("; "))
    assert directives.pop("default-src") == "'none'"
    assert directives.pop("base-uri") == "'none'"
    assert directives.pop("frame-ancestors") == "'none'"
    assert set(directives) >= {"script-src", "style-src", "img-src", "font-src", "connect-src", "form-action"}
    assert all(value.startswith("'self'") for value in directives.values())
    assert "unsafe-inline" not in policy.make_header(())
    assert "'unsafe-eval'" not in policy.make_header(())


def test_only_the_header_tells_who_may_embed_the_site() -> None:
    assert "frame-ancestors" not in policy.make_meta()
    told = policy.make_header(["https://intranet.norddjurs.dk", "https://*.example.dk:8443"])
    assert told.endswith("; frame-ancestors https://intranet.norddjurs.dk https://*.example.dk:8443")


@pytest.mark.parametrize(
    "origin",
    ["*", "'self'", "intranet.norddjurs.dk", "https://x.dk/side", "https://x.dk; script-src *", 'https://x.dk"', ""],
)
def test_what_is_no_origin_cannot_embed_the_site_or_change_the_policy(origin: str) -> None:
    with pytest.raises(ValidationError):
        Settings(embedders=(origin,))


def test_an_inline_script_that_is_pinned_stands_in_the_policy(monkeypatch: pytest.MonkeyPatch) -> None:
    pinned = policy.hash_of("x()")
    assert pinned == "sha256-D6IGS8VMvCoyaR/l0h9tERrBTATY01CoPS7l6xDv0kI="
    monkeypatch.setattr(policy, "INLINE_SCRIPTS", (pinned,))
    assert f"script-src 'self' '{pinned}'; style-src" in policy.make_meta()
