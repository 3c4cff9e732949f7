"""The shape of some HTML: its blocks with their words, a line each, whoever made it."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

_BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 pre blockquote div details summary ul ol li table tr th td section hr".split())
_MARKS = {"strong": "‹b›", "em": "‹i›", "del": "‹s›", "code": "‹c›"}
_SIGNS = {"td": "| ", "th": "| "}
_INSTEAD: dict[str, Callable[[dict[str, str]], str]] = {
    "br": lambda values: " / ",
    "img": lambda values: f"!{values.get('alt', '')}!",
    "input": lambda values: "☑" if "checked" in values else "☐",
}
_LINK, _PICTURE = "c-preview__link", "c-preview__picture"


def shape_of(html: str) -> list[str]:
    """Return the lines of a shape: `(1) words`, `(•) words`, `# words`, `> words`, `! words`, `| words`."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    reader.end()
    return reader.lines


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self._words = ""
        self._mark = ""
        self._signs: list[str] = []
        self._numbers: list[int | None] = []
        self._open: list[tuple[str, str]] = []
        self._pre = False
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag in _BLOCKS:
            self.end()
        mark = _MARKS.get(tag, "") if not (tag == "code" and self._pre) else ""
        if tag == "a" and "backref" in values.get("class", ""):
            self._silent += 1
            mark = "silent"
        elif tag == "a" or values.get("class") == _LINK:
            mark = "‹a›"
        elif values.get("class") == _PICTURE:
            mark = "!"
        if tag not in ("br", "hr", "img", "input"):
            self._open.append((tag, mark))
        self._words += mark if mark != "silent" else ""
        self._begin(tag, values)

    def _begin(self, tag: str, values: dict[str, str]) -> None:
        if tag in ("br", "img", "input"):
            self._words += _INSTEAD[tag](values)
        elif tag == "hr" and ("div", "") not in self._open[-1:]:  # The line above footnotes is only ours.
            self.lines.append("----")
        elif tag in ("ul", "ol"):
            self._numbers.append(int(values.get("start") or 1) if tag == "ol" else None)
        elif tag == "li" and self._numbers:
            self._begin_point(values)
        elif tag in _SIGNS or re.fullmatch(r"h\d", tag):
            self._mark = _SIGNS.get(tag, "# ")
        elif tag == "blockquote":
            self._signs.append("> ")
        elif tag in ("div", "details") and values.get("class", "").split()[:1] not in ([], ["footnote"]):
            self._signs.append("! ")
        self._pre = self._pre or tag == "pre"

    def _begin_point(self, values: dict[str, str]) -> None:
        number = self._numbers[-1]
        if number is not None:
            number = int(values.get("value") or number)
            self._numbers[-1] = number + 1
        sign = "•" if number is None else number
        self._mark = f"{'  ' * (len(self._numbers) - 1)}({sign}) "

    def handle_endtag(self, tag: str) -> None:
        while self._open:
            opened, mark = self._open.pop()
            if mark == "silent":
                self._silent -= 1
            else:
                self._words += mark
            if opened == tag:
                break
        if tag in _BLOCKS:
            self.end()
        if tag in ("ul", "ol") and self._numbers:
            self._numbers.pop()
            self._mark = "  " * (2 * len(self._numbers) + 1) if self._numbers else ""
        elif tag in ("blockquote", "div", "details") and self._signs:
            self._signs.pop()
        elif tag == "pre":
            self._pre = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self._words += data

    def end(self) -> None:
        """Close the block of words that is open, if it holds any."""
        words = self._words.strip("\n") if self._pre else " ".join(self._words.split())
        self._words = ""
        if words:
            mark = "    " if self._pre else self._mark
            self.lines.append("".join(self._signs) + mark + words.replace("\n", "⏎"))
            self._mark = " " * len(self._mark) if self._numbers else ""
