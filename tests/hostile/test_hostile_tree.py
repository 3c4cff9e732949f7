"""A contributed page can do no harm: the hostile tree is refused or shown harmlessly."""

import re
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import feedparser
import jsonfeed

import vectors
from some import some
from vectors import Built, pages_of

_TOLD = re.compile(r"^(.+?):(\d+): .* \[([A-Z]\d\d)\]$", re.MULTILINE)


def test_every_way_in_is_told_of_on_its_line_or_shown(hostile: Built) -> None:
    told = Counter(
        (path.removeprefix(f"{hostile.docs}/"), int(line), code) for path, line, code in _TOLD.findall(hostile.out)
    )
    assert told == hostile.expected


def test_the_rest_is_built_and_nothing_falls_over(hostile: Built) -> None:
    assert (hostile.status, "Traceback" in hostile.out + hostile.err) == (0, False), hostile.err
    assert (hostile.site / "units" / "koekkenet-gryden" / "index.html").is_file()
    assert (hostile.site / "units" / "raw-html" / "index.html").is_file()
    assert not (hostile.site / "units" / "klammer").exists()


def test_no_code_of_a_page_has_run(hostile: Built) -> None:
    assert list(hostile.docs.parent.rglob("MARKER")) == []


def test_no_secret_shows_up_in_the_site(hostile: Built) -> None:
    telling = [
        path for path in hostile.site.rglob("*") if path.is_file() and vectors.SECRET.encode() in path.read_bytes()
    ]
    assert telling == []
    hostname = Path("/etc/hostname").read_text("utf-8").strip()
    assert hostname
    assert list(hostile.site.glob("units/genvej*")) == []


def test_words_that_look_like_macros_stay_words(hostile: Built) -> None:
    text = (hostile.site / "units" / "jinja-in-body" / "index.html").read_text("utf-8")
    for words in ("{{ 7 * 7 }}", "{{ environment }}", "${{ secrets.TOKEN }}"):
        assert words in text
    front = (hostile.site / "index.html").read_text("utf-8")
    assert "{{ theme_tiles() }}" in front
    assert "c-theme-tile" not in front.split("<main", 1)[1]
    assert '&lt;div data-fragment="newest_interpretations"&gt;' in (
        hostile.site / "units" / "mark-of-a-macro" / "index.html"
    ).read_text("utf-8")


def test_a_photograph_loses_its_place_and_what_lay_behind_its_end(hostile: Built) -> None:
    picture = (hostile.site / "units" / "koekkenet-gryden" / "sted.webp").read_bytes()
    assert picture[8:12] == b"WEBP"
    assert b"Exif" not in picture
    assert b"script" not in picture
    assert not (hostile.site / "units" / "koekkenet-gryden" / "sted.jpg").exists()


class _Linter(HTMLParser):
    """Notes everything on a page that could run, load, lead astray, or take over the theme's own names."""

    def __init__(self) -> None:
        super().__init__()
        self.faults: list[str] = []
        self.ids: Counter[str] = Counter()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.ids.update([values["id"]] if "id" in values else [])
        if tag in ("iframe", "object", "embed", "base", "frame", "textarea"):
            self.faults.append(f"<{tag}>")
        self.faults += [f"{tag} {name}" for name in values if name.startswith("on") or name in ("style", "srcdoc")]
        self.faults += [f"{tag} {name}" for name in ("href", "src", "action") if _leads_astray(tag, values.get(name))]
        # The one refresh that a site of ours has leads on from an old address, within the site.
        if values.get("http-equiv", "").lower() == "refresh" and not values["content"].startswith("0; url=../"):
            self.faults.append("refresh")
        if tag == "script" and "src" not in values and values.get("type") != "application/json":
            self.faults.append("inline script")


def _leads_astray(tag: str, address: str | None) -> bool:
    """Tell whether an address runs code, or is fetched from elsewhere. A link that a reader may follow does neither."""
    followed = ("https://", "http://", "mailto:", "tel:") if tag == "a" else ()
    is_absolute = re.match(r"\s*(?:[a-z][a-z0-9+.-]*:|//|\\)", address or "", re.IGNORECASE)
    return bool(is_absolute) and not (address or "").startswith(followed)


def test_every_page_of_the_hostile_site_is_clean_to_a_second_reader(hostile: Built) -> None:
    forms = hostile.site / "contribute" / "form"
    for page in some(pages_of(hostile.site)):
        linter = _Linter()
        linter.feed(page.read_text("utf-8"))
        allowed = {"<textarea>"} if page.is_relative_to(forms) else set()
        assert set(linter.faults) <= allowed, page
        assert [name for name, times in linter.ids.items() if times > 1] == [], page


def test_the_feeds_of_the_hostile_site_hold_plain_text_and_nothing_else(hostile: Built) -> None:
    atoms = sorted(hostile.site.rglob("feed.xml"))
    assert atoms
    for atom in atoms:
        read = feedparser.parse(atom.read_bytes(), response_headers={"content-type": "application/atom+xml"})
        assert not read.bozo, (atom, read.bozo_exception)
        assert {entry.title_detail.type for entry in read.entries} <= {"text/plain"}
        assert len(jsonfeed.Feed.parse_string(atom.with_suffix(".json").read_text("utf-8")).items) == len(read.entries)
