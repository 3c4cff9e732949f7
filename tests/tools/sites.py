"""Built sites, read as a browser would: pages by address, with their title, headings, links and words."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

from some import some

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_SILENT = {"script", "style", "svg", "template"}
_BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li",
    "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "th", "thead", "tr", "ul", "br",
    "option",
}  # fmt: skip
_HEADINGS = {f"h{level}": level for level in range(1, 7)}


@dataclass(frozen=True)
class Target:
    """What an element refers to: its tag, and the address as it is written."""

    tag: str
    written: str


@dataclass
class Page(HTMLParser):
    """A page of HTML. `text` is the words of its main part, a block a line, with its links and pictures."""

    html: str
    title: str = ""
    language: str = ""
    headings: list[tuple[int, str]] = field(default_factory=list)
    targets: list[Target] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._lines: list[str] = []
        self._words: list[str] = []
        self._open: list[str] = []
        self._heading: list[str] | None = None
        self._link = ""
        self.feed(self.html)
        self.close()
        self._end_line()

    @property
    def text(self) -> str:
        """The words of the main part, one block a line."""
        return "".join(f"{line}\n" for line in self._lines)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag not in _VOID:
            self._open.append(tag)
        if "id" in values:
            self.ids.append(values["id"])
        self.language = values.get("lang", self.language) if tag == "html" else self.language
        self._note_targets(tag, values)
        if tag in _BLOCKS:
            self._end_line()
        if tag in _HEADINGS:
            self._heading = []
            self._words.append("#" * _HEADINGS[tag] + " ")
        elif tag == "li":
            self._words.append("- ")
        elif tag == "img":
            self._words.append(f"![{values.get('alt', '')}]({values.get('src', '')})")
        elif tag == "a" and "href" in values:
            self._link = values["href"]
            self._words.append("[")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag == "a" and self._link:
            self._words.append(f"]({self._link})")
            self._link = ""
        if tag in _HEADINGS and self._heading is not None:
            self.headings.append((_HEADINGS[tag], " ".join("".join(self._heading).split())))
            self._heading = None
        if tag in _BLOCKS:
            self._end_line()

    def handle_data(self, data: str) -> None:
        if "title" in self._open and "svg" not in self._open:
            self.title += data
        if _SILENT.intersection(self._open):
            return
        if self._heading is not None:
            self._heading.append(data)
        self._words.append(data)

    def _end_line(self) -> None:
        line = " ".join("".join(self._words).split())
        if line == "-":  # The mark of a list's item goes with its first words.
            return
        self._words = []
        if line and "main" in self._open:
            self._lines.append(line)

    def _note_targets(self, tag: str, values: dict[str, str]) -> None:
        for name in ("href", "src", "action", "poster", "data"):
            if name in values:
                self.targets.append(Target(tag, values[name]))
        self.targets += (Target(tag, part.split()[0]) for part in values.get("srcset", "").split(",") if part.strip())


@dataclass(frozen=True)
class Site:
    """A folder that holds a built site."""

    root: Path

    @cached_property
    def files(self) -> dict[str, bytes]:
        """Every file by its path, with its bytes."""
        return {
            file.relative_to(self.root).as_posix(): file.read_bytes()
            for file in sorted(self.root.rglob("*"))
            if file.is_file()
        }

    @cached_property
    def pages(self) -> dict[str, Page]:
        """Every page by its address: `units/x/` for `units/x/index.html`, and `404.html` for itself."""
        return {
            path.removesuffix("index.html"): Page(content.decode("utf-8"))
            for path, content in self.files.items()
            if path.endswith(".html")
        }

    @cached_property
    def own_pages(self) -> dict[str, Page]:
        """The pages that show something, without those that only lead on from an old address."""
        return {address: page for address, page in self.pages.items() if 'http-equiv="refresh"' not in page.html}

    def links(self, address: str) -> set[str]:
        """Return the addresses within the site that a page leads to, without their fragments."""
        return {
            path for path, _ in (self.follow(address, target.written) or ("", "") for target in self._anchors(address))
        }

    def _anchors(self, address: str) -> list[Target]:
        return [target for target in self.pages[address].targets if target.tag == "a"]

    @staticmethod
    def follow(address: str, written: str) -> tuple[str, str] | None:
        """Return the path and the fragment that a link on a page leads to; None when it leads out of the site."""
        parts = urlsplit(written)
        if parts.scheme or parts.netloc:
            return None
        if not parts.path:
            return address, parts.fragment
        joined = posixpath.normpath(posixpath.join("/", posixpath.dirname(address), unquote(parts.path))).lstrip("/")
        is_folder = parts.path.endswith(("/", "/.", "/..")) or parts.path in (".", "..")
        return f"{joined}/" if is_folder and joined else joined, unquote(parts.fragment)

    def broken_links(self) -> Iterator[str]:
        """Yield every link, picture, style and script on every page that leads to nothing in the site."""
        for address, page in some(self.pages.items()):
            for target in page.targets:
                found = self.follow(address, target.written)
                if found is not None and not self._holds(*found):
                    yield f"{address}: <{target.tag}> {target.written}"

    def _holds(self, path: str, fragment: str) -> bool:
        if path in self.pages:
            return not fragment or fragment in self.pages[path].ids
        return path in self.files
