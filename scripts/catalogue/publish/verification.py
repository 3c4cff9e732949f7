"""Verification: before a site is published it is read once more, by eyes that know nothing of how it was made.

Every page that is to be there is there, no page is empty or cut off, every link and part within the site leads to a
file, no page holds what the policy of the site would stop, and nothing shows somebody's personal number.
"""

import json
import os
import posixpath
import re
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import SplitResult, unquote, urlsplit

from catalogue.publish.disclosures import find_disclosures
from catalogue.rendering.shelf import Shelf
from catalogue.site import policy

EXPORT = "catalogue.json"
_LINKS = ("href", "src", "action", "poster", "data")
_FETCHING = ("img", "script", "iframe", "source", "audio", "video", "embed", "object", "track", "input")
_UNSEEN = ("script", "style", "title")
_IN_STYLES = re.compile(r"""url\(\s*["']?(?!["']?data:)([^"')]+)""")


@dataclass(frozen=True)
class Expectation:
    """What a site must hold: its pages, as addresses from its root; `base` is the site's own address, if it knows it.

    What is `absent` was left out on purpose, and links to it are no fault; an ending `/` stands for all that is below.
    """

    pages: Collection[str]
    absent: Collection[str] = ()
    base: str = ""


@dataclass
class Page(HTMLParser):
    """A page as it is read: where it leads, whether it shows anything, and what the policy would stop."""

    links: list[str] = field(default_factory=list)
    breaches: list[str] = field(default_factory=list)
    policies: int = 0
    title: str = ""
    has_text: bool = False
    is_closed: bool = False

    def __post_init__(self) -> None:
        super().__init__()
        self._unseen: list[str] = []
        self._script: str | None = None

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Note where an element leads, and what is wrong with it."""
        values = {name: value or "" for name, value in attributes}
        if tag in _UNSEEN:
            self._unseen.append(tag)
        if tag == "script" and "src" not in values and values.get("type") != "application/json":
            self._script = ""
        if tag == "meta":
            self._note_meta(values)
        else:
            self.links.extend(_links_of(values))
        self.breaches.extend(_breaches_of(tag, values))

    def handle_endtag(self, tag: str) -> None:
        """Note the end of an element; the text of an inline script is judged there."""
        if tag == "html":
            self.is_closed = True
        if tag == "script" and self._script is not None:
            if policy.hash_of(self._script) not in policy.INLINE_SCRIPTS:
                self.breaches.append("et script i selve siden")
            self._script = None
        if self._unseen and tag == self._unseen[-1]:
            self._unseen.pop()

    def handle_data(self, data: str) -> None:
        """Note that there is something to read."""
        if self._script is not None:
            self._script += data
        if not self._unseen:
            self.has_text = self.has_text or bool(data.strip())
        elif self._unseen[-1] == "title":
            self.title += data.strip()

    def _note_meta(self, values: dict[str, str]) -> None:
        match values.get("http-equiv", "").lower():
            case "content-security-policy":
                self.policies += 1
            case "refresh":
                self.links.append(values.get("content", "").partition("url=")[2])


def _links_of(values: dict[str, str]) -> Iterator[str]:
    yield from (values[name] for name in _LINKS if name in values)
    yield from (part.split()[0] for part in values.get("srcset", "").split(",") if part.strip())


def _breaches_of(tag: str, values: dict[str, str]) -> Iterator[str]:
    if tag in ("style", "base"):
        yield f"elementet {tag}"
    for name in values:
        if name == "style" or name.startswith("on"):
            yield f"attributten {name}"
    for link in _links_of(values):
        parts = _split(link)
        if parts.scheme in ("javascript", "vbscript"):
            yield "et link, der er et script"
        elif tag in _FETCHING and (parts.netloc or parts.scheme not in ("", "data")):
            yield f"noget, der hentes fra {parts.netloc or parts.scheme}"


def _split(link: str) -> SplitResult:
    try:
        return urlsplit(link.strip())
    except ValueError:  # An address that no browser follows either.
        return SplitResult("invalid", "", link, "", "")


def verify(site: Path, expected: Expectation, today: date, shelf: Shelf[str] | None = None) -> list[str]:
    """Return, in Danish and sorted, all that is wrong with a site on a day. Raises OSError when it cannot be read.

    The shelf keeps which contents show no personal number, so that an unchanged file is not searched again.
    """
    files, faults = _list_files(site)
    inside = Inside(files, expected)
    wanted = {*(f"{address}index.html" for address in expected.pages), "404.html", EXPORT}
    faults += [f"{path} mangler" for path in wanted - files]
    for path in sorted(files):
        if path.endswith(".html"):
            faults += (f"{path}: {fault}" for fault in _judge_page(path, site / path, inside))
        elif path.endswith(".css"):
            links = _IN_STYLES.findall((site / path).read_text("utf-8"))
            faults += (f"{path}: {fault}" for fault in inside.find_broken(path, links))
        elif path.endswith(".json"):
            faults += _judge_json(path, site / path)
    return sorted([*faults, *find_disclosures(site, files, today, shelf)])


def _list_files(site: Path) -> tuple[set[str], list[str]]:
    """Return the paths of a site's files, and a fault for each that is no file."""
    files, faults = set(), []
    for folder, folders, names in os.walk(site):
        for name in (*folders, *names):
            path = Path(folder, name)
            mode = path.lstat().st_mode
            if stat.S_ISREG(mode):
                files.add(path.relative_to(site).as_posix())
            elif not stat.S_ISDIR(mode):
                faults.append(f"{path.relative_to(site).as_posix()} er ikke en almindelig fil")
    return files, faults


