"""The words of a built page as people meet them: what is seen, and what only a screen reader or a hint tells."""

import re
from html.parser import HTMLParser

_SILENT = {"script", "style", "code", "pre", "kbd", "samp", "template"}
_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_INLINE = {
    "a",
    "code",
    "kbd",
    "samp",
    "abbr",
    "b",
    "u-joint",
    "u-long",
    "em",
    "i",
    "mark",
    "span",
    "strong",
    "sub",
    "sup",
    "time",
    "small",
    "u",
    "s",
    "q",
    "cite",
}
_TOLD = ("alt", "title", "aria-label", "aria-description", "aria-roledescription", "aria-valuetext", "placeholder")
_LABELS = re.compile(r"^data-(?:label|text|title|message|hint)")


class Words(HTMLParser):
    """Reads a page; `texts` are its words, a block or an attribute each. Parts in another language are left out."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._open: list[tuple[str, bool]] = []
        self._words: list[str] = []
        self.feed(html)
        self.close()
        self._end()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        silent = tag in _SILENT or values.get("lang", "da") != "da"
        if tag not in _INLINE:
            self._end()
        elif tag == "span":  # One that has a look of its own stands by itself, on a line or in a row.
            self._words.append(" ")
        if not self._is_silent() and not silent:
            self.texts += (values[name] for name in values if name in _TOLD or _LABELS.match(name))
            if tag == "meta" and values.get("name", values.get("property", "")).endswith(("description", "title")):
                self.texts.append(values.get("content", ""))
            if tag == "input" and values.get("type") in ("submit", "button", "reset"):
                self.texts.append(values.get("value", ""))
        if tag not in _VOID:
            self._open.append((tag, silent))

    def handle_endtag(self, tag: str) -> None:
        if tag not in _INLINE:
            self._end()
        if any(tag == name for name, _ in self._open):
            while self._open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        # A soft hyphen says where a word may be broken, and is no part of it.
        self._words.append(" " if self._is_silent() else data.replace("\u00ad", ""))

    def _is_silent(self) -> bool:
        return any(silent for _, silent in self._open)

    def _end(self) -> None:
        text = " ".join("".join(self._words).split())
        self._words = []
        if text:
            self.texts.append(text)