@dataclass(frozen=True)
class Inside:
    """What lies within a site, to follow links by."""

    files: Collection[str]
    expected: Expectation

    def find_broken(self, path: str, links: list[str]) -> Iterator[str]:
        """Yield a fault for each different link of a page or a style that leads to nothing within the site."""
        for link in sorted(set(links)):
            target = self._follow(path, link)
            if target is not None and not self._holds(target):
                yield f"linket {link} fører ingen steder hen"

    def _follow(self, path: str, link: str) -> str | None:
        """Return the path that a link leads to, or None when that is outside the site or on the page itself."""
        base = self.expected.base.rstrip("/")
        if base and (link == base or link.startswith(f"{base}/")):
            link = urlsplit(base).path + link.removeprefix(base)
        parts = _split(link)
        if parts.scheme or parts.netloc or not parts.path:
            return None
        root = f"{urlsplit(base).path}/"
        target = posixpath.normpath(posixpath.join(root, posixpath.dirname(path), unquote(parts.path)))
        ending = "/" if parts.path.endswith(("/", "/.", "/..")) or parts.path in (".", "..") else ""
        # What is above the site's root keeps its slash, and so is found nowhere.
        return f"{target.rstrip('/')}{ending}".removeprefix(root)

    def _holds(self, target: str) -> bool:
        if target in self.files or posixpath.join(target, "index.html") in self.files:
            return True
        return any(
            target.startswith(absent) if absent.endswith("/") else target == absent for absent in self.expected.absent
        )


def _judge_page(path: str, file: Path, inside: Inside) -> Iterator[str]:
    page = Page()
    page.feed(file.read_text("utf-8"))
    page.close()
    if not page.is_closed:
        yield "siden er ikke hel"
    if not page.title or not page.has_text:
        yield "siden er tom"
    if page.policies != 1:
        yield "siden har ikke sin sikkerhedspolitik"
    yield from (f"siden indeholder {breach}" for breach in sorted(set(page.breaches)))
    yield from inside.find_broken(path, page.links)


def _judge_json(path: str, file: Path) -> Iterator[str]:
    try:
        json.loads(file.read_text("utf-8"))
    except ValueError:
        yield f"{path} kan ikke læses"
